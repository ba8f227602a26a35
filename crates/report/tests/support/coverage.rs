//! Licences and seats of a pool of a plan made by hand.

use nahtlos_model::{
    case::Case,
    dates::Date,
    ids::SkuId,
    money::Exact,
    plan::{Coverage, Plan, Rent},
};
use std::collections::BTreeSet;

/// Writes the pool's table of licences and seats, and a rent for it.
pub(crate) fn fill(case: &Case, plan: &mut Plan, sku: SkuId, held: &[(Date, u32)]) {
    let mut supply: Vec<(Date, Date, u32)> = Vec::new();
    for (s, o) in case
        .estate
        .subscriptions
        .iter()
        .zip(&plan.originals)
        .filter(|(s, _)| s.sku_id == sku)
    {
        supply.push((plan.as_of, o.planned_end.unwrap_or(plan.horizon), s.quantity));
    }
    supply.extend(plan.purchases.iter().filter(|p| p.sku_id == sku).map(|p| (p.start, p.end, p.seats)));
    let cuts: BTreeSet<Date> = supply
        .iter()
        .flat_map(|s| [s.0, s.1])
        .chain(held.iter().map(|h| h.0))
        .chain([plan.as_of, plan.horizon])
        .collect();
    let cuts: Vec<Date> = cuts.into_iter().filter(|d| *d <= plan.horizon).collect();
    for span in cuts.windows(2) {
        let seats = supply.iter().filter(|s| s.0 <= span[0] && span[0] < s.1).map(|s| s.2).sum::<u32>();
        let held = held.iter().rfind(|h| h.0 <= span[0]).unwrap().1;
        plan.coverage.push(Coverage {
            sku_id: sku,
            from: span[0],
            to: span[1],
            held,
            seats,
            slack: seats.saturating_sub(held),
        });
    }
    plan.cost.rents.as_mut().unwrap().push(Rent {
        sku_id: sku,
        from: plan.as_of,
        to: plan.horizon,
        per_seat: Exact::new(1234, 7).unwrap(),
        limit: false,
    });
}
