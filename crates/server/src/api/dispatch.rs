//! From HTTP to a handler and back: path matching without regard to case, limits, caller, answer, headers.

use super::{
    answer::Answer,
    ask::{Ask, Query},
    context::{self, Ids},
    graph,
    problem::{Of, Problem},
    routes::{Flavour, ROUTES, Route},
};
use crate::center::Center;
use axum::{
    body::{Body, Bytes},
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Response, StatusCode, header},
    response::IntoResponse,
};
use futures_util::StreamExt as _;
use nahtlos_model::refusals::{Code, Refusal};
use percent_encoding::percent_decode_str;
use std::{
    collections::HashMap,
    panic::AssertUnwindSafe,
    sync::{Arc, LazyLock},
};

/// Routes by lower-case path, then by method.
static TREE: LazyLock<matchit::Router<HashMap<&'static str, &'static Route>>> = LazyLock::new(|| {
    let mut by_path: HashMap<String, HashMap<&'static str, &'static Route>> = HashMap::new();
    for route in ROUTES.iter() {
        let before = by_path.entry(plain(route.path)).or_default().insert(route.method, route);
        assert!(before.is_none(), "{route:?} is listed twice");
    }
    let mut tree = matchit::Router::new();
    for (path, methods) in by_path {
        tree.insert(path.clone(), methods).unwrap_or_else(|error| panic!("{path}: {error}"));
    }
    tree
});

/// A template in lower case with its parameters numbered, so that two spellings of one path are one.
fn plain(template: &str) -> String {
    let mut place = 0;
    let segments = template.split('/').map(|segment| {
        if segment.starts_with('{') {
            place += 1;
            format!("{{p{place}}}")
        } else {
            segment.to_ascii_lowercase()
        }
    });
    segments.collect::<Vec<_>>().join("/")
}

/// A path's segments, decoded; doubled and trailing slashes count for nothing.
fn segments(path: &str) -> Vec<String> {
    let parts = path.split('/').filter(|s| !s.is_empty());
    let decoded = parts.map(|s| percent_decode_str(s).decode_utf8_lossy().trim().to_owned());
    let graph = flavour_of(path) == Flavour::Graph;
    decoded.flat_map(|part| if graph { keyed(part) } else { vec![part] }).collect()
}

/// Graph's other way to name one of a set: `servicePrincipals(appId='…')` is `servicePrincipals/appId='…'`, `users('…')` is `users/…`.
fn keyed(part: String) -> Vec<String> {
    // SDKs shorten the namespace of a type.
    if part.get(..6).is_some_and(|start| start.eq_ignore_ascii_case("graph.")) {
        return vec![format!("microsoft.{part}")];
    }
    let Some((set, rest)) = part.split_once('(') else {
        return vec![part];
    };
    let Some(key) = rest.strip_suffix(')').filter(|key| !key.is_empty() && !set.is_empty()) else {
        return vec![part];
    };
    let bare = key.strip_prefix('\'').and_then(|k| k.strip_suffix('\''));
    vec![set.to_owned(), bare.map_or_else(|| key.to_owned(), |text| text.replace("''", "'"))]
}

/// A route with the values of its parameters.
#[derive(Debug)]
pub(crate) struct Found {
    pub route: &'static Route,
    pub params: Vec<String>,
}

/// What a path and method lead to: `Err(true)` if the path exists with other methods.
pub(crate) fn find(method: &str, path: &str) -> Result<Found, bool> {
    let parts = segments(path);
    // A slash inside of a part would be taken for a border: it stands for itself here.
    let lower = format!(
        "/{}",
        parts
            .iter()
            .map(|p| p.to_lowercase().replace('/', "\u{1}"))
            .collect::<Vec<_>>()
            .join("/")
    );
    let Ok(matched) = TREE.at(&lower) else { return Err(false) };
    let route = *matched.value.get(method).ok_or(true)?;
    let template = route.path.split('/').filter(|s| !s.is_empty());
    let params = template
        .zip(&parts)
        .filter(|(t, _)| t.starts_with('{'))
        .map(|(_, part)| part.clone())
        .collect();
    Ok(Found { route, params })
}

fn flavour_of(path: &str) -> Flavour {
    let path = path.to_ascii_lowercase();
    match () {
        () if path.starts_with("/v1.0") || path.starts_with("/beta") => Flavour::Graph,
        () if path.contains("/oauth2/") => Flavour::Token,
        () if path.starts_with("/moves/") || path.starts_with("/sandbox/") => Flavour::Own,
        () => Flavour::PartnerCenter,
    }
}

/// The path in the released version: what the trial version has in common with it is the same here.
fn released(path: &str) -> String {
    match path.get(..6) {
        Some(start) if start.eq_ignore_ascii_case("/beta/") => format!("/v1.0/{}", &path[6..]),
        _ => path.to_owned(),
    }
}

/// Handles a request: nothing that goes wrong inside goes out unanswered.
pub(crate) async fn handle(State(center): State<Arc<Center>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let ids = Ids::of(&parts.headers);
    let limit = center.config.body_bytes;
    let path = released(parts.uri.path());
    let query = parts.uri.query().unwrap_or("").to_owned();
    let base = base(&center, &parts.headers, &parts.uri);
    let flavour = find(parts.method.as_str(), &path).map_or_else(|_| flavour_of(&path), |f| f.route.flavour);
    let answer = match read(body, limit).await {
        Some(body) => serve(&center, parts.method.as_str(), &path, &query, &parts.headers, body, &ids, base).await,
        None => {
            let reason = format!("the body is larger than {limit} bytes, or was cut off");
            Err(Problem::from(Refusal::new(Code::InvalidInput).with("reason", reason)))
        }
    };
    let of = Of {
        flavour,
        locale: &ids.locale,
        request_id: &ids.request,
        client_request_id: &ids.client_request,
        now: center.engine.now(),
        path: &path,
    };
    let answer = answer.unwrap_or_else(|problem| problem.write(&center.texts, of));
    http(&center, flavour, &ids, answer)
}

