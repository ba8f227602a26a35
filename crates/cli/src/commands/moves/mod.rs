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
#[command(after_help = "Examples:
  nahtlos move plan nordwind -o plan.json --report plan.html
  nahtlos move verify nordwind plan.json
  nahtlos move explain nordwind plan.json p3
  nahtlos move whatif nordwind 990b84c5-6608-48b5-86d9-a0d348d0ca3e@2027-02-01")]
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

/// The first of many ids, for somebody who named one that is not there.
fn few(ids: &[&str]) -> String {
    let few = ids.iter().take(12).copied().collect::<Vec<_>>().join(", ");
    if ids.len() > 12 { few + ", …" } else { few }
}
