//! Backups: every table of either engine into either engine, one state while others write, and no half of a damaged one.

use crate::reader;
use nahtlos_model::instants::Instant;
use nahtlos_store::{
    Kind, LiteOptions, Location, Store, StoreError,
    archive::{self, Manifest},
    audit as trail, settings,
    sql::{Column, Holds, Table},
};
use nahtlos_testbed::{Place, TempDir, transact};
use std::{
    io::{Read as _, Write as _},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
};

/// Runs a text beside the store; whether it was taken.
async fn beside(place: &Place, text: &str) -> bool {
    match place.location() {
        Location::Sqlite(path) => rusqlite::Connection::open(path).expect("it opens").execute_batch(text).is_ok(),
        Location::Memory => unreachable!("nobody else reaches it"),
        Location::Postgres(url) => {
            let (client, connection) = tokio_postgres::connect(url, tokio_postgres::NoTls).await.expect("it connects");
            let connection = tokio::spawn(connection);
            let done = client.batch_execute(text).await.is_ok();
            drop(client);
            let _ = connection.await;
            done
        }
    }
}

/// A value of a column for the n-th row, as SQL. Numbers are 0 or 1, which every check allows.
fn literal(column: &Column, n: usize) -> String {
    match column.holds {
        Holds::Int if column.key > 0 => n.to_string(),
        Holds::Int => (n % 2).to_string(),
        Holds::Text => format!("'{{\"ä\":\"{}-{n}\\n''\"}}'", column.name),
        Holds::Bytes => format!("CAST('bytes {n}' AS {{bytes}})"),
    }
}

fn insertion(place: &Place, table: &Table, n: usize) -> String {
    let names: Vec<&str> = table.columns.iter().map(|c| c.name.as_str()).collect();
    let values: Vec<String> = table.columns.iter().map(|c| literal(c, n)).collect();
    let bytes = match place.location() {
        Location::Sqlite(_) | Location::Memory => "BLOB",
        Location::Postgres(_) => "BYTEA",
    };
    let text = format!("INSERT INTO {} ({}) VALUES ({})", table.name, names.join(", "), values.join(", "));
    text.replace("{bytes}", bytes)
}

/// Rows in every table, and audit chains that are chains.
async fn fill(place: &Place, store: &Store) {
    for scope in ["customer", "partner"] {
        let scope = scope.to_owned();
        transact!(store, [scope], |tx| {
            trail::append(tx, scope, Instant(7), &[crate::audit::entry("ada"), crate::audit::entry("bob")])
                .await
                .map(|_| ())
        })
        .await
        .expect("it commits");
    }
    let mut filled = 0;
    for table in store.tables().await.expect("it reads") {
        if table.name.starts_with("audit") || table.name == "schema_versions" {
            continue;
        }
        let mut taken = true;
        for n in 1..=3 {
            taken &= beside(place, &insertion(place, &table, n)).await;
        }
        filled += usize::from(taken);
    }
    assert!(filled > 28, "only {filled} tables have rows");
}

async fn back_up(store: &Store, folder: &TempDir, name: &str) -> (PathBuf, Manifest) {
    let path = folder.path().join(name);
    let mut file = std::fs::File::create(&path).expect("a file");
    let manifest = store.back_up(1234, &mut file).await.expect("it is written");
    (path, manifest)
}

async fn restore(backup: &Path, place: &Place) -> Result<Manifest, StoreError> {
    archive::restore(backup.to_owned(), place.location(), 2).await
}

