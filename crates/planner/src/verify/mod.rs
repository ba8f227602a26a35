//! The proof: takes a case and a plan and derives anew everything that the plan claims (move-model §§2 to 8): who may be
//! bought from, prices, term ends, seats, each user's cover at every instant, amounts, the calendar, and the lower bound.
//!
//! Called by whoever shows, approves or executes a plan; nothing that it refutes may be shown as ready. It shares no code
//! with the search, only the types of `nahtlos-model`, and must never take a figure from the plan that it can derive.
//!
//! Users who need nothing (every plan of theirs is switched off or its loss accepted) are not planned for and take no seat:
//! licences they hold are in no pool's count. Arithmetic is exact and checked; what does not fit is refuted as `tooLarge`.

#[cfg(test)]
#[path = "../../tests/support/mod.rs"]
mod support;

mod amounts;
pub(crate) mod bits;
mod bound;
mod certificate;
mod changes;
mod counter;
mod cover;
mod documents;
mod effects;
mod enumerate;
pub(crate) mod kinds;
mod pools;
mod purchases;
mod rents;
pub(crate) mod sales;
mod sets;
mod steps;
mod supply;
mod time;
pub(crate) mod world;

pub use certificate::{Certificate, CounterExample, Minimum, PoolProof, Tightest, Verdict};

use counter::Check;
use nahtlos_model::{case::Case, plan::Plan};

/// Proves a plan for its case, or refutes it with the first counter-example: identity, purchases, originals, cover,
/// seats, tables, amounts, calendar, bound, in this order; of several uncovered instants the earliest.
pub fn verify(case: &Case, plan: &Plan) -> Verdict {
    match prove(case, plan) {
        Ok(certificate) => Verdict::Proved(certificate),
        Err(counter_example) => Verdict::Refuted(counter_example),
    }
}

fn prove(case: &Case, plan: &Plan) -> Check<Certificate> {
    documents::check(case, plan)?;
    let sales = sales::Sales::of(case);
    let alike = kinds::Alike::of(&case.estate.users);
    let given = plan.license_changes.iter().flat_map(|c| c.add_licenses.iter().map(|a| a.sku_id));
    let world = world::World::new(case, &sales, alike.skus().chain(given));
    let kinds = kinds::kinds(&world, &alike)?;
    purchases::check(&world, &sales, plan)?;
    supply::check(case, plan, &world.time)?;
    let named = !plan.license_changes.is_empty() || !plan.impact.is_empty();
    let roster = changes::Roster::of(if named { &case.estate.users } else { &[] });
    let replay = changes::replay(&world, &alike, &kinds, plan, &roster)?;
    cover::check(&world, &kinds, &replay)?;
    let pools = pools::check(&world, &kinds, &replay, plan)?;
    pools::table(plan, &pools)?;
    effects::impact(&world, &kinds, &replay, plan, &roster)?;
    effects::equivalences(&world, &kinds, &replay, plan)?;
    let (total, cost) = amounts::check(plan, &world.time, case.estate.customer.currency)?;
    steps::check(&world, plan)?;
    let minimum = bound::check(&world, &kinds, &plan.cost, cost)?;
    let users = |needing: bool| kinds.iter().filter(|k| k.need.is_empty() != needing).map(|k| k.count).sum();
    Ok(Certificate {
        tightest: pools
            .iter()
            .filter_map(|pool| pool.tightest)
            .min_by_key(|t| (t.slack, t.day, t.sku)),
        users_checked: users(true),
        kinds_checked: replay.classes.iter().filter(|c| !kinds[c.kind].need.is_empty()).count() as u64,
        users_without_need: users(false),
        purchases_checked: plan.purchases.len() as u64,
        originals_checked: plan.originals.len() as u64,
        changes_checked: plan.license_changes.len() as u64,
        total,
        cost,
        method: plan.cost.method,
        minimum,
        pools,
    })
}
