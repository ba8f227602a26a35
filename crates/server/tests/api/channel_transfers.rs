//! From volume licensing into the programme: new seats before the old ones end, products that are not sold any more included.

use crate::{
    support::{CUSTOMER, PARTNER, World, people},
    webhooks::{self, receiver::Receiver},
};
use nahtlos_engine::estates::LoadEstate;
use serde_json::{Value, json};

/// A customer with twenty seats of E3 from an agreement that ends on 1 March 2027, and a web shop's subscription.
const VOLUME: &str = "e0000000-0000-4000-8000-00000000000e";
const AGREEMENT: &str = "e0000000-aaaa-4000-8000-000000000001";
const SHOP: &str = "e0000000-aaaa-4000-8000-000000000002";

async fn world() -> World {
    let world = World::start().await;
    let mut estate = serde_json::to_value(people::estate(VOLUME, "Rahmen")).unwrap();
    let mut agreement = estate["subscriptions"][0].clone();
    agreement["channel"] = json!("volumeLicense");
    agreement["quantity"] = json!(20);
    agreement["end"] = json!("2027-03-01");
    let mut shop = estate["subscriptions"][0].clone();
    shop["id"] = json!(SHOP);
    estate["subscriptions"] = json!([agreement, shop]);
    let load = LoadEstate {
        estate: serde_json::from_value(estate).unwrap(),
        partner_id: Some(PARTNER.to_owned()),
        admin_password: None,
    };
    world.running().center.engine.load_estate(load).await.unwrap();
    let body = json!({
        "primaryContact": { "firstName": "Kim", "lastName": "Rahmen", "email": "kim@rahmen.example" },
        "templateId": nahtlos_engine::agreements::TEMPLATE, "dateAgreed": "2026-01-01T00:00:00Z", "type": "MicrosoftCustomerAgreement",
    });
    world
        .admin()
        .post(&format!("/v1/customers/{VOLUME}/agreements"), &body)
        .await
        .expect(201);
    world
}

fn all() -> String {
    format!("/moves/v1/customers/{VOLUME}/channelTransfers")
}

fn one(t: &Value) -> String {
    format!("{}/{}", all(), t["id"].as_str().unwrap())
}

