//! Channel transfers: subscriptions bought to take the place of what a customer has through volume licensing.
//!
//! No public interface exists for them; everything here is our own. New seats begin before the old ones end, because nobody can say
//! which users would lose a licence in between. What is no longer sold can be bought this way, with as many seats as its source has.
//! [`plan`] makes lines of what is wanted; [`steps`] says what time does to them. Pure.

pub mod plan;
pub mod steps;

use crate::{
    catalogue::{BillingPlan, Term},
    dates::{Date, date_of, day_number},
    estate::word_enum,
    ids::OfferId,
    instants::Instant,
    money::{Currency, Price},
    orders::LineError,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// State of a channel transfer (`docs/states/channelTransfers.md`).
    Status {
        /// Waits for its first day.
        Scheduled = "scheduled",
        /// Its first line was due.
        Running = "running",
        /// Every line has replaced its source.
        Complete = "complete",
        /// Some have.
        PartiallyComplete = "partiallyComplete",
        /// None has.
        Failed = "failed",
        /// Taken back before it began.
        Cancelled = "cancelled",
        /// On its day the partner might not sell any more.
        Lapsed = "lapsed",
    }
);

word_enum!(
    /// How far a line is.
    LineStatus {
        /// Waits for its day.
        Planned = "planned",
        /// Ordered, not provisioned yet.
        Bought = "bought",
        /// Its seats are in the pool.
        Live = "live",
        /// Its source has ended.
        Replaced = "replaced",
        /// It could not be bought (yet).
        Failed = "failed",
    }
);

/// A subscription to buy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// The source: a subscription of another channel.
    pub source_id: String,
    /// First day after the source; `None`: without end.
    pub source_end: Option<Date>,
    /// Seats.
    pub quantity: i64,
    /// Offer.
    pub offer: OfferId,
    /// Catalogue item.
    pub item: String,
    /// Term.
    pub term: Term,
    /// Billing plan.
    pub cycle: BillingPlan,
    /// First day.
    pub start: Date,
    /// The caller named the day: it does not move with the source's end.
    pub own_start: bool,
    /// Aligned end, last day.
    pub custom_end: Option<Date>,
    /// Price of a seat per billing period, as it is known now.
    pub unit_price: Price,
    /// Currency.
    pub currency: Currency,
    /// First day of the price list's row.
    pub price_from: Date,
    /// The offer is not sold any more; only channel transfers still buy it.
    pub no_longer_sold: bool,
    /// How far it is.
    pub status: LineStatus,
    /// The order.
    pub order_id: Option<String>,
    /// The subscription.
    pub subscription_id: Option<String>,
    /// Why it failed.
    pub problem: Option<LineError>,
    /// The day on which it is tried again.
    pub again: Option<Date>,
}

/// A channel transfer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ChannelTransfer {
    /// GUID, ordered by time.
    pub id: String,
    /// Customer.
    pub customer_id: String,
    /// Partner.
    pub partner_id: String,
    /// State.
    pub status: Status,
    /// Days before a source's end at which lines start that name no day.
    pub lead_days: i64,
    /// MPN id of the reseller on record.
    pub mpn_id: Option<String>,
    /// The new subscriptions renew.
    pub auto_renew: bool,
    /// Lines.
    pub lines: Vec<Line>,
    /// Made.
    pub created: Instant,
    /// Counted up with every change.
    pub version: i64,
}

impl Line {
    /// Days on which both are paid for.
    pub fn overlap_days(&self) -> i64 {
        self.source_end
            .map_or(0, |end| i64::from(day_number(end) - day_number(self.start)).max(0))
    }

    /// The last day on which it is tried again; `None`: as long as it takes.
    pub fn retry_until(&self) -> Option<Date> {
        self.source_end.map(|end| date_of(day_number(end) - 1))
    }

    /// Whether it begins after its source has ended.
    pub fn has_gap(&self) -> bool {
        self.source_end.is_some_and(|end| self.start > end)
    }

    /// Whether nothing will happen to it any more.
    pub fn is_done(&self) -> bool {
        match self.status {
            LineStatus::Replaced => true,
            LineStatus::Failed => self.again.is_none(),
            _ => false,
        }
    }
}

impl ChannelTransfer {
    /// Whether something is still to come.
    pub fn is_open(&self) -> bool {
        matches!(self.status, Status::Scheduled | Status::Running)
    }

    /// The first day on which something is bought.
    pub fn starts(&self) -> Date {
        self.lines.iter().map(|l| l.start).min().unwrap_or(Date::MAX)
    }

    /// Whether it can still be changed or taken back.
    ///
    /// # Errors
    /// `ChannelTransferStarted`.
    pub fn check_scheduled(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Scheduled => Ok(()),
            status => Err(Refusal::new(Code::ChannelTransferStarted)
                .with("id", &self.id)
                .with("status", status)),
        }
    }

    /// Taken back before it began.
    ///
    /// # Errors
    /// `ChannelTransferStarted`.
    pub fn cancel(&self) -> Result<Self, Refusal> {
        self.check_scheduled()?;
        Ok(Self {
            status: Status::Cancelled,
            version: self.version + 1,
            ..self.clone()
        })
    }
}
