//! `nahtlos catalogue …`: the vendor's official files.

pub(crate) mod check;
mod import;

use crate::{end::Ended, screen::Screen};
use clap::Subcommand;

/// Commands about official files.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos catalogue check products.csv pricelist.csv offermatrix.csv
  nahtlos catalogue import pricelist.csv --dry-run")]
pub(crate) enum Command {
    /// Recognise official files by their headers and check every row
    Check(check::Check),
    /// Take official files into a center's catalogue
    Import(Box<import::Import>),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Check(command) => check::run(&command, screen),
        Command::Import(command) => import::run(&command, screen),
    }
}
