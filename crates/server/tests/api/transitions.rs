//! From one offer to another: seats, money, windows and licences of transitions; what is refused, and that question and deed agree.

use crate::support::{CUSTOMER, Caller, World};
use serde_json::{Value, json};

const KIM: &str = "c0000000-0000-4000-8000-000000000001";
const LEA: &str = "c0000000-0000-4000-8000-000000000002";
const POWER_BI: &str = "CFQ7TTC0LHSF:0001";
const POWER_BI_SKU: &str = "f8a1db68-be16-40ed-86d5-cb42ce701560";
const PREMIUM: &str = "CFQ7TTC0HL8W:0001";
const PREMIUM_SKU: &str = "c1d032e0-5619-4761-9b5c-75b6831e1711";
const VISIO_1: &str = "CFQ7TTC0HD33:0003";
const VISIO_2: &str = "CFQ7TTC0HD32:0002";
const ENTRA_1: &str = "CFQ7TTC0LFLS:0002";
const ENTRA_2: &str = "CFQ7TTC0LFK5:0001";
const TRIAL: &str = "CFQ7TTC0LH18:0002";
const ONLY: &str = "transition_only";
const WITH: &str = "transition_with_license_transfer";

fn path(id: &Value) -> String {
    format!("/v1/customers/{CUSTOMER}/subscriptions/{}", id.as_str().expect("an id"))
}

async fn assign(admin: &Caller, user: &str, sku: &str) {
    let body = json!({ "licensesToAssign": [{ "skuId": sku }] });
    let path = format!("/v1/customers/{CUSTOMER}/users/{user}/licenseupdates");
    admin.post(&path, &body).await.expect(201);
}

async fn holds(admin: &Caller, user: &str, sku: &str) -> bool {
    let found = admin
        .get(&format!("/v1/customers/{CUSTOMER}/users/{user}/licenses"))
        .await
        .expect(200);
    found["items"].as_array().unwrap().iter().any(|l| l["productSku"]["id"] == sku)
}

async fn lines(admin: &Caller, subscription: &Value) -> Vec<Value> {
    let all = admin.get(&format!("/moves/v1/customers/{CUSTOMER}/charges")).await.expect(200);
    let of = |line: &&Value| line["subscriptionId"] == *subscription;
    all["items"].as_array().unwrap().iter().filter(of).cloned().collect()
}

fn cents(amount: &Value) -> i64 {
    amount.as_str().unwrap().replace('.', "").parse().unwrap()
}

fn events(made: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let all = made["events"].as_array().unwrap().iter();
    all.map(|e| (text(&e["name"]), text(&e["status"]))).collect()
}

