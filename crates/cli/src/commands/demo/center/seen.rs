//! What the demo sees for itself while the center carries the move out: seats and licences of the customer's tenant, and whether everybody
//! has what they had, by a rule of its own: it shares nothing with planner and proof, so that it can disagree with them.

use crate::remote::Stop;
use nahtlos_client::{Client, collect, graph::Query};
use nahtlos_model::{
    case::Case,
    ids::{ServicePlanId, SkuId},
};
use nahtlos_wire::graph::users::User;
use std::collections::{BTreeMap, BTreeSet};

/// A pool: licences and seats.
pub(super) type Pools = BTreeMap<SkuId, (i64, i64)>;

/// What was there at an instant.
pub(super) struct Seen {
    /// Every pool.
    pub(super) pools: Pools,
    /// Users with everything they had, on usable seats.
    pub(super) covered: usize,
    /// Users who had something.
    pub(super) users: usize,
}

/// Looks at the tenant, as the customer's administrator.
pub(super) async fn look(customer: &Client, case: &Case, needs: &BTreeMap<String, BTreeSet<ServicePlanId>>) -> Result<Seen, Stop> {
    let mut pools = Pools::new();
    for one in customer.graph().directory().subscribed_skus().await? {
        let units = one.prepaid_units.unwrap_or_default();
        let seats = units.enabled.unwrap_or_default() + units.warning.unwrap_or_default();
        if let Some(sku) = one.sku_id.as_deref().and_then(|id| id.parse().ok()) {
            pools.insert(sku, (one.consumed_units.unwrap_or_default(), seats));
        }
    }
    let query = Query::all().select(&["id", "assignedLicenses"]);
    let users: Vec<User> = collect(customer.graph().users().list(&query)).await?;
    let covered = users.iter().filter(|user| {
        let Some(need) = user.id.as_deref().and_then(|id| needs.get(&id.to_ascii_lowercase())) else {
            return false;
        };
        let on = user.assigned_licenses.iter().flatten().filter_map(|licence| {
            let sku: SkuId = licence.sku_id.as_deref()?.parse().ok()?;
            let (held, seats) = pools.get(&sku)?;
            let off: Vec<ServicePlanId> = licence
                .disabled_plans
                .iter()
                .flatten()
                .filter_map(|plan| plan.parse().ok())
                .collect();
            (held <= seats).then(|| plans(case, sku, &off))
        });
        let on: BTreeSet<ServicePlanId> = on.flatten().collect();
        need.is_subset(&on)
    });
    Ok(Seen {
        covered: covered.count(),
        users: needs.len(),
        pools,
    })
}

/// What each user of the estate has and is to keep; who needs nothing is left out.
pub(super) fn needs(case: &Case) -> BTreeMap<String, BTreeSet<ServicePlanId>> {
    let need = |user: &nahtlos_model::estate::User| -> BTreeSet<ServicePlanId> {
        let all = user.licenses.iter().flat_map(|held| plans(case, held.sku_id, &held.disabled_plans));
        all.filter(|plan| !case.policy.accept_loss.contains(plan)).collect()
    };
    let all = case.estate.users.iter().map(|user| (user.id.to_ascii_lowercase(), need(user)));
    all.filter(|(_, need)| !need.is_empty()).collect()
}

fn plans(case: &Case, sku: SkuId, off: &[ServicePlanId]) -> BTreeSet<ServicePlanId> {
    let all = case
        .catalogue
        .products
        .get(&sku)
        .map_or(&[][..], |product| product.plans.as_slice());
    all.iter().copied().filter(|plan| !off.contains(plan)).collect()
}
