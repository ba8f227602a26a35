//! Faults on order: each kind is met by the client crate, which bears it, and by a naive client, which is seen not to.
//!
//! The naive client is a plain HTTP client with a token: it sends what it wants done and takes every answer for the truth.

mod bearing;
mod purchases;
mod register;
mod transfers;
mod webhooks;

use crate::support::{CUSTOMER, Caller, PARTNER, World};
use nahtlos_client::{Builder, Client, Credentials, RetryPolicy};
use nahtlos_wire::faults::{Fault, FaultKind};
use serde_json::{Value, json};
use std::time::Duration;

/// Microsoft 365 E3, new commerce.
const E3: &str = "CFQ7TTC0LFLX:0001";
const FAULTS: &str = "/sandbox/v1/faults";

/// A world with a customer who may buy, and an application for the client crate.
struct Stage {
    world: World,
    app: (String, String),
}

impl Stage {
    async fn start() -> Self {
        let world = World::start().await;
        world.agree().await;
        Self::of(world).await
    }

    /// In a world whose customer has accepted the agreement.
    async fn of(world: World) -> Self {
        let roles = json!({ "displayName": "Client", "roles": ["adminAgent", "globalAdmin"] });
        let made = world.admin().post("/moves/v1/applications", &roles).await.expect(201);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let app = (text(&made["appId"]), text(&made["secrets"][0]["secret"]));
        Self { world, app }
    }

    fn builder(&self) -> Builder {
        let (client_id, client_secret) = self.app.clone();
        let credentials = Credentials::Application { client_id, client_secret };
        Client::builder(&self.world.base, PARTNER, credentials).retry(RetryPolicy {
            attempts: 5,
            first_wait: Duration::from_millis(20),
            longest_wait: Duration::from_secs(5),
        })
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }

    fn naive(&self) -> Caller {
        self.world.admin()
    }

    /// Orders a fault at the next call that fits.
    async fn next(&self, kind: FaultKind) -> Fault {
        self.client().faults().next(kind).await.unwrap()
    }

    /// Whether an order was carried out so many times.
    async fn met(&self, fault: &Fault) -> u64 {
        let now = self.client().faults().get(fault.id.as_deref().unwrap()).await.unwrap();
        now.injected.unwrap()
    }

    /// The customer's subscriptions with the partner.
    async fn subscriptions(&self) -> Vec<Value> {
        let list = self
            .naive()
            .get(&format!("/v1/customers/{CUSTOMER}/subscriptions"))
            .await
            .expect(200);
        list["items"].as_array().unwrap().clone()
    }

    /// An order of new commerce for so many seats.
    fn order(&self, seats: u32) -> Value {
        json!({ "referenceCustomerId": CUSTOMER, "billingCycle": "monthly", "lineItems": [
            { "lineItemNumber": 0, "offerId": self.world.item(E3), "quantity": seats, "termDuration": "P1Y" },
        ] })
    }

    /// Buys seats; the subscription's id.
    async fn bought(&self, seats: u32) -> String {
        let made = self.naive().post(&orders(), &self.order(seats)).await.expect(201);
        made["lineItems"][0]["subscriptionId"].as_str().unwrap().to_owned()
    }
}

fn orders() -> String {
    format!("/v1/customers/{CUSTOMER}/orders")
}

fn subscription(id: &str) -> String {
    format!("/v1/customers/{CUSTOMER}/subscriptions/{id}")
}
