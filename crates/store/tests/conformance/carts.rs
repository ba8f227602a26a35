//! Carts come back as they were filled, on both engines.

use crate::{failure, reader, samples::*, stale, unique};
use nahtlos_model::orders::{Cart, CartStatus};
use nahtlos_store::{Store, carts};
use nahtlos_testbed::transact;

crate::scenarios!(
    come_back_to_whom_they_belong,
    only_the_version_decided_on_is_replaced,
    an_id_is_taken_once_and_free_again
);

async fn insert(store: &Store, cart: &Cart) {
    let cart = cart.clone();
    transact!(store, [cart], |tx| { carts::insert(tx, cart).await })
        .await
        .expect("it is inserted");
}

async fn come_back_to_whom_they_belong(store: Store) {
    let one = cart("c", "k");
    insert(&store, &one).await;
    insert(&store, &cart("c2", "k")).await;
    let mut tx = reader(&store).await;
    assert_eq!(carts::find(&mut tx, "c", "partner", "k").await.unwrap(), Some(one));
    for (customer, partner, id) in [("c3", "partner", "k"), ("c", "another", "k"), ("c", "partner", "x")] {
        assert_eq!(carts::find(&mut tx, customer, partner, id).await.unwrap(), None);
    }
}

async fn only_the_version_decided_on_is_replaced(store: Store) {
    let before = cart("c", "k");
    insert(&store, &before).await;
    let after = Cart {
        version: 2,
        status: CartStatus::Ordered,
        ..before.clone()
    };
    transact!(store, [before, after], |tx| { carts::update(tx, before, after).await })
        .await
        .expect("it is replaced");
    let again = transact!(store, [before, after], |tx| { carts::update(tx, before, after).await });
    assert_eq!(again.await.map_err(failure), stale());
    assert_eq!(
        carts::find(&mut reader(&store).await, "c", "partner", "k").await.unwrap(),
        Some(after)
    );
}

async fn an_id_is_taken_once_and_free_again(store: Store) {
    let one = cart("c", "k");
    insert(&store, &one).await;
    let again = transact!(store, [one], |tx| { carts::insert(tx, one).await });
    assert_eq!(again.await.map_err(failure), unique("carts"));
    transact!(store, [one], |tx| {
        carts::delete(tx, "c", "k").await?;
        carts::delete(tx, "c", "never was").await?;
        carts::insert(tx, one).await?;
        carts::delete(tx, "c", "k").await
    })
    .await
    .unwrap();
    assert_eq!(carts::find(&mut reader(&store).await, "c", "partner", "k").await.unwrap(), None);
}
