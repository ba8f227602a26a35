//! The whole: paths with their operations, the schemas they name, how to sign in.

use super::operation;
use crate::api::{
    find,
    routes::{ROUTES, Route},
};
use nahtlos_wire::schema::{Schemas, or_null};
use serde_json::{Map, Value, json};
use std::{collections::HashMap, sync::LazyLock};

const ABOUT: &str = "The Partner Center REST API v1 (/v1), the licence part of Graph (/v1.0), tokens (/{tenant}/oauth2), and what is Nahtlos's own \
(/moves/v1, /sandbox/v1). Written from the program's table of routes and its shapes. What is written in answers is told exactly; what is read \
is more than that: letter case of paths, query names and fields does not matter, enums are read in any spelling, unknown fields are passed over, \
and fields that are null count as not given where null has no meaning of its own.";

/// The first way in which each path is written: several routes may spell one path in several ways.
static TEMPLATES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let mut first = HashMap::new();
    for route in ROUTES.iter() {
        first.entry(find::plain(route.path)).or_insert(route.path);
    }
    first
});

/// The path under which a route stands in the document.
pub(super) fn template(route: &Route) -> &'static str {
    TEMPLATES.get(&find::plain(route.path)).copied().unwrap_or(route.path)
}

/// Describes routes.
pub(super) fn of(routes: &'static [Route]) -> Value {
    let mut schemas = Schemas::default();
    let mut paths: Map<String, Value> = Map::new();
    let mut ids: HashMap<String, usize> = HashMap::new();
    // What is not built is no operation: it answers 501.
    for route in routes.iter().filter(|route| route.is_built()) {
        let mut operation = operation::of(route, template(route), &mut schemas);
        let id = identifier(route);
        let times = ids.entry(id.clone()).and_modify(|n| *n += 1).or_insert(1);
        operation["operationId"] = json!(if *times == 1 { id } else { format!("{id}{times}") });
        let path = paths.entry(template(route)).or_insert_with(|| json!({}));
        path[route.method.to_ascii_lowercase()] = operation;
    }
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Nahtlos",
            "version": env!("CARGO_PKG_VERSION"),
            "description": ABOUT,
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "paths": paths,
        "components": {
            "schemas": selectable(schemas.finished()),
            "securitySchemes": {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "bearerFormat": "JWT",
                    "description": "A token of this center: POST /{tenant}/oauth2/token or /{tenant}/oauth2/v2.0/token. Operations under /v1.0 want a token for Graph, all others one for the Partner Center API.",
                },
            },
        },
    })
}

/// Graph's users and groups: attributes that were set are shown as they were sent, and one that is selected and not there is null.
fn selectable(mut schemas: Map<String, Value>) -> Map<String, Value> {
    for name in ["GraphUser", "GraphGroup"] {
        let Some(schema) = schemas.get_mut(name) else { continue };
        if let Some(members) = schema["properties"].as_object_mut() {
            members.values_mut().for_each(|member| *member = or_null(member.take()));
        }
        schema["additionalProperties"] = json!(true);
    }
    schemas
}

/// `customer_createCustomer`.
fn identifier(route: &Route) -> String {
    let mut text = format!("{}_", route.area);
    let mut large = false;
    for letter in route.name.chars() {
        if !letter.is_ascii_alphanumeric() {
            large = !text.ends_with('_');
            continue;
        }
        text.push(if large { letter.to_ascii_uppercase() } else { letter });
        large = false;
    }
    text
}