/// Finds the route and runs its handler. Also used for the parts of a batch.
#[allow(clippy::too_many_arguments)] // the parts of one request; a struct for one caller would only rename them
pub(crate) async fn serve(
    center: &Arc<Center>,
    method: &str,
    path: &str,
    query: &str,
    headers: &HeaderMap,
    body: Bytes,
    ids: &Ids,
    base: String,
) -> Result<Answer, Problem> {
    let found = find(method, path).map_err(|other_method| match other_method {
        true if flavour_of(path) == Flavour::Graph => graph::said::no_method(),
        false if flavour_of(path) == Flavour::Graph => graph::said::no_segment(path),
        true => Problem::from(Refusal::new(Code::Unsupported).with("method", method).with("path", path)),
        false => Problem::from(Refusal::new(Code::NotFound).with("id", path)),
    })?;
    let actor = context::actor(center, found.route, headers).await?;
    center.identity.limit(&actor, found.route.class)?;
    let call = context::call(found.route, actor, ids, headers, path, &body);
    let ask = Ask {
        center: Arc::clone(center),
        route: found.route,
        params: found.params,
        path: inner_path(path).to_owned(),
        query: Query::parse(query),
        headers: headers.clone(),
        body,
        call,
        base,
    };
    let compliant = context::compliance(found.route, &ask);
    let handler = found.route.handler;
    match futures_util::FutureExt::catch_unwind(AssertUnwindSafe(async move { handler(ask).await })).await {
        Ok(answer) => match (answer, compliant) {
            (Ok(answer), Some(compliant)) => Ok(answer.with("ismfacompliant", compliant)),
            (answer, _) => answer,
        },
        Err(panic) => {
            let text = panic
                .downcast_ref::<&str>()
                .map(|s| (*s).to_owned())
                .or_else(|| panic.downcast_ref::<String>().cloned());
            Err(Problem::Fault(format!("panic: {}", text.unwrap_or_default())))
        }
    }
}

/// A body that is too large is read on for a while and thrown away, so that its sender gets the answer instead of a broken connection.
const THROWN_AWAY: usize = 64 << 20;

/// Reads a body; `None`: too large, or it broke off.
async fn read(body: Body, limit: usize) -> Option<Bytes> {
    let mut stream = body.into_data_stream();
    let (mut all, mut first, mut length) = (Vec::new(), None, 0_usize);
    while let Some(part) = stream.next().await {
        let part = part.ok()?;
        length = length.saturating_add(part.len());
        match (&first, length) {
            (_, over) if over > THROWN_AWAY.max(limit) => return None,
            (_, over) if over > limit => {}
            (None, _) => first = Some(part),
            (Some(one), _) => {
                if all.is_empty() {
                    all.extend_from_slice(one);
                }
                all.extend_from_slice(&part);
            }
        }
    }
    let read = if all.is_empty() { first.unwrap_or_default() } else { all.into() };
    (length <= limit).then_some(read)
}

fn inner_path(path: &str) -> &str {
    let lower = path.to_ascii_lowercase();
    let cut = ["/v1.0", "/v1", "/moves/v1", "/sandbox/v1"]
        .iter()
        .find(|p| lower.starts_with(&format!("{p}/")))
        .map_or(0, |p| p.len());
    &path[cut..]
}

fn base(center: &Center, headers: &HeaderMap, uri: &axum::http::Uri) -> String {
    if let Some(url) = &center.config.public_url {
        return url.trim_end_matches('/').to_owned();
    }
    let tls = !center.config.tls_cert.is_empty() || center.config.tls_self_signed;
    let host = headers.get(header::HOST).and_then(|h| h.to_str().ok());
    // HTTP/2 has no Host header: the host is part of the address.
    let host = host
        .or_else(|| uri.authority().map(axum::http::uri::Authority::as_str))
        .unwrap_or("localhost");
    format!("{}://{host}", if tls { "https" } else { "http" })
}

/// An answer as HTTP, with the headers that the reference sends.
fn http(center: &Center, flavour: Flavour, ids: &Ids, answer: Answer) -> Response<Body> {
    let response_is_empty = answer.body.is_empty() && matches!(answer.status, 202 | 204);
    let mut response = Response::new(Body::from(answer.body));
    *response.status_mut() = StatusCode::from_u16(answer.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let headers = response.headers_mut();
    let mut put = |name: &'static str, value: &str| {
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
        put("content-type", media);
    }
    match flavour {
        Flavour::Graph => {
            put("request-id", &ids.request);
            put(
                "client-request-id",
                if ids.client_request.is_empty() {
                    &ids.request
                } else {
                    &ids.client_request
                },
            );
        }
        Flavour::Token => {
            put("cache-control", "no-store");
            put("pragma", "no-cache");
        }
        Flavour::PartnerCenter | Flavour::Own => {
            put("ms-requestid", &ids.request);
            put("ms-correlationid", &ids.correlation);
            put(
                "ms-cv",
                &ids.correlation.replace('-', "")[..ids.correlation.replace('-', "").len().min(16)],
            );
            put("ms-serverid", &center.node);
            put("x-locale", &ids.locale);
        }
    }
    if let Some(location) = &answer.location {
        put("location", location);
    }
    for (name, value) in &answer.headers {
        put(name, value);
    }
    response.into_response()
}
