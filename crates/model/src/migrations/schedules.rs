//! Scheduled migrations: how one lives from being made until its time, or until it is called off.

use super::{Bid, Part};
use crate::{estate::word_enum, instants::Instant, orders::LineError, refusals::Refusal, subscriptions::Subscription};
use serde::{Deserialize, Serialize};

word_enum!(
    /// The state of a schedule; what leads where is in `docs/states/migrations.md`.
    ScheduleStatus {
        /// Waits for its time.
        Created = "Created",
        /// Called off.
        Cancelled = "Cancelled",
        /// Its migration was created.
        Completed = "Completed",
        /// Its migration was refused.
        Failed = "Failed",
    }
);

/// When a scheduled migration begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum When {
    /// At an instant.
    At(Instant),
    /// At the end of the legacy term, instead of its renewal.
    Renewal,
}

/// A scheduled migration.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Schedule {
    /// GUID.
    pub id: String,
    /// Customer's tenant.
    pub customer_id: String,
    /// Partner's tenant.
    pub partner_id: String,
    /// State.
    pub status: ScheduleStatus,
    /// When it begins.
    pub when: When,
    /// What was asked for.
    pub bid: Bid,
    /// What that is for the subscriptions as they were when it was looked at last.
    pub parts: Vec<Part>,
    /// The migration that it became.
    pub migration_id: Option<String>,
    /// Why it failed.
    pub error: Option<LineError>,
    /// Made.
    pub created: Instant,
    /// Changed.
    pub modified: Instant,
    /// Counted up with every change.
    pub version: i64,
}

/// Exactly one of a date and the renewal.
///
/// # Errors
/// Both or neither (`InvalidProperty`).
pub fn when(target: Option<Instant>, on_renewal: bool) -> Result<When, Refusal> {
    match (target, on_renewal) {
        (Some(at), false) => Ok(When::At(at)),
        (None, true) => Ok(When::Renewal),
        (Some(_), true) => Err(Refusal::property(
            "targetDate",
            "migrateOnRenewal is true, so no date can be named; send one of the two",
        )),
        (None, false) => Err(Refusal::property("targetDate", "is missing; send a date, or migrateOnRenewal true")),
    }
}

impl When {
    /// The instant for a subscription as it is now; a date must lie ahead and before the term's end.
    ///
    /// # Errors
    /// A date that has passed or comes too late; a subscription without end (`InvalidProperty`).
    pub fn instant(self, source: &Subscription, now: Instant) -> Result<Instant, Refusal> {
        let end = source.end.map(Instant::start_of);
        match self {
            Self::At(at) if at <= now => Err(Refusal::property("targetDate", format!("{at} has passed; it is {now}"))),
            Self::At(at) => match end.filter(|end| *end <= at) {
                Some(end) => Err(Refusal::property(
                    "targetDate",
                    format!("{at} is not before the term's end, {end}; send migrateOnRenewal for that"),
                )),
                None => Ok(at),
            },
            Self::Renewal => end.ok_or_else(|| Refusal::property("migrateOnRenewal", "the subscription has no end")),
        }
    }
}

impl Schedule {
    /// The subscription that it is about.
    pub fn subscription_id(&self) -> &str {
        &self.bid.base.subscription_id
    }

    /// When it falls due by itself; a renewal falls due with its subscription.
    pub fn next_due(&self) -> Option<Instant> {
        match self.when {
            When::At(at) if self.status == ScheduleStatus::Created => Some(at),
            _ => None,
        }
    }

    /// Asks for something else, or for a cancelled one again.
    ///
    /// # Errors
    /// One that has become a migration; another subscription (`InvalidProperty`).
    pub fn change(&self, when: When, bid: Bid, parts: Vec<Part>, now: Instant) -> Result<Self, Refusal> {
        self.check_open()?;
        if !bid.base.subscription_id.eq_ignore_ascii_case(self.subscription_id()) {
            let reason = format!(
                "the schedule is about {}; make another one for another subscription",
                self.subscription_id()
            );
            return Err(Refusal::property("currentSubscriptionId", reason));
        }
        Ok(Self {
            status: ScheduleStatus::Created,
            when,
            bid,
            parts,
            error: None,
            modified: now,
            version: self.version + 1,
            ..self.clone()
        })
    }

    /// Calls it off; one that is called off stays so.
    ///
    /// # Errors
    /// One that has become a migration (`InvalidProperty`).
    pub fn cancel(&self, now: Instant) -> Result<Self, Refusal> {
        self.check_open()?;
        if self.status == ScheduleStatus::Cancelled {
            return Ok(self.clone());
        }
        Ok(Self {
            status: ScheduleStatus::Cancelled,
            modified: now,
            version: self.version + 1,
            ..self.clone()
        })
    }

    /// Its time has come: the migration that was created, or why it was not.
    #[must_use]
    pub fn run(&self, outcome: Result<String, &Refusal>, now: Instant) -> Self {
        let (status, migration_id, error) = match outcome {
            Ok(id) => (ScheduleStatus::Completed, Some(id), None),
            Err(why) => (ScheduleStatus::Failed, None, Some(why.into())),
        };
        Self {
            status,
            migration_id,
            error,
            modified: now,
            version: self.version + 1,
            ..self.clone()
        }
    }

    fn check_open(&self) -> Result<(), Refusal> {
        match self.status {
            ScheduleStatus::Completed => Err(Refusal::property(
                "status",
                "the schedule has become a migration; ask for that one by its newCommerceMigrationId",
            )),
            ScheduleStatus::Created | ScheduleStatus::Cancelled | ScheduleStatus::Failed => Ok(()),
        }
    }
}
