//! The stage of campaigns: a partner with an admin agent, and customers of other channels who accept or decline.

use crate::{
    moves::stage::{E3, MOVER, mover},
    support::{Caller, World},
};
use jiff::civil::Date;
use nahtlos_engine::{
    call::Call,
    campaigns::decide::{ApproveCampaign, ResumeCampaign},
    estates::LoadEstate,
};
use nahtlos_model::{campaigns::yes::Limits, instants::Instant, permissions::Role};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// A world with a campaign.
pub(super) struct Stage {
    pub(super) world: World,
    pub(super) mara: Call,
    pub(super) id: String,
    /// Customers who have answered their invitation.
    answered: BTreeSet<String>,
}

pub(super) fn tenant(n: usize) -> String {
    format!("d0000000-0000-4000-8000-0000000001{n:02}")
}

/// Two users with E3 from the web shop until the summer, and a seat to spare.
pub(super) fn estate(n: usize) -> Value {
    let user = |u: usize| {
        json!({ "id": format!("d0000000-0000-4000-8{n:03}-{u:012}"), "userPrincipalName": format!("user{u}@kunde{n}.example"),
            "usageLocation": "DE", "licenses": [{ "skuId": E3, "disabledPlans": [] }] })
    };
    json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": tenant(n), "name": format!("Kunde {n} AG"), "domain": format!("kunde{n}.example"), "country": "DE", "currency": "EUR" },
        "asOf": "2026-12-07",
        "subscriptions": [{
            "id": format!("d0000000-aaaa-4000-8000-0000000001{n:02}"), "channel": "webDirect", "skuId": E3, "quantity": 3,
            "start": "2026-06-01", "end": "2027-06-01", "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
        }],
        "users": [user(1), user(2)],
    })
}

pub(super) fn settings() -> Value {
    json!({
        "currency": "EUR", "firstDay": "2026-12-07", "lastDay": "2027-04-30", "needDays": 10, "leaveAfterDays": 30,
        "tasksPerDay": 4, "tasksPerCustomer": 2, "canaries": 2, "canaryDays": 3, "waveDays": 5, "proofDays": 25,
        "mostHalts": 1, "mostCanaryHalts": 0, "blackouts": [{ "first": "2026-12-08", "last": "2026-12-08" }],
        "moves": { "delegatedAdmin": true, "language": "en" },
    })
}

impl Stage {
    /// A campaign of so many customers, scheduled; nobody has said yes.
    pub(super) async fn scheduled(customers: usize, settings: Value) -> Self {
        let world = World::start().await;
        let mara = mover(&world).await;
        for n in 1..=customers {
            let load = LoadEstate {
                estate: serde_json::from_value(estate(n)).unwrap(),
                partner_id: None,
                admin_password: None,
            };
            world.running().center.engine.load_estate(load).await.unwrap();
        }
        let mut stage = Self {
            world,
            mara,
            id: String::new(),
            answered: BTreeSet::new(),
        };
        let body = json!({ "name": "Winter", "settings": settings });
        let made = stage.agent().post("/moves/v1/campaigns", &body).await.expect(201);
        stage.id = made["id"].as_str().unwrap().to_owned();
        for n in 1..=customers {
            let body = json!({ "estate": estate(n), "email": format!("kim@kunde{n}.example") });
            let added = stage.post("customers", &body).await.expect(201);
            assert_eq!(added["state"], "open", "{added}");
        }
        let scheduled = stage.post("schedule", &Value::Null).await.expect(200);
        assert_eq!(scheduled["schedule"]["leftOut"], 0, "{scheduled}");
        stage
    }

    /// The admin agent of the partner's directory says yes.
    pub(super) async fn approve(&self, limits: Limits) {
        let digest = self.of().await["schedule"]["digest"].as_str().unwrap().to_owned();
        let id = self.id.clone();
        let approve = ApproveCampaign { id, digest, limits };
        self.world.running().center.engine.execute(&self.mara, approve).await.unwrap();
    }

    pub(super) async fn resume(&self) {
        let resume = ResumeCampaign { id: self.id.clone() };
        self.world.running().center.engine.execute(&self.mara, resume).await.unwrap();
    }

    /// An admin agent who is not in the partner's directory, as one who has left it since they signed in.
    pub(super) fn agent(&self) -> Caller {
        let roles = [Role::AdminAgent];
        self.world.caller(MOVER, MOVER, &roles, Some("mara@umzug.example"), false)
    }

    pub(super) fn path(&self, rest: &str) -> String {
        format!("/moves/v1/campaigns/{}/{rest}", self.id).trim_end_matches('/').to_owned()
    }

