//! Subscriptions as a partner sees and changes them.

use crate::support::{CUSTOMER, FOREIGN, World};
use serde_json::json;

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
