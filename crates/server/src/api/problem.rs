//! Errors on the wire: refusals and faults become the reference's bodies, in the caller's language; Graph and tokens have their own.
//!
//! A fault is logged here, once, with the request's id; the caller sees only that id.

use super::{answer::Answer, routes::Flavour};
use crate::texts::Texts;
use nahtlos_engine::Halt;
use nahtlos_model::refusals::{Code, Refusal};
use nahtlos_wire::BodyProblem;
use serde_json::json;

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Problem {
    /// The engine or a handler said no.
    Refused(Refusal),
    /// Broken.
    Fault(String),
    /// An answer that is already written (token errors, errors of the newer services).
    Written(Box<Answer>),
}

impl From<Halt> for Problem {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Refused(refusal) => Self::Refused(refusal),
            Halt::Fault(error) => Self::Fault(error.to_string()),
        }
    }
}

impl From<Refusal> for Problem {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<Code> for Problem {
    fn from(code: Code) -> Self {
        Self::Refused(code.into())
    }
}

impl From<BodyProblem> for Problem {
    fn from(problem: BodyProblem) -> Self {
        let refusal = Refusal::new(Code::InvalidInput).with("reason", &problem.message);
        Self::Refused(if problem.field.is_empty() {
            refusal
        } else {
            refusal.at(problem.field)
        })
    }
}

/// What a written error needs to know of its request.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Of<'a> {
    pub flavour: Flavour,
    pub locale: &'a str,
    pub request_id: &'a str,
    pub client_request_id: &'a str,
    /// The program's time, for Graph's error.
    pub now: nahtlos_model::instants::Instant,
    pub path: &'a str,
}

impl Problem {
    /// Writes it.
    pub(crate) fn write(self, texts: &Texts, of: Of<'_>) -> Answer {
        let refusal = match self {
            Self::Written(answer) => return *answer,
            Self::Fault(cause) => {
                tracing::error!(request = of.request_id, path = of.path, cause, "request failed");
                return fault(of);
            }
            Self::Refused(refusal) => refusal,
        };
        let text = texts.refusal(of.locale, &refusal);
        match of.flavour {
            Flavour::PartnerCenter | Flavour::Own => partner_center(&refusal, &text, of.flavour),
            Flavour::Graph => graph(&refusal, &text, of),
            Flavour::Token => token(&refusal, &text),
        }
    }
}

fn partner_center(refusal: &Refusal, text: &str, flavour: Flavour) -> Answer {
    let code = refusal.code.wire();
    if refusal.code == Code::Throttled {
        let seconds = refusal.values.iter().find(|(name, _)| *name == "seconds").map_or("1", |(_, v)| v);
        return Answer::json(429, &json!({ "statusCode": 429, "message": text })).with("retry-after", seconds);
    }
    // The reference writes numbers; names of our own stay texts.
    let code = match code.parse::<i64>() {
        Ok(number) if flavour == Flavour::PartnerCenter => json!(number),
        _ => json!(code),
    };
    let data: Vec<&String> = refusal.field.iter().collect();
    let answer = Answer::json(
        refusal.code.status(),
        &json!({ "code": code, "description": text, "data": data, "source": "Nahtlos" }),
    );
    if refusal.code.status() == 401 {
        answer.with("www-authenticate", "Bearer")
    } else {
        answer
    }
}

fn graph(refusal: &Refusal, text: &str, of: Of<'_>) -> Answer {
    let status = refusal.code.status();
    let code = match (refusal.code, status) {
        (_, 401) => "InvalidAuthenticationToken",
        (_, 403) => "Authorization_RequestDenied",
        (_, 404) => "Request_ResourceNotFound",
        (Code::Throttled, _) => "TooManyRequests",
        (Code::IdempotencyConflict, _) => "idempotencyConflict",
        (_, 409) => "Request_MultipleObjectsWithSameKeyValue",
        (_, 501) => "notImplemented",
        _ => "Request_BadRequest",
    };
    let status = if refusal.code == Code::UserNameTaken { 400 } else { status };
    let inner = json!({
        "date": of.now.to_string().trim_end_matches('Z'),
        "request-id": of.request_id,
        "client-request-id": if of.client_request_id.is_empty() { of.request_id } else { of.client_request_id },
    });
    let mut error = json!({ "code": code, "message": text, "innerError": inner });
    if let Some(field) = &refusal.field {
        error["target"] = json!(field);
    }
    let answer = Answer::json(status, &json!({ "error": error }));
    match refusal.values.iter().find(|(name, _)| *name == "seconds").filter(|_| status == 429) {
        Some((_, seconds)) => answer.with("retry-after", seconds.to_string()),
        None => answer,
    }
}

fn token(refusal: &Refusal, text: &str) -> Answer {
    let status = refusal.code.status();
    let error = if status == 429 {
        "temporarily_unavailable"
    } else {
        "invalid_request"
    };
    Answer::json(status, &json!({ "error": error, "error_description": text }))
}

fn fault(of: Of<'_>) -> Answer {
    let text = format!("Something is broken here; it was written down under {}.", of.request_id);
    match of.flavour {
        Flavour::Graph => Answer::json(
            500,
            &json!({ "error": {
            "code": "InternalServerError", "message": text, "innerError": { "request-id": of.request_id, "date": of.now.to_string().trim_end_matches('Z') } } }),
        ),
        Flavour::Token => Answer::json(500, &json!({ "error": "server_error", "error_description": text })),
        _ => Answer::json(
            500,
            &json!({ "code": 800003, "description": text, "data": [], "source": "Nahtlos" }),
        ),
    }
}
