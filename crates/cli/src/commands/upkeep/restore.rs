//! `nahtlos restore`: a database of a backup, where there is none.

use super::Place;
use crate::{
    end::{End, Ended, Failure},
    progress,
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_report::texts::Args as Values;
use nahtlos_server::upkeep;
use std::path::PathBuf;

/// Options of `nahtlos restore`.
#[derive(Debug, Args)]
#[command(
    after_help = "The target is a file that is not there, or an empty PostgreSQL database; nothing is ever written over. It gets all of the backup or
nothing. Backups of SQLite go into PostgreSQL and the other way round.

Examples:
  nahtlos restore center.backup --database restored.db
  nahtlos restore center.backup --database postgres://user@host/new_and_empty"
)]
pub(crate) struct Restore {
    /// A file that `nahtlos backup` wrote
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
    #[command(flatten)]
    place: Place,
    /// What it came to as JSON
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: &Restore, screen: &Screen) -> Ended {
    let config = command.place.settings()?;
    let file = command.file.display().to_string();
    let text = screen.text("cli-restore-reading", Values::new().text("file", file.clone()));
    let done = progress::waiting(text, || super::wait(upkeep::restore(&config, command.file.clone())));
    let manifest = done?.map_err(Failure::Refused)?;
    let sentence = screen.text("cli-restore-done", Values::new().text("file", file));
    super::show(&manifest, &sentence, command.json, screen)?;
    Ok(End::Done)
}
