//! `nahtlos case check`: repeats the checks of `case new` on a folder.

use crate::{end::Ended, screen::Screen};
use clap::{Args, ValueHint};
use nahtlos_files::assemble::check_case;
use std::path::PathBuf;

/// Options of `nahtlos case check`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nahtlos case check nordwind")]
pub(crate) struct Check {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    folder: PathBuf,
}

pub(super) fn run(command: &Check, screen: &Screen) -> Ended {
    Ok(super::show(&check_case(&command.folder), screen))
}
