//! Migrations: one folder of files in PostgreSQL's spelling, one statement per call, forward only. SQLite's spelling is derived.
//!
//! A file that was released is never edited. A program refuses a schema that is newer than itself. Every statement may run
//! twice (`IF NOT EXISTS`), because a program may be ended between two of them, and two programs may begin at once.

use crate::{
    EngineKind, Kind, Store, StoreError,
    sql::{params, statements},
};

/// The files, in order. The number of a file is its place, beginning with 1.
const FILES: &[(&str, &str)] = &[
    ("0001_center.sql", include_str!("../migrations/0001_center.sql")),
    ("0007_partner_desk.sql", include_str!("../migrations/0007_partner_desk.sql")),
];

/// The schema that this program knows.
pub const SCHEMA_VERSION: i64 = FILES.len() as i64;

statements!("migrate" {
    APPLIED = "SELECT CAST(coalesce(max(version), 0) AS BIGINT) FROM schema_versions";
    RECORD = "INSERT INTO schema_versions (version, name) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING";
});

pub(crate) async fn run(store: &Store) -> Result<(), StoreError> {
    let kind = store.kind();
    const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY, name TEXT NOT NULL)";
    define(store, &spelled(kind, VERSIONS)).await?;
    let applied = version(store).await?;
    if applied > SCHEMA_VERSION {
        let message = format!("the database has schema {applied}, this program knows {SCHEMA_VERSION}: use a newer program");
        return Err(StoreError::of(Kind::NewerSchema, message));
    }
    for (number, (name, text)) in (1..).zip(FILES).skip(usize::try_from(applied).unwrap_or(0)) {
        for statement in without_comments(text).split(';').map(str::trim).filter(|s| !s.is_empty()) {
            define(store, &spelled(kind, statement)).await?;
        }
        let mut tx = store.reader().await?;
        tx.run(&RECORD, params![number as i64, *name]).await?;
    }
    Ok(())
}

async fn version(store: &Store) -> Result<i64, StoreError> {
    let mut tx = store.reader().await?;
    Ok(tx.one(&APPLIED, params![], |row| row.int(0)).await?.unwrap_or(0))
}

/// One statement; again where another program does the same at this moment, which PostgreSQL does not keep apart by itself.
async fn define(store: &Store, statement: &str) -> Result<(), StoreError> {
    for _ in 0..10 {
        match store.batch(statement).await {
            Err(error) if matches!(error.kind, Kind::Unique | Kind::Retryable) => tokio::task::yield_now().await,
            done => return done,
        }
    }
    store.batch(statement).await
}

fn without_comments(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("--"));
    lines.collect::<Vec<_>>().join("\n")
}

fn spelled(kind: EngineKind, statement: &str) -> String {
    if kind == EngineKind::Postgres {
        return statement.to_owned();
    }
    let lite = statement.replace("BIGINT", "INTEGER").replace("BYTEA", "BLOB");
    if !lite.starts_with("CREATE TABLE") {
        return lite;
    }
    // Wide rows lie better in a table of their own with the key as an index; narrow ones are their key's index.
    let wide = lite.contains("body TEXT") || lite.contains("BLOB");
    format!("{lite} {}", if wide { "STRICT" } else { "STRICT, WITHOUT ROWID" })
}
