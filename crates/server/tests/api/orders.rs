//! Orders placed directly, changed, fulfilled; their files; the ledger.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, World};
use serde_json::{Value, json};

const E3: &str = "CFQ7TTC0LFLX:0001";
/// Office 365 Enterprise E1, legacy.
const E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
/// Office 365 Enterprise E3, legacy.
const O365_E3: &str = "796b6b5f-613c-4e24-a17c-eba730d49c02";
/// Exchange Online Archiving, an add-on to E1.
const ARCHIVING: &str = "2828be95-46ba-4f91-b2fd-0bef192ecf60";
/// Business Premium, legacy trial.
const TRIAL: &str = "c0bd2e08-11ac-4836-bdc7-3712e744922f";

fn orders() -> String {
    format!("/v1/customers/{CUSTOMER}/orders")
}

fn order_of(order: &Value) -> String {
    format!("{}/{}", orders(), order["id"].as_str().unwrap())
}

fn line(number: i64, offer: &str, quantity: i64) -> Value {
    json!({ "lineItemNumber": number, "offerId": offer, "quantity": quantity })
}

async fn place(caller: &Caller, lines: &[Value]) -> Value {
    let body = json!({ "referenceCustomerId": CUSTOMER, "billingCycle": "unknown", "lineItems": lines });
    caller.post(&orders(), &body).await.expect(201)
}

fn cents(text: &Value) -> i64 {
    let text = text.as_str().unwrap();
    (text.parse::<f64>().unwrap() * 100.0).round() as i64
}

