//! Granular delegated administration: a customer lets groups of a partner act in its directory, in certain roles and for a certain time.
//!
//! The engine's use cases and its due work ask here what may happen to a relationship; assignments of its roles to groups stand in
//! [`assignments`], what was asked of it in [`requests`]. Nothing here knows tables or who may ask. Every time is an argument, and what
//! time does is dated by the time it was due, however late it is found.

pub mod assignments;
pub(crate) mod draft;
pub mod duration;
pub mod notices;
mod proposal;
pub mod requests;
pub mod roles;

pub use draft::{Change, Draft, Origin};

use crate::{
    estate::word_enum,
    instants::Instant,
    program::Numbers,
    refusals::{Code, Refusal},
};
pub use proposal::{Consent, Proposal};
use roles::GLOBAL_ADMINISTRATOR;
use serde::{Deserialize, Serialize};

word_enum!(
    /// Where a relationship stands.
    DelegationStatus {
        /// Being drafted; nobody was asked.
        Created = "created",
        /// The customer is asked.
        ApprovalPending = "approvalPending",
        /// The customer agreed.
        Approved = "approved",
        /// Being set up.
        Activating = "activating",
        /// Rights can be given.
        Active = "active",
        /// Its time is over; rights are gone, things are being taken down.
        Expiring = "expiring",
        /// Its time is over.
        Expired = "expired",
        /// Somebody ended it; rights are gone.
        TerminationRequested = "terminationRequested",
        /// Things are being taken down.
        Terminating = "terminating",
        /// Ended, or declined.
        Terminated = "terminated",
    }
);

/// The other side of a relationship.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Customer {
    /// Tenant.
    pub tenant_id: String,
    /// Name: the partner's until the customer approved, then the customer's own.
    pub display_name: String,
}

/// A relationship.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Delegation {
    /// A GUID and the partner's tenant id, with a hyphen between.
    pub id: String,
    /// The partner.
    pub partner_id: String,
    /// The customer; `None`: whoever approves it first.
    pub customer: Option<Customer>,
    /// Its name, once among all of the partner.
    pub display_name: String,
    /// Days it lasts.
    pub days: i64,
    /// Days by which it is extended at its end; 0: it ends.
    pub extend_days: i64,
    /// Template ids of the roles that can be given.
    pub roles: Vec<String>,
    /// State.
    pub status: DelegationStatus,
    /// Since when it is in this state.
    pub since: Instant,
    /// Created.
    pub created: Instant,
    /// Changed last.
    pub changed: Instant,
    /// Became active.
    pub activated: Option<Instant>,
    /// Ends, or ended.
    pub ends: Option<Instant>,
    /// How often it was extended.
    #[serde(default)]
    pub extensions: i64,
    /// Scheme and host of the link that the customer gets: those by which the partner asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub base: Option<String>,
    /// It was made by the provider of the partner.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proposal: Option<Proposal>,
    /// Counted up with every change.
    pub version: i64,
}

/// What time did to a relationship.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// It is this now.
    To(Delegation),
    /// It was extended.
    Extended(Delegation),
    /// It is kept no longer.
    Gone,
}

impl Delegation {
    /// The partner in the id of a relationship; `None`: it is the id of none.
    pub fn partner_in(id: &str) -> Option<&str> {
        let hyphen = id.get(36..37)?;
        let guid = |text: &str| text.len() == 36 && uuid::Uuid::try_parse(text).is_ok();
        let (own, partner) = (id.get(..36)?, id.get(37..)?);
        (hyphen == "-" && guid(own) && guid(partner)).then_some(partner)
    }

    /// How its name is compared with others.
    pub fn name_key(&self) -> String {
        self.display_name.to_lowercase()
    }

    /// Whether it asks for the role of the global administrator.
    pub fn has_global_administrator(&self) -> bool {
        self.roles.iter().any(|role| role == GLOBAL_ADMINISTRATOR)
    }

    /// Whether it is extended at its end.
    pub fn extends(&self) -> bool {
        self.extend_days > 0 && !self.has_global_administrator()
    }

    /// The path of the page on which the customer answers.
    pub fn page(&self) -> String {
        format!("/partners/invitation/granularAdminRelationships/{}", self.id)
    }

    /// The customer's tenant.
    pub fn customer_id(&self) -> Option<&str> {
        self.customer.as_ref().map(|customer| customer.tenant_id.as_str())
    }

    /// In whose chain its changes stand: the customer's once there is one, the partner's before.
    pub fn scope(&self) -> &str {
        self.customer_id().unwrap_or(&self.partner_id)
    }

    /// Until when its assignments give rights: from that instant on they do not, whether or not the end has been written down. One that
    /// is extended has no such instant. `None`: they give none.
    pub fn rights_until(&self) -> Option<Instant> {
        match self.status {
            DelegationStatus::Active if self.extends() => Some(Instant(i64::MAX)),
            DelegationStatus::Active => self.ends,
            _ => None,
        }
    }

    /// Whether it gives rights at an instant.
    pub fn gives_rights(&self, now: Instant) -> bool {
        self.rights_until().is_some_and(|until| now < until)
    }

    /// The refusal of what its state does not allow.
    pub fn not_now(&self) -> Refusal {
        Refusal::new(Code::DelegationState).with("status", self.status)
    }

