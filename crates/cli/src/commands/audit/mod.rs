//! `nahtlos audit …`: takes the trail home, and verifies it, here or at the center.

mod export;
mod verify;

use crate::{end::Ended, screen::Screen};
use clap::Subcommand;

/// Commands about the audit trail.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos audit export -o trail.jsonl
  nahtlos audit verify trail.jsonl
  nahtlos audit verify --customer 5a000000-0000-4000-8000-000000000001")]
pub(crate) enum Command {
    /// Write the trail into a file that proves itself
    Export(export::Export),
    /// Find the first thing that does not fit, in a file or at a center
    Verify(verify::Verify),
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::Export(export) => export::run(export, screen),
        Command::Verify(verify) => verify::run(verify, screen),
    }
}
