//! What an operator does with a database from outside of a running center: look at it, migrate it, back it up, make one of a backup.
//!
//! Nothing here opens an [`crate::Engine`]: a database that is damaged, too old or too new can be looked at all the same. The server wraps
//! it for the command line; files and time come from there.

use crate::{Engine, Settings};
use nahtlos_model::instants::Instant;
use nahtlos_store::{EngineKind, Store, StoreError};
use std::{io::Write, path::PathBuf};

pub use nahtlos_store::{
    Migration, SCHEMA_VERSION, Schema,
    archive::{ChainProblem, Chains, Counted, Header, Manifest, restore, verify},
    upkeep::Waiting,
};

/// A database as it is.
#[derive(Debug)]
pub struct Database {
    store: Store,
}

impl Database {
    /// Opens it and changes nothing.
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn open(settings: &Settings) -> Result<Self, StoreError> {
        let store = Store::connect(&settings.location, &settings.lite, settings.connections).await?;
        Ok(Self { store })
    }

    /// Whether it is a server's.
    pub fn is_server(&self) -> bool {
        self.store.kind() == EngineKind::Postgres
    }

    /// The engine with its version, such as `SQLite 3.50.4`.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn version(&self) -> Result<String, StoreError> {
        self.store.version().await
    }

    /// The clock of a server's machine; `None` for a file.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn clock(&self) -> Result<Option<Instant>, StoreError> {
        Ok(self.store.clock_ms().await?.map(Instant))
    }

    /// Which migrations ran, and which would run.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn schema(&self) -> Result<Schema, StoreError> {
        self.store.schema().await
    }

    /// Runs the migrations that have not run; those that ran now.
    ///
    /// # Errors
    /// When a newer program was here, or one of them fails.
    pub async fn migrate(&self) -> Result<Vec<Migration>, StoreError> {
        self.store.migrate().await
    }

    /// What is wrong with a file's structure; `None`: nothing, or the engine has no such look.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn damage(&self) -> Result<Option<String>, StoreError> {
        self.store.damage().await
    }

    /// Walks all audit chains.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn chains(&self) -> Result<Chains, StoreError> {
        self.store.chains().await
    }

    /// What waits to be done or to be sent at a time.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn waiting(&self, now: Instant) -> Result<Waiting, StoreError> {
        self.store.waiting(now).await
    }

    /// Writes a backup of one state, while others go on writing to the database.
    ///
    /// # Errors
    /// When the database is damaged or its audit chains are broken; when the file cannot be written.
    pub async fn back_up(&self, taken: Instant, out: &mut (dyn Write + Send)) -> Result<Manifest, StoreError> {
        self.store.back_up(taken.0, out).await
    }

    /// Ends.
    pub fn close(&self) {
        self.store.close();
    }
}

/// Makes a database of a backup where there is none.
///
/// # Errors
/// When there is one, or the backup is not what was written. Then nothing of it is there.
pub async fn restore_to(settings: &Settings, backup: PathBuf) -> Result<Manifest, StoreError> {
    restore(backup, &settings.location, settings.connections).await
}

impl Engine {
    /// Whether requests can be served: the database answers, and no newer program has migrated it under this one.
    ///
    /// # Errors
    /// Why not.
    pub async fn is_ready(&self) -> Result<(), StoreError> {
        self.inner.store.is_current().await
    }

    /// What waits to be done or to be sent, by the program's clock.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn waiting(&self) -> Result<Waiting, StoreError> {
        self.inner.store.waiting(self.now()).await
    }

    /// What the store has done since it was opened, and how many connections it has.
    pub fn meter(&self) -> nahtlos_store::Metered {
        self.inner.store.metered()
    }
}
