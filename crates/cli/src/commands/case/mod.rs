//! `nahtlos case …`: folders with all that a plan is made from. Here is what both commands show.

mod check;
pub(crate) mod new;

use crate::{
    end::{End, Ended},
    screen::Screen,
};
use clap::Subcommand;
use nahtlos_files::assemble::CaseReport;
use nahtlos_report::texts::Args as Values;

/// Commands about cases.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a case from an estate and the vendor's official files
    New(new::New),
    /// Check a case: what is wrong, what is still missing
    Check(check::Check),
}

pub(crate) fn run(command: Command, screen: &Screen) -> Ended {
    match command {
        Command::New(command) => new::run(&command, screen),
        Command::Check(command) => check::run(&command, screen),
    }
}

/// What a check found, and whether the case can be planned.
pub(crate) fn show(report: &CaseReport, screen: &Screen) -> End {
    screen.problems(&report.problems);
    for problem in &report.missing {
        screen.say(
            "cli-case-missing",
            Values::new().text("what", format!("{} {}", problem.message, problem.mend)),
        );
    }
    if report.is_good() {
        screen.say("cli-case-good", Values::new().text("folder", report.folder.display().to_string()));
        End::Done
    } else {
        screen.say("cli-case-bad", Values::new());
        End::Refused
    }
}
