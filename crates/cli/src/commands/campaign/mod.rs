//! `nahtlos campaign …`: many customers at once.

mod one;
mod plan;
mod summary;

use crate::{end::Ended, screen::Screen};
use clap::Subcommand;

/// Commands about many customers.
#[derive(Debug, Subcommand)]
#[command(after_help = "Example:
  nahtlos campaign plan customers -o plans")]
pub(crate) enum Command {
    /// Plan and prove every case of a folder, in parallel
    Plan(plan::Plan),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Plan(command) => plan::run(&command, screen),
    }
}
