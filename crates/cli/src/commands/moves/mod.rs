//! `nahtlos move …`: plan, verify, explain, what-if, over files; and moves that a center carries out. Here is what those over files share:
//! reading case and plan.

mod approve;
mod decide;
pub(crate) mod evidence;
mod explain;
mod journal;
mod losses;
pub(crate) mod plan;
mod start;
mod status;
mod task;
mod told;
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
#[command(
    after_help = "plan, verify, explain and whatif work on files alone; the others ask a center, which carries the move out.

Examples:
  nahtlos move plan nordwind -o plan.json --report plan.html
  nahtlos move verify nordwind plan.json
  nahtlos move explain nordwind plan.json p3
  nahtlos move whatif nordwind 990b84c5-6608-48b5-86d9-a0d348d0ca3e@2027-02-01
  nahtlos move start nordwind --mail it@nordwind.example
  nahtlos move approve MOVE
  nahtlos move status MOVE"
)]
pub(crate) enum Command {
    /// Plan a move at exact least cost, and prove it
    Plan(plan::Plan),
    /// Prove a plan against its case, or show the first counter-example
    Verify(verify::Verify),
    /// Why everything in a plan is as it is
    Explain(explain::Explain),
    /// Who is hit when a subscription ends and nothing replaces it
    Whatif(whatif::Whatif),
    /// Begin a move at a center, and have it planned there
    Start(Box<start::Start>),
    /// Your moves, or one with its steps, tasks, and why it stands still
    Status(status::Status),
    /// Plan one anew
    Replan(start::Replan),
    /// Services that users would lose by one, and a yes to each
    Losses(losses::Losses),
    /// Show the plan to the customer
    Offer(decide::Decision),
    /// Take the plan back from the customer, or a yes before anything was done
    Withdraw(decide::Decision),
    /// Say yes to a plan; it is carried out from then on
    Approve(Box<approve::Approve>),
    /// Stop one: nothing is done until it is resumed
    Halt(decide::Noted),
    /// Let a halted one go on
    Resume(decide::Decision),
    /// Give one up for good; what was done stays
    Abandon(decide::Noted),
    /// What was decided, done and seen, in order
    Journal(journal::Journal),
    /// Everything that is kept of one, in a signed archive that anybody can check
    Evidence(evidence::Evidence),
    /// What only a person can do
    #[command(subcommand)]
    Task(task::Command),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Plan(command) => plan::run(&command, screen),
        Command::Verify(command) => verify::run(&command, screen),
        Command::Explain(command) => explain::run(&command, screen),
        Command::Whatif(command) => whatif::run(&command, screen),
        Command::Start(command) => start::start(&command, screen),
        Command::Status(command) => status::run(&command, screen),
        Command::Replan(command) => start::replan(&command, screen),
        Command::Losses(command) => losses::run(&command, screen),
        Command::Offer(command) => decide::offer(&command, screen),
        Command::Withdraw(command) => decide::withdraw(&command, screen),
        Command::Approve(command) => approve::run(&command, screen),
        Command::Halt(command) => decide::halt(&command, screen),
        Command::Resume(command) => decide::resume(&command, screen),
        Command::Abandon(command) => decide::abandon(&command, screen),
        Command::Journal(command) => journal::run(&command, screen),
        Command::Evidence(command) => evidence::run(&command, screen),
        Command::Task(command) => task::run(&command, screen),
    }
}

/// What a plan costs, with its currency.
pub(crate) fn money(screen: &Screen, plan: &nahtlos_wire::moves::MovePlan) -> String {
    told::money(screen, plan)
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
