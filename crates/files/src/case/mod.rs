//! The folder of a move case. Called by every command that plans, proves or explains.
//!
//! `estate.json` lies in the folder; the other files lie there or once in the parent folder, and the
//! folder wins. Must never happen here: a plan's input without its digest, or a file read twice in a campaign.

mod digest;
mod shared;

use crate::{
    catalogue::{Layout, Scope},
    estate::{EstateFile, check_against, parse_estate},
    json,
    plan::read_bounded,
    policy::{PolicyFile, read_policy},
    problem::{Problem, Problems, quoted},
};
use digest::sha256;
use nahtlos_model::case::{Case, Input};
pub use shared::{CatalogueFiles, SharedFiles};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// What was read, and what was odd about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Read<T> {
    /// The value.
    pub value: T,
    /// Odd but accepted.
    pub warnings: Vec<Problem>,
}

/// Name of the estate in a case.
pub const ESTATE_FILE: &str = "estate.json";
/// Name of the policy in a case.
pub const POLICY_FILE: &str = "policy.toml";
/// Largest policy that is read.
const MAX_POLICY: u64 = 1 << 20;
/// Most years that a plan reaches.
const LONGEST_YEARS: i16 = 99;

/// Reads a case by itself.
pub fn read_case(folder: &Path) -> Result<Read<Case>, Vec<Problem>> {
    let shared = SharedFiles::new();
    let mut read = read_case_sharing(folder, &shared)?;
    read.warnings.splice(0..0, shared.warnings());
    Ok(read)
}

/// Reads a case of a campaign: catalogue files that lie in the parent folder are read once for all
/// cases. Their warnings are given once, by [`SharedFiles::warnings`], and not with every case.
pub fn read_case_sharing(folder: &Path, shared: &SharedFiles) -> Result<Read<Case>, Vec<Problem>> {
    let loaded = load(folder, shared)?;
    let name = folder.display().to_string();
    if loaded.problems.errors() > 0 {
        return Err(loaded.problems.into_list(&name));
    }
    let case = Case {
        estate: loaded.estate.estate,
        catalogue: Arc::clone(&loaded.files.catalogue),
        policy: loaded.policy.policy,
        inputs: loaded.inputs,
    };
    Ok(Read {
        value: case,
        warnings: loaded.problems.into_list(&name),
    })
}

/// A case whose files could all be read, with what they say against each other.
pub(crate) struct Loaded {
    pub(crate) estate: EstateFile,
    pub(crate) files: Arc<CatalogueFiles>,
    pub(crate) policy: PolicyFile,
    pub(crate) inputs: Vec<Input>,
    pub(crate) problems: Problems,
}

/// Reads the files of a case; fails only where one of them cannot be read by itself.
pub(crate) fn load(folder: &Path, shared: &SharedFiles) -> Result<Loaded, Vec<Problem>> {
    if !folder.is_dir() {
        let message = if folder.exists() {
            "This is a file, not the folder of a case."
        } else {
            "There is no such folder."
        };
        let mend = "Give the folder of a case, with estate.json in it; `nahtlos case new` makes one.";
        return Err(vec![Problem::error(folder.display().to_string(), "noFolder", message, mend)]);
    }
    let mut problems = Problems::new();
    let estate = keep(read_estate_in(folder), &mut problems);
    let files = keep(shared.catalogue(folder), &mut problems);
    let policy = keep(read_policy_in(folder), &mut problems);
    let (Some((estate, estate_input)), Some(files), Some((policy, policy_input))) = (estate, files, policy) else {
        return Err(problems.into_list(&folder.display().to_string()));
    };
    check_against(&estate, &files.catalogue, &mut problems);
    check_policy(&policy, &estate, &files, &mut problems);
    check_length(&policy, &estate, &mut problems);
    check_prices(&estate, &files, &mut problems);
    let inputs = std::iter::once(estate_input)
        .chain(files.inputs.iter().cloned())
        .chain(policy_input)
        .collect();
    Ok(Loaded {
        estate,
        files,
        policy,
        inputs,
        problems,
    })
}

