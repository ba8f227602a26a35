//! The older generation: upgrades to other offers and trials that become paid. What is refused is an answer that says why.

use crate::support::{CUSTOMER, Caller, World};
use serde_json::{Value, json};

const KIM: &str = "c0000000-0000-4000-8000-000000000001";
const E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
const E3: &str = "796b6b5f-613c-4e24-a17c-eba730d49c02";
const TRIAL: &str = "c0bd2e08-11ac-4836-bdc7-3712e744922f";
const ARCHIVING: &str = "2828be95-46ba-4f91-b2fd-0bef192ecf60";
const NOBODY: &str = "00000000-0000-4000-8000-00000000dead";

fn path(id: &Value) -> String {
    format!("/v1/customers/{CUSTOMER}/subscriptions/{}", id.as_str().expect("an id"))
}

async fn buy(admin: &Caller, offer: &str, seats: i64) -> (Value, Value) {
    let body = json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": offer, "quantity": seats }] });
    let order = admin.post(&format!("/v1/customers/{CUSTOMER}/orders"), &body).await.expect(201);
    let id = order["lineItems"][0]["subscriptionId"].clone();
    (order, id)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_upgrade_makes_a_subscription_of_its_own_and_ends_the_source() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let (_, id) = buy(&admin, E1, 4).await;
    let source = admin.get(&path(&id)).await.expect(200);
    let list = admin.get(&format!("{}/upgrades", path(&id))).await.expect(200);
    let items = list["items"].as_array().unwrap();
    let of = |kind: &str| {
        let fits = |i: &&Value| i["upgradeType"] == kind && i["targetOffer"]["id"] == E3.to_uppercase();
        items.iter().find(fits).cloned().expect("an upgrade")
    };
    let (only, with) = (of("upgrade_only"), of("upgrade_with_license_transfer"));
    assert_eq!((&only["isEligible"], &only["quantity"]), (&json!(true), &json!(4)));
    // The customer's other licences serve the same plans.
    assert_eq!((&with["isEligible"], &with["upgradeErrors"][0]["code"]), (&json!(false), &json!(3)));
    let refused = admin.post(&format!("{}/upgrades", path(&id)), &with).await.expect(200);
    assert_eq!(
        (&refused["targetSubscriptionId"], &refused["upgradeErrors"][0]["code"]),
        (&Value::Null, &json!(3))
    );
    world.turn_to("2026-12-17T10:00:00Z").await;
    let done = admin
        .post(
            &format!("{}/upgrades", path(&id)),
            &json!({ "TargetOffer": { "Id": E3 }, "UpgradeType": 1 }),
        )
        .await
        .expect(200);
    assert_eq!((&done["sourceSubscriptionId"], &done["upgradeErrors"]), (&id, &json!([])));
    let (old, new) = (
        admin.get(&path(&id)).await.expect(200),
        admin.get(&path(&done["targetSubscriptionId"])).await.expect(200),
    );
    assert_eq!(
        (&old["status"], &new["status"], &new["quantity"]),
        (&json!("deleted"), &json!("active"), &json!(4))
    );
    assert_eq!(
        (&new["commitmentEndDate"], &new["offerId"]),
        (&source["commitmentEndDate"], &json!(E3))
    );
    let order = admin
        .get(&format!("/v1/customers/{CUSTOMER}/orders/{}", new["orderId"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(order["lineItems"][0]["subscriptionId"], done["targetSubscriptionId"]);
    let charges = admin.get(&format!("/moves/v1/customers/{CUSTOMER}/charges")).await.expect(200);
    let sums: Vec<(&str, &str)> = charges["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|l| (l["kind"].as_str().unwrap(), l["amount"].as_str().unwrap()))
        .collect();
    assert_eq!((sums[0], sums.len()), (("new", "22.08"), 3));
    // 21 of 31 days: what was paid comes back, the other is paid.
    assert!(sums.contains(&("convert", "-14.96")), "{sums:?}");
    let again = admin
        .post(
            &format!("{}/upgrades", path(&id)),
            &json!({ "targetOffer": { "id": E3 }, "upgradeType": "upgrade_only" }),
        )
        .await
        .expect(200);
    assert_eq!(
        (&again["upgradeErrors"][0]["code"], &again["upgradeErrors"][0]["additionalDetails"]),
        (&json!(2), &json!("deleted"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_transition_operations_take_legacy_sources_too() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let (_, id) = buy(&admin, E1, 4).await;
    let post = format!("{}/transitions", path(&id));
    let body = |change: Value| {
        let mut body = json!({ "toCatalogItemId": E3.to_uppercase(), "quantity": 4, "transitionType": "transition_only" });
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        body
    };
    admin.post(&post, &body(json!({ "quantity": 3 }))).await.refused(400, "2002");
    admin.post(&post, &body(json!({ "promotionId": "X" }))).await.refused(400, "3000");
    admin
        .post(&post, &body(json!({ "toCatalogItemId": ARCHIVING })))
        .await
        .refused(400, "3000");
    admin
        .post(&post, &body(json!({ "toCatalogItemId": NOBODY })))
        .await
        .refused(404, "400018");
    let with = body(json!({ "transitionType": "transition_with_license_transfer" }));
    admin.post(&post, &with).await.refused(400, "60000");
    let app = world.app().post(&post, &with).await;
    app.refused(400, "60000");
    admin.get(&post).await.refused(403, "900263");
    let asked = admin.get(&format!("{}/transitioneligibilities", path(&id))).await.expect(200);
    assert!(
        asked["items"]
            .as_array()
            .unwrap()
            .iter()
            .any(|i| i["catalogItemId"] == E3.to_uppercase()),
        "{asked}"
    );
    let made = admin.post(&post, &body(json!({}))).await.expect(200);
    assert_eq!(admin.get(&path(&made["toSubscriptionId"])).await.expect(200)["offerId"], E3);
}

#[tokio::test(flavor = "multi_thread")]
async fn active_add_ons_stand_in_the_way_of_an_upgrade() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let (order, id) = buy(&admin, E1, 4).await;
    let line = json!({ "lineItemNumber": 0, "offerId": ARCHIVING, "quantity": 1, "parentSubscriptionId": id });
    let order = format!("/v1/customers/{CUSTOMER}/orders/{}", order["id"].as_str().unwrap());
    admin.patch(&order, &json!({ "lineItems": [line] })).await.expect(200);
    let refused = admin
        .post(
            &format!("{}/upgrades", path(&id)),
            &json!({ "targetOffer": { "id": E3 }, "upgradeType": "upgrade_only" }),
        )
        .await
        .expect(200);
    assert_eq!(refused["upgradeErrors"][0]["code"], 6);
    let none = admin
        .post(&format!("{}/upgrades", path(&id)), &json!({ "targetOffer": { "id": NOBODY } }))
        .await
        .expect(200);
    assert_eq!(none["upgradeErrors"][0]["code"], 8);
    admin
        .post(&format!("{}/upgrades", path(&id)), &json!({}))
        .await
        .refused(400, "800002");
    admin
        .get(&format!("/v1/customers/{CUSTOMER}/subscriptions/{NOBODY}/upgrades"))
        .await
        .refused(404, "20003");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_is_converted_and_keeps_its_id_and_its_users() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let (order, id) = buy(&admin, TRIAL, 25).await;
    let conversions = format!("{}/conversions", path(&id));
    let updates = format!("/v1/customers/{CUSTOMER}/users/{KIM}/licenseupdates");
    let sku = "f245ecc8-75af-4f8e-b61f-27d8114de5f3";
    let swap = json!({ "licensesToAssign": [{ "skuId": sku }], "licensesToRemove": ["05e9a617-0261-4cee-bb44-138d3ef5d965"] });
    admin.post(&updates, &swap).await.expect(201);
    let list = admin.get(&conversions).await.expect(200);
    let one = list["items"][0].clone();
    assert_eq!((&one["offerId"], &one["quantity"]), (&json!(TRIAL.to_uppercase()), &json!(25)));
    assert_eq!(
        one["orderId"].as_str().unwrap().to_lowercase(),
        order["id"].as_str().unwrap().to_lowercase()
    );
    world.app().get(&conversions).await.refused(403, "900329");
    let mut none = one.clone();
    none["targetOfferId"] = json!(NOBODY);
    assert_eq!(admin.post(&conversions, &none).await.expect(200)["error"]["code"], 1);
    let mut many = one.clone();
    many["quantity"] = json!(10_000_001);
    assert_eq!(admin.post(&conversions, &many).await.expect(200)["error"]["code"], 0);
    admin.post(&conversions, &json!({})).await.refused(400, "800002");
    let mut wanted = one.clone();
    wanted["quantity"] = json!(0);
    let done = admin.post(&conversions, &wanted).await.expect(200);
    assert_eq!((&done["subscriptionId"], &done["error"]), (&id, &Value::Null));
    let paid = admin.get(&path(&id)).await.expect(200);
    assert_eq!(
        (&paid["isTrial"], &paid["quantity"], &paid["autoRenewEnabled"]),
        (&json!(false), &json!(25), &json!(true))
    );
    assert!(paid["commitmentEndDate"].as_str().unwrap().starts_with("2027-12-07"), "{paid}");
    let held = admin
        .get(&format!("/v1/customers/{CUSTOMER}/users/{KIM}/licenses"))
        .await
        .expect(200);
    assert_eq!(held["totalCount"], 1);
    assert_eq!(admin.get(&conversions).await.expect(200)["totalCount"], 0);
    assert_eq!(admin.post(&conversions, &one).await.expect(200)["error"]["code"], 1);
}
