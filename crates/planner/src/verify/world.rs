//! The case in numbers: the SKUs and service plans that matter, numbered, with what is inside, what satisfies what, what
//! excludes what, and what is sold. Made once per proof; read by every check.

use super::{
    bits::Bits,
    sales::{Sales, Tariff},
    time::Time,
};
use nahtlos_model::{
    case::Case,
    dates::day_number,
    ids::{ServicePlanId, SkuId},
};
use std::collections::{BTreeMap, BTreeSet};

/// A SKU's number.
pub(crate) type Sku = usize;

/// The case in numbers.
pub(crate) struct World<'a> {
    /// The case.
    pub(crate) case: &'a Case,
    /// The planned time.
    pub(crate) time: Time,
    /// SKUs by number, ascending.
    pub(crate) skus: Vec<SkuId>,
    /// Service plans by number, ascending.
    pub(crate) plans: Vec<ServicePlanId>,
    /// Whether the products file has the SKU.
    pub(crate) known: Vec<bool>,
    /// Plans inside each SKU.
    pub(crate) contents: Vec<Bits>,
    /// How each SKU can be bought.
    pub(crate) tariffs: Vec<Tariff>,
    /// For each plan: itself and what satisfies it.
    pub(crate) satisfied_by: Vec<Bits>,
    /// Exclusion groups.
    pub(crate) groups: Vec<(&'a str, Bits)>,
    /// Plans in some exclusion group.
    pub(crate) grouped: Bits,
    /// Plans whose loss is accepted.
    pub(crate) accepted: Bits,
}

impl<'a> World<'a> {
    /// Numbers the case. `mentioned` are SKUs that matter besides those held, original or sold.
    pub(crate) fn new(case: &'a Case, sales: &Sales<'a>, held: impl IntoIterator<Item = SkuId>) -> Self {
        let horizon = case.policy.horizon_for(&case.estate);
        let time = Time {
            as_of: day_number(case.estate.as_of),
            horizon: day_number(horizon),
            co_term: case.policy.co_term,
            residual: case.policy.residual,
        };
        let mut tariffs = sales.tariffs(case, &time);
        let mut skus: BTreeSet<SkuId> = held.into_iter().collect();
        skus.extend(case.estate.subscriptions.iter().map(|s| s.sku_id));
        skus.extend(tariffs.iter().filter(|(_, t)| t.is_sold()).map(|(sku, _)| *sku));
        let skus: Vec<SkuId> = skus.into_iter().collect();
        let inside = |sku: &SkuId| case.catalogue.products.get(sku).map_or(&[][..], |p| &p.plans[..]);
        let plans: BTreeSet<ServicePlanId> = skus.iter().flat_map(|s| inside(s).iter().copied()).collect();
        let plans: Vec<ServicePlanId> = plans.into_iter().collect();
        let bits = |ids: &mut dyn Iterator<Item = ServicePlanId>| {
            let mut set = Bits::empty(plans.len());
            ids.filter_map(|id| plans.binary_search(&id).ok()).for_each(|n| set.insert(n));
            set
        };
        let mut by_name: BTreeMap<&str, Vec<ServicePlanId>> = BTreeMap::new();
        for exclusion in &case.catalogue.exclusions {
            by_name.entry(&exclusion.group).or_default().push(exclusion.plan);
        }
        let groups: Vec<(&str, Bits)> = by_name
            .into_iter()
            .map(|(name, ids)| (name, bits(&mut ids.into_iter())))
            .filter(|(_, set)| set.len() > 1)
            .collect();
        let mut grouped = Bits::empty(plans.len());
        groups.iter().for_each(|(_, set)| grouped.add(set));
        let mut satisfied_by: Vec<Bits> = plans.iter().map(|&plan| bits(&mut std::iter::once(plan))).collect();
        for pair in &case.catalogue.equivalents {
            if let (Ok(plan), Ok(by)) = (plans.binary_search(&pair.plan), plans.binary_search(&pair.satisfied_by)) {
                satisfied_by[plan].insert(by);
            }
        }
        Self {
            case,
            time,
            known: skus.iter().map(|s| case.catalogue.products.contains_key(s)).collect(),
            contents: skus.iter().map(|s| bits(&mut inside(s).iter().copied())).collect(),
            tariffs: skus.iter().map(|s| tariffs.remove(s).unwrap_or_default()).collect(),
            accepted: bits(&mut case.policy.accept_loss.iter().copied()),
            satisfied_by,
            groups,
            grouped,
            skus,
            plans,
        }
    }

    /// A SKU's number; `None` when it is neither held, original nor sold.
    pub(crate) fn sku(&self, id: SkuId) -> Option<Sku> {
        self.skus.binary_search(&id).ok()
    }

    /// The empty set of plans.
    pub(crate) fn no_plans(&self) -> Bits {
        Bits::empty(self.plans.len())
    }

    /// Ids of plans.
    pub(crate) fn plan_ids(&self, set: &Bits) -> Vec<ServicePlanId> {
        set.iter().map(|n| self.plans[n]).collect()
    }

    /// What of a SKU is on when `disabled` is off.
    pub(crate) fn enabled(&self, sku: Sku, disabled: &[ServicePlanId]) -> Bits {
        let mut set = self.contents[sku].clone();
        disabled
            .iter()
            .filter_map(|id| self.plans.binary_search(id).ok())
            .for_each(|n| set.remove(n));
        set
    }

    /// Needed plans that nothing enabled satisfies.
    pub(crate) fn uncovered(&self, need: &Bits, enabled: &Bits) -> Bits {
        let mut lost = need.minus(enabled);
        for n in lost.clone().iter() {
            if self.satisfied_by[n].meets(enabled) {
                lost.remove(n);
            }
        }
        lost
    }
}
