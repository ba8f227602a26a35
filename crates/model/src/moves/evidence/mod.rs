//! What is shown of a move to whoever was not there: everything that it holds, and what follows from it.
//!
//! An archive (`nahtlos_files::evidence`) is read into [`Evidence`]; [`check`] says whether its parts agree with each other, and [`tables`]
//! and [`money`] draw from them what a reader wants to see at a glance. The center writes archives by the same code by which anybody checks
//! them. Nothing here reads files, knows signatures, or decides anything about a move.

pub mod check;
pub mod fault;
pub mod money;
pub mod tables;
pub mod told;

use super::{Move, journal::Entry};
use crate::{case::Case, charges::Charge, instants::Instant, plan::Plan};
use serde::{Deserialize, Serialize};
use told::Told;

/// A move with everything that is shown of it.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// The move, as it stood.
    pub of: Move,
    /// Its journal.
    pub entries: Vec<Entry>,
    /// What each entry says, in the same order.
    pub told: Vec<Told>,
    /// SHA-256 of every estate, in hexadecimal, by number.
    pub estates: Vec<(i64, String)>,
    /// Every plan that was made.
    pub plans: Vec<Made>,
    /// Lines of the ledger that belong to subscriptions the move bought.
    pub lines: Vec<Line>,
    /// Who said yes to what outside of the move itself.
    pub acceptances: Vec<Acceptance>,
}

/// A plan with what it was made from.
#[derive(Debug, Clone)]
pub struct Made {
    /// From 1.
    pub number: i64,
    /// SHA-256 of its document, in hexadecimal.
    pub sha256: String,
    /// The plan.
    pub plan: Plan,
    /// Estate, catalogue and policy, where the catalogue was kept.
    pub case: Option<Case>,
}

/// A line of the ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Line {
    /// Id.
    pub id: String,
    /// The subscription that it is for.
    pub subscription: String,
    /// The order; empty: none.
    pub order: String,
    /// When it was written.
    pub at: Instant,
    /// What it says.
    pub charge: Charge,
}

/// Somebody's yes that the move needed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Acceptance {
    /// To what.
    pub kind: Accepted,
    /// Id of what was accepted.
    pub id: String,
    /// Who asked; empty: not recorded.
    pub asked_by: String,
    /// When it was asked.
    pub asked: Option<Instant>,
    /// Who said yes; empty: not recorded.
    pub by: String,
    /// When.
    pub at: Instant,
    /// Roles that were granted, as ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub roles: Vec<String>,
    /// Until when it holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Instant>,
}

crate::estate::word_enum!(
    /// What somebody said yes to.
    Accepted {
        /// The reseller relationship.
        Relationship = "relationship",
        /// The customer agreement.
        Agreement = "agreement",
        /// Rights in the customer's directory.
        Rights = "rights",
    }
);

impl Evidence {
    /// Every entry with what it says.
    pub fn journal(&self) -> impl Iterator<Item = (&Entry, &Told)> {
        self.entries.iter().zip(&self.told)
    }

    /// When the last thing happened.
    pub fn last(&self) -> Instant {
        self.entries.last().map_or(self.of.created, |entry| entry.at)
    }

    /// The plan that holds, or the newest where nobody has said yes.
    pub fn held(&self) -> Option<&Made> {
        let version = self.of.plan.as_ref()?.version;
        self.plans.iter().find(|made| made.number == version)
    }

    /// A plan by its digest.
    pub fn plan(&self, sha256: &str) -> Option<&Made> {
        self.plans.iter().find(|made| made.sha256 == sha256)
    }
}
