//! Relationships between a partner and a customer, over HTTP.

use crate::{
    asked::{PASSWORD, SANDBOX, add_sandbox, agent, agree, came, customer, text},
    machine::{Came, Machine, NOTHING, OWN, Rule, Source, Tried},
    support::{Caller, PARTNER, World},
};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const CREATED: &str = "POST a customer";
const ACCEPTED: &str = "an invitation is accepted";
const STANDING: &str = "the partner's standing link is accepted";
const LESS: &str = "PATCH allowDelegatedAccess: false";
const MORE: &str = "PATCH allowDelegatedAccess: true";
const END: &str = "PATCH relationshipToPartner: none";
const DELETE: &str = "DELETE the customer";
const ASKED: &str = "it asked for delegated administration";
const NOT_ASKED: &str = "it did not ask for delegated administration";
const UNUSED: &str = "nothing of the partner's is in use";
const USED: &str = "a subscription of the partner's is in use";
const IN_SANDBOX: &str = "in a sandbox";
const OUTSIDE: &str = "outside of a sandbox";

const PC: Source = Source::Said("Partner Center documentation, remove a reseller relationship with a customer");
const REQUEST: Source = Source::Said("Partner Center documentation, request a relationship with a customer");

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
    rule(CREATED,  &[""],           &[NOTHING],                              "delegated", Source::Said("Partner Center documentation, create a customer")),
    rule(ACCEPTED, &[ASKED],        &["none", "reseller", "delegated"],      "delegated", REQUEST),
    rule(ACCEPTED, &[NOT_ASKED],    &["none", "reseller"],                   "reseller",  REQUEST),
    rule(ACCEPTED, &[NOT_ASKED],    &["delegated"],                          "delegated", OWN),
    rule(STANDING, &[""],           &["none", "reseller"],                   "reseller",  REQUEST),
    rule(STANDING, &[""],           &["delegated"],                          "delegated", OWN),
    rule(LESS,     &[""],           &["delegated", "reseller"],              "reseller",  Source::Said("Partner Center documentation, remove delegated administration")),
    rule(END,      &[UNUSED],       &["delegated", "reseller"],              "none",      PC),
    rule(DELETE,   &[IN_SANDBOX],   &["delegated", "reseller"],              "none",      Source::Said("Partner Center documentation, delete a customer account from the integration sandbox")),
];

const STATES: [&str; 3] = ["none", "reseller", "delegated"];

struct Place {
    world: World,
    made: std::cell::Cell<usize>,
}

/// A customer and the partner who asks for it.
struct Pair<'a> {
    place: &'a Place,
    agent: Caller,
    customer: String,
}

impl Place {
    /// A customer in a state towards a partner.
    async fn pair(&self, partner: &str, state: &str) -> Pair<'_> {
        self.made.set(self.made.get() + 1);
        let customer = customer(&self.world, self.made.get(), None).await;
        let agent = agent(&self.world, partner);
        let pair = Pair {
            place: self,
            agent,
            customer,
        };
        if state != "none" {
            pair.invited(state == "delegated").await.expect(200);
        }
        assert_eq!(pair.seen().await, state);
        pair
    }
}

