//! Bodies of Graph that create or change: every property is looked at by name, so that one nobody knows is refused with it.
//!
//! Used where users, groups and domains are written. Annotations (`@odata.type`) are passed over, as the SDKs send them.

use super::said;
use crate::api::{ask::Ask, problem::Problem};
use nahtlos_wire::{Limits, body};
use serde_json::{Map, Value};

/// A body's properties, as sent.
pub(crate) fn read(ask: &Ask) -> Result<Map<String, Value>, Problem> {
    let limits = Limits {
        bytes: ask.center.config.body_bytes,
        ..Limits::default()
    };
    match body::parse(&ask.body, &limits)? {
        Value::Object(properties) => Ok(properties),
        _ => Err(said::bad("The body must be a JSON object.")),
    }
}

/// Whether a property says something about another, and nothing about the thing.
pub(crate) fn is_annotation(name: &str) -> bool {
    name.contains('@') && !name.ends_with("@odata.bind")
}

/// A text; null and the empty text are none.
pub(crate) fn text(name: &str, value: Value, resource: &str) -> Result<Option<String>, Problem> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text).filter(|t| !t.is_empty())),
        _ => Err(said::invalid_value(name, resource)),
    }
}

/// A text that must say something.
pub(crate) fn must(name: &str, value: Value, resource: &str) -> Result<String, Problem> {
    text(name, value, resource)?.ok_or_else(|| said::invalid_value(name, resource))
}

/// True or false; null is none.
pub(crate) fn flag(name: &str, value: &Value, resource: &str) -> Result<Option<bool>, Problem> {
    match value {
        Value::Null => Ok(None),
        Value::Bool(flag) => Ok(Some(*flag)),
        _ => Err(said::invalid_value(name, resource)),
    }
}

/// A list of texts; null is an empty one.
pub(crate) fn texts(name: &str, value: Value, resource: &str) -> Result<Vec<String>, Problem> {
    let invalid = || said::invalid_value(name, resource);
    match value {
        Value::Null => Ok(Vec::new()),
        Value::Array(list) => list
            .into_iter()
            .map(|entry| match entry {
                Value::String(text) => Ok(text),
                _ => Err(invalid()),
            })
            .collect(),
        _ => Err(invalid()),
    }
}

/// The id in a reference such as `https://graph…/v1.0/users/{id}`, `…/directoryObjects('{id}')`, or one of the reference's own
/// (`…/directoryObjects/{id}/Microsoft.DirectoryServices.User`).
pub(crate) fn referred(reference: &str) -> Result<String, Problem> {
    let id = |segment: &str| {
        let inner = segment.split_once("('").map_or(segment, |(_, rest)| rest.trim_end_matches("')"));
        let id = percent_encoding::percent_decode_str(inner).decode_utf8_lossy().into_owned();
        // U+0000 is in no name: PostgreSQL keeps it in no text.
        (uuid::Uuid::try_parse(&id).is_ok() || id.contains('@') && !id.contains('\0')).then_some(id)
    };
    let found = reference.trim().rsplit('/').filter(|s| !s.is_empty()).find_map(id);
    found.ok_or_else(|| said::invalid_id(reference))
}

/// The reference in a body `{"@odata.id": …}`.
pub(crate) fn reference(ask: &Ask) -> Result<String, Problem> {
    let mut properties = read(ask)?;
    match properties.remove("@odata.id") {
        Some(Value::String(reference)) => referred(&reference),
        _ => Err(said::bad(
            "The body must name an object: {\"@odata.id\": \"https://…/v1.0/directoryObjects/{id}\"}.",
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_end_in_an_id_or_a_sign_in_name() {
        let id = "c0000000-0000-4000-8000-000000000001";
        for good in [
            format!("https://graph/v1.0/users/{id}"),
            format!("https://graph/v1.0/directoryObjects('{id}')"),
        ] {
            assert_eq!(referred(&good).ok().as_deref(), Some(id), "{good}");
        }
        assert_eq!(referred("https://graph/v1.0/users/a%40b").ok().as_deref(), Some("a@b"));
        for wrong in ["", "https://graph/v1.0/users", "https://graph/v1.0/users/a@b%00"] {
            assert!(referred(wrong).is_err(), "{wrong}");
        }
    }
}
