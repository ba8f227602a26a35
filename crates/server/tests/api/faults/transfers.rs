//! Transfers whose lines are refused long after they were accepted.

use super::{E3, FAULTS, Stage};
use crate::{
    support::{CUSTOMER, PARTNER, RIVAL},
    transfers::{befriend, lines, request, text, transfer, transfers},
};
use nahtlos_client::Patience;
use nahtlos_wire::faults::Fault;
use serde_json::{Value, json};
use std::time::Duration;

const PATIENCE: Patience = Patience {
    looks: 400,
    pause: Duration::from_millis(50),
};

/// Subscriptions that a partner sells to the customer.
async fn sold(stage: &Stage, partner: &str) -> Vec<Value> {
    let caller = match partner {
        PARTNER => stage.world.admin(),
        _ => stage.world.rival(),
    };
    let list = caller.get(&format!("/v1/customers/{CUSTOMER}/subscriptions")).await.expect(200);
    let mut all = list["items"].as_array().unwrap().clone();
    all.retain(|s| s["status"] == "active");
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_refused_is_seen_and_transferred_again() {
    let world = crate::support::World::start().await;
    befriend(&world).await;
    let stage = Stage::of(world).await;
    let id = text(&stage.world.buy(E3, 10, "P1Y", "monthly").await["id"]).to_owned();
    let order = json!({ "kind": "refuseTransfer", "tenant": RIVAL, "nth": 1 });
    let fault: Fault = serde_json::from_value(stage.naive().post(FAULTS, &order).await.expect(201)).unwrap();
    let asked = stage.world.rival().post(&transfers(), &request()).await.expect(201);
    let client = stage.client();
    let wanted = serde_json::from_value(lines(&[&id])["lineItems"].clone()).unwrap();
    let accepted = client.transfers().accept_with(CUSTOMER, text(&asked["id"]), wanted).await.unwrap();
    assert_eq!(
        accepted.status.as_deref(),
        Some("InProgress"),
        "nothing tells the naive one that it will fail"
    );
    // The client waits until it is settled, and sees what became of each line.
    let settled = client
        .transfers()
        .until_settled(CUSTOMER, text(&asked["id"]), PATIENCE)
        .await
        .unwrap();
    let line = &settled.line_items.as_ref().unwrap()[0];
    assert_eq!(line.status.as_deref(), Some("Failed"), "{settled:?}");
    assert!(line.transfer_error.as_deref().is_some_and(|text| !text.is_empty()));
    assert_eq!(stage.met(&fault).await, 1, "drawn once, however often it is asked");
    // The naive one took the acceptance for the transfer: the target has nothing, the source still sells it.
    assert!(sold(&stage, RIVAL).await.is_empty(), "naive: nothing is there");
    assert!(sold(&stage, PARTNER).await.iter().any(|s| s["id"] == id.as_str()));
    // Asked and accepted again, it goes over.
    let asked = stage.world.rival().post(&transfers(), &request()).await.expect(201);
    let path = transfer(&asked);
    stage.naive().patch(&path, &lines(&[&id])).await.expect(200);
    let settled = client
        .transfers()
        .until_settled(CUSTOMER, text(&asked["id"]), PATIENCE)
        .await
        .unwrap();
    assert_eq!(settled.status.as_deref(), Some("Complete"), "{settled:?}");
    assert_eq!(sold(&stage, RIVAL).await.len(), 1);
    let log = client.faults().log(0).await.unwrap();
    assert_eq!(
        (log.len(), log[0].path.as_deref(), log[0].tenant.as_deref()),
        (1, settled_path(&log), Some(RIVAL))
    );
}

/// The log names the transfer.
fn settled_path(log: &[nahtlos_wire::faults::Injected]) -> Option<&str> {
    log[0].path.as_deref().filter(|id| id.len() == 36)
}
