//! Every answer that a test gets is held against the OpenAPI document: its status, its media type, its body.
//!
//! Stricter than the document for others: a member that its shape does not tell is found. Operations that tell nothing yet are passed
//! over here and named by a test of their own.

use super::Reply;
use nahtlos_server::api::openapi;
use serde_json::{Map, Value};

/// Fails where an answer is not as the document says.
#[track_caller]
pub(crate) fn check(method: &str, path: &str, reply: &Reply) {
    let bare = path.split(['?', '#']).next().unwrap_or(path);
    let Some(operation) = openapi::operation(method, bare) else {
        return;
    };
    let found = misfits(operation, reply);
    let shown: String = String::from_utf8_lossy(&reply.bytes).chars().take(2000).collect();
    assert!(
        found.is_empty(),
        "{method} {path} answered {} and is not as its route tells (crates/server/src/api/told.rs; `nahtlos openapi` prints all):\n{}\n{shown}",
        reply.status,
        found.join("\n"),
    );
}

fn misfits(operation: &Value, reply: &Reply) -> Vec<String> {
    let Some(response) = operation["responses"].get(reply.status.to_string()) else {
        return vec![format!("the status {} is not told", reply.status)];
    };
    let Some(contents) = response["content"].as_object() else {
        return match reply.bytes.is_empty() {
            true => Vec::new(),
            false => vec!["no body is told".to_owned()],
        };
    };
    let media = reply.header("content-type").split(';').next().unwrap_or_default().trim();
    let Some(content) = contents.get(media).or_else(|| contents.get("*/*")) else {
        return vec![format!("the media type {media} is not told")];
    };
    let mut found = Vec::new();
    if let Some(schema) = content.get("schema") {
        let body = reply.json();
        fit(schema, &body, "body", &mut found);
    }
    found
}

fn resolved(schema: &Value) -> &Value {
    match schema["$ref"].as_str() {
        Some(place) => {
            let found = openapi::document().pointer(place.trim_start_matches('#'));
            resolved(found.unwrap_or_else(|| panic!("{place} is not in the document")))
        }
        None => schema,
    }
}

/// What does not fit, with its place.
pub(crate) fn fit(schema: &Value, value: &Value, place: &str, found: &mut Vec<String>) {
    let schema = resolved(schema);
    if let Some(ways) = schema["anyOf"].as_array() {
        let tries = ways.iter().map(|way| {
            let mut of = Vec::new();
            fit(way, value, place, &mut of);
            of
        });
        found.extend(tries.min_by_key(Vec::len).unwrap_or_default());
        return;
    }
    let mut miss = |what: String| found.push(format!("{place} {what}, found {value:.80}"));
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    };
    if !kinds.is_empty() && !kinds.iter().any(|kind| is(kind, value)) {
        return miss(format!("must be {}", kinds.join(" or ")));
    }
    if let Some(words) = schema["enum"].as_array().filter(|words| !words.contains(value)) {
        miss(format!("must be one of {words:?}"));
    }
    let zone = match schema["pattern"] == "\\+00:00$" {
        true => "+00:00",
        false => "Z",
    };
    if schema["format"] == "date-time" && value.as_str().is_some_and(|text| !text.ends_with(zone)) {
        miss(format!("must be an instant in UTC that ends with {zone}"));
    }
    let below = |limit: &str, less: fn(f64, f64) -> bool| {
        let limit = schema[limit].as_f64();
        limit.zip(value.as_f64()).is_some_and(|(limit, number)| less(number, limit))
    };
    if below("minimum", |number, limit| number < limit) || below("maximum", |number, limit| number > limit) {
        miss("is out of its range".to_owned());
    }
    for (at, item) in value.as_array().into_iter().flatten().enumerate() {
        if let Some(items) = schema.get("items") {
            fit(items, item, &format!("{place}[{at}]"), found);
        }
    }
    if let Some(members) = value.as_object() {
        object(schema, members, place, found);
    }
}

fn object(schema: &Value, members: &Map<String, Value>, place: &str, found: &mut Vec<String>) {
    for name in schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str) {
        if !members.contains_key(name) {
            found.push(format!("{place}.{name} is missing"));
        }
    }
    for (name, member) in members {
        let here = format!("{place}.{name}");
        match (schema["properties"].get(name), schema.get("additionalProperties")) {
            (Some(told), _) | (None, Some(told)) => fit(told, member, &here, found),
            // What Graph says about a member stands beside it.
            (None, None) if schema["properties"].is_object() && !name.contains("@odata.") => found.push(format!("{here} is not told")),
            (None, None) => {}
        }
    }
}

fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "integer" => value.is_i64() || value.is_u64(),
        "number" => value.is_number(),
        "string" => value.is_string(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        other => panic!("no kind {other} is in the documents written here"),
    }
}
