//! Registrations, deliveries, lanes and keys of webhooks, on both engines.

use crate::{failure, reader, stale, unique};
use nahtlos_model::{
    instants::Instant,
    webhooks::{Delivery, DeliveryStatus, Registration},
};
use nahtlos_store::{
    Store,
    webhooks::{self, Held, Key},
};
use nahtlos_testbed::transact;
use std::collections::BTreeMap;

crate::scenarios!(
    a_registration_is_found_listed_and_replaced_by_version,
    a_delivery_is_made_once_and_found_by_state,
    a_lane_gives_its_deliveries_in_order_and_rests,
    what_comes_while_a_lane_goes_to_rest_keeps_it_awake,
    a_lane_is_held_by_one,
    old_deliveries_are_forgotten_but_not_those_that_wait,
    of_two_keys_with_one_id_the_first_stays,
);

fn registration(owner: &str) -> Registration {
    Registration {
        partner_id: "p".into(),
        owner: owner.into(),
        subscriber_id: "s".into(),
        url: "https://r.example".into(),
        events: vec!["test-created".into()],
        own_header: false,
        properties: BTreeMap::new(),
        base: "https://c.example".into(),
        tests: Vec::new(),
        modified: Instant(1),
        version: 1,
    }
}

fn delivery(id: &str, due: i64) -> Delivery {
    Delivery {
        partner_id: "p".into(),
        id: id.into(),
        owner: String::new(),
        event: "test-created".into(),
        correlation: "c".into(),
        payload: "{}".into(),
        url: "https://r.example".into(),
        at: Instant(10),
        status: DeliveryStatus::Waiting,
        failures: 0,
        attempts: Vec::new(),
        due: Instant(due),
        version: 1,
    }
}

async fn deliver(store: &Store, lane: &str, one: &Delivery) {
    let (lane, one) = (lane.to_owned(), one.clone());
    let done = transact!(store, [lane, one], |tx| {
        webhooks::deliver(tx, lane, one).await?;
        webhooks::wake(tx, &one.partner_id, lane, one.due).await
    });
    done.await.expect("it is kept");
}

/// Replaces a delivery by one in another state.
async fn change(store: &Store, before: &Delivery, status: DeliveryStatus) -> Delivery {
    let after = Delivery {
        status,
        version: before.version + 1,
        ..before.clone()
    };
    let before = before.clone();
    let done = transact!(store, [before, after], |tx| { webhooks::change(tx, before, after).await });
    done.await.expect("it is replaced");
    after
}

fn lane<'a>(name: &'a str, owner: &'a str) -> Held<'a> {
    Held {
        partner: "p",
        lane: name,
        owner,
    }
}

async fn claim(store: &Store, owner: &str, machine: i64) -> bool {
    let owner = owner.to_owned();
    let done = transact!(store, [owner, machine], |tx| {
        webhooks::claim(tx, lane("/0", owner), Instant(*machine), Instant(machine + 10)).await
    });
    done.await.expect("it is asked")
}

async fn rest(store: &Store, owner: &str) -> bool {
    let owner = owner.to_owned();
    let done = transact!(store, [owner], |tx| { webhooks::rest(tx, lane("/0", owner)).await });
    done.await.expect("it is asked")
}

async fn ready(store: &Store, machine: i64) -> usize {
    webhooks::ready(&mut reader(store).await, Instant(machine), 9).await.unwrap().len()
}

