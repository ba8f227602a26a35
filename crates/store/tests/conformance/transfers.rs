//! Transfers and the partners' look-ups of them, on both engines.

use crate::{failure, reader, samples::*, stale, unique};
use nahtlos_model::{
    estate::Generation,
    instants::Instant,
    transfers::{Said, Side, Status, Transfer},
};
use nahtlos_store::{Store, transfers};
use nahtlos_testbed::transact;

crate::scenarios!(
    are_found_by_customer_and_by_both_partners,
    a_request_is_open_once_for_a_source_and_a_target,
    only_the_version_decided_on_is_replaced,
    go_with_their_customer,
    what_was_transferred_is_no_longer_in_use
);

fn one(customer: &str, id: &str, flow: Generation) -> Transfer {
    Transfer {
        id: id.to_owned(),
        customer_id: customer.to_owned(),
        flow,
        source_id: "s".to_owned(),
        target_id: "t".to_owned(),
        status: if flow == Generation::Legacy {
            Status::Active
        } else {
            Status::Created
        },
        created: Instant(1),
        expires: Instant(1000),
        accepted: None,
        completed: None,
        modified: None,
        modified_by: String::new(),
        lines: Vec::new(),
        said: Said::default(),
        reason: None,
        version: 1,
    }
}

async fn insert(store: &Store, one: &Transfer) -> Result<(), nahtlos_store::StoreError> {
    let one = one.clone();
    transact!(store, [one], |tx| { transfers::insert(tx, one).await }).await
}

async fn are_found_by_customer_and_by_both_partners(store: Store) {
    for (customer, id) in [("c", "1"), ("d", "2"), ("c", "3"), ("c", "4")] {
        insert(&store, &one(customer, id, Generation::Legacy)).await.unwrap();
    }
    let before = one("c", "3", Generation::Legacy);
    let after = before.reject(Side::Target, Instant(5), "u").unwrap();
    transact!(store, [before, after], |tx| { transfers::update(tx, before, after).await })
        .await
        .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(transfers::find(&mut tx, "c", "3").await.unwrap(), Some(after));
    assert_eq!(transfers::find(&mut tx, "d", "3").await.unwrap(), None);
    let ids = |all: Vec<Transfer>| all.into_iter().map(|t| t.id).collect::<Vec<_>>();
    assert_eq!(ids(transfers::list(&mut tx, "c").await.unwrap()), ["4", "3", "1"]);
    for (partner, direction, open, before, expected) in [
        ("s", "", None, "~", vec!["4", "3", "2", "1"]),
        ("s", "outgoing", Some(true), "~", vec!["4", "2", "1"]),
        ("s", "incoming", None, "~", vec![]),
        ("t", "incoming", Some(false), "~", vec!["3"]),
        ("t", "", None, "3", vec!["2", "1"]),
        ("x", "", None, "~", vec![]),
    ] {
        let found = transfers::page(&mut tx, partner, direction, open, before, 9).await.unwrap();
        let ids: Vec<&str> = found.iter().map(|(_, id)| id.as_str()).collect();
        assert_eq!(ids, expected, "{partner} {direction} {open:?} {before}");
    }
    let first = transfers::page(&mut tx, "s", "", None, "~", 1).await.unwrap();
    assert_eq!(first, [("c".to_owned(), "4".to_owned())]);
}

async fn a_request_is_open_once_for_a_source_and_a_target(store: Store) {
    let first = one("c", "1", Generation::NewCommerce);
    insert(&store, &first).await.unwrap();
    assert_eq!(
        transfers::open(&mut reader(&store).await, "c", "s", "t").await.unwrap(),
        Some(first.clone())
    );
    assert_eq!(transfers::open(&mut reader(&store).await, "c", "t", "s").await.unwrap(), None);
    let again = insert(&store, &one("c", "2", Generation::NewCommerce)).await;
    assert_eq!(again.map_err(failure), unique("transfers"));
    insert(&store, &one("d", "2", Generation::NewCommerce)).await.unwrap();
    insert(&store, &one("c", "3", Generation::Legacy)).await.unwrap();
    insert(&store, &one("c", "4", Generation::Legacy)).await.unwrap();
    let after = first.cancel(Side::Target, Instant(5), "u").unwrap();
    transact!(store, [first, after], |tx| { transfers::update(tx, first, after).await })
        .await
        .unwrap();
    insert(&store, &one("c", "5", Generation::NewCommerce)).await.unwrap();
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    let before = one("c", "1", Generation::NewCommerce);
    insert(&store, &before).await.unwrap();
    let after = before.cancel(Side::Target, Instant(5), "u").unwrap();
    transact!(store, [before, after], |tx| { transfers::update(tx, before, after).await })
        .await
        .unwrap();
    let again = transact!(store, [before, after], |tx| { transfers::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
}

async fn go_with_their_customer(store: Store) {
    for (customer, id) in [("c", "1"), ("d", "2")] {
        insert(&store, &one(customer, id, Generation::Legacy)).await.unwrap();
    }
    transact!(store, [], |tx| { transfers::delete_all(tx, "c").await }).await.unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(transfers::list(&mut tx, "c").await.unwrap(), []);
    for partner in ["s", "t"] {
        let left = transfers::page(&mut tx, partner, "", None, "~", 9).await.unwrap();
        assert_eq!(left, [("d".to_owned(), "2".to_owned())]);
    }
}

async fn what_was_transferred_is_no_longer_in_use(store: Store) {
    use nahtlos_model::subscriptions::Status as State;
    let mut kept = subscription("c", "1");
    kept.status = State::Suspended;
    let mut gone = subscription("c", "2");
    (gone.status, gone.transferred_to) = (State::Suspended, Some("n".to_owned()));
    let partner = kept.partner_id.clone().expect("it is a partner's");
    transact!(store, [kept, gone], |tx| {
        nahtlos_store::subscriptions::insert(tx, kept).await?;
        nahtlos_store::subscriptions::insert(tx, gone).await
    })
    .await
    .unwrap();
    let mut tx = reader(&store).await;
    assert_eq!(nahtlos_store::subscriptions::in_use(&mut tx, "c", &partner).await.unwrap(), 1);
}
