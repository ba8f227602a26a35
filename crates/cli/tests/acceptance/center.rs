//! A center on this machine and the commands that ask it: `serve`, `sign-in`, `customers`, `subscriptions`, `orders`, `licences`,
//! `catalogue import`.

use crate::{
    actor::{Ended, Reseller, examples},
    sandbox::{Center, http},
};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    process::{Command, Stdio},
};

const TENANT: &str = "5a000000-0000-4000-8000-000000000001";
const CLIENT: &str = "5a000000-0000-4000-8000-0000000000a1";
const NOBODY: &str = "11111111-1111-4111-8111-111111111111";

/// Asks the center as the partner's application.
fn asks(reseller: &Reseller, center: &Center, arguments: &[&str]) -> Ended {
    let surroundings = [
        ("NAHTLOS_CENTER", center.url.as_str()),
        ("NAHTLOS_TENANT", TENANT),
        ("NAHTLOS_CLIENT_ID", CLIENT),
        ("NAHTLOS_CLIENT_SECRET", "sandbox-secret"),
    ];
    reseller.runs_with(arguments, &surroundings)
}

#[test]
fn a_partner_looks_buys_and_changes_at_a_center() {
    let reseller = Reseller::new("center");
    let center = Center::starts(&reseller);
    let none = asks(&reseller, &center, &["customers", "list"]);
    assert_eq!((none.code, none.out.as_str()), (0, "Nothing there.\n"), "{}", none.err);
    let customer = center.has_customer();
    let does = |arguments: &[&str]| {
        let ended = asks(&reseller, &center, arguments);
        assert_eq!(ended.code, 0, "{arguments:?}\n{}\n{}", ended.out, ended.err);
        ended.out
    };
    let listed = does(&["customers", "list", "--filter", "Strand"]);
    assert!(listed.contains(&customer) && listed.contains("Strandhaus GmbH"), "{listed}");
    assert!(!does(&["customers", "list", "--filter", "Other"]).contains(&customer));
    let shown: Value = serde_json::from_str(&does(&["customers", "show", &customer, "--json"])).expect("JSON");
    assert_eq!(shown["companyProfile"]["companyName"], "Strandhaus GmbH");

    let place = [
        "orders",
        "place",
        &customer,
        "--item",
        "CFQ7TTC0LFLX:0001",
        "--term",
        "P1Y",
        "--billing",
        "monthly",
    ];
    let bought: Value = serde_json::from_str(&does(&[&place[..], &["--seats", "5", "--json"]].concat())).expect("JSON");
    let subscription = bought["orders"][0]["lineItems"][0]["subscriptionId"]
        .as_str()
        .expect("a subscription");
    let order = bought["orders"][0]["id"].as_str().expect("an order");
    assert!(does(&["orders", "list", &customer]).contains(subscription));
    assert!(does(&["orders", "show", &customer, order]).contains("CFQ7TTC0LFLX:0001"));

    let set = ["subscriptions", "set", &customer, subscription];
    let changed = does(&[&set[..], &["--quantity", "7", "--name", "Front desk"]].concat());
    assert!(changed.contains("Front desk") && changed.contains("renewal"), "{changed}");
    let show = ["subscriptions", "show", &customer, subscription, "--json"];
    let now: Value = serde_json::from_str(&does(&show)).expect("JSON");
    assert_eq!(
        (&now["quantity"], &now["autoRenewEnabled"]),
        (&json!(7), &json!(true)),
        "renewal stays on"
    );
    does(&[&set[..], &["--renew", "off"]].concat());
    let now: Value = serde_json::from_str(&does(&show)).expect("JSON");
    assert_eq!((&now["quantity"], &now["autoRenewEnabled"]), (&json!(7), &json!(false)));
    let table = does(&["subscriptions", "list", &customer]);
    let row = table.lines().find(|line| line.contains(subscription)).expect("its row");
    assert!(row.contains("Front desk      7  active  off      P1Y"), "{table}");
    does(&[&set[..], &["--cancel"]].concat());
    assert!(does(&["subscriptions", "show", &customer, subscription]).contains("deleted"));
    assert_eq!(center.stops(), 0);
}

