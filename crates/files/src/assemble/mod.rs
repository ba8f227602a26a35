//! `case new` and `case check`: a case folder out of an estate and the vendor's files. Called by the
//! command line.
//!
//! Each official file is recognised by its header. Only the rows that the customer needs are kept, and
//! a plan from them is the plan from the whole files. The folder appears whole or not at all; must
//! never happen here: writing into a folder that holds anything.

mod keep;
mod missing;
mod template;

use crate::{
    case::{ESTATE_FILE, POLICY_FILE, SharedFiles, load},
    estate::{EstateFile, parse_estate},
    plan::read_bounded,
    policy::{PolicyFile, read_policy},
    problem::Problem,
    table::Encoding,
    write::beside,
};
pub use keep::Kept;
pub use missing::{Missing, missing};
use std::{
    fs, io,
    path::{Path, PathBuf},
};
pub use template::policy_template;

/// What a case is made of.
#[derive(Debug, Clone)]
pub struct NewCase<'a> {
    /// The folder to make.
    pub folder: &'a Path,
    /// The estate.
    pub estate: &'a Path,
    /// The vendor's files in any order: products, price lists, offer matrix; plan equivalents and exclusions too.
    pub files: &'a [PathBuf],
    /// A policy; without one a template with the defaults is written.
    pub policy: Option<&'a Path>,
    /// The encoding of vendor's files that are not UTF-8.
    pub other_encoding: Encoding,
}

/// What a check of a case found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseReport {
    /// The folder.
    pub folder: PathBuf,
    /// What is wrong or odd; with an error no command takes the case.
    pub problems: Vec<Problem>,
    /// What the plan will lack: SKUs without products, SKUs without a price.
    pub missing: Vec<Missing>,
}

impl CaseReport {
    /// Whether the case can be planned: nothing is wrong, and there are prices for the customer at all.
    pub fn is_good(&self) -> bool {
        let mut all = self.problems.iter().chain(self.missing.iter().map(|missing| &missing.problem));
        all.all(|problem| !problem.is_error() && problem.code != "noPrices")
    }
}

/// A case that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assembled {
    /// Rows kept of each file.
    pub kept: Vec<Kept>,
    /// What its check found.
    pub report: CaseReport,
}

/// Checks a case folder.
pub fn check_case(folder: &Path) -> CaseReport {
    let shared = SharedFiles::new();
    let mut report = CaseReport {
        folder: folder.to_owned(),
        problems: Vec::new(),
        missing: Vec::new(),
    };
    match load(folder, &shared) {
        Ok(loaded) => {
            report.missing = missing(
                &loaded.estate.estate,
                &loaded.files.catalogue,
                &loaded.policy.policy,
                &loaded.files.price_file,
            );
            report.problems = shared.warnings();
            for problem in loaded.problems.into_list(&folder.display().to_string()) {
                let lacks = ["unknownSku", "unknownPlan", "noPrices"].contains(&problem.code);
                if problem.code == "noPrices" {
                    // It says for all SKUs what would else be said of each.
                    report.missing.retain(|missing| missing.problem.code != "noPriceForSku");
                }
                if lacks {
                    report.missing.push(problem.into())
                } else {
                    report.problems.push(problem)
                }
            }
        }
        Err(problems) => report.problems = problems,
    }
    report
}

/// Makes a case folder. Nothing is written if a file cannot be used; what is merely missing is reported.
pub fn new_case(new: &NewCase<'_>) -> Result<Assembled, Vec<Problem>> {
    refuse_existing(new.folder)?;
    let (estate, estate_bytes) = read_estate(new)?;
    let (policy, policy_bytes) = read_policy_of(new, &estate)?;
    let partial = beside(&absolute(new.folder)).map_err(|error| vec![unwritable(new.folder, &error)])?;
    let outcome = build(new, &partial, &estate, &policy, (&estate_bytes, &policy_bytes));
    if outcome.is_err() {
        // The reason for the failure is the one to tell.
        let _ = fs::remove_dir_all(&partial);
    }
    let (kept, mut report) = outcome?;
    report.problems.splice(0..0, kept.1);
    Ok(Assembled { kept: kept.0, report })
}

type Built = ((Vec<Kept>, Vec<Problem>), CaseReport);

fn build(
    new: &NewCase<'_>,
    partial: &Path,
    estate: &EstateFile,
    policy: &PolicyFile,
    (estate_bytes, policy_bytes): (&[u8], &[u8]),
) -> Result<Built, Vec<Problem>> {
    let failed = |error: io::Error| vec![unwritable(new.folder, &error)];
    fs::create_dir_all(partial).map_err(failed)?;
    fs::write(partial.join(ESTATE_FILE), estate_bytes).map_err(failed)?;
    fs::write(partial.join(POLICY_FILE), policy_bytes).map_err(failed)?;
    let kept = keep::keep_needed(new, partial, &estate.estate, &policy.policy)?;
    let mut report = check_case(partial);
    let missing = report.missing.iter_mut().map(|missing| &mut missing.problem);
    for problem in report.problems.iter_mut().chain(missing) {
        problem.file = problem
            .file
            .replace(&partial.display().to_string(), &new.folder.display().to_string());
        problem.message = problem
            .message
            .replace(&partial.display().to_string(), &new.folder.display().to_string());
    }
    if report.problems.iter().any(Problem::is_error) {
        return Err(report.problems);
    }
    if new.folder.is_dir() {
        fs::remove_dir(new.folder).map_err(failed)?;
    }
    fs::rename(partial, new.folder).map_err(failed)?;
    report.folder = new.folder.to_owned();
    // Oddities of the vendor's own rows were reported with the lines of the vendor's files.
    report
        .problems
        .retain(|problem| problem.code == "overlappingPrices" || !kept.1.iter().any(|told| told.code == problem.code));
    Ok((kept, report))
}

/// `case` and `case/` and `.` alike as a path with a last name.
fn absolute(folder: &Path) -> PathBuf {
    std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned())
}

fn refuse_existing(folder: &Path) -> Result<(), Vec<Problem>> {
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(vec![unwritable(folder, &error)]),
    };
    match entries.next() {
        None => Ok(()),
        Some(_) => {
            let mend = "Give a folder that does not exist yet, or empty this one.";
            Err(vec![Problem::error(
                folder.display().to_string(),
                "folderNotEmpty",
                "The folder exists and is not empty.",
                mend,
            )])
        }
    }
}

fn unwritable(folder: &Path, error: &io::Error) -> Problem {
    let message = format!("The folder cannot be written: {error}.");
    Problem::error(
        folder.display().to_string(),
        "unwritable",
        message,
        "See that its parent exists and may be written to.",
    )
}

/// The estate and its bytes; what is odd about it is found again by the check of the case.
fn read_estate(new: &NewCase<'_>) -> Result<(EstateFile, Vec<u8>), Vec<Problem>> {
    let bytes = read_bounded(new.estate).map_err(|problem| vec![problem])?;
    let read = parse_estate(&new.estate.display().to_string(), &bytes)?;
    Ok((read.value, bytes))
}

fn read_policy_of(new: &NewCase<'_>, estate: &EstateFile) -> Result<(PolicyFile, Vec<u8>), Vec<Problem>> {
    let (file, bytes) = match new.policy {
        Some(path) => (path.display().to_string(), read_bounded(path).map_err(|problem| vec![problem])?),
        None => (POLICY_FILE.to_owned(), policy_template(&estate.estate).into_bytes()),
    };
    let read = read_policy(&file, &bytes)?;
    Ok((read.value, bytes))
}
