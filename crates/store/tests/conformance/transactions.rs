//! What transactions promise: all or nothing, each for itself, durable when answered.

use crate::{failure, reader};
use nahtlos_store::{EngineKind, Kind, MaybeRetry, Store, StoreError, Transaction, Tx, settings, upkeep::Ended};
use nahtlos_testbed::transact;
use std::{
    future::poll_fn,
    pin::pin,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    task::Poll,
};

crate::scenarios!(
    an_error_undoes_its_own_command_alone,
    a_panic_undoes_its_own_command_alone,
    an_error_passed_over_is_no_success,
    waiting_for_something_else_is_refused_on_sqlite,
    a_retryable_error_runs_the_whole_again,
    tries_come_to_an_end,
    an_error_of_ones_own_comes_through,
    statements_run_in_the_order_they_were_given,
    readers_see_what_is_committed_and_nothing_else,
    a_dropped_command_is_done_wholly_or_not_at_all,
    closing_finishes_what_was_begun,
    waiting_commands_do_not_keep_it_from_closing,
);

async fn value(store: &Store, key: &str) -> Option<String> {
    settings::get(&mut reader(store).await, key).await.expect("it reads")
}

async fn is_set(store: &Store, key: &str) -> bool {
    value(store, key).await.is_some()
}

async fn set(store: &Store, key: &str) {
    let key = key.to_owned();
    transact!(store, [key], |tx| { settings::set(tx, key, "1").await })
        .await
        .expect("it commits");
}

/// Commands of many tasks at once, so that they share commits on SQLite; each third one goes wrong.
async fn many(store: &Store, wrong: fn() -> StoreError) -> Vec<Result<u32, StoreError>> {
    let all: Vec<_> = (0..150)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                transact!(store, [n, wrong], |tx| {
                    settings::set(tx, &format!("before {n}"), "1").await?;
                    settings::get(tx, "nothing").await?;
                    settings::set(tx, &format!("after {n}"), "1").await?;
                    if n % 3 == 0 { Err(wrong()) } else { Ok(*n) }
                })
                .await
            })
        })
        .collect();
    let mut results = Vec::new();
    for one in all {
        results.push(one.await.expect("the caller's task does not panic"));
    }
    for n in 0..150 {
        for key in [format!("before {n}"), format!("after {n}")] {
            assert_eq!(is_set(store, &key).await, n % 3 != 0, "{key}");
        }
    }
    results
}

async fn an_error_undoes_its_own_command_alone(store: Store) {
    let results = many(&store, || StoreError::other("refused")).await;
    for (n, result) in (0..).zip(results) {
        match result {
            Ok(answer) => assert_eq!(answer, n),
            Err(error) => assert_eq!((n % 3, error.kind, error.message.as_str()), (0, Kind::Other, "refused")),
        }
    }
}

async fn a_panic_undoes_its_own_command_alone(store: Store) {
    let results = many(&store, || panic!("expected by a test")).await;
    for (n, result) in (0..).zip(results) {
        match result {
            Ok(answer) => assert_eq!(answer, n),
            Err(error) => {
                assert_eq!((n % 3, error.kind), (0, Kind::Other));
                assert_eq!(error.message, "a transaction panicked: expected by a test");
            }
        }
    }
    set(&store, "afterwards").await;
}

async fn an_error_passed_over_is_no_success(store: Store) {
    set(&store, "k").await;
    let passed_over = transact!(store, [], |tx| {
        settings::set(tx, "early", "1").await?;
        let version = nahtlos_store::catalogue::Version {
            version: 1,
            at: nahtlos_model::instants::Instant(1),
            kind: String::new(),
            digest: String::new(),
            summary: String::new(),
        };
        nahtlos_store::catalogue::add_version(tx, &version).await?;
        let again = nahtlos_store::catalogue::add_version(tx, &version).await;
        assert_eq!(again.map_err(failure), crate::unique("catalogue_versions"));
        Ok(())
    });
    let error = passed_over.await.expect_err("it must not count as committed");
    assert_eq!((error.kind, error.message.contains("passed over")), (Kind::Other, true), "{error}");
    assert!(!is_set(&store, "early").await);
    set(&store, "the next one is not concerned").await;
}

async fn waiting_for_something_else_is_refused_on_sqlite(store: Store) {
    let waited = transact!(store, [], |tx| {
        settings::set(tx, "k", "1").await?;
        tokio::task::yield_now().await;
        settings::set(tx, "k", "2").await
    });
    let waited = waited.await;
    if store.kind() == EngineKind::Postgres {
        waited.expect("PostgreSQL gives it time");
        return;
    }
    let error = waited.expect_err("everybody would wait for it");
    assert_eq!(error.message, "a transaction waited for something outside of the database");
    assert!(!is_set(&store, "k").await);
    set(&store, "k").await;
}

fn retryable() -> StoreError {
    StoreError {
        kind: Kind::Retryable,
        constraint: None,
        message: "again".into(),
    }
}

async fn a_retryable_error_runs_the_whole_again(store: Store) {
    let tries = Arc::new(AtomicU32::new(0));
    let done = transact!(store, [tries], |tx| {
        let n = tries.fetch_add(1, Ordering::Relaxed);
        assert_eq!(settings::get(tx, "k").await?, None, "nothing of an earlier try is there");
        settings::set(tx, "k", &n.to_string()).await?;
        if n < 3 {
            return Err(retryable());
        }
        Ok(n)
    });
    assert_eq!(done.await.expect("the fourth succeeds"), 3);
    assert_eq!(tries.load(Ordering::Relaxed), 4);
    assert_eq!(value(&store, "k").await.as_deref(), Some("3"));
}

