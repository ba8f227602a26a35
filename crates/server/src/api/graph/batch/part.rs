//! One request of a batch: read, served, and written as its answer.

use super::BATCH;
use crate::api::{
    answer::Answer,
    ask::Ask,
    context::Ids,
    dispatch::{self, Coming},
    find,
    graph::{JSON, body, said},
    problem::{Of, Problem},
    routes::Flavour,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, header};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Headers that a part has from the whole call, and cannot have otherwise.
const OF_CALL: [HeaderName; 4] = [
    header::AUTHORIZATION,
    header::HOST,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
];

/// A request of a batch.
pub(super) struct Part {
    pub id: String,
    /// The id in lower case.
    pub key: String,
    method: String,
    url: String,
    headers: Vec<(String, String)>,
    body: Option<Value>,
    /// Keys of those that must come before.
    pub after: Vec<String>,
}

impl Part {
    /// Reads one; what is wrong with it is wrong with the whole batch.
    pub(super) fn read(sent: Value) -> Result<Self, Problem> {
        let Value::Object(mut sent) = sent else {
            return Err(said::batch("Every request of a batch is an object."));
        };
        let mut text = |name: &str| match sent.remove(name) {
            Some(Value::String(text)) if !text.trim().is_empty() => Ok(text),
            Some(Value::Number(number)) if name == "id" => Ok(number.to_string()),
            _ => Err(said::batch(format!("Every request of a batch has '{name}', a text."))),
        };
        let (id, method, url) = (text("id")?, text("method")?, text("url")?);
        let headers = match sent.remove("headers") {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Object(headers)) => headers
                .into_iter()
                .map(|(name, value)| header(&id, name, value))
                .collect::<Result<_, _>>()?,
            Some(_) => return Err(said::batch(format!("The headers of the request '{id}' are an object."))),
        };
        let after = match sent.remove("dependsOn") {
            None => Vec::new(),
            Some(after) => body::texts("dependsOn", after, "batch request")?,
        };
        Ok(Self {
            key: id.to_lowercase(),
            id,
            method: method.to_ascii_uppercase(),
            url,
            headers,
            body: sent.remove("body").filter(|body| !body.is_null()),
            after: after.into_iter().map(|id| id.to_lowercase()).collect(),
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        let named = self.headers.iter().find(|(n, _)| n.eq_ignore_ascii_case(name));
        named.map(|(_, value)| value.as_str())
    }

    /// Path and query below `/v1.0`. Clients write addresses relative to it; the SDK for Python writes whole ones of this server.
    fn target(&self, base: &str) -> Result<(String, String), Problem> {
        let url = self.url.trim();
        let whole = url.strip_prefix(base).and_then(|rest| rest.strip_prefix("/v1.0"));
        let url = whole.filter(|rest| rest.starts_with('/')).unwrap_or(url);
        let inner = url.strip_prefix('/').unwrap_or(url);
        if inner.starts_with('/') || inner.split(['?', '#']).next().unwrap_or("").contains("://") {
            return Err(said::bad("The url of a request in a batch is relative, such as /users."));
        }
        let inner = inner.split('#').next().unwrap_or("");
        let (path, query) = inner.split_once('?').unwrap_or((inner, ""));
        Ok((format!("/v1.0/{path}"), query.to_owned()))
    }

    fn bytes(&self) -> Result<Bytes, Problem> {
        let Some(body) = &self.body else { return Ok(Bytes::new()) };
        let media = self.header("content-type");
        let media = media.ok_or_else(|| said::bad("A request in a batch with a body needs the header Content-Type."))?;
        match body {
            Value::String(text) if !media.to_ascii_lowercase().contains("json") => {
                let read = URL_SAFE
                    .decode(text)
                    .or_else(|_| base64::engine::general_purpose::STANDARD.decode(text));
                read.map(Bytes::from)
                    .map_err(|_| said::bad("A body that is no JSON is a text in base64."))
            }
            body => Ok(Bytes::from(body.to_string())),
        }
    }
}

fn header(id: &str, name: String, value: Value) -> Result<(String, String), Problem> {
    match value {
        Value::String(value) => Ok((name, value)),
        Value::Number(value) => Ok((name, value.to_string())),
        Value::Bool(value) => Ok((name, value.to_string())),
        _ => Err(said::batch(format!("The header '{name}' of the request '{id}' is a text."))),
    }
}

/// The part's headers, with what it has from the whole call.
fn headers(ask: &Ask, part: &Part) -> HeaderMap {
    let mut headers = HeaderMap::new();
    for (name, value) in &part.headers {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse::<HeaderValue>()) {
            headers.insert(name, value);
        }
    }
    for name in &OF_CALL {
        headers.remove(name);
        if let Some(value) = ask.headers.get(name) {
            headers.insert(name.clone(), value.clone());
        }
    }
    if !headers.contains_key(header::ACCEPT_LANGUAGE)
        && let Some(language) = ask.headers.get(header::ACCEPT_LANGUAGE)
    {
        headers.insert(header::ACCEPT_LANGUAGE, language.clone());
    }
    headers
}

