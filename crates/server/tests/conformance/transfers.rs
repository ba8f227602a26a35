//! Customers of two partners, with transfers in every state that the cases need. What goes wrong with them goes wrong on purpose.

use crate::{
    case::Who,
    newcomers::{acceptance, administrator, by_link},
    stage::Stage,
    support::{PARTNER, RIVAL},
};
use nahtlos_engine::transfers::{Mishap, Mishaps, mishaps::About};
use nahtlos_model::transfers::Failure;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// The second line of every transfer fails, and the work of one customer's never comes to its end.
#[derive(Debug, Default)]
struct Wrong {
    waits: Mutex<String>,
}

impl Mishaps for Wrong {
    fn of_line(&self, about: About<'_>) -> Option<Mishap> {
        if *self.waits.lock().unwrap() == about.customer_id {
            return Some(Mishap::Wait(86_400_000));
        }
        (about.line == 1).then(|| Mishap::Refuse(Failure::order_failed()))
    }
}

impl Stage {
    /// Four customers of both partners: offers at the first, and a request at each of the others.
    pub(crate) async fn shared_customers(&mut self) {
        let wrong = Arc::new(Wrong::default());
        self.world.running().center.engine.let_transfers_fail(wrong.clone());
        for name in ["shared", "second", "third", "fourth"] {
            let id = self.customer(Who::Admin, name, None).await;
            self.agree(Who::Admin, &id).await;
            self.befriend(&id).await;
        }
        *wrong.waits.lock().unwrap() = self.facts["third"].clone();
        let legacy = self.facts["legacy"].clone();
        for name in ["sharedlegacy", "sharedother", "offeredspare", "offered1", "offered2"] {
            self.bought("shared", &legacy, name).await;
        }
        let item = self.facts["item"].clone();
        for (customer, name) in [
            ("shared", "sharedsub"),
            ("second", "secondsub"),
            ("third", "thirdsub"),
            ("fourth", "fourthsub"),
        ] {
            self.bought(customer, &item, name).await;
        }
        self.offered("spare", &["offeredspare"]).await;
        self.offered("failing", &["offered1", "offered2"]).await;
        for (customer, name) in [("second", "pending"), ("third", "taken"), ("fourth", "open")] {
            let body = json!({ "sourcePartnerTenantId": PARTNER, "sourcePartnerName": "Erster", "customerEmailId": "", "transferType": 5 });
            let path = format!("/v1/customers/{}/transfers", self.facts[customer]);
            let made = self.caller(Who::Rival).post(&path, &body).await.expect(201);
            self.fact(name, made["id"].as_str().unwrap());
        }
        let path = format!("/v1/customers/{}/transfers/{}", self.facts["third"], self.facts["taken"]);
        let lines = json!({ "lineItems": [{ "subscriptionId": self.facts["thirdsub"] }] });
        self.caller(Who::Admin).patch(&path, &lines).await.expect(200);
    }

    /// The customer accepts the other partner's relationship.
    async fn befriend(&self, customer: &str) {
        let rival = self.caller(Who::Rival);
        let asked = rival
            .post("/moves/v1/invitations", &json!({ "customerName": "Nordhof" }))
            .await
            .expect(201);
        let send = format!("/moves/v1/invitations/{}/send", asked["id"].as_str().unwrap());
        let sent = rival.post(&send, &Value::Null).await.expect(200);
        let admin = administrator(&self.world, customer, "ada@nordhof.example");
        admin.post(&format!("{}/accept", by_link(&sent)), &acceptance()).await.expect(200);
    }

    async fn bought(&mut self, customer: &str, item: &str, name: &str) {
        let line = json!({ "lineItemNumber": 0, "offerId": item, "quantity": 3, "termDuration": "P1Y" });
        let path = format!("/v1/customers/{}/orders", self.facts[customer]);
        let body = json!({ "billingCycle": "monthly", "lineItems": [line] });
        let order = self.caller(Who::Admin).post(&path, &body).await.expect(201);
        self.fact(name, order["lineItems"][0]["subscriptionId"].as_str().unwrap());
    }

    async fn offered(&mut self, name: &str, subscriptions: &[&str]) {
        let lines: Vec<Value> = subscriptions.iter().map(|s| json!({ "subscriptionId": self.facts[*s] })).collect();
        let body = json!({ "sourcePartnerTenantId": PARTNER, "targetPartnerTenantId": RIVAL, "lineItems": lines });
        let path = format!("/v1/customers/{}/transfers", self.facts["shared"]);
        let made = self.caller(Who::Admin).post(&path, &body).await.expect(201);
        self.fact(name, made["id"].as_str().unwrap());
    }
}
