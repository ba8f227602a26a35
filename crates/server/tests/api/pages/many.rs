//! A dashboard of many moves and requests: what needs somebody is on it however old it is, and its figures count all of them.

use super::signed_in;
use crate::{identity::setting::start, pages_orders::admin};
use serde_json::{Value, json};

const MOVES: &str = "/moves/v1/moves";
const REQUESTS: &str = "/moves/v1/invitations";
/// Microsoft 365 E3.
const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
/// More than any page of a list has.
const MANY: usize = 520;

fn begin(n: usize) -> Value {
    let id = |kind: &str| format!("5d{kind}0000-0000-4000-8000-{n:012}");
    let user = json!({ "id": id("01"), "userPrincipalName": format!("ada@kunde{n}.example"), "usageLocation": "DE",
        "licenses": [{ "skuId": E3, "disabledPlans": [] }] });
    let subscription = json!({ "id": id("02"), "channel": "webDirect", "skuId": E3, "quantity": 3, "start": "2026-06-01", "end": "2027-06-01",
        "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active" });
    json!({ "estate": {
        "schema": "nahtlos.estate/1",
        "customer": { "id": id("00"), "name": format!("Kunde {n} AG"), "domain": format!("kunde{n}.example"), "country": "DE", "currency": "EUR" },
        "asOf": "2027-01-04", "subscriptions": [subscription], "users": [user],
    } })
}

fn ids(page: &Value) -> Vec<&str> {
    let items = page["items"].as_array().expect("a list").iter();
    items.map(|one| one["id"].as_str().expect("an id")).collect()
}

