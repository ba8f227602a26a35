//! A subscription on the dashboard: what is changed there changes nothing else, another offer, the next term, and what happened to it.

use crate::{
    identity::setting::{YARD, start},
    pages_orders::{admin, agree},
    support::{World, visitor::Visitor},
};
use nahtlos_engine::setup::sandbox::PASSWORD;
use nahtlos_model::instants::Instant;
use nahtlos_report::{Lang, numbers};
use serde_json::{Value, json};

/// Exchange Online, and Business Basic into which it can go.
const EXCHANGE: &str = "CFQ7TTC0LH16:0001";
const BASIC: &str = "CFQ7TTC0LH18:0001";

async fn bought(world: &World, offer: &str, seats: i64) -> String {
    let line = json!({ "id": 0, "catalogItemId": world.item(offer), "quantity": seats, "billingCycle": "monthly", "termDuration": "P1Y" });
    let carts = format!("/v1/customers/{YARD}/carts");
    let cart = admin(world).post(&carts, &json!({ "lineItems": [line] })).await.expect(201);
    let path = format!("{carts}/{}/checkout", cart["id"].as_str().unwrap());
    let done = admin(world).post(&path, &Value::Null).await.expect(201);
    world.running().center.engine.work_all().await.unwrap();
    done["orders"][0]["lineItems"][0]["subscriptionId"].as_str().unwrap().to_owned()
}

async fn now(world: &World, id: &str) -> Value {
    admin(world)
        .get(&format!("/v1/customers/{YARD}/subscriptions/{id}"))
        .await
        .expect(200)
}

