//! Faults of what is bought: slow provisioning, subscriptions in work, promotions used up, races for seats.

use super::{FAULTS, Stage, subscription};
use crate::support::CUSTOMER;
use nahtlos_client::{Patience, Updated};
use nahtlos_wire::{
    carts::Cart,
    clock::IsoDuration,
    enums::SubscriptionStatus,
    faults::{Fault, FaultKind},
};
use serde_json::{Value, json};
use std::time::Duration;

/// Microsoft 365 Copilot, of which the sandbox has a promotion.
const COPILOT: &str = "CFQ7TTC0MM8R:0002";
const PROMOTION: &str = "NAHTLOSPR001:0001:NAHTLOSAV001";

#[tokio::test(flavor = "multi_thread")]
async fn slow_provisioning_is_waited_for() {
    let stage = Stage::start().await;
    let fault = json!({ "kind": "slowProvisioning", "hours": 48, "times": 2 });
    stage.naive().post(FAULTS, &fault).await.expect(201);
    // The naive one goes on as if the seats were there.
    let naive = stage.bought(3).await;
    stage
        .naive()
        .patch(&subscription(&naive), &json!({ "quantity": 4 }))
        .await
        .refused(409, "800082");
    // The client looks until they are: the clock is turned while it waits.
    let client = stage.client();
    let id = stage.bought(3).await;
    let pending = client.subscriptions().get(CUSTOMER, &id).await.unwrap();
    assert_eq!(pending.status, Some(SubscriptionStatus::Pending));
    let patience = Patience {
        looks: 200,
        pause: Duration::from_millis(50),
    };
    let hours: IsoDuration = "PT47H".parse().unwrap();
    client.clock().advance(hours).await.unwrap();
    let short = Patience { looks: 2, ..patience };
    let still = client.subscriptions().until_provisioned(CUSTOMER, &id, short).await.unwrap();
    assert_eq!(still.status, Some(SubscriptionStatus::Pending), "after 47 hours");
    let subscriptions = client.subscriptions();
    let waiting = subscriptions.until_provisioned(CUSTOMER, &id, patience);
    let turning = async {
        tokio::time::sleep(Duration::from_millis(120)).await;
        client.clock().advance("PT2H".parse().unwrap()).await.unwrap();
    };
    let (there, ()) = tokio::join!(waiting, turning);
    assert_eq!(there.unwrap().status, Some(SubscriptionStatus::Active));
    let grown = client.subscriptions().set_quantity(CUSTOMER, &id, 4).await.unwrap();
    assert!(matches!(grown, Updated::Done(now) if now.quantity == Some(4)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_subscription_in_work_is_changed_a_little_later() {
    let stage = Stage::start().await;
    let id = stage.bought(3).await;
    stage.next(FaultKind::NotReady).await;
    let change = json!({ "quantity": 5, "autoRenewEnabled": true });
    stage.naive().patch(&subscription(&id), &change).await.refused(409, "800082");
    assert_eq!(stage.subscriptions().await[0]["quantity"], 3, "naive: it is not done");
    let fault = json!({ "kind": "notReady", "times": 3 });
    let fault: Fault = serde_json::from_value(stage.naive().post(FAULTS, &fault).await.expect(201)).unwrap();
    let grown = stage.client().subscriptions().set_quantity(CUSTOMER, &id, 5).await.unwrap();
    assert!(matches!(grown, Updated::Done(now) if now.quantity == Some(5)));
    assert_eq!(stage.met(&fault).await, 3);
}

fn cart(stage: &Stage) -> Value {
    json!({ "lineItems": [{
        "id": 0, "catalogItemId": stage.world.item(COPILOT), "quantity": 2, "billingCycle": "annual", "termDuration": "P1Y", "promotionId": PROMOTION,
    }] })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_promotion_that_is_used_up_is_left_out() {
    let stage = Stage::start().await;
    // What Copilot needs.
    stage.bought(5).await;
    let carts = format!("/v1/customers/{CUSTOMER}/carts");
    let fault = json!({ "kind": "promotionCap" });
    stage.naive().post(FAULTS, &fault).await.expect(201);
    let eligible = json!({ "items": [{ "id": 0, "catalogItemId": stage.world.item(COPILOT), "quantity": 2, "billingCycle": "annual", "termDuration": "P1Y", "promotionId": PROMOTION }] });
    let told = stage
        .naive()
        .post(&format!("/v1/customers/{CUSTOMER}/promotionEligibilities"), &eligible)
        .await
        .expect(200);
    let answer = &told["items"][0]["eligibilities"][0];
    assert_eq!(
        (&answer["isEligible"], &answer["errors"][0]["type"]),
        (&json!(false), &json!("RedemptionLimit")),
        "{told}"
    );
    // The naive one does not look into its cart, and cannot check it out.
    let made = stage.naive().post(&carts, &cart(&stage)).await.expect(201);
    assert_eq!(made["lineItems"][0]["error"]["errorCode"], "invalid_promotion_id");
    let checkout = format!("{carts}/{}/checkout", made["id"].as_str().unwrap());
    stage.naive().post(&checkout, &Value::Null).await.refused(400, "800009");
    // The client looks, and buys without.
    let client = stage.client();
    let wanted: Cart = serde_json::from_value(cart(&stage)).unwrap();
    let (made, left_out) = client.carts().create_with_what_is_left(CUSTOMER, &wanted).await.unwrap();
    assert_eq!(left_out, [PROMOTION]);
    let done = client.carts().checkout(CUSTOMER, made.id.as_deref().unwrap()).await.unwrap();
    let orders = done.orders.unwrap();
    let line = &orders[0].line_items.as_ref().unwrap()[0];
    assert_eq!(line.promotion_id.as_deref().unwrap_or(""), "", "at its price without a promotion");
    // Where there is one to be had, nothing is left out.
    client.faults().clear().await.unwrap();
    let (_, left_out) = client.carts().create_with_what_is_left(CUSTOMER, &wanted).await.unwrap();
    assert!(left_out.is_empty(), "{left_out:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_reads_again_loses_nobody_s_seats_in_a_race() {
    let stage = Stage::start().await;
    let id = stage.bought(10).await;
    let race = json!({ "kind": "seatRace", "seats": 2, "nth": 1 });
    // The naive one adds five to the ten that it saw: somebody else's two are gone.
    stage.naive().post(FAULTS, &race).await.expect(201);
    let seen = stage.naive().get(&subscription(&id)).await.expect(200)["quantity"]
        .as_i64()
        .unwrap();
    let change = json!({ "quantity": seen + 5, "autoRenewEnabled": true });
    let told = stage.naive().patch(&subscription(&id), &change).await.expect(200);
    assert_eq!(told["quantity"], 15, "naive: seventeen were bought, and fifteen are there");
    // The client sends the version that it saw, is told, and adds to what is there.
    let fault: Fault = serde_json::from_value(stage.naive().post(FAULTS, &race).await.expect(201)).unwrap();
    let grown = stage.client().subscriptions().add_seats(CUSTOMER, &id, 5).await.unwrap();
    let Updated::Done(now) = grown else { panic!("{grown:?}") };
    assert_eq!((now.quantity, stage.met(&fault).await), (Some(22), 1), "15 + 2 + 5");
    let log = stage.client().faults().log(0).await.unwrap();
    assert!(log.iter().all(|entry| entry.kind == Some(FaultKind::SeatRace)));
    let what = log[1].what.as_deref().unwrap();
    assert!(what.ends_with("somebody else bought seats first: 2 (now 17 in all)"), "{what}");
    // One that wants a number of seats has that number, however many others bought.
    stage.naive().post(FAULTS, &race).await.expect(201);
    stage.client().subscriptions().set_quantity(CUSTOMER, &id, 30).await.unwrap();
    assert_eq!(stage.naive().get(&subscription(&id)).await.expect(200)["quantity"], 30);
}
