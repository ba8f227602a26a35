//! Events that go out twice, or one after the next.

use super::{Stage, subscription};
use crate::webhooks::{receiver::Receiver, register};
use nahtlos_client::Heard;
use nahtlos_wire::faults::FaultKind;
use serde_json::json;

/// What a receiver of the client crate makes of what arrived.
fn heard(arrived: &[crate::webhooks::receiver::Arrived]) -> Vec<Heard> {
    let mut ears = nahtlos_client::Receiver::default();
    arrived.iter().map(|one| ears.hear(&one.bytes).unwrap().1).collect()
}

/// A subscription whose seats are changed to four and then to five while a receiver listens.
async fn changed(kind: FaultKind, deliveries: usize) -> (Stage, Vec<crate::webhooks::receiver::Arrived>) {
    let stage = Stage::start().await;
    let id = stage.bought(3).await;
    let hook = Receiver::start(&[200]).await;
    register(&stage.naive(), &hook, &["subscription-updated"]).await;
    let fault = stage.next(kind).await;
    for seats in [4, 5] {
        let change = json!({ "quantity": seats, "autoRenewEnabled": true });
        stage.naive().patch(&subscription(&id), &change).await.expect(200);
    }
    let arrived = hook.wait_for(deliveries).await;
    assert_eq!(stage.met(&fault).await, 1);
    (stage, arrived)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_comes_twice_is_heard_once() {
    let (_stage, arrived) = changed(FaultKind::DuplicateWebhook, 3).await;
    assert_eq!(arrived.len(), 3, "naive: two changes, and three events are carried out");
    let heard = heard(&arrived);
    let count = |what| heard.iter().filter(|h| **h == what).count();
    assert_eq!((count(Heard::New), count(Heard::Repeated)), (2, 1), "{heard:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_event_that_comes_late_is_told_apart() {
    let (stage, arrived) = changed(FaultKind::ReorderWebhook, 2).await;
    let date = |n: usize| arrived[n].json()["ResourceChangeUtcDate"].as_str().unwrap().to_owned();
    assert!(
        date(1) < date(0),
        "naive: what came last is taken for the present state, and is the older"
    );
    assert_eq!(heard(&arrived), [Heard::New, Heard::Overtaken]);
    let log = stage.client().faults().log(0).await.unwrap();
    assert_eq!(log[0].operation.as_deref(), Some("subscription-updated"));
}
