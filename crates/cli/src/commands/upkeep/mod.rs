//! What keeps a center going, on the machine it runs on: `doctor`, `migrate`, `backup`, `restore`. Each finds the database as
//! `nahtlos serve` does: settings file, environment, command line.

pub(crate) mod backup;
pub(crate) mod doctor;
pub(crate) mod migrate;
pub(crate) mod restore;

use crate::{commands::serve, end::Failure, remote::print_json, screen::Screen};
use clap::{Args, ValueHint};
use nahtlos_report::texts::Args as Values;
use nahtlos_server::{Config, upkeep::Manifest};
use std::path::PathBuf;

/// Which settings are meant.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Settings from a TOML file [default: nahtlos.toml, if there is one]
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    config: Option<PathBuf>,
    /// A file for SQLite, or a postgres:// URL [default: as `nahtlos serve` would take it]
    #[arg(long, value_name = "PLACE")]
    database: Option<String>,
}

impl Place {
    fn settings(&self) -> Result<Config, Failure> {
        let mut flags = toml::Table::new();
        if let Some(place) = &self.database {
            flags.insert("database".to_owned(), toml::Value::String(place.clone()));
        }
        serve::settings(self.config.as_deref(), flags)
    }
}

/// Runs what waits for databases.
fn wait<T>(work: impl Future<Output = T>) -> Result<T, Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
    Ok(runtime.map_err(|error| Failure::Bug(error.to_string()))?.block_on(work))
}

/// What a backup came to, under a sentence.
fn show(manifest: &Manifest, sentence: &str, json: bool, screen: &Screen) -> Result<(), Failure> {
    if json {
        return print_json(screen, manifest);
    }
    screen.line(sentence);
    let values = Values::new()
        .count("rows", manifest.rows())
        .count("tables", manifest.tables.len())
        .count("links", manifest.links)
        .text("digest", manifest.digest.clone());
    screen.line(&format!("  {}", screen.text("cli-backup-counts", values)));
    let schema = manifest.header.schema.last().map_or_else(String::new, |m| m.name.clone());
    let taken = nahtlos_model::instants::Instant(manifest.header.taken_ms).to_string();
    let values = Values::new()
        .text("engine", manifest.header.engine.clone())
        .text("taken", taken)
        .text("schema", schema);
    screen.line(&format!("  {}", screen.text("cli-backup-origin", values)));
    Ok(())
}
