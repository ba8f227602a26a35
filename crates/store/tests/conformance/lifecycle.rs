//! Opening: locations, schema, what stays from one run to the next.

use crate::{failure, reader};
use nahtlos_store::{EngineKind, Kind, LiteOptions, Location, SCHEMA_VERSION, Store, settings};
use nahtlos_testbed::{Engines, Place, transact};
use std::path::PathBuf;

/// Runs a statement beside the store, as another program would.
pub(crate) async fn beside(place: &Place, text: &str) {
    match place.location() {
        Location::Sqlite(path) => {
            let connection = rusqlite::Connection::open(path).expect("it opens");
            connection.execute_batch(text).expect("it runs");
        }
        Location::Memory => unreachable!("nobody else reaches it"),
        Location::Postgres(url) => {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("it connects");
            let connection = tokio::spawn(connection);
            client.batch_execute(text).await.expect("it runs");
            drop(client);
            let _ = connection.await;
        }
    }
}

async fn set(store: &Store, value: &str) {
    let value = value.to_owned();
    transact!(store, [value], |tx| { settings::set(tx, "k", value).await })
        .await
        .expect("it commits");
}

async fn value(store: &Store) -> Option<String> {
    settings::get(&mut reader(store).await, "k").await.expect("it reads")
}

#[test]
fn locations_read() {
    let path = |text: &str| Location::Sqlite(PathBuf::from(text));
    for (text, expected) in [
        ("nahtlos.db", path("nahtlos.db")),
        ("./a folder/ü.db", path("./a folder/ü.db")),
        ("sqlite://data/nahtlos.db", path("data/nahtlos.db")),
        ("sqlite:///var/lib/nahtlos.db", path("/var/lib/nahtlos.db")),
        (
            "postgres://u:p@h:5432/d?sslmode=require",
            Location::Postgres("postgres://u:p@h:5432/d?sslmode=require".into()),
        ),
        ("postgresql://h/d", Location::Postgres("postgresql://h/d".into())),
    ] {
        assert_eq!(Location::parse(text), expected);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn reopening_keeps_what_is_there() {
    Engines::each_place(async |place: &Place| {
        for round in 0..3 {
            let store = place.open().await;
            assert_eq!(store.kind(), place.kind());
            assert_eq!(value(&store).await, (round > 0).then(|| (round - 1).to_string()));
            set(&store, &round.to_string()).await;
            if round == 0 {
                store.close();
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_closed_file_is_one_file() {
    let place = Place::sqlite();
    let store = place.open().await;
    set(&store, "1").await;
    assert_eq!(value(&store).await.as_deref(), Some("1"));
    store.close();
    drop(store);
    let Location::Sqlite(path) = place.location() else {
        unreachable!("it is a file")
    };
    let log = path.with_extension("db-wal");
    assert!(
        !log.exists() || log.metadata().expect("it is there").len() == 0,
        "the log is written back"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_in_memory_is_its_store_s_own() {
    let options = LiteOptions::default();
    let (one, other) = (
        Store::open(&Location::Memory, &options, 2).await.expect("it opens"),
        Store::open(&Location::Memory, &options, 2).await.expect("it opens"),
    );
    set(&one, "1").await;
    // Many read while many write: nobody is told that it is busy.
    let writing = (0..200).map(|n: u32| {
        let (store, text) = (one.clone(), n.to_string());
        tokio::spawn(async move { set(&store, &text).await })
    });
    let reading = (0..200).map(|_| {
        let store = one.clone();
        tokio::spawn(async move { assert!(value(&store).await.is_some()) })
    });
    for task in writing.chain(reading).collect::<Vec<_>>() {
        task.await.expect("it is done");
    }
    assert!(value(&one).await.is_some());
    assert_eq!(value(&other).await, None, "another one is another one");
    one.close();
    other.close();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_schema_is_refused_and_left_alone() {
    Engines::each_place(async |place: &Place| {
        let store = place.open().await;
        set(&store, "1").await;
        store.close();
        let newer = SCHEMA_VERSION + 1;
        beside(
            place,
            &format!("INSERT INTO schema_versions (version, name) VALUES ({newer}, 'of tomorrow')"),
        )
        .await;
        let refused = Store::open(place.location(), &LiteOptions::default(), 2).await;
        let error = refused.expect_err("it is refused");
        assert_eq!(error.kind, Kind::NewerSchema);
        let (theirs, ours) = (format!("schema {newer}"), format!("knows {SCHEMA_VERSION}"));
        assert!(error.message.contains(&theirs) && error.message.contains(&ours), "{error}");
        beside(place, &format!("DELETE FROM schema_versions WHERE version = {newer}")).await;
        assert_eq!(value(&place.open().await).await.as_deref(), Some("1"));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_database_that_sorts_otherwise_than_by_bytes_is_refused() {
    let place = Place::postgres();
    let Location::Postgres(there) = place.location() else {
        unreachable!("it is a server")
    };
    for (name, locale, word) in [
        (
            "by_icu",
            "LOCALE_PROVIDER icu ICU_LOCALE 'de-DE' LC_COLLATE 'C' LC_CTYPE 'C'",
            Some("ICU"),
        ),
        ("by_points", "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'", None),
    ] {
        beside(&place, &format!("CREATE DATABASE {name} TEMPLATE template0 {locale}")).await;
        let (server, _) = there.rsplit_once('/').expect("the database's name is its last part");
        let url = format!("{server}/{name}");
        let opened = Store::open(&Location::parse(&url), &LiteOptions::default(), 2).await;
        match (opened, word) {
            (Ok(_), None) => {}
            (Err(error), Some(word)) => {
                assert!(error.message.contains(word) && error.message.contains("LC_COLLATE 'C'"), "{error}");
            }
            (opened, _) => panic!("{name}: {opened:?}"),
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_migration_that_was_interrupted_goes_on() {
    Engines::each_place(async |place: &Place| {
        let store = place.open().await;
        set(&store, "1").await;
        store.close();
        // As if the program had been ended before the last statement of the first file, and before it noted the file. Later files change
        // tables and cannot run twice; each is one transaction with its note.
        beside(place, "DROP TABLE catalogue_rows").await;
        beside(place, "DELETE FROM schema_versions WHERE version = 1").await;
        let store = place.open().await;
        assert_eq!(value(&store).await.as_deref(), Some("1"));
        assert!(
            nahtlos_store::catalogue::present(&mut reader(&store).await)
                .await
                .expect("the table is back")
                .is_empty()
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn programs_that_begin_at_once_make_one_schema() {
    Engines::each_place(async |place: &Place| {
        let all: Vec<_> = (0..6)
            .map(|n| {
                let location = place.location().clone();
                tokio::spawn(async move {
                    let store = Store::open(&location, &LiteOptions::default(), 2).await.expect("it opens");
                    set(&store, &n.to_string()).await;
                    store
                })
            })
            .collect();
        for one in all {
            let store = one.await.expect("no panic");
            assert!(value(&store).await.is_some());
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_open_says_why() {
    let folder = nahtlos_testbed::folder();
    let options = LiteOptions::default();
    let nowhere = Location::Sqlite(folder.path().join("no such folder").join("a.db"));
    let error = Store::open(&nowhere, &options, 2).await.expect_err("there is no folder");
    assert!(error.message.contains("unable to open"), "{error}");
    let text = folder.path().join("text.db");
    std::fs::write(&text, "this is no database, but it is long enough to look like one. ".repeat(100)).expect("it is written");
    let error = Store::open(&Location::Sqlite(text), &options, 2).await.expect_err("it is text");
    assert!(error.message.contains("not a database"), "{error}");
    let url = Location::parse("postgres://nahtlos@127.0.0.1:port/x");
    let error = Store::open(&url, &options, 2).await.expect_err("the port is no number");
    assert!(error.message.contains("does not read"), "{error}");
    let unused = std::net::TcpListener::bind("127.0.0.1:0")
        .and_then(|l| l.local_addr())
        .expect("a free port")
        .port();
    let url = Location::parse(&format!("postgres://nahtlos@127.0.0.1:{unused}/x"));
    let error = Store::open(&url, &options, 2).await.expect_err("nobody listens");
    assert_eq!(failure(error), (Kind::Retryable, None));
}

/// What an error is called must not depend on the engine, nor on which column it is about.
#[tokio::test(flavor = "multi_thread")]
async fn errors_are_told_apart_by_kind() {
    Engines::each_place(async |place: &Place| {
        let store = place.open().await;
        let mut tx = reader(&store).await;
        let mut kinds = Vec::new();
        for text in [
            "INSERT INTO settings (key) VALUES ('a')",
            "INSERT INTO domains (name, tenant_id, verified, body) VALUES ('a', 'b', 7, '{}')",
        ] {
            kinds.push(failing(place, text).await);
        }
        assert_eq!(kinds[0], (Kind::NotNull, Some("settings".to_owned())));
        assert_eq!(kinds[1].0, Kind::Check);
        assert!(settings::get(&mut tx, "a").await.expect("it reads").is_none());
    })
    .await;
}

async fn failing(place: &Place, text: &str) -> (Kind, Option<String>) {
    failure(match place.location() {
        Location::Sqlite(path) => {
            let connection = rusqlite::Connection::open(path).expect("it opens");
            connection.execute(text, []).expect_err("it is refused").into()
        }
        Location::Memory => unreachable!("nobody else reaches it"),
        Location::Postgres(url) => {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("it connects");
            tokio::spawn(connection);
            client.execute(text, &[]).await.expect_err("it is refused").into()
        }
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_with_fewer_guarantees_works_alike() {
    let place = Place::sqlite();
    let quick = LiteOptions {
        durable: false,
        cache_kib: 1024,
    };
    let store = place.open_with(&quick, 1).await;
    set(&store, "1").await;
    store.close();
    let store = place.open().await;
    assert_eq!((value(&store).await.as_deref(), store.kind()), (Some("1"), EngineKind::Sqlite));
}
