//! What an operator asks a database: its version, its clock, whether it is the program's, what waits in it. And what a store counts.

use crate::{
    Database, EngineKind, Kind, Store, StoreError, migrate,
    sql::{params, statements},
};
use nahtlos_model::instants::Instant;
use std::sync::atomic::{AtomicU64, Ordering};

statements!("upkeep" {
    DUE = "SELECT CAST(count(*) AS BIGINT), CAST(coalesce(min(at_ms), 0) AS BIGINT) FROM due WHERE at_ms <= $1";
    OUTBOX = "SELECT kind, CAST(count(*) AS BIGINT), CAST(coalesce(min(at_ms), 0) AS BIGINT) FROM outbox GROUP BY kind ORDER BY kind";
});

/// What waits.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Waiting {
    /// Pieces of work that are due and not done.
    pub due: i64,
    /// How long the oldest of them has been due, in milliseconds of the program's clock.
    pub due_lag_ms: i64,
    /// Messages in the outbox by kind: how many, and how long the oldest has waited, in milliseconds of the program's clock.
    pub outbox: Vec<(String, i64, i64)>,
}

/// Counts of a store.
#[derive(Debug, Default)]
pub(crate) struct Meter {
    committed: AtomicU64,
    refused: AtomicU64,
    failed: AtomicU64,
    unknown: AtomicU64,
    retried: AtomicU64,
}

/// What a store has done since it was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Metered {
    /// Transactions committed.
    pub committed: u64,
    /// Transactions that were undone because the work said no.
    pub refused: u64,
    /// Transactions that failed.
    pub failed: u64,
    /// Commits whose outcome was not told.
    pub unknown: u64,
    /// Attempts that were made again.
    pub retried: u64,
    /// Connections open, of a server database.
    pub connections: u64,
    /// Of these, those that nobody uses.
    pub idle: u64,
    /// Who waits for one.
    pub waiting: u64,
}

/// How a transaction ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ended {
    /// The work said no.
    Refused,
    /// The database failed; worth another try or not.
    Failed,
    /// The answer to the commit was lost.
    Unknown,
}

impl Ended {
    /// Of an error of the database.
    pub fn of(error: &StoreError) -> Self {
        match error.kind {
            Kind::Unknown => Self::Unknown,
            _ => Self::Failed,
        }
    }
}

impl Meter {
    pub(crate) fn committed(&self) {
        self.committed.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn retried(&self) {
        self.retried.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn ended(&self, how: Ended) {
        let count = match how {
            Ended::Refused => &self.refused,
            Ended::Failed => &self.failed,
            Ended::Unknown => &self.unknown,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }
}

impl Store {
    /// The engine with its version.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn version(&self) -> Result<String, StoreError> {
        let (name, question) = match self.kind() {
            EngineKind::Sqlite => ("SQLite", "SELECT sqlite_version()"),
            EngineKind::Postgres => ("PostgreSQL", "SELECT current_setting('server_version')"),
        };
        let mut version = String::new();
        let mut tx = self.reader().await?;
        tx.each(question, |row| {
            version = row.text(0)?;
            Ok(())
        })
        .await?;
        Ok(format!("{name} {version}"))
    }

    /// The clock of a server's machine in milliseconds; `None` for a file. For comparing clocks, never for deciding.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn clock_ms(&self) -> Result<Option<i64>, StoreError> {
        if self.kind() == EngineKind::Sqlite {
            return Ok(None);
        }
        let mut found = None;
        let mut tx = self.reader().await?;
        tx.each("SELECT CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)", |row| {
            found = Some(row.int(0)?);
            Ok(())
        })
        .await?;
        Ok(found)
    }

    /// Whether the database answers and is of this program's schema.
    ///
    /// # Errors
    /// When it does not answer, or another program's migrations have run.
    pub async fn is_current(&self) -> Result<(), StoreError> {
        let schema = migrate::present(&mut self.reader().await?).await?;
        schema.is_ours()?;
        match schema.pending.first() {
            None => Ok(()),
            Some(pending) => Err(StoreError::other(format!("{} has not run", pending.name))),
        }
    }

    /// What waits at a time of the program's clock.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn waiting(&self, now: Instant) -> Result<Waiting, StoreError> {
        let mut tx = self.reader().await?;
        let age = |at: i64| (now.0 - at).max(0);
        let due = tx.one(&DUE, params![now.0], |row| Ok((row.int(0)?, row.int(1)?))).await?;
        let (due, oldest) = due.unwrap_or_default();
        let outbox = tx
            .all(&OUTBOX, params![], |row| Ok((row.text(0)?, row.int(1)?, age(row.int(2)?))))
            .await?;
        Ok(Waiting {
            due,
            due_lag_ms: if due > 0 { age(oldest) } else { 0 },
            outbox,
        })
    }

    /// What the store has done since it was opened.
    pub fn metered(&self) -> Metered {
        let m = &self.meter;
        let of = |count: &AtomicU64| count.load(Ordering::Relaxed);
        let (connections, idle, waiting) = match &*self.database {
            Database::Lite(_) => (0, 0, 0),
            Database::Postgres(postgres) => postgres.connections(),
        };
        Metered {
            committed: of(&m.committed),
            refused: of(&m.refused),
            failed: of(&m.failed),
            unknown: of(&m.unknown),
            retried: of(&m.retried),
            connections,
            idle,
            waiting,
        }
    }
}
