//! Which plans the yes to a campaign covers, and how far later plans of a move that it covered may differ. Others wait for a person's yes of
//! their own.

use super::Member;
use crate::{
    dates::{Date, day_number},
    estate::word_enum,
    moves,
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
    /// How far later plans may differ from the one that it covered first; `None`, as of every yes that was given before this could be said:
    /// not at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub later: Option<Later>,
}

/// How far the later plans of one customer's move may differ from the one that the yes covered first, because something is otherwise than
/// planned. What is left out goes as far as the limits of every plan do.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Later {
    /// Minor units that they cost more.
    pub more_minor: Option<i64>,
    /// Days by which an end or a change comes later.
    pub days: Option<i64>,
    /// Users whose licences change otherwise, of all later plans together.
    pub users: Option<i64>,
}

/// What a move's yes says where nothing is limited: more than anything has, and exact in every program that reads it.
pub const NO_LIMIT: i64 = 999_999_999_999_999;

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
    /// How far the yes of a move goes whose first plan is covered, and which begins on a day: as far as is said of later plans, and no further
    /// than one plan may.
    pub fn of_move(&self, plan: &Plan, begun: Date) -> moves::Limits {
        let Some(later) = self.later else {
            return moves::Limits::default();
        };
        let least = |said: Option<i64>, left: Option<i64>| said.into_iter().chain(left).min().unwrap_or(NO_LIMIT).max(0);
        moves::Limits {
            more_minor: least(later.more_minor, self.each_minor.map(|each| each - plan.cost.total.minor)),
            later_days: least(later.days, self.days.map(|days| days - days_of(plan, begun))),
            users: least(later.users, self.users),
        }
    }

    /// The first limit that a plan goes beyond which begins on a day, after other plans that cost so much.
    pub fn beyond(&self, plan: &Plan, begun: Date, others_minor: i64) -> Option<Beyond> {
        self.beyond_at(plan, plan.cost.total.minor, begun, others_minor)
    }

    /// As [`Limits::beyond`], of a plan from the present that costs so much with what was bought before it.
    pub fn beyond_at(&self, plan: &Plan, total: i64, begun: Date, others_minor: i64) -> Option<Beyond> {
        let users: BTreeSet<&str> = plan
            .license_changes
            .iter()
            .flat_map(|change| &change.user_ids)
            .map(String::as_str)
            .collect();
        let found = [
            (Limit::Each, self.each_minor, total),
            (Limit::All, self.all_minor, others_minor.saturating_add(total)),
            (Limit::Days, self.days, days_of(plan, begun)),
            (Limit::Users, self.users, users.len() as i64),
        ];
        found.into_iter().find_map(|(limit, allowed, found)| {
            let allowed = allowed.filter(|allowed| found > *allowed)?;
            Some(Beyond { limit, allowed, found })
        })
    }
}

impl Member {
    /// What its plan costs as far as the yes to the campaign covers it, in minor units. A yes of before plans were named covered what is not
    /// beyond a limit.
    pub fn covered_minor(&self) -> i64 {
        let covers = self.covered.is_some() || self.beyond.is_none();
        self.planned_minor.filter(|_| covers).unwrap_or(0)
    }
}

/// Days from a move's beginning until it leaves its last original.
fn days_of(plan: &Plan, begun: Date) -> i64 {
    let last = plan.originals.iter().filter_map(|end| end.planned_end).max();
    last.map_or(0, |last| i64::from(day_number(last) - day_number(begun)))
}