#[test]
fn what_a_center_refuses_is_said_with_code_and_request() {
    let reseller = Reseller::new("center-refusals");
    let center = Center::starts(&reseller);
    let url = center.url.clone();
    let unknown = asks(&reseller, &center, &["customers", "show", NOBODY]);
    assert_eq!(unknown.code, 1, "{}", unknown.out);
    assert!(unknown.err.contains("code 60003, HTTP 404, request "), "{}", unknown.err);
    let wrong = [("NAHTLOS_CLIENT_SECRET", "guessed")];
    let list = ["customers", "list", "--center", &url, "--tenant", TENANT, "--client-id", CLIENT];
    let refused = reseller.runs_with(&list, &wrong);
    assert_eq!(refused.code, 1, "{}", refused.out);
    assert!(
        refused.err.contains("invalid_client") && !refused.err.contains("guessed"),
        "{}",
        refused.err
    );
    let customer = center.has_customer();
    let place = [
        "orders",
        "place",
        &customer,
        "--seats",
        "1",
        "--term",
        "P1Y",
        "--billing",
        "monthly",
        "--item",
    ];
    let missing = asks(&reseller, &center, &[&place[..], &["CFQ7TTC0XXXX:0001:CFQ7TTC0YYYY"]].concat());
    assert_eq!(missing.code, 1, "{}", missing.out);
    assert!(missing.err.contains("CFQ7TTC0XXXX"), "{}", missing.err);
    let alone = asks(&reseller, &center, &["licences", "list", &customer]);
    assert_eq!(alone.code, 1, "an application alone is refused: {}", alone.out);
    assert_eq!(center.stops(), 0);
    let gone = reseller.runs_with(&list, &wrong);
    assert_eq!(gone.code, 1);
    assert!(gone.err.contains("cannot be reached") && gone.err.contains(&url), "{}", gone.err);
}

#[test]
fn a_person_signs_in_and_sees_licences() {
    let reseller = Reseller::new("center-sign-in");
    let center = Center::starts(&reseller);
    let customer = center.has_customer();
    let settings = reseller.folder.join("settings");
    let surroundings = [
        ("NAHTLOS_CENTER", center.url.as_str()),
        ("XDG_CONFIG_HOME", settings.to_str().expect("UTF-8")),
    ];
    let before = reseller.runs_with(&["licences", "list", &customer], &surroundings);
    assert_eq!(before.code, 2);
    assert!(before.err.contains("nahtlos sign-in"), "{}", before.err);

    let mut command = Command::new(env!("CARGO_BIN_EXE_nahtlos"));
    command
        .args(["sign-in", "--lang", "en"])
        .envs(surroundings)
        .current_dir(&reseller.folder);
    let mut process = command.stdout(Stdio::piped()).spawn().expect("nahtlos starts");
    let mut out = BufReader::new(process.stdout.take().expect("its output"));
    let mut url = String::new();
    while !url.starts_with("http") {
        url.clear();
        assert_ne!(out.read_line(&mut url).expect("a line"), 0, "no address");
    }
    let path = url.trim().strip_prefix(&center.url).expect("an address of the center");
    let back = center.signs_in(path);
    let (host, query) = back.trim_start_matches("http://").split_once('?').expect("a query");
    let host = host.trim_end_matches('/');
    let other = http(host, "GET", "/?code=guessed&state=guessed", &[], "");
    assert!(other.head.contains("404"), "{}", other.head);
    let closed = http(host, "GET", &format!("/?{query}"), &[], "");
    assert!(closed.body.contains("You can close this page"), "{}", closed.body);
    assert!(process.wait().expect("it ends").success());

    let kept = settings.join("nahtlos/session.json");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&kept).expect("the session").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    let first = std::fs::read_to_string(&kept).expect("the session");
    let does = |arguments: &[&str]| {
        let ended = reseller.runs_with(arguments, &surroundings);
        assert_eq!(ended.code, 0, "{arguments:?}\n{}\n{}", ended.out, ended.err);
        ended.out
    };
    assert_eq!(does(&["licences", "list", &customer]), "Nothing there.\n");
    let place = [
        "orders",
        "place",
        &customer,
        "--item",
        "CFQ7TTC0LFLX:0001",
        "--term",
        "P1Y",
        "--billing",
        "monthly",
        "--seats",
        "3",
    ];
    does(&place);
    let pools: Value = serde_json::from_str(&does(&["licences", "list", &customer, "--json"])).expect("JSON");
    let sku = pools[0]["productSku"]["id"].as_str().expect("a SKU");
    assert_eq!(
        (&pools[0]["totalUnits"], &pools[0]["consumedUnits"]),
        (&json!(3), &json!(0)),
        "{pools}"
    );
    let user = center.makes_user(&customer);
    let plan = pools[0]["servicePlans"][0]["id"].as_str().expect("a service plan");
    let held = does(&["licences", "assign", &customer, &user, "--add", sku, "--off", plan]);
    assert!(held.contains(sku), "{held}");
    assert_eq!(does(&["licences", "user", &customer, &user]), held);
    let taken = does(&["licences", "assign", &customer, &user, "--remove", sku]);
    assert_eq!(taken, "Nothing there.\n");
    let several = ["licences", "assign", &customer, &user, "--add", sku, "--add", plan, "--off", plan];
    assert_eq!(reseller.runs_with(&several, &surroundings).code, 2, "whose plan is it?");
    let later = std::fs::read_to_string(&kept).expect("the session");
    assert_ne!(first, later, "each use gives a new refresh token");
    assert_eq!(center.stops(), 0);
}

