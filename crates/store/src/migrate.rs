//! Migrations: one folder of files in PostgreSQL's spelling, forward only. SQLite's spelling is derived.
//!
//! A file that was released is never edited. Which files ran stands in `schema_versions`; each runs in a transaction of its own, whose
//! first statement writes its row there, so that of two programs that begin at once one waits and then has nothing to do. A program
//! refuses a database in which a file ran that it does not know.

use crate::{
    EngineKind, Kind, Store, StoreError, Transaction, Tx,
    sql::{params, statements},
};
use std::sync::Arc;

/// The files by name, in order. The number that a name begins with is the file's for ever.
const FILES: &[(&str, &str)] = &[
    ("0001_center.sql", include_str!("../migrations/0001_center.sql")),
    ("0002_transitions.sql", include_str!("../migrations/0002_transitions.sql")),
    ("0003_transfers.sql", include_str!("../migrations/0003_transfers.sql")),
    ("0004_migrations.sql", include_str!("../migrations/0004_migrations.sql")),
    ("0005_delegations.sql", include_str!("../migrations/0005_delegations.sql")),
    (
        "0006_webhooks_and_audit.sql",
        include_str!("../migrations/0006_webhooks_and_audit.sql"),
    ),
    ("0007_partner_desk.sql", include_str!("../migrations/0007_partner_desk.sql")),
    ("0009_leases.sql", include_str!("../migrations/0009_leases.sql")),
    ("0010_activity_gaps.sql", include_str!("../migrations/0010_activity_gaps.sql")),
    ("0011_moves.sql", include_str!("../migrations/0011_moves.sql")),
    ("0012_accounts.sql", include_str!("../migrations/0012_accounts.sql")),
    ("0013_campaigns.sql", include_str!("../migrations/0013_campaigns.sql")),
    ("0014_move_catalogues.sql", include_str!("../migrations/0014_move_catalogues.sql")),
    ("0015_sessions.sql", include_str!("../migrations/0015_sessions.sql")),
    ("0016_deadlines.sql", include_str!("../migrations/0016_deadlines.sql")),
    ("0017_summaries.sql", include_str!("../migrations/0017_summaries.sql")),
];

/// The newest schema that this program knows.
pub const SCHEMA_VERSION: i64 = number(FILES[FILES.len() - 1].0);

statements!("migrate" {
    APPLIED = "SELECT version, name FROM schema_versions ORDER BY version";
    RECORD = "INSERT INTO schema_versions (version, name) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING";
});

/// A migration by number and name.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Migration {
    /// Its number.
    pub version: i64,
    /// Its file.
    pub name: String,
}

/// What ran on a database and what did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schema {
    /// What ran, and this program knows.
    pub applied: Vec<Migration>,
    /// What this program would run.
    pub pending: Vec<Migration>,
    /// What ran, and this program does not know: a newer one was here.
    pub unknown: Vec<Migration>,
}

impl Schema {
    /// Of a database that is not there yet.
    pub fn of_nothing() -> Self {
        Self::of(Vec::new())
    }

    fn of(applied: Vec<Migration>) -> Self {
        let (known, unknown): (Vec<_>, Vec<_>) = applied
            .into_iter()
            .partition(|m| FILES.iter().any(|(name, _)| number(name) == m.version));
        let ran = |version| known.iter().any(|m| m.version == version);
        let pending = FILES.iter().map(|(name, _)| migration(name)).filter(|m| !ran(m.version)).collect();
        Self {
            applied: known,
            pending,
            unknown,
        }
    }

    /// Refuses what a newer program has been at.
    ///
    /// # Errors
    /// [`Kind::NewerSchema`], with the names of what is not known here.
    pub fn is_ours(&self) -> Result<(), StoreError> {
        let Some(newest) = self.unknown.last() else { return Ok(()) };
        let names: Vec<&str> = self.unknown.iter().map(|m| m.name.as_str()).collect();
        let message = format!(
            "the database has schema {}, this program knows {SCHEMA_VERSION} (not known here: {}): use the newer program",
            newest.version,
            names.join(", ")
        );
        Err(StoreError::of(Kind::NewerSchema, message))
    }
}

/// The number in front of a file's name.
const fn number(name: &str) -> i64 {
    let (bytes, mut at, mut number) = (name.as_bytes(), 0, 0);
    while at < bytes.len() && bytes[at].is_ascii_digit() {
        number = number * 10 + (bytes[at] - b'0') as i64;
        at += 1;
    }
    number
}

fn migration(name: &str) -> Migration {
    Migration {
        version: number(name),
        name: name.to_owned(),
    }
}

/// Runs what has not run yet; the names of what ran now.
pub(crate) async fn run(store: &Store) -> Result<Vec<Migration>, StoreError> {
    let schema = schema(&mut store.reader().await?).await?;
    schema.is_ours()?;
    if !schema.pending.is_empty() {
        store.transact(Arc::new(Versions)).await?;
    }
    let mut ran = Vec::new();
    for pending in schema.pending {
        let version = pending.version;
        if store.transact(Arc::new(Run { version })).await? {
            ran.push(pending);
        }
    }
    Ok(ran)
}

