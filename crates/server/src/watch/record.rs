//! One request, counted and written down: which operation, which answer, how long; its ids, and nothing else of what was sent.
//!
//! Paths are never logged: they hold sign-in names, domains and the secrets of links. Called by the listener around every request.

use crate::{api::routes::Route, center::Center};
use http::{HeaderMap, Response};
use std::{net::SocketAddr, time::Duration};

/// Who is at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub SocketAddr);

/// What a request without a route is called.
const UNKNOWN: &str = "unknown";

/// An id as it may be logged: ids are the caller's texts, and only what looks like an id is one.
pub(crate) fn shown(id: &str) -> &str {
    let is_id = !id.is_empty() && id.len() <= 64 && id.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    if is_id { id } else { "(no id)" }
}

fn id<'a>(headers: &'a HeaderMap, names: [&str; 2]) -> &'a str {
    let value = names.iter().find_map(|name| headers.get(*name)).and_then(|v| v.to_str().ok());
    shown(value.unwrap_or_default())
}

/// Counts a request and writes its line.
pub(crate) fn record<B>(center: &Center, method: &str, route: Option<&'static Route>, response: &Response<B>, took: Duration) {
    let (area, operation) = route.map_or((UNKNOWN, UNKNOWN), |r| (r.area, r.name));
    let status = response.status().as_u16();
    center.meters.request(area, operation, method, status, took);
    let headers = response.headers();
    let span = tracing::Span::current();
    span.record("operation", operation);
    span.record("request", id(headers, ["ms-requestid", "request-id"]));
    tracing::info!(
        target: "nahtlos::request",
        request = id(headers, ["ms-requestid", "request-id"]),
        correlation = id(headers, ["ms-correlationid", "client-request-id"]),
        area,
        operation,
        method = if route.is_some() { method } else { UNKNOWN },
        status,
        ms = took.as_micros() as u64 as f64 / 1000.0,
        "request"
    );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_shown_and_anything_else_is_not() {
        assert_eq!(
            shown("6e616874-6c6f-4073-8000-000000000001"),
            "6e616874-6c6f-4073-8000-000000000001"
        );
        for text in ["", "kim@kunde.example", "a\nb", "Bearer ey", &"0".repeat(65)] {
            assert_eq!(shown(text), "(no id)");
        }
    }
}
