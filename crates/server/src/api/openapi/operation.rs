//! One operation: parameters, body, answers.

use super::refusals;
use crate::api::{
    routes::{Access, Flavour, Route},
    told::Reply,
};
use nahtlos_wire::{enums::Segment, schema::Schemas};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// Headers that every operation of a flavour reads, and what they are for.
fn common(flavour: Flavour) -> &'static str {
    match flavour {
        Flavour::PartnerCenter => "MS-RequestId:uuid MS-CorrelationId:uuid X-Locale",
        Flavour::Graph => "client-request-id:uuid",
        _ => "",
    }
}

/// Describes an operation whose path is written as `template`.
pub(super) fn of(route: &Route, template: &str, schemas: &mut Schemas) -> Value {
    let told = &route.told;
    let mut parameters: Vec<Value> = template.split('/').filter_map(in_path).collect();
    parameters.extend(told.query.split_whitespace().map(|name| parameter("query", name, schemas)));
    let headers = common(route.flavour).split_whitespace().chain(told.headers.split_whitespace());
    parameters.extend(headers.map(|name| parameter("header", name, schemas)));
    let mut operation = json!({
        "tags": [route.area],
        "summary": route.name,
        "parameters": parameters,
        "responses": responses(route, schemas),
        "security": if route.access == Access::Public { json!([]) } else { json!([{ "token": [] }]) },
    });
    if route.access == Access::User {
        operation["description"] = json!("Needs the token of a user: an application alone is refused.");
    }
    if let Some(body) = &told.body {
        let schema = (body.shape)(schemas);
        operation["requestBody"] = json!({ "required": body.required, "content": { (body.media): { "schema": schema } } });
    }
    operation
}

/// A `{name}` of the path.
fn in_path(segment: &str) -> Option<Value> {
    let name = segment.strip_prefix('{')?.strip_suffix('}')?;
    Some(json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string", "minLength": 1 } }))
}

/// A parameter as routes tell it: `size:integer`, `country:country!`, `term_duration!`.
fn parameter(place: &str, told: &str, schemas: &mut Schemas) -> Value {
    let (told, required) = told.strip_suffix('!').map_or((told, false), |name| (name, true));
    let (name, kind) = told.split_once(':').unwrap_or((told, "string"));
    let schema = match kind {
        "integer" => json!({ "type": "integer", "minimum": 0 }),
        "country" => json!({ "type": "string", "pattern": "^[A-Za-z]{2}$", "examples": ["DE"] }),
        "segment" => schemas.of::<Segment>(),
        "uuid" => json!({ "type": "string", "format": "uuid" }),
        kind => json!({ "type": kind }),
    };
    json!({ "name": name, "in": place, "required": required, "schema": schema })
}

/// Answers by status: what the route tells, and what every route of its kind may refuse with.
fn responses(route: &Route, schemas: &mut Schemas) -> Value {
    let mut all: BTreeMap<String, Value> = BTreeMap::new();
    for reply in route.told.replies.iter().flatten() {
        add(&mut all, reply, schemas);
    }
    if !route.is_told() {
        all.insert("2XX".to_owned(), json!({ "description": "Done." }));
    }
    for refusal in refusals::of(route) {
        add(&mut all, &refusal, schemas);
    }
    if route.method == "HEAD" {
        // Whatever it answers, it has no body.
        all.values_mut()
            .filter_map(Value::as_object_mut)
            .for_each(|response| drop(response.remove("content")));
    }
    if let Some(throttled) = all.get_mut("429") {
        throttled["headers"] = json!({ "Retry-After": { "required": true, "description": "Seconds.", "schema": { "type": "string" } } });
    }
    json!(all)
}

/// Adds an answer; another body with the same status and media is one or the other.
fn add(all: &mut BTreeMap<String, Value>, reply: &Reply, schemas: &mut Schemas) {
    let phrase = http::StatusCode::from_u16(reply.status)
        .ok()
        .and_then(|status| status.canonical_reason());
    let response = all
        .entry(reply.status.to_string())
        .or_insert_with(|| json!({ "description": phrase.unwrap_or("Answer") }));
    if reply.media.is_empty() {
        return;
    }
    let schema = reply.shape.map(|shape| shape(schemas));
    let contents = response["content"].as_object().cloned().unwrap_or_else(Map::new);
    let schema = match (contents.get(reply.media).map(|there| &there["schema"]), schema) {
        (Some(there), Some(schema)) if *there != schema => Some(json!({ "anyOf": [there, schema] })),
        (_, schema) => schema,
    };
    response["content"][reply.media] = schema.map_or_else(|| json!({}), |schema| json!({ "schema": schema }));
}
