//! What people ask a center for besides trade: service requests, price files, delegated administration, webhooks. They sign in as
//! anybody would, each with a session of their own.

use crate::{
    actor::{Ended, Reseller},
    sandbox::{Center, http},
};
use serde_json::Value;
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

pub(crate) const PARTNER: &str = "admin@partner.example";
pub(crate) const NOBODY: &str = "11111111-1111-4111-8111-111111111111";
/// Hafenkontor GmbH, which has an administrator of its own.
pub(crate) const HARBOUR: &str = "5c000000-0000-4000-8000-000000000001";
const LICENCES: &str = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";

/// Somebody who signed in.
pub(crate) struct Person<'a> {
    reseller: &'a Reseller,
    center: &'a Center,
    settings: String,
}

impl<'a> Person<'a> {
    pub(crate) fn signs_in(reseller: &'a Reseller, center: &'a Center, name: &str) -> Self {
        let settings = reseller.folder.join(name).to_str().expect("UTF-8").to_owned();
        let mut command = Command::new(env!("CARGO_BIN_EXE_nahtlos"));
        command
            .args(["sign-in", "--lang", "en"])
            .envs([("NAHTLOS_CENTER", center.url.as_str()), ("XDG_CONFIG_HOME", &settings)])
            .current_dir(&reseller.folder);
        let mut process = command.stdout(Stdio::piped()).spawn().expect("nahtlos starts");
        let mut lines = BufReader::new(process.stdout.take().expect("its output")).lines();
        let url = lines
            .find_map(|line| line.ok().filter(|line| line.starts_with("http")))
            .expect("an address");
        let path = url.trim().strip_prefix(&center.url).expect("an address of the center");
        let back = center.signs_in_as(path, name);
        let (host, query) = back.trim_start_matches("http://").split_once('?').expect("a query");
        http(host.trim_end_matches('/'), "GET", &format!("/?{query}"), &[], "");
        assert!(process.wait().expect("it ends").success());
        Self {
            reseller,
            center,
            settings,
        }
    }

    pub(crate) fn runs(&self, arguments: &[&str]) -> Ended {
        let surroundings = [("NAHTLOS_CENTER", self.center.url.as_str()), ("XDG_CONFIG_HOME", &self.settings)];
        self.reseller.runs_with(arguments, &surroundings)
    }

    pub(crate) fn does(&self, arguments: &[&str]) -> String {
        let ended = self.runs(arguments);
        assert_eq!(ended.code, 0, "{arguments:?}\n{}\n{}", ended.out, ended.err);
        ended.out
    }

