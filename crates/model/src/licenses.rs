//! Decides on licence changes of one user: removes and adds in one step, keeps prerequisites, exclusions and seats.
//!
//! Used for direct assignments, for groups and by the mover. A decision changes nothing in place; seats are settled by the store
//! in the same transaction, so that two changes never take the same seat.

use crate::{
    assortment::Assortment,
    customers::Pool,
    directory::{Holding, LicenseFault, User},
    ids::{ServicePlanId, SkuId},
    instants::Instant,
    refusals::{Code, Refusal},
};
use std::collections::BTreeMap;

/// A licence to add; adding one that is held sets its switched-off plans.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Add {
    /// The SKU.
    pub sku: SkuId,
    /// Plans to switch off.
    pub disabled: Vec<ServicePlanId>,
}

/// What to change.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LicenseChange {
    /// Licences to add.
    pub add: Vec<Add>,
    /// Licences to remove.
    pub remove: Vec<SkuId>,
}

/// A tenant's pools by licence.
pub type Pools = BTreeMap<SkuId, Pool>;

/// Decides on a direct assignment: all of it or nothing.
///
/// # Errors
/// The licence refusals (Graph `assignLicense`, Partner Center `licenseupdates`).
pub fn assign(user: &User, change: &LicenseChange, pools: &Pools, assortment: &Assortment, now: Instant) -> Result<User, Refusal> {
    let mut after = user.clone();
    for sku in &change.remove {
        let direct = after.licences.iter().position(|h| h.sku == *sku && h.group.is_none());
        match direct {
            Some(at) => drop(after.licences.remove(at)),
            None if after.licences.iter().any(|h| h.sku == *sku) => {
                return Err(Refusal::new(Code::LicenseInherited)
                    .with("license", assortment.licence_name(*sku))
                    .at("removeLicenses"));
            }
            None => {
                let refusal = Refusal::new(Code::LicenseUnknown)
                    .with("id", sku)
                    .with("license", assortment.licence_name(*sku));
                return Err(refusal.at("removeLicenses"));
            }
        }
    }
    if !change.add.is_empty() && user.usage_location.as_deref().unwrap_or("").is_empty() {
        return Err(Refusal::new(Code::UsageLocationMissing)
            .with("user", &user.user_principal_name)
            .at("usageLocation"));
    }
    for add in &change.add {
        check_known(add, pools, assortment)?;
        let holding = Holding {
            sku: add.sku,
            disabled: sorted(&add.disabled),
            group: None,
            fault: LicenseFault::None,
            updated: now,
        };
        match after.licences.iter_mut().find(|h| h.sku == add.sku && h.group.is_none()) {
            Some(held) => *held = holding,
            None => after.licences.push(holding),
        }
    }
    for sku in after.seats() {
        let newly = !user.seats().contains(&sku);
        if newly && pools.get(&sku).is_none_or(|pool| pool.available() < 1) {
            let refusal = Refusal::new(Code::LicenseCount)
                .with("license", assortment.licence_name(sku))
                .with("id", sku);
            return Err(refusal.at("addLicenses"));
        }
    }
    if !change.add.is_empty() {
        check_plans(&after, assortment)?;
    }
    after.version += 1;
    Ok(after)
}

fn sorted(plans: &[ServicePlanId]) -> Vec<ServicePlanId> {
    let mut plans = plans.to_vec();
    plans.sort_unstable();
    plans.dedup();
    plans
}

fn check_known(add: &Add, pools: &Pools, assortment: &Assortment) -> Result<(), Refusal> {
    if !pools.contains_key(&add.sku) {
        let refusal = Refusal::new(Code::LicenseUnknown)
            .with("id", add.sku)
            .with("license", assortment.licence_name(add.sku));
        return Err(refusal.at("addLicenses"));
    }
    let Some(product) = assortment.licences.get(&add.sku) else {
        return Ok(());
    };
    match add.disabled.iter().find(|plan| product.plans.binary_search(plan).is_err()) {
        Some(plan) => {
            let refusal = Refusal::new(Code::PlanNotInSku).with("plan", plan).with("license", &product.name);
            Err(refusal.at("addLicenses.disabledPlans"))
        }
        None => Ok(()),
    }
}

