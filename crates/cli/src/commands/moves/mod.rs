//! `nahtlos move …`: plan, verify, explain, what-if. Here is what they share: reading case and plan.

mod explain;
pub(crate) mod plan;
mod verify;
mod whatif;

use crate::{
    end::{Ended, Failure},
    screen::Screen,
};
use clap::Subcommand;
use nahtlos_model::{case::Case, plan::Plan};
use std::path::Path;

/// Commands about one move.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Plan a move at exact least cost, and prove it
    Plan(plan::Plan),
    /// Prove a plan against its case, or show the first counter-example
    Verify(verify::Verify),
    /// Why everything in a plan is as it is
    Explain(explain::Explain),
    /// Who is hit when a subscription ends and nothing replaces it
    Whatif(whatif::Whatif),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Plan(command) => plan::run(&command, screen),
        Command::Verify(command) => verify::run(&command, screen),
        Command::Explain(command) => explain::run(&command, screen),
        Command::Whatif(command) => whatif::run(&command, screen),
    }
}

/// Reads a case; its warnings go to standard error.
pub(crate) fn read_case(folder: &Path, screen: &Screen) -> Result<Case, Failure> {
    let read = nahtlos_files::case::read_case(folder)?;
    screen.problems(&read.warnings);
    Ok(read.value)
}

fn read_plan(path: &Path) -> Result<Plan, Failure> {
    Ok(nahtlos_files::plan::read_plan(path)?)
}