/// What ran on a database; a new one has nothing at all.
pub(crate) async fn schema(tx: &mut Tx) -> Result<Schema, StoreError> {
    if !tx.tables().await?.iter().any(|table| table.name == "schema_versions") {
        return Ok(Schema::of_nothing());
    }
    present(tx).await
}

/// The same of a database that has had migrations.
pub(crate) async fn present(tx: &mut Tx) -> Result<Schema, StoreError> {
    let applied = tx
        .all(&APPLIED, params![], |row| {
            Ok(Migration {
                version: row.int(0)?,
                name: row.text(1)?,
            })
        })
        .await?;
    Ok(Schema::of(applied))
}

/// Makes the table of what ran, and runs the files of these numbers, in the transaction that there is.
pub(crate) async fn run_in(tx: &mut Tx, versions: impl Fn(i64) -> bool) -> Result<(), StoreError> {
    Versions.run(tx).await?;
    for version in FILES.iter().map(|(name, _)| number(name)).filter(|version| versions(*version)) {
        Run { version }.run(tx).await?;
    }
    Ok(())
}

/// Whether there is a file of this number.
pub(crate) fn is_known(version: i64) -> bool {
    FILES.iter().any(|(name, _)| number(name) == version)
}

/// Names of the tables that any file makes, in the order in which they are made.
pub(crate) fn tables() -> Vec<&'static str> {
    const MAKES: &str = "CREATE TABLE IF NOT EXISTS ";
    let texts = FILES.iter().flat_map(|(_, text)| text.split(MAKES).skip(1));
    texts.filter_map(|rest| rest.split([' ', '(']).next()).collect()
}

struct Versions;

impl Transaction for Versions {
    type Out = ();
    type Err = StoreError;
    const LARGE: bool = true;

    async fn run(&self, tx: &mut Tx) -> Result<(), StoreError> {
        const VERSIONS: &str = "CREATE TABLE IF NOT EXISTS schema_versions (version BIGINT PRIMARY KEY, name TEXT NOT NULL)";
        let text = spelled(tx.engine(), VERSIONS);
        match tx.define(&text).await {
            // Another program makes it at this moment, which PostgreSQL does not keep apart by itself.
            Err(error) if error.kind == Kind::Unique => Err(StoreError::of(Kind::Retryable, error.message)),
            done => done,
        }
    }
}

struct Run {
    version: i64,
}

impl Transaction for Run {
    type Out = bool;
    type Err = StoreError;
    const LARGE: bool = true;

    async fn run(&self, tx: &mut Tx) -> Result<bool, StoreError> {
        let file = FILES.iter().find(|(name, _)| number(name) == self.version);
        let (name, text) = file.ok_or_else(|| StoreError::other(format!("there is no migration {}", self.version)))?;
        if tx.run(&RECORD, params![self.version, *name]).await? == 0 {
            return Ok(false); // Another program ran it meanwhile.
        }
        for statement in without_comments(text).split(';').map(str::trim).filter(|s| !s.is_empty()) {
            let text = spelled(tx.engine(), statement);
            tx.define(&text).await?;
        }
        Ok(true)
    }
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
    // SQLite looks into a text by itself.
    let lite = lite.replace("CAST(body AS JSONB)", "body");
    if !lite.starts_with("CREATE TABLE") {
        return lite;
    }
    // Wide rows lie better in a table of their own with the key as an index; narrow ones are their key's index.
    let wide = lite.contains("body TEXT") || lite.contains("BLOB");
    format!("{lite} {}", if wide { "STRICT" } else { "STRICT, WITHOUT ROWID" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_in_order_and_each_number_is_one_files() {
        let numbers: Vec<i64> = FILES.iter().map(|(name, _)| number(name)).collect();
        assert!(numbers.is_sorted_by(|a, b| a < b), "{numbers:?}");
        assert!(FILES.iter().all(|(name, _)| name.as_bytes()[4] == b'_'), "0001_name.sql");
        assert_eq!(SCHEMA_VERSION, *numbers.last().expect("there are files"));
    }

    #[test]
    fn what_ran_is_told_by_numbers_however_far_others_are() {
        let ran = |versions: &[i64]| {
            let all = versions.iter().map(|v| Migration {
                version: *v,
                name: format!("{v:04}_x.sql"),
            });
            Schema::of(all.collect())
        };
        assert_eq!(ran(&[]).pending.len(), FILES.len());
        assert!(ran(&[]).is_ours().is_ok());
        let newer = ran(&[1, 9999]);
        assert_eq!((newer.applied.len(), newer.unknown.len()), (1, 1));
        let refused = newer.is_ours().expect_err("a newer program was here");
        assert_eq!(refused.kind, Kind::NewerSchema);
        assert!(refused.message.contains("9999_x.sql"), "{refused}");
    }

    #[test]
    fn tables_are_found_in_the_files() {
        let all = tables();
        assert!(all.contains(&"settings") && all.contains(&"catalogue_rows"), "{all:?}");
        assert!(!all.iter().any(|name| name.contains('\n')), "{all:?}");
    }
}
