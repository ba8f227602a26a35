//! Users, over HTTP, by both APIs.

use crate::{
    asked::{came, customer, later, text},
    machine::{Came, Machine, NOTHING, Rule, Source, Tried},
    support::{CUSTOMER, PARTNER, World},
};
use nahtlos_model::instants::DAY_MS;
use serde_json::{Value, json};

const MADE: &str = "POST a user";
const BLOCK: &str = "Graph: PATCH accountEnabled false";
const ALLOW: &str = "Graph: PATCH accountEnabled true";
const DELETE: &str = "DELETE the user";
const GRAPH_DELETE: &str = "Graph: DELETE the user";
const RESTORE: &str = "PATCH state: active";
const GRAPH_RESTORE: &str = "Graph: POST restore";
const PURGE: &str = "Graph: DELETE the deleted item";
const DAYS: &str = "the days for restoring are over";
const FREE: &str = "its sign-in name is free";
const TAKEN: &str = "its sign-in name is somebody else's";
const ANY: &str = "not the last global administrator";
const LAST: &str = "the last global administrator";

const PC: Source = Source::Said("Partner Center documentation, delete and restore a user");
const GRAPH: Source = Source::Said("Graph documentation, user and directory");

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
    rule(MADE,          &[""],   &[NOTHING],                      "active",  PC),
    rule(BLOCK,         &[ANY],  &["active", "blocked"],          "blocked", GRAPH),
    rule(ALLOW,         &[""],   &["active", "blocked"],          "active",  GRAPH),
    rule(DELETE,        &[ANY],  &["active", "blocked"],          "deleted", PC),
    rule(GRAPH_DELETE,  &[ANY],  &["active", "blocked"],          "deleted", GRAPH),
    rule(RESTORE,       &[FREE], &["active"],                     "active",  PC),
    rule(RESTORE,       &[FREE], &["blocked"],                    "blocked", PC),
    rule(RESTORE,       &[FREE], &["deleted"],                    "active",  PC),
    rule(GRAPH_RESTORE, &[FREE], &["deleted"],                    "active",  GRAPH),
    rule(PURGE,         &[""],   &["deleted"],                    "gone",    GRAPH),
    rule(DAYS,          &[""],   &["deleted"],                    "gone",    Source::Number("deletedUserDays")),
];

const STATES: [&str; 4] = ["active", "blocked", "deleted", "gone"];

struct Place {
    world: World,
    made: std::cell::Cell<usize>,
}

impl Place {
    async fn seen(&self, id: &str) -> &'static str {
        let graph = self.world.customer_graph();
        let found = graph.get(&format!("/v1.0/users/{id}?$select=accountEnabled")).await;
        if found.status == 200 {
            return if found.json()["accountEnabled"] == true {
                "active"
            } else {
                "blocked"
            };
        }
        match graph.get(&format!("/v1.0/directory/deletedItems/{id}")).await.status {
            200 => "deleted",
            _ => "gone",
        }
    }

    async fn create(&self, name: &str) -> String {
        let body = json!({ "userPrincipalName": name, "displayName": "Ada Kern", "usageLocation": "DE",
            "passwordProfile": { "password": "Frühling-2026!", "forceChangePassword": true } });
        let made = self
            .world
            .admin()
            .post(&format!("/v1/customers/{CUSTOMER}/users"), &body)
            .await
            .expect(201);
        text(&made, "id").to_owned()
    }

    /// A user in a state: id and sign-in name.
    async fn user(&self, state: &str) -> (String, String) {
        self.made.set(self.made.get() + 1);
        let name = format!("ada{}@kunde.example", self.made.get());
        let id = self.create(&name).await;
        let graph = self.world.customer_graph();
        let path = format!("/v1.0/users/{id}");
        if state == "blocked" {
            graph.patch(&path, &json!({ "accountEnabled": false })).await.expect(204);
        }
        if state == "deleted" || state == "gone" {
            graph.delete(&path).await.expect(204);
        }
        if state == "gone" {
            graph.delete(&format!("/v1.0/directory/deletedItems/{id}")).await.expect(204);
        }
        assert_eq!(self.seen(&id).await, state);
        (id, name)
    }
}