#[tokio::test(flavor = "multi_thread")]
async fn seats_stand_there_when_they_can_no_longer_be_given_back() {
    let world = start().await;
    agree(&world).await;
    let id = bought(&world, EXCHANGE, 5).await;
    let here = format!("/customers/{YARD}/subscriptions/{id}");
    let end: Instant = now(&world, &id).await["commitmentEndDate"].as_str().unwrap().parse().unwrap();
    let last = format!("Term ends {}", numbers::date(Lang::En, end.date()));
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open(&here).await.sees(200, &["Seats by purchase", &last]);
    assert!(
        !visitor.text().contains(&format!("{last},")),
        "a day without an hour: {}",
        visitor.text()
    );
    let engine = &world.running().center.engine;
    engine.turn_clock(engine.now().plus_days(30)).await.unwrap();
    visitor.open(&here).await.sees(200, &["Seats by purchase"]);
    assert!(!visitor.text().contains("This subscription has no seats"), "{}", visitor.text());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_changed_leaves_everything_else_as_it_is() {
    let world = start().await;
    agree(&world).await;
    let id = bought(&world, EXCHANGE, 5).await;
    let here = format!("/customers/{YARD}/subscriptions/{id}");
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor
        .open(&here)
        .await
        .submit(&format!("{here}/renewal"), &[("renews", "true")])
        .await;
    assert_eq!(now(&world, &id).await["autoRenewEnabled"], true);

    // Planned for the next term: fewer seats, for a month.
    let next = visitor.link(&["/next-term"]);
    let fields = [
        ("quantity", "3"),
        ("term", "P1M"),
        ("billing", "monthly"),
        ("target", &world.item(EXCHANGE)),
    ];
    visitor
        .open(&next)
        .await
        .submit(&next, &fields)
        .await
        .sees(200, &["Scheduled changes", "3 seats"]);
    let planned = now(&world, &id).await["scheduledNextTermInstructions"].clone();
    assert_eq!(
        (&planned["quantity"], &planned["product"]["termDuration"]),
        (&json!(3), &json!("P1M"))
    );

    // The same until the end of a month, which the form offers; another day is refused, with why, and nothing is kept of it.
    visitor.open(&next).await;
    let (_, ends) = visitor.html.split_once("name=\"end\"").expect("a choice of ends");
    let end = ends
        .split("<option value=\"")
        .nth(2)
        .and_then(|option| option.split('"').next())
        .expect("an end")
        .to_owned();
    let until = [&fields[..], &[("end", end.as_str())]].concat();
    visitor.submit(&next, &until).await.sees(200, &["Scheduled changes", "until "]);
    let planned = now(&world, &id).await["scheduledNextTermInstructions"].clone();
    assert!(planned["customTermEndDate"].as_str().unwrap().starts_with(&end), "{planned} {end}");
    let wrong = [&fields[..], &[("end", "2031-01-17")]].concat();
    visitor.open(&next).await.submit(&next, &wrong).await;
    assert!(matches!(visitor.status, 400..500), "{}", visitor.html);
    assert_eq!(now(&world, &id).await["scheduledNextTermInstructions"], planned);

    // It is found by its id, whosever it is.
    visitor.open(&format!("/search?q={id}")).await;
    assert_eq!(visitor.address, here);

    // Another name: it still renews, and as it was planned. More seats now take back what was planned, as everywhere, and the form says so.
    visitor
        .open(&here)
        .await
        .submit(&format!("{here}/name"), &[("name", "Kontor")])
        .await;
    let after = now(&world, &id).await;
    assert_eq!(
        (&after["friendlyName"], &after["autoRenewEnabled"]),
        (&json!("Kontor"), &json!(true))
    );
    assert_eq!(after["scheduledNextTermInstructions"], planned);
    visitor
        .open(&here)
        .await
        .sees(200, &["What is planned for the next term is taken back by it"]);
    visitor.submit(&format!("{here}/seats"), &[("quantity", "6")]).await;
    let after = now(&world, &id).await;
    assert_eq!((&after["quantity"], &after["autoRenewEnabled"]), (&json!(6), &json!(true)));
    assert_eq!(after["scheduledNextTermInstructions"], Value::Null);
    visitor.open(&next).await.submit(&next, &fields).await;

    // Taken back, it renews as it is; and what happened stands there.
    visitor.open(&next).await.submit(&format!("{next}/remove"), &[]).await;
    let after = now(&world, &id).await;
    assert_eq!(
        (&after["scheduledNextTermInstructions"], &after["autoRenewEnabled"]),
        (&Value::Null, &json!(true))
    );
    // The list of what happened is written by and by.
    for _ in 0..100 {
        visitor.open(&here).await;
        if visitor.html.contains("update subscription") {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    visitor.sees(200, &["History", "update subscription", "admin@partner.example"]);
    // Switched off, what was planned goes with it.
    visitor.open(&next).await.submit(&next, &fields).await;
    visitor
        .open(&here)
        .await
        .submit(&format!("{here}/renewal"), &[("renews", "false")])
        .await;
    assert_eq!(now(&world, &id).await["autoRenewEnabled"], false);
}

#[tokio::test(flavor = "multi_thread")]
async fn another_offer_is_shown_with_what_it_means_before_it_is_taken() {
    let world = start().await;
    agree(&world).await;
    let id = bought(&world, EXCHANGE, 5).await;
    let here = format!("/customers/{YARD}/subscriptions/{id}");
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open(&here).await;
    let to = visitor.link(&["/transition"]);
    visitor.open(&to).await.sees(200, &["Business Basic"]);
    let target = world.item(BASIC);
    let kind = ("kind", "transition_with_license_transfer");
    visitor
        .submit(&to, &[("target", &target), ("quantity", "9"), kind])
        .await
        .sees(400, &["a number of seats that the subscription has"]);
    visitor
        .open(&to)
        .await
        .submit(&to, &[("target", &target), ("quantity", "5"), kind])
        .await;
    visitor.sees(
        200,
        &["Change the offer now?", "5 of 5 seats of Exchange Online", "nobody is without"],
    );
    assert_eq!(now(&world, &id).await["status"], "active", "nothing has happened yet");
    visitor
        .submit("#confirm", &[])
        .await
        .sees(200, &["The offer was changed", "Business Basic"]);
    let all = admin(&world).get(&format!("/v1/customers/{YARD}/subscriptions")).await.expect(200);
    let basic = all["items"].as_array().unwrap().iter().find(|one| one["offerId"] == target);
    assert_eq!(basic.map(|one| one["quantity"].clone()), Some(json!(5)), "{all}");
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_is_listed_by_day_and_by_kind() {
    let world = start().await;
    agree(&world).await;
    let line = json!({ "id": 0, "catalogItemId": world.item(EXCHANGE), "quantity": 5, "billingCycle": "monthly", "termDuration": "P1M" });
    let carts = format!("/v1/customers/{YARD}/carts");
    let cart = admin(&world).post(&carts, &json!({ "lineItems": [line] })).await.expect(201);
    let path = format!("{carts}/{}/checkout", cart["id"].as_str().unwrap());
    admin(&world).post(&path, &Value::Null).await.expect(201);
    // The term's end is within thirty days from then on.
    world.turn_to("2026-12-10T10:00:00Z").await;
    let mut visitor = Visitor::sign_in(&world, "admin@partner.example", PASSWORD).await;
    visitor.open("/deadlines").await.sees(200, &["window closes", "renews", "Werft AG"]);
    let rows = visitor.html.split_once("<tbody>").unwrap().1.to_owned();
    assert!(rows.find("window closes") < rows.find("renews"), "the sooner one first: {rows}");
    visitor.open("/deadlines?kind=renews").await;
    let rows = |visitor: &Visitor| visitor.html.matches("<tr>").count();
    let one = rows(&visitor);
    visitor.open("/deadlines").await;
    assert_eq!(rows(&visitor), one + 1, "all kinds together");
    visitor.open("/deadlines?as=csv").await;
    assert_eq!(visitor.html.lines().count(), 3, "{}", visitor.html);
}
