//! Orders, over HTTP.

use crate::{
    asked::{SANDBOX, add_sandbox, agent, agree, came, customer, later, text},
    machine::{Came, Machine, NOTHING, OWN, REFERENCE, Rule, Source, Tried},
    support::{Caller, PARTNER, World},
};
use nahtlos_model::orders::OrderStatus;
use serde_json::{Value, json};
use std::cell::Cell;

/// Office 365 Enterprise E1, legacy, and Exchange Online Archiving, an add-on to it.
const E1: &str = "91fd106f-4b2c-4938-95ac-f54f74e9a239";
const ARCHIVING: &str = "2828be95-46ba-4f91-b2fd-0bef192ecf60";

const PLACED: &str = "placed";
const READY: &str = "all of it is provisioned";
const CANCEL: &str = "PATCH status: cancelled";
const CYCLE: &str = "PATCH billingCycle";
const ADD_ON: &str = "PATCH with an add-on's line";
const AT_ONCE: &str = "provisioned at once";
const LATER: &str = "provisioned later";
const IN_SANDBOX: &str = "in a sandbox";
const OUTSIDE: &str = "outside of a sandbox";

const fn rule(event: &'static str, when: &'static [&'static str], from: &'static [&'static str], to: &'static str, source: Source) -> Rule {
    Rule {
        event,
        when,
        from,
        to,
        source,
    }
}

#[rustfmt::skip]
const RULES: &[Rule] = &[
    rule(PLACED, &[AT_ONCE],    &[NOTHING],                "completed", REFERENCE),
    rule(PLACED, &[LATER],      &[NOTHING],                "pending",   REFERENCE),
    rule(READY,  &[""],         &["pending"],              "completed", REFERENCE),
    rule(CYCLE,  &[""],         &["completed"],            "completed", REFERENCE),
    rule(ADD_ON, &[LATER],      &["completed", "pending"], "pending",   OWN),
    rule(CANCEL, &[IN_SANDBOX], &["pending", "completed"], "cancelled", Source::Said("Partner Center documentation, cancel an order from the integration sandbox")),
];

const MINUTES: i64 = 30;

/// An order of a customer of its own, with the subscription of its line.
struct Placed {
    agent: Caller,
    path: String,
    base: Value,
}

/// Worlds in which customers are numbered.
struct Place {
    world: World,
    made: Cell<usize>,
}

impl Place {
    async fn with(minutes: i64) -> Self {
        let world = World::with(|config| config.provisioning_minutes = minutes).await;
        add_sandbox(&world).await;
        Self { world, made: Cell::new(0) }
    }

    async fn place(&self, partner: &str) -> Placed {
        self.made.set(self.made.get() + 1);
        let id = customer(&self.world, self.made.get(), Some(partner)).await;
        let agent = agent(&self.world, partner);
        agree(&agent, &id).await;
        let body = json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": E1, "quantity": 2 }] });
        let made = agent.post(&format!("/v1/customers/{id}/orders"), &body).await.expect(201);
        Placed {
            agent,
            path: format!("/v1/customers/{id}/orders/{}", text(&made, "id")),
            base: made["lineItems"][0]["subscriptionId"].clone(),
        }
    }

    /// An order in a state.
    async fn order(&self, partner: &str, state: &str) -> Placed {
        let order = self.place(partner).await;
        if state != "pending" {
            later(&self.world, (MINUTES + 1) * 60_000).await;
        }
        if state == "cancelled" {
            order.agent.patch(&order.path, &json!({ "status": "cancelled" })).await.expect(200);
        }
        assert_eq!(order.seen().await, state);
        order
    }
}

impl Placed {
    async fn seen(&self) -> &'static str {
        let found = self.agent.get(&self.path).await.expect(200);
        let found = text(&found, "status").parse::<OrderStatus>();
        found.unwrap_or_else(|_| panic!("an unknown status")).as_str()
    }

    async fn changes(&self, body: &Value) -> Came {
        came(self.agent.patch(&self.path, body).await, self.seen()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn orders_live_as_the_table_says() {
    let at_once = Place::with(0).await.place(PARTNER).await.seen().await;
    let place = Place::with(MINUTES).await;
    let new = place.place(PARTNER).await.seen().await;
    let made = |when, state: &str| Tried {
        event: PLACED,
        when,
        from: NOTHING,
        came: Came::To(state.to_owned()),
    };
    let mut tried = vec![made(AT_ONCE, at_once), made(LATER, new)];
    for from in OrderStatus::ALL.iter().map(|status| status.as_str()) {
        let mut push = |event, when, came| tried.push(Tried { event, when, from, came });
        let cancelled = json!({ "status": "cancelled" });
        push(CANCEL, IN_SANDBOX, place.order(SANDBOX, from).await.changes(&cancelled).await);
        let elsewhere = match from {
            "cancelled" => Came::Never,
            _ => place.order(PARTNER, from).await.changes(&cancelled).await,
        };
        push(CANCEL, OUTSIDE, elsewhere);
        let order = place.order(SANDBOX, from).await;
        push(CYCLE, "", order.changes(&json!({ "billingCycle": "annual" })).await);
        let order = place.order(SANDBOX, from).await;
        let line = json!({ "lineItemNumber": 1, "offerId": ARCHIVING, "quantity": 1, "parentSubscriptionId": order.base });
        push(ADD_ON, LATER, order.changes(&json!({ "lineItems": [line] })).await);
        let order = place.order(SANDBOX, from).await;
        later(&place.world, (MINUTES + 1) * 60_000).await;
        let seen = order.seen().await;
        assert!(from == "pending" || seen == from, "time changes nothing else: {from} to {seen}");
        push(
            READY,
            "",
            if from == "pending" {
                Came::To(seen.to_owned())
            } else {
                Came::Never
            },
        );
    }
    let meaning = |status| match status {
        OrderStatus::Pending => "being fulfilled",
        OrderStatus::Completed => "fulfilled",
        OrderStatus::Cancelled => "cancelled with every subscription of it",
    };
    let machine = Machine {
        title: "One order",
        about: "Tried with a legacy order, whose billing cycle and add-ons can be changed.",
        states: OrderStatus::ALL.iter().map(|s| (s.as_str(), meaning(*s).to_owned())).collect(),
        rules: RULES,
        tried,
    };
    let about = "Done in `crates/engine/src/orders` and, as time passes, in `crates/engine/src/subscriptions/due.rs`; the states are `OrderStatus` in \
        `crates/model/src/orders.rs`.";
    crate::check("orders", "Orders", about, &[machine]);
}
