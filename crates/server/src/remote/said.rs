//! What an answer of a service, or its absence, means for a move: done, refused, to be tried later, never sent, or unknown.
//!
//! Nothing of what a service says goes further unbounded or with control characters in it; it never has a secret, because the client never
//! prints one.

use nahtlos_client::Error;
use nahtlos_engine::moves::target::{Blind, Refused};
use nahtlos_model::{instants::Instant, moves::deeds::Outcome};

/// Milliseconds to wait where a service says "too much" and not for how long.
const PAUSE_MS: i64 = 30_000;
/// Milliseconds until the next look after one that failed.
const LOOK_AGAIN_MS: i64 = 300_000;
/// Longest sentence of a service that is kept.
const LONGEST: usize = 500;
/// The code of a sign-in that was refused.
const SIGN_IN: &str = "signIn";

/// A sentence of a service as it is kept.
pub(crate) fn sentence(text: &str) -> String {
    let plain = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(LONGEST).collect::<String>().trim().to_owned()
}

/// Whether the service says "too much", and when it may be asked again.
pub(crate) fn too_much(error: &Error, now: Instant) -> Option<Instant> {
    let api = error.api().filter(|error| error.status == 429)?;
    let pause = api.retry_after.map(|wait| i64::try_from(wait.as_millis()).unwrap_or(i64::MAX / 4));
    Some(now.plus_ms(pause.unwrap_or(PAUSE_MS).max(1)))
}

/// A refusal that no second try changes; `None`: it is none.
fn refused(error: &Error) -> Option<Refused> {
    let (status, code, message) = match error {
        Error::Api(api) if matches!(api.status, 400..=499) && !matches!(api.status, 408 | 412 | 429) && !error.is_stale() => {
            let code = if api.code.is_empty() {
                api.status.to_string()
            } else {
                api.code.clone()
            };
            (api.status, code, api.description.clone())
        }
        // Wrong credentials; what the sign-in cannot say at the moment is not meant.
        Error::Token {
            status,
            error,
            description,
        } if matches!(status, 400..=499) && !matches!(status, 408 | 429) => (401, SIGN_IN.to_owned(), format!("{error}: {description}")),
        Error::Request(what) | Error::Setup(what) => (400, "request".to_owned(), what.clone()),
        _ => return None,
    };
    Some(Refused {
        status,
        code: sentence(&code),
        message: sentence(&message),
    })
}

/// What came of a call that changes something.
pub(crate) fn of_write(error: &Error, now: Instant) -> Outcome {
    let why = sentence(&error.to_string());
    if let Some(not_before) = too_much(error, now) {
        return Outcome::Later { not_before, why };
    }
    if let Some(refused) = refused(error) {
        return refused.into();
    }
    match error {
        // Somebody was quicker: surely nothing was done.
        Error::Api(_) if error.is_stale() => Outcome::Later {
            not_before: now.plus_ms(1),
            why,
        },
        Error::Token { .. } | Error::Unreachable { sent: false, .. } => Outcome::Unsent { why },
        _ => Outcome::Unknown { why },
    }
}

/// What a call that only asks means for the deed that it belongs to: nothing was done yet.
pub(crate) fn of_read(error: &Error, now: Instant) -> Outcome {
    match of_write(error, now) {
        Outcome::Unknown { why } => Outcome::Unsent { why },
        other => other,
    }
}

/// Why nothing was seen.
pub(crate) fn of_look(error: &Error, now: Instant) -> Blind {
    Blind {
        why: sentence(&error.to_string()),
        not_before: too_much(error, now).unwrap_or(now.plus_ms(LOOK_AGAIN_MS)),
        gone: false,
        // A thing that is not there is no reason to stop: it is looked for again.
        refused: refused(error).filter(|refused| matches!(refused.status, 401 | 403)),
    }
}

/// Whether a tenant says that the partner has no rights in it (yet): its sign-in refuses, or it does.
pub(crate) fn is_closed(error: &Error) -> bool {
    match error {
        Error::Token { status, .. } => matches!(status, 400..=404),
        Error::Api(error) => matches!(error.status, 401 | 403 | 404),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_client::ApiError;
    use std::time::Duration;

    fn api(status: u16, code: &str, wait: Option<u64>) -> Error {
        ApiError {
            status,
            code: code.to_owned(),
            description: "no\u{0}t so\n".to_owned(),
            data: Vec::new(),
            request_id: "r".to_owned(),
            correlation_id: "c".to_owned(),
            retry_after: wait.map(Duration::from_secs),
        }
        .into()
    }

    fn lost(sent: bool) -> Error {
        Error::Unreachable {
            what: "gone".to_owned(),
            sent,
            request_id: String::new(),
        }
    }

    fn token(status: u16) -> Error {
        Error::Token {
            status,
            error: "invalid_client".to_owned(),
            description: "no".to_owned(),
        }
    }

    fn word(outcome: &Outcome) -> &'static str {
        match outcome {
            Outcome::Done { .. } | Outcome::Users { .. } => "done",
            Outcome::Refused { .. } => "refused",
            Outcome::Later { .. } => "later",
            Outcome::Unsent { .. } => "unsent",
            Outcome::Unknown { .. } => "unknown",
        }
    }

    #[test]
    fn only_what_surely_was_not_done_is_not_unknown() {
        let now = Instant(1_000_000);
        for (error, written, read) in [
            (api(400, "3000", None), "refused", "refused"),
            (api(401, "", None), "refused", "refused"),
            (api(403, "900150", None), "refused", "refused"),
            (api(409, "800082", None), "refused", "refused"),
            (api(400, "2055", None), "later", "later"),
            (api(412, "", None), "later", "later"),
            (api(429, "", Some(7)), "later", "later"),
            (api(408, "", None), "unknown", "unsent"),
            (api(500, "", None), "unknown", "unsent"),
            (api(501, "", None), "unknown", "unsent"),
            (api(503, "", Some(7)), "unknown", "unsent"),
            (lost(true), "unknown", "unsent"),
            (lost(false), "unsent", "unsent"),
            (token(401), "refused", "refused"),
            (token(503), "unsent", "unsent"),
        ] {
            assert_eq!(
                (word(&of_write(&error, now)), word(&of_read(&error, now))),
                (written, read),
                "{error}"
            );
        }
        let Outcome::Later { not_before, .. } = of_write(&api(429, "", Some(7)), now) else {
            panic!()
        };
        assert_eq!(not_before, now.plus_ms(7_000), "as long as the service says");
    }

    #[test]
    fn what_a_service_says_is_kept_in_one_line_and_codes_too() {
        let Outcome::Refused { code, message, .. } = of_write(&api(403, "", None), Instant(0)) else {
            panic!()
        };
        assert_eq!((code.as_str(), message.as_str()), ("403", "no t so"));
        assert_eq!(sentence(&"x".repeat(9_000)).len(), LONGEST);
    }

    #[test]
    fn wrong_credentials_stop_a_look_for_good_and_nothing_else_does() {
        let refused = |error: Error| of_look(&error, Instant(0)).refused.map(|refused| (refused.status, refused.code));
        assert_eq!(refused(token(400)), Some((401, "signIn".to_owned())));
        assert_eq!(refused(api(403, "900329", None)), Some((403, "900329".to_owned())));
        for error in [
            api(404, "1000", None),
            api(429, "", None),
            api(500, "", None),
            lost(true),
            token(500),
        ] {
            assert_eq!(refused(error), None);
        }
    }
}
