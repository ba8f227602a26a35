//! Legacy subscriptions become new-commerce ones: at once, at a date, instead of a renewal; refused, called off, counted.

mod further;
mod refused;
mod scheduled;

use crate::support::{CUSTOMER, Caller, FOREIGN, World};
use serde_json::{Value, json};

/// Office 365 Enterprise E1, legacy; it becomes `CFQ7TTC0LF8Q:0001` of the same licence.
pub(crate) const E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
/// Office 365 Business Essentials, legacy; at most 300 seats in new commerce.
pub(crate) const ESSENTIALS: &str = "bd938f12-058f-4927-bba3-ae36b1d2501c";
/// Exchange Online Archiving, an add-on to E1.
pub(crate) const ARCHIVING: &str = "2828be95-46ba-4f91-b2fd-0bef192ecf60";
/// Visio, legacy, whose migration is not enabled.
pub(crate) const VISIO: &str = "b4d4b7f4-4089-43b6-9c44-de97b760fb11";

pub(crate) fn home(rest: &str) -> String {
    format!("/v1/customers/{CUSTOMER}/migrations/newcommerce{rest}")
}

pub(crate) fn subscription(id: &Value) -> String {
    format!("/v1/customers/{CUSTOMER}/subscriptions/{}", id.as_str().unwrap())
}

/// Orders legacy offers in one order; the ids of their subscriptions.
pub(crate) async fn order(admin: &Caller, lines: &[(&str, i64)]) -> Vec<Value> {
    let lines: Vec<Value> = (0..)
        .zip(lines)
        .map(|(n, (offer, seats)): (i64, _)| json!({ "lineItemNumber": n, "offerId": offer, "quantity": seats }))
        .collect();
    let path = format!("/v1/customers/{CUSTOMER}/orders");
    let made = admin
        .post(&path, &json!({ "billingCycle": "monthly", "lineItems": lines }))
        .await
        .expect(201);
    let lines = made["lineItems"].as_array().unwrap();
    lines.iter().map(|line| line["subscriptionId"].clone()).collect()
}

/// Orders an add-on for a subscription.
pub(crate) async fn add_on(admin: &Caller, base: &Value, seats: i64) -> Value {
    let line = json!({ "lineItemNumber": 0, "offerId": ARCHIVING, "quantity": seats, "parentSubscriptionId": base });
    let order = admin.get(&subscription(base)).await.expect(200)["orderId"].clone();
    let path = format!("/v1/customers/{CUSTOMER}/orders/{}", order.as_str().unwrap());
    let grown = admin.patch(&path, &json!({ "id": order, "lineItems": [line] })).await.expect(200);
    grown["lineItems"].as_array().unwrap().last().unwrap()["subscriptionId"].clone()
}

/// Ledger lines of a subscription: kind, first day, first day after, seats, cents.
pub(crate) async fn ledger(admin: &Caller, id: &Value) -> Vec<(String, String, String, i64, i64)> {
    let all = admin
        .get(&format!("/moves/v1/customers/{CUSTOMER}/charges?size=500"))
        .await
        .expect(200);
    let text = |line: &Value, name: &str| line[name].as_str().unwrap().to_owned();
    let lines = all["items"].as_array().unwrap().iter().filter(|line| line["subscriptionId"] == *id);
    lines
        .map(|line| {
            let cents = (text(line, "amount").parse::<f64>().unwrap() * 100.0).round() as i64;
            let seats = line["quantity"].as_i64().unwrap();
            (text(line, "kind"), text(line, "from"), text(line, "until"), seats, cents)
        })
        .collect()
}

/// An instant without its seconds.
pub(crate) fn to_minutes(at: &Value) -> &str {
    &at.as_str().unwrap()[..16]
}

/// Usable seats by licence, of what is bought from the partner.
pub(crate) async fn seats(admin: &Caller) -> Vec<(String, i64)> {
    let all = admin.get(&format!("/v1/customers/{CUSTOMER}/subscribedskus")).await.expect(200);
    let skus = all["items"].as_array().unwrap().iter();
    let named = skus.map(|sku| {
        let name = sku["productSku"]["skuPartNumber"].as_str().unwrap().to_owned();
        (name, sku["activeUnits"].as_i64().unwrap())
    });
    let mut seats: Vec<(String, i64)> = named.filter(|(name, _)| name != "SPE_E3").collect();
    seats.sort();
    seats
}

