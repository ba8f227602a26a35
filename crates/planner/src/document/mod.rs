//! From a solution to the plan document: purchases, ends, licence changes, calendar, money, coverage,
//! effects and warnings. Called by `plan`.

mod changes;
mod coverage;
mod money;
mod originals;
mod overlap;
mod purchases;
mod steps;
mod warnings;

use crate::{placing, problem::Problem, solve::Solution};
use nahtlos_model::{
    notice::{Notice, RefusalCode, Warning},
    plan::{PLAN_SCHEMA, Plan},
    policy::Policy,
};

/// Figures beyond what exact arithmetic holds.
#[derive(Debug)]
pub(crate) struct TooLarge;

impl From<TooLarge> for Notice<RefusalCode> {
    fn from(_: TooLarge) -> Self {
        Notice::new(RefusalCode::TooLarge)
    }
}

/// The document of a solution.
pub(crate) fn plan(problem: &Problem, solution: &Solution, budget: u64) -> Result<Plan, TooLarge> {
    let case = problem.case;
    let ways = placing::ways(problem, solution);
    let changes = changes::changes(problem, &ways);
    let purchases = purchases::purchases(problem, solution, &ways)?;
    let endings = originals::endings(problem, &purchases);
    let steps = steps::steps(case, &purchases, &changes.changes, &endings);
    let overlap = overlap::overlap(problem, solution, &ways).ok_or(TooLarge)?;
    let mut cost = money::cost(problem, solution, &purchases, overlap, budget)?;
    // Fewest changes are proved where nobody changes; fewer purchases or an earlier end are not sought.
    cost.secondary_proved = purchases.is_empty() && changes.changes.is_empty();
    let mut warnings: Vec<Notice<Warning>> = Vec::new();
    for warning in endings.iter().flat_map(|ending| &ending.warnings) {
        // What is said of several originals alike is said once, of all of them.
        match warnings
            .iter_mut()
            .find(|told| (told.code, &told.values) == (warning.code, &warning.values))
        {
            Some(told) => told.subjects.extend(warning.subjects.iter().cloned()),
            None => warnings.push(warning.clone()),
        }
    }
    warnings.extend(warnings::warnings(problem, solution, &ways, &purchases, &changes, &cost));
    Ok(Plan {
        schema: PLAN_SCHEMA.to_owned(),
        customer: case.estate.customer.clone(),
        as_of: case.estate.as_of,
        horizon: problem.time.date(problem.time.days),
        policy: Policy {
            horizon: Some(problem.time.date(problem.time.days)),
            ..case.policy.clone()
        },
        inputs: case.inputs.clone(),
        purchases,
        originals: endings.into_iter().map(|ending| ending.end).collect(),
        license_changes: changes.changes,
        steps,
        cost,
        coverage: coverage::levels(problem, solution, &ways).table(problem).ok_or(TooLarge)?,
        impact: changes.impact,
        equivalences_used: changes.equivalences,
        warnings,
    })
}
