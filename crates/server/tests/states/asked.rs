//! Machines that are found over HTTP: what somebody asks for, and the state that somebody sees afterwards.

use crate::{
    machine::Came,
    support::{Caller, PARTNER, Reply, World},
};
use nahtlos_engine::{estates::LoadEstate, setup::CreatePartner, users::password};
use nahtlos_model::{
    instants::Instant,
    money::Currency,
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use serde_json::{Value, json};

/// A partner with a sandbox account: some things may be done in a sandbox alone.
pub(crate) const SANDBOX: &str = "5a000000-0000-4000-8000-000000000005";

/// The password of customers' administrators.
pub(crate) const PASSWORD: &str = "Correct-Horse-7";

/// What came of a request, with the state that is seen then.
pub(crate) async fn came(reply: Reply, state: impl Future<Output = &'static str>) -> Came {
    if reply.status < 400 {
        return Came::To(state.await.to_owned());
    }
    let body = reply.json();
    let code = body["code"].as_str().or(body["error"]["code"].as_str());
    Came::Refused(format!("{} {}", reply.status, code.unwrap_or_else(|| panic!("no code: {body}"))))
}

/// Adds the partner with a sandbox account.
pub(crate) async fn add_sandbox(world: &World) {
    let partner = Partner {
        id: SANDBOX.to_owned(),
        kind: PartnerKind::Direct,
        name: "Partner mit Sandbox".to_owned(),
        mpn_id: "5555555".to_owned(),
        domain: "sandbox.example".to_owned(),
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
        users: Vec::new(),
    };
    world.running().center.engine.create_partner(create).await.unwrap();
}

/// A partner's admin agent.
pub(crate) fn agent(world: &World, partner: &str) -> Caller {
    let name = if partner == PARTNER {
        "anna@erster.example"
    } else {
        "ines@sandbox.example"
    };
    world.caller(partner, partner, &[Role::AdminAgent, Role::GlobalAdmin], Some(name), false)
}

/// A customer who has an administrator and nothing else, of nobody or of a partner; the tenant.
pub(crate) async fn customer(world: &World, number: usize, partner: Option<&str>) -> String {
    let id = format!("ce{number:06x}-0000-4000-8000-0000000000ce");
    let domain = format!("kunde{number}.example");
    let user = json!({ "id": format!("ce{number:06x}-0000-4000-8000-000000000001"), "userPrincipalName": format!("ada@{domain}"), "usageLocation": "DE", "licenses": [] });
    let estate = json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": id, "name": format!("Kunde {number} AG"), "domain": domain, "country": "DE", "currency": "EUR" },
        "asOf": "2026-11-01",
        "subscriptions": [],
        "users": [user],
    });
    let engine = &world.running().center.engine;
    let hash = password::hash(engine, &format!("ada@{domain}"), PASSWORD).await.unwrap();
    let load = LoadEstate {
        estate: serde_json::from_value(estate).unwrap(),
        partner_id: partner.map(str::to_owned),
        admin_password: Some(hash),
    };
    engine.load_estate(load).await.unwrap();
    id
}

/// The agreement that a customer's purchases need.
pub(crate) async fn agree(agent: &Caller, customer: &str) {
    let body = json!({
        "primaryContact": { "firstName": "Ada", "lastName": "Kern", "email": "ada@kunde.example" },
        "templateId": nahtlos_engine::agreements::TEMPLATE,
        "dateAgreed": "2026-01-01T00:00:00Z",
        "type": "MicrosoftCustomerAgreement",
    });
    agent.post(&format!("/v1/customers/{customer}/agreements"), &body).await.expect(201);
}

/// Turns the clock on.
pub(crate) async fn later(world: &World, ms: i64) {
    let now = world.running().center.engine.now();
    world.turn_to(&now.plus_ms(ms).to_string()).await;
}

/// A text of an answer.
pub(crate) fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("no {name}: {value}"))
}
