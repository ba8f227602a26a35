//! Why a plan is as it is, in codes with numbers: every purchase, every end of an original, every
//! licence change, and on demand a step or a user. Called by the command line and the report.
//!
//! Everything is counted anew from case and plan: licences and seats of each day, and prices of the
//! neighbouring days. What an original's channel demands is taken over from the plan's own reasons.
//! Explaining never searches, never judges whether a plan is right (`verify` does), and never fails: of a damaged plan
//! it says what can be said.
//!
//! How money is compared: "a day earlier costs more" means the same seats for the same term begun a day earlier, and then
//! prolonged in the cheapest way for as long as the plan needs them, against the same with the day that the plan takes.

mod changes;
mod ground;
mod originals;
mod people;
mod purchases;
mod worth;

use ground::Ground;
use nahtlos_model::{
    case::Case,
    notice::{Notice, Reason, Value},
    plan::{Plan, Step},
};

/// Why one thing of a plan is as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explanation {
    /// The purchase (`p1`), subscription, licence change (`c1`: the first of the plan), step (`s1`) or user.
    pub subject: String,
    /// The reasons, the weightiest first.
    pub notices: Vec<Notice<Reason>>,
}

/// Explains every purchase, original and licence change of a plan, in this order; with an id only what bears it, be it one of
/// these, a step (with what it works on) or a user. An id that nothing bears gives nothing.
///
/// ```
/// use nahtlos_model::{case::Case, plan::Plan};
/// use nahtlos_planner::explain::explain;
///
/// /// How many reasons stand behind a purchase.
/// fn reasons(case: &Case, plan: &Plan, purchase: &str) -> usize {
///     explain(case, plan, Some(purchase)).iter().map(|e| e.notices.len()).sum()
/// }
/// ```
pub fn explain(case: &Case, plan: &Plan, id: Option<&str>) -> Vec<Explanation> {
    let Some(ground) = Ground::new(case, plan) else {
        return from_plan(plan, id);
    };
    let Some(id) = id else { return all(&ground) };
    let mut found = things(&ground, id);
    found.extend(plan.steps.iter().filter(|s| s.id == id).flat_map(|s| of_step(&ground, s)));
    found.extend(people::explain(&ground, id));
    found
}

/// The name by which a licence change is explained: `c1` for the plan's first.
pub fn change_id(index: usize) -> String {
    format!("c{}", index + 1)
}

/// The place of a licence change that is named like `c1`.
pub fn change_index(plan: &Plan, id: &str) -> Option<usize> {
    let number: usize = id.strip_prefix('c')?.parse().ok()?;
    let index = number.checked_sub(1)?;
    (index < plan.license_changes.len()).then_some(index)
}

fn all(ground: &Ground) -> Vec<Explanation> {
    let plan = ground.plan;
    let mut worth = worth::Worth::new(ground);
    let mut result = Vec::with_capacity(plan.purchases.len() + plan.originals.len() + plan.license_changes.len());
    for purchase in &plan.purchases {
        let notices = purchases::reasons(ground, &mut worth, purchase);
        result.push(about(&purchase.id, notices));
    }
    for original in &plan.originals {
        let notices = originals::reasons(ground, &mut worth, original);
        result.push(about(&original.subscription_id, notices));
    }
    for index in 0..plan.license_changes.len() {
        result.push(about(&change_id(index), changes::reasons(ground, index)));
    }
    result
}

fn about(subject: &str, notices: Vec<Notice<Reason>>) -> Explanation {
    Explanation {
        subject: subject.to_owned(),
        notices,
    }
}

/// The purchase, the original and the licence change that bear an id.
fn things(ground: &Ground, id: &str) -> Vec<Explanation> {
    let plan = ground.plan;
    let mut worth = worth::Worth::new(ground);
    let mut result = Vec::new();
    for purchase in plan.purchases.iter().filter(|p| p.id == id) {
        result.push(about(id, purchases::reasons(ground, &mut worth, purchase)));
    }
    for original in plan.originals.iter().filter(|o| o.subscription_id == id) {
        result.push(about(id, originals::reasons(ground, &mut worth, original)));
    }
    result.extend(change_index(plan, id).map(|index| about(id, changes::reasons(ground, index))));
    result
}

/// A step: when it is due, then whatever it works on.
fn of_step(ground: &Ground, step: &Step) -> Vec<Explanation> {
    let mut due = Notice::new(Reason::StepDue).with("due", Value::Date(step.due));
    if !step.after.is_empty() {
        due = due.with("after", Value::Text(step.after.join(", ")));
    }
    let mut result = vec![about(&step.id, vec![due])];
    for name in ["purchase", "subscription"] {
        for id in words(step, name) {
            result.extend(things(ground, id));
        }
    }
    let indices: Vec<usize> = match step.details.get("changes") {
        Some(Value::Count(n)) => usize::try_from(*n).into_iter().collect(),
        _ => words(step, "changes").filter_map(|n| n.parse().ok()).collect(),
    };
    for index in indices.into_iter().filter(|i| *i < ground.plan.license_changes.len()) {
        result.push(about(&change_id(index), changes::reasons(ground, index)));
    }
    result
}

/// The ids in a detail of a step.
fn words<'s>(step: &'s Step, name: &str) -> impl Iterator<Item = &'s str> {
    let text = match step.details.get(name) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    text.split([',', ' ']).filter(|id| !id.is_empty())
}

/// What a plan says by itself, when the case has no time to count in.
fn from_plan(plan: &Plan, id: Option<&str>) -> Vec<Explanation> {
    let purchases = plan.purchases.iter().map(|p| about(&p.id, p.why.clone()));
    let originals = plan.originals.iter().map(|o| about(&o.subscription_id, o.why.clone()));
    purchases.chain(originals).filter(|e| id.is_none_or(|id| e.subject == id)).collect()
}
