//! `nahtlos estate …`: what a customer holds today.

pub(crate) mod findings;
pub(crate) mod import;

use crate::{end::Ended, screen::Screen};
use clap::Subcommand;

/// Commands about estates.
#[derive(Debug, Subcommand)]
#[command(after_help = "Example:
  nahtlos estate import exports/* --products products.csv --answers answers.toml -o estate.json")]
pub(crate) enum Command {
    /// Make an estate from real exports: Graph JSON, PowerShell and admin center CSV
    Import(Box<import::Import>),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Import(command) => import::run(&command, screen),
    }
}
