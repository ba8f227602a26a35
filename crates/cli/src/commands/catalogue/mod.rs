//! `nahtlos catalogue …`: the vendor's official files.

pub(crate) mod check;
mod fetch;
mod import;

use crate::{end::Ended, screen::Screen};
use clap::Subcommand;

/// Commands about official files.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos catalogue check products.csv pricelist.csv offermatrix.csv
  nahtlos catalogue import pricelist.csv --dry-run
  nahtlos catalogue fetch prices --market DE -o pricelist.csv")]
pub(crate) enum Command {
    /// Recognise official files by their headers and check every row
    Check(check::Check),
    /// Take official files into a center's catalogue
    Import(Box<import::Import>),
    /// Write a center's price files into files
    #[command(subcommand)]
    Fetch(fetch::Fetch),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Check(command) => check::run(&command, screen),
        Command::Import(command) => import::run(&command, screen),
        Command::Fetch(fetch) => fetch::run(&fetch, screen),
    }
}
