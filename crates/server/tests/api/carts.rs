//! Carts: filled, mended, checked out, expired; prices and errors of lines; what a checkout makes.

use crate::support::{CUSTOMER, Caller, FOREIGN, PARTNER, Reply, World};
use nahtlos_engine::estates::LoadEstate;
use serde_json::{Value, json};

const E3: &str = "CFQ7TTC0LFLX:0001";
const BASIC: &str = "CFQ7TTC0LH18:0001";
const COPILOT: &str = "CFQ7TTC0MM8R:0002";
const PREMIUM: &str = "CFQ7TTC0LCHC:0002";
/// Office 365 Enterprise E1, legacy.
const E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
/// Exchange Online Archiving, an add-on to it.
const ARCHIVING: &str = "2828be95-46ba-4f91-b2fd-0bef192ecf60";
/// A customer without any subscription.
const BARE: &str = "ba4e0000-0000-4000-8000-00000000000b";

fn carts() -> String {
    format!("/v1/customers/{CUSTOMER}/carts")
}

fn cart_of(cart: &Value) -> String {
    format!("{}/{}", carts(), cart["id"].as_str().unwrap())
}

fn line(item: &str, quantity: i64, term: &str, cycle: &str) -> Value {
    json!({ "catalogItemId": item, "quantity": quantity, "billingCycle": cycle, "termDuration": term })
}

fn body(lines: &[Value]) -> Value {
    json!({ "lineItems": lines })
}

async fn checkout(caller: &Caller, cart: &Value) -> Reply {
    caller.post(&format!("{}/checkout", cart_of(cart)), &Value::Null).await
}

