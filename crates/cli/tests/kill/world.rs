//! What is there before the load: a partner without the sandbox's limits, and houses, customers with seats and users.
//!
//! The partner can only be made by the installation itself, so a server inside of this test makes it, and tokens with it; their key
//! is in the database, so that every later process takes them.

use crate::wire::{Request, Wire};
use nahtlos_engine::{
    call::{ActingUser, Actor},
    setup::CreatePartner,
};
use nahtlos_model::{
    assortment::{Place, catalog_item},
    ids::OfferId,
    instants::Instant,
    money::Currency,
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use nahtlos_server::{Config, Running, config::Secret};
use serde_json::{Value, json};

/// The partner's tenant.
pub(crate) const PARTNER: &str = "11111111-0000-4000-8000-000000000001";
/// The licence of every purchase: Microsoft 365 E3, which has no largest number of seats.
pub(crate) const SKU: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
/// Houses.
const HOUSES: usize = 4;
/// Users of a house whose licences change.
const USERS: usize = 2;

/// A customer whose seats and licences change.
#[derive(Debug, Clone)]
pub(crate) struct House {
    pub(crate) customer: String,
    /// Domain of its users.
    pub(crate) domain: String,
    /// Token for its directory through Graph.
    pub(crate) graph: String,
    pub(crate) users: Vec<String>,
}

/// What clients need to know.
#[derive(Debug, Clone)]
pub(crate) struct World {
    pub(crate) houses: Vec<House>,
    /// The partner's token.
    pub(crate) token: String,
    /// Template of the customer agreement.
    pub(crate) template: String,
    /// Catalogue item.
    pub(crate) item: String,
}

impl World {
    /// Furnishes a database.
    pub(crate) async fn furnish(database: &str) -> Self {
        let config = Config {
            listen: "127.0.0.1:0".parse().expect("an address"),
            database: Secret(database.to_owned()),
            sandbox: true,
            fast_and_loose: true,
            requests_per_minute: 0,
            ..Config::default()
        };
        let running = Running::start(config).await.expect("a center");
        nahtlos_server::sandbox::seed(&running.center).await.expect("a sandbox");
        let create = CreatePartner {
            partner: partner(),
            applications: Vec::new(),
            users: Vec::new(),
        };
        running.center.engine.create_partner(create).await.expect("a partner");
        let token = token(&running, PARTNER, false);
        let mut wire = Wire::to(running.address);
        let kinds = "/v1/agreements?agreementType=MicrosoftCustomerAgreement".to_owned();
        let templates = wire.done(&Request::get(&token, kinds)).await;
        let mut world = Self {
            houses: Vec::new(),
            token,
            template: text(&templates["items"][0]["templateId"]),
            item: item(),
        };
        for number in 0..HOUSES {
            let house = world.house(&running, &mut wire, number).await;
            world.houses.push(house);
        }
        drop(wire);
        running.stop().await;
        world
    }

    async fn house(&self, running: &Running, wire: &mut Wire, number: usize) -> House {
        let domain = format!("house{number}.onmicrosoft.com");
        let write = |path: String, body: &Value| Request::write(&self.token, "POST", path, body);
        let made = wire.done(&write("/v1/customers".into(), &customer(&domain))).await;
        let customer = text(&made["id"]);
        let path = format!("/v1/customers/{customer}/agreements");
        wire.done(&write(path, &self.agreement())).await;
        let path = format!("/v1/customers/{customer}/orders");
        wire.done(&write(path, &self.order(USERS as i64))).await;
        let mut users = Vec::new();
        for n in 0..USERS {
            let path = format!("/v1/customers/{customer}/users");
            let made = wire.done(&write(path, &user(&format!("person{n}@{domain}")))).await;
            users.push(text(&made["id"]));
        }
        House {
            graph: token(running, &customer, true),
            customer,
            domain,
            users,
        }
    }

    /// The agreement that purchases need.
    pub(crate) fn agreement(&self) -> Value {
        json!({
            "primaryContact": { "firstName": "Kim", "lastName": "Kunde", "email": "kim@kunde.example" },
            "templateId": self.template, "dateAgreed": "2026-01-01T00:00:00Z", "type": "MicrosoftCustomerAgreement",
        })
    }

    /// An order of seats.
    pub(crate) fn order(&self, seats: i64) -> Value {
        let line = json!({ "lineItemNumber": 0, "offerId": self.item, "quantity": seats, "termDuration": "P1Y" });
        json!({ "billingCycle": "annual", "lineItems": [line] })
    }

    /// A cart with seats.
    pub(crate) fn cart(&self, seats: i64) -> Value {
        json!({ "lineItems": [{ "id": 0, "catalogItemId": self.item, "quantity": seats, "billingCycle": "annual", "termDuration": "P1Y" }] })
    }
}

/// A customer to create.
pub(crate) fn customer(domain: &str) -> Value {
    let address = json!({ "country": "DE", "city": "Bremen", "state": "HB", "addressLine1": "Am Wall 1", "postalCode": "28195",
        "firstName": "Kim", "lastName": "Kunde", "phoneNumber": "" });
    json!({
        "companyProfile": { "domain": domain },
        "billingProfile": { "culture": "de-DE", "email": "kim@kunde.example", "language": "de", "companyName": format!("Kunde {domain}"),
            "defaultAddress": address },
    })
}

/// A user to create.
pub(crate) fn user(name: &str) -> Value {
    json!({
        "userPrincipalName": name, "displayName": name, "usageLocation": "DE",
        "passwordProfile": { "password": "Sehr-Geheim-1", "forceChangePassword": true },
    })
}

/// A text of a reply that must be there.
pub(crate) fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

fn token(running: &Running, directory: &str, graph: bool) -> String {
    let actor = Actor {
        tenant_id: PARTNER.to_owned(),
        directory_id: directory.to_owned(),
        user: Some(ActingUser {
            id: "d0000000-0000-4000-8000-000000000001".to_owned(),
            user_principal_name: "anna@load.example".to_owned(),
            name: "Anna".to_owned(),
        }),
        application: "load".to_owned(),
        roles: vec![Role::AdminAgent, Role::GlobalAdmin],
        mfa: true,
    };
    running.center.token(&actor, graph).expect("a token")
}

fn partner() -> Partner {
    Partner {
        id: PARTNER.to_owned(),
        kind: PartnerKind::Direct,
        name: "Last GmbH".to_owned(),
        mpn_id: "1234567".to_owned(),
        domain: "load.example".to_owned(),
        country: "DE".to_owned(),
        currency: Currency::new("EUR").expect("a code"),
        sandbox: false,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    }
}

fn item() -> String {
    let place = Place {
        country: "DE".to_owned(),
        currency: Currency::new("EUR").expect("a code"),
        segment: "Commercial".to_owned(),
    };
    catalog_item(&OfferId::new("CFQ7TTC0LFLX", "0001"), &place)
}