/// All lines of the ledger.
async fn charges(caller: &Caller) -> Vec<Value> {
    let path = format!("/moves/v1/customers/{CUSTOMER}/charges");
    caller.get(&path).await.expect(200)["items"].as_array().unwrap().clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_legacy_order_changes_its_cycle_and_takes_an_add_on() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let made = place(&admin, &[line(0, E1, 5), line(1, O365_E3, 2)]).await;
    assert_eq!((&made["billingCycle"], &made["status"]), (&json!("monthly"), &json!("completed")));
    assert_eq!(
        (&made["alternateId"], &made["attributes"]["objectType"]),
        (&made["id"], &json!("Order"))
    );
    let path = order_of(&made);
    assert_eq!(
        admin.get(&path).await.expect(200)["totalPrice"],
        Value::Null,
        "prices only where asked for"
    );
    let priced = admin.get(&format!("{path}?include_price=true")).await.expect(200);
    assert_eq!(priced["lineItems"][0]["pricing"]["price"], 5.52);

    let base = made["lineItems"][0]["subscriptionId"].clone();
    let mut addon = line(0, ARCHIVING, 3);
    addon["parentSubscriptionId"] = base.clone();
    let grown = admin
        .patch(&path, &json!({ "Id": made["id"], "LineItems": [addon] }))
        .await
        .expect(200);
    let lines = grown["lineItems"].as_array().unwrap();
    assert_eq!(
        (lines.len(), &lines[2]["lineItemNumber"], &lines[2]["parentSubscriptionId"]),
        (3, &json!(2), &base)
    );
    assert_ne!(grown["attributes"]["etag"], made["attributes"]["etag"]);
    let stale = admin.with("if-match", &format!("\"{}\"", made["attributes"]["etag"].as_str().unwrap()));
    stale.patch(&path, &json!({ "billingCycle": "Annual" })).await.refused(400, "2055");
    let mut wrong = addon.clone();
    wrong["parentSubscriptionId"] = made["lineItems"][1]["subscriptionId"].clone();
    admin.patch(&path, &json!({ "lineItems": [wrong] })).await.refused(400, "800029");
    wrong["parentSubscriptionId"] = json!("00000000-0000-4000-8000-00000000dead");
    admin.patch(&path, &json!({ "lineItems": [wrong] })).await.refused(400, "800029");

    // The whole order as it was read, with another cycle: lines that are there are not bought again.
    let mut yearly = grown.clone();
    yearly["billingCycle"] = json!("Annual");
    let yearly = admin.patch(&path, &yearly).await.expect(200);
    assert_eq!(
        (&yearly["billingCycle"], yearly["lineItems"].as_array().unwrap().len()),
        (&json!("annual"), 3)
    );
    let subscription = format!("/v1/customers/{CUSTOMER}/subscriptions/{}", base.as_str().unwrap());
    assert_eq!(admin.get(&subscription).await.expect(200)["billingCycle"], "annual");
    let all = charges(&admin).await;
    let of_base = |kind: &str| {
        all.iter()
            .filter(|c| c["kind"] == kind && c["subscriptionId"] == base)
            .map(|c| cents(&c["amount"]))
            .sum::<i64>()
    };
    assert_eq!(of_base("new"), 5 * 552);
    assert_eq!(
        of_base("convert"),
        5 * (552 * 12 - 552),
        "what was paid is credited, a year is charged"
    );

    admin.patch(&path, &json!({ "id": made["id"] })).await.refused(400, "3000");
    admin
        .patch(&path, &json!({ "billingCycle": "triennial" }))
        .await
        .refused(400, "6001");
    admin
        .patch(&subscription, &json!({ "status": "suspended", "autoRenewEnabled": true }))
        .await
        .expect(200);
    admin.patch(&path, &json!({ "billingCycle": "monthly" })).await.refused(400, "6000");
    admin
        .patch(&path, &json!({ "id": made["id"], "status": "cancelled" }))
        .await
        .refused(403, "800019");
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_say_what_is_wrong_with_them() {
    let world = World::start().await;
    let admin = world.admin();
    let send = |lines: Value| json!({ "lineItems": lines });
    admin.post(&orders(), &send(json!([line(0, E1, 1)]))).await.refused(403, "13605");
    world.agree().await;
    let basic = world.item("CFQ7TTC0LH18:0001");
    let other = format!("{E3}:{}", basic.rsplit(':').next().unwrap());
    let modern = |item: &str, quantity: i64| json!([{ "lineItemNumber": 0, "offerId": item, "quantity": quantity, "termDuration": "P1Y" }]);
    for (lines, status, code) in [
        (json!([line(1, E1, 1)]), 400, "800071"),
        (json!([line(0, E1, 1), line(0, O365_E3, 1)]), 400, "800071"),
        (json!([line(0, "00000000-0000-4000-8000-00000000dead", 1)]), 400, "800004"),
        (json!([line(0, E1, 10_000_001)]), 400, "2002"),
        (json!([line(0, ARCHIVING, 1)]), 400, "400041"),
        (modern("CFQ7TTC0XXXX:0001:CFQ7TTC0YYYY", 1), 404, "400013"),
        (modern("CFQ7TTC0LFLX:9999:CFQ7TTC0YYYY", 1), 404, "400018"),
        (modern(&other, 1), 404, "400019"),
        (modern(&basic, 301), 400, "900275"),
        (
            json!([{ "lineItemNumber": 0, "offerId": E1, "quantity": 1, "partnerIdOnRecord": "9999999" }]),
            404,
            "800015",
        ),
        (json!([]), 400, "3000"),
        (json!([{ "lineItemNumber": 0, "offerId": E1 }]), 400, "3000"),
        (json!([{ "lineItemNumber": 0, "offerId": E1, "quantity": -1 }]), 400, "800002"),
    ] {
        let body = admin.post(&orders(), &send(lines.clone())).await.refused(status, code);
        assert!(body["description"].as_str().unwrap().len() > 20, "{lines}: {body}");
    }
    let elsewhere = json!({ "referenceCustomerId": FOREIGN, "lineItems": [line(0, E1, 1)] });
    admin.post(&orders(), &elsewhere).await.refused(400, "3000");
    let dollars = json!({ "currencyCode": "USD", "lineItems": [line(0, E1, 1)] });
    admin.post(&orders(), &dollars).await.refused(400, "900169");
    admin
        .post(&orders(), &json!({ "billingCycle": "fortnightly", "lineItems": [line(0, E1, 1)] }))
        .await
        .refused(400, "800002");
    assert_eq!(charges(&admin).await, Vec::<Value>::new(), "nothing was ordered");
    admin.get(&format!("{}/00000000dead", orders())).await.refused(404, "20000");
    for part in [
        "provisioningstatus",
        "activationlinks",
        "lineitems/0/activationlinks",
        "attachments",
        "attachment/x",
    ] {
        admin.get(&format!("{}/00000000dead/{part}", orders())).await.refused(404, "20000");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_are_listed_by_cycle_and_name_the_partner_on_record() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let on_record = json!({ "lineItems": [{
        "lineItemNumber": 0, "offerId": E1, "quantity": 1, "partnerIdOnRecord": &PARTNER[..7], "additionalPartnerIdsOnRecord": null, "friendlyName": "Vertrieb",
    }] });
    let made = admin.post(&orders(), &on_record).await.expect(201);
    assert_eq!(
        (&made["lineItems"][0]["partnerIdOnRecord"], &made["lineItems"][0]["friendlyName"]),
        (&json!(&PARTNER[..7]), &json!("Vertrieb"))
    );
    let yearly = json!({ "billingCycle": "Annual", "lineItems": [{ "lineItemNumber": 0, "offerId": world.item(E3), "quantity": 2, "termDuration": "P1Y" }] });
    let yearly = admin.post(&orders(), &yearly).await.expect(201);
    assert_eq!(yearly["id"].as_str().unwrap().len(), 12);
    assert_eq!(yearly["links"]["patchOperation"]["method"], "PATCH");
    let list = admin
        .get(&format!("{}?billingType=annual&include_price=true", orders()))
        .await
        .expect(200);
    assert_eq!((&list["totalCount"], &list["items"][0]["id"]), (&json!(1), &yearly["id"]));
    assert_eq!(
        list["items"][0]["totalPrice"],
        list["items"][0]["lineItems"][0]["pricing"]["extendedPrice"]
    );
    assert_eq!(admin.get(&orders()).await.expect(200)["totalCount"], 2);
    assert_eq!(
        admin.get(&format!("{}?BillingType=onetime", orders())).await.expect(200)["totalCount"],
        0
    );
    admin.get(&format!("{}?billingType=weekly", orders())).await.refused(400, "900126");
    // A trial is free, has no cycle of its own, and there is one of it.
    let trial = place(&admin, &[line(0, TRIAL, 25)]).await;
    let id = trial["lineItems"][0]["subscriptionId"].as_str().unwrap();
    let trial = admin.get(&format!("/v1/customers/{CUSTOMER}/subscriptions/{id}")).await.expect(200);
    assert_eq!((&trial["isTrial"], &trial["billingCycle"]), (&json!(true), &json!("none")));
    admin
        .post(&orders(), &json!({ "lineItems": [line(0, TRIAL, 1)] }))
        .await
        .refused(403, "800089");
    let links = admin
        .get(&format!("{}/lineitems/0/activationlinks", order_of(&made)))
        .await
        .expect(200);
    assert_eq!(
        (&links["totalCount"], &links["attributes"]["objectType"]),
        (&json!(0), &json!("Collection"))
    );
    admin
        .get(&format!("{}/lineitems/7/activationlinks", order_of(&made)))
        .await
        .refused(404, "1000");
    admin.get(&format!("{}/activationlinks", order_of(&made))).await.expect(200);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_order_is_pending_until_all_of_it_is_provisioned() {
    let world = World::with(|config| config.provisioning_minutes = 30).await;
    world.agree().await;
    let admin = world.admin();
    let body = json!({ "lineItems": [line(0, E1, 1), line(1, O365_E3, 4)] });
    let made = admin.post(&orders(), &body).await.expect(201);
    assert_eq!(made["status"], "pending");
    let path = order_of(&made);
    let status = admin.get(&format!("{path}/provisioningstatus")).await.expect(200);
    assert_eq!(
        (&status["items"][1]["status"], &status["items"][1]["orderLineItemId"]),
        (&json!("PrefulfillmentPending"), &json!(1))
    );
    let cart = json!({ "lineItems": [{ "catalogItemId": E1, "quantity": 1, "billingCycle": "monthly", "addonItems": [{ "catalogItemId": ARCHIVING, "quantity": 1 }] }] });
    let cart = admin.post(&format!("/v1/customers/{CUSTOMER}/carts"), &cart).await.expect(201);
    assert_eq!(cart["lineItems"][0]["addonItems"][0]["error"], Value::Null, "{cart}");
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_ms(31 * 60_000).to_string()).await;
    let done = admin.get(&path).await.expect(200);
    assert_eq!(
        (&done["status"], done["attributes"]["etag"] == made["attributes"]["etag"]),
        (&json!("completed"), false)
    );
    let status = admin.get(&format!("{path}/provisioningstatus")).await.expect(200);
    assert_eq!(
        status["items"][1]["quantityProvisioningInformation"],
        json!([{ "quantity": 4, "status": "Fulfilled" }])
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn the_ledger_is_read_in_pages() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    for seats in 1..=3 {
        place(&admin, &[line(0, E1, seats)]).await;
    }
    let path = format!("/moves/v1/customers/{CUSTOMER}/charges");
    let first = admin.get(&format!("{path}?size=2")).await.expect(200);
    let line = &first["items"][0];
    assert_eq!(
        (&line["kind"], &line["currency"], &line["rule"]),
        (&json!("new"), &json!("EUR"), &json!("wholePeriod"))
    );
    assert_eq!((&line["unitPrice"], &line["days"]), (&json!("5.52"), &line["periodDays"]));
    let rest = admin.get(first["links"]["next"]["uri"].as_str().unwrap()).await.expect(200);
    assert_eq!((&rest["totalCount"], &rest["links"]["next"]), (&json!(1), &Value::Null));
    // Lines of one millisecond come in any order, each once.
    let both = [&first["items"], &rest["items"]]
        .map(|items| items.as_array().unwrap().clone())
        .concat();
    let mut amounts: Vec<i64> = both.iter().map(|line| cents(&line["amount"])).collect();
    amounts.sort_unstable();
    assert_eq!(amounts, [552, 1104, 1656]);
    admin.get(&format!("{path}?size=many")).await.refused(400, "3000");
    world.rival().get(&path).await.refused(404, "60003");
}

#[tokio::test(flavor = "multi_thread")]
async fn files_are_attached_and_come_back() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let path = order_of(&place(&admin, &[line(0, E1, 1)]).await);
    let part = |name: &str, file: &str, content: &str| {
        format!("--cut\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\nContent-Type: application/pdf\r\n\r\n{content}\r\n")
    };
    let form = [
        part(
            "metadata",
            "",
            r#"{"CustomerPrice":"12.50","Currency":"EUR","IsPartOfTender":true}"#,
        ),
        part("pofiles", "; filename=\"..\\\\Bestellung ä.pdf\"", "%PDF one"),
        part("tenderfiles", "; filename=\"notice.pdf\"", &"x".repeat(3000)),
        "--cut--\r\n".to_owned(),
    ];
    let (upload, media) = (format!("{path}/attachment"), "multipart/form-data; boundary=cut");
    let all = admin.send("POST", &upload, media, form.concat().into_bytes()).await.expect(201);
    let mut found: Vec<&Value> = all["items"].as_array().unwrap().iter().collect();
    found.sort_by_key(|file| file["sizeInKB"].as_u64());
    assert_eq!(
        (&found[0]["fileName"], &found[0]["attachmentType"]),
        (&json!("Bestellung ä.pdf"), &json!("POAttachment"))
    );
    assert_eq!(
        (&found[1]["sizeInKB"], &found[1]["attachmentType"]),
        (&json!(3), &json!("TenderAttachment"))
    );
    assert_eq!(admin.get(&format!("{path}/attachments")).await.expect(200)["totalCount"], 2);
    let file = admin.get(&format!("{upload}/{}", found[0]["attachmentId"].as_str().unwrap())).await;
    assert_eq!(
        (file.status, file.bytes.as_slice(), file.header("content-type")),
        (200, b"%PDF one".as_slice(), "application/pdf")
    );
    assert!(
        file.header("content-disposition").starts_with("attachment; filename=\"Bestellung"),
        "{file:?}"
    );
    admin
        .get(&format!("{upload}/00000000-0000-4000-8000-00000000dead"))
        .await
        .refused(404, "1000");
    admin
        .send("POST", &upload, "application/json", b"{}".to_vec())
        .await
        .refused(400, "800002");
    admin
        .send("POST", &upload, media, b"--cut--\r\n".to_vec())
        .await
        .refused(400, "3000");
    admin
        .send("POST", &upload, media, b"--cut\r\nnonsense".to_vec())
        .await
        .refused(400, "800002");
    let many: String = (0..24).map(|n| part("pofiles", &format!("; filename=\"{n}.pdf\""), "x")).collect();
    admin
        .send("POST", &upload, media, format!("{many}--cut--\r\n").into_bytes())
        .await
        .refused(400, "3000");
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_see_no_orders_and_repeats_make_none() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let body = json!({ "lineItems": [line(0, E1, 1)] });
    let keyed = admin.with("ms-requestid", "5a7b0000-0000-4000-8000-000000000009");
    let (one, two) = (
        keyed.post(&orders(), &body).await.expect(201),
        keyed.post(&orders(), &body).await.expect(201),
    );
    assert_eq!(one, two);
    assert_eq!(admin.get(&orders()).await.expect(200)["totalCount"], 1);
    let path = order_of(&one);
    for reply in [
        world.rival().get(&path).await,
        world.rival().get(&orders()).await,
        world.rival().post(&orders(), &body).await,
        world.rival().patch(&path, &json!({ "status": "cancelled" })).await,
        world.rival().get(&format!("{path}/attachments")).await,
        world.rival().get(&format!("{path}/provisioningstatus")).await,
        admin.get(&format!("/v1/customers/{FOREIGN}/orders")).await,
    ] {
        reply.refused(404, "60003");
    }
    let hidden = format!("/v1/customers/{FOREIGN}/orders/{}", one["id"].as_str().unwrap());
    world.rival().get(&hidden).await.refused(404, "20000");
}
