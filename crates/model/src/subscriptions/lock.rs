//! What holds a subscription: a transfer to another partner, or a purchase that is to take its place. While it does, nobody changes it.
//!
//! The lock lies in the subscription itself, so that a change decided beside it loses by the version. Only what set a lock takes it
//! away. Time goes on under a lock, but for a hand-over that was accepted and is being worked on: from that instant the
//! subscription's own time stands still, and is made up for by whoever has it afterwards.

use super::{Subscription, change::Change};
use crate::{
    estate::word_enum,
    instants::Instant,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// What kind of thing holds a subscription.
    LockKind {
        /// A transfer that was offered to another partner and waits for its answer.
        Transfer = "transfer",
        /// A transfer that was accepted and is being worked on.
        HandOver = "handOver",
        /// A channel transfer that is to take its place.
        ChannelTransfer = "channelTransfer",
    }
);

/// What holds a subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Lock {
    /// Its kind.
    pub kind: LockKind,
    /// Its id.
    pub holder: String,
    /// Since when.
    pub since: Instant,
}

impl Subscription {
    /// Whether somebody may begin something with it that changes it.
    ///
    /// # Errors
    /// `PendingOperation` with the holder.
    pub fn check_unlocked(&self) -> Result<(), Refusal> {
        match &self.lock {
            Some(lock) => Err(Refusal::new(Code::PendingOperation)
                .with("id", &self.id)
                .with("kind", lock.kind)
                .with("holder", &lock.holder)),
            None => Ok(()),
        }
    }

    /// Whether what falls due at an instant waits for a hand-over that was accepted before.
    pub fn stands_still(&self, at: Instant) -> bool {
        let lock = self.lock.as_ref().filter(|lock| lock.kind == LockKind::HandOver);
        lock.is_some_and(|lock| lock.since < at)
    }

    /// Locked by something; counted up like any change.
    #[must_use]
    pub fn locked(&self, lock: Lock) -> Self {
        Self {
            lock: Some(lock),
            version: self.version + 1,
            ..self.clone()
        }
    }

    /// Free again, if this holder has it.
    #[must_use]
    pub fn released(&self, holder: &str) -> Option<Self> {
        self.lock.as_ref().filter(|lock| lock.holder == holder)?;
        Some(Self {
            lock: None,
            version: self.version + 1,
            ..self.clone()
        })
    }

    /// A PATCH that asks for another state, other seats, term, cycle or renewal is refused while something holds it.
    pub(super) fn check_lock(&self, asked: &Change) -> Result<(), Refusal> {
        let others = [
            asked.status.is_some_and(|s| s != self.status),
            asked.quantity.is_some_and(|q| q != self.quantity),
            asked.term.is_some_and(|t| t != self.term),
            asked.cycle.is_some_and(|c| c != self.cycle),
            asked.auto_renew.is_some_and(|r| r != self.auto_renew),
            asked.end_action.is_some_and(|a| a != self.end_action),
            asked.scheduled.is_some() && asked.scheduled != self.scheduled,
            asked.next_cycle.is_some() && asked.next_cycle != self.next_cycle,
        ];
        if others.contains(&true) { self.check_unlocked() } else { Ok(()) }
    }

    /// What a PATCH leaves out can change renewal, too: that is refused like what it says.
    pub(super) fn check_lock_after(&self, after: &Self) -> Result<(), Refusal> {
        let same = self.auto_renew == after.auto_renew
            && self.end_action == after.end_action
            && self.scheduled == after.scheduled
            && self.next_cycle == after.next_cycle;
        if same { Ok(()) } else { self.check_unlocked() }
    }
}