/// Where the next page is.
fn next(page: &Value) -> Option<&str> {
    page["links"]["next"]["uri"].as_str()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_that_needs_somebody_is_seen_among_many() {
    let world = start().await;
    let admin = admin(&world);
    let mut asking = Vec::new();
    for n in [1, 2] {
        let begun = admin.post(MOVES, &begin(n)).await.expect(201);
        let id = begun["id"].as_str().unwrap().to_owned();
        admin.post(&format!("{MOVES}/{id}/plan"), &json!({})).await.expect(200);
        asking.push(id);
    }
    for n in 3..3 + MANY {
        admin.post(MOVES, &begin(n)).await.expect(201);
    }
    let plan = admin.get(&format!("{MOVES}/{}", asking[0])).await.expect(200)["plan"].clone();
    let total: f64 = plan["total"].as_str().unwrap().parse().unwrap();
    let counts = admin.get(&format!("{MOVES}/summary")).await.expect(200);
    let planned = &counts["items"][1];
    assert_eq!(
        counts["items"][0],
        json!({ "state": "drafted", "count": MANY, "seats": 0 }),
        "{counts}"
    );
    assert_eq!((&planned["state"], &planned["count"]), (&json!("planned"), &json!(2)), "{counts}");
    assert_eq!(planned["currency"], "EUR");
    assert_eq!(planned["seats"].as_i64(), plan["seats"].as_i64().map(|seats| 2 * seats), "{counts}");
    let summed: f64 = planned["total"].as_str().unwrap().parse().unwrap();
    assert!(total > 0.0 && (summed - 2.0 * total).abs() < 0.001, "{summed} is twice {total}");

    let first = admin.get(&format!("{MOVES}?attention=true&size=1")).await.expect(200);
    assert_eq!(ids(&first), [&asking[1]]);
    let second = admin.get(next(&first).expect("another page")).await.expect(200);
    assert_eq!((ids(&second), next(&second)), (vec![asking[0].as_str()], None));
    let both = admin
        .get(&format!("{MOVES}?attention=true&state=planned"))
        .await
        .refused(400, "3000");
    assert!(both.to_string().contains("attention"), "{both}");

    let sought = admin.get(&format!("{MOVES}?q=KUNDE%201%20a&size=9")).await.expect(200);
    assert_eq!(ids(&sought), [&asking[0]], "however old it is");
    let paged = admin.get(&format!("{MOVES}?q=unde&size=5")).await.expect(200);
    let after = admin.get(next(&paged).expect("another page")).await.expect(200);
    assert_eq!((ids(&paged).len(), ids(&after).len()), (5, 5));
    assert!(ids(&after).iter().all(|id| !ids(&paged).contains(id)), "{after}");
    let own = "5d000000-0000-4000-8000-000000000002";
    let of_one = admin.get(&format!("{MOVES}?customer={own}")).await.expect(200);
    assert_eq!(ids(&of_one), [&asking[1]]);
    let both = admin.get(&format!("{MOVES}?customer={own}&q=a")).await.refused(400, "3000");
    assert!(both.to_string().contains("customer"), "{both}");

    let mut desk = signed_in(&world).await;
    desk.go("/search?q=kunde1.example")
        .await
        .shows(&format!("href=\"/moves/{}\"", asking[0]));
    let shown = desk.go("/").await;
    for id in &asking {
        shown.shows(&format!("href=\"/moves/{id}\""));
    }
    let list = desk.go("/moves?state=attention").await;
    list.shows("Needs somebody")
        .shows("Kunde 1 AG")
        .shows("Kunde 2 AG")
        .hides("Kunde 3 AG");
    // Nobody else counts them.
    let mut other = super::Desk::new(&world);
    other.sign_in("admin@north.example", nahtlos_engine::setup::sandbox::PASSWORD).await;
    other.go("/").await.hides("Kunde 1 AG").shows("/moves/new");
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_that_wait_come_by_when_they_expire() {
    let world = start().await;
    let admin = admin(&world);
    let now = world.running().center.engine.now();
    let mut made = Vec::new();
    for (n, days) in [20, 5, 12, 8].into_iter().enumerate() {
        let body = json!({ "customerName": format!("Wartend {n} AG"), "expiresAt": now.plus_days(days).to_string() });
        made.push(admin.post(REQUESTS, &body).await.expect(201)["id"].as_str().unwrap().to_owned());
    }
    let withdrawn = format!("{REQUESTS}/{}/withdraw", made[3]);
    admin.post(&withdrawn, &Value::Null).await.expect(200);
    let mut path = format!("{REQUESTS}?waiting=true&size=2");
    let mut seen: Vec<String> = Vec::new();
    loop {
        let page = admin.get(&path).await.expect(200);
        seen.extend(ids(&page).into_iter().map(str::to_owned));
        let Some(uri) = next(&page) else { break };
        path = uri.to_owned();
    }
    assert_eq!(seen, [made[1].clone(), made[2].clone(), made[0].clone()]);
    let counts = admin.get(&format!("{REQUESTS}/summary")).await.expect(200);
    let expected = json!([{ "status": "drafted", "count": 3 }, { "status": "withdrawn", "count": 1 }]);
    assert_eq!(counts["items"], expected);
    let sought = admin.get(&format!("{REQUESTS}?q=wartend%202")).await.expect(200);
    assert_eq!(ids(&sought), [&made[2]]);
    admin.get(&format!("{REQUESTS}?q=a&status=sent")).await.refused(400, "3000");
    for (wrong, field) in [("after=soon", "after"), ("status=sent", "status"), ("before=a", "before")] {
        let refused = admin.get(&format!("{REQUESTS}?waiting=true&{wrong}")).await.refused(400, "3000");
        assert!(refused.to_string().contains(field), "{refused}");
    }
    let shown = super::signed_in(&world).await.go("/").await;
    let at = |n: usize| shown.html.find(&format!("Wartend {n} AG")).expect("it waits");
    assert!(at(1) < at(2) && at(2) < at(0), "the first to expire is first");
    shown.hides("Wartend 3 AG");
    // What has expired by itself waits no more.
    let engine = &world.running().center.engine;
    engine.turn_clock(now.plus_days(6)).await.unwrap();
    let waiting = admin.get(&format!("{REQUESTS}?waiting=true")).await.expect(200);
    assert_eq!(ids(&waiting), [&made[2], &made[0]]);
}
