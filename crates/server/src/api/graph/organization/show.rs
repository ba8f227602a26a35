//! The tenant itself: a list of one.

use crate::api::{
    answer::Answer,
    ask::Ask,
    context::View,
    graph::{
        licenses::plans,
        odata::{
            self, Options,
            kind::{Can, Kind, Property, none, nothing, shown},
        },
        said,
        users::list::need,
    },
    problem::Problem,
};
use nahtlos_engine::domains::Organization;
use nahtlos_model::{
    customers::Address,
    directory::Domain,
    partners::PartnerKind,
    subscriptions::{Status, Subscription},
};
use serde_json::{Value, json};

/// The tenant with its domains and what it has bought.
#[derive(Debug)]
struct Tenant {
    organization: Organization,
    domains: Vec<Domain>,
    subscriptions: Vec<Subscription>,
}

static TENANT: Kind<Tenant> = Kind {
    name: "microsoft.graph.organization",
    resource: "Organization",
    properties: PROPERTIES,
};

static PROPERTIES: &[Property<Tenant>] = &[
    shown("id", Can::Nothing, |t, _, _| json!(t.organization.id)),
    shown("deletedDateTime", Can::Nothing, nothing),
    shown("businessPhones", Can::Nothing, |t, _, _| {
        json!(part(t, |a| &a.phone).iter().collect::<Vec<_>>())
    }),
    shown("city", Can::Nothing, |t, _, _| json!(part(t, |a| &a.city))),
    shown("country", Can::Nothing, |t, _, _| json!(part(t, |a| &a.country))),
    shown("countryLetterCode", Can::Nothing, |t, _, _| json!(part(t, |a| &a.country))),
    shown("createdDateTime", Can::Nothing, |t, _, _| json!(t.organization.created)),
    shown("displayName", Can::Nothing, |t, _, _| json!(t.organization.name)),
    shown("marketingNotificationEmails", Can::Nothing, none),
    shown("onPremisesLastSyncDateTime", Can::Nothing, nothing),
    shown("onPremisesSyncEnabled", Can::Nothing, nothing),
    shown("partnerTenantType", Can::Nothing, |t, _, _| match t.organization.partner {
        Some(PartnerKind::Direct | PartnerKind::IndirectProvider) => json!("resellerPartnerDelegatedAdmin"),
        Some(PartnerKind::IndirectReseller) => json!("valueAddedResellerPartnerDelegatedAdmin"),
        Some(PartnerKind::Program) | None => Value::Null,
    }),
    shown("postalCode", Can::Nothing, |t, _, _| json!(part(t, |a| &a.postal_code))),
    shown("preferredLanguage", Can::Nothing, |t, _, _| json!(t.organization.language)),
    shown("securityComplianceNotificationMails", Can::Nothing, none),
    shown("securityComplianceNotificationPhones", Can::Nothing, none),
    shown("state", Can::Nothing, |t, _, _| json!(part(t, |a| &a.state))),
    shown("street", Can::Nothing, |t, _, _| json!(part(t, |a| &a.line1))),
    shown("technicalNotificationMails", Can::Nothing, none),
    shown("tenantType", Can::Nothing, |_, _, _| json!("AAD")),
    shown("assignedPlans", Can::Nothing, |t, view, _| assigned(t, view)),
    shown("provisionedPlans", Can::Nothing, |t, view, _| provisioned(t, view)),
    shown("verifiedDomains", Can::Nothing, |t, _, _| verified(t)),
];

/// A part of the address; null where it is empty.
fn part(tenant: &Tenant, of: impl Fn(&Address) -> &String) -> Option<&str> {
    Some(of(&tenant.organization.address).as_str()).filter(|text| !text.is_empty())
}

fn verified(tenant: &Tenant) -> Value {
    let one = |d: &Domain| {
        json!({
            "capabilities": d.services.join(", "),
            "isDefault": d.is_default,
            "isInitial": d.is_initial,
            "name": d.name,
            "type": d.authentication,
        })
    };
    tenant.domains.iter().filter(|d| d.verified).map(one).collect()
}

/// Subscriptions that give service.
fn serving(tenant: &Tenant) -> impl Iterator<Item = &Subscription> {
    let serves = |s: &&Subscription| matches!(s.status, Status::Active | Status::Expired);
    tenant.subscriptions.iter().filter(serves)
}

fn assigned(tenant: &Tenant, view: &View) -> Value {
    let mut entries: Vec<Value> = Vec::new();
    let mut seen = Vec::new();
    for s in serving(tenant) {
        for plan in view.assortment.licences.get(&s.licence).map_or(&[][..], |p| &p.plans) {
            if seen.contains(plan) {
                continue;
            }
            seen.push(*plan);
            entries.push(json!({
                "assignedDateTime": s.created,
                "capabilityStatus": "Enabled",
                "service": plans::service_of(*plan, &view.assortment),
                "servicePlanId": plan,
            }));
        }
    }
    entries.into()
}

fn provisioned(tenant: &Tenant, view: &View) -> Value {
    let mut services: Vec<String> = Vec::new();
    for s in serving(tenant) {
        for plan in view.assortment.licences.get(&s.licence).map_or(&[][..], |p| &p.plans) {
            let service = plans::service_of(*plan, &view.assortment);
            if !services.contains(&service) {
                services.push(service);
            }
        }
    }
    let one = |service: &String| json!({ "capabilityStatus": "Enabled", "provisioningStatus": "Success", "service": service });
    services.iter().map(one).collect()
}

async fn tenant(ask: &Ask) -> Result<Tenant, Problem> {
    let mut reading = ask.read(need(ask)).await?;
    Ok(Tenant {
        organization: reading.organization().await?,
        domains: reading.domains().await?,
        subscriptions: reading.all_subscriptions().await?,
    })
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::whole(&ask, &TENANT)?;
    let thing = TENANT.show(&tenant(&ask).await?, &ask.view(), &options.properties);
    let context = options.context(&ask, "organization", false);
    Ok(odata::collection(&ask, context, None, None, vec![thing]))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &TENANT, &[])?;
    let tenant = tenant(&ask).await?;
    if tenant.organization.id != ask.id(0) {
        return Err(said::missing(ask.param(0)));
    }
    let context = options.context(&ask, "organization", true);
    Ok(odata::entity(200, context, TENANT.show(&tenant, &ask.view(), &options.properties)))
}
