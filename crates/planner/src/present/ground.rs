//! The ground that cover stands on: SKUs and service plans by number, what is inside which, what satisfies and what excludes what.

use crate::verify::bits::Bits;
use nahtlos_model::{
    catalogue::Catalogue,
    estate::License,
    ids::{ServicePlanId, SkuId},
    plan::AddLicense,
};
use std::collections::{BTreeMap, BTreeSet};

/// SKUs and service plans by number.
#[derive(Debug)]
pub(super) struct Ground {
    /// SKUs, ascending.
    pub(super) skus: Vec<SkuId>,
    /// What is inside each; `None`: the catalogue lacks it.
    contents: Vec<Option<Bits>>,
    /// Plans, ascending.
    plans: Vec<ServicePlanId>,
    /// Of each plan: itself and what satisfies it.
    satisfied_by: Vec<Bits>,
    /// Exclusion groups with their plans.
    groups: Vec<(String, Bits)>,
}

/// Licences held: the SKU's number, the group it comes through, what is on. In the order in which they were given.
pub(super) type Held = Vec<(usize, Option<String>, Bits)>;

/// Two plans that exclude each other, each with the SKU through which it is on, and the group that says so.
#[derive(Debug)]
pub(super) struct Conflict<'a> {
    pub(super) group: &'a str,
    pub(super) first: (ServicePlanId, SkuId),
    pub(super) second: (ServicePlanId, SkuId),
}

impl Ground {
    /// Numbers what matters.
    pub(super) fn new(catalogue: &Catalogue, skus: BTreeSet<SkuId>, needed: impl IntoIterator<Item = ServicePlanId>) -> Self {
        let skus: Vec<SkuId> = skus.into_iter().collect();
        let inside = |sku: &SkuId| catalogue.products.get(sku).map(|product| &product.plans[..]);
        let plans: BTreeSet<ServicePlanId> = skus.iter().filter_map(inside).flatten().copied().chain(needed).collect();
        let plans: Vec<ServicePlanId> = plans.into_iter().collect();
        let bits = |ids: &mut dyn Iterator<Item = ServicePlanId>| {
            let mut set = Bits::empty(plans.len());
            ids.filter_map(|id| plans.binary_search(&id).ok()).for_each(|n| set.insert(n));
            set
        };
        let mut by_name: BTreeMap<&str, Vec<ServicePlanId>> = BTreeMap::new();
        for exclusion in &catalogue.exclusions {
            by_name.entry(&exclusion.group).or_default().push(exclusion.plan);
        }
        let mut satisfied_by: Vec<Bits> = plans.iter().map(|&plan| bits(&mut std::iter::once(plan))).collect();
        for pair in &catalogue.equivalents {
            if let (Ok(plan), Ok(by)) = (plans.binary_search(&pair.plan), plans.binary_search(&pair.satisfied_by)) {
                satisfied_by[plan].insert(by);
            }
        }
        Self {
            contents: skus
                .iter()
                .map(|s| inside(s).map(|plans| bits(&mut plans.iter().copied())))
                .collect(),
            groups: by_name
                .into_iter()
                .map(|(name, ids)| (name.to_owned(), bits(&mut ids.into_iter())))
                .filter(|(_, set)| set.len() > 1)
                .collect(),
            satisfied_by,
            skus,
            plans,
        }
    }

    /// A SKU's number; `None`: nothing mentions it.
    pub(super) fn sku(&self, id: SkuId) -> Option<usize> {
        self.skus.binary_search(&id).ok()
    }

    /// Plans by number; those that nothing contains are in it, too, so that a need of them is never met.
    pub(super) fn set(&self, ids: &[ServicePlanId]) -> Bits {
        let mut set = self.nothing();
        ids.iter()
            .filter_map(|id| self.plans.binary_search(id).ok())
            .for_each(|n| set.insert(n));
        set
    }

    /// Ids of plans.
    pub(super) fn ids(&self, set: &Bits) -> Vec<ServicePlanId> {
        set.iter().map(|n| self.plans[n]).collect()
    }

    fn nothing(&self) -> Bits {
        Bits::empty(self.plans.len())
    }

    /// What is held; the error is a SKU that the catalogue lacks.
    pub(super) fn held(&self, licenses: &[License]) -> Result<Held, SkuId> {
        let one = |license: &License| {
            let (sku, on) = self.enabled(license.sku_id, &license.disabled_plans)?;
            Ok((sku, license.via_group.clone(), on))
        };
        licenses.iter().map(one).collect()
    }

    /// A SKU's number and what is on in it.
    pub(super) fn enabled(&self, id: SkuId, disabled: &[ServicePlanId]) -> Result<(usize, Bits), SkuId> {
        let sku = self.sku(id).ok_or(id)?;
        let on = self.contents[sku].as_ref().ok_or(id)?;
        Ok((sku, on.minus(&self.set(disabled))))
    }

    /// As [`Ground::enabled`], for a licence to give.
    pub(super) fn given(&self, add: &AddLicense) -> Result<(usize, Bits), SkuId> {
        self.enabled(add.sku_id, &add.disabled_plans)
    }

    /// Everything that is on.
    pub(super) fn on(&self, held: &Held) -> Bits {
        let mut all = self.nothing();
        held.iter().for_each(|(_, _, on)| all.add(on));
        all
    }

    /// Needed plans that nothing satisfies.
    pub(super) fn lacking(&self, need: &Bits, on: &Bits) -> Bits {
        let mut lost = need.minus(on);
        for n in lost.clone().iter() {
            if self.satisfied_by[n].meets(on) {
                lost.remove(n);
            }
        }
        lost
    }

    /// Two plans of one exclusion group that are on through two SKUs.
    pub(super) fn conflict(&self, held: &Held) -> Option<Conflict<'_>> {
        if held.len() < 2 {
            return None;
        }
        self.groups.iter().find_map(|(group, plans)| {
            let on: Vec<(usize, usize)> = held
                .iter()
                .flat_map(|(sku, _, on)| plans.and(on).iter().map(|plan| (plan, *sku)).collect::<Vec<_>>())
                .collect();
            let first = on.first()?;
            let second = on.iter().find(|b| b.0 != first.0 && b.1 != first.1);
            let pair = second.map(|second| (first, second)).or_else(|| {
                let mut pairs = on.iter().enumerate().flat_map(|(i, a)| on[i + 1..].iter().map(move |b| (a, b)));
                pairs.find(|(a, b)| a.0 != b.0 && a.1 != b.1)
            })?;
            let named = |(plan, sku): &(usize, usize)| (self.plans[*plan], self.skus[*sku]);
            Some(Conflict {
                group,
                first: named(pair.0),
                second: named(pair.1),
            })
        })
    }
}
