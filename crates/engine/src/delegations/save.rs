//! How changed relationships and assignments are saved, whoever changed them: the row, its due work, its trail, and what permits are
//! judged by.

use super::{
    due::{ASSIGNMENT, DELEGATION},
    noted::{assignment_changed, delegation_changed},
    tell,
};
use crate::{act::Act, halt::Halt};
use nahtlos_model::{
    delegations::{
        Delegation, DelegationStatus,
        assignments::{Assignment, AssignmentStatus},
    },
    instants::Instant,
};
use nahtlos_store::{
    delegated::{self, Access},
    delegations, due,
};

/// Saves a changed relationship, and tells people of it. Its assignments end with it: see [`super::end::with_relationship`].
pub(super) async fn save(act: &mut Act<'_>, before: &Delegation, after: &Delegation, operation: &'static str) -> Result<(), Halt> {
    delegations::update(act.tx, before, after).await?;
    due::set(act.tx, &after.partner_id, DELEGATION, &after.id, after.next_due(&act.numbers())).await?;
    settle(act, after).await?;
    tell::changed(act, before, after).await?;
    delegation_changed(act, Some(before), Some(after), operation)
}

/// Saves a changed assignment of a relationship.
pub(super) async fn save_assignment(
    act: &mut Act<'_>,
    delegation: &Delegation,
    before: &Assignment,
    after: &Assignment,
    operation: &'static str,
) -> Result<(), Halt> {
    delegations::update_assignment(act.tx, before, after).await?;
    due_assignment(act, after).await?;
    settle_assignment(act, delegation, after).await?;
    assignment_changed(act, delegation, Some(before), after, operation)
}

/// Sets an assignment's due work.
pub(super) async fn due_assignment(act: &mut Act<'_>, assignment: &Assignment) -> Result<(), Halt> {
    let subject = super::due::subject(&assignment.delegation_id, &assignment.id);
    Ok(due::set(act.tx, &assignment.partner_id, ASSIGNMENT, &subject, assignment.next_due()).await?)
}

/// Brings the customer's side up to date with a relationship: whether it is shown, and what its assignments give.
pub(super) async fn settle(act: &mut Act<'_>, delegation: &Delegation) -> Result<(), Halt> {
    let (partner, id) = (&delegation.partner_id, &delegation.id);
    let Some(customer) = delegation.customer_id() else { return Ok(()) };
    // A draft is the partner's own business.
    if delegation.status == DelegationStatus::Created {
        return Ok(());
    }
    let until = delegation.rights_until();
    delegated::show(act.tx, customer, partner, id, until.unwrap_or(Instant(0)), &delegation.roles).await?;
    if until.is_none() {
        return Ok(delegated::take_all(act.tx, customer, partner, id).await?);
    }
    for assignment in delegations::assignments(act.tx, partner, id).await? {
        settle_assignment(act, delegation, &assignment).await?;
    }
    Ok(())
}

/// Brings the customer's side up to date with an assignment.
async fn settle_assignment(act: &mut Act<'_>, delegation: &Delegation, assignment: &Assignment) -> Result<(), Halt> {
    let (partner, id) = (&assignment.partner_id, &assignment.id);
    let Some(customer) = delegation.customer_id() else { return Ok(()) };
    let until = delegation.rights_until().filter(|_| assignment.status == AssignmentStatus::Active);
    let Some(until) = until else {
        return Ok(delegated::take(act.tx, customer, partner, id).await?);
    };
    let access = Access {
        assignment_id: id.clone(),
        delegation_id: delegation.id.clone(),
        group_id: assignment.group_id.clone(),
        until,
        roles: assignment.roles.clone(),
    };
    Ok(delegated::give(act.tx, customer, partner, &access).await?)
}