impl Pair<'_> {
    fn path(&self) -> String {
        format!("/v1/customers/{}", self.customer)
    }

    async fn seen(&self) -> &'static str {
        let reply = self.agent.get(&self.path()).await;
        match reply.status {
            404 => "none",
            _ if reply.expect(200)["allowDelegatedAccess"] == true => "delegated",
            _ => "reseller",
        }
    }

    /// An invitation, drafted, sent and accepted; the last reply.
    async fn invited(&self, delegated: bool) -> crate::support::Reply {
        let body = json!({ "customerName": "Kunde", "delegatedAdmin": delegated });
        let drafted = self.agent.post("/moves/v1/invitations", &body).await.expect(201);
        let secret = text(&drafted, "link")
            .rsplit('/')
            .next()
            .unwrap()
            .split('?')
            .next()
            .unwrap()
            .to_owned();
        let name = format!("ada@kunde{}.example", self.place.made.get());
        let admin = self
            .place
            .world
            .caller(&self.customer, &self.customer, &[Role::GlobalAdmin], Some(&name), false);
        let accepted = json!({ "agreementAccepted": true, "primaryContact": { "firstName": "Ada", "lastName": "Kern", "email": name } });
        admin
            .post(&format!("/moves/v1/invitations/by-link/{secret}/accept"), &accepted)
            .await
    }

    /// The page of the partner's standing link, answered.
    async fn joins(&self) -> crate::support::Reply {
        let asked = self.agent.get("/v1/customers/relationshiprequests").await.expect(200);
        let name = format!("ada@kunde{}.example", self.place.made.get());
        let answer = [
            ("name", name.as_str()),
            ("password", PASSWORD),
            ("firstName", "Ada"),
            ("lastName", "Kern"),
            ("agreement", "true"),
            ("decision", "accept"),
        ];
        self.agent.token("").form(text(&asked, "url"), &answer).await
    }

    async fn buy(&self) {
        agree(&self.agent, &self.customer).await;
        let line = json!({ "id": 0, "catalogItemId": self.place.world.item("CFQ7TTC0LFLX:0001"), "quantity": 2, "billingCycle": "monthly", "termDuration": "P1M" });
        let cart = self
            .agent
            .post(&format!("{}/carts", self.path()), &json!({ "lineItems": [line] }))
            .await
            .expect(201);
        let checkout = format!("{}/carts/{}/checkout", self.path(), text(&cart, "id"));
        self.agent.post(&checkout, &Value::Null).await.expect(201);
    }

    async fn changes(&self, body: &Value) -> Came {
        came(self.agent.patch(&self.path(), body).await, self.seen()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn relationships_live_as_the_table_says() {
    let place = Place {
        world: World::start().await,
        made: std::cell::Cell::new(0),
    };
    add_sandbox(&place.world).await;
    let mut tried = vec![created(&place).await];
    for from in STATES {
        let mut push = |event, when, came| tried.push(Tried { event, when, from, came });
        for (when, delegated) in [(ASKED, true), (NOT_ASKED, false)] {
            let pair = place.pair(PARTNER, from).await;
            push(ACCEPTED, when, came(pair.invited(delegated).await, pair.seen()).await);
        }
        let pair = place.pair(PARTNER, from).await;
        push(STANDING, "", came(pair.joins().await, pair.seen()).await);
        for (event, value) in [(LESS, false), (MORE, true)] {
            let pair = place.pair(PARTNER, from).await;
            push(event, "", pair.changes(&json!({ "allowDelegatedAccess": value })).await);
        }
        let none = json!({ "relationshipToPartner": "none" });
        push(END, UNUSED, place.pair(PARTNER, from).await.changes(&none).await);
        let pair = place.pair(PARTNER, from).await;
        let mut used = Came::Never;
        if from != "none" {
            pair.buy().await;
            used = pair.changes(&none).await;
        }
        push(END, USED, used);
        for (when, partner) in [(IN_SANDBOX, SANDBOX), (OUTSIDE, PARTNER)] {
            let pair = place.pair(partner, from).await;
            push(DELETE, when, came(pair.agent.delete(&pair.path()).await, pair.seen()).await);
        }
    }
    let meaning = |state| match state {
        "none" => "there is none, or it has ended: the customer is unknown to the partner",
        "reseller" => "the partner may sell",
        _ => "the partner may sell, and administer the customer's directory",
    };
    let machine = Machine {
        title: "One partner and one customer",
        about: "Invitations have states of their own: [invitations.md](invitations.md).",
        states: STATES.map(|state| (state, meaning(state).to_owned())).to_vec(),
        rules: RULES,
        tried,
    };
    let about = "Done in `crates/engine/src/relationships` and `crates/engine/src/customers/end.rs`; the states are `RelationshipState` with `delegated` of \
        `Relationship` in `crates/model/src/customers.rs`.";
    crate::check("relationships", "Relationships", about, &[machine]);
}

async fn created(place: &Place) -> Tried {
    let agent = agent(&place.world, PARTNER);
    let body = json!({
        "companyProfile": { "domain": "nordhof.onmicrosoft.com" },
        "billingProfile": {
            "email": "it@nordhof.example", "culture": "de-DE", "language": "de", "companyName": "Nordhof GmbH",
            "defaultAddress": { "country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195", "firstName": "Ada", "lastName": "Kern" },
        },
    });
    let made = agent.post("/v1/customers", &body).await.expect(201);
    let customer = text(&made, "id").to_owned();
    let pair = Pair { place, agent, customer };
    Tried {
        event: CREATED,
        when: "",
        from: NOTHING,
        came: Came::To(pair.seen().await.to_owned()),
    }
}