/// Plans enabled for a user, with the SKUs they come from.
pub fn enabled_plans(user: &User, assortment: &Assortment) -> BTreeMap<ServicePlanId, Vec<SkuId>> {
    let mut enabled: BTreeMap<ServicePlanId, Vec<SkuId>> = BTreeMap::new();
    for holding in user.licences.iter().filter(|h| h.fault == LicenseFault::None) {
        let plans = assortment.licences.get(&holding.sku).map_or(&[][..], |p| &p.plans);
        for plan in plans.iter().filter(|plan| !holding.disabled.contains(plan)) {
            let from = enabled.entry(*plan).or_default();
            if !from.contains(&holding.sku) {
                from.push(holding.sku);
            }
        }
    }
    enabled
}

fn check_plans(user: &User, assortment: &Assortment) -> Result<(), Refusal> {
    let enabled = enabled_plans(user, assortment);
    if let Some((one, other)) = excluded_pair(&enabled, assortment) {
        let refusal = Refusal::new(Code::PlansExclude).with("plan", assortment_plan(assortment, one));
        return Err(refusal.with("other", assortment_plan(assortment, other)).at("addLicenses"));
    }
    for (plan, needs) in &assortment.dependencies {
        if enabled.contains_key(plan) && !needs.iter().any(|need| enabled.contains_key(need)) {
            let names: Vec<String> = needs.iter().map(|need| assortment_plan(assortment, *need)).collect();
            let refusal = Refusal::new(Code::PlanDependency).with("plan", assortment_plan(assortment, *plan));
            return Err(refusal.with("needs", names.join(", ")).at("addLicenses"));
        }
    }
    Ok(())
}

fn assortment_plan(assortment: &Assortment, plan: ServicePlanId) -> String {
    assortment
        .plans
        .get(&plan)
        .map_or_else(|| plan.to_string(), |name| name.name.clone())
}

/// Two different plans of one exclusion group, enabled through two SKUs.
fn excluded_pair(enabled: &BTreeMap<ServicePlanId, Vec<SkuId>>, assortment: &Assortment) -> Option<(ServicePlanId, ServicePlanId)> {
    let mut seen: BTreeMap<&str, Vec<ServicePlanId>> = BTreeMap::new();
    for exclusion in assortment.exclusions.iter().filter(|e| enabled.contains_key(&e.plan)) {
        let group = seen.entry(exclusion.group.as_str()).or_default();
        let skus = &enabled[&exclusion.plan];
        let clash = group
            .iter()
            .find(|other| **other != exclusion.plan && enabled[other].iter().any(|sku| skus.iter().any(|s| s != sku)));
        if let Some(other) = clash {
            return Some((*other, exclusion.plan));
        }
        group.push(exclusion.plan);
    }
    None
}

/// What a group's licences become for a member: faults are kept with the holding instead of refusing the change. `wanted` are the
/// licences of all groups the user is in, by group; seats are taken from `pools`, which is changed along.
pub fn inherit(
    user: &User,
    wanted: &[(String, SkuId, Vec<ServicePlanId>)],
    pools: &mut Pools,
    assortment: &Assortment,
    now: Instant,
) -> User {
    let mut after = user.clone();
    let before = user.seats();
    after.licences.retain(|h| h.group.is_none());
    let direct = after.seats();
    for sku in before.iter().filter(|sku| !direct.contains(sku)) {
        if let Some(pool) = pools.get_mut(sku) {
            pool.consumed -= 1;
        }
    }
    for (group, sku, disabled) in wanted {
        let held = after.seats().contains(sku);
        let was = user.licences.iter().find(|h| h.sku == *sku && h.group.as_ref() == Some(group));
        let disabled = sorted(disabled);
        let updated = was
            .filter(|h| h.disabled == disabled && h.fault == LicenseFault::None)
            .map_or(now, |h| h.updated);
        let mut holding = Holding {
            sku: *sku,
            disabled,
            group: Some(group.clone()),
            fault: LicenseFault::None,
            updated,
        };
        after.licences.push(holding.clone());
        holding.fault = if user.usage_location.as_deref().unwrap_or("").is_empty() {
            LicenseFault::ProhibitedInUsageLocationViolation
        } else if !held && pools.get(sku).is_none_or(|pool| pool.available() < 1) {
            LicenseFault::CountViolation
        } else {
            match check_plans(&after, assortment) {
                Err(refusal) if refusal.code == Code::PlansExclude => LicenseFault::MutuallyExclusiveViolation,
                Err(_) => LicenseFault::DependencyViolation,
                Ok(()) => LicenseFault::None,
            }
        };
        if holding.fault == LicenseFault::None
            && !held
            && let Some(pool) = pools.get_mut(sku)
        {
            pool.consumed += 1;
        }
        if let Some(last) = after.licences.last_mut() {
            *last = holding;
        }
    }
    after.version += 1;
    after
}
