//! `nahtlos campaign plan`: every case of a folder, in parallel; one bad case never stops the rest.
//! Holds one case per thread and one short row per case, never all plans.

use super::{
    one::{Work, plan_one},
    summary::{Outcome, Row, Summary},
};
use crate::{
    bug,
    commands::moves::plan::Effort,
    end::{End, Ended, Failure},
    progress,
    screen::Screen,
};
use clap::{Args, ValueHint};
use indicatif::ProgressBar;
use nahtlos_files::{case::SharedFiles, problem::Problem};
use nahtlos_report::texts::Args as Values;
use std::{
    fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

/// Options of `nahtlos campaign plan`.
#[derive(Debug, Args)]
#[command(
    after_help = "Files that all cases share (price list, offer matrix, products, policy) lie once in the folder itself.
Run it again to go on: cases whose plan still holds for the same files and policy are proved anew, not planned anew.

Examples:
  nahtlos campaign plan customers -o plans
  nahtlos campaign plan customers -o plans --fresh --threads 4"
)]
pub(crate) struct Plan {
    /// Folder with a folder per case
    #[arg(value_hint = ValueHint::DirPath)]
    folder: PathBuf,
    /// Write the plans, summary.csv and refusals.csv to this folder
    #[arg(short, long, value_name = "FOLDER", value_hint = ValueHint::DirPath)]
    output: PathBuf,
    /// Plan every case anew, even where a plan for the same files and policy exists
    #[arg(long)]
    fresh: bool,
    /// Cases at once [default: as many as the machine has processors]
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    #[command(flatten)]
    effort: Effort,
}

pub(super) fn run(command: &Plan, screen: &Screen) -> Ended {
    let cases = case_folders(&command.folder, &command.output)?;
    if cases.is_empty() {
        let folder = command.folder.display().to_string();
        return Err(Failure::Refused(
            screen.text("cli-campaign-empty", Values::new().text("folder", folder)),
        ));
    }
    fs::create_dir_all(&command.output).map_err(|error| Failure::writing(&command.output, &error))?;
    let work = Work {
        shared: SharedFiles::new(),
        output: &command.output,
        options: command.effort.options(),
        fresh: command.fresh,
        texts: screen.texts(),
    };
    let threads = command
        .threads
        .or_else(|| thread::available_parallelism().ok())
        .map_or(1, NonZeroUsize::get);
    let bar = progress::bar(cases.len(), &screen.text("cli-campaign-unit", Values::new()));
    let rows = plan_all(&cases, threads, &bar, |folder| plan_one(&work, folder));
    bar.finish_and_clear();
    screen.problems(&work.shared.warnings());
    let summary = Summary::new(rows);
    summary.write(&command.output)?;
    summary.show(screen);
    for name in ["summary.csv", "refusals.csv"] {
        screen.say(
            "cli-written",
            Values::new().text("file", command.output.join(name).display().to_string()),
        );
    }
    Ok(if summary.all_planned() { End::Done } else { End::Refused })
}

/// Plans every case; the rows come back in the cases' order, whatever the number of threads. A panic becomes the case's row.
fn plan_all(cases: &[PathBuf], threads: usize, bar: &ProgressBar, plan_one: impl Fn(&Path) -> Row + Sync) -> Vec<Row> {
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<Option<Row>>> = Mutex::new(vec![None; cases.len()]);
    thread::scope(|scope| {
        for _ in 0..threads.min(cases.len()) {
            scope.spawn(|| {
                loop {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    let Some(folder) = cases.get(at) else { break };
                    let row = bug::guard(|| plan_one(folder));
                    let row = row.unwrap_or_else(|bug| Row::without_plan(folder, Outcome::Bug, "bug", bug.to_string()));
                    rows.lock().unwrap_or_else(PoisonError::into_inner)[at] = Some(row);
                    bar.inc(1);
                }
            });
        }
    });
    rows.into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .into_iter()
        .flatten()
        .collect()
}

/// The folders of cases, by name: every folder but hidden ones and the output's.
pub(super) fn case_folders(folder: &Path, output: &Path) -> Result<Vec<PathBuf>, Failure> {
    let unreadable = |error: std::io::Error| {
        Problem::error(
            folder.display().to_string(),
            "cannotRead",
            format!("The folder could not be read: {error}."),
            "Give the folder that holds a folder per case.",
        )
    };
    let output = output.canonicalize().ok();
    let mut cases = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        let hidden = path.file_name().is_none_or(|name| name.to_string_lossy().starts_with('.'));
        let is_output = output.is_some() && path.canonicalize().ok() == output;
        if path.is_dir() && !hidden && !is_output {
            cases.push(path);
        }
    }
    cases.sort();
    Ok(cases)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_one_row_and_the_rest_goes_on_in_order() {
        bug::install();
        let cases: Vec<PathBuf> = (0..50).map(|n| PathBuf::from(format!("case-{n:02}"))).collect();
        let plan_one = |folder: &Path| {
            assert!(!folder.ends_with("case-07"), "this case is odd");
            Row::without_plan(folder, Outcome::Refused, "refused", String::new())
        };
        let rows = plan_all(&cases, 3, &ProgressBar::hidden(), plan_one);
        let names: Vec<String> = rows.iter().map(|row| row.case.clone()).collect();
        assert_eq!(names, cases.iter().map(|case| case.display().to_string()).collect::<Vec<_>>());
        let odd: Vec<&Row> = rows.iter().filter(|row| row.outcome == Outcome::Bug).collect();
        assert_eq!(odd.len(), 1);
        assert!(odd[0].message.contains("this case is odd"));
        assert!(!Summary::new(rows).all_planned());
    }
}
