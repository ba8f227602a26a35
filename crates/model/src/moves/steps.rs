//! How a plan's steps stand while they are carried out.

use super::{Accepted, deeds::Deed};
use crate::{estate::word_enum, instants::Instant};
use serde::{Deserialize, Serialize};

word_enum!(
    /// How a step stands.
    Status {
        /// Not begun.
        Pending = "pending",
        /// Begun: its effect is not seen yet.
        Open = "open",
        /// A person is asked.
        Asked = "asked",
        /// Its effect was seen.
        Done = "done",
        /// Not needed any more.
        Skipped = "skipped",
    }
);

/// A step on its way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct StepRun {
    /// Id, as the plan has it.
    pub id: String,
    /// How it stands.
    pub status: Status,
    /// Nothing seen before this counts for it: when it was begun, or its last deed was answered.
    pub since: Option<Instant>,
    /// The present was proved for it at this time.
    pub proved: Option<Instant>,
    /// Deeds that did not lead to what is wanted, in a row.
    pub tries: u32,
    /// Not before.
    pub not_before: Option<Instant>,
    /// When it was done.
    pub done: Option<Instant>,
    /// What of it is held up by a service's budget, and when that will have been done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<Expected>,
    /// What was said to be done for it, and was not seen yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Accepted>,
}

/// How long the rest of a step takes that a service's budget holds up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Expected {
    /// Users whose licences are still to change.
    pub left: u32,
    /// When they will have changed, if nobody else asks the service meanwhile.
    pub by: Instant,
}

impl StepRun {
    /// A step that is not begun.
    pub fn pending(id: &str) -> Self {
        Self {
            id: id.to_owned(),
            status: Status::Pending,
            since: None,
            proved: None,
            tries: 0,
            not_before: None,
            done: None,
            expected: None,
            accepted: None,
        }
    }

    /// What was said of a deed, where that was the last that was done for it.
    pub fn accepted(&self, deed: &Deed) -> Option<&Accepted> {
        self.accepted.as_ref().filter(|accepted| accepted.deed.as_ref() == Some(deed))
    }

    /// Whether nothing more is to be done for it.
    pub fn is_over(&self) -> bool {
        matches!(self.status, Status::Done | Status::Skipped)
    }
}
