//! How pages get at everything: they ask the center's own APIs, in this process, as the person who is signed in. What a page may show and do
//! is what the API lets its person see and do; there is no second way in ([why](../../../../docs/adr/0019-pages-ask-the-api.md)).

use super::visit::Visit;
use crate::api::dispatch::{self, Inside};
use http::{HeaderMap, HeaderValue};
use nahtlos_engine::call::Actor;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::sync::Arc;

/// Why an API said no.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Refused {
    /// HTTP status.
    pub(super) status: u16,
    /// The API's code.
    pub(super) code: String,
    /// The sentence, in the reader's language.
    pub(super) sentence: String,
    /// The field that it is about; empty: none.
    pub(super) field: String,
    /// What else is told of it, such as every error of a file.
    pub(super) data: Vec<String>,
}

impl Refused {
    /// What a page itself refuses, before an API is asked.
    pub(super) fn told(status: u16, field: &str, sentence: String) -> Self {
        Self {
            status,
            sentence,
            field: field.to_owned(),
            ..Self::default()
        }
    }
}

/// A question or a command on its way.
#[derive(Debug)]
pub(super) struct Question<'a> {
    visit: &'a Visit,
    method: &'static str,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
    /// The tenant whose directory is asked; `None`: the visitor's.
    directory: Option<String>,
}

impl Visit {
    /// Asks for something; the path with its query, such as `/v1/customers?size=10`.
    pub(super) fn get(&self, path: impl Into<String>) -> Question<'_> {
        self.question("GET", path)
    }

    /// Sends something.
    pub(super) fn send(&self, method: &'static str, path: impl Into<String>) -> Question<'_> {
        self.question(method, path)
    }

    fn question(&self, method: &'static str, path: impl Into<String>) -> Question<'_> {
        Question {
            visit: self,
            method,
            path: path.into(),
            headers: HeaderMap::new(),
            body: Vec::new(),
            directory: None,
        }
    }
}

impl Question<'_> {
    /// With a body.
    pub(super) fn with(mut self, body: &impl Serialize) -> Self {
        self.body = serde_json::to_vec(body).unwrap_or_default();
        self
    }

    /// With a file for a body.
    pub(super) fn with_bytes(mut self, bytes: Vec<u8>) -> Self {
        self.body = bytes;
        self
    }

    /// With a header.
    pub(super) fn header(mut self, name: &'static str, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.headers.insert(name, value);
        }
        self
    }

    /// Asked in a customer's directory, as with a token for it.
    pub(super) fn of(mut self, tenant: &str) -> Self {
        self.directory = Some(tenant.to_owned());
        self
    }

    /// The answer as it is: media type and bytes.
    pub(super) async fn bytes(self) -> Result<(String, Vec<u8>), Refused> {
        let visit = self.visit;
        let Some(signed) = &visit.signed else {
            return Err(Refused {
                status: 401,
                ..Refused::default()
            });
        };
        let actor = match &self.directory {
            None => Arc::clone(&signed.actor),
            Some(tenant) if *tenant == signed.actor.directory_id => Arc::clone(&signed.actor),
            Some(tenant) => match visit.center.engine.people_reach(&signed.actor.tenant_id, tenant).await {
                Ok(true) => Arc::new(Actor {
                    directory_id: tenant.clone(),
                    ..(*signed.actor).clone()
                }),
                Ok(false) => {
                    return Err(Refused {
                        status: 403,
                        ..Refused::default()
                    });
                }
                Err(halt) => {
                    tracing::error!(error = %halt, "page failed");
                    return Err(Refused {
                        status: 500,
                        ..Refused::default()
                    });
                }
            },
        };
        let mut headers = self.headers;
        let key = visit.once(self.method, &self.path, &self.body).filter(|_| self.method != "GET");
        if let Some(key) = key.and_then(|key| HeaderValue::try_from(key).ok()) {
            headers.insert("idempotency-key", key);
        }
        let (path, query) = self.path.split_once('?').unwrap_or((&self.path, ""));
        let asked = Inside {
            method: self.method,
            path,
            query,
            headers,
            actor,
            base: &visit.base,
            locale: visit.locale(),
            body: self.body.into(),
        };
        let answer = dispatch::inside(&visit.center, asked).await;
        match answer.status {
            200..300 => Ok((answer.media, answer.body)),
            status => Err(refused(status, &answer.body)),
        }
    }

    /// The answer's JSON; null where there is none.
    pub(super) async fn json(self) -> Result<Value, Refused> {
        let (_, body) = self.bytes().await?;
        Ok(serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    /// The answer as a shape of the wire.
    pub(super) async fn read<T: DeserializeOwned>(self) -> Result<T, Refused> {
        let what = format!("{} {}", self.method, self.path.split('?').next().unwrap_or_default());
        let (_, body) = self.bytes().await?;
        serde_json::from_slice(&body).map_err(|error| Refused {
            status: 500,
            code: "unreadable".to_owned(),
            sentence: format!("{what}: {error}"),
            ..Refused::default()
        })
    }
}

/// What an error's body says, of either API.
fn refused(status: u16, body: &[u8]) -> Refused {
    let body: Value = serde_json::from_slice(body).unwrap_or(Value::Null);
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let inner = match &body["error"] {
        Value::Null => &body,
        inner => inner,
    };
    let sentence = ["description", "message"].into_iter().map(|name| text(&inner[name]));
    let field = [text(&inner["data"][0]), text(&inner["target"])];
    Refused {
        status,
        code: text(&inner["code"]),
        sentence: sentence.into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
        field: field.into_iter().find(|text| !text.is_empty()).unwrap_or_default(),
        data: inner["data"].as_array().into_iter().flatten().map(text).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_of_both_apis_are_read() {
        let partner = refused(
            400,
            br#"{"code":"2000","description":"That is wrong.","data":["quantity"],"source":"Nahtlos"}"#,
        );
        assert_eq!(
            (partner.code.as_str(), partner.sentence.as_str(), partner.field.as_str()),
            ("2000", "That is wrong.", "quantity")
        );
        let graph = refused(404, br#"{"error":{"code":"Request_ResourceNotFound","message":"It is gone."}}"#);
        assert_eq!((graph.status, graph.sentence.as_str()), (404, "It is gone."));
        assert_eq!(refused(502, b"<html>").sentence, "");
    }
}
