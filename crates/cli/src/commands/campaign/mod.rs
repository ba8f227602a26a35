//! `nahtlos campaign …`: many customers at once; planned over files, or as a campaign that a center carries out.

mod center;
mod list_file;
mod lists;
mod one;
mod plan;
mod read;
mod start;
mod summary;

pub(crate) use lists::risk;

use crate::{end::Ended, screen::Screen};
use clap::Subcommand;

/// Commands about many customers.
#[derive(Debug, Subcommand)]
#[command(after_help = "plan works on files alone; the others ask a center, which carries the campaign out.

Examples:
  nahtlos campaign plan customers -o plans
  nahtlos campaign start customers --name Spring --currency EUR --until 2027-09-30
  nahtlos campaign import CAMPAIGN customers.csv
  nahtlos campaign approve CAMPAIGN --schedule DIGEST --each 5000.00
  nahtlos campaign status CAMPAIGN")]
pub(crate) enum Command {
    /// Plan and prove every case of a folder, in parallel
    Plan(plan::Plan),
    /// Begin a campaign at a center with every case of a folder, and have it scheduled there
    Start(Box<start::Start>),
    /// Your campaigns, or one with its waves, money, and why it stopped
    Status(center::Status),
    /// Give everybody who has not begun a day, from today on
    Schedule(center::Decision),
    /// Say yes to the schedule, and to plans within limits; moves begin from then on
    Approve(center::Approve),
    /// Stop it: nobody begins; moves that have begun go on
    Pause(center::Decision),
    /// Let it go on, on your behalf
    Resume(center::Decision),
    /// Give it up for good; moves that have begun go on
    Abandon(center::Decision),
    /// Take a customer out
    Exclude(center::Exclude),
    /// Put a customer in again
    Include(center::Include),
    /// Read a list of customers with what is wanted for each, or the customers themselves where the campaign is carried out
    Import(lists::Import),
    /// Write the list of customers with their days and how they stand
    Export(lists::Export),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::Plan(command) => plan::run(&command, screen),
        Command::Start(command) => start::run(&command, screen),
        Command::Status(command) => center::status(&command, screen),
        Command::Schedule(command) => center::schedule(&command, screen),
        Command::Approve(command) => center::approve(&command, screen),
        Command::Pause(command) => center::pause(&command, screen),
        Command::Resume(command) => center::resume(&command, screen),
        Command::Abandon(command) => center::abandon(&command, screen),
        Command::Exclude(command) => center::exclude(&command, screen),
        Command::Include(command) => center::include(&command, screen),
        Command::Import(command) => lists::import(&command, screen),
        Command::Export(command) => lists::export(&command, screen),
    }
}
