//! The plan that somebody says yes to, the yes, and how far it reaches.

use crate::{
    estate::word_enum,
    instants::Instant,
    money::{Amount, Currency},
};
use serde::{Deserialize, Serialize};

/// A plan by its version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanRef {
    /// From 1.
    pub version: i64,
    /// SHA-256 of the document, in hexadecimal: what a yes is a yes to.
    pub digest: String,
    /// What it costs within its horizon.
    pub total: Amount,
    /// In which currency.
    pub currency: Currency,
    /// Seats that it buys; not told of plans from before this was kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seats: Option<i64>,
    /// Why it was made.
    pub why: Why,
    /// When.
    pub at: Instant,
}

word_enum!(
    /// Why a plan was made.
    Why {
        /// The move's first.
        First = "first",
        /// Somebody wanted another.
        Asked = "asked",
        /// Not all is as the plan has it.
        Drift = "drift",
    }
);

/// Somebody on whose behalf deeds are done, with the rights that they have then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Acting {
    /// User id in the partner's tenant.
    pub user_id: String,
    /// Sign-in name.
    pub name: String,
    /// They had signed in with a second factor.
    #[serde(default = "yes")]
    pub mfa: bool,
}

fn yes() -> bool {
    true
}

/// A yes to a plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Approval {
    /// Who: a person's sign-in name.
    pub by: String,
    /// When.
    pub at: Instant,
    /// The plan's digest.
    pub digest: String,
    /// The plan's version.
    #[serde(default)]
    pub version: i64,
    /// How far later plans may differ from this one without a new yes.
    pub limits: Limits,
    /// Users of whom licences change otherwise by plans that were taken within the limits.
    #[serde(default)]
    pub users_used: i64,
}

/// How far a new plan may differ from the approved one before somebody has to say yes again.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Limits {
    /// Minor units more than the approved plan costs.
    pub more_minor: i64,
    /// Days by which an end or a change may come later.
    pub later_days: i64,
    /// Users whose licences may change otherwise.
    pub users: i64,
}
