//! What only a person can do: with a text to copy, a day by which it has to be done, and how it is seen that it was.

use crate::{dates::Date, estate::word_enum, instants::Instant, notice::Value};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

word_enum!(
    /// What a person is asked to do. Texts: `task-` + word.
    TaskKind {
        /// Hand the link of the request over to the customer's administrator. Values: link?.
        HandLinkOver = "handLinkOver",
        /// See that the customer agreement is confirmed.
        ConfirmAgreement = "confirmAgreement",
        /// Have the customer's administrator grant the rights.
        GrantRights = "grantRights",
        /// Have the customer's administrator change licences by the list that comes with it. Values: users, date.
        SwapByHand = "swapByHand",
        /// Have the owner of an original switch its renewal off. Values: subscription, sku, seats, end?, owner?.
        TurnOffRenewal = "turnOffRenewal",
        /// Have the owner of an original choose "cancel at term end". Values: subscription, sku, seats, end?, owner?.
        CancelAtTermEnd = "cancelAtTermEnd",
        /// Have the owner of an original cancel it on a day. Values: subscription, sku, seats, day.
        CancelOnDay = "cancelOnDay",
        /// Have the owner of a legacy original suspend it. Values: subscription, sku, seats, day.
        SuspendOnDay = "suspendOnDay",
        /// Have the other partner answer a transfer. Values: subscription, owner?.
        AnswerTransfer = "answerTransfer",
        /// See that an original has ended, where that cannot be seen. Values: subscription, sku, seats, end.
        SeeEnd = "seeEnd",
        /// An original renewed although it should not have: cancel it within its window. Values: subscription, sku, seats, until.
        CancelRenewed = "cancelRenewed",
        /// Have the customer end the old partner's relationship and rights. Values: owner?.
        EndOldRelationship = "endOldRelationship",
    }
);

word_enum!(
    /// Who has to do it.
    Party {
        /// The partner who carries the move out.
        Partner = "partner",
        /// The customer's administrator.
        Customer = "customer",
        /// The partner whom the customer leaves, through the customer.
        OtherPartner = "otherPartner",
    }
);

/// A task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Task {
    /// `t1`, `t2`, …
    pub id: String,
    /// The step that waits for it.
    pub step: String,
    /// What.
    pub kind: TaskKind,
    /// Who.
    pub party: Party,
    /// Values of its text.
    pub values: BTreeMap<String, Value>,
    /// Last day.
    pub deadline: Option<Date>,
    /// Since when it is asked.
    pub asked: Instant,
    /// Done, when and by whom.
    pub done: Option<Confirmation>,
    /// Since when nobody needs it any more: what it was for was seen without anybody's saying so.
    #[serde(default)]
    pub closed: Option<Instant>,
}

impl Task {
    /// Whether somebody still has to do it.
    pub fn is_open(&self) -> bool {
        self.done.is_none() && self.closed.is_none()
    }
}

/// Somebody says that a task is done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Confirmation {
    /// Who.
    pub by: String,
    /// When.
    pub at: Instant,
    /// What they say of it.
    pub note: String,
    /// SHA-256 of what they attached; empty: nothing.
    pub attachment: String,
}
