//! What a partner asked of a relationship (requests), and changes that take a while (operations): both are only watched.
//!
//! A request takes effect where it is made; its own states follow as due work, so that programs that wait for them come to an end.

use crate::{estate::word_enum, instants::Instant};
use serde::{Deserialize, Serialize};

word_enum!(
    /// What is asked.
    RequestAction {
        /// Sent to the customer.
        LockForApproval = "lockForApproval",
        /// An indirect reseller agrees.
        Approve = "approve",
        /// Ended.
        Terminate = "terminate",
        /// An indirect reseller declines.
        Reject = "reject",
    }
);

word_enum!(
    /// How far a request is. None fails: what cannot be is refused when it is asked for.
    RequestStatus {
        /// Taken.
        Created = "created",
        /// Under way.
        Pending = "pending",
        /// Done.
        Succeeded = "succeeded",
    }
);

word_enum!(
    /// What an operation changes.
    OperationType {
        /// The roles of an assignment.
        AssignmentUpdate = "delegatedAdminAccessAssignmentUpdate",
        /// The roles of a relationship.
        RelationshipUpdate = "delegatedAdminRelationshipUpdate",
    }
);

word_enum!(
    /// How far an operation is.
    OperationStatus {
        /// Taken.
        NotStarted = "notStarted",
        /// Under way.
        Running = "running",
        /// Done.
        Succeeded = "succeeded",
        /// What it was to change had ended.
        Failed = "failed",
    }
);

/// A request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Request {
    /// GUID.
    pub id: String,
    /// The relationship.
    pub delegation_id: String,
    /// What is asked.
    pub action: RequestAction,
    /// State.
    pub status: RequestStatus,
    /// Created.
    pub created: Instant,
    /// Changed last.
    pub changed: Instant,
    /// Counted up with every change.
    pub version: i64,
}

impl Request {
    /// A new one.
    pub fn new(id: String, delegation_id: &str, action: RequestAction, now: Instant) -> Self {
        Self {
            id,
            delegation_id: delegation_id.to_owned(),
            action,
            status: RequestStatus::Created,
            created: now,
            changed: now,
            version: 1,
        }
    }

    /// When it goes on.
    pub fn next_due(&self) -> Option<Instant> {
        (self.status != RequestStatus::Succeeded).then_some(self.created)
    }

    /// One step further.
    pub fn fall_due(&self) -> Self {
        Self {
            status: match self.status {
                RequestStatus::Created => RequestStatus::Pending,
                RequestStatus::Pending | RequestStatus::Succeeded => RequestStatus::Succeeded,
            },
            version: self.version + 1,
            ..self.clone()
        }
    }
}

/// A change that takes a while.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Operation {
    /// GUID.
    pub id: String,
    /// The relationship.
    pub delegation_id: String,
    /// What it changes.
    pub kind: OperationType,
    /// The assignment it changes; `None`: the relationship.
    pub assignment_id: Option<String>,
    /// The group of that assignment.
    pub group_id: Option<String>,
    /// The roles it leads to.
    pub roles: Vec<String>,
    /// State.
    pub status: OperationStatus,
    /// Created.
    pub created: Instant,
    /// Changed last.
    pub changed: Instant,
    /// Counted up with every change.
    pub version: i64,
}

impl Operation {
    /// When it goes on.
    pub fn next_due(&self) -> Option<Instant> {
        matches!(self.status, OperationStatus::NotStarted | OperationStatus::Running).then_some(self.created)
    }

    /// One step further; `can`: what it changes is still there and active.
    pub fn fall_due(&self, can: bool) -> Self {
        Self {
            status: match self.status {
                OperationStatus::NotStarted => OperationStatus::Running,
                OperationStatus::Running if can => OperationStatus::Succeeded,
                OperationStatus::Running => OperationStatus::Failed,
                over => over,
            },
            version: self.version + 1,
            ..self.clone()
        }
    }
}
