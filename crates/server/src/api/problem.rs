//! Errors on the wire: refusals and faults become the reference's bodies, in the caller's language; Graph and tokens have their own.
//!
//! A fault is logged here, once, with the request's id; the caller sees only that id.

use super::{answer::Answer, graph, routes::Flavour};
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
    /// The database is away, or too much is going on in it: nothing was done, and later it may be.
    Away(String),
    /// An error of Graph with its words.
    Said(graph::said::Said),
    /// An answer that is already written (token errors, errors of the newer services).
    Written(Box<Answer>),
}

impl From<Halt> for Problem {
    fn from(halt: Halt) -> Self {
        match halt {
            Halt::Refused(refusal) => Self::Refused(refusal),
            Halt::Fault(error) if error.is_retryable() => Self::Away(error.to_string()),
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
                let text = format!("Something is broken here; it was written down under {}.", of.request_id);
                return fault(500, &text, of);
            }
            Self::Away(cause) => {
                tracing::warn!(request = of.request_id, path = of.path, cause, "request not served");
                let text = format!("Nothing was done, because the database is away or too busy. Try again in {AGAIN} seconds.");
                return fault(503, &text, of).with("retry-after", AGAIN);
            }
            Self::Said(said) => return graph_body(said.status, said.code, &said.message, None, of),
            Self::Refused(refusal) => refusal,
        };
        let text = texts.refusal(of.locale, &refusal);
        match of.flavour {
            Flavour::PartnerCenter | Flavour::Own => partner_center(&refusal, &text),
            Flavour::Graph => of_graph(&refusal, &text, of),
            Flavour::Token => token(&refusal, &text),
        }
    }
}

/// The reference promises that a description has no more characters.
const DESCRIPTION: usize = 1024;

/// A sentence that is too long, because it repeats what was sent, ends with an ellipsis.
pub(crate) fn cut(text: &str) -> String {
    match text.char_indices().nth(DESCRIPTION) {
        None => text.to_owned(),
        Some(_) => text.chars().take(DESCRIPTION - 1).chain(['…']).collect(),
    }
}

/// The code is always a text: clients read both, and the names of our own can be nothing else.
fn partner_center(refusal: &Refusal, text: &str) -> Answer {
    let code = refusal.code.wire();
    if refusal.code == Code::Throttled {
        let seconds = refusal.values.iter().find(|(name, _)| *name == "seconds").map_or("1", |(_, v)| v);
        return Answer::json(429, &json!({ "statusCode": 429, "message": text })).with("retry-after", seconds);
    }
    let data: Vec<&String> = refusal.field.iter().collect();
    let answer = Answer::json(
        refusal.code.status(),
        &json!({ "code": code, "description": cut(text), "data": data, "source": "Nahtlos" }),
    );
    if refusal.code.status() == 401 {
        answer.with("www-authenticate", "Bearer")
    } else {
        answer
    }
}

fn of_graph(refusal: &Refusal, text: &str, of: Of<'_>) -> Answer {
    if let Some(said) = graph::said::of(refusal) {
        let answer = graph_body(said.status, said.code, &said.message, refusal.field.as_deref(), of);
        return if said.status == 401 {
            answer.with("www-authenticate", "Bearer")
        } else {
            answer
        };
    }
    let status = match refusal.code {
        Code::DomainTaken | Code::DomainInUse => 400,
        code => code.status(),
    };
    let code = match (refusal.code, status) {
        (Code::IdempotencyConflict, _) => "idempotencyConflict",
        (_, 403) => "Authorization_RequestDenied",
        (_, 404) => "Request_ResourceNotFound",
        (_, 409) => "Request_MultipleObjectsWithSameKeyValue",
        (_, 429) => "TooManyRequests",
        (_, 501) => "NotImplemented",
        _ => "Request_BadRequest",
    };
    let answer = graph_body(status, code, text, refusal.field.as_deref(), of);
    if status != 429 {
        return answer;
    }
    let headers = [
        ("seconds", "retry-after"),
        ("scope", "x-ms-throttle-scope"),
        ("information", "x-ms-throttle-information"),
    ];
    headers.into_iter().fold(answer, |answer, (value, header)| {
        match refusal.values.iter().find(|(name, _)| *name == value) {
            Some((_, text)) => answer.with(header, text.to_string()),
            None => answer,
        }
    })
}

/// Graph's body of an error.
fn graph_body(status: u16, code: &str, message: &str, target: Option<&str>, of: Of<'_>) -> Answer {
    let date = of.now.to_string();
    let inner = json!({
        "date": date.split(['.', 'Z']).next().unwrap_or(&date),
        "request-id": of.request_id,
        "client-request-id": if of.client_request_id.is_empty() { of.request_id } else { of.client_request_id },
    });
    let mut error = json!({ "code": code, "message": message, "innerError": inner });
    if let Some(target) = target {
        error["target"] = json!(target);
    }
    Answer::json(status, &json!({ "error": error }))
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

/// Seconds after which a request that was not served may come again.
const AGAIN: &str = "2";

fn fault(status: u16, text: &str, of: Of<'_>) -> Answer {
    let away = status == 503;
    match of.flavour {
        Flavour::Graph => {
            let code = if away { "serviceNotAvailable" } else { "InternalServerError" };
            graph_body(status, code, text, None, of)
        }
        Flavour::Token => {
            let error = if away { "temporarily_unavailable" } else { "server_error" };
            Answer::json(status, &json!({ "error": error, "error_description": text }))
        }
        _ => Answer::json(
            status,
            &json!({ "code": "800003", "description": text, "data": [], "source": "Nahtlos" }),
        ),
    }
}
