//! Transfers of subscriptions between two partners of one customer, in both generations: what one is, and who may do what to it when.
//!
//! Legacy: the source offers lines, the target accepts or rejects, the source may withdraw. New commerce: the target asks without
//! lines, the source accepts by naming them or declines, the target may cancel. [`eligible`] says what can go, [`hand_over`] what
//! becomes of a subscription and of the money, [`notices`] who is told. All pure; the engine keeps locks, orders and the trail. A final state never changes.

pub mod eligible;
pub mod hand_over;
pub mod notices;
mod steps;

pub use eligible::Reason;
pub use hand_over::{HandOver, HandedOver, Money};
pub use steps::{Chosen, Fate};

use crate::{
    catalogue::BillingPlan,
    estate::{Generation, word_enum},
    instants::Instant,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// The state of a transfer, in the wire's words (`docs/states/transfers.md`).
    Status {
        /// Legacy: offered, waits for the target.
        Active = "Active",
        /// New commerce: asked for, waits for the source.
        Created = "Created",
        /// New commerce: accepted, being worked on.
        InProgress = "InProgress",
        /// Every group has moved.
        Complete = "Complete",
        /// Some groups have.
        PartiallyComplete = "PartiallyComplete",
        /// None has.
        Failed = "Failed",
        /// Rejected or declined.
        Reject = "Reject",
        /// Taken back by the target who asked.
        Cancelled = "Cancelled",
        /// Nobody answered.
        Expired = "Expired",
        /// Taken back by the source who offered; the wire shows such a one no more.
        Withdrawn = "Withdrawn",
    }
);

word_enum!(
    /// A partner's side of a transfer.
    Side {
        /// Sells it now.
        Source = "source",
        /// Is to sell it.
        Target = "target",
    }
);

/// Why a line did not move: the wire's code and text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failure {
    /// A number of the reference's `TransferErrorCode`.
    pub code: i64,
    /// English, as clients show it.
    pub text: String,
}

/// A subscription to move, with the legacy add-ons that go with it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// From 0, in its list.
    pub number: i64,
    /// The source's subscription.
    pub subscription_id: String,
    /// Offer id, as clients bought it.
    pub offer_id: String,
    /// Billing cycle.
    pub cycle: BillingPlan,
    /// Name.
    pub friendly_name: String,
    /// Seats.
    pub quantity: i64,
    /// MPN id of the target's reseller.
    pub mpn_id: Option<String>,
    /// New commerce: kind of product, as sent.
    pub product_type: Option<String>,
    /// Lines of one group share their fate; `None` until it was worked on.
    pub group: Option<i64>,
    /// The order at the target.
    pub order_id: Option<String>,
    /// The target's subscription.
    pub target_subscription_id: Option<String>,
    /// Moved.
    pub moved: bool,
    /// Why it did not.
    pub failure: Option<Failure>,
    /// Legacy add-ons.
    pub addons: Vec<Line>,
}

impl Line {
    /// The subscription and those of its add-ons, the base first.
    pub fn subscriptions(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.subscription_id.as_str()).chain(self.addons.iter().map(|a| a.subscription_id.as_str()))
    }
}

/// What the creator wrote, given back as it came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Said {
    /// Name of the source.
    pub source_name: Option<String>,
    /// Mail of the source.
    pub source_email: Option<String>,
    /// Name of the target.
    pub target_name: Option<String>,
    /// Mail of the target; some clients keep their customer's name there, so it is no address that could be checked.
    pub target_email: Option<String>,
    /// Name of the customer.
    pub customer_name: Option<String>,
    /// Mail of the customer; may be empty.
    pub customer_email: Option<String>,
    /// Kinds of product that may move; `None`: all.
    pub product_types: Option<Vec<String>>,
    /// MPN id for the moved lines.
    pub partner_on_record: Option<String>,
    /// The number that was sent for the type.
    pub transfer_type: Option<i64>,
    /// Without effect.
    pub ignore_eligibility: Option<bool>,
    /// Further parties, by key.
    pub participants: Option<Vec<(String, String)>>,
}

/// A transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Transfer {
    /// GUID, ordered by time.
    pub id: String,
    /// Customer.
    pub customer_id: String,
    /// Which of the two flows it is.
    pub flow: Generation,
    /// The partner who sells.
    pub source_id: String,
    /// The partner who is to sell.
    pub target_id: String,
    /// State.
    pub status: Status,
    /// Made.
    pub created: Instant,
    /// When it ends without an answer.
    pub expires: Instant,
    /// Accepted; its UTC day is the target's first.
    pub accepted: Option<Instant>,
    /// Ended with lines that were worked on.
    pub completed: Option<Instant>,
    /// Changed.
    pub modified: Option<Instant>,
    /// Who changed it: a user, an application, or nobody.
    pub modified_by: String,
    /// What moves; in new commerce empty until the source has named it.
    pub lines: Vec<Line>,
    /// What was written about it.
    pub said: Said,
    /// Why it was declined.
    #[serde(default)]
    pub reason: Option<String>,
    /// Counted up with every change.
    pub version: i64,
}

impl Transfer {
    /// Which side a tenant is on; `None`: a stranger, or the customer.
    pub fn side(&self, tenant: &str) -> Option<Side> {
        if self.source_id == tenant {
            return Some(Side::Source);
        }
        (self.target_id == tenant).then_some(Side::Target)
    }

    /// Whether it waits for an answer or for its work.
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Active | Status::Created | Status::InProgress)
    }

    /// Whether a side sees the lines: a new-commerce target is blind until they have moved.
    pub fn shows_lines_to(&self, side: Option<Side>) -> bool {
        self.flow == Generation::Legacy || side != Some(Side::Target) || self.completed.is_some()
    }

    /// As a side may read it, for its trail.
    #[must_use]
    pub fn seen_by(&self, side: Side) -> Self {
        let mut seen = self.clone();
        if !self.shows_lines_to(Some(side)) {
            seen.lines.clear();
        }
        seen
    }

    /// When something happens to it by itself: its work from the acceptance on, else its end.
    pub fn next_due(&self) -> Option<Instant> {
        match self.status {
            Status::Active | Status::Created => Some(self.expires),
            Status::InProgress => self.accepted,
            _ => None,
        }
    }

    fn demand(&self, side: Side, wanted: Side) -> Result<(), Refusal> {
        match side == wanted {
            true => Ok(()),
            false => Err(Refusal::new(Code::TransferOtherSide).with("side", wanted)),
        }
    }

    /// Whether an answer can still be given.
    ///
    /// # Errors
    /// `TransferFinal`, `TransferBusy`.
    pub fn check_pending(&self, now: Instant) -> Result<(), Refusal> {
        let ended = |status: Status| Err(Refusal::new(Code::TransferFinal).with("id", &self.id).with("status", status));
        match self.status {
            // Its last day may be over before that is written down.
            Status::Active | Status::Created if self.expires <= now => ended(Status::Expired),
            Status::Active | Status::Created => Ok(()),
            Status::InProgress => Err(Refusal::new(Code::TransferBusy).with("id", &self.id)),
            status => ended(status),
        }
    }
}
