//! A small center in the test's own process: it keeps every call and answers as the test says.
//!
//! Used by the tests of the client. It gives tokens by itself unless the test's answers take the token's path.

#![allow(dead_code, reason = "each test uses a part")]

use axum::{
    Router,
    body::{Body, to_bytes},
    extract::Request,
    http::Response,
};
use futures_util::stream;
use nahtlos_client::{Builder, Client, Credentials, RetryPolicy};
use serde_json::Value;
use std::{
    sync::{Arc, Mutex},
    time::Duration,
};
use tokio::net::TcpListener;

/// A call as it came.
#[derive(Debug, Clone)]
pub(crate) struct Call {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Call {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    }

    pub(crate) fn is_token(&self) -> bool {
        self.path.ends_with("/oauth2/v2.0/token")
    }
}

/// What to answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: String,
    breaks: bool,
}

impl Answer {
    pub(crate) fn json(body: impl Into<String>) -> Self {
        Self::status(200, body)
    }

    pub(crate) fn status(status: u16, body: impl Into<String>) -> Self {
        Self {
            status,
            body: body.into(),
            ..Self::default()
        }
    }

    /// Closes the connection in the middle of the answer.
    pub(crate) fn broken() -> Self {
        Self {
            status: 200,
            breaks: true,
            ..Self::default()
        }
    }

    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

/// The center, and all calls it had.
#[derive(Clone)]
pub(crate) struct Center {
    pub(crate) base: String,
    calls: Arc<Mutex<Vec<Call>>>,
}

pub(crate) const TOKEN: &str = r#"{"token_type":"Bearer","expires_in":3600,"access_token":"token"}"#;

impl Center {
    /// Answers with the n-th call (tokens not counted) and the call; tokens are always given.
    pub(crate) async fn start(answer: impl Fn(usize, &Call) -> Answer + Send + Sync + 'static) -> Self {
        let count = Mutex::new(0);
        Self::start_with_tokens(move |call| match call.is_token() {
            true => Answer::json(TOKEN),
            false => {
                let mut count = count.lock().unwrap();
                *count += 1;
                answer(*count, call)
            }
        })
        .await
    }

    /// Answers every call as the test says, those for tokens too.
    pub(crate) async fn start_with_tokens(answer: impl Fn(&Call) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let calls = Arc::new(Mutex::new(Vec::new()));
        let (kept, answer) = (calls.clone(), Arc::new(answer));
        let router = Router::new().fallback(move |request: Request| {
            let (kept, answer) = (kept.clone(), answer.clone());
            async move {
                let call = read(request).await;
                let said = answer(&call);
                kept.lock().unwrap().push(call);
                written(said)
            }
        });
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { base, calls }
    }

    /// All calls but those for tokens.
    pub(crate) fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().iter().filter(|call| !call.is_token()).cloned().collect()
    }

    /// The calls for tokens.
    pub(crate) fn token_calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().iter().filter(|call| call.is_token()).cloned().collect()
    }

    /// A client that waits little.
    pub(crate) fn builder(&self) -> Builder {
        self.builder_with(Credentials::Application {
            client_id: "app".to_owned(),
            client_secret: "secret".to_owned(),
        })
    }

    pub(crate) fn builder_with(&self, credentials: Credentials) -> Builder {
        Client::builder(&self.base, "partner", credentials).retry(RetryPolicy {
            attempts: 3,
            first_wait: Duration::from_millis(1),
            longest_wait: Duration::from_secs(1),
        })
    }

    pub(crate) fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

async fn read(request: Request) -> Call {
    let (parts, body) = request.into_parts();
    let body = to_bytes(body, 1 << 20).await.unwrap();
    let header = |(name, value): (&axum::http::HeaderName, &axum::http::HeaderValue)| {
        (name.to_string(), value.to_str().unwrap_or_default().to_owned())
    };
    Call {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: parts.headers.iter().map(header).collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

fn written(answer: Answer) -> Response<Body> {
    let mut response = Response::builder().status(answer.status);
    for (name, value) in answer.headers {
        response = response.header(name, value);
    }
    let body = match answer.breaks {
        // Begins to answer, then ends the connection.
        true => Body::from_stream(stream::iter([Ok("{"), Err(std::io::Error::other("broken"))])),
        false => Body::from(answer.body),
    };
    response.body(body).unwrap()
}

/// A service that answers everything with one body.
pub(crate) async fn always(body: Value) -> Center {
    Center::start(move |_, _| Answer::json(body.to_string())).await
}

/// Method and whole path of every call.
pub(crate) fn asked(center: &Center) -> Vec<String> {
    let line = |call: Call| {
        let query = if call.query.is_empty() {
            String::new()
        } else {
            format!("?{}", call.query)
        };
        format!("{} {}{query}", call.method, call.path)
    };
    center.calls().into_iter().map(line).collect()
}

/// The body of the newest call.
pub(crate) fn sent(center: &Center) -> Value {
    serde_json::from_str(&center.calls().last().unwrap().body).unwrap()
}
