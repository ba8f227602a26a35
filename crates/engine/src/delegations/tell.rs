//! Tells people of a relationship: with a change, and on the days before an answer or the end is due.

use super::due::NOTICE;
use crate::{
    act::Act,
    halt::Halt,
    notices::{Subject, To, of_customer, of_partner, post},
};
use nahtlos_model::{
    delegations::{Delegation, notices::Notice},
    instants::Instant,
};
use nahtlos_store::due;

/// Tells what a change of a relationship tells, and sets when something is told next.
pub(super) async fn changed(act: &mut Act<'_>, before: &Delegation, after: &Delegation) -> Result<(), Halt> {
    next(act, after, act.now).await?;
    match after.notice_since(before).filter(|_| act.inner.notices) {
        Some(notice) => tell(act, after, notice).await,
        None => Ok(()),
    }
}

/// Asks the reseller about what its provider made.
pub(super) async fn proposed(act: &mut Act<'_>, delegation: &Delegation) -> Result<(), Halt> {
    match act.inner.notices {
        true => tell(act, delegation, Notice::Proposed).await,
        false => Ok(()),
    }
}

/// Sets when something is told next.
pub(super) async fn next(act: &mut Act<'_>, delegation: &Delegation, after: Instant) -> Result<(), Halt> {
    let at = delegation.next_notice(after, &act.numbers());
    Ok(due::set(act.tx, &delegation.partner_id, NOTICE, &delegation.id, at).await?)
}

/// What falls due to be told. What is found so late that something else is to be told already is left out: one mail is enough.
pub(crate) async fn fall_due(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    // Held, so that nothing is told of what another changes at the same time.
    let Some(delegation) = super::due::held(act, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    let numbers = act.numbers();
    let overtaken = delegation.next_notice(work.at, &numbers).is_some_and(|at| at <= act.now);
    next(act, &delegation, work.at).await?;
    match delegation.notice_at(work.at, &numbers) {
        Some(notice) if act.inner.notices && !overtaken => tell(act, &delegation, notice).await,
        _ => Ok(()),
    }
}

async fn tell(act: &mut Act<'_>, delegation: &Delegation, notice: Notice) -> Result<(), Halt> {
    let subject = Subject::Delegation {
        partner_id: delegation.partner_id.clone(),
        id: delegation.id.clone(),
        notice,
        ends: delegation.ends,
    };
    let partner = delegation.partner_id.clone();
    // Whoever may answer is asked by the link that the partner hands over.
    if let Some(customer) = delegation.customer_id().filter(|_| notice.tells_customer()) {
        let people = of_customer(act, customer).await?;
        post(act, &partner, &subject, To::Customer, people).await?;
    }
    if notice.tells_partner() {
        let people = of_partner(act, &partner).await?;
        post(act, &partner, &subject, To::Partner, people).await?;
    }
    Ok(())
}
