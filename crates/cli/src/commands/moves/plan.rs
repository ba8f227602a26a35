//! `nahtlos move plan`: plans, proves, and only then writes and shows. A plan that its proof refuses is a bug and is
//! neither shown as ready nor written.

use super::read_case;
use crate::{
    end::{End, Ended, Failure},
    progress,
    screen::Screen,
};
use clap::{Args, ValueHint};
use nahtlos_files::plan as plan_file;
use nahtlos_model::{
    case::Case,
    plan::{Method, Plan as PlanDocument, Refusal},
};
use nahtlos_planner::{Options, verify::Verdict};
use nahtlos_report::{terminal, texts::Args as Values};
use std::path::{Path, PathBuf};

/// Options of `nahtlos move plan`.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  nahtlos move plan nordwind
  nahtlos move plan nordwind -o plan.json --report plan.html --lang de
  nahtlos move plan nordwind --json | jq .cost")]
pub(crate) struct Plan {
    /// Folder of the case
    #[arg(value_hint = ValueHint::DirPath)]
    case: PathBuf,
    /// Write the plan document to this file
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Write the report, one self-contained page, to this file
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    report: Option<PathBuf>,
    /// Print the plan document (or the refusal) as JSON instead of the summary
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    effort: Effort,
}

/// How hard to search.
#[derive(Debug, Args)]
pub(crate) struct Effort {
    /// Search work allowed, counted in pivots and branches, not in time
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    effort: Option<u64>,
}

impl Effort {
    /// The planner's options.
    pub(crate) fn options(&self) -> Options {
        self.effort.map_or_else(Options::default, |effort| Options { effort })
    }
}

pub(crate) fn run(command: &Plan, screen: &Screen) -> Ended {
    if let (Some(plan), Some(report)) = (&command.output, &command.report)
        && std::path::absolute(plan).ok() == std::path::absolute(report).ok()
    {
        return Err(Failure::Usage(
            screen.text("cli-same-file", Values::new().text("file", plan.display().to_string())),
        ));
    }
    let case = read_case(&command.case, screen)?;
    let planning = screen.text("cli-planning", Values::new());
    let planned = progress::waiting(planning, || nahtlos_planner::plan(&case, &command.effort.options()));
    let plan = match planned {
        Ok(plan) => plan,
        Err(refusal) => return refused(command, &case, &refusal, screen),
    };
    let verdict = prove(&case, &plan, screen)?;
    if let Some(path) = &command.output {
        plan_file::write_plan(path, &plan).map_err(|error| Failure::writing(path, &error))?;
    }
    if let Some(path) = &command.report {
        write_report(path, &nahtlos_report::html(&case, &plan, &verdict, screen.lang()))?;
    }
    if command.json {
        screen.write(&plan_file::to_json(&plan));
    } else {
        screen.write(&terminal::summary(
            &case,
            &plan,
            &verdict,
            screen.lang(),
            screen.color(),
            screen.width(),
        ));
        for path in [&command.output, &command.report].into_iter().flatten() {
            screen.say("cli-written", Values::new().text("file", path.display().to_string()));
        }
    }
    if plan.cost.method == Method::Gap {
        screen.warn(&screen.text("cli-gap", Values::new()));
    }
    Ok(End::Done)
}

/// Proves a plan just made; one that is refuted is a bug.
pub(crate) fn prove(case: &Case, plan: &PlanDocument, screen: &Screen) -> Result<Verdict, Failure> {
    let verdict = nahtlos_planner::verify::verify(case, plan);
    match &verdict {
        Verdict::Proved(_) => Ok(verdict),
        Verdict::Refuted(counter) => {
            let sentence = screen.texts().notice(&case.catalogue, case.estate.customer.currency, counter);
            Err(Failure::Bug(
                screen.text("cli-own-plan-refuted", Values::new().text("why", sentence)),
            ))
        }
    }
}

/// Writes a report whole or not at all.
pub(crate) fn write_report(path: &Path, html: &str) -> Result<(), Failure> {
    nahtlos_files::write::write_atomically(path, html.as_bytes()).map_err(|error| Failure::writing(path, &error))
}

/// Shows why there is no plan; `--report` gets the refusal as a page, `-o` nothing.
fn refused(command: &Plan, case: &Case, refusal: &Refusal, screen: &Screen) -> Ended {
    if command.json {
        let json = serde_json::to_string_pretty(refusal).map_err(|error| Failure::Bug(error.to_string()))?;
        screen.line(&json);
    } else {
        screen.write(&terminal::refusal(case, refusal, screen.lang(), screen.color(), screen.width()));
    }
    if let Some(path) = &command.report {
        write_report(path, &nahtlos_report::refusal_html(case, refusal, screen.lang()))?;
    }
    Ok(End::Refused)
}
