//! Kinds of users: those with the same need and the same SKUs today are alike for the search.
//! Called by the search; users who need nothing are in no kind and take no seat.

use nahtlos_model::{
    case::Case,
    estate::{License, User},
    ids::{ServicePlanId, SkuId},
};
use std::collections::{BTreeSet, HashMap};

/// Users alike in need and holdings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Plans they must have at every instant, ascending.
    pub(crate) need: Vec<ServicePlanId>,
    /// SKUs they hold on `asOf`, ascending.
    pub(crate) held: Vec<SkuId>,
    /// How many they are.
    pub(crate) users: u32,
    /// Their places in the estate's list, ascending, and how many each stands for.
    pub(crate) members: Vec<(u32, u32)>,
}

/// All kinds in the order of (held, need), which no renaming of users changes; a SKU that the products file lacks is the error.
pub(crate) fn kinds(case: &Case) -> Result<Vec<Kind>, SkuId> {
    let accepted: BTreeSet<ServicePlanId> = case.policy.accept_loss.iter().copied().collect();
    let mut by_licenses: HashMap<&[License], Option<usize>> = HashMap::new();
    let mut by_need: HashMap<(Vec<ServicePlanId>, Vec<SkuId>), usize> = HashMap::new();
    let mut kinds: Vec<Kind> = Vec::new();
    for (index, user) in case.estate.users.iter().enumerate() {
        let kind = match by_licenses.get(user.licenses.as_slice()) {
            Some(kind) => *kind,
            None => {
                let need = need_of(case, user, &accepted)?;
                let kind = (!need.is_empty()).then(|| {
                    let held = held_by(user);
                    *by_need.entry((need.clone(), held.clone())).or_insert_with(|| {
                        kinds.push(Kind {
                            need,
                            held,
                            users: 0,
                            members: Vec::new(),
                        });
                        kinds.len() - 1
                    })
                });
                by_licenses.insert(&user.licenses, kind);
                kind
            }
        };
        if let Some(kind) = kind.filter(|_| user.count > 0) {
            kinds[kind].users += user.count;
            kinds[kind].members.push((index as u32, user.count));
        }
    }
    kinds.retain(|kind| kind.users > 0);
    kinds.sort_unstable_by(|a, b| (&a.held, &a.need).cmp(&(&b.held, &b.need)));
    Ok(kinds)
}

/// The SKUs a user holds, ascending and unique.
pub(crate) fn held_by(user: &User) -> Vec<SkuId> {
    let mut held: Vec<SkuId> = user.licenses.iter().map(|l| l.sku_id).collect();
    held.sort_unstable();
    held.dedup();
    held
}

/// Plans enabled in at least one licence, without the accepted losses.
fn need_of(case: &Case, user: &User, accepted: &BTreeSet<ServicePlanId>) -> Result<Vec<ServicePlanId>, SkuId> {
    let mut need = Vec::new();
    for license in &user.licenses {
        let product = case.catalogue.products.get(&license.sku_id).ok_or(license.sku_id)?;
        need.extend(
            product
                .plans
                .iter()
                .filter(|plan| !license.disabled_plans.contains(plan) && !accepted.contains(plan)),
        );
    }
    need.sort_unstable();
    need.dedup();
    Ok(need)
}
