//! What was charged, beside what the plan says, when nothing went otherwise than it says.

use super::real::Real;
use crate::{core::Core, world::MOVER};
use nahtlos_engine::Halt;
use nahtlos_model::{
    catalogue::BillingPlan,
    moves::{Move, state::State},
    plan::Purchase,
};
use nahtlos_store::charges::Line;

/// Looks at the ledger at the end.
pub(crate) async fn at_the_end(core: &Core, tenant: usize) -> Result<(), Halt> {
    let (Some(of), real) = (core.of(tenant).await?, Real::of(core, tenant).await?) else {
        return Ok(());
    };
    let Some(plan) = core.plan(&of).await? else { return Ok(()) };
    let mut tx = core.store.reader().await?;
    let lines = nahtlos_store::charges::list(&mut tx, &core.tenants[tenant].id, MOVER, "", 1_000_000).await?;
    unplanned(core, tenant, &of, &real);
    if of.state == State::Completed && plan_is_first(&of) && !core.know(tenant, |known| known.wish.drifted) {
        for purchase in &plan.purchases {
            charged(core, tenant, &of, purchase, &lines);
        }
    }
    Ok(())
}

fn plan_is_first(of: &Move) -> bool {
    of.plan.as_ref().is_some_and(|plan| plan.version == 1)
}

/// Whoever is in the tenant and sold by the mover was ordered by a plan, or was there before.
fn unplanned(core: &Core, tenant: usize, of: &Move, real: &Real) {
    let estate = &core.tenants[tenant].estate;
    let short = &of.id[of.id.len().saturating_sub(8)..];
    let ours = real.subscriptions.iter().filter(|s| s.partner_id.as_deref() == Some(MOVER));
    for s in ours {
        let before = estate
            .subscriptions
            .iter()
            .any(|one| of.in_tenant(&one.id).eq_ignore_ascii_case(&s.id));
        let moved = s.transferred_from.is_some();
        if !before && !moved && !s.friendly_name.contains(short) {
            core.found(
                "money",
                format!("c{tenant}: {} ({}) was bought, and no plan says so", s.id, s.friendly_name),
            );
        }
    }
}

/// A term that is charged in one line, or is over: to the cent.
fn charged(core: &Core, tenant: usize, of: &Move, purchase: &Purchase, lines: &[Line]) {
    let today = core.now().date();
    let whole = purchase.billing_plan != BillingPlan::Monthly || purchase.end <= today;
    let Some(bought) = of.bought.get(&purchase.id).filter(|_| whole && purchase.start < today) else {
        return;
    };
    // What takes the place of other seats is ordered the day before; where its end is set, that day is paid beside the plan's.
    let eve = crate::world::estate::later(purchase.start, -1);
    let of_term = |line: &&Line| {
        let from = line.charge.from;
        let first = purchase.renews.is_none() && from == eve;
        line.subscription_id == bought.subscription && (first || (from >= purchase.start && from < purchase.end))
    };
    let (mut sum, mut count) = (0, 0);
    for line in lines.iter().filter(of_term) {
        let charge = &line.charge;
        sum += charge.amount_minor;
        if charge.from == eve && charge.until == purchase.end {
            sum -= charge.amount_minor / i64::from(charge.days.0.max(1));
        }
        count += 1;
    }
    // Each line of a term is rounded by itself.
    let tolerance = if count > 1 || lines.iter().filter(of_term).any(|line| line.charge.from == eve) {
        count.max(1)
    } else {
        0
    };
    let planned = purchase.charge.minor;
    if (sum - planned).abs() > tolerance {
        let what = format!(
            "{} ({} × {})",
            purchase.id,
            purchase.seats,
            crate::world::catalogue::name(purchase.sku_id)
        );
        core.found(
            "money",
            format!("c{tenant}: {what} was to cost {planned} and {sum} were charged in {count} lines"),
        );
    }
}