fn wanted(world: &World, offer: &str, seats: i64, kind: &str) -> Value {
    json!({ "ToCatalogItemId": world.item(offer), "Quantity": seats, "TransitionType": kind, "ToSubscriptionId": null, "PromotionId": null })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_subscription_becomes_another_and_takes_its_users_along() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let bought = world.buy(POWER_BI, 5, "P1Y", "monthly").await;
    assign(&admin, KIM, POWER_BI_SKU).await;
    let one = path(&bought["id"]);
    world.turn_to("2026-12-17T10:00:00Z").await;
    let asked = admin
        .get(&format!("{one}/transitionEligibilities?eligibilityType=immediate"))
        .await
        .expect(200);
    let item = &asked["items"][0];
    assert_eq!(
        (&asked["totalCount"], &item["catalogItemId"]),
        (&json!(1), &json!(world.item(PREMIUM)))
    );
    assert_eq!(item["subscriptionEligibilities"], json!([]));
    for (at, kind) in [(0, ONLY), (1, WITH)] {
        assert_eq!(
            item["eligibilities"][at],
            json!({ "isEligible": true, "transitionType": kind, "errors": [] })
        );
    }
    let made = admin
        .post(&format!("{one}/transitions"), &wanted(&world, PREMIUM, 5, WITH))
        .await
        .expect(200);
    assert_eq!(made["toSubscriptionId"], Value::Null);
    assert_eq!((&made["termDuration"], &made["billingCycle"]), (&json!("P1Y"), &json!("Monthly")));
    let step = |name: &str, status: &str| (name.to_owned(), status.to_owned());
    let all = [
        ("Conversion", "Started"),
        ("Conversion", "Completed"),
        ("LicenseReassignment", "Started"),
        ("LicenseReassignment", "Completed"),
    ];
    assert_eq!(events(&made), all.map(|(name, status)| step(name, status)));
    let after = admin.get(&one).await.expect(200);
    assert_eq!(after["offerId"], json!(world.item(PREMIUM)));
    assert_eq!((&after["quantity"], &after["orderId"]), (&json!(5), &bought["orderId"]));
    for same in [
        "commitmentEndDate",
        "effectiveStartDate",
        "cancellationAllowedUntilDate",
        "autoRenewEnabled",
    ] {
        assert_eq!(after[same], bought[same], "{same}");
    }
    assert!(holds(&admin, KIM, PREMIUM_SKU).await && !holds(&admin, KIM, POWER_BI_SKU).await);
    // Ten of thirty-one days were used: 21 of 31 go back at the old price and come at the new one.
    let ledger: Vec<i64> = lines(&admin, &bought["id"]).await.iter().map(|l| cents(&l["amount"])).collect();
    assert_eq!(ledger, [5085, -3445, 5917]);
    let history = admin
        .get(&format!("{one}/transitions?operation-id={}", made["operationId"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(history["items"][0], made);
    assert_eq!(
        admin.get(&format!("{one}/transitions?operationId=none")).await.expect(200)["totalCount"],
        0
    );
    world.rival().get(&format!("{one}/transitions")).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_becomes_a_subscription_of_its_own_and_the_rest_follows_into_it() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let bought = world.buy(VISIO_1, 10, "P1Y", "annual").await;
    let one = path(&bought["id"]);
    let made = admin
        .post(&format!("{one}/transitions"), &wanted(&world, VISIO_2, 4, ONLY))
        .await
        .expect(200);
    let other = path(&made["toSubscriptionId"]);
    let (left, new) = (admin.get(&one).await.expect(200), admin.get(&other).await.expect(200));
    assert_eq!((&left["quantity"], &new["quantity"]), (&json!(6), &json!(4)));
    assert_eq!(new["commitmentEndDate"], left["commitmentEndDate"]);
    assert_eq!(new["cancellationAllowedUntilDate"], left["cancellationAllowedUntilDate"]);
    assert_eq!(new["refundableQuantity"]["totalQuantity"], 4);
    assert_eq!(left["refundableQuantity"]["totalQuantity"], 6);
    let order = admin
        .get(&format!("/v1/customers/{CUSTOMER}/orders/{}", new["orderId"].as_str().unwrap()))
        .await
        .expect(200);
    assert_eq!(
        (&order["lineItems"][0]["transactionType"], &order["status"]),
        (&json!("Convert"), &json!("completed"))
    );
    let into = |seats: i64| {
        let mut body = wanted(&world, VISIO_2, seats, ONLY);
        body["ToSubscriptionId"] = made["toSubscriptionId"].clone();
        body
    };
    let eligible = |asked: &Value| asked["items"][0]["subscriptionEligibilities"][0].clone();
    let asked = admin.get(&format!("{one}/transitioneligibilities")).await.expect(200);
    assert_eq!(eligible(&asked)["errors"][0]["code"], 2);
    admin.post(&format!("{one}/transitions"), &into(2)).await.refused(400, "900261");
    world.turn_to("2026-12-15T10:00:00Z").await;
    let asked = admin.get(&format!("{one}/transitioneligibilities")).await.expect(200);
    assert_eq!(
        (&eligible(&asked)["isEligible"], &eligible(&asked)["subscriptionId"]),
        (&json!(true), &made["toSubscriptionId"])
    );
    assert_eq!(eligible(&asked)["subscriptionBillingCycle"], "annual");
    admin.post(&format!("{one}/transitions"), &into(2)).await.expect(200);
    // More than there are left: the others are bought with them.
    let last = admin.post(&format!("{one}/transitions"), &into(7)).await.expect(200);
    let (left, new) = (admin.get(&one).await.expect(200), admin.get(&other).await.expect(200));
    assert_eq!((&left["status"], &new["quantity"]), (&json!("deleted"), &json!(13)));
    assert_eq!(new["refundableQuantity"]["totalQuantity"], 3);
    let history = admin.get(&format!("{other}/transitions")).await.expect(200);
    assert_eq!(
        (&history["totalCount"], &history["items"][0]["operationId"]),
        (&json!(3), &last["operationId"])
    );
    // Both ledgers together: what the first days cost at the old price, and the rest of the year at the new one.
    let (old, new) = (lines(&admin, &bought["id"]).await, lines(&admin, &made["toSubscriptionId"]).await);
    let sum = |lines: &[Value]| lines.iter().map(|l| cents(&l["amount"])).sum::<i64>();
    assert_eq!(sum(&old), 4128 * 10 - 4128 * 4 - (4128 * 6 * 357 + 182) / 365);
    assert_eq!(new[0]["amount"], "499.20");
    let kinds: Vec<&str> = new.iter().map(|l| l["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["convert", "convert", "convert", "addQuantity"]);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_another_subscription_serves_the_same_plans_nobody_is_moved() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let bought = world.buy(ENTRA_1, 3, "P1Y", "monthly").await;
    let one = path(&bought["id"]);
    let asked = admin.get(&format!("{one}/transitioneligibilities")).await.expect(200);
    let of = |kind: usize| asked["items"][0]["eligibilities"][kind].clone();
    assert_eq!((&of(0)["isEligible"], &of(1)["errors"][0]["code"]), (&json!(true), &json!(3)));
    admin
        .post(&format!("{one}/transitions"), &wanted(&world, ENTRA_2, 3, WITH))
        .await
        .refused(400, "60000");
    let made = admin
        .post(&format!("{one}/transitions"), &wanted(&world, ENTRA_2, 3, ONLY))
        .await
        .expect(200);
    assert_eq!(events(&made).len(), 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_cannot_have_the_other_licence_is_named_and_groups_go_along() {
    let world = World::start().await;
    world.agree().await;
    let (admin, graph) = (world.admin(), world.customer_graph());
    let bought = world.buy(POWER_BI, 2, "P1Y", "monthly").await;
    let one = path(&bought["id"]);
    let group = json!({ "displayName": "Berichte", "mailNickname": "berichte", "mailEnabled": false, "securityEnabled": true });
    let group = graph.post("/v1.0/groups", &group).await.expect(201);
    let group = format!("/v1.0/groups/{}", group["id"].as_str().unwrap());
    let member = json!({ "@odata.id": format!("{}/v1.0/directoryObjects/{LEA}", world.base) });
    graph.post(&format!("{group}/members/$ref"), &member).await.expect(204);
    let give = json!({ "addLicenses": [{ "skuId": POWER_BI_SKU, "disabledPlans": [] }], "removeLicenses": [] });
    graph.post(&format!("{group}/assignLicense"), &give).await.expect(202);
    assign(&admin, KIM, POWER_BI_SKU).await;
    admin
        .patch(&one, &json!({ "quantity": 1, "autoRenewEnabled": true }))
        .await
        .expect(200);
    let made = admin
        .post(&format!("{one}/transitions"), &wanted(&world, PREMIUM, 1, WITH))
        .await
        .expect(200);
    let last = &made["events"][3];
    assert_eq!((&last["status"], &last["errors"][0]["code"]), (&json!("Failed"), &json!(12)));
    assert!(
        last["errors"][0]["description"].as_str().unwrap().contains("lea@kunde.example"),
        "{last}"
    );
    assert!(holds(&admin, KIM, PREMIUM_SKU).await);
    assert!(!holds(&admin, KIM, POWER_BI_SKU).await && !holds(&admin, LEA, POWER_BI_SKU).await);
    let licences = graph.get(&format!("{group}?$select=assignedLicenses")).await.expect(200);
    assert_eq!(licences["assignedLicenses"][0]["skuId"], PREMIUM_SKU);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_refused_changes_nothing() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let bought = world.buy(POWER_BI, 5, "P1Y", "monthly").await;
    let short = world.buy(PREMIUM, 5, "P1M", "monthly").await;
    let other = world.buy(VISIO_1, 5, "P1Y", "monthly").await;
    let one = path(&bought["id"]);
    let post = format!("{one}/transitions");
    let with = |change: Value| {
        let mut body = json!({ "toCatalogItemId": world.item(PREMIUM), "quantity": 5, "transitionType": ONLY });
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        body
    };
    let cases = [
        (json!({ "toCatalogItemId": null }), 400, "800002"),
        (json!({ "transitionType": null }), 400, "800002"),
        (json!({ "transitionType": "by_hand" }), 400, "800002"),
        (json!({ "quantity": 0 }), 400, "800002"),
        (json!({ "toCatalogItemId": "CFQ7TTC0NONE:0001:CFQ7TTC0AAAA" }), 404, "400018"),
        (json!({ "toCatalogItemId": world.item(VISIO_2) }), 400, "3000"),
        (json!({ "fromSubscriptionId": other["id"] }), 400, "3000"),
        (json!({ "toSubscriptionId": bought["id"] }), 400, "900259"),
        (json!({ "toSubscriptionId": "00000000-0000-4000-8000-00000000dead" }), 400, "900258"),
        (json!({ "toSubscriptionId": other["id"] }), 400, "900260"),
        (json!({ "toSubscriptionId": short["id"] }), 400, "900261"),
        (json!({ "termDuration": "P1M" }), 400, "900267"),
        (json!({ "termDuration": "P7Y" }), 400, "900268"),
        (json!({ "termDuration": "P1Y", "billingCycle": "triennial" }), 400, "900270"),
        (json!({ "termDuration": "P3Y" }), 400, "900268"),
        (json!({ "promotionId": "NONE" }), 400, "27007"),
    ];
    for (change, status, code) in cases {
        println!("{change}");
        admin.post(&post, &with(change)).await.refused(status, code);
    }
    let basic = world.buy("CFQ7TTC0LH18:0001", 5, "P1Y", "monthly").await;
    let many = json!({ "toCatalogItemId": world.item("CFQ7TTC0LDPB:0001"), "quantity": 301, "transitionType": ONLY });
    admin
        .post(&format!("{}/transitions", path(&basic["id"])), &many)
        .await
        .refused(400, "2002");
    world.turn_to("2026-12-15T10:00:00Z").await;
    admin
        .post(&post, &with(json!({ "toSubscriptionId": short["id"] })))
        .await
        .refused(400, "900267");
    let gone = path(&other["id"]);
    admin
        .patch(&gone, &json!({ "status": "suspended", "autoRenewEnabled": true }))
        .await
        .expect(200);
    let asked = admin.get(&format!("{gone}/transitioneligibilities")).await.expect(200);
    assert_eq!(asked["items"][0]["eligibilities"][0]["errors"][0]["code"], 2);
    let body = json!({ "toCatalogItemId": world.item(VISIO_2), "quantity": 5, "transitionType": ONLY });
    admin.post(&format!("{gone}/transitions"), &body).await.refused(400, "800012");
    let after = admin.get(&one).await.expect(200);
    assert_eq!(
        (&after["offerId"], &after["attributes"]),
        (&bought["offerId"], &bought["attributes"])
    );
    assert_eq!(admin.get(&post).await.expect(200)["totalCount"], 0);
    admin
        .get(&format!("{one}/transitioneligibilities?eligibilityType=later"))
        .await
        .refused(400, "900126");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_becomes_paid_by_itself_or_at_once_or_ends() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let trial = world.buy(TRIAL, 25, "P1M", "monthly").await;
    let one = path(&trial["id"]);
    let next = &trial["scheduledNextTermInstructions"];
    assert_eq!((&trial["autoRenewEnabled"], &next["quantity"]), (&json!(true), &json!(25)));
    assert_eq!(
        (&next["product"]["productId"], &next["product"]["termDuration"]),
        (&json!("CFQ7TTC0LH18"), &json!("P1Y"))
    );
    let off = admin.patch(&one, &json!({ "autoRenewEnabled": false })).await.expect(200);
    assert_eq!(off["scheduledNextTermInstructions"], Value::Null);
    let on = admin.patch(&one, &json!({ "autoRenewEnabled": true })).await.expect(200);
    assert_eq!(on["scheduledNextTermInstructions"]["product"]["skuId"], "0001");
    let scheduled = admin
        .get(&format!("{one}/transitioneligibilities?eligibilityType=scheduled"))
        .await
        .expect(200);
    assert_eq!(scheduled["items"][0]["catalogItemId"], json!(world.item("CFQ7TTC0LH18:0001")));
    assert_eq!(lines(&admin, &trial["id"]).await.len(), 0);
    admin
        .post(&format!("{one}/transitions"), &wanted(&world, "CFQ7TTC0LH18:0001", 24, ONLY))
        .await
        .refused(400, "2002");
    world.turn_to("2027-01-07T10:00:00Z").await;
    let paid = admin.get(&one).await.expect(200);
    assert_eq!(
        (&paid["status"], &paid["isTrial"], &paid["quantity"]),
        (&json!("active"), &json!(false), &json!(25))
    );
    assert_eq!(
        (&paid["termDuration"], &paid["refundableQuantity"]["totalQuantity"]),
        (&json!("P1Y"), &json!(25))
    );
    assert_eq!(lines(&admin, &trial["id"]).await[0]["kind"], "renew");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_is_bought_before_its_end() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let trial = world.buy(TRIAL, 25, "P1M", "monthly").await;
    let one = path(&trial["id"]);
    world.turn_to("2026-12-17T10:00:00Z").await;
    let made = admin
        .post(&format!("{one}/transitions"), &wanted(&world, "CFQ7TTC0LH18:0001", 30, ONLY))
        .await
        .expect(200);
    assert_eq!((&made["termDuration"], &made["billingCycle"]), (&json!("P1Y"), &json!("Monthly")));
    let paid = admin.get(&one).await.expect(200);
    assert_eq!((&paid["isTrial"], &paid["quantity"]), (&json!(false), &json!(30)));
    assert!(paid["effectiveStartDate"].as_str().unwrap().starts_with("2026-12-17"), "{paid}");
    assert_eq!(paid["refundableQuantity"]["totalQuantity"], 30);
    assert_eq!(paid["scheduledNextTermInstructions"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_trial_whose_renewal_is_off_ends() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let trial = world.buy(TRIAL, 25, "P1M", "monthly").await;
    let one = path(&trial["id"]);
    admin.patch(&one, &json!({ "autoRenewEnabled": false })).await.expect(200);
    world.turn_to("2027-01-07T10:00:00Z").await;
    assert_eq!(admin.get(&one).await.expect(200)["status"], "expired");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_renewal_into_another_licence_takes_users_along() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let bought = world.buy(POWER_BI, 2, "P1M", "monthly").await;
    assign(&admin, KIM, POWER_BI_SKU).await;
    let product = json!({ "productId": "CFQ7TTC0HL8W", "skuId": "0001", "billingCycle": "monthly", "termDuration": "P1M" });
    let next = json!({ "autoRenewEnabled": true, "scheduledNextTermInstructions": { "quantity": 2, "product": product } });
    admin.patch(&path(&bought["id"]), &next).await.expect(200);
    world.turn_to("2027-01-07T10:00:00Z").await;
    assert!(holds(&admin, KIM, PREMIUM_SKU).await && !holds(&admin, KIM, POWER_BI_SKU).await);
    let wrong = json!({ "productId": "CFQ7TTC0HD32", "skuId": "0002", "billingCycle": "monthly", "termDuration": "P1M" });
    let wrong = json!({ "autoRenewEnabled": true, "scheduledNextTermInstructions": { "quantity": 2, "product": wrong } });
    admin.patch(&path(&bought["id"]), &wrong).await.refused(400, "3000");
}