/// Takes a value with its warnings, or its errors.
fn keep<T>(outcome: Result<Read<T>, Vec<Problem>>, problems: &mut Problems) -> Option<T> {
    let (value, found) = match outcome {
        Ok(read) => (Some(read.value), read.warnings),
        Err(found) => (None, found),
    };
    found.into_iter().for_each(|problem| problems.push(problem));
    value
}

fn read_estate_in(folder: &Path) -> Result<Read<(EstateFile, Input)>, Vec<Problem>> {
    let path = folder.join(ESTATE_FILE);
    if !path.is_file() {
        return Err(vec![missing(folder, ESTATE_FILE, None)]);
    }
    let bytes = read_bounded(&path).map_err(|problem| vec![problem])?;
    let read = parse_estate(&path.display().to_string(), &bytes)?;
    let input = Input {
        file: ESTATE_FILE.to_owned(),
        sha256: sha256(&bytes),
    };
    Ok(Read {
        value: (read.value, input),
        warnings: read.warnings,
    })
}

fn read_policy_in(folder: &Path) -> Result<Read<(PolicyFile, Option<Input>)>, Vec<Problem>> {
    let Some(path) = find(folder, POLICY_FILE) else {
        let file = folder.join(POLICY_FILE).display().to_string();
        return Ok(Read {
            value: (
                PolicyFile {
                    file,
                    ..PolicyFile::default()
                },
                None,
            ),
            warnings: Vec::new(),
        });
    };
    let file = path.display().to_string();
    if std::fs::metadata(&path).is_ok_and(|metadata| metadata.len() > MAX_POLICY) {
        let message = format!("The policy has more than {MAX_POLICY} bytes.");
        return Err(vec![Problem::error(
            file,
            "fileTooLarge",
            message,
            "See whether it is the right file.",
        )]);
    }
    let bytes = read_bounded(&path).map_err(|problem| vec![problem])?;
    let read = read_policy(&file, &bytes)?;
    let input = Input {
        file: POLICY_FILE.to_owned(),
        sha256: sha256(&bytes),
    };
    Ok(Read {
        value: (read.value, Some(input)),
        warnings: read.warnings,
    })
}

/// The folder's parent; also of `.` and the like, which do not show it.
fn parent(folder: &Path) -> Option<PathBuf> {
    match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() && folder.file_name().is_some() => Some(parent.to_owned()),
        Some(parent) if folder.file_name().is_some() && parent.as_os_str().is_empty() => Some(PathBuf::from(".")),
        _ => folder.canonicalize().ok()?.parent().map(Path::to_owned),
    }
}

/// A file of a case: in the folder, else in its parent.
fn find(folder: &Path, name: &str) -> Option<PathBuf> {
    let here = folder.join(name);
    if here.is_file() {
        return Some(here);
    }
    Some(parent(folder)?.join(name)).filter(|path| path.is_file())
}

fn missing(folder: &Path, name: &str, parent: Option<&Path>) -> Problem {
    let message = match parent {
        Some(parent) => format!("{name} is neither here nor in {}.", parent.display()),
        None => format!("{name} is not here."),
    };
    let mend = match name {
        ESTATE_FILE => "Write it with `nahtlos estate import`, or give the folder of a case.",
        _ => "Put it into one of the two folders, or build the case with `nahtlos case new`.",
    };
    Problem::error(folder.display().to_string(), "missingFile", message, mend)
}

/// The policy against the estate and the catalogue.
fn check_policy(policy: &PolicyFile, estate: &EstateFile, files: &CatalogueFiles, problems: &mut Problems) {
    let as_of = estate.estate.as_of;
    if let Some(horizon) = policy.policy.horizon.filter(|horizon| *horizon <= as_of) {
        let message = format!("horizon is {horizon}, which is not after the estate's asOf {as_of}.");
        problems.push(
            policy
                .error(
                    "horizon",
                    "horizonTooEarly",
                    message,
                    "Set a later day, or remove horizon for the default.",
                )
                .found(&horizon.to_string()),
        );
    }
    if let Some(day) = policy.policy.leave_by.filter(|day| *day < as_of) {
        let message = format!("leaveBy is {day}, before the estate's asOf {as_of}.");
        problems.push(
            policy
                .error("leaveBy", "leaveByTooEarly", message, "Set a later day, or remove leaveBy.")
                .found(&day.to_string()),
        );
    }
    for (i, sku) in policy.policy.never_buy.iter().enumerate() {
        if !files.catalogue.products.contains_key(sku) {
            let key = format!("neverBuy[{i}]");
            let message = format!("{key} is {sku}, a SKU that the products file lacks.");
            problems.push(
                policy
                    .error(
                        &key,
                        "unknownSku",
                        message,
                        "Correct the id, or remove it: what is not in the file is not bought.",
                    )
                    .found(&sku.to_string()),
            );
        }
    }
    for (i, plan) in policy.policy.accept_loss.iter().enumerate() {
        if !files.catalogue.plans.contains_key(plan) {
            let key = format!("acceptLoss[{i}]");
            let message = format!("{key} is {plan}, a service plan that the products file lacks.");
            problems.push(
                policy
                    .error(&key, "unknownPlan", message, "Correct the id, or remove it.")
                    .found(&plan.to_string()),
            );
        }
    }
}

