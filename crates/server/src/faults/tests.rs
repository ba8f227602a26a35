//! The register by itself: turns, chances, counts, and orders that are wrong.

use super::*;
use crate::api::routes::ROUTES;
use serde_json::json;

const TENANT: &str = "11111111-0000-4000-8000-000000000001";

fn order(text: serde_json::Value) -> Order {
    read(text.to_string().as_bytes()).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

fn route(method: &str, path: &str) -> &'static Route {
    ROUTES.iter().find(|r| r.method == method && r.path == path).expect("a route")
}

fn patch() -> Meeting<'static> {
    let path = "/v1/customers/{customer_id}/subscriptions/{subscription_id}";
    Meeting {
        route: Some(route("PATCH", path)),
        operation: "PATCH /v1/customers/{customer_id}/subscriptions/{subscription_id}",
        tenant: TENANT,
        other: "",
        customer: "c",
        path: "/v1/customers/c/subscriptions/s",
        request_id: "r",
        now: Some(Instant(0)),
    }
}

/// Which of so many calls are met.
fn met(text: serde_json::Value, calls: u64) -> Vec<u64> {
    let faults = Faults::default();
    faults.take(order(text), Instant(0)).unwrap();
    (1..=calls).filter(|_| faults.meet(&patch()) != Met::default()).collect()
}

#[test]
fn the_nth_call_every_few_and_so_many_times() {
    assert_eq!(met(json!({ "kind": "notReady", "nth": 3 }), 9), [3]);
    assert_eq!(met(json!({ "kind": "notReady", "every": 4 }), 9), [4, 8]);
    assert_eq!(met(json!({ "kind": "notReady", "times": 2 }), 9), [1, 2]);
    assert_eq!(met(json!({ "kind": "notReady", "every": 2, "times": 2 }), 9), [2, 4]);
    assert_eq!(met(json!({ "kind": "NOT_READY" }), 3), [1, 2, 3], "in any spelling");
}

#[test]
fn the_same_seed_and_calls_give_the_same_faults() {
    let of = |seed: u64| met(json!({ "kind": "throttle", "probability": 0.3, "seed": seed }), 200);
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
    assert!((40..80).contains(&of(7).len()), "{:?}", of(7));
}

#[test]
fn only_what_it_names_is_met() {
    let none: Vec<u64> = Vec::new();
    assert_eq!(met(json!({ "kind": "throttle", "operation": "get customer" }), 3), none);
    assert_eq!(met(json!({ "kind": "throttle", "operation": "update subscription" }), 1), [1]);
    assert_eq!(
        met(
            json!({ "kind": "throttle", "operation": "patch /v1/customers/{c}/subscriptions/{s}/" }),
            1
        ),
        [1]
    );
    assert_eq!(met(json!({ "kind": "throttle", "area": "cart" }), 3), none);
    assert_eq!(met(json!({ "kind": "throttle", "area": "subscription" }), 1), [1]);
    assert_eq!(met(json!({ "kind": "throttle", "tenant": TENANT.to_uppercase() }), 1), [1]);
    assert_eq!(
        met(json!({ "kind": "throttle", "tenant": "22222222-0000-4000-8000-000000000002" }), 3),
        none
    );
}

#[test]
fn a_throttled_call_meets_nothing_else_and_the_log_tells() {
    let faults = Faults::default();
    for text in [
        json!({ "kind": "throttle", "nth": 1, "retryAfterSeconds": 9 }),
        json!({ "kind": "notReady", "nth": 1 }),
    ] {
        faults.take(order(text), Instant(5)).unwrap();
    }
    assert_eq!(faults.meet(&patch()).throttle, Some(9));
    let second = faults.meet(&patch());
    assert!(second.throttle.is_none() && second.engine.is_some_and(|engine| engine.not_ready));
    let log = faults.log(0, 10);
    let said: Vec<_> = log
        .iter()
        .map(|e| (e.number.unwrap(), e.fault_id.clone().unwrap(), e.call.unwrap()))
        .collect();
    assert_eq!(said, [(1, "fault-1".to_owned(), 1), (2, "fault-2".to_owned(), 1)]);
    assert_eq!(
        (log[0].what.as_deref(), faults.log(2, 10).len()),
        (Some("429 with Retry-After 9"), 1)
    );
    assert!(faults.drop_one("fault-1") && !faults.drop_one("fault-1"));
    faults.clear();
    assert!(faults.list().is_empty() && faults.log(0, 10).is_empty());
}

