//! Somebody who sends requests.

use serde_json::Value;

/// A caller with a token.
#[derive(Clone)]
pub(crate) struct Caller {
    base: String,
    token: String,
    http: reqwest::Client,
    headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) bytes: Vec<u8>,
    what: String,
}

impl Reply {
    /// The body as JSON; null where there is none.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    /// The body, if the status is this one; otherwise the test fails and shows the reply.
    #[track_caller]
    pub(crate) fn expect(self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}: {}", self.what, String::from_utf8_lossy(&self.bytes));
        self.json()
    }

    /// Expects an error of the Partner Center API with a code.
    #[track_caller]
    pub(crate) fn refused(self, status: u16, code: &str) -> Value {
        let what = self.what.clone();
        let body = self.expect(status);
        let found = body["code"].as_str().map(str::to_owned).unwrap_or_else(|| body["code"].to_string());
        assert_eq!(found, code, "{what}: {body}");
        body
    }

    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|v| v.to_str().ok()).unwrap_or("")
    }
}

async fn received(request: reqwest::RequestBuilder, what: String) -> Result<Reply, reqwest::Error> {
    let reply = request.send().await?;
    let (status, headers) = (reply.status().as_u16(), reply.headers().clone());
    let bytes = reply.bytes().await?.to_vec();
    Ok(Reply {
        status,
        headers,
        bytes,
        what,
    })
}

impl Caller {
    pub(crate) fn new(base: &str, token: &str) -> Self {
        Self {
            base: base.to_owned(),
            token: token.to_owned(),
            http: reqwest::Client::new(),
            headers: Vec::new(),
        }
    }

    /// With a header on every request.
    #[must_use]
    pub(crate) fn with(&self, name: &str, value: &str) -> Self {
        let mut with = self.clone();
        with.headers.push((name.to_owned(), value.to_owned()));
        with
    }

    /// With another token; empty: none.
    #[must_use]
    pub(crate) fn token(&self, token: &str) -> Self {
        Self {
            token: token.to_owned(),
            ..self.clone()
        }
    }

    pub(crate) async fn send(&self, method: &str, path: &str, media: &str, body: Vec<u8>) -> Reply {
        let url = if path.starts_with("http") {
            path.to_owned()
        } else {
            format!("{}{path}", self.base)
        };
        let mut request = self.http.request(method.parse().unwrap(), url);
        if !self.token.is_empty() {
            request = request.bearer_auth(&self.token);
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        if !body.is_empty() || method != "GET" {
            request = request.header("content-type", media).body(body);
        }
        received(request, format!("{method} {path}")).await.unwrap()
    }

    /// Sends JSON where there may be no answer.
    pub(crate) async fn attempt(&self, method: &str, path: &str, body: &Value) -> Result<Reply, reqwest::Error> {
        let request = self.http.request(method.parse().unwrap(), format!("{}{path}", self.base));
        let request = request.bearer_auth(&self.token).json(body);
        received(request, format!("{method} {path}")).await
    }

    async fn json(&self, method: &str, path: &str, body: &Value) -> Reply {
        let bytes = if body.is_null() {
            Vec::new()
        } else {
            serde_json::to_vec(body).unwrap()
        };
        self.send(method, path, "application/json", bytes).await
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send("GET", path, "", Vec::new()).await
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Reply {
        self.json("POST", path, body).await
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Reply {
        self.json("PUT", path, body).await
    }

    pub(crate) async fn patch(&self, path: &str, body: &Value) -> Reply {
        self.json("PATCH", path, body).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.json("DELETE", path, &Value::Null).await
    }

    /// Sends a form.
    pub(crate) async fn form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let encode = |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
        let body = fields
            .iter()
            .map(|(n, v)| format!("{}={}", encode(n), encode(v)))
            .collect::<Vec<_>>()
            .join("&");
        self.send("POST", path, "application/x-www-form-urlencoded", body.into_bytes())
            .await
    }
}
