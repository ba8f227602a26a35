//! A center on this machine and the commands that ask it: `serve`, `sign-in`, `customers`, `subscriptions`, `orders`, `licences`,
//! `catalogue import`.

use crate::actor::{Ended, Reseller, examples};
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, ChildStdout, Command, Stdio},
};

const TENANT: &str = "5a000000-0000-4000-8000-000000000001";
const CLIENT: &str = "5a000000-0000-4000-8000-0000000000a1";
const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const NOBODY: &str = "11111111-1111-4111-8111-111111111111";

/// A sandbox that is running, stopped at the end whatever happens.
struct Center {
    process: Child,
    out: BufReader<ChildStdout>,
    url: String,
}

impl Drop for Center {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What came of an HTTP request.
struct Heard {
    head: String,
    body: String,
}

impl Heard {
    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.head, self.body))
    }

    fn header(&self, name: &str) -> &str {
        let found = self.head.lines().filter_map(|line| line.split_once(": "));
        found
            .into_iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }
}

impl Center {
    fn starts(reseller: &Reseller) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nahtlos"));
        command.args([
            "serve",
            "--sandbox",
            "--listen",
            "127.0.0.1:0",
            "--database",
            "center.db",
            "--lang",
            "en",
        ]);
        command.current_dir(&reseller.folder).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(Stdio::null());
        let mut process = command.spawn().expect("nahtlos starts");
        let mut out = BufReader::new(process.stdout.take().expect("its output"));
        let mut line = String::new();
        out.read_line(&mut line).expect("a line");
        let url = line.split_whitespace().find(|word| word.starts_with("http://"));
        let url = url
            .unwrap_or_else(|| panic!("no address in {line:?}"))
            .trim_end_matches('.')
            .to_owned();
        Self { process, out, url }
    }

    /// Stops it as a system would; its exit code.
    fn stops(mut self) -> i32 {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        assert!(told.expect("kill runs").success());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("the rest of its output");
        assert!(rest.contains("Stopping"), "{rest}");
        self.process.wait().expect("it ends").code().unwrap_or(-1)
    }

    fn asks(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Heard {
        let host = self.url.trim_start_matches("http://");
        http(host, method, path, headers, body)
    }

    /// The sign-in page at a path, filled in by the partner's administrator; where it leads.
    fn signs_in(&self, path: &str) -> String {
        let page = self.asks("GET", path, &[], "");
        let cookie = page.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let proof = page
            .body
            .split("name=\"proof\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let proof = proof.unwrap_or_else(|| panic!("no form: {}", page.body));
        let form = format!("name=admin%40partner.example&password=Sandbox-Password-1&proof={proof}");
        let sent = self.asks("POST", path, &[FORM, ("cookie", &cookie)], &form);
        let back = sent.header("location");
        assert!(back.starts_with("http://127.0.0.1"), "{}\n{}", sent.head, sent.body);
        back.to_owned()
    }

    /// The headers of a request as the partner's administrator.
    fn administrator(&self) -> String {
        let ours = "client_id=6e616874-6c6f-4073-8000-000000000001&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711";
        let scope = "scope=https%3A%2F%2Fapi.partnercenter.microsoft.com%2F.default";
        let challenge = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
        let back = self.signs_in(&format!(
            "/common/oauth2/v2.0/authorize?{ours}&{scope}&{challenge}&response_type=code"
        ));
        let code = back.split(['?', '&']).find_map(|pair| pair.strip_prefix("code=")).expect("a code");
        let verifier = "code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let form = format!("grant_type=authorization_code&{ours}&{scope}&{verifier}&code={code}");
        let token = self.asks("POST", "/common/oauth2/v2.0/token", &[FORM], &form).json();
        format!("Bearer {}", token["access_token"].as_str().unwrap_or_else(|| panic!("{token}")))
    }

    /// A customer of the partner, ready to buy; its id.
    fn has_customer(&self) -> String {
        let address = json!({ "country": "DE", "city": "Bremen", "state": "HB", "addressLine1": "Am Wall 1", "postalCode": "28195",
            "firstName": "Kim", "lastName": "Kunde", "phoneNumber": "" });
        let customer = json!({
            "companyProfile": { "domain": "strandhaus.onmicrosoft.com" },
            "billingProfile": { "culture": "de-DE", "email": "kim@strandhaus.example", "language": "de", "companyName": "Strandhaus GmbH",
                "defaultAddress": address },
        });
        let token = self.administrator();
        let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
        let made = self.asks("POST", "/v1/customers", &headers, &customer.to_string()).json();
        let id = made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned();
        let kinds = "/v1/agreements?agreementType=MicrosoftCustomerAgreement";
        let templates = self.asks("GET", kinds, &headers, "").json();
        let agreement = json!({
            "primaryContact": { "firstName": "Kim", "lastName": "Kunde", "email": "kim@strandhaus.example" },
            "templateId": templates["items"][0]["templateId"], "dateAgreed": "2026-01-01T00:00:00Z", "type": "MicrosoftCustomerAgreement",
        });
        let agreed = self.asks("POST", &format!("/v1/customers/{id}/agreements"), &headers, &agreement.to_string());
        assert!(agreed.head.starts_with("HTTP/1.1 201"), "{}\n{}", agreed.head, agreed.body);
        id
    }

    /// A user of a customer, who may be given licences; the id.
    fn makes_user(&self, customer: &str) -> String {
        let token = self.administrator();
        let headers = [("content-type", "application/json"), ("authorization", token.as_str())];
        let user = json!({
            "userPrincipalName": "mara@strandhaus.onmicrosoft.com", "displayName": "Mara", "usageLocation": "DE",
            "passwordProfile": { "password": "Sehr-Geheim-1", "forceChangePassword": true },
        });
        let path = format!("/v1/customers/{customer}/users");
        let made = self.asks("POST", &path, &headers, &user.to_string()).json();
        made["id"].as_str().unwrap_or_else(|| panic!("{made}")).to_owned()
    }
}

fn http(host: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Heard {
    let mut request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in headers {
        request.push_str(&format!("{name}: {value}\r\n"));
    }
    let mut stream = TcpStream::connect(host).expect("somebody listens");
    stream.write_all(format!("{request}\r\n{body}").as_bytes()).expect("sent");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("an answer in UTF-8");
    let (head, body) = answer.split_once("\r\n\r\n").expect("a whole answer");
    Heard {
        head: head.to_owned(),
        body: body.to_owned(),
    }
}

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