#[test]
fn events_are_met_by_name_and_requests_are_not() {
    let faults = Faults::default();
    faults
        .take(
            order(json!({ "kind": "duplicateWebhook", "operation": "subscription-updated" })),
            Instant(0),
        )
        .unwrap();
    let event = |operation| Meeting {
        route: None,
        operation,
        ..patch()
    };
    assert!(faults.delivery(&event("Subscription-Updated")).twice);
    assert_eq!(faults.delivery(&event("test-created")), Delivery::default());
    assert_eq!(faults.meet(&patch()), Met::default());
}

#[test]
fn the_log_keeps_the_newest() {
    let faults = Faults::default();
    faults.take(order(json!({ "kind": "notReady" })), Instant(0)).unwrap();
    for _ in 0..KEPT + 5 {
        faults.meet(&patch());
    }
    assert_eq!((faults.log(0, 1)[0].number, faults.log(0, usize::MAX).len()), (Some(6), KEPT));
}

#[test]
fn wrong_orders_are_refused_with_what_and_where() {
    for (text, field, said) in [
        (json!({}), "kind", "throttle, delay"),
        (
            json!({ "kind": "throttle", "probabilty": 1 }),
            "probabilty",
            "probability may be meant",
        ),
        (json!({ "kind": "throttle", "probability": 0 }), "probability", "above 0"),
        (json!({ "kind": "throttle", "probability": 1.5 }), "probability", "at most 1"),
        (json!({ "kind": "throttle", "nth": 1, "every": 2 }), "every", "either nth or every"),
        (json!({ "kind": "throttle", "nth": 0 }), "nth", "from 1"),
        (json!({ "kind": "throttle", "times": 0 }), "times", "from 1"),
        (json!({ "kind": "throttle", "hours": 3 }), "hours", "belongs to slowProvisioning"),
        (
            json!({ "kind": "throttle", "retryAfterSeconds": 3601 }),
            "retryAfterSeconds",
            "0 to 3600",
        ),
        (json!({ "kind": "slowProvisioning", "hours": 49 }), "hours", "1 to 48"),
        (json!({ "kind": "delay", "delayMilliseconds": 0 }), "delayMilliseconds", "1 to"),
        (json!({ "kind": "seatRace", "seats": 0 }), "seats", "1 to"),
        (json!({ "kind": "throttle", "tenant": "contoso" }), "tenant", "GUID"),
        (
            json!({ "kind": "throttle", "operation": "update subscripton" }),
            "operation",
            "\"update subscription\" may be meant",
        ),
        (
            json!({ "kind": "throttle", "operation": "GET /v1/custommers" }),
            "operation",
            "/v1/customers",
        ),
        (
            json!({ "kind": "notReady", "operation": "get customer" }),
            "operation",
            "it can concern PATCH /v1/customers",
        ),
        (
            json!({ "kind": "delay", "operation": "PATCH /sandbox/v1/clock" }),
            "operation",
            "never met",
        ),
        (json!({ "kind": "delay", "area": "carts" }), "area", "none of"),
        (json!({ "kind": "notReady", "area": "cart" }), "area", "nothing of that"),
        (
            json!({ "kind": "refuseTransfer", "operation": "get customer" }),
            "operation",
            "lines of transfers",
        ),
        (json!({ "kind": "duplicateWebhook", "area": "webhook" }), "area", "about events"),
    ] {
        match read(text.to_string().as_bytes()) {
            Err(Unread::Member(refusal)) => {
                assert_eq!(refusal.field.as_deref(), Some(field), "{text}: {refusal}");
                assert!(refusal.to_string().contains(said), "{text}: {refusal}");
            }
            other => panic!("{text}: {other:?}"),
        }
    }
    for text in [
        "",
        "[]",
        "{\"kind\":\"slow\"}",
        "{\"kind\":\"throttle\",\"nth\":-1}",
        "{\"kind\":\"throttle\",\"nth\":1.5}",
    ] {
        assert!(matches!(read(text.as_bytes()), Err(Unread::Body(_))), "{text}");
    }
}
