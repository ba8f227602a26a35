//! `nahtlos catalogue …`: the vendor's official files.

pub(crate) mod check;

use crate::{end::Ended, screen::Screen};
use clap::Subcommand;

/// Commands about official files.
#[derive(Debug, Subcommand)]
#[command(after_help = "Example:
  nahtlos catalogue check products.csv pricelist.csv offermatrix.csv")]
pub(crate) enum Command {
    /// Recognise official files by their headers and check every row
    Check(check::Check),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Check(command) => check::run(&command, screen),
    }
}
