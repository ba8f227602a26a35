//! Two partners who do whatever comes to their minds, often both at once, while time passes: nobody's licence is touched, seats stay in
//! the pool, no subscription is sold by two, and what is credited on one side is charged on the other.

use super::*;
use std::collections::BTreeSet;

/// Numbers that look random and are the same for a seed (splitmix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((z ^ (z >> 31)) % sides as u64) as usize
    }

    fn of<'v>(&mut self, all: &'v [Value]) -> Option<&'v Value> {
        (!all.is_empty()).then(|| &all[self.roll(all.len())])
    }
}

/// What a partner does: method, path, body.
type Deed = (&'static str, String, Value);

async fn active(caller: &Caller) -> Vec<Value> {
    let all = caller.get(&format!("/v1/customers/{CUSTOMER}/subscriptions")).await.expect(200);
    let items = all["items"].as_array().unwrap().iter();
    items.filter(|s| s["status"] == "active").cloned().collect()
}

async fn deed(dice: &mut Dice, world: &World, caller: &Caller, me: &str) -> Deed {
    let own = active(caller).await;
    let known = caller.get(&transfers()).await.expect(200).as_array().unwrap().clone();
    let some = dice.of(&known).map_or_else(|| format!("{}/none", transfers()), transfer);
    match dice.roll(7) {
        0 => {
            let other = if me == PARTNER { RIVAL } else { PARTNER };
            let mut body = request();
            body["sourcePartnerTenantId"] = json!(other);
            ("POST", transfers(), body)
        }
        1 | 2 => {
            let chosen: Vec<&str> = own.iter().filter(|_| dice.roll(2) == 0).map(|s| text(&s["id"])).collect();
            ("PATCH", some, lines(&chosen))
        }
        3 => (
            "PATCH",
            some,
            json!({ "status": if dice.roll(2) == 0 { "Cancel" } else { "reject" } }),
        ),
        4 => ("DELETE", some, Value::Null),
        5 => {
            let line = json!({ "lineItemNumber": 0, "offerId": world.item(E3), "quantity": 1 + dice.roll(9), "termDuration": "P1Y" });
            let cycle = if dice.roll(2) == 0 { "monthly" } else { "annual" };
            (
                "POST",
                format!("/v1/customers/{CUSTOMER}/orders"),
                json!({ "billingCycle": cycle, "lineItems": [line] }),
            )
        }
        _ => {
            let id = dice.of(&own).map_or("none".to_owned(), |s| text(&s["id"]).to_owned());
            let quantity = 10 + dice.roll(9);
            (
                "PATCH",
                subscription(&id),
                json!({ "quantity": quantity, "autoRenewEnabled": true }),
            )
        }
    }
}

async fn perform(caller: &Caller, (method, path, body): &Deed) -> u16 {
    let bytes = if body.is_null() {
        Vec::new()
    } else {
        serde_json::to_vec(body).unwrap()
    };
    let reply = caller.send(method, path, "application/json", bytes).await;
    assert!(
        reply.status < 500,
        "{method} {path} {body}: {}",
        String::from_utf8_lossy(&reply.bytes)
    );
    reply.status
}

/// What must hold whatever was done.
async fn holds(world: &World, users: &Value, after: &str) {
    let (a, b) = (world.admin(), world.rival());
    let (mine, theirs) = (active(&a).await, active(&b).await);
    let now = licences(world).await;
    assert_eq!(&now["users"], users, "{after}");
    assert_eq!(now["consumed"], 2, "{after}");
    let seats = |all: &[Value]| all.iter().map(|s| s["quantity"].as_i64().unwrap()).sum::<i64>();
    // Five come from the web shop.
    assert_eq!(now["enabled"], 5 + seats(&mine) + seats(&theirs), "{after}");
    let ids: BTreeSet<&str> = mine.iter().chain(&theirs).map(|s| text(&s["id"])).collect();
    assert_eq!(ids.len(), mine.len() + theirs.len(), "{after}");
    let moved = |all: Vec<(String, i64, i64)>| all.iter().filter(|l| l.0 == "transfer").map(|l| l.1).sum::<i64>();
    assert_eq!(moved(ledger(&a).await) + moved(ledger(&b).await), 0, "{after}");
    for t in a.get(&transfers()).await.expect(200).as_array().unwrap() {
        for line in t["lineItems"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|l| l["status"] == "Complete")
        {
            assert!(
                !ids.contains(text(&line["subscriptionId"])),
                "{after}: what went over is active with its old seller: {t}"
            );
        }
    }
}

async fn live(seed: u64) -> (usize, usize) {
    let world = two_partners().await;
    let (a, b) = (world.admin(), world.rival());
    let mut dice = Dice(seed);
    world.buy(E3, 10, "P1Y", "monthly").await;
    let users = licences(&world).await["users"].clone();
    let (mut done, mut day) = (0, 7);
    for step in 0..18 {
        let (first, second) = (deed(&mut dice, &world, &a, PARTNER).await, deed(&mut dice, &world, &b, RIVAL).await);
        let told = format!("seed {seed}, step {step}: {first:?} and {second:?}");
        let (x, y) = tokio::join!(perform(&a, &first), perform(&b, &second));
        done += [x, y].iter().filter(|status| **status < 300).count();
        work(&world).await;
        holds(&world, &users, &told).await;
        if dice.roll(3) == 0 {
            day += 1 + dice.roll(20);
            let to =
                nahtlos_model::instants::Instant::start_of(nahtlos_model::dates::Date::constant(2026, 12, 1)).plus_days(day as i64 - 1);
            if day < 120 {
                world.turn_to(&to.to_string()).await;
                holds(&world, &users, &told).await;
            }
        }
    }
    let all = a.get(&transfers()).await.expect(200);
    let complete = all.as_array().unwrap().iter().filter(|t| t["status"] == "Complete").count();
    (done, complete)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_two_partners_do_at_once() {
    let (mut done, mut complete) = (0, 0);
    for seed in 1..=6 {
        let (d, c) = live(seed).await;
        (done, complete) = (done + d, complete + c);
    }
    assert!(
        done > 60 && complete > 3,
        "too little happened to show anything: {done} deeds, {complete} transfers"
    );
}
