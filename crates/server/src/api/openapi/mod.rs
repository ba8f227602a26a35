//! The OpenAPI document of everything that is served, made from the route table and the wire's shapes when it is first asked for.
//!
//! Served at `/openapi.json`, printed by `nahtlos openapi`, read by the tests, which hold every answer against it. It is never written by
//! hand: what is missing in it is missing in a route's line.

mod document;
mod operation;
mod refusals;

use super::{
    answer::Answer,
    ask::Ask,
    find,
    problem::Problem,
    routes::{ROUTES, Route, route},
};
use nahtlos_wire::schema::{Described, Schemas};
use serde_json::{Map, Value};
use std::sync::LazyLock;

#[rustfmt::skip] // a table: one route a line
pub(crate) const TABLE: &[Route] = &[
    route!("description", Own, Public, Read, "GET", "/openapi.json", "describe every operation", handle).ok::<Map<String, Value>>(),
];

static DOCUMENT: LazyLock<Value> = LazyLock::new(|| document::of(&ROUTES));
static WRITTEN: LazyLock<Vec<u8>> = LazyLock::new(|| serde_json::to_vec(&*DOCUMENT).unwrap_or_default());

/// The document.
pub fn document() -> &'static Value {
    &DOCUMENT
}

/// The operation that a request leads to, as the document describes it; `None`: no operation, or one whose route tells nothing yet.
pub fn operation(method: &str, path: &str) -> Option<&'static Value> {
    let found = find::find(method, path).ok().filter(|found| found.route.is_told())?;
    DOCUMENT["paths"]
        .get(document::template(found.route))?
        .get(method.to_ascii_lowercase())
}

async fn handle(_: Ask) -> Result<Answer, Problem> {
    Ok(Answer::bytes("application/json; charset=utf-8", WRITTEN.clone()))
}

/// Any bytes.
#[derive(Debug)]
pub(crate) struct Bytes;

impl Described for Bytes {
    fn schema(_: &mut Schemas) -> Value {
        serde_json::json!({ "type": "string", "contentMediaType": "application/octet-stream" })
    }
}
