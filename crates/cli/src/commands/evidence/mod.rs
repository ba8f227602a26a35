//! `nahtlos evidence …`: checks an archive of a move's evidence, without a center, and asks a center for the key that signs.

mod key;
pub(crate) mod verify;

use crate::{end::Ended, screen::Screen};
use clap::Subcommand;

/// Commands about evidence of moves.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos move evidence MOVE -o evidence.zip
  nahtlos evidence key
  nahtlos evidence verify evidence.zip --key FINGERPRINT")]
pub(crate) enum Command {
    /// Find the first thing in an archive that does not hold; needs neither a center nor a network
    Verify(verify::Verify),
    /// The fingerprint of the key by which a center signs
    Key(key::Key),
}

pub(crate) fn run(command: &Command, screen: &Screen) -> Ended {
    match command {
        Command::Verify(verify) => verify::run(verify, screen),
        Command::Key(key) => key::run(key, screen),
    }
}
