//! How far a plan from the present differs from the one that somebody said yes to: in money, in days, in users. Within the limits of the yes
//! it is taken without another.

use super::Limits;
use crate::{
    dates::{Date, day_number},
    ids::{ServicePlanId, SkuId},
    plan::{LicenseChange, Plan},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How far two plans differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Distance {
    /// Minor units more, with what was bought already; fewer than none: less.
    pub more_minor: i64,
    /// Days by which an original ends later, or the last licence changes are made later.
    pub later_days: i64,
    /// Users whose licences change otherwise than the plan before had it.
    pub users: i64,
    /// They count over the same days, and in one currency: only then money compares.
    pub comparable: bool,
}

impl Distance {
    /// Whether it is within limits of which some were used before.
    pub fn within(&self, limits: &Limits, users_used: i64) -> bool {
        self.comparable
            && self.more_minor <= limits.more_minor
            && self.later_days <= limits.later_days
            && users_used.saturating_add(self.users) <= limits.users
    }
}

/// What changes for a user: in order, without the days.
type Changes<'a> = Vec<(Vec<SkuId>, Vec<(SkuId, Vec<ServicePlanId>)>, Option<&'a str>)>;

/// Compares a plan from the present with the plan that was said yes to (money and days) and with the one that held (users).
///
/// `spent` is what the purchases cost within the horizon that were made before, in minor units; `open` are the changes of the plan that
/// held that were still to be made, by place.
pub fn distance(approved: &Plan, held: &Plan, open: &dyn Fn(usize) -> bool, new: &Plan, spent: i64) -> Distance {
    let (of_new, of_old) = (changes(new, &|_| true), changes(held, open));
    let differs = |user: &&&str| of_new.get(**user) != of_old.get(**user);
    let all: std::collections::BTreeSet<&str> = of_new.keys().chain(of_old.keys()).copied().collect();
    let users = all.iter().filter(differs).count();
    Distance {
        more_minor: new.cost.total.minor.saturating_add(spent).saturating_sub(approved.cost.total.minor),
        later_days: later(approved, new),
        users: i64::try_from(users).unwrap_or(i64::MAX),
        comparable: approved.horizon == new.horizon
            && approved.cost.currency == new.cost.currency
            && approved.cost.total.digits == new.cost.total.digits,
    }
}

fn changes<'a>(plan: &'a Plan, open: &dyn Fn(usize) -> bool) -> BTreeMap<&'a str, Changes<'a>> {
    let mut all: BTreeMap<&str, Changes> = BTreeMap::new();
    let told = |change: &'a LicenseChange| {
        let add = change.add_licenses.iter().map(|add| (add.sku_id, add.disabled_plans.clone()));
        (change.remove_licenses.clone(), add.collect(), change.group_id.as_deref())
    };
    for (_, change) in plan.license_changes.iter().enumerate().filter(|(at, _)| open(*at)) {
        for user in &change.user_ids {
            all.entry(user).or_default().push(told(change));
        }
    }
    all
}

/// Days by which something comes later: the end of an original that both plans end, or the last licence changes.
fn later(before: &Plan, after: &Plan) -> i64 {
    let days = |a: Date, b: Date| i64::from(day_number(b) - day_number(a));
    let old = |id: &str| before.originals.iter().find(|end| end.subscription_id == id);
    let ends = after.originals.iter().filter_map(|end| {
        let old = old(&end.subscription_id)?.planned_end?;
        // One that the new plan does not end before its horizon ends later by all of it.
        Some(days(old, end.planned_end.unwrap_or(after.horizon)))
    });
    let last = |plan: &Plan| plan.license_changes.iter().map(|change| change.date).max();
    let changes = last(before).zip(last(after)).map(|(old, new)| days(old, new));
    ends.chain(changes).max().unwrap_or(0).max(0)
}