#[tokio::test(flavor = "multi_thread")]
async fn every_row_of_either_engine_comes_back_in_either() {
    let folder = nahtlos_testbed::folder();
    for from in Place::each() {
        let store = from.open().await;
        fill(&from, &store).await;
        let (path, written) = back_up(&store, &folder, "a.backup").await;
        assert_eq!(archive::verify(&path).expect("it is whole"), written);
        assert_eq!((written.header.taken_ms, written.links), (1234, 4));
        let known = store.tables().await.expect("it reads").len();
        assert_eq!(written.tables.len(), known - 1, "all but the table of migrations");
        for to in Place::each() {
            let read = restore(&path, &to)
                .await
                .unwrap_or_else(|e| panic!("{:?} to {:?}: {e}", from.kind(), to.kind()));
            assert_eq!(read, written);
            let there = to.open().await;
            let (_, again) = back_up(&there, &folder, "b.backup").await;
            assert_eq!(again.tables, written.tables, "{:?} to {:?}", from.kind(), to.kind());
            assert_eq!(again.digest, written.digest);
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_there_is_never_written_over() {
    let folder = nahtlos_testbed::folder();
    for place in Place::each() {
        let store = place.open().await;
        fill(&place, &store).await;
        let (path, _) = back_up(&store, &folder, "a.backup").await;
        let (_, before) = back_up(&store, &folder, "before.backup").await;
        let refused = restore(&path, &place).await.expect_err("it is not empty");
        assert!(refused.message.contains("not empty"), "{refused}");
        let (_, after) = back_up(&store, &folder, "after.backup").await;
        assert_eq!(before.tables, after.tables);
    }
    let place = Place::sqlite();
    let Location::Sqlite(path) = place.location() else {
        unreachable!("a file")
    };
    let log = PathBuf::from(format!("{}-wal", path.display()));
    std::fs::write(&log, "of another one").expect("it is written");
    let store = Place::sqlite().open().await;
    let (backup, _) = back_up(&store, &folder, "c.backup").await;
    let refused = restore(&backup, &place).await.expect_err("a log lies there");
    assert!(refused.message.contains("another database") && !path.exists(), "{refused}");
}

/// The backup's text, changed, as a backup.
fn changed(backup: &Path, change: impl Fn(String) -> String) -> PathBuf {
    let mut text = String::new();
    let mut packed = flate2::read::GzDecoder::new(std::fs::File::open(backup).expect("it is there"));
    packed.read_to_string(&mut text).expect("it unpacks");
    let path = backup.with_extension("changed");
    let file = std::fs::File::create(&path).expect("a file");
    let mut out = flate2::write::GzEncoder::new(file, flate2::Compression::fast());
    out.write_all(change(text).as_bytes()).expect("it is written");
    out.finish().expect("it is written");
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn a_damaged_backup_is_refused_and_leaves_nothing() {
    let folder = nahtlos_testbed::folder();
    let from = Place::sqlite();
    let store = from.open().await;
    fill(&from, &store).await;
    let (good, _) = back_up(&store, &folder, "a.backup").await;
    let bytes = std::fs::read(&good).expect("it is there");
    let cut = folder.path().join("cut.backup");
    std::fs::write(&cut, &bytes[..bytes.len() * 2 / 3]).expect("it is written");
    let none = folder.path().join("none.backup");
    std::fs::write(&none, "no backup").expect("it is written");
    let without_line = |word: &'static str| {
        move |text: String| {
            let lines = text.lines().filter(|line| !line.contains(word));
            lines.map(|line| format!("{line}\n")).collect()
        }
    };
    let cases = [
        (cut, "cut off|damaged"),
        (none, "no backup"),
        (
            changed(&good, |text| text.replace("key-2", "key-9")).with_extension("changed"),
            "settings",
        ),
    ];
    for (path, word) in cases {
        refused(&path, word).await;
    }
    for (change, word) in [
        (
            Box::new(without_line("key-2")) as Box<dyn Fn(String) -> String>,
            "settings has 2 rows",
        ),
        (Box::new(without_line("\"tables\"")), "cut off"),
        (
            Box::new(|text: String| {
                text.replace("0001_center.sql", "9999_x.sql")
                    .replacen("\"version\":1,\"name\"", "\"version\":9999,\"name\"", 1)
            }),
            "newer",
        ),
        (
            Box::new(|text: String| text.replacen("\"version\":1,\"program\"", "\"version\":7,\"program\"", 1)),
            "newer program",
        ),
    ] {
        refused(&changed(&good, change), word).await;
    }
}

async fn refused(backup: &Path, words: &str) {
    for to in Place::each() {
        let error = restore(backup, &to).await.expect_err("it is damaged");
        assert!(words.split('|').any(|word| error.message.contains(word)), "{words}: {error}");
        match to.location() {
            Location::Sqlite(path) => {
                let left: Vec<_> = std::fs::read_dir(path.parent().expect("a folder")).expect("it reads").collect();
                assert!(left.is_empty(), "{left:?}");
            }
            Location::Memory => unreachable!("nobody restores into it"),
            Location::Postgres(_) => {
                let store = Store::connect(to.location(), &LiteOptions::default(), 2).await.expect("it opens");
                assert!(store.is_empty().await.expect("it reads"), "{words}");
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn broken_audit_chains_are_found_and_never_backed_up() {
    let folder = nahtlos_testbed::folder();
    for (text, what, seq) in [
        (
            "UPDATE audit SET body = replace(body, 'update', 'delete') WHERE scope_id = 'customer' AND seq = 2",
            "content",
            2,
        ),
        (
            "UPDATE audit SET body = 'gone' WHERE scope_id = 'customer' AND seq = 1",
            "content",
            1,
        ),
        ("DELETE FROM audit WHERE scope_id = 'customer' AND seq = 1", "missing", 1),
        ("DELETE FROM audit WHERE scope_id = 'customer' AND seq = 2", "head", 2),
        ("DELETE FROM audit_heads WHERE scope_id = 'customer'", "head", 2),
    ] {
        for place in Place::each() {
            let store = place.open().await;
            fill(&place, &store).await;
            let whole = store.chains().await.expect("it reads");
            assert_eq!((whole.scopes, whole.links, whole.problems.len()), (2, 4, 0));
            assert!(beside(&place, text).await, "{text}");
            let found = store.chains().await.expect("it reads").problems;
            let found: Vec<_> = found.iter().map(|p| (p.scope.as_str(), p.what, p.seq)).collect();
            assert_eq!(found, [("customer", what, seq)], "{text}");
            let mut file = std::fs::File::create(folder.path().join("x")).expect("a file");
            let refused = store.back_up(0, &mut file).await.expect_err("its chain is broken");
            assert!(refused.message.contains("audit chain of customer"), "{refused}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_is_one_state_while_others_write() {
    let folder = nahtlos_testbed::folder();
    for place in Place::each() {
        let store = place.open().await;
        fill(&place, &store).await;
        let enough = Arc::new(AtomicBool::new(false));
        let writer = tokio::spawn({
            let (store, enough) = (store.clone(), Arc::clone(&enough));
            async move {
                let mut n = 0_u32;
                while !enough.load(Ordering::SeqCst) {
                    // Two rows at once, of the first table that is written and of one of the last.
                    let name = n.to_string();
                    transact!(store, [name], |tx| {
                        settings::set(tx, &format!("pair {name}"), "x").await?;
                        trail::append(tx, &format!("pair {name}"), Instant(1), &[crate::audit::entry("ada")])
                            .await
                            .map(|_| ())
                    })
                    .await
                    .expect("it commits");
                    n += 1;
                }
                n
            }
        });
        let mut states = Vec::new();
        while states.len() < 8 {
            let (path, manifest) = back_up(&store, &folder, "a.backup").await;
            assert_eq!(archive::verify(&path).expect("it is whole"), manifest);
            let rows = |name: &str| manifest.tables.iter().find(|t| t.table == name).expect("it is there").rows;
            assert_eq!(rows("settings") - 3, rows("audit") - 4, "{:?}: half a pair", place.kind());
            states.push(rows("settings"));
        }
        enough.store(true, Ordering::SeqCst);
        assert!(writer.await.expect("no panic") > 0);
        assert!(states.last() > states.first(), "{states:?}: nothing was written meanwhile");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_whose_structure_is_damaged_is_not_backed_up() {
    let place = Place::sqlite();
    let store = place.open().await;
    fill(&place, &store).await;
    assert_eq!(store.damage().await.expect("it reads"), None);
    store.close();
    drop(store);
    let Location::Sqlite(path) = place.location() else {
        unreachable!("a file")
    };
    // From the middle on: a page that holds the schema itself would not even let it open.
    let whole = std::fs::read(path).expect("it is there");
    let mut store = None;
    for page in whole.len() / 4096 / 2..whole.len() / 4096 {
        let mut bytes = whole.clone();
        bytes[page * 4096..page * 4096 + 64].fill(0xa5);
        std::fs::write(path, bytes).expect("it is written");
        store = Store::connect(place.location(), &LiteOptions::default(), 1).await.ok();
        if store.is_some() {
            break;
        }
    }
    let store = store.expect("it opens");
    assert!(store.damage().await.expect("it reads").is_some());
    let refused = store.back_up(0, &mut std::io::sink()).await.expect_err("it is damaged");
    assert!(
        refused.message.contains("damaged") || refused.message.contains("malformed"),
        "{refused}"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn what_would_run_is_told_before_it_runs() {
    for place in Place::each() {
        let store = Store::connect(place.location(), &LiteOptions::default(), 2)
            .await
            .expect("it opens");
        let before = store.schema().await.expect("it reads");
        assert!(
            before.applied.is_empty() && before.pending[0].name == "0001_center.sql",
            "{before:?}"
        );
        assert!(store.is_empty().await.expect("it reads"), "asking makes nothing");
        let nothing = store.back_up(0, &mut std::io::sink()).await.expect_err("there is nothing");
        assert!(nothing.message.contains("nothing of Nahtlos"), "{nothing}");
        assert_eq!(store.migrate().await.expect("it runs"), before.pending);
        let after = store.schema().await.expect("it reads");
        assert_eq!((after.applied, after.pending.len()), (before.pending, 0));
        assert!(store.migrate().await.expect("it runs").is_empty());
        assert!(beside(&place, "INSERT INTO schema_versions (version, name) VALUES (9999, '9999_x.sql')").await);
        for refused in [
            store.migrate().await.map(|_| ()),
            store.back_up(0, &mut std::io::sink()).await.map(|_| ()),
        ] {
            assert_eq!(refused.expect_err("a newer program was here").kind, Kind::NewerSchema);
        }
        assert!(settings::get(&mut reader(&store).await, "k").await.expect("it reads").is_none());
    }
}
