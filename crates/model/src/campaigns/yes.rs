//! Which plans the yes to a campaign covers. Others wait for a person's yes of their own.

use crate::{
    dates::{Date, day_number},
    estate::word_enum,
    plan::Plan,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How far the yes to a campaign goes; what is left out has no limit.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// Most that one customer's plan may cost, in minor units.
    pub each_minor: Option<i64>,
    /// Most that all plans together may cost that it covers.
    pub all_minor: Option<i64>,
    /// Days from the beginning of a move within which the last original has to be left.
    pub days: Option<i64>,
    /// Users of a customer whose licences change.
    pub users: Option<i64>,
}

word_enum!(
    /// A limit of a yes. Texts: `beyond-` + word.
    Limit {
        /// What one plan costs.
        Each = "each",
        /// What all plans cost together.
        All = "all",
        /// Days until the last original is left.
        Days = "days",
        /// Users whose licences change.
        Users = "users",
    }
);

/// A limit that a plan goes beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Beyond {
    /// Which.
    pub limit: Limit,
    /// How far it goes: minor units, days, users.
    pub allowed: i64,
    /// What the plan has.
    pub found: i64,
}

impl Limits {
    /// The first limit that a plan goes beyond which begins on a day, after plans that cost so much.
    pub fn beyond(&self, plan: &Plan, begun: Date, covered_minor: i64) -> Option<Beyond> {
        let total = plan.cost.total.minor;
        let last = plan.originals.iter().filter_map(|end| end.planned_end).max();
        let days = last.map_or(0, |last| i64::from(day_number(last) - day_number(begun)));
        let users: BTreeSet<&str> = plan
            .license_changes
            .iter()
            .flat_map(|change| &change.user_ids)
            .map(String::as_str)
            .collect();
        let found = [
            (Limit::Each, self.each_minor, total),
            (Limit::All, self.all_minor, covered_minor.saturating_add(total)),
            (Limit::Days, self.days, days),
            (Limit::Users, self.users, users.len() as i64),
        ];
        found.into_iter().find_map(|(limit, allowed, found)| {
            let allowed = allowed.filter(|allowed| found > *allowed)?;
            Some(Beyond { limit, allowed, found })
        })
    }
}
