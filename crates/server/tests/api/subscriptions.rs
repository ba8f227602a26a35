//! Subscriptions as a partner sees and changes them.

use crate::support::{CUSTOMER, FOREIGN, World};
use serde_json::{Value, json};

/// Business Basic: 300 seats at most.
const BASIC: &str = "CFQ7TTC0LH18:0001";
const O365_E3: &str = "CFQ7TTC0LF8R:0001";
/// It can become Business Basic.
const EXCHANGE: &str = "CFQ7TTC0LH16:0001";
/// Business Essentials, legacy: the same licence.
const ESSENTIALS: &str = "bd938f12-058f-4927-bba3-ae36b1d2501c";
/// Exchange Online Archiving, an add-on to it.
const ARCHIVING: &str = "2828be95-46ba-4f91-b2fd-0bef192ecf60";

#[tokio::test(flavor = "multi_thread")]
async fn a_strangers_customer_is_unknown() {
    let world = World::start().await;
    let reply = world.admin().get(&format!("/v1/customers/{FOREIGN}/subscriptions")).await;
    reply.refused(404, "60003");
    let reply = world
        .admin()
        .get(&format!(
            "/v1/customers/{CUSTOMER}/subscriptions/00000000-0000-4000-8000-00000000dead"
        ))
        .await;
    reply.refused(404, "20003");
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_come_and_go_within_their_window() {
    let world = World::start().await;
    world.agree().await;
    let bought = world.buy("CFQ7TTC0LFLX:0001", 10, "P1Y", "monthly").await;
    let path = format!("/V1/Customers/{CUSTOMER}/Subscriptions/{}", bought["id"].as_str().unwrap());
    assert_eq!(bought["refundableQuantity"]["totalQuantity"], 10);
    let more = world
        .admin()
        .patch(&path, &json!({ "quantity": 12, "autoRenewEnabled": true }))
        .await
        .expect(200);
    assert_eq!((&more["quantity"], &more["autoRenewEnabled"]), (&json!(12), &json!(true)));
    let fewer = world
        .admin()
        .patch(&path, &json!({ "Quantity": 4, "AutoRenewEnabled": true }))
        .await
        .expect(200);
    assert_eq!(fewer["quantity"], 4);
    let renamed = world.admin().patch(&path, &json!({ "friendlyName": "Büro" })).await.expect(200);
    assert_eq!(
        renamed["autoRenewEnabled"], false,
        "a PATCH that leaves renewal out switches it off"
    );
    let stale = world.admin().with("if-match", bought["attributes"]["etag"].as_str().unwrap());
    stale.patch(&path, &json!({ "quantity": 5 })).await.refused(400, "2055");
}

#[tokio::test(flavor = "multi_thread")]
async fn all_that_was_got_may_be_sent_back_with_renewal_changed() {
    let world = World::start().await;
    world.agree().await;
    let bought = world.buy("CFQ7TTC0LFLX:0001", 10, "P1Y", "monthly").await;
    let path = format!("/v1/customers/{CUSTOMER}/subscriptions/{}", bought["id"].as_str().unwrap());
    let mut whole = bought.clone();
    for (renew, action) in [(false, "extend"), (true, "renew"), (false, "extend")] {
        whole["autoRenewEnabled"] = json!(renew);
        whole = world.admin().patch(&path, &whole).await.expect(200);
        assert_eq!(
            (&whole["autoRenewEnabled"], &whole["endOfTermAction"]),
            (&json!(renew), &json!(action))
        );
    }
    let ends = json!({ "autoRenewEnabled": false, "endOfTermAction": "cancel" });
    assert_eq!(world.admin().patch(&path, &ends).await.expect(200)["endOfTermAction"], "cancel");
    let kept = json!({ "autoRenewEnabled": false, "friendlyName": "x" });
    assert_eq!(world.admin().patch(&path, &kept).await.expect(200)["endOfTermAction"], "cancel");
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_of_a_licence_are_counted_alike_when_bought_and_when_added() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let path = |s: &Value| format!("/v1/customers/{CUSTOMER}/subscriptions/{}", s["id"].as_str().unwrap());
    // Legacy seats of the same licence are no seats of the new offer.
    let legacy = json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": ESSENTIALS, "quantity": 250 }] });
    admin.post(&format!("/v1/customers/{CUSTOMER}/orders"), &legacy).await.expect(201);
    let one = world.buy(BASIC, 100, "P1Y", "monthly").await;
    let two = world.buy(BASIC, 100, "P1Y", "monthly").await;
    admin
        .patch(&path(&one), &json!({ "quantity": 150, "autoRenewEnabled": true }))
        .await
        .expect(200);
    // Suspended seats come back, and count.
    admin
        .patch(&path(&two), &json!({ "status": "suspended", "autoRenewEnabled": true }))
        .await
        .expect(200);
    let more = json!({ "quantity": 201, "autoRenewEnabled": true });
    admin.patch(&path(&one), &more).await.refused(403, "800088");
    admin
        .patch(&path(&one), &json!({ "quantity": 200, "autoRenewEnabled": true }))
        .await
        .expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_that_are_scheduled_count_like_those_that_are_added() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    world.buy(BASIC, 100, "P1Y", "monthly").await;
    let other = world.buy(EXCHANGE, 1, "P1Y", "monthly").await;
    let bought = world.buy(BASIC, 100, "P1Y", "monthly").await;
    let next = |seats: i64| {
        let product = json!({ "productId": "CFQ7TTC0LH18", "skuId": "0001", "billingCycle": "annual", "termDuration": "P1Y" });
        json!({ "autoRenewEnabled": true, "scheduledNextTermInstructions": { "quantity": seats, "product": product } })
    };
    let path = |s: &Value| format!("/v1/customers/{CUSTOMER}/subscriptions/{}", s["id"].as_str().unwrap());
    admin.patch(&path(&bought), &next(301)).await.refused(400, "900275");
    admin.patch(&path(&bought), &next(201)).await.refused(403, "800088");
    admin.patch(&path(&bought), &next(200)).await.expect(200);
    admin.patch(&path(&other), &next(101)).await.refused(403, "800088");
    admin.patch(&path(&other), &next(100)).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_licence_whose_last_seats_became_another_at_renewal_is_taken_from_everybody() {
    const KIM: &str = "c0000000-0000-4000-8000-000000000001";
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let bought = world.buy(O365_E3, 1, "P1M", "monthly").await;
    let sku = "6fd2c87f-b296-42f0-b197-1e91e994b900";
    let updates = format!("/v1/customers/{CUSTOMER}/users/{KIM}/licenseupdates");
    let swap = json!({ "licensesToAssign": [{ "skuId": sku }], "licensesToRemove": ["05e9a617-0261-4cee-bb44-138d3ef5d965"] });
    admin.post(&updates, &swap).await.expect(201);
    let path = format!("/v1/customers/{CUSTOMER}/subscriptions/{}", bought["id"].as_str().unwrap());
    let next = json!({ "quantity": 1, "product": { "productId": "CFQ7TTC0LFLZ", "skuId": "0002", "billingCycle": "monthly", "termDuration": "P1M" } });
    let next = json!({ "autoRenewEnabled": true, "scheduledNextTermInstructions": next });
    admin.patch(&path, &next).await.expect(200);
    world
        .turn_to(
            &bought["commitmentEndDateTime"]
                .as_str()
                .unwrap()
                .replace("T23:59:59", "T23:59:59.999"),
        )
        .await;
    let licenses = format!("/v1/customers/{CUSTOMER}/users/{KIM}/licenses");
    assert_eq!(admin.get(&licenses).await.expect(200)["totalCount"], 1);
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_ms(60_000).to_string()).await;
    assert_eq!(admin.get(&licenses).await.expect(200)["totalCount"], 0);
    let skus = admin.get(&format!("/v1/customers/{CUSTOMER}/subscribedskus")).await.expect(200);
    assert!(!skus.to_string().contains(sku), "{skus}");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_add_on_does_not_renew_without_its_base() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let orders = format!("/v1/customers/{CUSTOMER}/orders");
    let base = json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": ESSENTIALS, "quantity": 5 }] });
    let order = admin.post(&orders, &base).await.expect(201);
    let base = order["lineItems"][0]["subscriptionId"].as_str().unwrap();
    let line = json!({ "lineItemNumber": 0, "offerId": ARCHIVING, "quantity": 2, "parentSubscriptionId": base });
    let grown = admin
        .patch(
            &format!("{orders}/{}", order["id"].as_str().unwrap()),
            &json!({ "lineItems": [line] }),
        )
        .await
        .expect(200);
    let path = |id: &Value| format!("/v1/customers/{CUSTOMER}/subscriptions/{}", id.as_str().unwrap());
    let (base, addon) = (
        path(&order["lineItems"][0]["subscriptionId"]),
        path(&grown["lineItems"][1]["subscriptionId"]),
    );
    let ending = admin.patch(&base, &json!({ "autoRenewEnabled": false })).await.expect(200);
    world.turn_to(ending["commitmentEndDate"].as_str().unwrap()).await;
    for one in [base, addon] {
        let one = admin.get(&one).await.expect(200);
        assert_eq!((&one["status"], &one["autoRenewEnabled"]), (&json!("expired"), &json!(false)));
    }
}
