//! Events of changes on their way: what arrives, in which order, what happens when nobody takes it, and across a restart.

use super::{
    PATH, authority, hasty,
    receiver::{self, Receiver},
    register,
};
use crate::support::{CUSTOMER, Caller, World};
use serde_json::{Value, json};
use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

const E3: &str = "CFQ7TTC0LFLX:0001";
const OWN: &str = "/moves/v1/webhooks";

/// Buys a subscription; its path.
async fn bought(world: &World) -> String {
    world.agree().await;
    let sub = world.buy(E3, 10, "P1Y", "monthly").await;
    format!("/v1/customers/{CUSTOMER}/subscriptions/{}", sub["id"].as_str().unwrap())
}

/// Changes the number of seats.
async fn seats(caller: &Caller, path: &str, quantity: u32) {
    caller
        .patch(path, &json!({ "quantity": quantity, "autoRenewEnabled": true }))
        .await
        .expect(200);
}

/// Pages of undelivered ones until there are so many.
async fn undelivered(caller: &Caller, count: usize) -> Vec<Value> {
    for _ in 0..400 {
        let page = caller.get(&format!("{OWN}/undelivered")).await.expect(200);
        let items = page["items"].as_array().unwrap().clone();
        if items.len() >= count {
            return items;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("waited in vain for {count} undelivered ones");
}

#[tokio::test(flavor = "multi_thread")]
async fn changes_arrive_in_their_order_and_lead_to_resource_and_record() {
    let world = hasty().await;
    let (admin, receiver) = (world.admin(), Receiver::start(&[200]).await);
    let path = bought(&world).await;
    register(&admin, &receiver, &["subscription-updated"]).await;
    let foreign = Receiver::start(&[200]).await;
    register(&world.rival(), &foreign, &["subscription-updated", "test-created"]).await;
    for quantity in 11..=16 {
        seats(&admin, &path, quantity).await;
    }
    // A name is no commerce: nobody is told.
    admin
        .patch(&path, &json!({ "friendlyName": "Blau", "autoRenewEnabled": true }))
        .await
        .expect(200);
    let taken = receiver.wait_for(6).await;
    let authority = authority(&world).await;
    let mut last = String::new();
    for (arrived, quantity) in taken.iter().zip(11..) {
        receiver::check(arrived, &authority).await.unwrap();
        let body = arrived.json();
        assert_eq!(
            (&body["EventName"], &body["ResourceName"]),
            (&json!("subscription-updated"), &json!("subscription"))
        );
        let date = body["ResourceChangeUtcDate"].as_str().unwrap().to_owned();
        assert!(date > last && date.len() == 33, "{date} after {last}");
        last = date;
        let uri = body["AuditUri"].as_str().unwrap();
        assert!(uri.starts_with(&format!("{}/auditactivity/v1/auditrecords/", world.base)), "{uri}");
        let record = admin.get(uri).await.expect(200);
        let id = uri.rsplit('/').next().unwrap();
        assert_eq!(
            (&record["id"], &record["operationType"]),
            (&json!(id), &json!("update_subscription"))
        );
        assert_eq!(id.split('_').nth(1), Some(CUSTOMER));
        let value: Value = serde_json::from_str(record["resourceNewValue"].as_str().unwrap()).unwrap();
        assert_eq!(value["Quantity"], quantity);
        assert_eq!(arrived.header("ms-correlationid"), record["originalCorrelationId"].as_str());
        world.rival().get(uri).await.refused(404, "auditRecordUnknown");
    }
    let resource = admin.get(taken[5].json()["ResourceUri"].as_str().unwrap()).await.expect(200);
    assert_eq!(resource["quantity"], 16);
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(
        (receiver.arrived().len(), foreign.arrived().len()),
        (6, 0),
        "each once, and nobody else"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receiver_that_is_down_for_some_attempts_gets_it_once_it_is_up() {
    let world = hasty().await;
    let (admin, receiver) = (world.admin(), Receiver::start(&[503, 500, 410, 302, 200]).await);
    let path = bought(&world).await;
    register(&admin, &receiver, &["subscription-updated"]).await;
    seats(&admin, &path, 11).await;
    receiver.wait_for(1).await;
    let arrived = receiver.arrived();
    let bodies: BTreeSet<&[u8]> = arrived.iter().map(|a| a.bytes.as_slice()).collect();
    assert_eq!(
        (arrived.len(), bodies.len()),
        (5, 1),
        "five attempts with the same bytes; a redirect is none"
    );
    let accepted = admin.get(&format!("{OWN}/deliveries?status=accepted")).await.expect(200);
    assert_eq!(accepted["items"][0]["attempts"].as_array().unwrap().len(), 5);
}

#[tokio::test(flavor = "multi_thread")]
async fn after_ten_attempts_it_is_given_up_and_can_be_sent_again() {
    let world = hasty().await;
    let (admin, receiver) = (world.admin(), Receiver::start(&[500]).await);
    let path = bought(&world).await;
    register(&admin, &receiver, &["subscription-updated"]).await;
    seats(&admin, &path, 11).await;
    let given_up = undelivered(&admin, 1).await.remove(0);
    assert_eq!((receiver.arrived().len(), given_up["attempts"].as_array().unwrap().len()), (10, 10));
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(receiver.arrived().len(), 10, "nothing goes out by itself any more");
    let id = given_up["id"].as_str().unwrap();
    world
        .rival()
        .post(&format!("{OWN}/undelivered/{id}/replay"), &Value::Null)
        .await
        .refused(404, "1000");
    receiver.answer(202);
    admin
        .post(&format!("{OWN}/undelivered/{id}/replay"), &Value::Null)
        .await
        .expect(200);
    let again = receiver.wait_for(1).await;
    assert_eq!(again[0].bytes, receiver.arrived()[0].bytes);
    admin
        .post(&format!("{OWN}/undelivered/{id}/replay"), &Value::Null)
        .await
        .refused(404, "1000");
    // What was accepted within a time can be had once more.
    let span = json!({ "from": "2026-12-07", "to": "2026-12-08", "eventNames": ["subscription-updated"] });
    assert_eq!(admin.post(&format!("{OWN}/replay"), &span).await.expect(200)["replayed"], 1);
    assert_eq!(receiver.wait_for(2).await[1].bytes, again[0].bytes);
    let none = json!({ "from": "2026-12-07", "to": "2026-12-08", "eventNames": ["test-created"] });
    assert_eq!(admin.post(&format!("{OWN}/replay"), &none).await.expect(200)["replayed"], 0);
    let early = json!({ "from": "2026-10-01", "to": "2026-12-08" });
    admin.post(&format!("{OWN}/replay"), &early).await.refused(400, "3000");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_slow_receiver_slows_no_change_and_no_other_partner() {
    let world = hasty().await;
    let (admin, slow) = (world.admin(), Receiver::start(&[200]).await);
    slow.take(Duration::from_secs(10));
    let path = bought(&world).await;
    register(&admin, &slow, &["subscription-updated"]).await;
    let quick = Receiver::start(&[200]).await;
    register(&world.rival(), &quick, &["test-created"]).await;
    #[allow(clippy::disallowed_methods)] // how long a change takes is what is measured
    let begun = Instant::now();
    for quantity in 11..=30 {
        seats(&admin, &path, quantity).await;
    }
    world
        .rival()
        .post(&format!("{PATH}/validationEvents"), &Value::Null)
        .await
        .expect(200);
    quick.wait_for(1).await;
    assert!(
        begun.elapsed() < Duration::from_secs(8),
        "twenty changes took {:?}",
        begun.elapsed()
    );
    let begun_ones = 1 + begun.elapsed().as_secs() / 10;
    assert!(
        slow.arrived().len() as u64 <= begun_ones,
        "one customer's events go out one after the other"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_waits_outlives_a_restart_and_goes_out_once() {
    let mut world = hasty().await;
    let (admin, receiver) = (world.admin(), Receiver::start(&[503]).await);
    let path = bought(&world).await;
    // Long pauses: nothing of it goes out by chance before the end.
    let config = world.running().center.config.clone();
    register(&admin, &receiver, &["subscription-updated"]).await;
    receiver.take(Duration::from_millis(400));
    for quantity in 11..=13 {
        seats(&admin, &path, quantity).await;
    }
    for _ in 0..100 {
        if !receiver.arrived().is_empty() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    world.running.take().unwrap().stop().await;
    let before = receiver.arrived().len();
    receiver.answer(200);
    let again = nahtlos_server::Running::start(config).await.unwrap();
    let taken = receiver.wait_for(3).await;
    tokio::time::sleep(Duration::from_secs(1)).await;
    assert_eq!(receiver.taken().len(), 3, "each once; {before} attempts before the end");
    let bodies: BTreeSet<Vec<u8>> = taken.into_iter().map(|one| one.bytes).collect();
    assert_eq!(bodies.len(), 3);
    again.stop().await;
}

/// The whole program dies while the receiver has a delivery in its hands: it goes out again, with the same bytes, and nothing is lost.
#[test]
fn what_was_under_way_when_the_program_died_goes_out_again() {
    let runtime = || {
        tokio::runtime::Builder::new_multi_thread()
            .worker_threads(2)
            .enable_all()
            .build()
            .unwrap()
    };
    let (outside, inside) = (runtime(), runtime());
    let receiver = outside.block_on(Receiver::start(&[200]));
    let world = inside.block_on(hasty());
    let config = world.running().center.config.clone();
    let admin = world.admin();
    outside.block_on(async {
        let path = bought(&world).await;
        register(&admin, &receiver, &["subscription-updated"]).await;
        receiver.take(Duration::from_secs(8));
        for quantity in 11..=13 {
            seats(&admin, &path, quantity).await;
        }
        for _ in 0..200 {
            if !receiver.arrived().is_empty() {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    });
    inside.shutdown_background();
    receiver.take(Duration::ZERO);
    outside.block_on(async {
        let again = nahtlos_server::Running::start(config).await.unwrap();
        // The dead one's hold on the lane has to end first.
        tokio::time::sleep(Duration::from_secs(28)).await;
        let arrived = receiver.wait_for(4).await;
        let bodies: Vec<&[u8]> = arrived.iter().map(|a| a.bytes.as_slice()).collect();
        let different: BTreeSet<&[u8]> = bodies.iter().copied().collect();
        assert_eq!((bodies.len(), different.len()), (4, 3), "the one under way twice, the others once");
        assert_eq!(bodies[0], bodies[1]);
        again.stop().await;
    });
}

/// What a receiver does that takes the notice for the thing: it counts seats by notices, and a repeated one is a seat too many.
#[tokio::test(flavor = "multi_thread")]
async fn a_naive_receiver_is_fooled_by_a_lost_answer_and_one_that_looks_is_not() {
    let world = hasty().await;
    let (admin, receiver) = (world.admin(), Receiver::start(&[500, 200]).await);
    let path = bought(&world).await;
    register(&admin, &receiver, &["subscription-updated"]).await;
    seats(&admin, &path, 11).await;
    receiver.wait_for(1).await;
    // It worked on the first notice and answered 500 all the same: the notice comes again.
    let naive = 10 + receiver.arrived().len();
    assert_eq!(naive, 12, "who counts notices is wrong");
    let known: BTreeSet<String> = receiver
        .arrived()
        .iter()
        .map(|a| a.json()["AuditUri"].as_str().unwrap().to_owned())
        .collect();
    let uri = receiver.arrived()[1].json()["ResourceUri"].as_str().unwrap().to_owned();
    assert_eq!(
        (known.len(), &admin.get(&uri).await.expect(200)["quantity"]),
        (1, &json!(11)),
        "who looks is right"
    );
    assert_eq!(receiver.arrived()[0].event(), "subscription-updated");
}