/// A horizon that no plan reaches, whether the policy says it or a subscription's end.
fn check_length(policy: &PolicyFile, estate: &EstateFile, problems: &mut Problems) {
    let as_of = estate.estate.as_of;
    let horizon = policy.policy.horizon_for(&estate.estate);
    if horizon.year() <= as_of.year() + LONGEST_YEARS {
        return;
    }
    if policy.policy.horizon.is_some() {
        let message = format!("horizon is {horizon}, more than {LONGEST_YEARS} years after the estate's asOf {as_of}.");
        let mend = "Set an earlier day, or remove horizon for the default.";
        problems.push(policy.error("horizon", "horizonTooFar", message, mend).found(&horizon.to_string()));
        return;
    }
    let subscriptions = estate.estate.subscriptions.iter().enumerate();
    let active = subscriptions.filter(|(_, subscription)| subscription.is_active());
    let Some((i, end)) = active.filter_map(|(i, s)| Some((i, s.end?))).max_by_key(|(_, end)| *end) else {
        return;
    };
    let place = [json::Step::key("subscriptions"), json::Step::Index(i), json::Step::key("end")];
    let message = format!("subscriptions[{i}] ends on {end}, so that the plan would reach more than {LONGEST_YEARS} years.");
    let mend = "If it has no end, write null; else set horizon in policy.toml.";
    problems.push(estate.problem(&place, "horizonTooFar", message, mend).found(&end.to_string()));
}

/// A market, currency or segment without prices: the planner refuses where something must be bought.
fn check_prices(estate: &EstateFile, files: &CatalogueFiles, problems: &mut Problems) {
    let customer = &estate.estate.customer;
    let scope = Scope {
        market: customer.country.clone(),
        currency: customer.currency,
        segment: customer.segment.clone(),
    };
    if files.scopes.contains(&scope) {
        return;
    }
    let there: Vec<String> = files
        .scopes
        .iter()
        .take(10)
        .map(|scope| format!("{} {} {}", scope.market, scope.currency, scope.segment))
        .collect();
    let there = if there.is_empty() {
        "none at all".to_owned()
    } else {
        format!("prices for {}", there.join(", "))
    };
    let message = format!(
        "There are no prices for market {}, currency {}, segment {}; the list has {there}.",
        scope.market,
        scope.currency,
        quoted(&scope.segment)
    );
    let mend = "Give the price list of the customer's market, or correct country, currency or segment in estate.json.";
    problems.push(Problem::warning(&files.price_file, "noPrices", message, mend));
}

/// The paths of a case's catalogue files, in the order of [`Layout::ALL`], and whether none of them
/// lies in the case's own folder.
fn catalogue_paths(folder: &Path) -> Result<([Option<PathBuf>; 5], bool), Vec<Problem>> {
    let mut paths = [const { None }; 5];
    let (mut problems, mut shared) = (Vec::new(), true);
    for (path, layout) in paths.iter_mut().zip(Layout::ALL) {
        *path = find(folder, layout.file_name());
        shared &= path.as_ref().is_none_or(|path| path.parent() != Some(folder));
        if path.is_none() && !layout.is_optional() {
            problems.push(missing(folder, layout.file_name(), parent(folder).as_deref()));
        }
    }
    if problems.is_empty() { Ok((paths, shared)) } else { Err(problems) }
}
