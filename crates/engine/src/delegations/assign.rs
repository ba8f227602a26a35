//! The partner gives groups roles of a relationship, changes and takes them.

use super::{
    change::begin,
    hold,
    noted::assignment_changed,
    save::{due_assignment, save_assignment},
    unknown,
};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    delegations::{
        Delegation,
        assignments::Assignment,
        requests::{Operation, OperationStatus, OperationType},
    },
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::{delegations, directory};

/// Gives a group of the partner roles of a relationship.
#[derive(Debug, Clone)]
pub struct AssignAccess {
    /// The relationship.
    pub id: String,
    /// The group.
    pub group_id: String,
    /// Template ids.
    pub roles: Vec<String>,
}

impl UseCase for AssignAccess {
    type Out = Assignment;

    fn needs(&self) -> Need {
        Need::own(Action::ManageDelegations)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Assignment, Halt> {
        const FIELD: &str = "accessContainer.accessContainerId";
        let delegation = hold(act, permit.tenant(), &self.id).await?;
        let group = self.group_id.trim().to_ascii_lowercase();
        let made = Assignment::create(&delegation, &group, &self.roles, act.ordered_id(), act.now)?;
        let found = directory::group(act.tx, permit.tenant(), &group).await?;
        if !found.is_some_and(|g| g.security_enabled) {
            return Err(Refusal::property(FIELD, "it is no security group of the partner's tenant").into());
        }
        let others = delegations::assignments(act.tx, permit.tenant(), &delegation.id).await?;
        if others.iter().any(|other| other.group_id == group && other.is_live()) {
            return Err(Refusal::new(Code::DelegationExists).with("what", &group).at(FIELD).into());
        }
        delegations::insert_assignment(act.tx, &made).await?;
        due_assignment(act, &made).await?;
        assignment_changed(act, &delegation, None, &made, "granular_admin_access_assignment_created")?;
        Ok(made)
    }
}

/// What came of a change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Changed {
    /// It has these roles already.
    Same(Assignment),
    /// An operation does it.
    Later(Operation),
}

/// Changes the roles of an assignment.
#[derive(Debug, Clone)]
pub struct ChangeAccess {
    /// The relationship.
    pub id: String,
    /// The assignment.
    pub assignment_id: String,
    /// The version that the caller read.
    pub expected_version: Option<i64>,
    /// Template ids: all of them, not a difference.
    pub roles: Vec<String>,
}

impl UseCase for ChangeAccess {
    type Out = Changed;

    fn needs(&self) -> Need {
        Need::own(Action::ManageDelegations)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Changed, Halt> {
        let (delegation, before) = held(act, permit.tenant(), &self.id, &self.assignment_id).await?;
        let Some(roles) = before.change(&delegation, &self.roles, self.expected_version)? else {
            return Ok(Changed::Same(before));
        };
        let operation = Operation {
            id: act.ordered_id(),
            delegation_id: delegation.id.clone(),
            kind: OperationType::AssignmentUpdate,
            assignment_id: Some(before.id.clone()),
            group_id: Some(before.group_id),
            roles,
            status: OperationStatus::NotStarted,
            created: act.now,
            changed: act.now,
            version: 1,
        };
        begin(act, permit.tenant(), &operation).await?;
        Ok(Changed::Later(operation))
    }
}

/// Takes what an assignment gave.
#[derive(Debug, Clone)]
pub struct RemoveAccess {
    /// The relationship.
    pub id: String,
    /// The assignment.
    pub assignment_id: String,
    /// The version that the caller read.
    pub expected_version: Option<i64>,
}

impl UseCase for RemoveAccess {
    type Out = ();

    fn needs(&self) -> Need {
        Need::own(Action::ManageDelegations)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<(), Halt> {
        let (delegation, before) = held(act, permit.tenant(), &self.id, &self.assignment_id).await?;
        let after = before.remove(self.expected_version, act.now)?;
        save_assignment(act, &delegation, &before, &after, super::due::ENDING).await
    }
}

/// An assignment and its relationship, which is held.
async fn held(act: &mut Act<'_>, partner: &str, id: &str, assignment: &str) -> Result<(Delegation, Assignment), Halt> {
    let delegation = hold(act, partner, id).await?;
    let found = delegations::assignment(act.tx, partner, id, assignment).await?;
    Ok((delegation, found.ok_or_else(|| unknown(assignment))?))
}
