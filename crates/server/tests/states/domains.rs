//! A tenant's domains, over HTTP.

use crate::{
    asked::{came, customer},
    machine::{Came, Machine, NOTHING, Rule, Source, Tried},
    support::{Caller, PARTNER, World},
};
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

const ADDED: &str = "POST a domain";
const VERIFY: &str = "POST verify";
const DEFAULT: &str = "PATCH isDefault: true";
const NOT_DEFAULT: &str = "PATCH isDefault: false";
const ANOTHER: &str = "another domain is made the default";
const DELETE: &str = "DELETE the domain";
const ALONE: &str = "below no proved one";
const BELOW: &str = "below a proved one";
const PROVED: &str = "its record is found (in a sandbox without DNS: always)";
const UNUSED: &str = "no name is in it and none lies below it";
const USED: &str = "a user's name is in it";
const PARENT: &str = "another lies below it";

const GRAPH: Source = Source::Said("Graph documentation, domain");

const fn rule(event: &'static str, when: &'static [&'static str], from: &'static [&'static str], to: &'static str) -> Rule {
    Rule {
        event,
        when,
        from,
        to,
        source: GRAPH,
    }
}

#[rustfmt::skip]
const RULES: &[Rule] = &[
    rule(ADDED,       &[ALONE],  &[NOTHING],                "unverified"),
    rule(ADDED,       &[BELOW],  &[NOTHING],                "verified"),
    rule(VERIFY,      &[PROVED], &["unverified"],           "verified"),
    rule(VERIFY,      &[PROVED], &["verified"],             "verified"),
    rule(VERIFY,      &[PROVED], &["default"],              "default"),
    rule(DEFAULT,     &[""],     &["verified", "default"],  "default"),
    rule(NOT_DEFAULT, &[""],     &["verified"],             "verified"),
    rule(NOT_DEFAULT, &[""],     &["unverified"],           "unverified"),
    rule(ANOTHER,     &[""],     &["default"],              "verified"),
    rule(DELETE,      &[UNUSED], &["unverified", "verified"], "gone"),
];

const STATES: [&str; 4] = ["unverified", "verified", "default", "gone"];

struct Place {
    world: World,
    made: std::cell::Cell<usize>,
}

/// A domain `neu.example` of a tenant of its own.
struct One {
    graph: Caller,
    name: String,
}

impl Place {
    async fn tenant(&self) -> (Caller, usize) {
        self.made.set(self.made.get() + 1);
        let number = self.made.get();
        let tenant = customer(&self.world, number, Some(PARTNER)).await;
        let name = format!("ada@kunde{number}.example");
        (self.world.caller(&tenant, &tenant, &[Role::GlobalAdmin], Some(&name), true), number)
    }

    async fn domain(&self, state: &str) -> One {
        let (graph, number) = self.tenant().await;
        let one = One {
            graph,
            name: format!("neu{number}.example"),
        };
        one.graph.post("/v1.0/domains", &json!({ "id": one.name })).await.expect(201);
        if matches!(state, "verified" | "default") {
            one.graph.post(&format!("{}/verify", one.path()), &Value::Null).await.expect(200);
        }
        match state {
            "default" => drop(one.graph.patch(&one.path(), &json!({ "isDefault": true })).await.expect(200)),
            "gone" => drop(one.graph.delete(&one.path()).await.expect(204)),
            _ => {}
        }
        assert_eq!(one.seen().await, state);
        one
    }
}

impl One {
    fn path(&self) -> String {
        format!("/v1.0/domains/{}", self.name)
    }

    async fn seen(&self) -> &'static str {
        let reply = self.graph.get(&self.path()).await;
        if reply.status == 404 {
            return "gone";
        }
        let found = reply.expect(200);
        match (found["isVerified"] == true, found["isDefault"] == true) {
            (_, true) => "default",
            (true, false) => "verified",
            (false, false) => "unverified",
        }
    }

    async fn make_another_the_default(&self) {
        let other = format!("/v1.0/domains/{}", self.name.replacen("neu", "kunde", 1));
        self.graph.patch(&other, &json!({ "isDefault": true })).await.expect(200);
    }

    async fn removed(&self) -> Came {
        came(self.graph.delete(&self.path()).await, self.seen()).await
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn domains_live_as_the_table_says() {
    let place = Place {
        world: World::start().await,
        made: std::cell::Cell::new(0),
    };
    let alone = place.domain("unverified").await.seen().await;
    let (graph, number) = place.tenant().await;
    let below = One {
        graph,
        name: format!("post.kunde{number}.example"),
    };
    below.graph.post("/v1.0/domains", &json!({ "id": below.name })).await.expect(201);
    let made = |when, state: &str| Tried {
        event: ADDED,
        when,
        from: NOTHING,
        came: Came::To(state.to_owned()),
    };
    let mut tried = vec![made(ALONE, alone), made(BELOW, below.seen().await)];
    for from in STATES {
        let mut push = |event, when, came| tried.push(Tried { event, when, from, came });
        let one = place.domain(from).await;
        let reply = one.graph.post(&format!("{}/verify", one.path()), &Value::Null).await;
        push(VERIFY, PROVED, came(reply, one.seen()).await);
        for (event, value) in [(DEFAULT, true), (NOT_DEFAULT, false)] {
            let one = place.domain(from).await;
            let reply = one.graph.patch(&one.path(), &json!({ "isDefault": value })).await;
            push(event, "", came(reply, one.seen()).await);
        }
        let one = place.domain(from).await;
        one.make_another_the_default().await;
        let seen = one.seen().await;
        assert!(
            from == "default" || seen == from,
            "another's default changes nothing else: {from} to {seen}"
        );
        push(
            ANOTHER,
            "",
            if from == "default" {
                Came::To(seen.to_owned())
            } else {
                Came::Never
            },
        );
        push(DELETE, UNUSED, place.domain(from).await.removed().await);
        let one = place.domain(from).await;
        let mut parent = Came::Never;
        if from != "gone" {
            one.graph
                .post("/v1.0/domains", &json!({ "id": format!("post.{}", one.name) }))
                .await
                .expect(201);
            parent = one.removed().await;
        }
        push(DELETE, PARENT, parent);
        let one = place.domain(from).await;
        let mut used = Came::Never;
        if matches!(from, "verified" | "default") {
            let user = json!({ "accountEnabled": true, "displayName": "Nia", "mailNickname": "nia", "userPrincipalName": format!("nia@{}", one.name),
                "passwordProfile": { "password": "Sommer-2026!x" } });
            one.graph.post("/v1.0/users", &user).await.expect(201);
            used = one.removed().await;
        }
        push(DELETE, USED, used);
    }
    let meaning = |state| match state {
        "unverified" => "added; nobody's name can be in it",
        "verified" => "its owner is proved",
        "default" => "proved, and the one of new names",
        _ => "removed",
    };
    let machine = Machine {
        title: "One domain of a tenant",
        about: "Tried with a domain that the tenant did not begin with.",
        states: STATES.map(|state| (state, meaning(state).to_owned())).to_vec(),
        rules: RULES,
        tried,
    };
    crate::check(
        "domains",
        "Domains",
        "Decided in `crates/model/src/domains.rs`, proved in `crates/engine/src/domains`.",
        &[machine],
    );
}
