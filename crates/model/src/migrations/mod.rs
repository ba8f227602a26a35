//! Migrations of legacy subscriptions to new commerce: what one is, what is asked for, what a schedule is.
//!
//! [`eligibility`] says whether a subscription and its add-ons may go and why not, [`carry`] what the new and the old one are
//! afterwards, [`schedules`] how a schedule lives, [`rates`] how often a partner may ask. All pure; the engine's `migrations` loads
//! and saves. Nothing here may leave a customer without seats for a day, or bill a day twice.

pub mod carry;
pub mod eligibility;
pub mod rates;
pub mod schedules;

use crate::{
    catalogue::{BillingPlan, Term},
    dates::Date,
    estate::word_enum,
    instants::Instant,
    orders::LineError,
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// The state of a migration; what leads where is in `docs/states/migrations.md`.
    MigrationStatus {
        /// Asked for; the new subscription is not there yet.
        Processing = "Processing",
        /// The new subscription is there, the legacy one suspended.
        Completed = "Completed",
        /// It could not be; the legacy subscription is as it was.
        Failed = "Failed",
    }
);
word_enum!(
    /// What happened to a migration.
    EventName {
        /// It was asked for.
        MigrationStarted = "MigrationStarted",
        /// A new subscription was made.
        NewCommerceSubscriptionCreated = "NewCommerceSubscriptionCreated",
        /// A new subscription can be used.
        NewCommerceSubscriptionProvisioned = "NewCommerceSubscriptionProvisioned",
        /// It is over.
        MigrationCompleted = "MigrationCompleted",
        /// It could not be.
        MigrationFailed = "MigrationFailed",
    }
);

/// What is asked for one subscription; what is absent stays as the legacy subscription has it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Wish {
    /// The legacy subscription, lower case.
    pub subscription_id: String,
    /// Seats.
    pub quantity: Option<i64>,
    /// Term.
    pub term: Option<Term>,
    /// Billing plan.
    pub cycle: Option<BillingPlan>,
    /// A whole term begins; otherwise the old one is used up first.
    pub full_term: bool,
    /// Last day of the first term.
    pub custom_end: Option<Date>,
}

/// What is asked for: a subscription and those of its add-ons that go with it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Bid {
    /// The subscription.
    pub base: Wish,
    /// Add-ons, and add-ons of these, in one list.
    pub addons: Vec<Wish>,
    /// The caller's name for a batch.
    pub reference: Option<String>,
}

/// One subscription of a migration, with everything that was left open filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Part {
    /// The legacy subscription.
    pub subscription_id: String,
    /// Catalogue item that it becomes, if there is one.
    pub item: Option<String>,
    /// Seats.
    pub quantity: i64,
    /// Term.
    pub term: Term,
    /// Billing plan.
    pub cycle: BillingPlan,
    /// A whole term begins.
    pub full_term: bool,
    /// Last day of the first term, when asked for.
    pub custom_end: Option<Date>,
    /// First day after the legacy term.
    pub source_end: Option<Date>,
    /// The new subscription, once it is there.
    pub new_subscription_id: Option<String>,
}

/// A migration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Migration {
    /// GUID.
    pub id: String,
    /// Customer's tenant.
    pub customer_id: String,
    /// Partner's tenant.
    pub partner_id: String,
    /// State.
    pub status: MigrationStatus,
    /// When it was asked for: its prices are those of that day.
    pub started: Instant,
    /// When it was over.
    pub completed: Option<Instant>,
    /// The caller's name for a batch.
    pub reference: Option<String>,
    /// The order, once it is there.
    pub order_id: Option<String>,
    /// What migrates, the subscription asked for first.
    pub parts: Vec<Part>,
    /// Why it failed.
    pub error: Option<LineError>,
    /// Counted up with every change.
    pub version: i64,
}

/// Something that happened to a migration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MigrationEvent {
    /// Time-ordered.
    pub id: String,
    /// The migration.
    pub migration_id: String,
    /// The legacy subscription concerned.
    pub subscription_id: String,
    /// When.
    pub at: Instant,
    /// What.
    pub name: EventName,
}

impl Migration {
    /// The subscription asked for; the first of its parts.
    pub fn subscription_id(&self) -> &str {
        self.parts.first().map_or("", |part| part.subscription_id.as_str())
    }

    /// When it is due, while it is on its way.
    pub fn next_due(&self, minutes: i64) -> Option<Instant> {
        (self.status == MigrationStatus::Processing).then(|| self.started.plus_ms(minutes * 60_000))
    }

    /// As it is when the new subscriptions are there: each part's, in their order.
    #[must_use]
    pub fn complete(&self, order_id: &str, made: &[String], at: Instant) -> Self {
        let mut after = self.clone();
        after.status = MigrationStatus::Completed;
        after.completed = Some(at);
        after.order_id = Some(order_id.to_owned());
        for (part, id) in after.parts.iter_mut().zip(made) {
            part.new_subscription_id = Some(id.clone());
        }
        after.version += 1;
        after
    }

    /// As it is when it could not be.
    #[must_use]
    pub fn fail(&self, why: &crate::refusals::Refusal, at: Instant) -> Self {
        let mut after = self.clone();
        after.status = MigrationStatus::Failed;
        after.completed = Some(at);
        after.error = Some(why.into());
        after.version += 1;
        after
    }
}
