//! Takes secrets out of what a service said before it is written down for good: an answer's sentence may repeat what was sent. Called by
//! whoever carries a move on, for every outcome; what stands in a journal can be shown to anybody who may see the move.

use super::deeds::{Failed, Outcome};

/// What stands in place of a secret.
pub const HIDDEN: &str = "[hidden]";

/// Names whose values are secrets, wherever they stand before `=`, `:` or a blank.
const NAMES: [&str; 10] = [
    "access_token",
    "authorization",
    "bearer",
    "client_assertion",
    "client_secret",
    "code_verifier",
    "id_token",
    "password",
    "refresh_token",
    "signature",
];
/// Shortest value of a name that is taken for a secret.
const SHORTEST: usize = 6;

/// A text without what looks like a token, a password or a link's secret part.
pub fn redact(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_of_word) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(|c| !is_of_word(c)).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        rest = after;
        out.push_str(if is_secret(word) { HIDDEN } else { word });
        if NAMES.contains(&word.to_ascii_lowercase().as_str()) {
            rest = value(rest, &mut out);
        }
    }
    out.push_str(rest);
    out
}

fn is_of_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '~' | '+')
}

/// A signed token is three parts of which the first begins as encoded JSON does; anything else that is so long and without a dot or a hyphen
/// among letters and digits is no id of this programme, whose ids have hyphens.
fn is_secret(word: &str) -> bool {
    let token = word.starts_with("eyJ") && word.len() > 20;
    let has = |what: fn(&u8) -> bool| word.bytes().any(|byte| what(&byte));
    let random = word.len() >= 40 && has(u8::is_ascii_lowercase) && has(u8::is_ascii_uppercase) && has(u8::is_ascii_digit);
    token || random
}

/// Hides the value that follows a name; what comes after it.
fn value<'t>(rest: &'t str, out: &mut String) -> &'t str {
    let start = rest
        .find(|c: char| !matches!(c, '=' | ':' | ' ' | '"' | '\''))
        .unwrap_or(rest.len());
    let (between, after) = rest.split_at(start);
    let end = after
        .find(|c: char| c.is_whitespace() || matches!(c, '&' | '"' | '\'' | ',' | ';' | '}' | ')'))
        .unwrap_or(after.len());
    let lower = after[..end].to_ascii_lowercase();
    if between.is_empty() || end < SHORTEST || NAMES.contains(&lower.as_str()) {
        return rest;
    }
    out.push_str(between);
    out.push_str(HIDDEN);
    &after[end..]
}

impl Outcome {
    /// Without secrets in its sentences.
    #[must_use]
    pub fn redacted(self) -> Self {
        match self {
            Self::Users { failed } => Self::Users {
                failed: failed
                    .into_iter()
                    .map(|one| Failed {
                        message: redact(&one.message),
                        ..one
                    })
                    .collect(),
            },
            Self::Refused { status, code, message } => Self::Refused {
                status,
                code,
                message: redact(&message),
            },
            Self::Later { not_before, why } => Self::Later {
                not_before,
                why: redact(&why),
            },
            Self::Unsent { why } => Self::Unsent { why: redact(&why) },
            Self::Unknown { why } => Self::Unknown { why: redact(&why) },
            done @ Self::Done { .. } => done,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_go_and_everything_else_stays() {
        let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ4In0.c2lnbmF0dXJl";
        for (said, kept) in [
            (
                format!("401: Bearer {jwt} has expired"),
                format!("401: Bearer {HIDDEN} has expired"),
            ),
            (
                "POST /token?client_secret=Sommer-2026!x&grant_type=a".to_owned(),
                format!("POST /token?client_secret={HIDDEN}&grant_type=a"),
            ),
            (
                r#"{"password":"Sandbox-Password-1","user":"kim"}"#.to_owned(),
                format!(r#"{{"password":"{HIDDEN}","user":"kim"}}"#),
            ),
            (
                "see /accept/aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5bC7dE9f?lang=de".to_owned(),
                format!("see /accept/{HIDDEN}?lang=de"),
            ),
        ] {
            assert_eq!(redact(&said), kept);
            assert_eq!(redact(&kept), kept, "twice is as once");
        }
        for harmless in [
            "The subscription 5c000000-0000-4000-8000-0000000000b1 of CFQ7TTC0LFLX:0001 is locked.",
            "The password is too short.",
            "Ärgerlich: „Größe“ 12 000 € – nichts geschah.",
            "d8e8fca2dc0f896fd7cb4cb0031ba249d8e8fca2dc0f896fd7cb4cb0031ba249",
            "",
        ] {
            assert_eq!(redact(harmless), harmless);
        }
    }
}
