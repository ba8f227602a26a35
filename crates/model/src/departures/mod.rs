//! The departure of a customer: a partner's checklist of what happens to each of its subscriptions before the relationship ends.
//!
//! A line says which way a subscription goes; [`ways`] says which ways there are, [`seats`] whether somebody would lose a service by
//! it. Lines are planned, then armed (renewal off, or a transfer under way), then gone. The delegated rights end last, with the
//! relationship. Pure; the engine changes subscriptions through their own decisions.

pub mod seats;
pub mod ways;

use crate::{
    dates::Date,
    estate::word_enum,
    instants::Instant,
    orders::LineError,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// State of a departure (`docs/states/departures.md`).
    Status {
        /// Lines are being carried out.
        Open = "open",
        /// Nothing is active with the partner any more.
        HandedOver = "handedOver",
        /// The relationship has ended.
        Closed = "closed",
        /// The customer stays.
        Withdrawn = "withdrawn",
    }
);

word_enum!(
    /// What happens to a subscription.
    Way {
        /// Another partner takes it over.
        Transfer = "transfer",
        /// Its renewal is off; what the programme does then, happens.
        LetExpire = "letExpire",
        /// Its renewal is off, and access ends with the term.
        CancelAtEnd = "cancelAtEnd",
        /// It is cancelled within its window.
        CancelNow = "cancelNow",
        /// Legacy: it is suspended, and its money comes back by day.
        SuspendLegacy = "suspendLegacy",
        /// Nothing.
        Keep = "keep",
    }
);

word_enum!(
    /// How far a line is.
    LineStatus {
        /// Nothing was done yet.
        Planned = "planned",
        /// Its renewal is off, or a transfer is under way.
        Armed = "armed",
        /// It is not active with the partner any more.
        Gone = "gone",
        /// It could not be done.
        Failed = "failed",
    }
);

/// A subscription of the checklist.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Line {
    /// Subscription.
    pub subscription_id: String,
    /// What happens to it.
    pub way: Way,
    /// The day on which it is done; `None`: at once.
    pub on: Option<Date>,
    /// Users may lose a service by it.
    pub accept_loss: bool,
    /// How far it is.
    pub status: LineStatus,
    /// The transfer that takes it.
    pub transfer_id: Option<String>,
    /// Why it failed.
    pub problem: Option<LineError>,
}

/// A departure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Departure {
    /// GUID, ordered by time.
    pub id: String,
    /// Customer.
    pub customer_id: String,
    /// Partner.
    pub partner_id: String,
    /// State.
    pub status: Status,
    /// Why.
    pub reason: Option<String>,
    /// The day by which the customer wants to have left.
    pub leave_by: Option<Date>,
    /// The checklist.
    pub lines: Vec<Line>,
    /// Begun.
    pub created: Instant,
    /// Ended.
    pub closed: Option<Instant>,
    /// Counted up with every change.
    pub version: i64,
}

impl Line {
    /// A line that was not begun.
    pub fn planned(subscription_id: &str, way: Way) -> Self {
        Self {
            subscription_id: subscription_id.to_owned(),
            way,
            on: None,
            accept_loss: false,
            status: LineStatus::Planned,
            transfer_id: None,
            problem: None,
        }
    }

    /// Whether it is to be carried out on a day.
    pub fn is_due(&self, today: Date) -> bool {
        let acts = !matches!(self.way, Way::Transfer | Way::Keep);
        acts && self.status == LineStatus::Planned && self.on.is_none_or(|on| on <= today)
    }
}

impl Departure {
    /// Whether it can still be changed.
    ///
    /// # Errors
    /// `DepartureEnded`.
    pub fn check_open(&self) -> Result<(), Refusal> {
        match self.status {
            Status::Open => Ok(()),
            status => Err(Refusal::new(Code::DepartureEnded).with("id", &self.id).with("status", status)),
        }
    }

    /// The next day on which a line is to be carried out by itself.
    pub fn next_due(&self) -> Option<Instant> {
        let days = self.lines.iter().filter(|l| l.status == LineStatus::Planned).filter_map(|l| l.on);
        days.min().map(Instant::start_of).filter(|_| self.status == Status::Open)
    }

    /// How far its lines are, seen from the subscriptions that the partner has now; `find` gives one by id.
    #[must_use]
    pub fn seen<'a>(&self, find: impl Fn(&str) -> Option<&'a Subscription>) -> Self {
        if !matches!(self.status, Status::Open | Status::HandedOver) {
            return self.clone();
        }
        let mut seen = self.clone();
        for line in &mut seen.lines {
            let Some(s) = find(&line.subscription_id) else {
                line.status = LineStatus::Gone;
                continue;
            };
            let transfer = s
                .lock
                .as_ref()
                .filter(|_| line.way == Way::Transfer)
                .map(|lock| lock.holder.clone());
            line.status = match line.status {
                _ if !ways::is_active(s) => LineStatus::Gone,
                _ if transfer.is_some() => LineStatus::Armed,
                // What another transfer held is free again: it waits for the next one.
                LineStatus::Armed if line.way == Way::Transfer => LineStatus::Planned,
                status => status,
            };
            line.transfer_id = transfer.or_else(|| line.transfer_id.take());
        }
        let left = seen.lines.iter().any(|l| l.status != LineStatus::Gone);
        seen.status = if left { Status::Open } else { Status::HandedOver };
        seen
    }

    /// The customer stays; what was armed stays as it is.
    ///
    /// # Errors
    /// `DepartureEnded`.
    pub fn withdraw(&self, now: Instant) -> Result<Self, Refusal> {
        self.ended(Status::Withdrawn, now)
    }

    /// The relationship has ended.
    ///
    /// # Errors
    /// `DepartureEnded`.
    pub fn close(&self, now: Instant) -> Result<Self, Refusal> {
        self.ended(Status::Closed, now)
    }

    fn ended(&self, status: Status, now: Instant) -> Result<Self, Refusal> {
        if !matches!(self.status, Status::Open | Status::HandedOver) {
            self.check_open()?;
        }
        Ok(Self {
            status,
            closed: Some(now),
            version: self.version + 1,
            ..self.clone()
        })
    }
}
