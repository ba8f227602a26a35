//! What the testbed promises: databases of their own on both engines, and nothing that stays behind, however a process ends.

use nahtlos_store::{EngineKind, settings};
use nahtlos_testbed::{Engines, Place, Postgres, Settings, transact};
use std::{
    io::{BufRead as _, BufReader, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::Mutex,
    time::Duration,
};
use tokio_postgres::NoTls;

/// Set for a child process that starts a cluster and waits to be killed.
const CHILD: &str = "NAHTLOS_TESTBED_CHILD";

async fn answer(url: &str, question: &str) -> String {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await.expect("it connects");
    let connection = tokio::spawn(connection);
    let row = client.query_one(question, &[]).await.expect("it answers");
    drop(client);
    let _ = connection.await;
    row.get(0)
}

#[tokio::test]
async fn databases_are_empty_c_collated_and_reached_by_port_and_socket() {
    let (one, other) = (Postgres::shared().fresh_database(), Postgres::shared().fresh_database());
    assert_ne!(one.name, other.name);
    for url in [&one.url, &one.socket_url] {
        assert_eq!(answer(url, "SELECT current_database()::text").await, one.name);
    }
    let tables = "SELECT count(*)::text FROM pg_tables WHERE schemaname = 'public'";
    assert_eq!(answer(&one.url, tables).await, "0");
    let collation =
        "SELECT datcollate || ' ' || datctype || ' ' || pg_encoding_to_char(encoding) FROM pg_database WHERE datname = current_database()";
    assert_eq!(answer(&other.url, collation).await, "C C UTF8");
    assert_eq!(answer(&other.url, "SELECT current_setting('fsync')").await, "on");
    assert_eq!(answer(&other.url, "SELECT current_setting('max_connections')").await, "100");
}

#[tokio::test]
async fn a_test_runs_on_both_engines_with_stores_of_its_own() {
    let seen = Mutex::new(Vec::new());
    Engines::each(async |store| {
        let key = "only here".to_owned();
        let before = transact!(store, [key], |tx| {
            let before = settings::get(tx, key).await?;
            settings::set(tx, key, "yes").await?;
            Ok(before)
        });
        assert_eq!(before.await.expect("it commits"), None);
        seen.lock().expect("no panic").push(store.kind());
    })
    .await;
    assert_eq!(*seen.lock().expect("no panic"), [EngineKind::Sqlite, EngineKind::Postgres]);
    let place = Place::sqlite();
    place.open().await.close();
    place.open().await.close();
}

#[tokio::test]
async fn a_killed_server_starts_again_with_what_was_committed() {
    let cluster = Postgres::start_with(Settings {
        fsync: false,
        max_connections: 20,
    });
    let database = cluster.fresh_database();
    answer(&database.url, "SELECT (SELECT 'idle')").await;
    let (client, connection) = tokio_postgres::connect(&database.url, NoTls).await.expect("it connects");
    let connection = tokio::spawn(connection);
    client
        .batch_execute("CREATE TABLE kept (n BIGINT); INSERT INTO kept VALUES (7)")
        .await
        .expect("it commits");
    let before = cluster.pid();
    cluster.kill();
    assert_eq!(cluster.pid(), None);
    assert!(connection.await.expect("no panic").is_err());
    cluster.restart();
    assert!(cluster.pid().is_some() && cluster.pid() != before);
    assert_eq!(answer(&database.url, "SELECT n::text FROM kept").await, "7");
    let folder = cluster.folder().to_path_buf();
    let pid = cluster.pid().expect("it runs");
    drop(cluster);
    assert!(is_gone(pid) && !folder.exists());
}

/// Not a test of its own: the process that the next test kills.
#[test]
fn the_child_starts_a_cluster_and_waits() {
    if std::env::var_os(CHILD).is_none() {
        return;
    }
    let cluster = Postgres::shared();
    println!("\ncluster {} {}", cluster.pid().expect("it runs"), cluster.folder().display());
    std::io::stdout().flush().expect("the parent listens");
    let _ = std::io::stdin().lock().read_line(&mut String::new());
}

#[test]
fn nothing_stays_behind_when_the_process_ends_or_is_killed() {
    for kill in [true, false] {
        let mut child = Command::new(std::env::current_exe().expect("this program"))
            .args(["--exact", "the_child_starts_a_cluster_and_waits", "--nocapture"])
            .env(CHILD, "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts again");
        let lines = BufReader::new(child.stdout.take().expect("it is piped"))
            .lines()
            .map_while(Result::ok);
        let found = lines
            .into_iter()
            .find_map(|line| line.strip_prefix("cluster ").map(str::to_owned))
            .expect("it says its cluster");
        let (pid, folder) = found.split_once(' ').expect("pid and folder");
        let pid = pid.parse().expect("a number");
        assert!(!is_gone(pid) && Path::new(folder).exists());
        if kill {
            child.kill().expect("it can be killed");
        } else {
            drop(child.stdin.take());
        }
        child.wait().expect("it ends");
        assert!(
            soon(|| is_gone(pid) && !Path::new(folder).exists()),
            "{found} stayed behind, killed: {kill}"
        );
    }
}

/// Whether a server's process is gone; one that nobody waits for counts as gone.
fn is_gone(pid: u32) -> bool {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    !stat.contains("(postgres) ") || stat.contains(") Z ")
}

#[allow(clippy::disallowed_methods)] // another process's end can only be looked for
fn soon(mut done: impl FnMut() -> bool) -> bool {
    (0..500).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        done()
    })
}
