//! `nahtlos case …`: folders with all that a plan is made from. Here is what both commands show.

mod check;
pub(crate) mod new;

use crate::{
    end::{End, Ended},
    screen::Screen,
};
use clap::Subcommand;
use nahtlos_files::assemble::{CaseReport, Missing};
use nahtlos_report::{numbers, texts::Args as Values};

/// Commands about cases.
#[derive(Debug, Subcommand)]
#[command(after_help = "Examples:
  nahtlos case new nordwind --estate estate.json --products products.csv --prices pricelist.csv --offers offermatrix.csv
  nahtlos case check nordwind")]
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
    for missing in &report.missing {
        screen.say("cli-case-missing", Values::new().text("what", sentence(missing, screen)));
    }
    if report.is_good() {
        let key = if report.missing.is_empty() {
            "cli-case-good"
        } else {
            "cli-case-usable"
        };
        screen.say(key, Values::new().text("folder", report.folder.display().to_string()));
        End::Done
    } else {
        screen.say("cli-case-bad", Values::new());
        End::Refused
    }
}

/// What is missing, in the person's language; what only a file's problem says, with its place.
fn sentence(missing: &Missing, screen: &Screen) -> String {
    let problem = &missing.problem;
    if missing.values.is_empty() {
        return problem.to_string();
    }
    let values = || {
        let pairs = missing.values.iter();
        pairs.fold(Values::new(), |values, (name, value)| match (*name, value.parse::<u64>()) {
            ("licenses", Ok(count)) => values.count(name, count),
            ("day", _) => values.text(
                name,
                value
                    .parse()
                    .map_or_else(|_| value.clone(), |day| numbers::date(screen.lang(), day)),
            ),
            _ => values.text(name, value.clone()),
        })
    };
    let why = screen.text(&format!("missing-{}", problem.code), values());
    screen.text("cli-case-sku-missing", values().text("why", why))
}