fn line(more: Value) -> Value {
    let mut line = json!({ "sourceId": AGREEMENT });
    line.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "lines": [line] })
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_are_there_a_week_before_the_agreement_ends() {
    let world = world().await;
    let admin = world.admin();
    let preview = admin.post(&format!("{}/preview", all()), &line(json!({}))).await.expect(200);
    assert_eq!((&preview["id"], &preview["status"]), (&Value::Null, &Value::Null));
    let made = admin.post(&all(), &line(json!({}))).await.expect(201);
    let planned = &made["lines"][0];
    assert_eq!(&preview["lines"][0], planned);
    assert_eq!(
        (&made["status"], &planned["startDate"], &planned["overlapDays"]),
        (&json!("scheduled"), &json!("2027-02-22"), &json!(7))
    );
    assert_eq!(
        (&planned["quantity"], &planned["termDuration"], &planned["billingCycle"]),
        (&json!(20), &json!("P1Y"), &json!("monthly"))
    );
    let again = admin.post(&all(), &line(json!({}))).await.refused(409, "900278");
    assert!(again["description"].as_str().unwrap().contains(made["id"].as_str().unwrap()));
    let changed = admin
        .with("if-match", "\"1\"")
        .patch(&one(&made), &json!({ "leadDays": 10 }))
        .await
        .expect(200);
    assert_eq!(
        (&changed["lines"][0]["startDate"], &changed["version"]),
        (&json!("2027-02-19"), &json!(2))
    );
    admin
        .with("if-match", "\"1\"")
        .patch(&one(&made), &json!({ "leadDays": 9 }))
        .await
        .refused(400, "2055");

    world.turn_to("2027-02-19T01:00:00Z").await;
    let live = admin.get(&one(&made)).await.expect(200);
    assert_eq!((&live["status"], &live["lines"][0]["status"]), (&json!("running"), &json!("live")));
    let bought = live["lines"][0]["subscriptionId"].as_str().unwrap();
    let s = admin
        .get(&format!("/v1/customers/{VOLUME}/subscriptions/{bought}"))
        .await
        .expect(200);
    assert_eq!(
        (&s["quantity"], &s["status"], &s["channelTransferId"]),
        (&json!(20), &json!("active"), &made["id"])
    );
    assert_eq!(s["effectiveStartDate"], "2027-02-19T00:00:00Z");
    let order = admin
        .get(&format!(
            "/v1/customers/{VOLUME}/orders/{}",
            live["lines"][0]["orderId"].as_str().unwrap()
        ))
        .await
        .expect(200);
    assert_eq!(order["lineItems"][0]["transactionType"], "New");
    for wrong in ["cancel", "start"] {
        admin
            .post(&format!("{}/{wrong}", one(&made)), &Value::Null)
            .await
            .refused(409, "channelTransferStarted");
    }
    world.turn_to("2027-03-01T01:00:00Z").await;
    let done = admin.get(&one(&made)).await.expect(200);
    assert_eq!(
        (&done["status"], &done["lines"][0]["status"]),
        (&json!("complete"), &json!("replaced"))
    );
    let list = admin.get("/moves/v1/channelTransfers?status=complete").await.expect(200);
    assert_eq!(list["items"][0]["id"], made["id"]);
    assert_eq!(admin.get(&format!("{}?open=true", all())).await.expect(200)["totalCount"], 0);
    world.rival().get(&all()).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn sources_say_what_could_replace_them() {
    let world = world().await;
    let admin = world.admin();
    let sources = admin
        .get(&format!("/moves/v1/customers/{VOLUME}/channelSubscriptions"))
        .await
        .expect(200);
    let items = sources["items"].as_array().unwrap();
    let of = |id: &str| items.iter().find(|s| s["id"] == id).unwrap().clone();
    assert_eq!((&of(AGREEMENT)["isEligible"], &of(AGREEMENT)["held"]), (&json!(true), &json!(2)));
    assert_eq!(of(SHOP)["reason"]["code"], "channelHasNoTransfer");
    assert!(
        of(AGREEMENT)["offers"]
            .as_array()
            .unwrap()
            .iter()
            .any(|o| o["purchasable"] == true && o["termDuration"] == "P1Y")
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_planned_is_refused() {
    let world = world().await;
    let admin = world.admin();
    for (more, status, code) in [
        (json!({ "quantity": 21 }), 400, "3000"),
        (json!({ "quantity": 0 }), 400, "3000"),
        (json!({ "startDate": "2027-03-02" }), 400, "gapBeforeSeats"),
        (json!({ "startDate": "2026-12-01" }), 400, "3000"),
        (json!({ "catalogItemId": "CFQ7TTC0NONE:0001:X" }), 400, "3000"),
        (json!({ "termDuration": "P1M", "billingCycle": "annual" }), 400, "900270"),
        (json!({ "sourceId": SHOP }), 400, "3000"),
        (json!({ "sourceId": "00000000-0000-4000-8000-00000000dead" }), 404, "20003"),
    ] {
        admin.post(&all(), &line(more)).await.refused(status, code);
    }
    let twice = json!({ "lines": [{ "sourceId": AGREEMENT }, { "sourceId": AGREEMENT }] });
    admin.post(&all(), &twice).await.refused(400, "3000");
    admin.post(&all(), &json!({ "lines": [] })).await.refused(400, "3000");
    let other = format!("/moves/v1/customers/{CUSTOMER}/channelTransfers");
    admin.post(&other, &line(json!({}))).await.refused(403, "13605");
    let made = admin.post(&all(), &line(json!({}))).await.expect(201);
    assert_eq!(
        admin.post(&format!("{}/cancel", one(&made)), &Value::Null).await.expect(200)["status"],
        "cancelled"
    );
    let now = admin.post(&all(), &line(json!({ "quantity": 5 }))).await.expect(201);
    let begun = admin.post(&format!("{}/start", one(&now)), &Value::Null).await.expect(200);
    assert_eq!(
        (&begun["status"], &begun["lines"][0]["startDate"]),
        (&json!("running"), &json!("2026-12-07"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_partner_who_has_gone_buys_nothing() {
    let world = world().await;
    let admin = world.admin();
    let made = admin.post(&all(), &line(json!({}))).await.expect(201);
    let none = json!({ "relationshipToPartner": "none" });
    admin.patch(&format!("/v1/customers/{VOLUME}"), &none).await.expect(200);
    world.turn_to("2027-02-23T00:00:00Z").await;
    let list = admin.get("/moves/v1/channelTransfers").await.expect(200);
    assert_eq!(
        (&list["items"][0]["id"], &list["items"][0]["status"]),
        (&made["id"], &json!("lapsed"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn who_registered_is_told_of_plan_purchase_and_cancelling() {
    let world = world().await;
    let (admin, receiver) = (world.admin(), Receiver::start(&[200]).await);
    let events = ["create-channel-transfer", "update-channel-transfer", "fail-channel-transfer"];
    webhooks::register(&admin, &receiver, &events).await;
    let first = admin.post(&all(), &line(json!({}))).await.expect(201);
    admin.post(&format!("{}/cancel", one(&first)), &Value::Null).await.expect(200);
    let second = admin.post(&all(), &line(json!({}))).await.expect(201);
    admin.post(&format!("{}/start", one(&second)), &Value::Null).await.expect(200);
    let taken = receiver.wait_for(4).await;
    let told: Vec<String> = taken.iter().map(|event| event.event()).collect();
    let (create, update) = ("create-channel-transfer", "update-channel-transfer");
    assert_eq!(told[..4], [create, update, create, update]);
    assert_eq!(taken[2].json()["ResourceUri"], format!("{}{}", world.base, one(&second)));
    let shown = admin.get(text_of(&taken[3].json(), "ResourceUri").as_str()).await.expect(200);
    assert_eq!(shown["id"], second["id"]);
}

fn text_of(value: &Value, name: &str) -> String {
    value[name].as_str().expect("a text").to_owned()
}
