//! Access assignments: which group of the partner has which roles of a relationship.
//!
//! Used by the use cases of relationships and by due work. An assignment gives rights only while it and its relationship are active.

use super::{Delegation, DelegationStatus, draft::read_roles};
use crate::{
    estate::word_enum,
    instants::Instant,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// Where an assignment stands.
    AssignmentStatus {
        /// Being set up.
        Pending = "pending",
        /// Members of the group have the roles.
        Active = "active",
        /// Ended; rights are gone.
        Deleting = "deleting",
        /// Ended; listed as history.
        Deleted = "deleted",
        /// It could not be set up.
        Error = "error",
    }
);

/// An assignment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Assignment {
    /// GUID.
    pub id: String,
    /// The partner.
    pub partner_id: String,
    /// The relationship.
    pub delegation_id: String,
    /// The group, in the partner's tenant.
    pub group_id: String,
    /// Template ids of its roles.
    pub roles: Vec<String>,
    /// State.
    pub status: AssignmentStatus,
    /// Since when it is in this state.
    pub since: Instant,
    /// Created.
    pub created: Instant,
    /// Changed last.
    pub changed: Instant,
    /// Counted up with every change.
    pub version: i64,
}

/// The roles of an assignment: at least one, all of them the relationship's.
///
/// # Errors
/// Names the property.
pub fn roles_of(delegation: &Delegation, sent: &[String]) -> Result<Vec<String>, Refusal> {
    let roles = read_roles(sent)?;
    match roles.iter().find(|role| !delegation.roles.contains(role)) {
        Some(role) => Err(Refusal::property(
            "accessDetails.unifiedRoles",
            format!("'{role}' is no role of the relationship"),
        )),
        None => Ok(roles),
    }
}

impl Assignment {
    /// Gives a group roles of a relationship.
    ///
    /// # Errors
    /// `DelegationState` but for an active relationship; names the property.
    pub fn create(delegation: &Delegation, group_id: &str, sent: &[String], id: String, now: Instant) -> Result<Self, Refusal> {
        if !delegation.gives_rights(now) {
            return Err(delegation.not_now());
        }
        Ok(Self {
            id,
            partner_id: delegation.partner_id.clone(),
            delegation_id: delegation.id.clone(),
            group_id: group_id.to_owned(),
            roles: roles_of(delegation, sent)?,
            status: AssignmentStatus::Pending,
            since: now,
            created: now,
            changed: now,
            version: 1,
        })
    }

    /// Whether it still stands for its group: a group has one of these in a relationship at most.
    pub fn is_live(&self) -> bool {
        matches!(
            self.status,
            AssignmentStatus::Pending | AssignmentStatus::Active | AssignmentStatus::Deleting
        )
    }

    fn become_(&self, status: AssignmentStatus, at: Instant) -> Self {
        Self {
            status,
            since: at,
            changed: at,
            version: self.version + 1,
            ..self.clone()
        }
    }

    fn gone(&self) -> Refusal {
        Refusal::new(Code::NotFound).with("id", &self.id)
    }

    fn same_version(&self, expected: Option<i64>) -> Result<(), Refusal> {
        match expected {
            Some(version) if version != self.version => Err(Code::StaleEtag.into()),
            _ => Ok(()),
        }
    }

    /// The roles it is to have, where they are others than it has; `None`: the same.
    ///
    /// # Errors
    /// `NotFound` where it has ended, `StaleEtag`, `DelegationState` but for an active one; names the property.
    pub fn change(&self, delegation: &Delegation, sent: &[String], expected: Option<i64>) -> Result<Option<Vec<String>>, Refusal> {
        if !matches!(self.status, AssignmentStatus::Pending | AssignmentStatus::Active) {
            return Err(self.gone());
        }
        self.same_version(expected)?;
        if self.status != AssignmentStatus::Active {
            return Err(Refusal::new(Code::DelegationState).with("status", self.status));
        }
        let roles = roles_of(delegation, sent)?;
        let same = roles.len() == self.roles.len() && roles.iter().all(|role| self.roles.contains(role));
        Ok((!same).then_some(roles))
    }

    /// With other roles.
    pub fn with_roles(&self, roles: Vec<String>, now: Instant) -> Self {
        let mut after = self.become_(self.status, now);
        (after.since, after.roles) = (self.since, roles);
        after
    }

    /// Ended. Rights are gone at once.
    ///
    /// # Errors
    /// `NotFound` where it has ended before; `StaleEtag`.
    pub fn remove(&self, expected: Option<i64>, now: Instant) -> Result<Self, Refusal> {
        if !matches!(self.status, AssignmentStatus::Pending | AssignmentStatus::Active) {
            return Err(self.gone());
        }
        self.same_version(expected)?;
        Ok(self.become_(AssignmentStatus::Deleting, now))
    }

    /// Ended with its relationship or its group; `None` where it has ended before.
    pub fn end(&self, at: Instant) -> Option<Self> {
        self.remove(None, at).ok()
    }

    /// When something happens to it by itself.
    pub fn next_due(&self) -> Option<Instant> {
        matches!(self.status, AssignmentStatus::Pending | AssignmentStatus::Deleting).then_some(self.since)
    }

    /// What happens then: it is set up, if its relationship is active and its group there; or it has ended.
    pub fn fall_due(&self, delegation: Option<&Delegation>, has_group: bool) -> Self {
        let active = delegation.is_some_and(|d| d.status == DelegationStatus::Active);
        let status = match self.status {
            AssignmentStatus::Pending if active && has_group => AssignmentStatus::Active,
            AssignmentStatus::Pending => AssignmentStatus::Error,
            AssignmentStatus::Deleting => AssignmentStatus::Deleted,
            other => other,
        };
        self.become_(status, self.since)
    }
}