/// Lets minutes pass.
pub(crate) async fn wait(world: &World, minutes: i64) {
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_ms(minutes * 60_000).to_string()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bulk_migration_goes_its_way() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let base = order(&admin, &[(E1, 5)]).await.remove(0);
    let addon = add_on(&admin, &base, 3).await;
    let named = json!({ "friendlyName": "Vertrieb" });
    admin.patch(&subscription(&base), &named).await.expect(200);
    world.turn_to("2027-01-20T10:00:00Z").await;
    let before = seats(&admin).await;

    // A base is asked about by its id alone, and the answer lists its add-ons.
    let empty = json!({ "Id": "", "Status": "", "CurrentSubscriptionId": base.as_str().unwrap().to_uppercase(), "Quantity": 0, "TermDuration": "", "BillingCycle": "" });
    let verdict = admin.post(&home("/validate"), &empty).await.expect(200);
    assert_eq!(
        (&verdict["isEligible"], &verdict["errors"]),
        (&json!(true), &json!([])),
        "{verdict}"
    );
    assert_eq!(
        (&verdict["catalogItemId"], &verdict["termDuration"], &verdict["billingCycle"]),
        (&json!(world.item("CFQ7TTC0LF8Q:0001")), &json!("P1Y"), &json!("Monthly"))
    );
    let of_addon = &verdict["addOnMigrations"][0];
    assert_eq!(
        (&of_addon["currentSubscriptionId"], &of_addon["isEligible"]),
        (&addon, &json!(true))
    );
    assert_eq!(of_addon["addOnMigrations"], json!([]));

    let wanted = json!({
        "currentSubscriptionId": base, "quantity": 5, "billingCycle": "Monthly", "purchaseFullTerm": false,
        "externalReferenceId": "batch 1", "addOnMigrations": [{ "currentSubscriptionId": addon, "quantity": 0 }],
    });
    let keyed = admin.with("ms-requestid", "5a7b0000-0000-4000-8000-00000000000a");
    let made = keyed.post(&home(""), &wanted).await.expect(200);
    assert_eq!(made["status"], "Processing", "{made}");
    assert_eq!(keyed.post(&home(""), &wanted).await.expect(200), made, "sent again, done once");
    for absent in [
        "completedTime",
        "newCommerceSubscriptionId",
        "newCommerceOrderId",
        "customTermEndDate",
        "attributes",
        "links",
    ] {
        assert_eq!(made[absent], Value::Null, "{absent}");
    }
    assert_eq!(
        (
            &made["subscriptionEndDate"],
            &made["customerTenantId"],
            &made["quantity"],
            &made["purchaseFullTerm"]
        ),
        (&json!("2027-12-07T00:00:00Z"), &json!(CUSTOMER), &json!(5), &json!(false))
    );
    let part = &made["addOnMigrations"][0];
    assert_eq!(
        (&part["id"], &part["status"], &part["quantity"]),
        (&Value::Null, &Value::Null, &json!(3))
    );
    let id = made["id"].as_str().unwrap();

    // It holds its subscriptions, and nobody notices anything else.
    for held in [&base, &addon] {
        admin
            .patch(&subscription(held), &json!({ "friendlyName": "x" }))
            .await
            .refused(409, "900278");
        admin
            .patch(&subscription(held), &json!({ "status": "suspended" }))
            .await
            .refused(409, "900278");
    }
    let order_id = admin.get(&subscription(&base)).await.expect(200)["orderId"].clone();
    let line = json!({ "lineItemNumber": 0, "offerId": ARCHIVING, "quantity": 1, "parentSubscriptionId": base });
    let path = format!("/v1/customers/{CUSTOMER}/orders/{}", order_id.as_str().unwrap());
    admin.patch(&path, &json!({ "lineItems": [line] })).await.refused(409, "900278");
    admin
        .patch(&path, &json!({ "billingCycle": "annual" }))
        .await
        .refused(409, "900278");
    assert_eq!(seats(&admin).await, before);
    wait(&world, 4).await;
    assert_eq!(admin.get(&home(&format!("/{id}"))).await.expect(200), made);

    wait(&world, 1).await;
    let done = admin.get(&home(&format!("/{id}"))).await.expect(200);
    assert_eq!(done["status"], "Completed", "{done}");
    // The clock runs while the test does.
    assert_eq!(to_minutes(&done["completedTime"]), "2027-01-20T10:05");
    assert_eq!(seats(&admin).await, before, "no seat more, none less");
    let (new, new_addon) = (
        &done["newCommerceSubscriptionId"],
        &done["addOnMigrations"][0]["newCommerceSubscriptionId"],
    );
    let bought = admin.get(&subscription(new)).await.expect(200);
    for (field, value) in [
        ("status", json!("active")),
        ("quantity", json!(5)),
        ("friendlyName", json!("Vertrieb")),
        ("migratedFromSubscriptionId", base.clone()),
        ("commitmentEndDate", json!("2027-12-06T00:00:00Z")),
        ("effectiveStartDate", json!("2027-01-20T00:00:00Z")),
        ("termDuration", json!("P1Y")),
        ("orderId", done["newCommerceOrderId"].clone()),
        ("parentSubscriptionId", Value::Null),
    ] {
        assert_eq!(bought[field], value, "{field} of {bought}");
    }
    assert_eq!(bought["refundableQuantity"]["totalQuantity"], 5);
    let order = format!("/v1/customers/{CUSTOMER}/orders/{}", done["newCommerceOrderId"].as_str().unwrap());
    let order = admin.get(&order).await.expect(200);
    assert_eq!(
        (&order["status"], &order["lineItems"][1]["subscriptionId"]),
        (&json!("completed"), new_addon)
    );
    for (old, new) in [(&base, new), (&addon, new_addon)] {
        let (credit, charge) = (ledger(&admin, old).await, ledger(&admin, new).await);
        let credit: Vec<_> = credit.iter().filter(|line| line.4 < 0).collect();
        assert_eq!((credit.len(), charge.len()), (1, 1), "{credit:?} {charge:?}");
        assert_eq!(
            (credit[0].1.as_str(), charge[0].1.as_str()),
            ("2027-01-20", "2027-01-20"),
            "no day twice, none left out"
        );
    }
    let old = admin.get(&subscription(&base)).await.expect(200);
    assert_eq!(
        (&old["status"], &old["suspensionReasons"]),
        (&json!("suspended"), &json!(["Migrated"]))
    );
    admin
        .patch(&subscription(&base), &json!({ "status": "active" }))
        .await
        .refused(400, "800040");
    admin
        .patch(&subscription(new), &json!({ "friendlyName": "Neu", "autoRenewEnabled": true }))
        .await
        .expect(200);

    // What happened, by migration and by subscription.
    let names = async |query: &str| -> Vec<(Value, Value)> {
        let events = admin.get(&home(&format!("/events?{query}"))).await.expect(200);
        let all = events.as_array().unwrap().iter();
        all.map(|e| (e["eventName"].clone(), e["currentSubscriptionId"].clone())).collect()
    };
    let all = names(&format!("migration_id={id}")).await;
    let expected = [
        ("MigrationStarted", &base),
        ("NewCommerceSubscriptionCreated", &base),
        ("NewCommerceSubscriptionProvisioned", &base),
        ("NewCommerceSubscriptionCreated", &addon),
        ("NewCommerceSubscriptionProvisioned", &addon),
        ("MigrationCompleted", &base),
    ];
    assert_eq!(all, expected.map(|(name, id)| (json!(name), id.clone())));
    let of_addon = format!("CurrentSubscriptionId={}", addon.as_str().unwrap());
    assert_eq!(names(&of_addon).await, all[3..5]);
    admin.get(&home("/events")).await.refused(400, "800002");

    // The legacy one goes after its days, and nobody loses a seat by it.
    world.turn_to("2027-04-21T00:00:00Z").await;
    assert_eq!(admin.get(&subscription(&base)).await.expect(200)["status"], "deleted");
    assert_eq!(seats(&admin).await, before);
    world.turn_to("2027-12-08T00:00:00Z").await;
    let renewed = admin.get(&subscription(new)).await.expect(200);
    assert_eq!(
        (&renewed["status"], &renewed["commitmentEndDate"]),
        (&json!("active"), &json!("2028-12-06T00:00:00Z"))
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn terms_follow_what_is_asked() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let sources = order(&admin, &[(E1, 5), (E1, 6), (E1, 7), (E1, 8)]).await;
    world.turn_to("2027-01-20T10:00:00Z").await;
    // Legacy years end on 7 December: an old end, a month counted from it, a whole term, a month's end.
    for (source, more, last, seats) in [
        (&sources[0], json!({}), "2027-12-06", 5),
        (&sources[1], json!({ "termDuration": "P1M" }), "2027-02-06", 6),
        (
            &sources[2],
            json!({ "purchaseFullTerm": true, "billingCycle": "annual", "quantity": 2 }),
            "2028-01-19",
            2,
        ),
        (&sources[3], json!({ "customTermEndDate": "2027-06-30T00:00:00Z" }), "2027-06-30", 8),
    ] {
        let mut wanted = more.clone();
        wanted["currentSubscriptionId"] = source.clone();
        let made = admin.post(&home(""), &wanted).await.expect(200);
        assert_eq!(made["customTermEndDate"], more["customTermEndDate"], "{made}");
        wait(&world, 5).await;
        let done = admin.get(&home(&format!("/{}", made["id"].as_str().unwrap()))).await.expect(200);
        let new = admin.get(&subscription(&done["newCommerceSubscriptionId"])).await.expect(200);
        assert_eq!(
            (&new["commitmentEndDate"], &new["quantity"]),
            (&json!(format!("{last}T00:00:00Z")), &json!(seats)),
            "{more}: {new}"
        );
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn partners_ask_over_all_customers() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let sources = order(&admin, &[(E1, 1), (E1, 2), (E1, 3)]).await;
    world.turn_to("2027-01-20T10:00:00Z").await;
    let mut made = Vec::new();
    for source in &sources {
        let wanted = json!({ "currentSubscriptionId": source, "externalReferenceId": "batch" });
        made.push(admin.post(&home(""), &wanted).await.expect(200)["id"].clone());
        wait(&world, 1).await;
    }
    let ids = |body: Value| -> Vec<Value> { body.as_array().unwrap().iter().map(|m| m["id"].clone()).collect() };
    let path = "/v1/migrations/newcommerce/";
    let of_customer = format!("{path}?CustomerTenantId={CUSTOMER}");
    assert_eq!(ids(admin.get(&of_customer).await.expect(200)), made);
    assert_eq!(
        ids(world.app().get(&format!("{path}?externalReferenceId=batch")).await.expect(200)),
        made
    );
    let of_one = format!("{path}?CurrentSubscriptionId={}", sources[1].as_str().unwrap().to_uppercase());
    assert_eq!(ids(admin.get(&of_one).await.expect(200)), made[1..2]);
    // Pages: the token of an answer asks for the next one.
    let first = admin.get(&format!("{of_customer}&PageSize=2")).await;
    let token = first.header("ms-continuationtoken").to_owned();
    assert_eq!(ids(first.expect(200)), made[..2]);
    let next = admin
        .with("MS-ContinuationToken", &token)
        .get(&format!("{of_customer}&PageSize=2"))
        .await;
    assert_eq!(next.header("ms-continuationtoken"), "");
    assert_eq!(ids(next.expect(200)), made[2..]);
    admin
        .with("MS-ContinuationToken", "x")
        .get(&of_customer)
        .await
        .refused(400, "800002");
    for wrong in [
        "",
        "?PageSize=5",
        &format!("?CustomerTenantId={CUSTOMER}&PageSize=301"),
        &format!("?CustomerTenantId={CUSTOMER}&PageSize=0"),
    ] {
        admin.get(&format!("{path}{wrong}")).await.refused(400, "800002");
    }
    // Strangers are told nothing.
    let none: Vec<Value> = Vec::new();
    assert_eq!(ids(world.rival().get(&of_customer).await.expect(200)), none);
    assert_eq!(
        ids(admin.get(&format!("{path}?CustomerTenantId={FOREIGN}")).await.expect(200)),
        none
    );
    assert_eq!(
        ids(admin.get(&format!("{of_customer}&IsMicrosoftLed=true")).await.expect(200)),
        none
    );
    let one = home(&format!("/{}", made[0].as_str().unwrap()));
    world.rival().get(&one).await.refused(404, "60003");
    let elsewhere = one.replace(CUSTOMER, FOREIGN);
    world.rival().get(&elsewhere).await.refused(400, "900224");
    world
        .rival()
        .post(&home(""), &json!({ "currentSubscriptionId": sources[0] }))
        .await
        .refused(404, "60003");
}
