//! Whether a plan can be carried out at all: what could only fail later is said before anybody says yes.

use nahtlos_model::{
    dates::{Date, plus_months},
    estate::{Channel, Estate, User},
    plan::Plan,
    refusals::{Code, Refusal},
};
use std::collections::HashMap;

/// Refuses what could only fail later.
///
/// # Errors
/// `InvalidProperty` without a day of overlap; `PlanSplitsGroup`; `PlanEndUnaligned`.
pub(super) fn can_be_carried_out(plan: &Plan, estate: &Estate) -> Result<(), Refusal> {
    // Seats must be there a while before the old ones go: within one day nobody can see them, move licences, and prove it.
    if plan.policy.lead_days == 0 && plan.originals.iter().any(|end| end.planned_end.is_some()) {
        let why = "a move is carried out only with at least one day of overlap";
        return Err(Refusal::property("policy.leadDays", why));
    }
    // A group gives all of its members the same.
    if let Some((group, day)) = inherited(plan, estate) {
        return Err(Refusal::new(Code::PlanSplitsGroup).with("group", group).with("day", day).at("plan"));
    }
    let ours = estate.subscriptions.iter().filter(|s| s.channel == Channel::ThisPartner);
    let ends: Vec<Date> = ours.filter_map(|s| s.end).collect();
    let unaligned = plan.purchases.iter().find(|purchase| {
        let full = plus_months(purchase.start, purchase.term_duration.months());
        purchase.end != full && purchase.end.day() != 1 && !ends.contains(&purchase.end)
    });
    match unaligned.map(|purchase| purchase.end.yesterday()) {
        Some(Ok(day)) => Err(Refusal::new(Code::PlanEndUnaligned).with("day", day).at("policy.coTerm")),
        _ => Ok(()),
    }
}

/// A change of users by themselves that takes what a group gives them.
fn inherited<'a>(plan: &Plan, estate: &'a Estate) -> Option<(&'a str, Date)> {
    let users: HashMap<&str, &User> = estate.users.iter().map(|user| (user.id.as_str(), user)).collect();
    let alone = plan.license_changes.iter().filter(|change| change.group_id.is_none());
    alone.into_iter().find_map(|change| {
        let people = change.user_ids.iter().filter_map(|id| users.get(id.as_str()));
        let given = people.flat_map(|user| &user.licenses).find_map(|license| {
            let taken = change.remove_licenses.contains(&license.sku_id);
            license.via_group.as_deref().filter(|_| taken)
        })?;
        let name = estate
            .groups
            .iter()
            .find(|group| group.id == given)
            .map(|group| group.name.as_str());
        Some((name.filter(|name| !name.is_empty()).unwrap_or(given), change.date))
    })
}
