//! Every resource has exactly the fields that the tables list, with their JSON types.
//!
//! The tables are the reference's `resources.csv` and our `docs/wire/shapes.csv`; the samples fill whatever the shapes have.

mod support;

use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use support::{kinds, resources, tables};

/// Fields that no table has as a row, and where they come from.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    ("Subscription", "endOfTermAction", "our own"),
    ("Subscription", "channelTransferId", "our own"),
    ("TokenV2", "scope", "operations.md 3.1"),
    ("LicenseAssignment", "licenseGroupId", "a member of LicenseUpdate's row"),
    ("GraphGroup", "creationOptions", "graph.md 4"),
    ("GraphGroup", "hasMembersWithLicenseErrors", "graph.md 4"),
    ("GraphGroup", "members", "where it is expanded"),
    ("GraphUser", "manager", "where it is expanded"),
    ("GraphUser", "memberOf", "where it is expanded"),
];
/// Annotations that depend on the call; no table lists them for each resource.
const ANNOTATIONS: [&str; 2] = ["@odata.context", "@odata.type"];
/// Fields of the tables that are not written, and why.
const NOT_WRITTEN: &[(&str, &str, &str)] = &[
    ("AuditRecord", "sessionId", "there are no sessions here: docs/wire/audit.md 3"),
    ("CustomerQualification", "vettingCreatedDate", "read as vettingCreateDate"),
    ("GraphAppRoleAssignment", "creationTimestamp", "read as createdDateTime"),
    ("Subscription", "lineItems", "purchases of reservations; not ours"),
    ("Subscription", "links.entitlement", "links are a map"),
    ("GraphGroup", "owners@odata.bind", "creation only: GroupWrite"),
    ("GraphGroup", "members@odata.bind", "creation only: GroupWrite"),
];

#[test]
fn every_resource_has_the_listed_fields_with_their_types() {
    let Some(fields) = tables::fields() else { return };
    let samples: BTreeMap<_, _> = resources::samples().into_iter().map(|(name, json, _)| (name, json)).collect();
    let mut problems = Vec::new();
    let mut listed: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for field in &fields {
        let (resource, name) = (field.resource.as_str(), field.name.as_str());
        let Some(sample) = samples.get(resource) else {
            if resources::left_out(resource).is_none() {
                problems.push(format!("{resource} has no shape"));
            }
            continue;
        };
        listed.entry(resource).or_default().insert(way(name)[0]);
        if NOT_WRITTEN.iter().any(|(of, not, _)| (*of, *not) == (resource, name)) {
            continue;
        }
        match at(sample, &way(name)) {
            None => problems.push(format!("{resource}.{name} is not written")),
            Some(value) => problems.extend(kinds::misfit(&field.json_type, value).map(|said| format!("{resource}.{name} {said}"))),
        }
    }
    for (resource, names) in listed {
        for name in samples[resource].as_object().expect("an object").keys() {
            let known = names.contains(name.as_str()) || ANNOTATIONS.contains(&name.as_str());
            if !known && !ELSEWHERE.iter().any(|(of, other, _)| (*of, *other) == (resource, name)) {
                problems.push(format!("{resource}.{name} is in no table"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn every_resource_reads_back_in_pascal_case_too() {
    for (resource, json, again) in resources::samples() {
        for body in [json.to_string(), pascal(&json).to_string()] {
            match again(body.as_bytes()) {
                Ok(read) => assert_eq!(read, json, "{resource}"),
                Err(problem) => panic!("{resource}: {problem}"),
            }
        }
    }
}

/// `a.b[].c` as its parts; annotations have dots of their own.
fn way(name: &str) -> Vec<&str> {
    match name.contains('@') {
        true => vec![name],
        false => name.split('.').collect(),
    }
}

fn at<'v>(value: &'v Value, way: &[&str]) -> Option<&'v Value> {
    way.iter().try_fold(value, |value, part| match part.strip_suffix("[]") {
        Some(list) => value.get(list)?.get(0),
        None => value.get(part),
    })
}

/// As clients of the reference's own SDK write it: keys in PascalCase, but for annotations and free-form names.
fn pascal(value: &Value) -> Value {
    let capital = |key: &String| match key.contains('@') {
        true => key.clone(),
        false => key[..1].to_uppercase() + &key[1..],
    };
    let inner = |key: &String, value: &Value| match key.as_str() {
        "provisioningContext" => value.clone(),
        _ => pascal(value),
    };
    match value {
        Value::Array(items) => items.iter().map(pascal).collect(),
        Value::Object(fields) => Value::Object(fields.iter().map(|(key, value)| (capital(key), inner(key, value))).collect()),
        other => other.clone(),
    }
}
