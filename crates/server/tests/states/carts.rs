//! Carts, over HTTP.

use crate::{
    asked::{came, later, text},
    machine::{Came, Machine, NOTHING, OWN, REFERENCE, Rule, Source, Tried},
    support::{CUSTOMER, Caller, World},
};
use nahtlos_model::instants::DAY_MS;
use serde_json::{Value, json};

const MADE: &str = "POST a cart";
const PUT: &str = "PUT its lines";
const CHECKOUT: &str = "POST checkout";
const DAYS: &str = "its days are over";
const GOOD: &str = "every line can be bought";
const BAD: &str = "a line has an error";

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
    rule(MADE,     &[GOOD, BAD], &[NOTHING],           "Active",  REFERENCE),
    rule(PUT,      &[GOOD, BAD], &["Active"],          "Active",  REFERENCE),
    rule(CHECKOUT, &[GOOD],      &["Active"],          "Ordered", REFERENCE),
    rule(DAYS,     &[""],        &["Active"],          "gone",    Source::Number("cartDays")),
    rule(DAYS,     &[""],        &["Ordered"],         "gone",    OWN),
];

fn lines(world: &World, good: bool) -> Value {
    // Three years are not sold by the month.
    let (term, cycle) = if good { ("P1Y", "annual") } else { ("P1M", "annual") };
    let line = |id: i64, term: &str, cycle: &str| json!({ "id": id, "catalogItemId": world.item("CFQ7TTC0LFLX:0001"), "quantity": 2, "billingCycle": cycle, "termDuration": term });
    json!({ "lineItems": [line(0, "P1Y", "annual"), line(1, term, cycle)] })
}

async fn seen(admin: &Caller, path: &str) -> &'static str {
    let reply = admin.get(path).await;
    match reply.status {
        404 => "gone",
        _ => match text(&reply.expect(200), "status") {
            "Active" => "Active",
            "Ordered" => "Ordered",
            other => panic!("{other}"),
        },
    }
}

/// A cart in a state; its path.
async fn cart(world: &World, state: &str, good: bool) -> String {
    let admin = world.admin();
    let carts = format!("/v1/customers/{CUSTOMER}/carts");
    let made = admin.post(&carts, &lines(world, good)).await.expect(201);
    assert_eq!(made["lineItems"][1]["error"].is_null(), good, "{made}");
    let path = format!("{carts}/{}", text(&made, "id"));
    match state {
        "Ordered" => drop(admin.post(&format!("{path}/checkout"), &Value::Null).await.expect(201)),
        "gone" => later(world, 8 * DAY_MS).await,
        _ => {}
    }
    assert_eq!(seen(&admin, &path).await, state);
    path
}

#[tokio::test(flavor = "multi_thread")]
async fn carts_live_as_the_table_says() {
    let world = World::start().await;
    world.agree().await;
    let admin = world.admin();
    let mut tried = Vec::new();
    for (when, good) in [(GOOD, true), (BAD, false)] {
        let path = cart(&world, "Active", good).await;
        tried.push(Tried {
            event: MADE,
            when,
            from: NOTHING,
            came: Came::To(seen(&admin, &path).await.to_owned()),
        });
    }
    for from in ["Active", "Ordered", "gone"] {
        for (when, good) in [(GOOD, true), (BAD, false)] {
            let path = cart(&world, from, true).await;
            let reply = admin.put(&path, &lines(&world, good)).await;
            tried.push(Tried {
                event: PUT,
                when,
                from,
                came: came(reply, seen(&admin, &path)).await,
            });
            let path = cart(&world, from, good || from == "Ordered").await;
            let reply = admin.post(&format!("{path}/checkout"), &Value::Null).await;
            tried.push(Tried {
                event: CHECKOUT,
                when,
                from,
                came: came(reply, seen(&admin, &path)).await,
            });
        }
        let path = cart(&world, from, true).await;
        later(&world, 8 * DAY_MS).await;
        let came = if from == "gone" {
            Came::Never
        } else {
            Came::To(seen(&admin, &path).await.to_owned())
        };
        tried.push(Tried {
            event: DAYS,
            when: "",
            from,
            came,
        });
    }
    let machine = Machine {
        title: "One cart",
        about: "A line that cannot be bought says so in the cart; the cart is made all the same.",
        states: vec![
            ("Active", "can be changed and checked out".to_owned()),
            ("Ordered", "checked out; the orders stand on their own".to_owned()),
            ("gone", "no longer there".to_owned()),
        ],
        rules: RULES,
        tried,
    };
    let about = "Done in `crates/engine/src/carts`; the states are `CartStatus` in `crates/model/src/orders.rs`.";
    crate::check("carts", "Carts", about, &[machine]);
}
