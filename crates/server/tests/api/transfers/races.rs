//! Both sides at once: exactly one of them wins, and the subscription has one owner.

use super::*;

async fn statuses(world: &World, id: &str, new: &Value) -> (bool, bool) {
    let old = world.admin().get(&subscription(id)).await.expect(200);
    let moved = new.as_str().is_some();
    (old["status"] == "active", moved)
}

async fn race(world: &World) {
    let id = text(&world.buy(E3, 3, "P1Y", "monthly").await["id"]).to_owned();
    let asked = world.rival().post(&transfers(), &request()).await.expect(201);
    let path = transfer(&asked);
    let (source, target) = (world.admin(), world.rival());
    let (accept, cancel) = (lines(&[&id]), json!({ "status": "Cancel" }));
    let decline = json!({ "status": "reject" });
    let (a, b, c) = tokio::join!(
        source.patch(&path, &accept),
        target.patch(&path, &cancel),
        source.patch(&path, &decline)
    );
    let won = [&a, &b, &c].iter().filter(|r| r.status == 200).count();
    assert_eq!(won, 1, "{a:?} {b:?} {c:?}");
    work(world).await;
    let mut done = source.get(&path).await.expect(200);
    // What the service itself has taken to do at this moment may take it a while.
    for _ in 0..200 {
        if done["status"] != "InProgress" {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        work(world).await;
        done = source.get(&path).await.expect(200);
    }
    let (kept, moved) = statuses(world, &id, &done["lineItems"][0]["targetSubscriptionId"]).await;
    assert!(kept != moved, "exactly one owner: {done}");
    assert_eq!(moved, a.status == 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn accept_cancel_and_decline_at_once() {
    let world = two_partners().await;
    for _ in 0..6 {
        race(&world).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn accept_cancel_and_decline_at_once_on_postgres() {
    let (world, _database) = World::on_postgres().await;
    befriend(&world).await;
    for _ in 0..4 {
        race(&world).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_acceptances_and_a_change_of_seats_at_once() {
    let world = two_partners().await;
    let id = text(&world.buy(E3, 3, "P1Y", "monthly").await["id"]).to_owned();
    let asked = world.rival().post(&transfers(), &request()).await.expect(201);
    let (path, source) = (transfer(&asked), world.admin());
    let (accept, seats) = (lines(&[&id]), json!({ "quantity": 5, "autoRenewEnabled": true }));
    let at = subscription(&id);
    let (a, b, c) = tokio::join!(
        source.patch(&path, &accept),
        source.patch(&path, &accept),
        source.patch(&at, &seats)
    );
    assert_eq!([a.status, b.status].iter().filter(|s| **s == 200).count(), 1);
    work(&world).await;
    let done = source.get(&path).await.expect(200);
    let new = text(&done["lineItems"][0]["targetSubscriptionId"]).to_owned();
    let went = world.rival().get(&subscription(&new)).await.expect(200);
    // The seats were changed before it was held, or not at all.
    assert_eq!(went["quantity"], if c.status == 200 { 5 } else { 3 });
    assert_eq!(done["lineItems"][0]["quantity"], went["quantity"]);
    let sum = |all: Vec<(String, i64, i64)>| all.iter().filter(|l| l.0 == "transfer").map(|l| l.1).sum::<i64>();
    assert_eq!(sum(ledger(&source).await) + sum(ledger(&world.rival()).await), 0);
}
