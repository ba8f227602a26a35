//! Backups: the whole of a database as one file that belongs to no engine, and back again.
//!
//! What is written is one state of the database, however much is written to it meanwhile. The file carries the number of rows and a digest
//! of every table, and both are asked for again of what was read from it and of what was made of it. A restoration makes a database that
//! was empty, wholly or not at all. Called by the engine for the command line; time comes as a value.

mod chains;
mod format;
mod load;
mod read;
mod write;

pub use chains::{ChainProblem, Chains};
pub use format::{Counted, Header, Manifest};
pub use read::verify;

use crate::{EngineKind, LiteOptions, Location, Store, StoreError, sql::Table};
use std::{io::Write, path::PathBuf};

impl Store {
    /// Writes a backup: one state of the database, while others go on writing to it.
    ///
    /// # Errors
    /// When the database cannot be read, is damaged, or its audit chains are broken; when the file cannot be written.
    pub async fn back_up(&self, taken_ms: i64, out: &mut (dyn Write + Send)) -> Result<Manifest, StoreError> {
        let mut tx = self.reader().await?;
        tx.look().await?;
        let manifest = write::write(&mut tx, taken_ms, out).await?;
        tx.look_ended().await?;
        Ok(manifest)
    }

    /// Looks whether the database's own structure is whole; `None`: it is, or the engine has no such look (PostgreSQL).
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn damage(&self) -> Result<Option<String>, StoreError> {
        write::damage(&mut self.reader().await?).await
    }

    /// Walks every audit chain and every partner's chain of seals.
    ///
    /// # Errors
    /// When they cannot be read; what is broken in them is no error, but told.
    pub async fn chains(&self) -> Result<Chains, StoreError> {
        let mut tx = self.reader().await?;
        tx.look().await?;
        let found = chains::walk(&mut tx).await?;
        tx.look_ended().await?;
        Ok(found)
    }

    /// The tables there are, with their columns.
    ///
    /// # Errors
    /// When they cannot be read.
    pub async fn tables(&self) -> Result<Vec<Table>, StoreError> {
        self.reader().await?.tables().await
    }

    /// Whether nothing of ours is there.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn is_empty(&self) -> Result<bool, StoreError> {
        let known = crate::migrate::tables();
        let found = self.reader().await?.tables().await?;
        Ok(!found
            .iter()
            .any(|t| t.name == "schema_versions" || known.contains(&t.name.as_str())))
    }
}

/// Makes a database of a backup: of a file that is not there, or in an empty database of PostgreSQL.
///
/// # Errors
/// When the target is not empty, when the backup is damaged, was cut off, or is of a newer program. Then nothing of it is there.
pub async fn restore(backup: PathBuf, target: &Location, connections: usize) -> Result<Manifest, StoreError> {
    let options = LiteOptions::default();
    match target {
        Location::Postgres(_) => {
            let store = Store::connect(target, &options, connections).await?;
            let done = load::load(&store, backup).await;
            store.close();
            done
        }
        Location::Sqlite(path) => load::as_file(backup, path, &options).await,
        Location::Memory => Err(StoreError::other(
            "a database in memory ends with its process: restore into a file or into PostgreSQL",
        )),
    }
}

/// What an engine is called in a backup.
fn name_of(kind: EngineKind) -> &'static str {
    match kind {
        EngineKind::Sqlite => "sqlite",
        EngineKind::Postgres => "postgresql",
    }
}