/// An amount in cents.
fn cents(amount: &Value) -> i64 {
    (amount.as_f64().unwrap_or_else(|| panic!("{amount} is no number")) * 100.0).round() as i64
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_is_filled_mended_and_checked_out_once() {
    let world = World::start().await;
    world.agree().await;
    let (admin, item) = (world.admin(), world.item(E3));
    // As the .NET SDK writes it: PascalCase, nulls, dates of year 1, members that are only read.
    let sent = json!({
        "Id": null, "CreationTimestamp": "0001-01-01T00:00:00", "ExpirationTimestamp": "0001-01-01T00:00:00", "Status": null,
        "LineItems": [{
            "Id": 0, "CatalogItemId": item, "FriendlyName": "Büro", "Quantity": 3, "CurrencyCode": null, "BillingCycle": "Monthly",
            "TermDuration": "P1Y", "Participants": null, "ProvisioningContext": null, "OrderGroup": null, "AddonItems": null,
            "RenewsTo": [{ "TermDuration": "P1Y" }], "PromotionId": null, "CustomTermEndDate": "0001-01-01T00:00:00", "Error": null,
        }],
        "Links": null, "Attributes": { "ObjectType": "Cart" },
    });
    let made = admin.post(&carts(), &sent).await.expect(201);
    let first = &made["lineItems"][0];
    assert_eq!(
        (&made["status"], &made["attributes"]["objectType"]),
        (&json!("Active"), &json!("Cart"))
    );
    let shown = ["id", "currencyCode", "orderGroup", "provisioningContext"].map(|name| &first[name]);
    assert_eq!(json!(shown), json!([0, "EUR", "0", {}]));
    assert_eq!((&first["error"], &first["renewsTo"]["termDuration"]), (&Value::Null, &json!("P1Y")));
    let pricing = &first["pricing"];
    assert_eq!(cents(&pricing["extendedPrice"]), cents(&pricing["price"]) * 3 * 12);
    assert!(cents(&pricing["listPrice"]) > cents(&pricing["price"]));
    assert_eq!(admin.get(&cart_of(&made)).await.expect(200), made);

    let mended = admin
        .put(&format!("{}/", cart_of(&made)), &body(&[line(&item, 7, "P1Y", "monthly")]))
        .await
        .expect(201);
    assert_eq!(
        (&mended["id"], &mended["expirationTimestamp"]),
        (&made["id"], &made["expirationTimestamp"])
    );
    assert_eq!(mended["lineItems"][0]["quantity"], 7);

    let done = checkout(&admin, &made).await.expect(201);
    assert_eq!(done["attributes"]["objectType"], "CartCheckoutResult");
    let order = &done["orders"][0];
    let shown = ["status", "transactionType", "currencySymbol", "billingCycle"].map(|name| &order[name]);
    assert_eq!(json!(shown), json!(["completed", "UserPurchase", "€", "monthly"]));
    let ordered = &order["lineItems"][0];
    assert_eq!(
        (&ordered["offerId"], &ordered["transactionType"], &ordered["quantity"]),
        (&json!(item), &json!("New"), &json!(7))
    );
    assert_eq!(cents(&order["totalPrice"]), cents(&ordered["pricing"]["price"]) * 7 * 12);
    let subscription = format!(
        "/v1/customers/{CUSTOMER}/subscriptions/{}",
        ordered["subscriptionId"].as_str().unwrap()
    );
    let subscription = admin.get(&subscription).await.expect(200);
    assert_eq!((&subscription["orderId"], &subscription["quantity"]), (&order["id"], &json!(7)));
    assert_eq!(admin.get(&cart_of(&made)).await.expect(200)["status"], "Ordered");

    checkout(&admin, &made).await.refused(400, "800065");
    admin
        .put(&cart_of(&made), &body(&[line(&item, 1, "P1Y", "monthly")]))
        .await
        .refused(400, "800065");
    admin
        .get(&format!("{}/00000000-0000-4000-8000-00000000dead", carts()))
        .await
        .refused(404, "800008");
    admin.post(&carts(), &body(&[])).await.refused(400, "3000");
    admin
        .post(&carts(), &json!({ "lineItems": [{ "catalogItemId": item }] }))
        .await
        .refused(400, "3000");
    admin
        .post(&carts(), &body(&[line(&item, 1, "P2Y", "monthly")]))
        .await
        .refused(400, "800121");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_wrong_with_a_line_stands_in_the_line() {
    let world = World::start().await;
    world.agree().await;
    let (admin, e3) = (world.admin(), world.item(E3));
    let other = format!("{E3}:{}", world.item(BASIC).rsplit(':').next().unwrap());
    let wrong = json!({ "catalogId": e3, "quantity": 1, "billingCycle": "monthly", "termDuration": "P1Y", "promotionId": "NONE" });
    let cases = [
        (
            line("CFQ7TTC0XXXX:0001:CFQ7TTC0YYYY", 1, "P1Y", "monthly"),
            "catalog_item_id_is_not_valid",
        ),
        (
            line("CFQ7TTC0LFLX:9999:CFQ7TTC0YYYY", 1, "P1Y", "monthly"),
            "catalog_item_id_is_not_valid",
        ),
        (line(&other, 1, "P1Y", "monthly"), "catalog_item_id_is_not_valid"),
        (line("", 1, "P1Y", "monthly"), "catalog_item_id_is_not_valid"),
        (line("offer", 1, "P1Y", "monthly"), "catalog_item_id_is_not_valid"),
        (
            line(&world.item(BASIC), 301, "P1Y", "monthly"),
            "max_allowed_seats_per_subscription_exceeded",
        ),
        (line(&world.item(BASIC), 0, "P1Y", "monthly"), "invalid_input"),
        (line(&e3, 1, "P1M", "annual"), "billing_plan_not_supported"),
        (line(&world.item(COPILOT), 1, "P1M", "monthly"), "billing_plan_not_supported"),
        (wrong, "invalid_promotion_id"),
    ];
    for (line, code) in cases {
        let cart = admin.post(&carts(), &body(std::slice::from_ref(&line))).await.expect(201);
        let error = &cart["lineItems"][0]["error"];
        assert_eq!(error["errorCode"], code, "{line}: {error}");
        let text = error["errorDescription"].as_str().unwrap();
        assert!(text.ends_with('.') && !text.contains('['), "{text}");
        checkout(&admin, &cart).await.refused(400, "800009");
    }
    let small = admin.with("x-locale", "de-DE");
    let cart = small
        .post(&carts(), &body(&[line(&world.item(BASIC), 301, "P1Y", "monthly")]))
        .await
        .expect(201);
    let error = &cart["lineItems"][0]["error"];
    assert!(
        error["errorDescription"].as_str().unwrap().contains("zwischen 1 und 300"),
        "{error}"
    );
    assert_eq!(error["additionalInformation"]["maximumQuantity"], 300);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_add_on_needs_its_base_in_the_tenant_or_in_the_cart() {
    let world = World::start().await;
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": BARE, "name": "Neu AG", "domain": "neu.example", "country": "DE", "currency": "EUR" },
        "asOf": "2026-11-01", "subscriptions": [], "users": [],
    });
    let load = LoadEstate {
        estate: serde_json::from_value(estate).unwrap(),
        partner_id: Some(PARTNER.to_owned()),
        admin_password: None,
    };
    world.running().center.engine.load_estate(load).await.unwrap();
    let (admin, path) = (world.admin(), format!("/v1/customers/{BARE}/carts"));
    let (copilot, e3) = (
        line(&world.item(COPILOT), 1, "P1Y", "annual"),
        line(&world.item(E3), 1, "P1Y", "annual"),
    );
    let alone = admin.post(&path, &body(std::slice::from_ref(&copilot))).await.expect(201);
    let error = &alone["lineItems"][0]["error"];
    assert_eq!(error["errorCode"], "400041", "{error}");
    assert!(error["errorDescription"].as_str().unwrap().contains("Microsoft 365 E3"), "{error}");
    let both = admin.post(&path, &body(&[copilot.clone(), e3])).await.expect(201);
    assert_eq!(both["lineItems"][0]["error"], Value::Null, "the base may come after the add-on");
    assert_eq!((&both["lineItems"][0]["id"], &both["lineItems"][1]["id"]), (&json!(0), &json!(1)));
    // No agreement, no purchase.
    let checkout = format!("{path}/{}/checkout", both["id"].as_str().unwrap());
    admin.post(&checkout, &Value::Null).await.refused(403, "13605");
    // The other customer has E3 from another channel.
    let held = admin.post(&carts(), &body(&[copilot])).await.expect(201);
    assert_eq!(held["lineItems"][0]["error"], Value::Null);
}

#[tokio::test(flavor = "multi_thread")]
async fn legacy_offers_take_their_add_ons_along() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let base = json!({
        "catalogItemId": E1.to_uppercase(), "quantity": 3, "billingCycle": "monthly",
        "addonItems": [{ "catalogItemId": ARCHIVING, "quantity": 2, "billingCycle": "monthly" }],
    });
    let cart = admin.post(&carts(), &body(&[base])).await.expect(201);
    let (base, addon) = (&cart["lineItems"][0], &cart["lineItems"][0]["addonItems"][0]);
    assert_eq!((&base["id"], &addon["id"]), (&json!(0), &json!(1)), "{cart}");
    assert_eq!((&base["orderGroup"], &addon["orderGroup"]), (&json!("OMS-0"), &json!("OMS-0")));
    assert_eq!((&base["error"], &addon["error"]), (&Value::Null, &Value::Null), "{cart}");
    let done = checkout(&admin, &cart).await.expect(201);
    let lines = &done["orders"][0]["lineItems"];
    assert_eq!(lines[1]["parentSubscriptionId"], lines[0]["subscriptionId"]);
    let addons = format!(
        "/v1/customers/{CUSTOMER}/subscriptions/{}/addons",
        lines[0]["subscriptionId"].as_str().unwrap()
    );
    assert_eq!(admin.get(&addons).await.expect(200)["items"][0]["id"], lines[1]["subscriptionId"]);

    // One more add-on to the subscription that is there now, and one to nothing.
    let mut later = line(ARCHIVING, 1, "", "monthly");
    later["provisioningContext"] = json!({ "parentSubscriptionId": lines[0]["subscriptionId"], "unused": null });
    let cart = admin.post(&carts(), &body(&[later])).await.expect(201);
    assert_eq!(cart["lineItems"][0]["error"], Value::Null, "{cart}");
    let done = checkout(&admin, &cart).await.expect(201);
    assert_eq!(
        done["orders"][0]["lineItems"][0]["parentSubscriptionId"],
        lines[0]["subscriptionId"]
    );
    let cart = admin.post(&carts(), &body(&[line(ARCHIVING, 1, "", "monthly")])).await.expect(201);
    assert_eq!(cart["lineItems"][0]["error"]["errorCode"], "400041");
}

