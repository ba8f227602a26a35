//! One case of a campaign: read, plan (or keep a plan that still holds), prove, write. Called from several threads.

use super::summary::{Outcome, Row};
use nahtlos_files::{
    case::{SharedFiles, read_case_sharing},
    plan as plan_file,
    problem::Problem,
};
use nahtlos_model::{
    case::Case,
    plan::{Method, Plan, Refusal},
};
use nahtlos_planner::{
    Options,
    verify::{Verdict, verify},
};
use nahtlos_report::{Texts, sentence::Reader};
use std::{fs, path::Path};

/// What every case of a campaign shares.
pub(super) struct Work<'a> {
    /// Files that lie once in the campaign's folder, parsed once.
    pub(super) shared: SharedFiles,
    /// Where plans go.
    pub(super) output: &'a Path,
    /// How hard to search.
    pub(super) options: Options,
    /// Whether plans that still hold are made anew.
    pub(super) fresh: bool,
    /// The person's language.
    pub(super) texts: &'a Texts,
}

/// Plans one case and writes its plan.
pub(super) fn plan_one(work: &Work, folder: &Path) -> Row {
    let target = folder
        .file_name()
        .map_or_else(|| work.output.to_path_buf(), |name| work.output.join(name));
    let file = target.join("plan.json");
    let case = match read_case_sharing(folder, &work.shared) {
        Ok(read) => read.value,
        Err(problems) => {
            forget(&file);
            return bad_input(folder, &problems);
        }
    };
    if !work.fresh
        && let Some((plan, verdict)) = still_holds(work, &case, &file)
    {
        return Row::planned(folder, Outcome::Kept, &case, &plan, &verdict);
    }
    match nahtlos_planner::plan(&case, &work.options) {
        Ok(plan) => write(work, folder, &file, &case, &plan),
        Err(refusal) => {
            forget(&file);
            refused(work, folder, &case, &refusal)
        }
    }
}

/// A plan made before, from the same files with the same policy, that is proved now.
fn still_holds(work: &Work, case: &Case, file: &Path) -> Option<(Plan, Verdict)> {
    let plan = file.exists().then(|| plan_file::read_plan(file).ok()).flatten()?;
    // Another effort could close a gap; nothing else depends on it.
    if plan.inputs != case.inputs || (plan.cost.method == Method::Gap && plan.cost.effort.budget != work.options.effort) {
        return None;
    }
    let verdict = verify(case, &plan); // refutes a plan of another policy too
    verdict.is_proved().then_some((plan, verdict))
}

fn write(work: &Work, folder: &Path, file: &Path, case: &Case, plan: &Plan) -> Row {
    let verdict = verify(case, plan);
    if let Verdict::Refuted(counter) = &verdict {
        forget(file);
        let sentence = Reader::of_case(work.texts, case).notice(counter);
        return Row::without_plan(folder, Outcome::Bug, counter.code.as_str(), sentence);
    }
    let written = file
        .parent()
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| plan_file::write_plan(file, plan));
    match written {
        Ok(()) => Row::planned(folder, Outcome::Planned, case, plan, &verdict),
        Err(error) => Row::without_plan(folder, Outcome::BadInput, "cannotWrite", format!("{}: {error}", file.display())),
    }
}

fn refused(work: &Work, folder: &Path, case: &Case, refusal: &Refusal) -> Row {
    let reader = Reader::of_case(work.texts, case);
    let code = refusal.reasons.first().map_or("refused", |reason| reason.code.as_str());
    let sentences: Vec<String> = refusal.reasons.iter().map(|reason| reader.notice(reason)).collect();
    let mut row = Row::without_plan(folder, Outcome::Refused, code, sentences.join(" "));
    row.describe(case);
    row
}

fn bad_input(folder: &Path, problems: &[Problem]) -> Row {
    let errors: Vec<&Problem> = problems.iter().filter(|problem| problem.is_error()).collect();
    let code = errors.first().map_or("badInput", |problem| problem.code);
    let mut text = errors.first().map_or_else(String::new, ToString::to_string);
    if errors.len() > 1 {
        text.push_str(&format!(" (+{})", errors.len() - 1));
    }
    Row::without_plan(folder, Outcome::BadInput, code, text)
}

/// A plan of an earlier run must not stay beside a case that has none now.
fn forget(file: &Path) {
    if file.exists() {
        let _ = fs::remove_file(file); // a plan that cannot be removed is refuted by verify
    }
}
