//! Migrations: one folder of files in PostgreSQL's spelling, one statement per call, forward only. SQLite's spelling is derived.
//!
//! A file that was released is never edited. A program refuses a schema that is newer than itself.

use crate::{
    EngineKind, Kind, Store, StoreError,
    sql::{params, statements},
};

/// The files, in order. The number of a file is its place, beginning with 1.
const FILES: &[(&str, &str)] = &[("0001_center.sql", include_str!("../migrations/0001_center.sql"))];

/// The schema that this program knows.
pub const SCHEMA_VERSION: i64 = FILES.len() as i64;

statements!("migrate" {
    APPLIED = "SELECT CAST(coalesce(max(version), 0) AS BIGINT) FROM schema_versions";
    RECORD = "INSERT INTO schema_versions (version, name) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING";
});

pub(crate) async fn run(store: &Store) -> Result<(), StoreError> {
    let kind = store.kind();
    store
        .batch(&spelled(
            kind,
            "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY, name TEXT NOT NULL)",
        ))
        .await?;
    let applied = version(store).await?;
    if applied > SCHEMA_VERSION {
        let message = format!("the database has schema {applied}, this program knows {SCHEMA_VERSION}: use a newer program");
        return Err(StoreError::of(Kind::NewerSchema, message));
    }
    for (number, (name, text)) in (1..).zip(FILES).skip(usize::try_from(applied).unwrap_or(0)) {
        for statement in text.split(';').map(without_comments).filter(|s| !s.is_empty()) {
            store.batch(&spelled(kind, &statement)).await?;
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

fn without_comments(statement: &str) -> String {
    let lines = statement.lines().filter(|line| !line.trim_start().starts_with("--"));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
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