#[tokio::test(flavor = "multi_thread")]
async fn lines_of_one_kind_make_one_order_and_a_refused_group_spoils_no_other() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let (basic, e3) = (world.item(BASIC), world.item(E3));
    let lines = [
        line(E1, 1, "", "annual"),
        line(&basic, 300, "P1Y", "annual"),
        line(&e3, 1, "P1Y", "annual"),
        line(&e3, 1, "P1M", "monthly"),
    ];
    let cart = admin.post(&carts(), &body(&lines)).await.expect(201);
    let groups: Vec<&str> = (0..4).map(|n| cart["lineItems"][n]["orderGroup"].as_str().unwrap()).collect();
    assert_eq!(groups, ["OMS-0", "0", "0", "1"]);
    // Meanwhile the seats are taken.
    world.buy(BASIC, 300, "P1Y", "monthly").await;
    let done = checkout(&admin, &cart).await.expect(201);
    assert_eq!(done["orders"].as_array().unwrap().len(), 2, "{done}");
    let error = &done["orderErrors"][0];
    assert_eq!(
        (&error["orderGroupId"], &error["code"], &error["attributes"]["objectType"]),
        (&json!("0"), &json!(800_088), &json!("OrderError"))
    );
    checkout(&admin, &cart).await.refused(400, "800065");
}

