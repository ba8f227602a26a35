//! The checker itself: what fits passes, and every kind of misfit is found.

use crate::{
    kinds::{self, Kind},
    reference::Fields,
    shape::Shapes,
};
use serde_json::{Value, json};
use std::collections::HashMap;

fn found(shape: &str, body: &Value) -> Vec<String> {
    let fields = |all: &[(&str, &str)]| -> Fields { all.iter().map(|(name, kind)| ((*name).to_owned(), (*kind).to_owned())).collect() };
    let pet = [
        ("id", "string(guid)"),
        ("age", "integer"),
        ("kind", "enum cat dog (spelt so)"),
        ("born", "datetime?"),
        ("tags", "array<string>"),
        ("owner", "{name:string,homes[{city:string}]}"),
        ("vet", "Vet"),
        ("links", "ResourceLinks"),
        ("attributes", "object{objectType}"),
    ];
    let resources = HashMap::from([
        ("Pet".to_owned(), fields(&pet)),
        ("Vet".to_owned(), fields(&[("name", "string|null")])),
    ]);
    let mut shapes = Shapes {
        resources: &resources,
        found: Vec::new(),
    };
    shapes.answer(shape, body);
    shapes.found
}

#[test]
fn what_fits_passes_and_what_does_not_is_found() {
    let pet = json!({
        "id": "00000000-0000-4000-8000-00000000dead", "age": 3, "kind": "cat", "born": null, "tags": ["a"], "vet": { "name": null },
        "owner": { "name": "Ada", "homes": [{ "city": "Kiel" }] },
        "links": { "self": { "uri": "/pets/1", "method": "GET", "headers": [] } },
    });
    assert_eq!(found("Pet", &pet), Vec::<String>::new());
    let list = json!({ "totalCount": 1, "items": [pet], "attributes": { "objectType": "Collection" } });
    assert_eq!(found("Collection<Pet>", &list), Vec::<String>::new());
    for (pointer, value) in [
        ("/id", json!("1")),
        ("/age", json!("3")),
        ("/age", Value::Null),
        ("/kind", json!("Cat")),
        ("/born", json!("yesterday")),
        ("/tags/0", json!(7)),
        ("/tags", json!("a")),
        ("/owner/homes/0/city", json!(1)),
        ("/owner/homes/0", json!({ "town": "Kiel" })),
        ("/vet", json!({ "title": "Dr." })),
        ("/links/self/headers", Value::Null),
    ] {
        let mut wrong = pet.clone();
        *wrong.pointer_mut(pointer).unwrap() = value;
        assert_eq!(found("Pet", &wrong).len(), 1, "{pointer}: {wrong}");
    }
    for (name, value) in [
        ("totalCount", json!(2)),
        ("attributes", json!({})),
        ("items", json!([])),
        ("next", json!(1)),
    ] {
        let mut wrong = list.clone();
        wrong[name] = value;
        assert!(!found("Collection<Pet>", &wrong).is_empty(), "{name}");
    }
    assert_eq!(found("Cat", &json!({})).len(), 1, "a resource that no table has");
}

#[test]
fn types_are_read_as_they_are_written() {
    let one = |text: &str| kinds::read(text);
    assert_eq!(one("array<Link>"), Kind::Array(Box::new(Kind::Named("Link".to_owned(), None))));
    assert_eq!(one("enum CartErrorCode or string"), Kind::Text);
    assert_eq!(one("array(string)"), Kind::Array(Box::new(Kind::Text)));
    assert_eq!(one("integer, equal to lineItemNumber"), Kind::Integer);
    let Kind::Array(inner) = one("array<{reasons[],options[{id:integer,until?}],more...}>") else {
        panic!("no array")
    };
    let Kind::Object(members, open) = *inner else { panic!("no object") };
    assert!(open && members["reasons"] == Kind::Array(Box::new(Kind::Any)), "{members:?}");
    let Kind::Array(option) = &members["options"] else {
        panic!("{members:?}")
    };
    assert!(
        matches!(&**option, Kind::Object(of, false) if of["id"] == Kind::Integer && of.contains_key("until")),
        "{option:?}"
    );
}
