//! What those who watch over a center ask: `/health/live`, `/health/ready`, `/metrics`. Answered before any route, before there is a
//! database and while the center is going down, which is when it matters most.
//!
//! Called for every request by the listener. Nothing here tells whose things are in a center: numbers, and names of operations.

mod meters;
mod process;
mod record;

pub(crate) use meters::Meters;
pub(crate) use record::{Peer, record, shown};

use crate::center::Center;
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode, header};
use http_body_util::Full;
use serde_json::{Value, json};
use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// How long the database may take for the answer whether it is there.
const PATIENCE: Duration = Duration::from_secs(2);

/// What listens before there is a center, and after it was told to stop.
#[derive(Debug, Default)]
pub(crate) struct Front {
    center: OnceLock<Arc<Center>>,
    draining: AtomicBool,
}

impl Front {
    /// There is a center from now on.
    pub(crate) fn open(&self, center: Arc<Center>) {
        let _ = self.center.set(center);
    }

    /// From now on it says that it takes no more requests, and takes them still.
    pub(crate) fn drain(&self) {
        self.draining.store(true, Ordering::SeqCst);
    }

    /// The center, once there is one.
    pub(crate) fn center(&self) -> Option<&Arc<Center>> {
        self.center.get()
    }

    /// The answer to a watcher's question; `None`: it is another one.
    pub(crate) async fn answer<B>(&self, request: &Request<B>) -> Option<Response<Full<Bytes>>> {
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return None;
        }
        match request.uri().path() {
            "/health/live" => Some(said(StatusCode::OK, &json!({ "status": "live" }))),
            "/health/ready" => Some(self.ready().await),
            "/metrics" => Some(self.metrics(request).await),
            _ => None,
        }
    }

    async fn ready(&self) -> Response<Full<Bytes>> {
        let not = |status: &str, why: &str| said(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": status, "reason": why }));
        if self.draining.load(Ordering::SeqCst) {
            return not("draining", "the center was told to stop");
        }
        let Some(center) = self.center() else {
            return not("starting", "the database is being opened");
        };
        match tokio::time::timeout(PATIENCE, center.engine.is_ready()).await {
            Ok(Ok(())) => said(StatusCode::OK, &json!({ "status": "ready" })),
            Ok(Err(error)) => {
                tracing::warn!(%error, "not ready");
                match error.kind {
                    nahtlos_engine::Kind::NewerSchema => not("unready", "a newer program has migrated the database"),
                    _ => not("unready", "the database does not answer as it should"),
                }
            }
            Err(_) => not("unready", "the database took too long to answer"),
        }
    }

    async fn metrics<B>(&self, request: &Request<B>) -> Response<Full<Bytes>> {
        let Some(center) = self.center() else {
            return said(StatusCode::SERVICE_UNAVAILABLE, &json!({ "status": "starting" }));
        };
        let peer = request.extensions().get::<Peer>();
        let token = center.config.metrics_token.as_ref().map(|token| token.0.as_str());
        if !may_measure(token, peer, request.headers()) {
            let text = match token {
                Some(_) => "Send the metrics-token of the settings as a bearer token.",
                None => "Numbers are told to this machine alone; set metrics-token to ask from elsewhere.",
            };
            let body = json!({ "code": "metricsRefused", "description": text, "data": [], "source": "Nahtlos" });
            return said(StatusCode::UNAUTHORIZED, &body);
        }
        let mut response = Response::new(Full::from(center.meters.written(center).await));
        let text = HeaderValue::from_static("application/openmetrics-text; version=1.0.0; charset=utf-8");
        response.headers_mut().insert(header::CONTENT_TYPE, text);
        response
    }
}

/// With a token: who has it. Without: who asks from this machine, and was not passed on by a proxy on it.
fn may_measure(token: Option<&str>, peer: Option<&Peer>, headers: &HeaderMap) -> bool {
    match token {
        Some(token) => {
            let sent = headers.get(header::AUTHORIZATION).and_then(|v| v.to_str().ok());
            let sent = sent
                .and_then(|v| v.split_once(' '))
                .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"));
            sent.is_some_and(|(_, sent)| {
                aws_lc_rs::constant_time::verify_slices_are_equal(sent.trim().as_bytes(), token.as_bytes()).is_ok()
            })
        }
        None => {
            let passed_on = ["forwarded", "x-forwarded-for", "via"]
                .iter()
                .any(|name| headers.contains_key(*name));
            peer.is_some_and(|peer| peer.0.ip().is_loopback()) && !passed_on
        }
    }
}

/// What is said to other requests before there is a center.
pub(crate) fn not_yet() -> Response<Full<Bytes>> {
    let text = "The center is starting: its database is being opened. Try again in 1 second.";
    let body = json!({ "code": "800003", "description": text, "data": [], "source": "Nahtlos" });
    let mut response = said(StatusCode::SERVICE_UNAVAILABLE, &body);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
    response
}

fn said(status: StatusCode, body: &Value) -> Response<Full<Bytes>> {
    let mut response = Response::new(Full::from(body.to_string()));
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
        .headers_mut()
        .insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_for_who_has_the_token_or_for_this_machine() {
        let peer = |text: &str| Peer(text.parse().expect("an address"));
        let headers = |pairs: &[(&'static str, &'static str)]| {
            let mut map = HeaderMap::new();
            for (name, value) in pairs {
                map.insert(*name, HeaderValue::from_static(value));
            }
            map
        };
        let (here, there) = (peer("127.0.0.1:4"), peer("192.0.2.1:4"));
        assert!(may_measure(None, Some(&here), &headers(&[])));
        assert!(!may_measure(None, Some(&there), &headers(&[])));
        assert!(!may_measure(None, None, &headers(&[])));
        assert!(!may_measure(None, Some(&here), &headers(&[("x-forwarded-for", "192.0.2.1")])));
        assert!(may_measure(Some("abc"), Some(&there), &headers(&[("authorization", "Bearer abc")])));
        assert!(!may_measure(Some("abc"), Some(&here), &headers(&[("authorization", "Bearer abd")])));
        assert!(!may_measure(Some("abc"), Some(&here), &headers(&[])));
    }
}