#[tokio::test(flavor = "multi_thread")]
async fn promotions_and_aligned_ends_are_in_the_price() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let cart = admin
        .post(&carts(), &body(&[line(&world.item(PREMIUM), 2, "P1Y", "monthly")]))
        .await
        .expect(201);
    let first = &cart["lineItems"][0];
    let (list, price) = (
        first["pricing"]["listPrice"].as_f64().unwrap(),
        first["pricing"]["discountedPrice"].as_f64().unwrap(),
    );
    assert!(
        first["promotionId"].as_str().is_some_and(|id| id.starts_with("NAHTLOSPR002")),
        "applied by itself: {first}"
    );
    assert!(
        (price - list * 0.8 * 0.9).abs() < 0.02,
        "a fifth off the list, then a tenth: {list}, {price}"
    );
    let mut asked = line(&world.item(COPILOT), 10, "P1Y", "annual");
    asked["promotionId"] = json!("NAHTLOSPR001:0001:NAHTLOSAV001");
    let cart = admin.post(&carts(), &body(&[asked.clone(), asked])).await.expect(201);
    assert_eq!(cart["lineItems"][0]["error"], Value::Null, "{cart}");
    assert_eq!(
        cart["lineItems"][1]["error"]["errorCode"], "invalid_promotion_id",
        "one redemption each"
    );

    let ends = format!("/v1/customers/{CUSTOMER}/subscriptions/customTermEndDates?term_duration=P1Y");
    let ends = admin.get(&ends).await.expect(200);
    let month = ends["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|end| end["allowedCustomTermEndDateType"] == "calendarMonthAligned")
        .unwrap();
    let mut aligned = line(&world.item(E3), 4, "P1Y", "annual");
    aligned["customTermEndDate"] = month["allowedCustomTermEndDate"].clone();
    let cart = admin.post(&carts(), &body(&[aligned.clone()])).await.expect(201);
    let pricing = &cart["lineItems"][0]["pricing"];
    assert!(cents(&pricing["proratedPrice"]) < cents(&pricing["price"]), "{cart}");
    assert!(
        (cents(&pricing["extendedPrice"]) - 4 * cents(&pricing["proratedPrice"])).abs() <= 2,
        "{pricing}"
    );
    let done = checkout(&admin, &cart).await.expect(201);
    let line = &done["orders"][0]["lineItems"][0];
    assert_eq!(
        line["customTermEndDate"].as_str().unwrap()[..10],
        month["allowedCustomTermEndDate"].as_str().unwrap()[..10]
    );
    aligned["customTermEndDate"] = json!("2099-01-01T00:00:00Z");
    let cart = admin.post(&carts(), &body(&[aligned])).await.expect(201);
    assert_eq!(cart["lineItems"][0]["error"]["errorCode"], "invalid_custom_term_end_date");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cart_expires_as_the_clock_turns() {
    let world = World::start().await;
    let admin = world.admin();
    let cart = admin
        .post(&carts(), &body(&[line(&world.item(E3), 1, "P1Y", "monthly")]))
        .await
        .expect(201);
    let expires = cart["expirationTimestamp"].as_str().unwrap();
    world.turn_to(expires).await;
    admin.get(&cart_of(&cart)).await.refused(404, "800008");
    checkout(&admin, &cart).await.refused(404, "800008");
    admin
        .put(&cart_of(&cart), &body(&[line(&world.item(E3), 1, "P1Y", "monthly")]))
        .await
        .refused(404, "800008");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_repeated_request_gets_the_same_reply_and_two_checkouts_make_one_order() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let keyed = admin.with("ms-requestid", "5a7b0000-0000-4000-8000-000000000001");
    let filled = body(&[line(&world.item(E3), 1, "P1Y", "monthly")]);
    let (one, two) = (
        keyed.post(&carts(), &filled).await.expect(201),
        keyed.post(&carts(), &filled).await.expect(201),
    );
    assert_eq!(one, two);
    keyed
        .post(&carts(), &body(&[line(&world.item(E3), 2, "P1Y", "monthly")]))
        .await
        .refused(409, "idempotencyConflict");
    let keyed = admin.with("ms-requestid", "5a7b0000-0000-4000-8000-000000000002");
    let (first, again) = (checkout(&keyed, &one).await.expect(201), checkout(&keyed, &one).await.expect(201));
    assert_eq!(first, again);

    let cart = admin.post(&carts(), &filled).await.expect(201);
    let all = futures_util::future::join_all((0..8).map(|_| checkout(&admin, &cart))).await;
    let made = all.iter().filter(|reply| reply.status == 201).count();
    assert_eq!(made, 1);
    for reply in all.into_iter().filter(|reply| reply.status != 201) {
        let status = reply.status;
        reply.refused(status, if status == 409 { "800064" } else { "800065" });
    }
    let orders = admin.get(&format!("/v1/customers/{CUSTOMER}/orders")).await.expect(200);
    assert_eq!(orders["totalCount"], 2);
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_see_no_carts() {
    let world = World::start().await;
    let filled = body(&[line(&world.item(E3), 1, "P1Y", "monthly")]);
    let cart = world.admin().post(&carts(), &filled).await.expect(201);
    let (mine, foreign) = (cart_of(&cart), format!("/v1/customers/{FOREIGN}/carts"));
    for reply in [
        world.rival().get(&mine).await,
        world.rival().put(&mine, &filled).await,
        world.rival().post(&format!("{mine}/checkout"), &Value::Null).await,
        world.admin().post(&foreign, &filled).await,
    ] {
        reply.refused(404, "60003");
    }
    let hidden = format!("{foreign}/{}", cart["id"].as_str().unwrap());
    world.rival().get(&hidden).await.refused(404, "800008");
}
