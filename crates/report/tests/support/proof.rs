//! The certificate of a plan made by hand, from its own coverage.

use nahtlos_model::{
    case::Case,
    ids::SkuId,
    plan::{Coverage, Plan},
};
use nahtlos_planner::verify::{Certificate, Minimum, PoolProof, Tightest, Verdict};
use std::collections::BTreeMap;

/// The certificate that a proof of such a plan would give.
pub(crate) fn certificate(case: &Case, plan: &Plan) -> Verdict {
    let mut pools: BTreeMap<SkuId, Vec<Coverage>> = BTreeMap::new();
    for row in &plan.coverage {
        pools.entry(row.sku_id).or_default().push(row.clone());
    }
    let tightest = |rows: &[Coverage]| {
        rows.iter()
            .filter(|r| r.held > 0)
            .min_by_key(|r| (r.slack, r.from))
            .map(|r| Tightest {
                sku: r.sku_id,
                day: r.from,
                until: r.to,
                held: r.held,
                seats: r.seats,
                slack: r.slack,
            })
    };
    let pools: Vec<PoolProof> = pools
        .into_iter()
        .map(|(sku, intervals)| PoolProof {
            sku,
            tightest: tightest(&intervals),
            intervals,
        })
        .collect();
    Verdict::Proved(Certificate {
        tightest: pools.iter().filter_map(|p| p.tightest).min_by_key(|t| (t.slack, t.day)),
        pools,
        users_checked: case.estate.users.len() as u64,
        kinds_checked: 4,
        users_without_need: 0,
        purchases_checked: plan.purchases.len() as u64,
        originals_checked: plan.originals.len() as u64,
        changes_checked: plan.license_changes.len() as u64,
        total: plan.cost.total,
        cost: plan.cost.cost_exact,
        method: plan.cost.method,
        minimum: Minimum::Rechecked {
            lower_bound: plan.cost.lower_bound_exact,
        },
    })
}
