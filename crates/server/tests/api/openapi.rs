//! The OpenAPI document: whole, consistent, served. Whether answers are as it says is seen at every answer of every other test
//! (`support/documented.rs`).

use crate::support::{Caller, World, documented};
use nahtlos_server::api::{
    openapi::{self, document},
    routes::ROUTES,
};
use serde_json::{Value, json};
use std::collections::BTreeSet;

#[test]
fn every_route_tells_what_it_takes_and_answers() {
    let silent: Vec<String> = ROUTES
        .iter()
        .filter(|route| route.is_built() && !route.is_told())
        .map(|route| format!("{route:?}"))
        .collect();
    assert!(
        silent.is_empty(),
        "these routes do not tell what they take and answer; write it behind each in its table, such as \
         `.asks(\"size:integer\").takes::<wire::Order>().creates::<wire::Order>()` (all words: crates/server/src/api/told.rs):\n{}",
        silent.join("\n")
    );
}

#[test]
fn every_route_stands_in_the_document() {
    for route in ROUTES.iter().filter(|route| route.is_told()) {
        let filled: Vec<&str> = route.path.split('/').map(|s| if s.starts_with('{') { "x" } else { s }).collect();
        let operation = openapi::operation(route.method, &filled.join("/"));
        let operation = operation.unwrap_or_else(|| panic!("{route:?} is not in the document"));
        assert_eq!(operation["summary"], route.name, "{route:?}");
        assert!(operation["responses"].as_object().is_some_and(|all| all.len() > 2), "{route:?}");
    }
}

/// Visits every value.
fn each(value: &Value, see: &mut impl FnMut(&Value)) {
    see(value);
    match value {
        Value::Array(items) => items.iter().for_each(|item| each(item, see)),
        Value::Object(members) => members.values().for_each(|member| each(member, see)),
        _ => {}
    }
}

#[test]
fn the_document_is_consistent() {
    let mut ids = BTreeSet::new();
    each(document(), &mut |value| {
        if let Some(place) = value["$ref"].as_str() {
            assert!(document().pointer(&place[1..]).is_some_and(|found| !found.is_null()), "{place}");
        }
        if let Some(id) = value["operationId"].as_str() {
            assert!(ids.insert(id.to_owned()), "{id} twice");
        }
    });
    assert_eq!(ids.len(), ROUTES.iter().filter(|route| route.is_built()).count());
    for (path, operations) in document()["paths"].as_object().unwrap() {
        let names: BTreeSet<&str> = path.split('/').filter_map(|s| s.strip_prefix('{')?.strip_suffix('}')).collect();
        for (method, operation) in operations.as_object().unwrap() {
            let told: BTreeSet<&str> = operation["parameters"]
                .as_array()
                .unwrap()
                .iter()
                .filter(|p| p["in"] == "path")
                .filter_map(|p| p["name"].as_str())
                .collect();
            assert_eq!(told, names, "{method} {path}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_document_is_served_to_anybody() {
    let world = World::start().await;
    let served = Caller::new(&world.base, "").get("/openapi.json").await.expect(200);
    assert_eq!(&served, document());
}

#[test]
fn what_does_not_fit_is_found() {
    let customer = json!({ "$ref": "#/components/schemas/Customer" });
    let found = |value: Value| {
        let mut found = Vec::new();
        documented::fit(&customer, &value, "body", &mut found);
        found
    };
    let whole = json!({ "id": "c", "relationshipToPartner": "reseller", "customDomains": ["a"], "companyProfile": { "address": { "country": "DE" } } });
    assert_eq!(found(whole.clone()), Vec::<String>::new());
    for (pointer, wrong) in [
        ("/id", json!(1)),
        ("/relationshipToPartner", json!("Reseller")),
        ("/customDomains/0", Value::Null),
        ("/companyProfile/address", json!({ "land": "DE" })),
        ("/companyProfile", json!([])),
    ] {
        let mut value = whole.clone();
        *value.pointer_mut(pointer).unwrap() = wrong;
        assert_eq!(found(value).len(), 1, "{pointer}");
    }
}