    fn become_(&self, status: DelegationStatus, at: Instant) -> Self {
        Self {
            status,
            since: at,
            changed: at,
            version: self.version + 1,
            ..self.clone()
        }
    }

    /// Sent to the customer: from now on nothing of it changes.
    ///
    /// # Errors
    /// `DelegationState` but for a draft.
    pub fn lock(&self, now: Instant) -> Result<Self, Refusal> {
        match self.status {
            DelegationStatus::Created => {
                self.is_consented("action")?;
                Ok(self.become_(DelegationStatus::ApprovalPending, now))
            }
            _ => Err(self.not_now()),
        }
    }

    /// That a draft is deleted.
    ///
    /// # Errors
    /// `DelegationState` but for a draft; `StaleEtag`.
    pub fn delete(&self, expected_version: Option<i64>) -> Result<(), Refusal> {
        self.same_version(expected_version)?;
        match self.status {
            DelegationStatus::Created => Ok(()),
            _ => Err(self.not_now()),
        }
    }

    pub(crate) fn same_version(&self, expected: Option<i64>) -> Result<(), Refusal> {
        match expected {
            Some(version) if version != self.version => Err(Code::StaleEtag.into()),
            _ => Ok(()),
        }
    }

    /// Agreed to by a customer; `None` where it was before.
    ///
    /// # Errors
    /// `DelegationState` where there is nothing to approve.
    pub fn approve(&self, by: &Customer, now: Instant) -> Result<Option<Self>, Refusal> {
        use DelegationStatus::*;
        match self.status {
            ApprovalPending => {
                let mut after = self.become_(Approved, now);
                after.customer = Some(by.clone());
                Ok(Some(after))
            }
            Approved | Activating | Active => Ok(None),
            _ => Err(self.not_now()),
        }
    }

    /// Declined by a customer.
    ///
    /// # Errors
    /// `DelegationState` where there is nothing to decline.
    pub fn decline(&self, by: &Customer, now: Instant) -> Result<Self, Refusal> {
        match self.status {
            DelegationStatus::ApprovalPending => {
                let mut after = self.become_(DelegationStatus::Terminated, now);
                after.customer = Some(by.clone());
                Ok(after)
            }
            _ => Err(self.not_now()),
        }
    }

    /// Ended by the partner or the customer. Rights are gone at once.
    ///
    /// # Errors
    /// `DelegationState` where there is nothing to end.
    pub fn terminate(&self, now: Instant) -> Result<Self, Refusal> {
        match self.status {
            DelegationStatus::Active | DelegationStatus::ApprovalPending => {
                let mut after = self.become_(DelegationStatus::TerminationRequested, now);
                after.ends = after.activated.map(|_| now);
                Ok(after)
            }
            _ => Err(self.not_now()),
        }
    }

    /// Ended because its customer is no longer there; `None` where it has ended before, or never began.
    pub fn lose_customer(&self, now: Instant) -> Option<Self> {
        use DelegationStatus::*;
        if matches!(self.status, Created | Expired | Terminated) {
            return None;
        }
        let mut after = self.become_(Terminated, now);
        after.ends = after.activated.map(|_| now);
        Some(after)
    }

    /// Active at once, without anybody's having been asked: where the partner itself sets up the customer's tenant.
    pub fn begun(&self, now: Instant) -> Self {
        let mut after = self.become_(DelegationStatus::Active, now);
        (after.activated, after.ends) = (Some(now), Some(now.plus_days(self.days)));
        after.version = self.version;
        after
    }

    /// Without the role of the global administrator, which is the one thing that an active relationship can lose.
    pub fn without_global_administrator(&self, now: Instant) -> Self {
        let mut after = self.become_(self.status, now);
        after.since = self.since;
        after.roles.retain(|role| role != GLOBAL_ADMINISTRATOR);
        after
    }

    /// When something happens to it by itself.
    pub fn next_due(&self, numbers: &Numbers) -> Option<Instant> {
        use DelegationStatus::*;
        match self.status {
            Created => None,
            ApprovalPending => Some(self.since.plus_days(numbers.granular_unanswered_days)),
            Approved | Activating | Expiring | TerminationRequested | Terminating => Some(self.since),
            Active => self.ends,
            Expired | Terminated => Some(self.since.plus_days(numbers.granular_kept_days)),
        }
    }

    /// What happens to it at the time of [`Delegation::next_due`]: one step.
    pub fn fall_due(&self) -> Step {
        use DelegationStatus::*;
        let to = |status| Step::To(self.become_(status, self.since));
        match self.status {
            Approved => to(Activating),
            Activating => {
                let mut after = self.become_(Active, self.since);
                (after.activated, after.ends) = (Some(self.since), Some(self.since.plus_days(self.days)));
                Step::To(after)
            }
            Active => {
                let ends = self.ends.unwrap_or(self.since);
                if !self.extends() {
                    return Step::To(self.become_(Expiring, ends));
                }
                let mut after = self.become_(Active, ends);
                after.since = self.since;
                after.ends = Some(ends.plus_days(self.extend_days));
                after.extensions += 1;
                Step::Extended(after)
            }
            Expiring => to(Expired),
            TerminationRequested => to(Terminating),
            Terminating => to(Terminated),
            Created | ApprovalPending | Expired | Terminated => Step::Gone,
        }
    }
}
