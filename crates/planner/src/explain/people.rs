//! What a plan means for one user, or for all the identical users of one entry. Called by `explain`.

use super::{Explanation, changes, ground::Ground};
use nahtlos_model::{
    ids::ServicePlanId,
    notice::{Notice, Reason, Value},
};

/// A user's licence changes with their reasons, and the service plans gained and lost; none for an unknown id.
pub(super) fn explain(ground: &Ground, id: &str) -> Option<Explanation> {
    ground.user(id)?;
    let is_meant = |other: &str| other == id || other.rsplit_once('#').is_some_and(|(base, _)| base == id);
    let mut notices = Vec::new();
    for (index, change) in ground.plan.license_changes.iter().enumerate() {
        if change.user_ids.iter().any(|user| is_meant(user)) {
            notices.extend(changes::reasons(ground, index));
        }
    }
    let impact: Vec<_> = ground.plan.impact.iter().filter(|i| is_meant(&i.user_id)).collect();
    let plans = |of: &dyn Fn(usize) -> Vec<ServicePlanId>| {
        let mut plans: Vec<ServicePlanId> = (0..impact.len()).flat_map(of).collect();
        plans.sort_unstable();
        plans.dedup();
        plans
    };
    let gained = plans(&|i| impact[i].plans_gained.clone());
    let lost = plans(&|i| impact[i].plans_lost.clone());
    for (code, plans) in [(Reason::GainsPlans, gained), (Reason::LosesPlans, lost)] {
        if !plans.is_empty() {
            notices.push(Notice::new(code).with("plans", Value::Plans(plans)));
        }
    }
    if notices.is_empty() {
        let stays = if ground.is_planned(id) {
            Reason::LicensesStay
        } else {
            Reason::NeedsNothing
        };
        notices.push(Notice::new(stays));
    }
    Some(Explanation {
        subject: id.to_owned(),
        notices,
    })
}
