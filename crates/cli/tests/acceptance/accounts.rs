//! A move carried out at another service, by two real processes: accounts are made, tried, changed and deleted from the command line, and a
//! customer moves at the second center while the first one carries it out. No secret is shown by any command.

use crate::{
    actor::Reseller,
    desk::{HARBOUR, NOBODY, PARTNER, Person, settles},
    sandbox::Center,
};
use jiff::{Span, civil::Date};
use serde_json::{Value, json};

const ADMIN: &str = "admin@hafenkontor.example";
const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
/// The program's own application, and the partner's tenant, at every sandbox.
const CLIENT: &str = "6e616874-6c6f-4073-8000-000000000001";
const TENANT: &str = "5a000000-0000-4000-8000-000000000001";
const KEY: &str = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
const NEW_KEY: &str = "ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA=";

/// What the customer holds at the service, as far as it moves. A sandbox moves its dates by whole months to when it is made.
fn estate(there: &Center) -> Value {
    let today = today(there);
    let months = (i32::from(today.year()) - 2026) * 12 + i32::from(today.month()) - 11;
    let later = |day: &str| {
        let day: Date = day.parse().expect("a day");
        day.checked_add(Span::new().months(months)).expect("a day").to_string()
    };
    let id = |end: &str| format!("5c000000-0000-4000-8000-0000000000{end}");
    let user = |end: &str, name: &str| {
        json!({ "id": id(end), "userPrincipalName": format!("{name}@hafenkontor.example"), "usageLocation": "DE",
            "licenses": [{ "skuId": E3, "disabledPlans": [] }] })
    };
    json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": HARBOUR, "name": "Hafenkontor GmbH", "domain": "hafenkontor.example", "country": "DE", "currency": "EUR" },
        "asOf": today.to_string(),
        "subscriptions": [{ "id": id("b1"), "channel": "webDirect", "skuId": E3, "quantity": 12, "start": later("2026-04-01"),
            "end": later("2027-04-01"), "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active" }],
        "users": [user("d1", "admin"), user("d2", "mara")],
    })
}

fn today(center: &Center) -> Date {
    let token = center.administrator();
    let clock = center.asks("GET", "/sandbox/v1/clock", &[("authorization", &token)], "").json();
    clock["now"].as_str().expect("a time")[..10].parse().expect("a day")
}

/// Turns both clocks to a time, the service's first; or an hour on, where that is later.
fn turn(there: &Center, home: &Center, tokens: &[String; 2], to: &str) {
    for (center, token) in [there, home].into_iter().zip(tokens) {
        let now = center.asks("GET", "/sandbox/v1/clock", &[("authorization", token)], "").json();
        let later = to > now["now"].as_str().expect("a time");
        turns(
            center,
            token,
            &if later {
                json!({ "set": to })
            } else {
                json!({ "advance": "PT1H" })
            },
        );
    }
}

fn turns(center: &Center, token: &str, change: &Value) {
    let headers = [("content-type", "application/json"), ("authorization", token)];
    let turned = center.asks("PATCH", "/sandbox/v1/clock", &headers, &change.to_string());
    assert!(turned.head.starts_with("HTTP/1.1 200"), "{}\n{}", turned.head, turned.body);
}

/// The customer's administrator accepts on the page that the link leads to.
fn accepts(there: &Center, link: &str) {
    let path = link.strip_prefix(there.url.as_str()).expect("an address of the service");
    let form = format!(
        "name={}&password=Sandbox-Password-1&firstName=Kim&lastName=Kontor&agreement=true&decision=accept",
        ADMIN.replace('@', "%40")
    );
    let done = there.asks("POST", path, &[("content-type", "application/x-www-form-urlencoded")], &form);
    assert!(done.head.starts_with("HTTP/1.1 200"), "{}\n{}", done.head, done.body);
}

