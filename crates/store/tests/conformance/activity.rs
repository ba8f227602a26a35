//! The list of activity, on both engines.

use crate::reader;
use nahtlos_model::instants::Instant;
use nahtlos_store::{
    Store,
    activity::{self, Before, Row},
};
use nahtlos_testbed::transact;

crate::scenarios!(rows_come_newest_first_from_a_place_and_only_once, a_new_database_lacks_no_entries);

fn row(at: i64, scope: &str, seq: i64) -> Row {
    Row {
        at: Instant(at),
        scope: scope.into(),
        seq,
        resource: "order".into(),
    }
}

async fn insert(store: &Store, all: Vec<(String, Row)>) {
    let done = transact!(store, [all], |tx| { activity::insert_many(tx, all).await });
    done.await.expect("they are inserted");
}

async fn rows_come_newest_first_from_a_place_and_only_once(store: Store) {
    let all = [row(5, "a", 1), row(5, "b", 1), row(5, "b", 2), row(7, "a", 2), row(9, "a", 3)];
    let of_p = || all.iter().map(|row| ("p".to_owned(), row.clone()));
    insert(&store, of_p().collect()).await;
    insert(&store, of_p().chain([("q".to_owned(), row(6, "a", 1))]).collect()).await;
    let mut tx = reader(&store).await;
    let mut found = Vec::new();
    let mut place = (10, String::new(), 0);
    loop {
        let before = Before {
            at: Instant(place.0),
            scope: &place.1,
            seq: place.2,
        };
        let page = activity::page(&mut tx, "p", Instant(5), before, 2).await.unwrap();
        let Some(last) = page.last() else { break };
        place = (last.at.0, last.scope.clone(), last.seq);
        found.extend(page);
    }
    assert_eq!(found, all.iter().rev().cloned().collect::<Vec<_>>());
    let first = Before {
        at: Instant(8),
        scope: "",
        seq: 0,
    };
    assert_eq!(activity::page(&mut tx, "p", Instant(6), first, 9).await.unwrap(), [row(7, "a", 2)]);
    assert_eq!(
        activity::at(&mut tx, "p", Instant(5), "b").await.unwrap(),
        [row(5, "b", 1), row(5, "b", 2)]
    );
    assert_eq!(
        activity::of_scope(&mut tx, "p", "a", 2..4).await.unwrap(),
        [row(7, "a", 2), row(9, "a", 3)]
    );
    assert_eq!(activity::of_scope(&mut tx, "q", "a", 2..4).await.unwrap(), []);
}

/// What lacks is written down by the migration of an old database, and filled there: see the server's tests of old databases.
async fn a_new_database_lacks_no_entries(store: Store) {
    transact!(store, [], |tx| {
        activity::filled(tx, "a", Some(3)).await?;
        activity::filled(tx, "a", None).await
    })
    .await
    .unwrap();
    assert_eq!(activity::gaps(&mut reader(&store).await, 9).await.unwrap(), []);
}
