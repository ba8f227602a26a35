//! A move that a center carries out: begun, approved, accepted by the customer, stopped, resumed, given up; and what is said when
//! something is wrong.

use crate::{
    actor::Reseller,
    desk::{HARBOUR, NOBODY, PARTNER, Person, settles},
    sandbox::Center,
};
use jiff::{Span, civil::Date};
use serde_json::{Value, json};

const ADMIN: &str = "admin@hafenkontor.example";
const E3: &str = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const E1: &str = "4b9405b0-7788-4568-add1-99614e613b69";

/// What the sandbox's customer of other channels holds. A sandbox moves its dates by whole months to when it is made.
pub(crate) fn estate(center: &Center) -> Value {
    let token = center.administrator();
    let clock = center.asks("GET", "/sandbox/v1/clock", &[("authorization", &token)], "").json();
    let today: Date = clock["now"].as_str().expect("a time")[..10].parse().expect("a day");
    let months = (i32::from(today.year()) - 2026) * 12 + i32::from(today.month()) - 11;
    let later = |day: &str| {
        let day: Date = day.parse().expect("a day");
        day.checked_add(Span::new().months(months)).expect("a day").to_string()
    };
    let id = |end: &str| format!("5c000000-0000-4000-8000-0000000000{end}");
    let user = |end: &str, name: &str, licenses: &[&str]| {
        let licenses: Vec<Value> = licenses.iter().map(|sku| json!({ "skuId": sku, "disabledPlans": [] })).collect();
        json!({ "id": id(end), "userPrincipalName": format!("{name}@hafenkontor.example"), "usageLocation": "DE", "licenses": licenses })
    };
    json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": HARBOUR, "name": "Hafenkontor GmbH", "domain": "hafenkontor.example", "country": "DE", "currency": "EUR" },
        "asOf": today.to_string(),
        "subscriptions": [
            { "id": id("b1"), "channel": "webDirect", "skuId": E3, "quantity": 12, "start": later("2026-04-01"), "end": later("2027-04-01"),
                "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active" },
            { "id": id("b2"), "channel": "otherPartner", "owner": "Altpartner AG", "skuId": E1, "quantity": 5, "start": later("2026-06-15"),
                "end": later("2027-06-15"), "autoRenew": true, "termDuration": "P1Y", "billingCycle": "monthly", "status": "active" },
        ],
        "users": [user("d1", "admin", &[E3]), user("d2", "mara", &[E3]), user("d3", "nils", &[E1]), user("d4", "jule", &[])],
    })
}

/// The customer's administrator accepts by a link.
fn accepts(center: &Center, link: &str) {
    let secret = link.rsplit('/').next().expect("a secret").split('?').next().expect("a secret");
    let token = center.authorizes(ADMIN);
    let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
    let contact = json!({ "firstName": "Kim", "lastName": "Kontor", "email": ADMIN });
    let yes = json!({ "agreementAccepted": true, "primaryContact": contact }).to_string();
    let path = format!("/moves/v1/invitations/by-link/{secret}/accept");
    let accepted = center.asks("POST", &path, &headers, &yes);
    assert!(accepted.head.starts_with("HTTP/1.1 200"), "{}\n{}", accepted.head, accepted.body);
}

fn says(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "no {word:?} in {text}");
    }
}

/// A move of the customer, planned; its id and its plan's digest.
pub(crate) fn starts(partner: &Person<'_>, more: &[&str]) -> (String, String) {
    let begun = partner.json(&[&["move", "start", "estate.json"][..], more].concat());
    let text = |value: &Value| value.as_str().unwrap_or_else(|| panic!("{begun}")).to_owned();
    (text(&begun["id"]), text(&begun["plan"]["digest"]))
}

