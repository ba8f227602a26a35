//! Filters: what reads, what holds, what is refused.

use super::{
    expr::{Expr, Values},
    filter,
};
use crate::api::{graph::users::props::USER, problem::Problem};
use serde_json::{Value, json};

fn read(text: &str) -> Expr {
    filter(text, &USER).unwrap_or_else(|problem| panic!("{text}: {problem:?}"))
}

fn ada(name: &'static str) -> Value {
    match name {
        "displayName" => json!("Ada O'Hara"),
        "userPrincipalName" => json!("ada@contoso.example"),
        "accountEnabled" => json!(true),
        "createdDateTime" => json!("2026-03-01T00:00:00Z"),
        "assignedLicenses" => json!([{ "skuId": "05e9a617-0261-4cee-bb44-138d3ef5d965", "disabledPlans": [] }]),
        "proxyAddresses" => json!(["SMTP:ada@contoso.example"]),
        "assignedPlans" => json!([
            { "servicePlanId": "113feb6c-3fe4-4440-bddc-54d774bf0318", "capabilityStatus": "Deleted" },
            { "servicePlanId": "efb87545-963c-4e0d-99df-69c6916d9eb0", "capabilityStatus": "Enabled" },
        ]),
        _ => Value::Null,
    }
}

const VALUES: Values<'static> = &ada;

#[test]
fn filters_hold_or_do_not() {
    for (text, holds) in [
        ("userPrincipalName eq 'ADA@contoso.example'", true),
        ("displayName eq 'ada o''hara'", true),
        ("startswith(displayName,'ADA') and accountEnabled eq true", true),
        ("startsWith(displayName,'b') or not(accountEnabled eq false)", true),
        ("not startsWith(displayName,'a')", false),
        ("NOT (startsWith(displayName,'a')) OR accountEnabled EQ true", true),
        (
            "accountEnabled eq true and displayName eq 'x' or userPrincipalName eq 'ada@contoso.example'",
            true,
        ),
        ("accountEnabled eq true and (displayName eq 'x' or city eq 'y')", false),
        (
            "createdDateTime ge 2026-01-01T00:00:00Z and createdDateTime lt 2026-03-01T00:00:00Z",
            false,
        ),
        ("createdDateTime le 2026-03-01T01:00:00+01:00", true),
        ("assignedLicenses/any(x:x/skuId eq 05E9A617-0261-4cee-bb44-138d3ef5d965)", true),
        ("assignedLicenses/any(s: s/skuId eq 6fd2c87f-b296-42f0-b197-1e91e994b900)", false),
        ("assignedLicenses/any()", true),
        ("assignedLicenses/$count eq 0", false),
        ("assignedLicenses/$count ne 0", true),
        ("proxyAddresses/any(p:p eq 'smtp:ada@contoso.example')", true),
        ("proxyAddresses/any(p:startsWith(p,'smtp:bo'))", false),
        (
            "assignedPlans/any(p:p/servicePlanId eq 113feb6c-3fe4-4440-bddc-54d774bf0318 and p/capabilityStatus eq 'Enabled')",
            false,
        ),
        ("endsWith(userPrincipalName,'@CONTOSO.example')", true),
        ("city eq null", true),
        ("city ne null", false),
        ("city ne 'Köln'", true),
        ("displayName in ('x', 'Ada O''Hara')", true),
        ("id in ('1')", false),
    ] {
        assert_eq!(read(text).holds(VALUES), holds, "{text}");
    }
}

#[test]
fn what_is_not_answered_is_refused_by_name() {
    let said = |text: &str| match filter(text, &USER) {
        Err(Problem::Said(said)) => said.message,
        other => panic!("{text}: {other:?}"),
    };
    for (text, part) in [
        ("color eq 'red'", "Could not find a property named 'color'"),
        (
            "contains(displayName,'a')",
            "Unsupported or invalid query filter clause specified for property 'displayName'",
        ),
        ("endsWith(displayName,'a')", "property 'displayName'"),
        ("displayName gt 'a'", "property 'displayName'"),
        ("businessPhones eq '1'", "property 'businessPhones'"),
        ("assignedLicenses/all(x:x/skuId eq '1')", "property 'assignedLicenses'"),
        ("assignedLicenses/any(x:x/colour eq '1')", "'colour'"),
        ("accountEnabled eq 'yes'", "true or false"),
        ("displayName eq a", "a text in single quotes"),
        ("displayName eq 'a' and", "expected at its end"),
        ("displayName eq 'a' displayName", "behind its end"),
        ("displayName like 'a'", "no operator"),
        ("(displayName eq 'a'", "expected"),
        ("'a' eq displayName", "a name was expected"),
        ("displayName eq 'a", "has no end"),
        ("", "expected at its end"),
    ] {
        assert!(said(text).contains(part), "{text}: {}", said(text));
    }
    let deep = format!("{}displayName eq 'a'{}", "(".repeat(100), ")".repeat(100));
    assert!(said(&deep).contains("nested"));
    let nots = format!("{}displayName eq 'a'", "not ".repeat(100));
    assert!(said(&nots).contains("nested"));
    let long = vec!["displayName eq 'a'"; 300].join(" or ");
    assert!(said(&long).contains("words"));
}

#[test]
fn indexes_and_advanced_queries_are_seen() {
    let named = read("accountEnabled eq true and userPrincipalName eq 'A@b'");
    assert_eq!(named.one_of("userPrincipalName"), Some(vec!["a@b"]));
    assert_eq!(read("userPrincipalName eq 'a@b' or city eq 'x'").one_of("userPrincipalName"), None);
    let held = read("accountEnabled eq true and assignedLicenses/any(x:x/skuId eq 05e9a617-0261-4cee-bb44-138d3ef5d965)");
    assert_eq!(
        held.element("assignedLicenses", "skuId"),
        Some("05e9a617-0261-4cee-bb44-138d3ef5d965")
    );
    assert!(!held.is_element("assignedLicenses", "skuId"));
    for (text, advanced) in [
        ("displayName ne 'a'", true),
        ("not(displayName eq 'a')", true),
        ("endsWith(mail,'a')", true),
        ("city eq null", true),
        ("assignedLicenses/$count eq 0", true),
        ("assignedLicenses/any(x:x/skuId eq 05e9a617-0261-4cee-bb44-138d3ef5d965)", false),
        ("startsWith(displayName,'a')", false),
        ("displayName in ('a')", false),
    ] {
        assert_eq!(read(text).advanced().is_some(), advanced, "{text}");
    }
}
