//! Customers whom nobody has a relationship with yet, and partners of two tiers, for tests of invitations and relationships.

use crate::support::{Caller, World, people};
use nahtlos_engine::{estates::LoadEstate, relationships::LinkPartners, setup::CreatePartner, users::password};
use nahtlos_model::{
    instants::Instant,
    money::Currency,
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use serde_json::{Value, json};

/// A customer in Germany who buys from the web shop.
pub(crate) const LONE: &str = "10000000-0000-4000-8000-00000000001e";
/// A customer in the United States.
pub(crate) const ABROAD: &str = "20000000-0000-4000-8000-00000000002e";
/// An indirect provider.
pub(crate) const PROVIDER: &str = "33333333-0000-4000-8000-000000000003";
/// An indirect reseller of the provider's.
pub(crate) const RESELLER: &str = "44444444-0000-4000-8000-000000000004";
/// The administrators' password.
pub(crate) const PASSWORD: &str = "Correct-Horse-7";

/// Loads a customer with one administrator (`ada@<domain>`, who has a password) and one more user.
pub(crate) async fn customer(world: &World, id: &str, name: &str, country: &str, currency: &str) {
    let engine = &world.running().center.engine;
    let domain = format!("{}.example", name.to_lowercase());
    let user = |n: u32, first: &str| json!({ "id": format!("{}-0000-4000-8000-{n:012}", &id[..8]), "userPrincipalName": format!("{first}@{domain}"), "usageLocation": country, "licenses": [] });
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": id, "name": format!("{name} AG"), "domain": domain, "country": country, "currency": currency },
        "asOf": "2026-11-01",
        "subscriptions": [],
        "users": [user(1, "ada"), user(2, "bob")],
    });
    let hash = password::hash(engine, &format!("ada@{domain}"), PASSWORD).await.unwrap();
    let load = LoadEstate {
        estate: serde_json::from_value(estate).unwrap(),
        partner_id: None,
        admin_password: Some(hash),
    };
    engine.load_estate(load).await.unwrap();
}

/// A world with the lone customer in it.
pub(crate) async fn world() -> World {
    let world = World::start().await;
    customer(&world, LONE, "Solo", "DE", "EUR").await;
    world
}

/// The administrator of a customer.
pub(crate) fn administrator(world: &World, tenant: &str, name: &str) -> Caller {
    world.caller(tenant, tenant, &[Role::GlobalAdmin], Some(name), false)
}

/// Adds a provider and its reseller, both of a sandbox.
pub(crate) async fn two_tiers(world: &World) {
    tiers(world, false).await;
}

/// The same; `staffed`: each has an admin agent who can be written to, `agentin@` its domain.
pub(crate) async fn tiers(world: &World, staffed: bool) {
    let engine = &world.running().center.engine;
    for (id, kind, name, domain) in [
        (PROVIDER, PartnerKind::IndirectProvider, "Anbieter AG", "anbieter.example"),
        (RESELLER, PartnerKind::IndirectReseller, "Wiederverkauf KG", "wieder.example"),
    ] {
        let partner = Partner {
            id: id.to_owned(),
            kind,
            name: name.to_owned(),
            mpn_id: id[..7].to_owned(),
            domain: domain.to_owned(),
            country: "DE".to_owned(),
            currency: Currency::new("EUR").unwrap(),
            sandbox: true,
            agreement_signed: true,
            mfa_required: false,
            created: Instant(0),
            version: 1,
        };
        let create = CreatePartner {
            partner,
            applications: Vec::new(),
            users: staffed
                .then(|| (people::agent(id, domain), vec![Role::AdminAgent]))
                .into_iter()
                .collect(),
        };
        engine.create_partner(create).await.unwrap();
    }
    let link = LinkPartners {
        provider_id: PROVIDER.to_owned(),
        reseller_id: RESELLER.to_owned(),
    };
    engine.link_partners(link).await.unwrap();
}

/// The provider's admin agent.
pub(crate) fn provider(world: &World) -> Caller {
    world.caller(
        PROVIDER,
        PROVIDER,
        &[Role::AdminAgent, Role::GlobalAdmin],
        Some("petra@anbieter.example"),
        false,
    )
}

/// The reseller's admin agent.
pub(crate) fn reseller(world: &World) -> Caller {
    world.caller(RESELLER, RESELLER, &[Role::AdminAgent], Some("rudi@wieder.example"), false)
}

/// What an acceptance says.
pub(crate) fn acceptance() -> Value {
    json!({
        "agreementAccepted": true,
        "primaryContact": { "firstName": "Ada", "lastName": "Solo", "email": "ada@solo.example", "phoneNumber": "+49 30 1" },
    })
}

/// The secret of an invitation's link.
pub(crate) fn secret(invitation: &Value) -> String {
    invitation["link"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

/// The path of an invitation by its link, below which it is decided.
pub(crate) fn by_link(invitation: &Value) -> String {
    format!("/moves/v1/invitations/by-link/{}", secret(invitation))
}
