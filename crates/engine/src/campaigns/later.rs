//! Later plans of a move that the yes to a campaign covered: each is held against the limits of all plans once more, with what the others cost
//! by now, in the transaction that takes it. So no number of small changes makes customers cost more together than was said yes to.
//!
//! Called by whoever takes a plan from the present without asking; a move whose yes a person gave is none of the campaign's business.

use super::load;
use crate::{
    act::Act,
    halt::Halt,
    moves::{documents, plan::document},
};
use nahtlos_model::{
    moves::{Approval, Move, distance::Distance},
    plan::Plan,
};
use nahtlos_store::campaigns;

/// Whether a plan from the present may be taken as far as the move's campaign is concerned; what it costs is written down there then, and
/// otherwise why not.
///
/// # Errors
/// Faults only.
pub(crate) async fn covers(act: &mut Act<'_>, of: &Move, yes: &Approval, plan: &Plan, distance: &Distance) -> Result<bool, Halt> {
    let found = campaigns::of_move(act.tx, &of.partner_id, &of.id).await?;
    let Some((id, mut member)) = found.filter(|(_, member)| member.covered.as_ref() == Some(&yes.digest)) else {
        return Ok(true);
    };
    let before = load(act, &of.partner_id, &id).await?;
    let Some(approval) = &before.approval else { return Ok(true) };
    let first: Plan = document(act.tx, of, documents::PLAN, yes.version).await?;
    let total = first.cost.total.minor.saturating_add(distance.more_minor);
    let others = before.covered_minor.saturating_sub(member.covered_minor());
    member.beyond = approval.limits.beyond_at(plan, total, of.created.date(), others);
    let covered = member.beyond.is_none();
    if covered {
        member.planned_minor = Some(total);
        let mut after = before.clone();
        (after.covered_minor, after.version) = (others.saturating_add(total), before.version + 1);
        campaigns::update(act.tx, before.version, &after).await?;
    }
    campaigns::change(act.tx, &of.partner_id, &id, &member).await?;
    Ok(covered)
}
