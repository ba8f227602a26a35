//! Service plans as Graph shows them: of a SKU, of a user's licence, of everything a user has.

use nahtlos_model::{
    assortment::Assortment,
    directory::{Holding, LicenseFault, User},
    ids::{ServicePlanId, SkuId},
    licenses::{enabled_plans, of_company},
};
use serde_json::{Value, json};

/// Plans that wait until an administrator sets them up (the same).
const TO_ACTIVATE: [&str; 1] = ["INTUNE_O365"];

fn name(plan: ServicePlanId, assortment: &Assortment) -> String {
    assortment.plans.get(&plan).map_or_else(|| plan.to_string(), |p| p.name.clone())
}

fn status_of(name: &str) -> &'static str {
    match TO_ACTIVATE.contains(&name) {
        true => "PendingActivation",
        false => "Success",
    }
}

fn target(company: bool) -> &'static str {
    if company { "Company" } else { "User" }
}

/// Whom a SKU is for: the tenant, where every plan of it is.
pub(crate) fn target_of_sku(sku: SkuId, assortment: &Assortment) -> &'static str {
    let plans = assortment.licences.get(&sku).map_or(&[][..], |p| &p.plans);
    target(!plans.is_empty() && plans.iter().all(|plan| of_company(&name(*plan, assortment))))
}

/// The plans of a SKU, with those that are switched off.
pub(crate) fn of_sku(sku: SkuId, off: &[ServicePlanId], assortment: &Assortment) -> Value {
    let plans = assortment.licences.get(&sku).map_or(&[][..], |p| &p.plans);
    let one = |plan: &ServicePlanId| {
        let name = name(*plan, assortment);
        let status = if off.contains(plan) { "Disabled" } else { status_of(&name) };
        json!({ "servicePlanId": plan, "servicePlanName": name, "provisioningStatus": status, "appliesTo": target(of_company(&name)) })
    };
    plans.iter().map(one).collect()
}

/// `assignedPlans` of a user: what is on through some licence, and what every licence leaves off.
pub(crate) fn assigned(user: &User, assortment: &Assortment) -> Value {
    let on = enabled_plans(user, assortment);
    let mut entries: Vec<(ServicePlanId, &Holding, &str)> = Vec::new();
    for holding in user.licences.iter().filter(|h| h.fault == LicenseFault::None) {
        for plan in assortment.licences.get(&holding.sku).map_or(&[][..], |p| &p.plans) {
            if !entries.iter().any(|(known, _, _)| known == plan) {
                entries.push((*plan, holding, if on.contains_key(plan) { "Enabled" } else { "Deleted" }));
            }
        }
    }
    let one = |(plan, holding, status): &(ServicePlanId, &Holding, &str)| {
        json!({
            "assignedDateTime": holding.updated,
            "capabilityStatus": status,
            "service": service(&name(*plan, assortment)),
            "servicePlanId": plan,
        })
    };
    entries.iter().map(one).collect()
}

/// `provisionedPlans` of a user: what is on, by service.
pub(crate) fn provisioned(user: &User, assortment: &Assortment) -> Value {
    let on = enabled_plans(user, assortment);
    let one = |plan: &ServicePlanId| {
        let name = name(*plan, assortment);
        json!({ "capabilityStatus": "Enabled", "provisioningStatus": status_of(&name), "service": service(&name) })
    };
    on.keys().map(one).collect()
}

/// The service that a plan belongs to.
pub(crate) fn service_of(plan: ServicePlanId, assortment: &Assortment) -> String {
    service(&name(plan, assortment)).to_owned()
}

/// The service that a plan belongs to, by the plan's technical name; where nothing is known, that name.
fn service(plan: &str) -> &str {
    const SERVICES: [(&str, &str); 6] = [
        ("EXCHANGE", "exchange"),
        ("SHAREPOINT", "SharePoint"),
        ("MCO", "MicrosoftCommunicationsOnline"),
        ("TEAMS", "TeamspaceAPI"),
        ("INTUNE", "SCO"),
        ("AAD_PREMIUM", "AADPremiumService"),
    ];
    SERVICES
        .iter()
        .find(|(part, _)| plan.starts_with(part))
        .map_or(plan, |(_, service)| service)
}
