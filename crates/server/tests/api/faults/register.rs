//! The register over HTTP: orders taken, listed, taken back; the log; the same faults from the same seed.

use super::{FAULTS, Stage};
use crate::support::{CUSTOMER, PARTNER, World};
use nahtlos_model::permissions::Role;
use nahtlos_wire::faults::{Fault, FaultKind};
use serde_json::json;

#[tokio::test(flavor = "multi_thread")]
async fn orders_are_taken_listed_and_taken_back() {
    let stage = Stage::start().await;
    let admin = stage.naive();
    let taken = admin
        .post(
            FAULTS,
            &json!({ "Kind": "throttle", "area": "customer", "tenant": PARTNER, "times": 1 }),
        )
        .await
        .expect(201);
    let id = taken["id"].as_str().unwrap().to_owned();
    assert_eq!(
        (&taken["retryAfterSeconds"], &taken["seen"], &taken["injected"], &taken["seed"]),
        (&json!(1), &json!(0), &json!(0), &json!(0))
    );
    let one = format!("{FAULTS}/{id}");
    assert_eq!(admin.get(&one).await.expect(200), taken);
    assert_eq!(admin.get(FAULTS).await.expect(200)["items"], json!([taken]));
    // Another tenant is not met, nor is another area.
    stage.world.rival().get("/v1/customers").await.expect(200);
    admin.get("/v1/agreements").await.expect(200);
    let met = admin.get("/v1/customers").await;
    assert_eq!(met.status, 429);
    admin.get("/v1/customers").await.expect(200);
    let now = admin.get(&one).await.expect(200);
    assert_eq!((&now["seen"], &now["injected"]), (&json!(2), &json!(1)));
    let log = admin.get(&format!("{FAULTS}/log")).await.expect(200);
    let entry = &log["items"][0];
    assert_eq!(
        (&entry["faultId"], &entry["call"], &entry["tenant"]),
        (&json!(id), &json!(1), &json!(PARTNER))
    );
    assert_eq!(
        (&entry["operation"], &entry["path"]),
        (&json!("GET /v1/customers"), &json!("/v1/customers"))
    );
    assert_eq!(entry["requestId"].as_str(), Some(met.header("ms-requestid")));
    admin.delete(&one).await.expect(204);
    admin.delete(&one).await.refused(404, "1000");
    admin.get(&one).await.refused(404, "1000");
    admin.delete(FAULTS).await.expect(204);
    assert_eq!(admin.get(&format!("{FAULTS}/log")).await.expect(200)["items"], json!([]));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_orders_say_what_and_where() {
    let stage = Stage::start().await;
    for (body, field) in [
        (json!({ "kind": "throttle", "operation": "get custmer" }), "operation"),
        (json!({ "kind": "throttle", "probabilty": 0.5 }), "probabilty"),
        (json!({ "kind": "slowProvisioning", "hours": 72 }), "hours"),
    ] {
        let told = stage.naive().post(FAULTS, &body).await.refused(400, "3000");
        assert_eq!(told["data"], json!([field]), "{told}");
    }
    let told = stage.naive().post(FAULTS, &json!({ "kind": "slow" })).await.refused(400, "800002");
    assert!(told["description"].as_str().unwrap().contains("slowProvisioning"), "{told}");
    assert_eq!(stage.naive().get(FAULTS).await.expect(200)["totalCount"], 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_may_turn_the_clock_may_order_and_only_in_a_sandbox() {
    let stage = Stage::start().await;
    let sales = stage
        .world
        .caller(PARTNER, PARTNER, &[Role::SalesAgent], Some("sam@erster.example"), false);
    for reply in [
        sales.get(FAULTS).await,
        sales.post(FAULTS, &json!({ "kind": "notReady" })).await,
        sales.delete(FAULTS).await,
    ] {
        reply.refused(403, "900150");
    }
    let plain = World::with(|config| {
        config.sandbox = false;
        config.sandbox_begins = None;
    });
    let plain = plain.await;
    plain
        .admin()
        .post(FAULTS, &json!({ "kind": "notReady" }))
        .await
        .refused(400, "900127");
    plain.admin().get(&format!("{FAULTS}/log")).await.refused(400, "900127");
}

/// A run of calls under random faults: which of them were met with what.
async fn run(seed: u64) -> Vec<(u64, String, u64, String)> {
    let stage = Stage::start().await;
    let client = stage.client();
    for (kind, probability) in [(FaultKind::Throttle, json!(0.3)), (FaultKind::Delay, json!(0.2))] {
        let fault: Fault = serde_json::from_value(json!({
            "kind": kind.as_str(), "probability": probability, "seed": seed, "area": "customer",
        }))
        .unwrap();
        let amount = if kind == FaultKind::Delay { Some(1) } else { None };
        let fault = Fault {
            delay_milliseconds: amount,
            ..fault
        };
        client.faults().order(&fault).await.unwrap();
    }
    for _ in 0..40 {
        let reply = stage.naive().get(&format!("/v1/customers/{CUSTOMER}")).await;
        assert!([200, 429].contains(&reply.status), "{}", reply.status);
    }
    let log = client.faults().log(0).await.unwrap().into_iter();
    let entry = |e: nahtlos_wire::faults::Injected| (e.number.unwrap(), e.fault_id.unwrap(), e.call.unwrap(), e.what.unwrap());
    log.map(entry).collect()
}

#[tokio::test(flavor = "multi_thread")]
async fn the_same_seed_and_calls_meet_the_same_faults() {
    let (first, second, other) = tokio::join!(run(2026), run(2026), run(7));
    assert!(first.len() > 8, "{first:?}");
    assert_eq!(first, second);
    assert_ne!(first, other);
    assert!(first.iter().any(|entry| entry.3.starts_with("429")) && first.iter().any(|entry| entry.3.contains("waited")));
}