async fn a_registration_is_found_listed_and_replaced_by_version(store: Store) {
    let (own, app) = (registration(""), registration("app"));
    transact!(store, [own, app], |tx| {
        webhooks::insert(tx, app).await?;
        webhooks::insert(tx, own).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(webhooks::find(&mut tx, "p", "").await.unwrap(), Some(own.clone()));
    assert_eq!(webhooks::find(&mut tx, "q", "").await.unwrap(), None);
    assert_eq!(webhooks::list(&mut tx, "p").await.unwrap(), [own.clone(), app]);
    let again = transact!(store, [own], |tx| { webhooks::insert(tx, own).await });
    assert_eq!(again.await.map_err(failure), unique("webhooks"));
    let after = Registration { version: 2, ..own.clone() };
    transact!(store, [own, after], |tx| { webhooks::update(tx, own, after).await })
        .await
        .unwrap();
    let late = transact!(store, [own, after], |tx| { webhooks::update(tx, own, after).await });
    assert_eq!(late.await.map_err(failure), stale());
    assert_eq!(webhooks::find(&mut reader(&store).await, "p", "").await.unwrap(), Some(after));
}

async fn a_delivery_is_made_once_and_found_by_state(store: Store) {
    let first = delivery("1", 5);
    deliver(&store, "/0", &first).await;
    let second = Delivery {
        payload: "other".into(),
        ..first.clone()
    };
    deliver(&store, "/1", &second).await;
    let mut tx = reader(&store).await;
    assert_eq!(
        webhooks::delivery(&mut tx, "p", "1").await.unwrap(),
        Some(("/0".to_owned(), first.clone()))
    );
    assert_eq!(webhooks::delivery(&mut tx, "q", "1").await.unwrap(), None);
    let accepted = change(&store, &first, DeliveryStatus::Accepted).await;
    let (before, after) = (first.clone(), accepted.clone());
    let late = transact!(store, [before, after], |tx| { webhooks::change(tx, before, after).await });
    assert_eq!(late.await.map_err(failure), stale());
    for id in ["2", "3", "4"] {
        deliver(&store, "/0", &delivery(id, 5)).await;
        change(&store, &delivery(id, 5), DeliveryStatus::Undelivered).await;
    }
    let mut tx = reader(&store).await;
    let page = webhooks::page(&mut tx, "p", "undelivered", "4", 9).await.unwrap();
    assert_eq!(page.iter().map(|d| d.id.as_str()).collect::<Vec<_>>(), ["3", "2"]);
    let between = webhooks::between(&mut tx, "p", "undelivered", ("2", "4"), 9).await.unwrap();
    assert_eq!(between.iter().map(|(_, d)| d.id.as_str()).collect::<Vec<_>>(), ["2", "3"]);
    assert_eq!(
        webhooks::between(&mut tx, "p", "accepted", ("", "~"), 9).await.unwrap(),
        [("/0".to_owned(), accepted)]
    );
}

async fn a_lane_gives_its_deliveries_in_order_and_rests(store: Store) {
    for (id, due) in [("2", 50), ("1", 90), ("3", 20)] {
        deliver(&store, "/0", &delivery(id, due)).await;
    }
    assert_eq!((ready(&store, 19).await, ready(&store, 20).await), (0, 1));
    assert!(claim(&store, "w", 60).await);
    assert_eq!(ready(&store, 69).await, 0, "it is held");
    let mut order = Vec::new();
    while let Some(next) = webhooks::waiting(&mut reader(&store).await, "p", "/0", Instant(60)).await.unwrap() {
        change(&store, &next, DeliveryStatus::Accepted).await;
        order.push(next.id);
    }
    assert_eq!(order, ["2", "3"]);
    assert!(rest(&store, "w").await);
    assert_eq!((ready(&store, 89).await, ready(&store, 90).await), (0, 1));
    assert!(claim(&store, "w", 90).await);
    change(&store, &delivery("1", 90), DeliveryStatus::Accepted).await;
    assert!(rest(&store, "w").await);
    assert_eq!(ready(&store, i64::MAX - 1).await, 0);
}

async fn what_comes_while_a_lane_goes_to_rest_keeps_it_awake(store: Store) {
    deliver(&store, "/0", &delivery("1", 5)).await;
    assert!(claim(&store, "w", 5).await);
    change(&store, &delivery("1", 5), DeliveryStatus::Accepted).await;
    assert!(!rest(&store, "another").await, "only who holds it lets it rest");
    deliver(&store, "/0", &delivery("2", 7)).await;
    assert!(rest(&store, "w").await);
    assert_eq!((ready(&store, 6).await, ready(&store, 7).await), (0, 1));
}

async fn a_lane_is_held_by_one(store: Store) {
    deliver(&store, "/0", &delivery("1", 5)).await;
    let claimers: Vec<_> = (0..8)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move { claim(&store, &format!("w{n}"), 100).await })
        })
        .collect();
    let mut mine = 0;
    for claimer in claimers {
        mine += usize::from(claimer.await.unwrap());
    }
    assert_eq!(mine, 1);
    assert!(claim(&store, "late", 110).await, "a lease ends");
    let held = transact!(store, [], |tx| {
        let still = webhooks::hold(tx, lane("/0", "late"), Instant(200)).await?;
        Ok((still, webhooks::hold(tx, lane("/0", "w0"), Instant(500)).await?))
    });
    assert_eq!(held.await.unwrap(), (true, false));
    assert!(!claim(&store, "w1", 199).await);
    assert!(claim(&store, "w1", 200).await);
}

async fn old_deliveries_are_forgotten_but_not_those_that_wait(store: Store) {
    for id in ["1", "2"] {
        deliver(&store, "/0", &delivery(id, 5)).await;
    }
    change(&store, &delivery("1", 5), DeliveryStatus::Accepted).await;
    for before in [10, 11] {
        transact!(store, [before], |tx| { webhooks::expire(tx, Instant(*before)).await })
            .await
            .unwrap();
        let kept = webhooks::delivery(&mut reader(&store).await, "p", "1").await.unwrap();
        assert_eq!(kept.is_some(), before == 10);
    }
    assert!(webhooks::delivery(&mut reader(&store).await, "p", "2").await.unwrap().is_some());
}

async fn of_two_keys_with_one_id_the_first_stays(store: Store) {
    let key = |id: &str, created_ms, secret: &[u8]| Key {
        id: id.into(),
        kind: "leaf".into(),
        subject: "O=Nahtlos".into(),
        created_ms,
        secret: secret.to_vec(),
        certificate: vec![1, 2, 3],
    };
    let all = vec![key("a", 1, b"first"), key("a", 2, b"second"), key("b", 3, b"")];
    transact!(store, [all], |tx| {
        for one in all {
            webhooks::add_key(tx, one).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(webhooks::keys(&mut tx).await.unwrap(), [all[2].clone(), all[0].clone()]);
    assert_eq!(webhooks::key(&mut tx, "a").await.unwrap(), Some(all[0].clone()));
    assert_eq!(webhooks::key(&mut tx, "c").await.unwrap(), None);
}