async fn tries_come_to_an_end(store: Store) {
    let tries = Arc::new(AtomicU32::new(0));
    let done = transact!(store, [tries], |tx| {
        tries.fetch_add(1, Ordering::Relaxed);
        settings::set(tx, "k", "1").await?;
        Err::<(), _>(retryable())
    });
    assert_eq!(done.await.map_err(failure), crate::stale());
    assert!((2..100).contains(&tries.load(Ordering::Relaxed)));
    assert!(!is_set(&store, "k").await);
}

#[derive(Debug)]
enum Refusal {
    No(u32),
    Store(StoreError),
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl MaybeRetry for Refusal {
    fn is_retryable(&self) -> bool {
        matches!(self, Self::Store(error) if error.is_retryable())
    }

    fn ended(&self) -> Ended {
        match self {
            Self::Store(error) => Ended::of(error),
            Self::No(_) => Ended::Refused,
        }
    }
}

struct Refused;

impl Transaction for Refused {
    type Out = ();
    type Err = Refusal;

    async fn run(&self, tx: &mut Tx) -> Result<(), Refusal> {
        settings::set(tx, "k", "1").await?;
        Err(Refusal::No(7))
    }
}

async fn an_error_of_ones_own_comes_through(store: Store) {
    let refused = store.transact(Arc::new(Refused)).await;
    assert!(matches!(refused, Err(Refusal::No(7))), "{refused:?}");
    assert!(!is_set(&store, "k").await);
}

async fn statements_run_in_the_order_they_were_given(store: Store) {
    transact!(store, [], |tx| {
        for n in 0..200 {
            settings::set(tx, "k", &n.to_string()).await?;
        }
        assert_eq!(settings::get(tx, "k").await?.as_deref(), Some("199"));
        for n in 200..400 {
            settings::set(tx, "k", &n.to_string()).await?;
        }
        Ok(())
    })
    .await
    .expect("it commits");
    assert_eq!(value(&store, "k").await.as_deref(), Some("399"));
}

async fn readers_see_what_is_committed_and_nothing_else(store: Store) {
    set(&store, "k").await;
    let done = transact!(store, [store], |tx| {
        settings::set(tx, "k", "2").await?;
        assert_eq!(settings::get(tx, "k").await?.as_deref(), Some("2"), "its own");
        assert_eq!(value(store, "k").await.as_deref(), Some("1"), "everybody else's");
        Ok(())
    });
    done.await.expect("it commits");
    assert_eq!(value(&store, "k").await.as_deref(), Some("2"));
}

/// Polls a future so many times, then drops it; whether it was done before.
async fn dropped_after<T>(polls: u32, future: impl Future<Output = T>) -> bool {
    let mut future = pin!(future);
    let mut left = polls;
    poll_fn(|context| {
        if left == 0 {
            return Poll::Ready(false);
        }
        left -= 1;
        future.as_mut().poll(context).map(|_| true)
    })
    .await
}

async fn a_dropped_command_is_done_wholly_or_not_at_all(store: Store) {
    let (mut polls, mut done) = (1, false);
    while !done {
        let n = polls;
        let command = transact!(store, [n], |tx| {
            settings::set(tx, &format!("a {n}"), "1").await?;
            settings::get(tx, "nothing").await?;
            settings::set(tx, &format!("b {n}"), "1").await
        });
        done = dropped_after(polls, command).await;
        // What comes next must not carry it along.
        for _ in 0..8 {
            set(&store, "next").await;
        }
        let (a, b) = (is_set(&store, &format!("a {n}")).await, is_set(&store, &format!("b {n}")).await);
        assert_eq!(a, b, "dropped after {polls} polls");
        assert!(a || !done);
        polls += 1;
        assert!(polls < 1000, "it is done sometime");
    }
}

async fn closing_finishes_what_was_begun(store: Store) {
    let all: Vec<_> = (0..50)
        .map(|n| {
            let (store, key) = (store.clone(), format!("k{n}"));
            tokio::spawn(async move { transact!(store, [key], |tx| { settings::set(tx, key, "1").await }).await.is_ok() })
        })
        .collect();
    tokio::task::yield_now().await;
    store.close();
    let error = transact!(store, [], |tx| { settings::set(tx, "late", "1").await })
        .await
        .expect_err("it is closed");
    assert_eq!((error.kind, error.message.as_str()), (Kind::Other, "the database is closed"));
    for one in all {
        let _ = one.await.expect("each gets an answer, yes or no");
    }
    store.close();
}

async fn waiting_commands_do_not_keep_it_from_closing(store: Store) {
    let mut waiting = Box::pin(transact!(store, [], |tx| { settings::set(tx, "k", "1").await }));
    poll_fn(|context| Poll::Ready(waiting.as_mut().poll(context).is_ready())).await;
    // Nobody polls it meanwhile: closing must not wait for that.
    store.close();
    if store.kind() == EngineKind::Sqlite {
        waiting.await.expect("what was begun is finished");
    }
}
