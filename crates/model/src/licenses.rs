//! Decides on licence changes of one user: removes and adds in one step, keeps prerequisites, exclusions and seats.
//!
//! Used for direct assignments, for groups and by the mover. A decision changes nothing in place; seats are settled by the store
//! in the same transaction, so that two changes never take the same seat. What comes through groups is in `groups`.

mod groups;
mod replace;

pub use groups::{change_group, complaint, inherit};
pub use replace::Replacement;

use crate::{
    assortment::Assortment,
    customers::Pool,
    directory::{Holding, LicenseFault, User},
    ids::{ServicePlanId, SkuId},
    instants::Instant,
    refusals::{Code, Refusal},
};
use std::collections::BTreeMap;

/// Plans that stand for the tenant, not for a user (Graph documentation, servicePlanInfo and its samples).
const OF_COMPANY: [&str; 1] = ["EXCHANGE_S_FOUNDATION"];

/// Whether a service plan, by its name, stands for the tenant and not for a user.
pub fn of_company(plan: &str) -> bool {
    OF_COMPANY.contains(&plan)
}

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

/// Enabled plans, with the SKUs they come from.
type Enabled = BTreeMap<ServicePlanId, Vec<SkuId>>;

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
            None => return Err(not_held(*sku, pools, assortment)),
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
    let held = user.seats();
    for sku in after.seats() {
        if !held.contains(&sku) && pools.get(&sku).is_none_or(|pool| pool.available() < 1) {
            let refusal = Refusal::new(Code::LicenseCount)
                .with("license", assortment.licence_name(sku))
                .with("id", sku);
            return Err(refusal.at("addLicenses"));
        }
    }
    check_plans(user, &after, assortment)?;
    after.version += 1;
    Ok(after)
}

/// A licence to remove that is not there: none of the tenant's, or none of the user's or group's.
fn not_held(sku: SkuId, pools: &Pools, assortment: &Assortment) -> Refusal {
    let code = match pools.contains_key(&sku) {
        true => Code::LicenseNotHeld,
        false => Code::LicenseUnknown,
    };
    let refusal = Refusal::new(code).with("id", sku).with("license", assortment.licence_name(sku));
    refusal.at("removeLicenses")
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
    let mut enabled: Enabled = BTreeMap::new();
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

/// Refuses what a change newly brings: plans that exclude each other, and plans without those they need. What was so before, for
/// example in an imported directory, stops nothing.
fn check_plans(before: &User, after: &User, assortment: &Assortment) -> Result<(), Refusal> {
    let enabled = enabled_plans(after, assortment);
    let (pairs, lacking) = (excluded_pairs(&enabled, assortment), lacking(&enabled, assortment));
    if pairs.is_empty() && lacking.is_empty() {
        return Ok(());
    }
    let had = enabled_plans(before, assortment);
    let (had_pairs, had_lacking) = (excluded_pairs(&had, assortment), self::lacking(&had, assortment));
    if let Some((one, other)) = pairs.into_iter().find(|pair| !had_pairs.contains(pair)) {
        let refusal = Refusal::new(Code::PlansExclude).with("plan", assortment_plan(assortment, one));
        return Err(refusal.with("other", assortment_plan(assortment, other)).at("addLicenses"));
    }
    match lacking.into_iter().find(|plan| !had_lacking.contains(plan)) {
        Some(plan) => Err(needs(plan, assortment)),
        None => Ok(()),
    }
}

fn needs(plan: ServicePlanId, assortment: &Assortment) -> Refusal {
    let needs = assortment.dependencies.get(&plan).map_or(&[][..], Vec::as_slice);
    let names: Vec<String> = needs.iter().map(|need| assortment_plan(assortment, *need)).collect();
    let refusal = Refusal::new(Code::PlanDependency).with("plan", assortment_plan(assortment, plan));
    refusal.with("needs", names.join(", ")).at("addLicenses")
}

/// Enabled plans that need another of which none is enabled.
fn lacking(enabled: &Enabled, assortment: &Assortment) -> Vec<ServicePlanId> {
    let lacks = |plan: &&ServicePlanId| {
        let needs = assortment.dependencies.get(plan);
        needs.is_some_and(|needs| !needs.iter().any(|need| enabled.contains_key(need)))
    };
    enabled.keys().filter(lacks).copied().collect()
}

fn assortment_plan(assortment: &Assortment, plan: ServicePlanId) -> String {
    assortment
        .plans
        .get(&plan)
        .map_or_else(|| plan.to_string(), |name| name.name.clone())
}

/// Pairs of different plans of one exclusion group, enabled through two SKUs.
fn excluded_pairs(enabled: &Enabled, assortment: &Assortment) -> Vec<(ServicePlanId, ServicePlanId)> {
    let mut seen: BTreeMap<&str, Vec<ServicePlanId>> = BTreeMap::new();
    let mut pairs = Vec::new();
    for exclusion in assortment.exclusions.iter().filter(|e| enabled.contains_key(&e.plan)) {
        let group = seen.entry(exclusion.group.as_str()).or_default();
        let skus = &enabled[&exclusion.plan];
        let clashes = |other: &&ServicePlanId| **other != exclusion.plan && enabled[other].iter().any(|sku| skus.iter().any(|s| s != sku));
        pairs.extend(group.iter().filter(clashes).map(|other| (*other, exclusion.plan)));
        group.push(exclusion.plan);
    }
    pairs
}
