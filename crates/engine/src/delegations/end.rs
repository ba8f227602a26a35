//! What ends together: assignments with their relationship, with their group, with their customer.

use super::{
    due::{ASSIGNMENT, DELEGATION, ENDING, NOTICE, OPERATION, REQUEST, subject},
    hold,
    noted::delegation_changed,
    save::{save, save_assignment},
};
use crate::{act::Act, halt::Halt};
use nahtlos_model::{
    delegations::{Delegation, DelegationStatus},
    instants::Instant,
};
use nahtlos_store::{delegated, delegations, due};

/// Ends every assignment of a relationship that gives no more rights; called before the relationship itself is saved.
pub(super) async fn with_relationship(act: &mut Act<'_>, delegation: &Delegation, at: Instant) -> Result<(), Halt> {
    for before in delegations::assignments(act.tx, &delegation.partner_id, &delegation.id).await? {
        if let Some(after) = before.end(at) {
            save_assignment(act, delegation, &before, &after, ENDING).await?;
        }
    }
    Ok(())
}

/// Ends the assignments of a group that is deleted in its partner's tenant.
pub(crate) async fn with_group(act: &mut Act<'_>, tenant: &str, group: &str) -> Result<(), Halt> {
    for seen in delegations::assignments_of_group(act.tx, tenant, group).await? {
        if !seen.is_live() {
            continue;
        }
        let delegation = hold(act, tenant, &seen.delegation_id).await?;
        let present = delegations::assignment(act.tx, tenant, &seen.delegation_id, &seen.id).await?;
        let Some(before) = present else { continue };
        if let Some(after) = before.end(act.now) {
            save_assignment(act, &delegation, &before, &after, ENDING).await?;
        }
    }
    Ok(())
}

/// Ends every relationship of a sandbox customer that is deleted; the partners keep them as history.
pub(crate) async fn with_customer(act: &mut Act<'_>, customer: &str) -> Result<(), Halt> {
    for (partner, id) in delegated::shown(act.tx, customer).await? {
        let before = hold(act, &partner, &id).await?;
        if let Some(after) = before.lose_customer(act.now) {
            with_relationship(act, &after, act.now).await?;
            save(act, &before, &after, "granular_admin_relationship_terminated").await?;
        }
        delegated::take_all(act.tx, customer, &partner, &id).await?;
        delegated::hide(act.tx, customer, &partner, &id).await?;
    }
    Ok(())
}

/// Forgets every relationship of a sandbox partner that is deleted.
pub(crate) async fn with_partner(act: &mut Act<'_>, partner: &str) -> Result<(), Halt> {
    loop {
        let page = delegations::page(act.tx, partner, "", 100).await?;
        if page.is_empty() {
            return Ok(());
        }
        for delegation in page {
            forget(act, &delegation).await?;
        }
    }
}

/// Forgets a relationship with everything that belongs to it; the audit trail stays.
pub(super) async fn forget(act: &mut Act<'_>, delegation: &Delegation) -> Result<(), Halt> {
    let (partner, id) = (&delegation.partner_id, &delegation.id);
    for part in delegations::assignments(act.tx, partner, id).await? {
        due::set(act.tx, partner, ASSIGNMENT, &subject(id, &part.id), None).await?;
    }
    for part in delegations::requests(act.tx, partner, id).await? {
        due::set(act.tx, partner, REQUEST, &subject(id, &part.id), None).await?;
    }
    for part in delegations::operations(act.tx, partner, id).await? {
        due::set(act.tx, partner, OPERATION, &subject(id, &part.id), None).await?;
    }
    due::set(act.tx, partner, DELEGATION, id, None).await?;
    due::set(act.tx, partner, NOTICE, id, None).await?;
    if let Some(customer) = delegation.customer_id().filter(|_| delegation.status != DelegationStatus::Created) {
        delegated::take_all(act.tx, customer, partner, id).await?;
        delegated::hide(act.tx, customer, partner, id).await?;
    }
    delegations::delete(act.tx, partner, id).await?;
    delegation_changed(act, Some(delegation), None, "granular_admin_relationship_cleaned_up")
}