#[test]
fn two_processes_move_a_customer_and_a_lost_reply_orders_nothing_twice() {
    let (here, elsewhere) = (Reseller::new("accounts-home"), Reseller::new("accounts-service"));
    let there = Center::starts(&elsewhere);
    here.writes("keys.txt", &format!("{KEY}\n"));
    let home = Center::starts_set(&here, &["secrets-key-file=keys.txt"]);
    let partner = Person::signs_in(&here, &home, PARTNER);
    let token = there.refresh_token(PARTNER);
    here.writes("credentials.toml", &format!("refresh-token = \"{token}\"\n"));
    here.writes("estate.json", &estate(&there).to_string());
    let url = there.url.as_str();
    let places = ["--partner-center", url, "--service-graph", url, "--service-login", url];
    let add = [
        &["account", "add", "Live", "--service-tenant", TENANT, "--service-client", CLIENT],
        &places[..],
    ]
    .concat();
    let made = partner.does(&[&add[..], &["--credentials", "credentials.toml"]].concat());
    assert!(made.contains("works") && !made.contains(&token), "{made}");

    let begun = partner.json(&["move", "start", "estate.json", "--account", "live"]);
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{begun}")).to_owned();
    let (id, digest) = (text(&begun["id"]), text(&begun["plan"]["digest"]));
    partner.does(&["move", "approve", &id, "--plan", &digest]);
    settles(&home);
    let tasks = partner.does(&["move", "task", "list", &id]);
    let link = tasks.split_whitespace().find(|word| word.starts_with(url));
    assert_eq!(partner.does(&["account", "customers", "live"]), "Nothing there.\n");
    accepts(&there, link.unwrap_or_else(|| panic!("no link in {tasks}")));
    // The customer is read there, too: what a move of it could begin with.
    assert!(partner.does(&["account", "customers", "live"]).contains(HARBOUR));
    let read = partner.does(&["account", "estate", "Live", HARBOUR, "--currency", "EUR"]);
    let read: Value = serde_json::from_str(&read).unwrap_or_else(|error| panic!("{error}: {read}"));
    assert_eq!(
        (&read["customer"]["id"], &read["customer"]["currency"]),
        (&json!(HARBOUR), &json!("EUR"))
    );
    let headers = [("content-type", "application/json"), ("authorization", &there.administrator())];
    let fault = json!({ "kind": "lostReply", "operation": "POST /v1/customers/{customer_id}/carts/{cart_id}/checkout", "nth": 1 });
    there.asks("POST", "/sandbox/v1/faults", &headers, &fault.to_string());
    partner.fails(&["account", "remove", "Live"], 1, &["accountInUse", "HTTP 409"]);
    let mut of = Value::Null;
    let mut days = Vec::new();
    for _ in 0..100 {
        of = partner.json(&["move", "status", &id]);
        days.push(format!("{} {}", of["state"], of["nextTime"]));
        match of["state"].as_str() {
            Some("completed" | "halted") => break,
            _ => {
                // Without rights in the tenant nobody here sees whether the original has ended: somebody says so.
                for task in of["tasks"].as_array().into_iter().flatten() {
                    if task["kind"] == "seeEnd" && task["doneTime"].is_null() && task["closedTime"].is_null() {
                        partner.does(&["move", "task", "done", &id, task["id"].as_str().expect("an id")]);
                    }
                }
                let tokens = [there.administrator(), home.administrator()];
                turn(&there, &home, &tokens, of["nextTime"].as_str().unwrap_or_default());
            }
        }
    }
    assert_eq!(of["state"], "completed", "{days:#?} {of:#}");
    let headers = [("content-type", "application/json"), ("authorization", &there.administrator())];
    let orders = there.asks("GET", &format!("/v1/customers/{HARBOUR}/orders"), &headers, "").json();
    let marked = |order: &&Value| {
        order["lineItems"][0]["friendlyName"]
            .as_str()
            .is_some_and(|name| name.contains(".p1"))
    };
    assert_eq!(
        orders["items"].as_array().expect("orders").iter().filter(marked).count(),
        1,
        "{orders}"
    );
    let log = there.asks("GET", "/sandbox/v1/faults/log?from=1", &headers, "").json();
    assert_eq!(log["items"].as_array().map(Vec::len), Some(1), "the reply was lost: {log}");
    assert_eq!((home.stops(), there.stops()), (0, 0));
}

