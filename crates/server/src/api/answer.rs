//! What a handler answers: a status, a body, sometimes a header. Made into HTTP by the dispatcher.

use nahtlos_engine::Reply;
use serde::Serialize;

/// An answer.
#[derive(Debug, Clone, Default)]
pub(crate) struct Answer {
    pub status: u16,
    pub location: Option<String>,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// Media type; empty: JSON.
    pub media: String,
    pub body: Vec<u8>,
}

impl Answer {
    /// JSON with a status.
    pub(crate) fn json(status: u16, body: &impl Serialize) -> Self {
        // As much as most have: it need not grow on the way.
        let mut bytes = Vec::with_capacity(4096);
        serde_json::to_writer(&mut bytes, body).expect("wire shapes have texts as keys");
        Self {
            status,
            body: bytes,
            ..Self::default()
        }
    }

    /// JSON with 200.
    pub(crate) fn ok(body: &impl Serialize) -> Self {
        Self::json(200, body)
    }

    /// JSON with 201.
    pub(crate) fn created(body: &impl Serialize) -> Self {
        Self::json(201, body)
    }

    /// 204.
    pub(crate) fn nothing() -> Self {
        Self {
            status: 204,
            ..Self::default()
        }
    }

    /// Bytes of a media type.
    pub(crate) fn bytes(media: &str, body: Vec<u8>) -> Self {
        Self {
            status: 200,
            media: media.to_owned(),
            body,
            ..Self::default()
        }
    }

    /// With a header.
    pub(crate) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }
}

impl From<Answer> for Reply {
    fn from(answer: Answer) -> Self {
        Self {
            status: answer.status,
            location: answer.location,
            body: answer.body,
        }
    }
}

impl From<Reply> for Answer {
    fn from(reply: Reply) -> Self {
        Self {
            status: reply.status,
            location: reply.location,
            body: reply.body,
            ..Self::default()
        }
    }
}
