//! Reading an answer: bounded in size, with or without a byte order mark, and every form of error body.
//!
//! Used when sending. An answer is never trusted to be small or to be JSON.

use crate::{ApiError, Error, retry::retry_after};
use nahtlos_wire::{Limits, body, headers};
use reqwest::{Response, header::RETRY_AFTER};
use serde::de::DeserializeOwned;
use serde_json::Value;
use std::time::Duration;

/// An answer with the headers that matter.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) bytes: Vec<u8>,
    pub(crate) location: Option<String>,
    pub(crate) continuation: Option<String>,
    request_id: String,
    correlation_id: String,
    retry_after: Option<Duration>,
}

impl Reply {
    /// Reads an answer whole.
    pub(crate) async fn receive(mut sent: Response, request_id: &str, most: usize) -> Result<Self, Error> {
        let text = |name: &str| Some(sent.headers().get(name)?.to_str().ok()?.to_owned());
        let graph_id = text(headers::GRAPH_REQUEST_ID);
        let mut reply = Self {
            status: sent.status().as_u16(),
            location: text("Location"),
            continuation: text(headers::CONTINUATION_TOKEN),
            request_id: graph_id.or(text(headers::REQUEST_ID)).unwrap_or_else(|| request_id.to_owned()),
            correlation_id: text(headers::CORRELATION_ID).unwrap_or_default(),
            retry_after: text(RETRY_AFTER.as_str()).as_deref().and_then(retry_after),
            bytes: Vec::new(),
        };
        loop {
            match sent.chunk().await {
                Ok(Some(chunk)) if reply.bytes.len() + chunk.len() <= most => reply.bytes.extend_from_slice(&chunk),
                Ok(Some(_)) => return Err(reply.unusable(format!("it has more than {most} bytes"))),
                Ok(None) => return Ok(reply),
                Err(error) => {
                    return Err(Error::Unreachable {
                        what: format!("the answer broke off: {}", error.without_url()),
                        sent: true,
                        request_id: reply.request_id,
                    });
                }
            }
        }
    }

    /// The body as a shape.
    pub(crate) fn read<T: DeserializeOwned>(&self) -> Result<T, Error> {
        let value = parse(&self.bytes).map_err(|problem| self.unusable(problem.message))?;
        body::read(&value).map_err(|problem| self.unusable(problem.message))
    }

    fn unusable(&self, what: String) -> Error {
        Error::Reply {
            what,
            request_id: self.request_id.clone(),
        }
    }
}

/// Answers may be far larger than what a server takes.
fn parse(bytes: &[u8]) -> Result<Value, nahtlos_wire::BodyProblem> {
    let limits = Limits {
        bytes: usize::MAX,
        values: 10_000_000,
        ..Limits::default()
    };
    body::parse(bytes, &limits)
}

/// The error in an answer, whichever service wrote it.
pub(crate) fn refusal(reply: &Reply) -> ApiError {
    let body = parse(&reply.bytes).unwrap_or_default();
    let inner = body.get("error").filter(|error| error.is_object()).unwrap_or(&body);
    let text = |names: &[&str]| names.iter().find_map(|name| said(inner.get(name)?));
    let data = inner.get("data").or(inner.get("details")).and_then(Value::as_array);
    ApiError {
        status: reply.status,
        code: text(&["code"]).unwrap_or_default(),
        description: text(&["description", "message", "errorMessageExtended"])
            .unwrap_or_else(|| format!("the service answered {} without words", reply.status)),
        data: data.into_iter().flatten().filter_map(said).collect(),
        request_id: reply.request_id.clone(),
        correlation_id: reply.correlation_id.clone(),
        retry_after: reply.retry_after,
    }
}

/// A value as a text; nothing for null and for empty texts.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => (!text.is_empty()).then(|| text.clone()),
        other => Some(other.to_string()),
    }
}