#[test]
fn accounts_are_made_tried_changed_and_deleted_and_keys_are_changed() {
    let (here, elsewhere) = (Reseller::new("accounts-keys"), Reseller::new("accounts-keys-service"));
    let there = Center::starts(&elsewhere);
    let url = there.url.as_str();
    let places = ["--partner-center", url, "--service-graph", url, "--service-login", url];
    let who = ["--service-tenant", TENANT, "--service-client", CLIENT];
    here.writes("credentials.toml", "refresh-token = \"no-token-of-theirs\"\n");
    let add = [
        &["account", "add", "Live"],
        &who[..],
        &places[..],
        &["--credentials", "credentials.toml"],
    ]
    .concat();
    {
        let home = Center::starts(&here);
        let partner = Person::signs_in(&here, &home, PARTNER);
        partner.fails(&add, 1, &["secretsKeyMissing", "openssl rand -base64 32"]);
        assert_eq!(partner.does(&["account", "list"]), "Nothing there.\n");
        assert_eq!(home.stops(), 0);
    }
    let token = there.refresh_token(PARTNER);
    {
        let home = Center::starts_set(&here, &[&format!("secrets-key={KEY}")]);
        let partner = Person::signs_in(&here, &home, PARTNER);
        let failed = partner.runs(&add);
        assert_eq!(failed.code, 1, "{}\n{}", failed.out, failed.err);
        assert!(
            failed.out.contains("does not work") && failed.out.contains("invalid_grant"),
            "{}",
            failed.out
        );
        partner.fails(&add, 1, &["accountNameTaken", "HTTP 409"]);
        here.writes("wrong.toml", "refresh-tokne = \"hidden-word\"\n");
        let wrong = partner.runs(&["account", "change", "Live", "--credentials", "wrong.toml"]);
        assert!(
            wrong.code == 1 && wrong.err.contains("wrong.toml, line 1") && !wrong.err.contains("hidden-word"),
            "{}",
            wrong.err
        );
        let far = ["account", "change", "live", "--service-graph", "https://elsewhere.example"];
        partner.fails(&far, 1, &["account-hosts", "HTTP 400"]);
        here.writes("credentials.toml", &format!("refresh-token = \"{token}\"\n"));
        partner.does(&["account", "change", "Live", "--name", "Dort", "--credentials", "credentials.toml"]);
        assert!(partner.does(&["account", "test", "dort"]).contains("works"));
        partner.fails(&["account", "show", "Live"], 1, &["Live"]);
        here.writes("estate.json", &estate(&there).to_string());
        partner.fails(
            &["move", "start", "estate.json", "--account", NOBODY],
            1,
            &["accountUnknown", NOBODY],
        );
        assert_eq!(home.stops(), 0);
    }
    let kept = std::fs::read(here.folder.join("center.db")).expect("the database");
    let holds = |bytes: &[u8], text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(!holds(&kept, &token), "no secret in plain text");
    assert!(!here.reads("center.log").contains(&token));
    {
        // The new key encrypts, the old one still opens; after a use nothing needs the old one any more.
        let home = Center::starts_set(&here, &[&format!("secrets-key={NEW_KEY},{KEY}")]);
        let partner = Person::signs_in(&here, &home, PARTNER);
        assert!(partner.does(&["account", "test", "Dort"]).contains("works"));
        assert_eq!(home.stops(), 0);
    }
    {
        let home = Center::starts_set(&here, &[&format!("secrets-key={NEW_KEY}")]);
        let partner = Person::signs_in(&here, &home, PARTNER);
        assert!(partner.does(&["account", "test", "Dort"]).contains("works"));
        assert_eq!(home.stops(), 0);
    }
    let home = Center::starts_set(&here, &[&format!("secrets-key={KEY}")]);
    let partner = Person::signs_in(&here, &home, PARTNER);
    partner.fails(&["account", "test", "Dort"], 1, &["secretsKeyUnknown"]);
    partner.does(&["account", "remove", "Dort"]);
    assert_eq!(partner.does(&["account", "list"]), "Nothing there.\n");
    assert_eq!((home.stops(), there.stops()), (0, 0));
}
