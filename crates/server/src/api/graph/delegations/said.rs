//! Errors of granular delegated administration: Graph's body, with codes in lower camel case, unlike those of directory objects.

use crate::api::{graph::said::Said, problem::Problem};
use nahtlos_model::refusals::{Code, Refusal};

/// Whether a path belongs to this area.
pub(crate) fn owns(path: &str) -> bool {
    const PREFIX: &str = "/v1.0/tenantRelationships";
    path.get(..PREFIX.len()).is_some_and(|start| start.eq_ignore_ascii_case(PREFIX))
}

/// The code that goes with a status.
pub(crate) fn code(status: u16) -> &'static str {
    match status {
        401 => "unauthorized",
        403 => "forbidden",
        404 => "notFound",
        405 => "methodNotAllowed",
        409 => "conflict",
        412 => "preconditionFailed",
        429 => "tooManyRequests",
        _ => "badRequest",
    }
}

/// A refusal in this area's words; `text` is its sentence in the caller's language.
pub(crate) fn of(refusal: &Refusal, text: &str) -> Said {
    let (status, message) = match refusal.code {
        Code::NotFound | Code::CustomerUnknown => (404, "The requested resource was not found."),
        // Clients tell these two apart by nothing else.
        Code::DelegationExists => (409, "The resource already exists."),
        Code::StaleEtag => (412, "The condition of the request's If-Match header does not hold."),
        Code::MfaRequired => (401, text),
        Code::DelegationState => (400, text),
        other => (other.status(), text),
    };
    Said {
        status,
        code: match refusal.code {
            Code::IdempotencyConflict => "idempotencyConflict",
            _ => code(status),
        },
        message: message.to_owned(),
    }
}

fn bad(message: String) -> Problem {
    Problem::Said(Said {
        status: 400,
        code: code(400),
        message,
    })
}

/// The id in the path is none that a relationship can have.
pub(super) fn invalid_id() -> Problem {
    bad("The passed in delegatedAdminRelationshipId is invalid.".to_owned())
}

/// A property that cannot have its value.
pub(super) fn wrong(property: &str, why: &str) -> Problem {
    bad(format!("Invalid value for property '{property}': {why}."))
}
