//! What is done outside, and what came of it. Every deed carries a key of its own and is recorded before it is sent; what came of it is
//! believed only when it is seen.

use crate::{
    catalogue::{BillingPlan, Term},
    dates::Date,
    ids::{OfferId, SkuId},
    instants::Instant,
    plan::AddLicense,
    subscriptions::EndAction,
};
use serde::{Deserialize, Serialize};

/// The order, among what an answer names.
pub const ORDER: &str = "order";
/// What another service says that the order costs: an amount and its currency, as it told them.
pub const ORDER_PRICE: &str = "orderPrice";

/// Something to do outside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", rename_all_fields = "camelCase")]
pub enum Deed {
    /// Ask the customer for a reseller relationship.
    Invite {
        /// Where the mail goes; `None`: a person hands the link over.
        email: Option<String>,
        /// Ask for the older kind of delegated administration, too.
        delegated: bool,
    },
    /// Confirm that the customer accepted the agreement.
    ConfirmAgreement {
        /// Who accepted.
        contact: Contact,
        /// When.
        on: Date,
    },
    /// Ask for rights in the customer's directory.
    RequestRights {
        /// Roles, as ids of role definitions.
        roles: Vec<String>,
        /// Days.
        days: u32,
    },
    /// Give rights that were granted to the partner's own group of people and applications who carry moves out.
    AssignRights {
        /// The relationship.
        relationship: String,
        /// Roles.
        roles: Vec<String>,
    },
    /// Order seats in one cart.
    Order {
        /// Lines.
        lines: Vec<OrderLine>,
    },
    /// Say what happens at the end of a subscription's term.
    SetEnd {
        /// The subscription.
        subscription: String,
        /// What is wanted.
        end: WantedEnd,
    },
    /// Cancel a subscription now.
    Cancel {
        /// The subscription.
        subscription: String,
    },
    /// Suspend a legacy subscription.
    Suspend {
        /// The subscription.
        subscription: String,
    },
    /// Change licences of some users, or of a whole group.
    Swap {
        /// Who changes; of a group: its members.
        users: Vec<String>,
        /// The group whose assignment changes, where it is a whole group's.
        group: Option<String>,
        /// SKUs taken away.
        remove: Vec<SkuId>,
        /// SKUs given.
        add: Vec<AddLicense>,
    },
    /// Ask another partner to transfer subscriptions (new commerce), or tell them what to offer (legacy).
    RequestTransfer {
        /// Subscriptions in the tenant.
        subscriptions: Vec<String>,
        /// The partner who has them.
        owner: String,
    },
    /// Accept a transfer that another partner offers (legacy).
    AcceptTransfer {
        /// The transfer.
        transfer: String,
    },
}

/// Who accepted the agreement.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Contact {
    /// First name.
    pub first_name: String,
    /// Last name.
    pub last_name: String,
    /// Mail address.
    pub email: String,
}

/// Seats of one offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderLine {
    /// The plan's purchase.
    pub purchase: String,
    /// Offer.
    pub offer: OfferId,
    /// Term.
    pub term: Term,
    /// Billing plan.
    pub billing: BillingPlan,
    /// Seats.
    pub seats: u32,
    /// First day without them, where the term is aligned with others.
    pub custom_end: Option<Date>,
    /// The mark at the end of the subscription's name, by which it is found again.
    pub mark: String,
}

/// What happens at the end of a term.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", rename_all_fields = "camelCase")]
pub enum WantedEnd {
    /// It renews as it is.
    Renew,
    /// It renews otherwise.
    Change {
        /// Offer.
        offer: OfferId,
        /// Term.
        term: Term,
        /// Billing plan.
        billing: BillingPlan,
        /// Seats.
        seats: u32,
        /// First day after the next term, where it is to end with others.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Date>,
    },
    /// It does not renew.
    Stop {
        /// What then: an extended term, or the end.
        action: EndAction,
    },
}

/// What came of a deed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "kind", rename_all_fields = "camelCase")]
pub enum Outcome {
    /// It was taken: ids that were answered, by name.
    Done {
        /// Ids by name.
        #[serde(default)]
        ids: std::collections::BTreeMap<String, String>,
    },
    /// Of licence changes, user by user.
    Users {
        /// Those for whom it was not made, with the answer's code and sentence.
        failed: Vec<Failed>,
    },
    /// It was refused and is not done.
    Refused {
        /// Status of the answer.
        status: u16,
        /// Its code.
        code: String,
        /// Its sentence.
        message: String,
    },
    /// Too much was asked, or it is not possible yet: it is not done and may be tried again.
    Later {
        /// Not before.
        not_before: Instant,
        /// Why.
        why: String,
    },
    /// It was never sent.
    Unsent {
        /// Why.
        why: String,
    },
    /// It was sent, and nobody knows whether it was done.
    Unknown {
        /// Why.
        why: String,
    },
}

/// A user for whom a change was not made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Failed {
    /// Who.
    pub user: String,
    /// Code of the answer; empty: nobody knows whether it was made.
    pub code: String,
    /// Sentence.
    pub message: String,
}

impl Deed {
    /// Its kind, as it stands in records.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Invite { .. } => "invite",
            Self::ConfirmAgreement { .. } => "confirmAgreement",
            Self::RequestRights { .. } => "requestRights",
            Self::AssignRights { .. } => "assignRights",
            Self::Order { .. } => "order",
            Self::SetEnd { .. } => "setEnd",
            Self::Cancel { .. } => "cancel",
            Self::Suspend { .. } => "suspend",
            Self::Swap { .. } => "swap",
            Self::RequestTransfer { .. } => "requestTransfer",
            Self::AcceptTransfer { .. } => "acceptTransfer",
        }
    }
}
