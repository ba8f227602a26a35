//! What comes to a partner's subscriptions: by day, by kind, by page; only the partner's own; and on the dashboard.

use crate::support::{CUSTOMER, World};
use serde_json::{Value, json};

async fn coming(world: &World, query: &str) -> Vec<Value> {
    let page = world.admin().get(&format!("/moves/v1/deadlines?{query}")).await.expect(200);
    page["items"].as_array().expect("a list").clone()
}

#[tokio::test(flavor = "multi_thread")]
async fn what_comes_is_listed_by_kind_and_day() {
    let world = World::start().await;
    world.agree().await;
    let bought = world.buy("CFQ7TTC0LFLX:0001", 10, "P1M", "monthly").await;
    let id = bought["id"].as_str().unwrap();
    let path = format!("/v1/customers/{CUSTOMER}/subscriptions/{id}");
    let end = bought["commitmentEndDate"].as_str().unwrap();
    let far = "until=2099-01-01";

    let windows = coming(&world, "kind=windowCloses").await;
    assert_eq!(windows.len(), 1);
    assert_eq!(windows[0]["subscriptionId"], id);
    assert_eq!(windows[0]["customerId"], CUSTOMER);
    assert_eq!(windows[0]["quantity"], 10);
    assert!(!windows[0]["customerName"].as_str().unwrap().is_empty());
    let closes = bought["refundableQuantity"]["details"][0]["allowedUntilDateTime"].as_str().unwrap();
    assert_eq!(windows[0]["day"], closes[..10]);

    // It renews as long as nobody has switched that off; then a term begins that nobody asked for, or none.
    let on = world.admin().patch(&path, &json!({ "autoRenewEnabled": true })).await.expect(200);
    assert_eq!(on["autoRenewEnabled"], true);
    assert_eq!(coming(&world, &format!("kind=renews&{far}")).await.len(), 1);
    world.admin().patch(&path, &json!({ "autoRenewEnabled": false })).await.expect(200);
    assert_eq!(coming(&world, &format!("kind=renews&{far}")).await.len(), 0);
    let extends = coming(&world, &format!("kind=extends&{far}")).await;
    assert_eq!(
        extends[0]["day"].as_str().map(|day| &day[..8]),
        Some(&end[..8]),
        "{extends:?} {end}"
    );
    assert_eq!(coming(&world, "kind=extends&until=2000-01-01").await.len(), 0);

    // What is cancelled comes to nothing more.
    world.admin().patch(&path, &json!({ "status": "deleted" })).await.expect(200);
    assert_eq!(coming(&world, &format!("kind=extends&{far}")).await.len(), 0);
    assert_eq!(coming(&world, "kind=windowCloses").await.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_lead_on_and_what_is_wrong_is_named() {
    let world = World::start().await;
    world.agree().await;
    for _ in 0..3 {
        world.buy("CFQ7TTC0LFLX:0001", 1, "P1Y", "monthly").await;
    }
    let (mut path, mut all) = ("/moves/v1/deadlines?kind=windowCloses&size=2".to_owned(), Vec::new());
    loop {
        let page = world.admin().get(&path).await.expect(200);
        all.extend(
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| one["subscriptionId"].to_string()),
        );
        match page["links"]["next"]["uri"].as_str() {
            Some(next) => path = next.to_owned(),
            None => break,
        }
    }
    let mut each = all.clone();
    each.dedup();
    assert_eq!((all.len(), each.len()), (3, 3));
    for wrong in ["", "kind=soon", "kind=ends&until=tomorrow", "kind=ends&after=there"] {
        world.admin().get(&format!("/moves/v1/deadlines?{wrong}")).await.expect(400);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_sees_what_comes_to_others() {
    let world = World::start().await;
    world.agree().await;
    world.buy("CFQ7TTC0LFLX:0001", 1, "P1Y", "monthly").await;
    let theirs = world.rival().get("/moves/v1/deadlines?kind=windowCloses").await.expect(200);
    assert_eq!(theirs["items"], json!([]));
}