#[test]
fn a_move_is_begun_approved_accepted_stopped_resumed_and_given_up() {
    let reseller = Reseller::new("moves");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    reseller.writes("estate.json", &estate(&center).to_string());
    assert_eq!(partner.does(&["move", "status"]), "Nothing there.\n");
    let said = partner.does(&["move", "start", "estate.json", "--delegated-admin"]);
    let all = partner.json(&["move", "status"]);
    let (id, digest) = (
        all[0]["id"].as_str().expect("an id"),
        all[0]["plan"]["digest"].as_str().expect("a digest"),
    );
    let dates = ["First dates", "Request a reseller relationship", "Wait until the customer accepts"];
    says(&said, &[&[id, digest, "Hafenkontor GmbH", "€", "planned"][..], &dates].concat());
    assert!(said.contains(&format!("nahtlos move approve {id} --plan {digest}")), "{said}");
    says(
        &partner.does(&["move", "status", "--state", "planned"]),
        &[id, "hafenkontor.example"],
    );
    assert_eq!(partner.does(&["move", "status", "--state", "halted"]), "Nothing there.\n");
    says(&partner.does(&["move", "offer", id]), &["offered to the customer"]);
    says(&partner.does(&["move", "withdraw", id]), &["planned"]);

    let approve = [
        "move",
        "approve",
        id,
        "--plan",
        digest,
        "--more",
        "50",
        "--later-days",
        "2",
        "--users",
        "3",
    ];
    says(
        &partner.does(&approve),
        &["approved", PARTNER, "up to 50.00 more", "2 days later", "3 users"],
    );
    settles(&center);
    let asked = partner.does(&["move", "status", id]);
    says(
        &asked,
        &["needs a person", "Open tasks", "Hand the link", "a person is asked", "not begun"],
    );
    let tasks = partner.does(&["move", "task", "list", id]);
    let link = tasks.split_whitespace().find(|word| word.starts_with(&center.url));
    accepts(&center, link.unwrap_or_else(|| panic!("no link in {tasks}")));
    settles(&center);
    let waiting = partner.does(&["move", "status", id]);
    says(
        &waiting,
        &["waiting", "Why it stands still", "Nothing is to be done before", "done"],
    );
    assert!(!waiting.contains("Hand the link"), "{waiting}");
    says(&partner.does(&["move", "task", "list", id]), &["Hand the link", "no longer needed"]);
    let journal = partner.does(&["move", "journal", id]);
    says(&journal, &["begun", "planned", "approved", "attempted", "answered", "seen"]);
    let entries = partner.json(&["move", "journal", id]);
    let entries = entries.as_array().expect("entries");
    let numbers: Vec<i64> = entries.iter().map(|entry| entry["number"].as_i64().expect("a number")).collect();
    assert_eq!(numbers, (1..=i64::try_from(entries.len()).expect("few")).collect::<Vec<_>>());

    // Half a year on, the old partner has to act, and nobody else can.
    let token = center.administrator();
    let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
    center.asks("PATCH", "/sandbox/v1/clock", &headers, r#"{"advance":"P195D"}"#);
    let asked = partner.does(&["move", "status", id]);
    says(
        &asked,
        &[
            "needs a person",
            "the other partner, through the customer",
            "Have Altpartner AG choose “cancel at term end”",
        ],
    );
    assert!(!asked.contains(E1), "a SKU by its id: {asked}");

    partner.fails(&["move", "resume", id], 1, &["moveState", "HTTP 409"]);
    says(&partner.does(&["move", "halt", id, "--note", "Holidays"]), &["halted"]);
    let halted = partner.does(&["move", "status", id]);
    says(&halted, &[PARTNER, "stopped it: “Holidays”", &format!("nahtlos move resume {id}")]);
    partner.does(&["move", "resume", id]);
    settles(&center);
    says(&partner.does(&["move", "status", id]), &["needs a person"]);
    says(&partner.does(&["move", "abandon", id, "--note", "They stay"]), &["given up"]);
    partner.fails(&["move", "resume", id], 1, &["moveState", "HTTP 409"]);
    assert_eq!(center.stops(), 0);
}

#[test]
fn a_task_of_a_move_is_confirmed_with_what_shows_it() {
    let reseller = Reseller::new("moves-tasks");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    reseller.writes("estate.json", &estate(&center).to_string());
    let (id, digest) = starts(&partner, &["--no-rights", "--batch", "5", "--delegated-admin"]);
    partner.does(&["move", "approve", &id, "--plan", &digest]);
    settles(&center);
    reseller.writes("letter.txt", "abc");
    let done = ["move", "task", "done", &id, "t1", "--note", "By mail", "--attach", "letter.txt"];
    let after = partner.json(&done);
    let task = &after["tasks"][0];
    assert_eq!((&task["note"], &task["doneBy"]), (&json!("By mail"), &json!(PARTNER)), "{after}");
    // The SHA-256 of "abc" (FIPS 180-2, appendix B.1).
    assert_eq!(
        task["attachment"],
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    );
    let settings = json!({ "language": "en", "delegatedAdmin": true, "requestRights": false, "batch": 5 });
    assert_eq!(after["settings"], settings, "{after}");
    says(
        &partner.does(&["move", "task", "list", &id]),
        &["t1", "done by admin@partner.example"],
    );
    partner.fails(&["move", "task", "done", &id, "t99"], 1, &["t99", "HTTP 404"]);
    partner.fails(&["move", "task", "done", &id, "t1", "--attach", "none.pdf"], 1, &["none.pdf"]);
    partner.fails(&["move", "task", "list", NOBODY], 1, &["HTTP 404"]);
    assert_eq!(center.stops(), 0);
}

#[test]
fn what_is_wrong_with_a_move_is_said() {
    let reseller = Reseller::new("moves-wrong");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    reseller.writes("estate.json", &estate(&center).to_string());
    partner.fails(&["move", "start", "none.json"], 1, &["none.json"]);
    partner.fails(&["move", "start", "estate.json", "--batch", "21"], 2, &["21"]);
    reseller.writes("policy.toml", "leadDay = 5\n");
    partner.fails(
        &["move", "start", "estate.json", "--policy", "policy.toml"],
        1,
        &["policy.toml:1:1", "leadDays"],
    );
    assert_eq!(partner.does(&["move", "status"]), "Nothing there.\n");

    let (id, digest) = starts(&partner, &["--mail", ADMIN]);
    partner.fails(&["move", "start", "estate.json"], 1, &[&id, "moveOpen", "HTTP 409"]);
    for command in ["status", "journal", "offer", "withdraw", "halt", "resume", "abandon", "replan"] {
        partner.fails(&["move", command, NOBODY], 1, &[NOBODY, "HTTP 404"]);
    }
    partner.fails(&["move", "status", "--state", "lost"], 2, &["lost", "needsPerson"]);
    partner.fails(&["move", "approve", &id], 2, &["--plan", &id]);
    let other = "0".repeat(64);
    partner.fails(&["move", "approve", &id, "--plan", &other], 1, &["otherPlan", "HTTP 409"]);
    let limits = ["move", "approve", &id, "--plan", &digest, "--more"];
    partner.fails(&[&limits[..], &["1.234"]].concat(), 1, &["limits.more", "2 decimals", "HTTP 400"]);
    partner.fails(&[&limits[..], &["much"]].concat(), 1, &["limits.more", "HTTP 400"]);
    partner.fails(&["move", "approve", &id, "--plan", &digest, "--users", "-1"], 2, &["-1"]);

    // Another policy makes another plan; the old one is no longer what is approved.
    reseller.writes("policy.toml", "leadDays = 30\n");
    let said = partner.does(&["move", "replan", &id, "--policy", "policy.toml"]);
    says(&said, &["version 2", "wanted by a person", "First dates"]);
    partner.fails(&["move", "approve", &id, "--plan", &digest], 1, &[&digest, "otherPlan"]);
    assert_eq!(center.stops(), 0);
}

/// Microsoft 365 E3 without Teams: nothing on sale has Places Core.
const HELD: &str = "dcf0408c-aaec-446c-afd4-43e3683943ea";
const PLACES: &str = "1fe6227d-3e01-46d0-9510-0acad4ff6e94";

#[test]
fn a_service_is_lost_only_after_a_yes_to_it() {
    let reseller = Reseller::new("moves-losses");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    let held = estate(&center).to_string().replace(E3, HELD);
    reseller.writes("estate.json", &held);
    let ended = partner.runs(&["move", "start", "estate.json"]);
    assert_eq!(ended.code, 1, "{}", ended.out);
    let all = partner.json(&["move", "status"]);
    let id = all[0]["id"].as_str().expect("an id");
    says(&ended.err, &["noPlan", &format!("nahtlos move losses {id}")]);

    let said = partner.does(&["move", "losses", id]);
    says(&said, &[PLACES, "Places Core", "2", "no", "There is no plan so:"]);
    let found = partner.json(&["move", "losses", id, "--accept", PLACES]);
    assert_eq!((&found["planned"], &found["losses"][0]["accepted"]), (&json!(true), &json!(true)));
    says(
        &partner.does(&["move", "losses", id, "--accept", PLACES]),
        &["yes", "There is a plan so."],
    );
    // A look changes nothing, and what nobody accepted is not planned.
    says(&partner.does(&["move", "losses", id]), &["There is no plan so:"]);
    let none = partner.runs(&["move", "losses", id, "--none", "--plan"]);
    assert_eq!(none.code, 1, "{}", none.out);
    says(&none.out, &["There is no plan so:"]);
    assert_eq!(partner.json(&["move", "status", id])["plan"], Value::Null);

    let planned = partner.does(&["move", "losses", id, "--accept", PLACES, "--plan"]);
    says(&planned, &["First dates", "nahtlos move approve"]);
    says(&partner.does(&["move", "losses", id]), &["yes", "There is a plan so."]);
    says(&partner.does(&["move", "losses", id, "--none"]), &["no", "There is no plan so:"]);

    partner.fails(&["move", "losses", id, "--accept", "places"], 2, &["places"]);
    partner.fails(&["move", "losses", id, "--accept", PLACES, "--none"], 2, &["--none"]);
    partner.fails(&["move", "losses", NOBODY], 1, &[NOBODY, "HTTP 404"]);
    assert_eq!(center.stops(), 0);
}
