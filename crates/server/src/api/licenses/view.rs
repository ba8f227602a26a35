//! Licences as the wire shows them: products and service plans with their names, seats by state.

use nahtlos_model::{
    assortment::Assortment,
    catalogue::PlanName,
    customers::Pool,
    directory::{LicenseFault, User},
    ids::{ServicePlanId, SkuId},
};
use nahtlos_wire::{Attributes, Open, enums::LicenseGroupId, licenses as wire};

/// What licences and plans are for.
const USER: &str = "User";
/// Plans that stand for the tenant, not for a user; the products file does not tell them apart (Partner Center documentation, list of
/// available licences, sample).
const OF_TENANT: [&str; 1] = ["EXCHANGE_S_FOUNDATION"];

fn product(assortment: &Assortment, sku: SkuId, target: Option<&str>) -> wire::ProductSku {
    wire::ProductSku {
        id: Some(sku.to_string()),
        name: Some(assortment.licence_name(sku)),
        sku_part_number: Some(assortment.licence_string_id(sku)),
        target_type: target.map(str::to_owned),
        license_group_id: Some(Open::Known(LicenseGroupId::Group1)),
    }
}

fn plan(assortment: &Assortment, id: ServicePlanId, status: &str) -> wire::ServicePlan {
    let name = assortment.plans.get(&id);
    let technical = name.map_or_else(|| id.to_string(), |n| n.name.clone());
    let friendly = name.map(|n: &PlanName| n.friendly.clone()).filter(|f| !f.is_empty());
    let target = if OF_TENANT.contains(&technical.as_str()) { "Tenant" } else { USER };
    wire::ServicePlan {
        id: Some(id.to_string()),
        display_name: Some(friendly.unwrap_or_else(|| technical.clone())),
        service_name: Some(technical),
        capability_status: Some(status.to_owned()),
        target_type: Some(target.to_owned()),
    }
}

fn plans_of(assortment: &Assortment, sku: SkuId) -> &[ServicePlanId] {
    assortment.licences.get(&sku).map_or(&[][..], |p| &p.plans)
}

/// A pool of seats.
pub(crate) fn subscribed(assortment: &Assortment, sku: SkuId, pool: &Pool) -> wire::SubscribedSku {
    let status = pool.capability();
    let plans = plans_of(assortment, sku).iter().map(|id| plan(assortment, *id, status));
    wire::SubscribedSku {
        available_units: Some(pool.available()),
        active_units: Some(pool.enabled),
        consumed_units: Some(pool.consumed),
        suspended_units: Some(pool.suspended),
        total_units: Some(pool.usable()),
        warning_units: Some(pool.warning),
        product_sku: Some(product(assortment, sku, Some(USER))),
        service_plans: Some(plans.collect()),
        capability_status: Some(status.to_owned()),
        attributes: Some(Attributes::of("SubscribedSku")),
    }
}

/// The licences that work for a user, each once, however it comes. A plan is off where every source leaves it off.
pub(crate) fn held(assortment: &Assortment, user: &User) -> Vec<wire::License> {
    let of = |sku: SkuId| {
        let sources = || user.licences.iter().filter(move |h| h.sku == sku && h.fault == LicenseFault::None);
        let off = |id: &ServicePlanId| sources().all(|h| h.disabled.contains(id));
        let status = |id: &ServicePlanId| if off(id) { "Disabled" } else { "Assigned" };
        let plans = plans_of(assortment, sku).iter().map(|id| plan(assortment, *id, status(id)));
        wire::License {
            service_plans: Some(plans.collect()),
            product_sku: Some(product(assortment, sku, None)),
            attributes: Some(Attributes::of("License")),
        }
    };
    user.seats().into_iter().map(of).collect()
}