#[test]
fn catalogue_files_are_taken_in_whole_and_once() {
    let reseller = Reseller::new("center-catalogue");
    reseller.copies(&examples().join("vendor"), "vendor");
    let import = |more: &[&str]| reseller.runs(&[&["catalogue", "import", "--database", "own.db"], more].concat());
    let look = import(&["vendor/products.csv", "--dry-run"]);
    assert_eq!(look.code, 0, "{}", look.err);
    assert!(
        look.out.contains("Nothing was written") && look.out.contains("+ licence "),
        "{}",
        look.out
    );
    let done = import(&["vendor/products.csv", "vendor/offermatrix.csv"]);
    assert_eq!(done.code, 0, "{}", done.err);
    assert_eq!(done.out.matches("Applied as version").count(), 2, "{}", done.out);
    let again = import(&["vendor/products.csv", "--json"]);
    let again: Value = serde_json::from_str(&again.out).expect("JSON");
    assert_eq!((&again["unchanged"], &again["added"]), (&json!(true), &json!(0)));
    reseller.writes("bad.csv", "A,B\n1,2\n");
    let bad = import(&["bad.csv"]);
    assert_eq!(bad.code, 1);
    assert!(bad.err.contains("bad.csv"), "{}", bad.err);

    let center = Center::starts(&reseller);
    let programme = [
        ("NAHTLOS_TENANT", "5a000000-0000-4000-8000-000000000000"),
        ("NAHTLOS_CLIENT_ID", "5a000000-0000-4000-8000-0000000000a0"),
        ("NAHTLOS_CLIENT_SECRET", "sandbox-secret"),
    ];
    let remote = ["catalogue", "import", "vendor/products.csv", "--center", &center.url, "--dry-run"];
    let there = reseller.runs_with(&remote, &programme);
    assert_eq!(there.code, 0, "{}", there.err);
    assert!(there.out.contains("Nothing was written"), "{}", there.out);
    assert_eq!(
        asks(&reseller, &center, &remote).code,
        1,
        "a partner is no administrator of the programme"
    );
    assert_eq!(center.stops(), 0);
}

#[test]
fn settings_that_nobody_knows_are_refused_and_help_has_examples() {
    let reseller = Reseller::new("center-usage");
    let refused = reseller.runs(&["serve", "--sandbox", "--set", "colour=green"]);
    assert_eq!(refused.code, 2, "{}", refused.err);
    assert!(refused.err.contains("colour"), "{}", refused.err);
    let variable = reseller.runs_with(&["serve", "--sandbox"], &[("NAHTLOS_COLOUR", "green")]);
    assert_eq!(variable.code, 2, "{}", variable.err);
    reseller.writes("nahtlos.toml", "colour = \"green\"\n");
    let file = reseller.runs(&["serve"]);
    assert_eq!(file.code, 2);
    assert!(file.err.contains("nahtlos.toml") && file.err.contains("colour"), "{}", file.err);
    for words in [
        &["serve"][..],
        &["sign-in"],
        &["customers"],
        &["subscriptions"],
        &["orders"],
        &["licences"],
        &["catalogue", "import"],
    ] {
        let help = reseller.does(&[words, &["--help"]].concat());
        assert!(
            help.out.contains("Example") && help.out.contains("nahtlos "),
            "{words:?}: {}",
            help.out
        );
    }
    let nothing = reseller.runs(&["subscriptions", "set", NOBODY, NOBODY]);
    assert_eq!(nothing.code, 2, "a change has to be named");
}
