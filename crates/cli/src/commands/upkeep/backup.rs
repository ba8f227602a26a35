//! `nahtlos backup`: one state of the database as a file, while the center runs.

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

/// Options of `nahtlos backup`.
#[derive(Debug, Args)]
#[command(
    after_help = "The center may run meanwhile. The file belongs to no engine: it can be restored to SQLite and to PostgreSQL. It holds keys and
hashes of passwords: keep it as you keep the database.

Examples:
  nahtlos backup center.backup
  nahtlos backup /backups/$(date +%F).backup --database postgres://user@host/nahtlos --json
  nahtlos backup center.backup --check                      read a backup again and see that it is whole"
)]
pub(crate) struct Backup {
    /// The file to write; it must not be there
    #[arg(value_hint = ValueHint::FilePath)]
    file: PathBuf,
    /// Write nothing: read the file and see that it is what was written
    #[arg(long)]
    check: bool,
    #[command(flatten)]
    place: Place,
    /// What it came to as JSON, with a digest of every table
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(command: &Backup, screen: &Screen) -> Ended {
    let file = command.file.display().to_string();
    if command.check {
        let manifest = upkeep::verify(&command.file).map_err(Failure::Refused)?;
        let sentence = screen.text("cli-backup-whole", Values::new().text("file", file));
        super::show(&manifest, &sentence, command.json, screen)?;
        return Ok(End::Done);
    }
    let config = command.place.settings()?;
    let text = screen.text("cli-backup-writing", Values::new().text("file", file.clone()));
    let written = progress::waiting(text, || super::wait(upkeep::back_up(&config, &command.file)));
    let manifest = written?.map_err(Failure::Refused)?;
    let sentence = screen.text("cli-backup-written", Values::new().text("file", file));
    super::show(&manifest, &sentence, command.json, screen)?;
    Ok(End::Done)
}