/// Every request in a state, each on a user of its own.
async fn requests(place: &Place, from: &'static str, tried: &mut Vec<Tried>) {
    let (admin, graph) = (place.world.admin(), place.world.customer_graph());
    let pc = |id: &str| format!("/v1/customers/{CUSTOMER}/users/{id}");
    let mut push = |event, when, came| tried.push(Tried { event, when, from, came });
    for (event, enabled) in [(BLOCK, false), (ALLOW, true)] {
        let (id, _) = place.user(from).await;
        let reply = graph
            .patch(&format!("/v1.0/users/{id}"), &json!({ "accountEnabled": enabled }))
            .await;
        push(event, if enabled { "" } else { ANY }, came(reply, place.seen(&id)).await);
    }
    let (id, _) = place.user(from).await;
    push(DELETE, ANY, came(admin.delete(&pc(&id)).await, place.seen(&id)).await);
    let (id, _) = place.user(from).await;
    push(
        GRAPH_DELETE,
        ANY,
        came(graph.delete(&format!("/v1.0/users/{id}")).await, place.seen(&id)).await,
    );
    for taken in [false, true] {
        let when = if taken { TAKEN } else { FREE };
        for event in [RESTORE, GRAPH_RESTORE] {
            let (id, name) = place.user(from).await;
            if taken && matches!(from, "active" | "blocked") {
                push(event, when, Came::Never);
                continue;
            }
            if taken {
                place.create(&name).await;
            }
            let reply = match event {
                RESTORE => admin.patch(&pc(&id), &json!({ "state": "active" })).await,
                _ => {
                    graph
                        .post(&format!("/v1.0/directory/deletedItems/{id}/restore"), &Value::Null)
                        .await
                }
            };
            push(event, when, came(reply, place.seen(&id)).await);
        }
    }
    let (id, _) = place.user(from).await;
    let reply = graph.delete(&format!("/v1.0/directory/deletedItems/{id}")).await;
    push(PURGE, "", came(reply, place.seen(&id)).await);
    let (id, _) = place.user(from).await;
    later(&place.world, 31 * DAY_MS).await;
    let seen = place.seen(&id).await;
    assert!(from == "deleted" || seen == from, "time changes nothing else: {from} to {seen}");
    push(
        DAYS,
        "",
        if from == "deleted" {
            Came::To(seen.to_owned())
        } else {
            Came::Never
        },
    );
}

/// What may not be done to the last global administrator, who is there and enabled.
async fn last(place: &Place, tried: &mut Vec<Tried>) {
    let tenant = customer(&place.world, 1, Some(PARTNER)).await;
    let admin = place.world.admin();
    let all = admin.get(&format!("/v1/customers/{tenant}/users")).await.expect(200);
    let id = text(&all["items"][0], "id").to_owned();
    let directory = nahtlos_model::permissions::Role::GlobalAdmin;
    let graph = place.world.caller(&tenant, &tenant, &[directory], Some("ada@kunde1.example"), true);
    let path = format!("/v1.0/users/{id}");
    let seen = || async {
        let enabled = graph.get(&format!("{path}?$select=accountEnabled")).await.expect(200)["accountEnabled"] == true;
        if enabled { "active" } else { "blocked" }
    };
    let replies = [
        (BLOCK, graph.patch(&path, &json!({ "accountEnabled": false })).await),
        (DELETE, admin.delete(&format!("/v1/customers/{tenant}/users/{id}")).await),
        (GRAPH_DELETE, graph.delete(&path).await),
    ];
    for (event, reply) in replies {
        tried.push(Tried {
            event,
            when: LAST,
            from: "active",
            came: came(reply, seen()).await,
        });
        let never = |from| Tried {
            event,
            when: LAST,
            from,
            came: Came::Never,
        };
        tried.extend(["blocked", "deleted", "gone"].map(never));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn users_live_as_the_table_says() {
    let place = Place {
        world: World::start().await,
        made: std::cell::Cell::new(0),
    };
    let (id, _) = place.user("active").await;
    let mut tried = vec![Tried {
        event: MADE,
        when: "",
        from: NOTHING,
        came: Came::To(place.seen(&id).await.to_owned()),
    }];
    for from in STATES {
        requests(&place, from, &mut tried).await;
    }
    last(&place, &mut tried).await;
    let meaning = |state| match state {
        "active" => "may sign in",
        "blocked" => "may not sign in; keeps its licences",
        "deleted" => "in no list of users, its licences are free; can be restored",
        _ => "removed for good",
    };
    let machine = Machine {
        title: "One user",
        about: "Requests without a name before them are those of the Partner Center API.",
        states: STATES.map(|state| (state, meaning(state).to_owned())).to_vec(),
        rules: RULES,
        tried,
    };
    let about = "Done in `crates/engine/src/users`: a user is deleted where `deleted` of `User` (`crates/model/src/directory.rs`) is set, and blocked where `enabled` is not.";
    crate::check("users", "Users", about, &[machine]);
}
