//! A transition as it is kept: what was asked for, what came of it, and its steps.

use super::Kind;
use crate::{
    catalogue::{BillingPlan, Term},
    estate::word_enum,
    instants::Instant,
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// A part of a transition.
    Step {
        /// Seats and offer.
        Conversion = "Conversion",
        /// Users' licences.
        LicenseReassignment = "LicenseReassignment",
    }
);
word_enum!(
    /// How far a part has come.
    StepStatus {
        /// Begun.
        Started = "Started",
        /// Done.
        Completed = "Completed",
        /// Not for everybody.
        Failed = "Failed",
    }
);

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Event {
    /// Of which part.
    pub step: Step,
    /// What.
    pub status: StepStatus,
    /// When.
    pub at: Instant,
    /// Users whose licence could not be moved, by sign-in name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub users: Vec<String>,
}

/// A transition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transition {
    /// Operation id, ordered by time.
    pub id: String,
    /// Customer.
    pub customer_id: String,
    /// Partner.
    pub partner_id: String,
    /// Catalogue item or offer before.
    pub from_item: String,
    /// Its source.
    pub from_subscription: String,
    /// Catalogue item or offer afterwards.
    pub to_item: String,
    /// The other subscription that has the seats, where there is one.
    pub to_subscription: Option<String>,
    /// Seats asked for.
    pub quantity: i64,
    /// Term afterwards.
    pub term: Term,
    /// Billing plan afterwards.
    pub cycle: BillingPlan,
    /// With licences or without.
    pub kind: Kind,
    /// Promotion that came of it.
    pub promotion: Option<String>,
    /// When.
    pub at: Instant,
    /// What happened, in order.
    pub events: Vec<Event>,
}
