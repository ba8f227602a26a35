//! Clean JSON to a shape, with the field and the expected kind in every problem.
//!
//! Called by `body::read` alone. Values of secret fields must never be repeated in a message.

use super::{BodyProblem, BodyProblemKind, Step, node::Node, path_text};
use serde::de::DeserializeOwned;
use serde_json::Value;
use serde_path_to_error::Segment;

/// Longest part of a value that a message repeats.
const SHOWN: usize = 60;
/// Parts of names whose values are not repeated.
const SECRET: [&str; 4] = ["password", "secret", "token", "assertion"];

pub(super) fn read<T: DeserializeOwned>(value: &Value) -> Result<T, BodyProblem> {
    serde_path_to_error::deserialize(Node(value)).map_err(|error| {
        let steps: Vec<Step> = error.path().iter().filter_map(step).collect();
        let field = path_text(&steps);
        let what = wording(&error.into_inner().to_string(), found(value, &steps), &field);
        BodyProblem::new(BodyProblemKind::WrongValue, field, what)
    })
}

fn step(segment: &Segment) -> Option<Step> {
    match segment {
        Segment::Seq { index } => Some(Step::At(*index)),
        Segment::Map { key } => Some(Step::Key(key.clone())),
        Segment::Enum { .. } | Segment::Unknown => None,
    }
}

fn found<'v>(value: &'v Value, steps: &[Step]) -> Option<&'v Value> {
    steps.iter().try_fold(value, |value, step| match step {
        Step::At(index) => value.get(index),
        Step::Key(key) => {
            let fields = value.as_object()?;
            let same = |(sent, _): &(&String, &'v Value)| sent.eq_ignore_ascii_case(key);
            fields.iter().find(same).map(|(_, value)| value)
        }
    })
}

/// What goes on after the field's name. serde says "invalid type: …, expected …"; what our own readers say is taken as it is.
fn wording(error: &str, found: Option<&Value>, field: &str) -> String {
    let Some((_, expected)) = error.strip_prefix("invalid ").and_then(|text| text.rsplit_once(", expected ")) else {
        return match error.starts_with("has ") {
            true => error.to_owned(),
            false => format!("cannot be read: {error}"),
        };
    };
    match found {
        Some(value) if !secret(field) => format!("must be {}, but is {}", plain(expected), shown(value)),
        _ => format!("must be {}", plain(expected)),
    }
}

fn secret(field: &str) -> bool {
    let field = field.to_lowercase();
    SECRET.iter().any(|part| field.contains(part))
}

/// serde's names of kinds in plain words.
fn plain(expected: &str) -> String {
    match expected {
        "u8" => "a whole number from 0 to 255".to_owned(),
        "u16" => "a whole number from 0 to 65535".to_owned(),
        "u32" => "a whole number from 0 to 4294967295".to_owned(),
        "u64" | "usize" => "a whole number from 0".to_owned(),
        "i32" | "i64" => "a whole number".to_owned(),
        "a string" => "a text in quotes".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a sequence" => "an array in [ ]".to_owned(),
        "a map" => "an object in { }".to_owned(),
        other if other.starts_with("struct ") => "an object in { }".to_owned(),
        other => other.to_owned(),
    }
}

/// The value as JSON, cut to a readable length.
fn shown(value: &Value) -> String {
    let text = match value {
        Value::Array(_) => "an array".to_owned(),
        Value::Object(_) => "an object".to_owned(),
        other => other.to_string(),
    };
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}