    pub(super) async fn post(&self, rest: &str, body: &Value) -> crate::support::Reply {
        self.agent().post(&self.path(rest), body).await
    }

    pub(super) async fn of(&self) -> Value {
        self.agent().get(&self.path("")).await.expect(200)
    }

    pub(super) async fn customers(&self) -> Vec<Value> {
        let all = self.agent().get(&self.path("customers?size=500")).await.expect(200);
        all["items"].as_array().unwrap().clone()
    }

    pub(super) async fn customer(&self, id: &str) -> Value {
        self.agent().get(&self.path(&format!("customers/{id}"))).await.expect(200)
    }

    /// Customers by the day on which their moves began.
    pub(super) async fn begun(&self) -> BTreeMap<Date, Vec<String>> {
        let mut all: BTreeMap<Date, Vec<String>> = BTreeMap::new();
        for one in self.customers().await {
            if let Some(time) = one["begunTime"].as_str() {
                let day = time.parse::<Instant>().unwrap().date();
                all.entry(day).or_default().push(one["customerId"].as_str().unwrap().to_owned());
            }
        }
        all
    }

    pub(super) async fn turn_to(&self, at: &str) {
        let engine = &self.world.running().center.engine;
        engine.turn_clock(at.parse().unwrap()).await.unwrap();
    }

    /// The next day, nine o'clock.
    pub(super) async fn next_day(&mut self) {
        let engine = &self.world.running().center.engine;
        let next = Instant::start_of(engine.now().date()).plus_days(1).plus_hours(9);
        engine.turn_clock(next).await.unwrap();
    }

    /// Everybody who was asked accepts, but for some who decline.
    pub(super) async fn answer(&mut self, decline: &[String]) {
        let all = self.agent().get("/moves/v1/invitations?size=500").await.expect(200);
        for one in all["items"].as_array().unwrap() {
            let (Some(link), Some(domain)) = (one["link"].as_str(), one["customerDomain"].as_str()) else {
                continue;
            };
            if !self.answered.insert(domain.to_owned()) {
                continue;
            }
            let n: usize = domain.trim_start_matches("kunde").trim_end_matches(".example").parse().unwrap();
            let id = tenant(n);
            let token = link.rsplit('/').next().unwrap().split('?').next().unwrap();
            let path = format!("/moves/v1/invitations/by-link/{token}");
            let kim = self
                .world
                .caller(&id, &id, &[Role::GlobalAdmin], Some(&format!("kim@{domain}")), false);
            if decline.contains(&id) {
                kim.post(&format!("{path}/decline"), &json!({})).await.expect(200);
            } else {
                let contact = json!({ "firstName": "Kim", "lastName": "Kunde", "email": format!("kim@{domain}") });
                let body = json!({ "agreementAccepted": true, "primaryContact": contact });
                kim.post(&format!("{path}/accept"), &body).await.expect(200);
            }
        }
        let engine = &self.world.running().center.engine;
        engine.turn_clock(engine.now().plus_ms(60_000)).await.unwrap();
    }

    /// Somebody new in a customer's directory, with E3.
    pub(super) async fn joins(&self, n: usize) {
        let id = tenant(n);
        let admin = format!("user1@kunde{n}.example");
        let kim = self.world.caller(&id, &id, &[Role::GlobalAdmin], Some(&admin), true);
        let user = json!({
            "accountEnabled": true, "displayName": "Nina Neu", "mailNickname": "nina", "userPrincipalName": format!("nina@kunde{n}.example"),
            "usageLocation": "DE", "passwordProfile": { "password": "Sommer-2026!x", "forceChangePasswordNextSignIn": false },
        });
        let made = kim.post("/v1.0/users", &user).await.expect(201);
        let path = format!("/v1.0/users/{}/assignLicense", made["id"].as_str().unwrap());
        let add = json!({ "addLicenses": [{ "skuId": E3, "disabledPlans": [] }], "removeLicenses": [] });
        kim.post(&path, &add).await.expect(200);
    }

    /// A customer's move.
    pub(super) async fn move_of(&self, id: &str) -> Value {
        let of = self.customer(id).await["moveId"].as_str().unwrap().to_owned();
        self.agent().get(&format!("/moves/v1/moves/{of}")).await.expect(200)
    }

    /// The same world after the service was stopped and begun again.
    pub(super) async fn restarted(self) -> Self {
        let kept = self.world.keep().await;
        Self {
            world: World::again(&kept).await,
            ..self
        }
    }
}
