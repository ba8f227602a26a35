//! Every kind of bad body, and what is accepted beside clean JSON.

use super::*;
use crate::{carts::Cart, subscriptions::SubscriptionPatch};
use BodyProblemKind::*;

fn problem(bytes: &[u8]) -> BodyProblem {
    parse(bytes, &Limits::default()).expect_err("it was read")
}

fn read_cart(text: &str) -> Result<Cart, BodyProblem> {
    parse_as(text.as_bytes(), &Limits::default())
}

#[test]
fn bad_bodies_are_refused_with_their_kind_and_place() {
    let deep = "[".repeat(33) + &"]".repeat(33);
    let cases: [(&[u8], BodyProblemKind, &str); 16] = [
        (b"", Empty, ""),
        (b" \n\t", Empty, ""),
        (b"\xEF\xBB\xBF", Empty, ""),
        (b"{\"a\":\"\xFF\"}", NotUtf8, ""),
        (b"{", NotJson, ""),
        (b"{'a':1}", NotJson, ""),
        (b"{\"a\":[1,}]", NotJson, "a[1]"),
        (b"{\"a\":NaN}", NotJson, "a"),
        (b"{\"a\":1e999}", NotJson, "a"),
        (b"{\"a\":\"\\ud800\"}", NotJson, "a"),
        (b"{\"a\":1} {}", TrailingText, ""),
        (b"{\"a\":1}x", TrailingText, ""),
        (b"{\"a\":{\"b\":1,\"B\":2}}", DuplicateKey, "a.b"),
        (b"{\"quantity\":1,\"QUANTITY\":2}", DuplicateKey, "qUANTITY"),
        (b"{\"a\":[\"x\",\"y\\u0000\"]}", ForbiddenCharacter, "a[1]"),
        (deep.as_bytes(), TooDeep, &"[0]".repeat(32)),
    ];
    for (bytes, kind, field) in cases {
        let found = problem(bytes);
        assert_eq!((found.kind, found.field.as_str()), (kind, field), "{found}");
        assert!(found.message.ends_with('.'), "{found}");
    }
}

#[test]
fn limits_hold_exactly() {
    let deep = "[".repeat(32) + &"]".repeat(32);
    assert!(parse(deep.as_bytes(), &Limits::default()).is_ok());
    let small = Limits {
        bytes: 20,
        values: 3,
        ..Limits::default()
    };
    assert!(parse(b"[1,2]", &small).is_ok());
    assert_eq!(parse(b"[1,2,3]", &small).unwrap_err().kind, TooLarge);
    assert_eq!(parse(&[b' '; 21], &small).unwrap_err().kind, TooLarge);
}

#[test]
fn keys_of_other_clients_become_ours() {
    let sent = "\u{feff}{\"LineItems\":[{\"CatalogItemId\":\"A\",\"ProvisioningContext\":{\"SubscriptionId\":\"x\",\"Deep\":{\"Kept\":1}}}],\
        \"@odata.Type\":1,\"Some.Path\":2,\"already\":3,\"ETag\":4}";
    let wanted = serde_json::json!({
        "lineItems": [{"catalogItemId": "A", "provisioningContext": {"SubscriptionId": "x", "Deep": {"Kept": 1}}}],
        "@odata.Type": 1, "Some.Path": 2, "already": 3, "eTag": 4,
    });
    assert_eq!(parse(sent.as_bytes(), &Limits::default()).unwrap(), wanted);
}

#[test]
fn a_wrong_value_names_its_field_and_the_right_kind() {
    for (quantity, said) in [
        ("-1", "must be a whole number from 0 to 4294967295, but is -1"),
        ("1.5", "but is 1.5"),
        ("4294967296", "but is 4294967296"),
        ("99999999999999999999", "must be a whole number"),
        ("\"ten\"", "but is \"ten\""),
        ("[1]", "but is an array"),
    ] {
        let found = read_cart(&format!("{{\"lineItems\":[{{\"quantity\":{quantity}}}]}}")).unwrap_err();
        assert_eq!((found.kind, found.field.as_str()), (WrongValue, "lineItems[0].quantity"));
        assert!(found.message.contains(said), "{found}");
    }
    for (text, field, said) in [
        ("[]", "", "The body must be an object in { }, but is an array"),
        ("{\"lineItems\":{}}", "lineItems", "must be an array"),
        (
            "{\"lineItems\":[{\"billingCycle\":\"weekly\"}]}",
            "lineItems[0].billingCycle",
            "monthly, annual",
        ),
        (
            "{\"lineItems\":[{\"billingCycle\":9}]}",
            "lineItems[0].billingCycle",
            "\"9\" is no BillingCycleType",
        ),
        (
            "{\"lineItems\":[{\"customTermEndDate\":\"soon\"}]}",
            "lineItems[0].customTermEndDate",
            "2027-01-31",
        ),
        (
            "{\"lineItems\":[{\"renewsTo\":[{},{}]}]}",
            "lineItems[0].renewsTo",
            "several entries",
        ),
        (
            "{\"lineItems\":[{\"renewsTo\":[{\"termDuration\":1}]}]}",
            "lineItems[0].renewsTo[0].termDuration",
            "text in quotes",
        ),
        ("{\"lineItems\":[{\"id\":-1}]}", "lineItems[0].id", "whole number from 0"),
    ] {
        let found = read_cart(text).unwrap_err();
        assert_eq!(found.field, field, "{found}");
        assert!(found.message.contains(said), "{found}");
    }
}

#[test]
fn secrets_are_not_repeated() {
    let body = b"{\"passwordProfile\":{\"password\":12345678}}";
    let found = parse_as::<crate::users::CustomerUser>(body, &Limits::default()).unwrap_err();
    assert_eq!(found.field, "passwordProfile.password");
    assert!(!found.message.contains("1234"), "{found}");
}

#[test]
fn absent_null_and_value_stay_apart() {
    let body = b"{\"autoRenewEnabled\":false,\"scheduledNextTermInstructions\":null}";
    let patch: SubscriptionPatch = parse_as(body, &Limits::default()).unwrap();
    assert_eq!(patch.auto_renew_enabled, crate::Sent::Value(false));
    assert!(patch.scheduled_next_term_instructions.is_null());
    assert!(patch.next_charge_instructions.is_absent() && patch.quantity.is_absent());
}
