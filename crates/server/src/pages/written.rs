//! A page as HTTP: what browsers must keep to, what they may keep, and smaller on the way.

use crate::api::answer::Answer;
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use http_body_util::Full;
use std::io::Write as _;

/// Bytes from which compressing is worth it.
const SMALL: usize = 1400;

/// A page with a status.
pub(super) fn html(status: u16, html: String) -> Answer {
    Answer {
        status,
        ..Answer::bytes("text/html; charset=utf-8", html.into_bytes())
    }
}

/// Another address, to be asked for by GET.
pub(super) fn see(address: impl Into<String>) -> Answer {
    Answer {
        status: 303,
        location: Some(address.into()),
        ..Answer::default()
    }
}

/// A file to be saved.
pub(super) fn file(media: &str, name: &str, bytes: Vec<u8>) -> Answer {
    Answer::bytes(media, bytes).with("content-disposition", format!("attachment; filename=\"{name}\""))
}

/// Writes an answer for a browser.
pub(super) fn written(answer: Answer, asked: &HeaderMap, head: bool) -> Response<Full<Bytes>> {
    let is_text = ["text/", "application/json", "image/svg"]
        .iter()
        .any(|kind| answer.media.starts_with(kind));
    let takes = asked.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok());
    let small = answer.body.len() < SMALL || !is_text || !takes.is_some_and(|value| value.contains("gzip"));
    let packed = if small { None } else { pack(&answer.body) };
    let mut response = Response::new(Full::from(Bytes::new()));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &str| {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.append(name, value);
        }
    };
    if !answer.media.is_empty() {
        put(header::CONTENT_TYPE, &answer.media);
    }
    if is_text {
        put(header::VARY, "accept-encoding");
    }
    if packed.is_some() {
        put(header::CONTENT_ENCODING, "gzip");
    }
    if let Some(location) = &answer.location {
        put(header::LOCATION, location);
    }
    let keeps = answer.headers.iter().any(|(name, _)| *name == "cache-control");
    let always = [
        ("cache-control", if keeps { "" } else { "no-store" }),
        ("content-security-policy", nahtlos_pages::POLICY),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
    ];
    for (name, value) in always.into_iter().filter(|(_, value)| !value.is_empty()) {
        put(HeaderName::from_static(name), value);
    }
    for (name, value) in &answer.headers {
        put(HeaderName::from_static(name), value);
    }
    let body = packed.unwrap_or(answer.body);
    put(header::CONTENT_LENGTH, &body.len().to_string());
    if !head {
        *response.body_mut() = Full::from(body);
    }
    response
}

fn pack(body: &[u8]) -> Option<Vec<u8>> {
    let mut packer = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    packer.write_all(body).ok()?;
    packer.finish().ok()
}
