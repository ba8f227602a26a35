//! An answer as HTTP: media type and the headers of each flavour. Written for every request; changes nothing of the answer.

use super::{answer::Answer, context::Ids, graph, routes::Flavour};
use crate::center::Center;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Response, StatusCode, header};
use http_body_util::Full;

/// An answer as HTTP, with the headers that the reference sends.
pub(crate) fn written(center: &Center, flavour: Flavour, ids: &Ids, answer: Answer) -> Response<Full<Bytes>> {
    let response_is_empty = answer.body.is_empty() && matches!(answer.status, 202 | 204);
    let mut response = Response::new(Full::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.insert(name, value);
        }
    };
    if !response_is_empty {
        let media = match (answer.media.is_empty(), flavour) {
            (false, _) => answer.media.as_str(),
            (true, Flavour::Graph) => graph::JSON,
            (true, _) => "application/json; charset=utf-8",
        };
        put(header::CONTENT_TYPE, media);
    }
    match flavour {
        Flavour::Graph => {
            put(names::REQUEST_ID, &ids.request);
            let client = Some(&ids.client_request).filter(|id| !id.is_empty());
            put(names::CLIENT_REQUEST_ID, client.unwrap_or(&ids.request));
        }
        Flavour::Sales => {
            put(names::REQUEST_ID, &ids.request);
            put(header::CACHE_CONTROL, "private");
        }
        Flavour::Token => {
            put(header::CACHE_CONTROL, "no-store");
            put(header::PRAGMA, "no-cache");
        }
        Flavour::PartnerCenter | Flavour::Own => {
            put(names::MS_REQUEST_ID, &ids.request);
            put(names::MS_CORRELATION_ID, &ids.correlation);
            let vector: String = ids.correlation.chars().filter(|c| *c != '-').take(16).collect();
            put(names::MS_CV, &vector);
            put(names::MS_SERVER_ID, &center.node);
            put(names::X_LOCALE, &ids.locale);
        }
    }
    if let Some(location) = &answer.location {
        put(header::LOCATION, location);
    }
    for (name, value) in &answer.headers {
        put(HeaderName::from_static(name), value);
    }
    response
}

/// Headers of the reference.
pub(crate) mod names {
    use http::HeaderName;

    pub(crate) const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");
    pub(crate) const CLIENT_REQUEST_ID: HeaderName = HeaderName::from_static("client-request-id");
    pub(crate) const MS_REQUEST_ID: HeaderName = HeaderName::from_static("ms-requestid");
    pub(crate) const MS_CORRELATION_ID: HeaderName = HeaderName::from_static("ms-correlationid");
    pub(crate) const MS_CV: HeaderName = HeaderName::from_static("ms-cv");
    pub(crate) const MS_SERVER_ID: HeaderName = HeaderName::from_static("ms-serverid");
    pub(crate) const X_LOCALE: HeaderName = HeaderName::from_static("x-locale");
}
