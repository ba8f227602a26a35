//! Makes a database of a backup: schema as it was, rows, the same counts and digests, whole audit chains, and then the migrations that the
//! program has beyond. All in one transaction; a file is made beside its place and moved there when it is done.

use super::{
    chains,
    format::{Manifest, damaged},
    read::{Backup, Part},
    write,
};
use crate::{
    Kind, LiteOptions, Location, Store, StoreError, Transaction, Tx, migrate,
    sql::{Owned, Table, Val},
};
use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Rows written at once.
const ROWS: usize = 1000;
/// Bytes of rows written at once: wide documents are written in smaller groups.
const BYTES: usize = 4 << 20;

/// Loads a backup into an empty database.
pub(crate) async fn load(store: &Store, backup: PathBuf) -> Result<Manifest, StoreError> {
    if !store.is_empty().await? {
        return Err(not_empty("the database"));
    }
    store.transact(Arc::new(Load { backup })).await
}

fn not_empty(what: &str) -> StoreError {
    StoreError::other(format!(
        "{what} is not empty, and nothing is written over what is there: name an empty or a new one"
    ))
}

/// Loads a backup into a file that is not there, or holds nothing.
pub(crate) async fn as_file(backup: PathBuf, path: &Path, options: &LiteOptions) -> Result<Manifest, StoreError> {
    let beside = |end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    if path.metadata().is_ok_and(|file| file.len() > 0) {
        return Err(not_empty(&path.display().to_string()));
    }
    if let Some(log) = ["-wal", "-journal"].map(beside).into_iter().find(|log| log.exists()) {
        return Err(StoreError::other(format!(
            "{} lies there and belongs to another database: move it away first",
            log.display()
        )));
    }
    let making = beside(".restoring");
    let remove = || {
        for end in ["", "-wal", "-shm", "-journal"] {
            let _ = std::fs::remove_file(beside(&format!(".restoring{end}")));
        }
    };
    remove();
    let store = Store::connect(&Location::Sqlite(making.clone()), options, 1).await?;
    let done = load(&store, backup).await;
    store.close();
    drop(store);
    let moved = done.and_then(|manifest| {
        let moved = std::fs::rename(&making, path).and_then(|()| settle(path));
        moved.map_err(|error| StoreError::other(format!("{}: {error}", path.display())))?;
        Ok(manifest)
    });
    if moved.is_err() {
        remove();
    }
    moved
}

/// Sees that the new name is on disk.
fn settle(path: &Path) -> std::io::Result<()> {
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    std::fs::File::open(folder)?.sync_all()
}

struct Load {
    backup: PathBuf,
}

impl Transaction for Load {
    type Out = Manifest;
    type Err = StoreError;
    const LARGE: bool = true;

    async fn run(&self, tx: &mut Tx) -> Result<Manifest, StoreError> {
        let mut backup = Backup::open(&self.backup)?;
        let ran: BTreeSet<i64> = backup.header().schema.iter().map(|m| m.version).collect();
        if let Some(unknown) = backup.header().schema.iter().find(|m| !migrate::is_known(m.version)) {
            let message = format!(
                "the backup is of a newer program: {} is not known here; use the newer one",
                unknown.name
            );
            return Err(StoreError::of(Kind::NewerSchema, message));
        }
        migrate::run_in(tx, |version| ran.contains(&version)).await?;
        let tables = write::tables(tx).await?;
        for table in &tables {
            // A migration may have put rows into what it made.
            tx.define(&format!("DELETE FROM {}", table.name)).await?;
        }
        let manifest = rows(tx, &mut backup, &tables).await?;
        for (table, said) in tables.iter().zip(&manifest.tables) {
            let found = write::count(tx, table, |_| Ok(())).await?;
            if found != *said {
                return Err(StoreError::other(format!("{} came out otherwise than the backup says", table.name)));
            }
        }
        let chains = chains::walk(tx).await?;
        chains.whole()?;
        if (chains.links, chains.seals) != (manifest.links, manifest.seals) {
            return Err(damaged("it has other audit chains than it says"));
        }
        migrate::run_in(tx, |version| !ran.contains(&version)).await?;
        Ok(manifest)
    }
}

/// Writes the backup's rows into the tables, which are the same in the same order.
async fn rows(tx: &mut Tx, backup: &mut Backup, tables: &[Table]) -> Result<Manifest, StoreError> {
    let mut expected = tables.iter();
    let mut table: Option<&Table> = None;
    let (mut waiting, mut bytes) = (Vec::new(), 0);
    loop {
        match backup.next()? {
            Part::Table(begins) => {
                table = expected.next();
                if table != Some(&begins) {
                    return Err(damaged(&format!("the table {} is not as its schema makes it", begins.name)));
                }
            }
            Part::Row(row) => {
                bytes += row.iter().map(size).sum::<usize>();
                waiting.push(row);
                if waiting.len() >= ROWS || bytes >= BYTES {
                    flush(tx, table, &mut waiting).await?;
                    bytes = 0;
                }
            }
            Part::End => {
                flush(tx, table, &mut waiting).await?;
                bytes = 0;
            }
            Part::Last(manifest) => {
                return match expected.next() {
                    None => Ok(manifest),
                    Some(table) => Err(damaged(&format!("the table {} is missing", table.name))),
                };
            }
        }
    }
}

fn size(value: &Owned) -> usize {
    match value {
        Owned::Text(text) => text.len(),
        Owned::Bytes(bytes) => bytes.len(),
        Owned::Int(_) | Owned::Null => 8,
    }
}

async fn flush(tx: &mut Tx, table: Option<&Table>, waiting: &mut Vec<Vec<Owned>>) -> Result<(), StoreError> {
    let Some(table) = table.filter(|_| !waiting.is_empty()) else {
        return Ok(());
    };
    let values: Vec<Val<'_>> = waiting.iter().flatten().map(Owned::borrow).collect();
    tx.insert_many(&table.insertion(), table.columns.len(), "", &values).await?;
    waiting.clear();
    Ok(())
}
