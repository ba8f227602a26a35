//! What time does to relationships, and to the assignments, requests and operations of one: a step at a time, dated by the time it was due.

use super::{
    end,
    save::{save, save_assignment},
};
use crate::{act::Act, halt::Halt};
use nahtlos_model::delegations::{
    Delegation, DelegationStatus, Step,
    assignments::{Assignment, AssignmentStatus},
    requests::{Operation, OperationStatus},
};
use nahtlos_store::{delegations, directory, due};

/// The kind of a relationship's due work; its subject is the id.
pub(crate) const DELEGATION: &str = "delegation";
/// The kind of an assignment's; see [`subject`].
pub(crate) const ASSIGNMENT: &str = "delegatedAccess";
/// The kind of a request's.
pub(crate) const REQUEST: &str = "delegationRequest";
/// The kind of an operation's.
pub(crate) const OPERATION: &str = "delegationOperation";
/// The kind of what people are told of a relationship on a day; its subject is the id.
pub(crate) const NOTICE: &str = "delegationNotice";
/// What is recorded when an assignment's rights are taken; that it is gone altogether is recorded when it is.
pub(super) const ENDING: &str = "granular_admin_access_assignment_deletion_requested";

/// The subject of due work of something that belongs to a relationship.
pub(crate) fn subject(delegation: &str, part: &str) -> String {
    format!("{delegation}/{part}")
}

fn parts(subject: &str) -> (&str, &str) {
    subject.split_once('/').unwrap_or((subject, ""))
}

/// The relationship, held; `None`: it is gone.
pub(super) async fn held(act: &mut Act<'_>, partner: &str, id: &str) -> Result<Option<Delegation>, Halt> {
    Ok(match delegations::hold(act.tx, partner, id).await? {
        true => delegations::find(act.tx, partner, id).await?,
        false => None,
    })
}

/// A relationship's step.
pub(crate) async fn delegation(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let Some(before) = held(act, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if before.next_due(&act.numbers()) != Some(work.at) {
        let at = before.next_due(&act.numbers());
        return Ok(due::set(act.tx, &work.scope, DELEGATION, &work.subject, at).await?);
    }
    match before.fall_due() {
        Step::Gone => end::forget(act, &before).await,
        Step::Extended(after) => save(act, &before, &after, "extend_granular_admin_relationship").await,
        Step::To(after) => {
            if after.status == DelegationStatus::Expiring {
                end::with_relationship(act, &after, after.since).await?;
            }
            let operation = match after.status {
                DelegationStatus::Active => "granular_admin_relationship_activated",
                DelegationStatus::Expired => "granular_admin_relationship_expired",
                DelegationStatus::Terminated => "granular_admin_relationship_terminated",
                _ => "update_granular_admin_relationship",
            };
            save(act, &before, &after, operation).await
        }
    }
}

/// An assignment's step.
pub(crate) async fn assignment(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let (delegation_id, id) = parts(&work.subject);
    let Some(delegation) = held(act, &work.scope, delegation_id).await? else {
        return Ok(());
    };
    let found = delegations::assignment(act.tx, &work.scope, delegation_id, id).await?;
    let Some(before) = found.filter(|a| a.next_due() == Some(work.at)) else {
        return Ok(());
    };
    let group = directory::group(act.tx, &work.scope, &before.group_id).await?;
    let after = before.fall_due(Some(&delegation), group.is_some());
    let operation = match after.status {
        AssignmentStatus::Active => "granular_admin_access_assignment_activated",
        AssignmentStatus::Deleted => "granular_admin_access_assignment_deleted",
        _ => "granular_admin_access_assignment_updated",
    };
    save_assignment(act, &delegation, &before, &after, operation).await
}

/// A request's step. It has no entry in the trail: what was asked has one.
pub(crate) async fn request(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let (delegation, id) = parts(&work.subject);
    let found = delegations::request(act.tx, &work.scope, delegation, id).await?;
    let Some(before) = found.filter(|r| r.next_due() == Some(work.at)) else {
        return Ok(());
    };
    let after = before.fall_due();
    delegations::update_request(act.tx, &work.scope, &before, &after).await?;
    Ok(due::set(act.tx, &work.scope, REQUEST, &work.subject, after.next_due()).await?)
}

/// An operation's step; what it changes has its entry in the trail.
pub(crate) async fn operation(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let (delegation_id, id) = parts(&work.subject);
    let Some(delegation) = held(act, &work.scope, delegation_id).await? else {
        return Ok(());
    };
    let found = delegations::operation(act.tx, &work.scope, delegation_id, id).await?;
    let Some(before) = found.filter(|o| o.next_due() == Some(work.at)) else {
        return Ok(());
    };
    let done = match before.status {
        OperationStatus::Running => perform(act, &delegation, &before).await?,
        _ => true,
    };
    let after = before.fall_due(done);
    delegations::update_operation(act.tx, &work.scope, &before, &after).await?;
    Ok(due::set(act.tx, &work.scope, OPERATION, &work.subject, after.next_due()).await?)
}

/// Does what an operation is for; whether it could.
async fn perform(act: &mut Act<'_>, delegation: &Delegation, operation: &Operation) -> Result<bool, Halt> {
    if delegation.status != DelegationStatus::Active {
        return Ok(false);
    }
    let Some(id) = &operation.assignment_id else {
        let after = delegation.without_global_administrator(operation.created);
        for before in delegations::assignments(act.tx, &delegation.partner_id, &delegation.id).await? {
            narrow(act, &after, &before, operation).await?;
        }
        save(act, delegation, &after, "update_granular_admin_relationship").await?;
        return Ok(true);
    };
    let found = delegations::assignment(act.tx, &delegation.partner_id, &delegation.id, id).await?;
    let Some(before) = found.filter(|a| a.status == AssignmentStatus::Active) else {
        return Ok(false);
    };
    // The relationship may have lost a role meanwhile.
    let mut roles = operation.roles.clone();
    roles.retain(|role| delegation.roles.contains(role));
    if roles.is_empty() {
        return Ok(false);
    }
    let after = before.with_roles(roles, operation.created);
    save_assignment(act, delegation, &before, &after, "granular_admin_access_assignment_updated").await?;
    Ok(true)
}

/// Takes roles from an assignment that its relationship has lost; one that has no other ends.
async fn narrow(act: &mut Act<'_>, delegation: &Delegation, before: &Assignment, operation: &Operation) -> Result<(), Halt> {
    if !before.is_live() || before.roles.iter().all(|role| delegation.roles.contains(role)) {
        return Ok(());
    }
    let mut roles = before.roles.clone();
    roles.retain(|role| delegation.roles.contains(role));
    if !roles.is_empty() {
        let after = before.with_roles(roles, operation.created);
        return save_assignment(act, delegation, before, &after, "granular_admin_access_assignment_updated").await;
    }
    match before.end(operation.created) {
        Some(after) => save_assignment(act, delegation, before, &after, ENDING).await,
        None => Ok(()),
    }
}