    pub(crate) fn json(&self, arguments: &[&str]) -> Value {
        let out = self.does(&[arguments, &["--json"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}"))
    }

    /// Sees that it is refused, and with which words.
    pub(crate) fn fails(&self, arguments: &[&str], code: i32, words: &[&str]) {
        let ended = self.runs(arguments);
        assert_eq!(ended.code, code, "{arguments:?}\n{}\n{}", ended.out, ended.err);
        for word in words {
            assert!(ended.err.contains(word), "{arguments:?}: no {word:?} in {}", ended.err);
        }
    }
}

/// Lets a minute pass: what is due is done when the clock has been turned.
pub(crate) fn settles(center: &Center) {
    let token = center.administrator();
    let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
    let turned = center.asks("PATCH", "/sandbox/v1/clock", &headers, r#"{"advance":"PT1M"}"#);
    assert!(turned.head.starts_with("HTTP/1.1 200"), "{}\n{}", turned.head, turned.body);
}

#[test]
fn service_requests_are_filed_said_more_about_and_closed() {
    let reseller = Reseller::new("desk-requests");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    assert_eq!(partner.does(&["service-requests", "list"]), "Nothing there.\n");
    let topics = partner.json(&["service-requests", "topics"]);
    let topic = topics[0]["id"].to_string();
    let create = [
        "service-requests",
        "create",
        "--severity",
        "moderate",
        "--title",
        "Seats missing",
        "--description",
        "Two of ten",
    ];
    let made = partner.json(&[&create[..], &["--topic", &topic]].concat());
    let id = made["id"].as_str().expect("an id");
    assert_eq!((&made["status"], &made["severity"]), (&"open".into(), &"moderate".into()), "{made}");
    let shown = partner.does(&["service-requests", "update", id, "--note", "Since Monday", "--severity", "critical"]);
    for word in ["Seats missing", "Two of ten", "Since Monday", "critical", "open"] {
        assert!(shown.contains(word), "no {word} in {shown}");
    }
    assert_eq!(
        partner.does(&["service-requests", "list", "--status", "closed"]),
        "Nothing there.\n"
    );
    partner.does(&["service-requests", "update", id, "--status", "closed"]);
    let closed = partner.does(&["service-requests", "list", "--status", "closed"]);
    assert!(closed.contains(id) && closed.contains("Seats missing"), "{closed}");
    // What is wrong is said with what it is about.
    partner.fails(&[&create[..], &["--topic", "1"]].concat(), 1, &["supportTopicId", "HTTP 400"]);
    partner.fails(
        &[&create[..], &["--topic", &topic, "--customer", NOBODY]].concat(),
        1,
        &["HTTP 404"],
    );
    partner.fails(&["service-requests", "show", NOBODY], 1, &[NOBODY, "HTTP 404"]);
    partner.fails(&["service-requests", "update", id], 2, &["--note"]);
    partner.fails(&["service-requests", "update", id, "--note", ""], 2, &["--note"]);
    partner.fails(&["service-requests", "list", "--status", "lost"], 2, &["attention-needed"]);
    assert_eq!(center.stops(), 0);
}

#[test]
fn price_files_become_files_that_are_known_again() {
    let reseller = Reseller::new("desk-prices");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    let prices = ["catalogue", "fetch", "prices", "--market"];
    let said = partner.does(&[&prices[..], &["DE", "-o", "prices.csv"]].concat());
    assert!(said.contains("prices.csv"), "{said}");
    partner.does(&["catalogue", "fetch", "offers", "-o", "offers.csv"]);
    partner.does(&["catalogue", "check", "prices.csv", "offers.csv"]);
    let extended = ["DE", "--view", "licensebasedest", "-o", "extended.csv"];
    partner.does(&[&prices[..], &extended].concat());
    assert_ne!(reseller.reads("extended.csv"), reseller.reads("prices.csv"));
    // Nothing is written where nothing came.
    let nothing = |more: &[&str], words: &[&str]| {
        partner.fails(&[&prices[..], more, &["-o", "none.csv"]].concat(), 1, words);
        assert!(!reseller.has("none.csv"));
    };
    nothing(&["XX"], &["Market", "XX", "HTTP 400"]);
    nothing(&["DE", "--view", "colours"], &["PricesheetView", "updatedlicensebased"]);
    nothing(&["DE", "--month", "209901"], &["has not come yet"]);
    nothing(&["DE", "--month", "January"], &["is no month such as"]);
    partner.fails(&["catalogue", "fetch", "rates", "-o", "none.csv"], 1, &["HTTP 404"]);
    partner.fails(
        &[&prices[..], &["DE", "--future", "--month", "202601", "-o", "x.csv"]].concat(),
        2,
        &["--month"],
    );
    partner.fails(
        &[&prices[..], &["DE", "-o", "no/such/folder.csv"]].concat(),
        1,
        &["no/such/folder.csv"],
    );
    assert_eq!(center.stops(), 0);
}

#[test]
fn delegated_administration_is_asked_for_approved_and_ended() {
    let reseller = Reseller::new("desk-delegations");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    let harbour = Person::signs_in(&reseller, &center, "admin@hafenkontor.example");
    let ask = |name: &str, more: &[&str]| {
        let request = [
            "delegated-admin",
            "request",
            "--customer",
            HARBOUR,
            "--role",
            LICENCES,
            "--name",
            name,
        ];
        partner.json(&[&request[..], more].concat())["id"]
            .as_str()
            .expect("an id")
            .to_owned()
    };
    let (wanted, other) = (ask("Wanted", &["--duration", "P30D", "--extend"]), ask("Other", &[]));
    let list = ["delegated-admin", "list", "--as-customer"];
    let seen = harbour.does(&[&list[..], &["--status", "approvalPending"]].concat());
    for word in [&wanted, &other, "Wanted", "approvalPending"] {
        assert!(seen.contains(word), "no {word} in {seen}");
    }
    let shown = harbour.does(&["delegated-admin", "show", &wanted, "--as-customer"]);
    assert!(shown.contains("License Administrator") && shown.contains("P30D"), "{shown}");
    harbour.does(&["delegated-admin", "approve", &wanted]);
    harbour.does(&["delegated-admin", "decline", &other]);
    settles(&center);
    let active = partner.does(&["delegated-admin", "list", "--status", "active"]);
    assert!(
        active.contains(&wanted) && active.contains("Hafenkontor") && !active.contains(&other),
        "{active}"
    );
    // The partner cannot answer for the customer, nor the customer twice.
    partner.fails(&["delegated-admin", "approve", &wanted], 1, &["otherTenant", "HTTP 403"]);
    harbour.fails(&["delegated-admin", "decline", &wanted], 1, &["HTTP 4"]);
    harbour.fails(&["delegated-admin", "show", NOBODY, "--as-customer"], 1, &["HTTP 404"]);
    let late = [
        "delegated-admin",
        "request",
        "--customer",
        HARBOUR,
        "--role",
        LICENCES,
        "--name",
        "Wanted",
    ];
    partner.fails(&late, 1, &["conflict", "HTTP 409"]);
    let long = [
        "delegated-admin",
        "request",
        "--role",
        LICENCES,
        "--name",
        "Long",
        "--duration",
        "P900D",
    ];
    partner.fails(&long, 1, &["duration", "HTTP 400"]);
    partner.fails(&["delegated-admin", "request", "--name", "x"], 2, &["--role"]);
    partner.fails(&["delegated-admin", "list", "--status", "begun"], 2, &["begun", "approvalPending"]);
    let told = partner.does(&["delegated-admin", "request", "--role", LICENCES, "--name", "Anybody"]);
    assert!(
        told.contains(&format!("{}/partners/invitation/granularAdminRelationships/", center.url)),
        "{told}"
    );
    partner.does(&["delegated-admin", "terminate", &wanted]);
    settles(&center);
    let over = partner.does(&["delegated-admin", "list", "--status", "terminated"]);
    assert!(over.contains(&wanted) && over.contains(&other), "{over}");
    assert_eq!(center.stops(), 0);
}

#[test]
fn webhooks_are_registered_tested_and_sent_again() {
    let reseller = Reseller::new("desk-webhooks");
    let center = Center::starts(&reseller);
    let partner = Person::signs_in(&reseller, &center, PARTNER);
    partner.fails(&["webhooks", "show"], 1, &["HTTP 404"]);
    assert!(
        partner
            .does(&["webhooks", "events"])
            .lines()
            .any(|line| line == "subscription-updated")
    );
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let hook = format!("http://{}/hook", listener.local_addr().expect("an address"));
    std::thread::spawn(move || receive(&listener));
    let register = ["webhooks", "register", &hook, "--event"];
    let shown = partner.does(&[&register[..], &["test-created,subscription-updated"]].concat());
    assert!(shown.contains(&hook) && shown.contains("test-created"), "{shown}");
    partner.fails(&[&register[..], &["test-created"]].concat(), 1, &["HTTP 409"]);
    partner.fails(&[&register[..], &["made-up", "--replace"]].concat(), 1, &["made-up", "HTTP 400"]);
    partner.does(&[&register[..], &["test-created", "--replace"]].concat());
    let tested = partner.does(&["webhooks", "test"]);
    assert!(tested.contains("completed") && tested.contains("OK: heard"), "{tested}");
    let sent = partner.does(&["webhooks", "deliveries", "--status", "accepted"]);
    assert!(sent.contains("test-created") && sent.contains("OK: heard"), "{sent}");
    let sent = partner.json(&["webhooks", "deliveries", "--status", "accepted"]);
    let day = &sent[0]["changedDateTime"].as_str().expect("a time")[..10];
    let begin = format!("{day}T00:00:00Z");
    let span = ["webhooks", "replay", "--from", &begin, "--to"];
    assert_eq!(
        partner.does(&[&span[..], &["2100-01-01T00:00:00Z"]].concat()),
        "One message goes out again.\n"
    );
    let none = [&span[..], &["2100-01-01T00:00:00Z", "--event", "subscription-updated"]].concat();
    assert!(partner.does(&none).contains("nothing goes out again"));
    let early = [
        "webhooks",
        "replay",
        "--from",
        "2000-01-01T00:00:00Z",
        "--to",
        "2100-01-01T00:00:00Z",
    ];
    partner.fails(&early, 1, &["30 days", "from 20"]);
    partner.fails(&[&span[..], &["tomorrow"]].concat(), 2, &["tomorrow", "2027-01-31T00:00:00Z"]);
    partner.fails(&["webhooks", "replay", NOBODY], 1, &["HTTP 404"]);
    partner.fails(&["webhooks", "replay"], 2, &["--from"]);
    assert_eq!(center.stops(), 0);
}

/// Accepts whatever is sent.
fn receive(listener: &std::net::TcpListener) {
    use std::io::{Read, Write};
    for mut stream in listener.incoming().flatten() {
        let mut read = [0; 4096];
        let mut all = Vec::new();
        while !all.ends_with(b"}") {
            match stream.read(&mut read) {
                Ok(0) | Err(_) => break,
                Ok(count) => all.extend_from_slice(&read[..count]),
            }
        }
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\nconnection: close\r\n\r\nheard");
    }
}
