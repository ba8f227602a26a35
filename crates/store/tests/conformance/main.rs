//! Every function of the store, on both engines, with the same expectations; and what transactions promise.
//!
//! Each test runs on SQLite and on PostgreSQL. The last one sees that every statement ran on both; it runs by itself whatever has
//! not run yet, so that it does not matter which tests ran before it.

mod accounts;
mod activity;
mod agreements;
mod archive;
mod audit;
mod campaigns;
mod carts;
mod catalogue;
mod charges;
mod customers;
mod delegations;
mod departures;
mod directory;
mod due;
mod durability;
mod idempotency;
mod identity;
mod incidents;
mod invitations;
mod licenses;
mod lifecycle;
mod lost;
mod migrations;
mod moves;
mod orders;
mod outbox;
mod profiles;
mod removal;
mod request_log;
mod samples;
mod search;
mod self_serve;
mod service_requests;
mod sessions;
mod settings;
mod subscriptions;
mod summaries;
mod transactions;
mod transfers;
mod transitions;
mod upkeep;
mod webhooks;

use nahtlos_store::{EngineKind, Kind, Store, StoreError, Tx};
use nahtlos_testbed::Engines;

/// Declares a module's tests: each once per process, on both engines, and the list of them.
macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => {
        pub(crate) const ALL: &[fn()] = &[$(on_each_engine::$name),+];

        mod on_each_engine {
            $(
                #[test]
                pub(crate) fn $name() {
                    static RAN: std::sync::OnceLock<()> = std::sync::OnceLock::new();
                    RAN.get_or_init(|| crate::run(super::$name));
                }
            )+
        }
    };
}
pub(crate) use scenarios;

fn run(test: impl AsyncFn(Store)) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(4).enable_all().build();
    runtime.expect("a runtime can be made").block_on(Engines::each(test));
}

/// A connection for reading.
async fn reader(store: &Store) -> Tx {
    store.reader().await.expect("there is a connection")
}

/// Kind and table of an error, for comparing.
fn failure(error: StoreError) -> (Kind, Option<String>) {
    (error.kind, error.constraint)
}

/// A unique violation of a table.
fn unique<T>(table: &str) -> Result<T, (Kind, Option<String>)> {
    Err((Kind::Unique, Some(table.to_owned())))
}

/// What a compare-and-set says that found another version.
fn stale<T>() -> Result<T, (Kind, Option<String>)> {
    Err((Kind::Retryable, None))
}

#[test]
fn every_statement_ran_on_both_engines() {
    let modules = [
        accounts::ALL,
        activity::ALL,
        agreements::ALL,
        audit::ALL,
        campaigns::ALL,
        carts::ALL,
        catalogue::ALL,
        charges::ALL,
        customers::ALL,
        departures::ALL,
        delegations::ALL,
        directory::ALL,
        due::ALL,
        idempotency::ALL,
        identity::ALL,
        incidents::ALL,
        invitations::ALL,
        licenses::ALL,
        migrations::ALL,
        moves::ALL,
        orders::ALL,
        outbox::ALL,
        profiles::ALL,
        removal::ALL,
        request_log::ALL,
        search::ALL,
        self_serve::ALL,
        service_requests::ALL,
        sessions::ALL,
        settings::ALL,
        subscriptions::ALL,
        summaries::ALL,
        transactions::ALL,
        transfers::ALL,
        transitions::ALL,
        upkeep::ALL,
        webhooks::ALL,
    ];
    for test in modules.concat() {
        test();
    }
    let mut never = Vec::new();
    for statement in nahtlos_store::statements() {
        for engine in [EngineKind::Sqlite, EngineKind::Postgres] {
            if !statement.was_used(engine) {
                never.push(format!("{} on {engine:?}", statement.name));
            }
        }
    }
    assert!(never.is_empty(), "no test runs: {}", never.join(", "));
}
