//! What an operator asks a database, and what a store counts.

use crate::reader;
use nahtlos_model::instants::Instant;
use nahtlos_store::{EngineKind, Kind, Store, StoreError, due, outbox, settings, upkeep::Waiting};
use nahtlos_testbed::transact;

crate::scenarios!(what_waits_is_told, versions_and_clocks_are_told, transactions_are_counted);

async fn what_waits_is_told(store: Store) {
    assert_eq!(store.waiting(Instant(1000)).await.unwrap(), Waiting::default());
    transact!(store, [], |tx| {
        for (subject, at) in [("a", 400), ("b", 700), ("c", 1001)] {
            due::set(tx, "c", "renew", subject, Some(Instant(at))).await?;
        }
        for (id, kind, at) in [("1", "event", 900), ("2", "mail", 100), ("3", "mail", 2000)] {
            let message = outbox::Message {
                bucket: 1,
                id: id.to_owned(),
                at: Instant(at),
                kind: kind.to_owned(),
                scope: "c".to_owned(),
                attempts: 0,
                body: "{}".to_owned(),
            };
            outbox::insert(tx, &message).await?;
        }
        Ok(())
    })
    .await
    .unwrap();
    let waiting = store.waiting(Instant(1000)).await.unwrap();
    assert_eq!((waiting.due, waiting.due_lag_ms), (2, 600));
    assert_eq!(waiting.outbox, [("event".to_owned(), 1, 100), ("mail".to_owned(), 2, 900)]);
}

async fn versions_and_clocks_are_told(store: Store) {
    let version = store.version().await.unwrap();
    let clock = store.clock_ms().await.unwrap();
    match store.kind() {
        EngineKind::Sqlite => assert!(version.starts_with("SQLite 3.") && clock.is_none(), "{version}"),
        EngineKind::Postgres => {
            assert!(version.starts_with("PostgreSQL 1"), "{version}");
            assert!(clock.is_some_and(|ms| ms > 1_700_000_000_000), "{clock:?}");
        }
    }
    store.is_current().await.expect("it is of this program");
}

async fn transactions_are_counted(store: Store) {
    let before = store.metered();
    transact!(store, [], |tx| { settings::set(tx, "a", "b").await }).await.unwrap();
    let failed: Result<(), StoreError> = transact!(store, [], |_tx| { Err(StoreError::other("no")) }).await;
    assert_eq!(failed.unwrap_err().kind, Kind::Other);
    assert_eq!(settings::get(&mut reader(&store).await, "a").await.unwrap().as_deref(), Some("b"));
    let after = store.metered();
    assert_eq!((after.committed - before.committed, after.failed - before.failed), (1, 1));
    assert_eq!(after.connections > 0, store.kind() == EngineKind::Postgres);
}
