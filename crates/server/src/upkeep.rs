//! Migrating, backing up and restoring the database that the settings name, without a running center: for the command line.
//!
//! A backup may be taken while a center runs. It is written beside its place, read again whole from the disk, and only then has its name.

use crate::{Config, ambient::Machine, listen::without_password, local};
use nahtlos_engine::{
    Location, StoreError,
    ambient::Ambient as _,
    upkeep::{self, Database},
};
use std::{
    fs::File,
    path::{Path, PathBuf},
};

pub use nahtlos_engine::upkeep::{Manifest, Migration, SCHEMA_VERSION, Schema};

/// Why nothing was done.
fn about(config: &Config) -> impl Fn(StoreError) -> String {
    let place = without_password(&config.database.0);
    move |error| format!("{place}: {}", error.message)
}

/// Opens the database as it is; a file must be there.
async fn open(config: &Config) -> Result<Database, String> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    if let Location::Sqlite(path) = Location::parse(&config.database.0)
        && !path.exists()
    {
        return Err(format!("{}: there is no such database", path.display()));
    }
    Database::open(&local::settings(config)).await.map_err(about(config))
}

/// Which migrations ran, and which would run. A file that is not there counts as empty, and is not made.
///
/// # Errors
/// When the database cannot be read.
pub async fn schema(config: &Config) -> Result<Schema, String> {
    if let Location::Sqlite(path) = Location::parse(&config.database.0)
        && !path.exists()
    {
        return Ok(Schema::of_nothing());
    }
    let database = open(config).await?;
    let schema = database.schema().await.map_err(about(config));
    database.close();
    schema
}

/// Runs the migrations that have not run, and makes a file where there is none; those that ran now.
///
/// # Errors
/// When a newer program was here, or one fails.
pub async fn migrate(config: &Config) -> Result<Vec<Migration>, String> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    let database = Database::open(&local::settings(config)).await.map_err(about(config))?;
    let ran = database.migrate().await.map_err(about(config));
    database.close();
    ran
}

/// Writes a backup to a file that is not there, and reads it again.
///
/// # Errors
/// When the file is there or cannot be written; when the database is damaged. Then there is no file.
pub async fn back_up(config: &Config, to: &Path) -> Result<Manifest, String> {
    let at = |error: std::io::Error| format!("{}: {error}", to.display());
    if to.exists() {
        return Err(format!("{}: it is there, and nothing is written over it", to.display()));
    }
    let database = open(config).await?;
    let beside = beside(to);
    let written = write(&database, &beside).await;
    database.close();
    let done = match written {
        Ok(manifest) => finish(&beside, to, &manifest).map(|()| manifest),
        Err(Problem::Store(error)) => Err(about(config)(error)),
        Err(Problem::File(error)) => Err(at(error)),
    };
    if done.is_err() {
        let _ = std::fs::remove_file(&beside);
    }
    done
}

enum Problem {
    Store(StoreError),
    File(std::io::Error),
}

/// It holds keys and hashes of passwords: for the account's eyes only.
async fn write(database: &Database, path: &Path) -> Result<Manifest, Problem> {
    let mut options = File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(Problem::File)?;
    let manifest = database.back_up(Machine.now(), &mut file).await.map_err(Problem::Store)?;
    file.sync_all().map_err(Problem::File)?;
    Ok(manifest)
}

fn finish(beside: &Path, to: &Path, written: &Manifest) -> Result<(), String> {
    let read = upkeep::verify(beside).map_err(|error| error.message)?;
    if read != *written {
        return Err(format!("{}: what was read from the disk is not what was written", to.display()));
    }
    std::fs::rename(beside, to).map_err(|error| format!("{}: {error}", to.display()))
}

fn beside(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".partial");
    PathBuf::from(name)
}

/// Reads a backup whole; what it came to.
///
/// # Errors
/// When it is none, was cut off, or is not what was written.
pub fn verify(backup: &Path) -> Result<Manifest, String> {
    upkeep::verify(backup).map_err(|error| error.message)
}

/// Makes the database that the settings name of a backup.
///
/// # Errors
/// When it is not empty, or the backup is not what was written. Then nothing of it is there.
pub async fn restore(config: &Config, backup: PathBuf) -> Result<Manifest, String> {
    let _ = rustls::crypto::aws_lc_rs::default_provider().install_default();
    upkeep::restore_to(&local::settings(config), backup).await.map_err(about(config))
}
