//! A world for tests: a server on a database of its own with the sandbox's catalogue, two partners, customers, and callers.
//!
//! Actors are types with verbs: a [`Caller`] sends requests and shows replies. Nothing here decides what is right.

#![allow(dead_code)] // each area uses its part

mod caller;
pub(crate) mod documented;
pub(crate) mod people;
pub(crate) mod visitor;

pub(crate) use caller::{Caller, Reply};

use nahtlos_engine::{call::Actor, estates::LoadEstate, setup::CreatePartner};
use nahtlos_model::{
    instants::Instant,
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use nahtlos_server::{Config, Running, config::Secret};
use serde_json::{Value, json};

/// The first partner's tenant.
pub(crate) const PARTNER: &str = "11111111-0000-4000-8000-000000000001";
/// The other partner's tenant.
pub(crate) const RIVAL: &str = "22222222-0000-4000-8000-000000000002";
/// A customer of the first partner.
pub(crate) const CUSTOMER: &str = "c0000000-0000-4000-8000-00000000000c";
/// A customer of the other partner.
pub(crate) const FOREIGN: &str = "f0000000-0000-4000-8000-00000000000f";

/// Where a world's clock begins, whatever day it is outside.
const BEGINS: &str = "2026-12-07T10:00:00Z";
/// The database's file in a world's folder.
const DATABASE: &str = "center.db";

/// A running world.
pub(crate) struct World {
    pub(crate) running: Option<Running>,
    pub(crate) base: String,
    folder: tempfile::TempDir,
}

impl World {
    /// A world on SQLite.
    pub(crate) async fn start() -> Self {
        Self::with(|_| {}).await
    }

    /// A world with other settings.
    pub(crate) async fn with(change: impl FnOnce(&mut Config)) -> Self {
        let world = Self::open(nahtlos_testbed::folder(), change).await;
        world.furnish(false).await;
        world
    }

    /// A world with other settings, in which each partner has an admin agent who can be written to: `agentin@` its domain.
    pub(crate) async fn staffed(change: impl FnOnce(&mut Config)) -> Self {
        let world = Self::open(nahtlos_testbed::folder(), change).await;
        world.furnish(true).await;
        world
    }

    /// A server on the database of a folder; nothing is put into it.
    async fn open(folder: tempfile::TempDir, change: impl FnOnce(&mut Config)) -> Self {
        let database = folder.path().join(DATABASE).to_string_lossy().into_owned();
        let mut config = Config {
            listen: "127.0.0.1:0".parse().unwrap(),
            database: Secret(database),
            sandbox: true,
            sandbox_begins: Some(BEGINS.parse().unwrap()),
            fast_and_loose: true,
            requests_per_minute: 0,
            ..Config::default()
        };
        change(&mut config);
        let running = Running::start(config).await.unwrap();
        let base = format!("http://{}", running.address);
        Self {
            running: Some(running),
            base,
            folder,
        }
    }

    /// Stops the world and keeps its database, for further worlds to begin with.
    pub(crate) async fn keep(mut self) -> tempfile::TempDir {
        self.running.take().unwrap().stop().await;
        self.folder
    }

    /// A world that begins where a kept one ended.
    pub(crate) async fn again(kept: &tempfile::TempDir) -> Self {
        let folder = nahtlos_testbed::folder();
        for file in std::fs::read_dir(kept.path()).unwrap() {
            let file = file.unwrap();
            std::fs::copy(file.path(), folder.path().join(file.file_name())).unwrap();
        }
        Self::open(folder, |_| {}).await
    }

    /// A world on PostgreSQL.
    pub(crate) async fn on_postgres() -> (Self, nahtlos_testbed::Database) {
        let database = nahtlos_testbed::Postgres::shared().fresh_database();
        let url = database.url.clone();
        (Self::with(|config| config.database = Secret(url)).await, database)
    }

    async fn furnish(&self, staffed: bool) {
        let engine = &self.running().center.engine;
        nahtlos_server::catalogue::seed_sandbox(engine).await.unwrap();
        for (id, name, domain) in [
            (PARTNER, "Erster Partner GmbH", "erster.example"),
            (RIVAL, "Anderer Partner GmbH", "anderer.example"),
        ] {
            engine
                .create_partner(CreatePartner {
                    partner: partner(id, name, domain),
                    applications: Vec::new(),
                    users: staffed
                        .then(|| (people::agent(id, domain), vec![Role::AdminAgent]))
                        .into_iter()
                        .collect(),
                })
                .await
                .unwrap();
        }
        for (id, name, owner) in [(CUSTOMER, "Kunde", PARTNER), (FOREIGN, "Fremd", RIVAL)] {
            let estate = people::estate(id, name);
            engine
                .load_estate(LoadEstate {
                    estate,
                    partner_id: Some(owner.to_owned()),
                    admin_password: None,
                })
                .await
                .unwrap();
        }
    }

    /// The server.
    pub(crate) fn running(&self) -> &Running {
        self.running.as_ref().unwrap()
    }

    /// Somebody of a tenant with roles.
    pub(crate) fn caller(&self, tenant: &str, directory: &str, roles: &[Role], user: Option<&str>, graph: bool) -> Caller {
        let actor = Actor {
            tenant_id: tenant.to_owned(),
            directory_id: directory.to_owned(),
            user: user.map(people::acting),
            application: people::APP.to_owned(),
            roles: roles.to_vec(),
            mfa: true,
        };
        Caller::new(&self.base, &self.running().center.token(&actor, graph).unwrap())
    }

    /// The first partner's admin agent, as a user, at the partner API.
    pub(crate) fn admin(&self) -> Caller {
        self.caller(
            PARTNER,
            PARTNER,
            &[Role::AdminAgent, Role::GlobalAdmin],
            Some("anna@erster.example"),
            false,
        )
    }

    /// The first partner's application alone.
    pub(crate) fn app(&self) -> Caller {
        self.caller(PARTNER, PARTNER, &[Role::AdminAgent], None, false)
    }

    /// The other partner's admin agent.
    pub(crate) fn rival(&self) -> Caller {
        self.caller(
            RIVAL,
            RIVAL,
            &[Role::AdminAgent, Role::GlobalAdmin],
            Some("rolf@anderer.example"),
            false,
        )
    }

    /// The customer's global administrator at Graph.
    pub(crate) fn customer_graph(&self) -> Caller {
        self.caller(CUSTOMER, CUSTOMER, &[Role::GlobalAdmin], Some("kim@kunde.example"), true)
    }

    /// The first partner's admin agent at Graph, in the customer's directory.
    pub(crate) fn partner_graph(&self) -> Caller {
        self.caller(PARTNER, CUSTOMER, &[Role::AdminAgent], Some("anna@erster.example"), true)
    }

    /// The customer's global administrator at the partner API and our own.
    pub(crate) fn customer_admin(&self) -> Caller {
        self.caller(CUSTOMER, CUSTOMER, &[Role::GlobalAdmin], Some("kim@kunde.example"), false)
    }

    /// Turns the clock to a date or instant.
    pub(crate) async fn turn_to(&self, to: &str) {
        let to: Instant = to.parse().unwrap();
        self.running().center.engine.turn_clock(to).await.unwrap();
    }

    /// The agreement that purchases need.
    pub(crate) async fn agree(&self) {
        let templates = self
            .admin()
            .get("/v1/agreements?agreementType=MicrosoftCustomerAgreement")
            .await
            .expect(200);
        let body = json!({
            "primaryContact": { "firstName": "Kim", "lastName": "Kunde", "email": "kim@kunde.example" },
            "templateId": templates["items"][0]["templateId"],
            "dateAgreed": "2026-01-01T00:00:00Z",
            "type": "MicrosoftCustomerAgreement",
        });
        self.admin()
            .post(&format!("/v1/customers/{CUSTOMER}/agreements"), &body)
            .await
            .expect(201);
    }

    /// Buys a new-commerce offer by cart for the first partner's customer; the subscription.
    pub(crate) async fn buy(&self, offer: &str, seats: i64, term: &str, cycle: &str) -> Value {
        let item = self.item(offer);
        let line = json!({ "id": 0, "catalogItemId": item, "quantity": seats, "billingCycle": cycle, "termDuration": term });
        let admin = self.admin();
        let cart = admin
            .post(&format!("/v1/customers/{CUSTOMER}/carts"), &json!({ "lineItems": [line] }))
            .await
            .expect(201);
        let path = format!("/v1/customers/{CUSTOMER}/carts/{}/checkout", cart["id"].as_str().unwrap());
        let done = admin.post(&path, &Value::Null).await.expect(201);
        let id = done["orders"][0]["lineItems"][0]["subscriptionId"]
            .as_str()
            .unwrap_or_else(|| panic!("no subscription in {done}"))
            .to_owned();
        admin.get(&format!("/v1/customers/{CUSTOMER}/subscriptions/{id}")).await.expect(200)
    }

    /// The catalogue item of an offer in the customer's market.
    pub(crate) fn item(&self, offer: &str) -> String {
        let place = nahtlos_model::assortment::Place {
            country: "DE".into(),
            currency: nahtlos_model::money::Currency::new("EUR").unwrap(),
            segment: "Commercial".into(),
        };
        let (product, sku) = offer.split_once(':').unwrap();
        nahtlos_model::assortment::catalog_item(&nahtlos_model::ids::OfferId::new(product, sku), &place)
    }
}

pub(crate) fn partner(id: &str, name: &str, domain: &str) -> Partner {
    Partner {
        id: id.to_owned(),
        kind: PartnerKind::Direct,
        name: name.to_owned(),
        mpn_id: id[..7].to_owned(),
        domain: domain.to_owned(),
        country: "DE".to_owned(),
        currency: nahtlos_model::money::Currency::new("EUR").unwrap(),
        sandbox: false,
        agreement_signed: true,
        mfa_required: false,
        created: Instant(0),
        version: 1,
    }
}