/// Serves a part.
pub(super) async fn answered(ask: &Ask, part: &Part) -> Value {
    let headers = Arc::new(headers(ask, part));
    let ids = Ids::of(&headers);
    let served = async {
        let (path, query) = part.target(&ask.base)?;
        let body = part.bytes()?;
        let found = find::find(&part.method, &path);
        if let Ok(found) = &found
            && (found.route.path == BATCH || found.route.flavour != Flavour::Graph)
        {
            return Err(said::bad("A batch cannot have another batch inside."));
        }
        let coming = Coming {
            method: &part.method,
            path: &path,
            query: &query,
            headers,
            ids: &ids,
            base: ask.base.clone(),
        };
        let admitted = dispatch::admit(&ask.center, found, &coming)?;
        dispatch::serve(&ask.center, admitted, coming, body).await
    };
    let answer = served
        .await
        .unwrap_or_else(|problem| problem.write(&ask.center.texts, of(ask, part, &ids)));
    response(part, &ids, answer)
}

/// The answer of a part that was not served.
pub(super) fn failed(ask: &Ask, part: &Part, problem: Problem) -> Value {
    let ids = Ids::of(&headers(ask, part));
    let answer = problem.write(&ask.center.texts, of(ask, part, &ids));
    response(part, &ids, answer)
}

fn of<'a>(ask: &'a Ask, part: &Part, ids: &'a Ids) -> Of<'a> {
    Of {
        flavour: Flavour::Graph,
        locale: &ids.locale,
        request_id: &ids.request,
        client_request_id: &ids.client_request,
        now: ask.center.engine.now(),
        granular: crate::api::graph::delegations::said::owns(&part.url),
        operation: "part of a batch",
    }
}

fn response(part: &Part, ids: &Ids, answer: Answer) -> Value {
    let mut headers = Map::new();
    headers.insert("request-id".to_owned(), json!(ids.request));
    let body = match (answer.body.is_empty(), answer.media.is_empty()) {
        (true, _) => None,
        (false, true) => {
            headers.insert("Content-Type".to_owned(), json!(JSON));
            serde_json::from_slice::<Value>(&answer.body).ok()
        }
        (false, false) => {
            headers.insert("Content-Type".to_owned(), json!(answer.media));
            Some(json!(URL_SAFE.encode(&answer.body)))
        }
    };
    if let Some(location) = &answer.location {
        headers.insert("Location".to_owned(), json!(location));
    }
    for (name, value) in &answer.headers {
        let name = match *name {
            "retry-after" => "Retry-After",
            name => name,
        };
        headers.insert(name.to_owned(), json!(value));
    }
    let mut response = json!({ "id": part.id, "status": answer.status, "headers": headers });
    if let Some(body) = body {
        response["body"] = body;
    }
    response
}
