//! What was charged, beside what the plan says, when nothing went otherwise than it says.

use super::real::Real;
use crate::{
    core::Core,
    world::{MOVER, estate::later},
};
use nahtlos_engine::Halt;
use nahtlos_model::{
    catalogue::BillingPlan,
    dates::Date,
    moves::{Move, state::State},
    plan::{Plan, Purchase},
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
            charged(core, tenant, (&of, &plan), purchase, &lines);
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

/// The purchase whose term a line is of: what takes the place of other seats is ordered the day before, and with it begin all of its terms that
/// end by themselves.
fn term_of<'a>(of: &Move, plan: &'a Plan, line: &Line) -> Option<&'a str> {
    let of_line = |p: &&Purchase| {
        of.bought
            .get(&p.id)
            .is_some_and(|bought| bought.subscription == line.subscription_id)
    };
    let mine: Vec<&Purchase> = plan.purchases.iter().filter(of_line).collect();
    let from = line.charge.from;
    let begins = |day: Date| mine.iter().find(|p| p.start == day);
    // A term ordered the day before ends a day early, too: what begins then is the next, which no plan counts.
    let runs = || mine.iter().find(|p| p.start <= from && line.charge.until <= p.end);
    begins(from).or_else(|| begins(later(from, 1))).or_else(runs).map(|p| p.id.as_str())
}

/// A term that is charged in one line, or is over: to the cent.
fn charged(core: &Core, tenant: usize, (of, plan): (&Move, &Plan), purchase: &Purchase, lines: &[Line]) {
    let today = core.now().date();
    let whole = purchase.billing_plan != BillingPlan::Monthly || purchase.end <= today;
    if !whole || purchase.start >= today || !of.bought.contains_key(&purchase.id) {
        return;
    }
    let eve = later(purchase.start, -1);
    let of_term = |line: &&Line| term_of(of, plan, line) == Some(purchase.id.as_str());
    let (mut sum, mut count) = (0, 0);
    for line in lines.iter().filter(of_term) {
        let charge = &line.charge;
        sum += charge.amount_minor;
        // Where its end is set, the day before is paid beside the plan's.
        if charge.from == eve && charge.until == purchase.end {
            sum -= charge.amount_minor / charge.days.0.max(1);
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
