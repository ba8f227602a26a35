//! Three processes on one PostgreSQL, a year of due work, and one of them killed in the middle of it: every renewal is charged once, whoever did
//! it, and all three show one clock.

use crate::{
    center::Center,
    wire::{Request, Wire},
    world::{House, PARTNER, World, text},
};
use nahtlos_model::{audit, charges::ChargeKind, instants::Instant};
use nahtlos_store::{LiteOptions, Location, Store, audit as trail, charges, due};
use nahtlos_testbed::Place;
use serde_json::{Value, json};
use std::{collections::BTreeMap, time::Duration};

/// Subscriptions of a house that renew every month.
const EACH: usize = 6;
/// Months that pass.
const MONTHS: usize = 12;
/// More than there are of anything.
const ALL: i64 = 1_000_000;

/// Runs it.
pub(crate) async fn done_once() {
    let place = Place::postgres();
    let Location::Postgres(url) = place.location() else {
        panic!("a server")
    };
    let world = World::furnish(url).await;
    let folder = nahtlos_testbed::folder();
    let start = || Center::start_with(folder.path(), url, &["lease-seconds=2"]);
    let centers = [start(), start(), start()];
    let wires = || centers.each_ref().map(|center| Wire::to(center.address));
    let mut wire = Wire::to(centers[0].address);
    for house in &world.houses {
        for _ in 0..EACH {
            let path = format!("/v1/customers/{}/orders", house.customer);
            let line = json!({ "lineItemNumber": 0, "offerId": world.item, "quantity": 3, "termDuration": "P1M" });
            let order = json!({ "billingCycle": "monthly", "lineItems": [line] });
            wire.done(&Request::write(&world.token, "POST", path, &order)).await;
        }
    }
    let begun = now(&mut wire, &world).await;
    // Stopped, it is the same however long this takes.
    turn(&mut wire, &world, json!({ "running": false })).await;
    let stopped = one_clock(&mut wires(), &world).await;
    assert!(stopped >= begun);
    turn(&mut Wire::to(centers[1].address), &world, json!({ "advance": "P1M" })).await;
    let later = one_clock(&mut wires(), &world).await;
    assert!(later > stopped, "{stopped} {later}");

    let target = later.plus_ms(365 * 86_400_000);
    let turning = tokio::spawn({
        let (address, world) = (centers[0].address, world.clone());
        async move {
            let body = json!({ "set": target.to_string() });
            let request = Request::write(&world.token, "PATCH", "/sandbox/v1/clock".into(), &body);
            let _ = Wire::to(address).ask(&request).await;
        }
    });
    let [first, second, third] = centers;
    let mut watch = Wire::to(second.address);
    // Some months have passed, and some are to come.
    while now(&mut watch, &world).await < later.plus_ms(100 * 86_400_000) {
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    first.kill();
    turning.await.expect("no panic");
    let reached = now(&mut watch, &world).await;
    assert!(reached < target, "it was killed in the middle: {reached}");
    turn(&mut watch, &world, json!({ "set": target.to_string() })).await;
    let mut left = [Wire::to(second.address), Wire::to(third.address)];
    assert_eq!(one_clock(&mut left, &world).await, target);
    charged_once(place.location(), &world, target).await;
    for center in [second, third] {
        center.terminate();
        assert_eq!(center.ended().1, 0);
    }
}

async fn clock(wire: &mut Wire, world: &World) -> Value {
    wire.done(&Request::get(&world.token, "/sandbox/v1/clock".into())).await
}

async fn now(wire: &mut Wire, world: &World) -> Instant {
    text(&clock(wire, world).await["now"]).parse().expect("an instant")
}

async fn turn(wire: &mut Wire, world: &World, change: Value) {
    wire.done(&Request::write(&world.token, "PATCH", "/sandbox/v1/clock".into(), &change))
        .await;
}

/// What every process says, which is the same.
async fn one_clock(wires: &mut [Wire], world: &World) -> Instant {
    let mut said = Vec::new();
    for wire in wires {
        said.push(now(wire, world).await);
    }
    assert!(said.iter().all(|at| *at == said[0]), "{said:?}");
    said[0]
}

/// Every subscription's ledger has each month once; chains hold; nothing is left that was due.
async fn charged_once(location: &Location, world: &World, until: Instant) {
    let store = Store::open(location, &LiteOptions::default(), 2).await.expect("it opens");
    let mut tx = store.reader().await.expect("a connection");
    let left = due::next(&mut tx).await.expect("it reads").expect("the next months are due");
    assert!(left > until, "left undone: {left}");
    let mut renewals = 0;
    for House { customer, .. } in &world.houses {
        let links = trail::page(&mut tx, customer, 0, ALL).await.expect("it reads");
        audit::verify(links.iter().map(|(link, hash)| (link, hash))).unwrap_or_else(|broken| panic!("{customer}: {broken:?}"));
        let lines = charges::list(&mut tx, customer, PARTNER, "", ALL).await.expect("it reads");
        let mut months: BTreeMap<(&str, String), usize> = BTreeMap::new();
        for line in &lines {
            *months.entry((&line.subscription_id, line.charge.from.to_string())).or_default() += 1;
        }
        let twice: Vec<_> = months.iter().filter(|(_, count)| **count != 1).collect();
        assert!(twice.is_empty(), "charged more than once: {twice:?}");
        let renewed = lines.iter().filter(|line| line.charge.kind == ChargeKind::Renew).count();
        assert!(renewed >= EACH * MONTHS, "{customer}: {renewed} renewals");
        renewals += renewed;
    }
    println!("{renewals} renewals by three processes, each charged once");
    store.close();
}
