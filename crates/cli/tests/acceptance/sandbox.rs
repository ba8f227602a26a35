//! A sandbox that is running, asked over plain HTTP: what the tests of the command line need to have prepared at a center.

use crate::actor::Reseller;
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, ChildStdout, Command, Stdio},
};

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");

/// A sandbox that is running, stopped at the end whatever happens.
pub(crate) struct Center {
    process: Child,
    out: BufReader<ChildStdout>,
    pub(crate) url: String,
}

impl Drop for Center {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// What came of an HTTP request.
pub(crate) struct Heard {
    pub(crate) head: String,
    pub(crate) body: String,
}

impl Heard {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {} {}", self.head, self.body))
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.head.lines().filter_map(|line| line.split_once(": "));
        found
            .into_iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }
}

impl Center {
    pub(crate) fn starts(reseller: &Reseller) -> Self {
        Self::starts_with(reseller, &["--database", "center.db"])
    }

    /// Starts it with further flags; what it logs lies in `center.log`.
    pub(crate) fn starts_with(reseller: &Reseller, flags: &[&str]) -> Self {
        Self::starts_logging(reseller, flags, Stdio::null())
    }

    /// Starts it with settings; what it logs lies in `center.log`.
    pub(crate) fn starts_set(reseller: &Reseller, settings: &[&str]) -> Self {
        let log = std::fs::File::create(reseller.folder.join("center.log")).expect("a log");
        let settings = settings.iter().flat_map(|setting| ["--set", setting]);
        let flags: Vec<&str> = ["--database", "center.db"].into_iter().chain(settings).collect();
        Self::starts_logging(reseller, &flags, log.into())
    }

    fn starts_logging(reseller: &Reseller, flags: &[&str], log: Stdio) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nahtlos"));
        command
            .args(["serve", "--sandbox", "--listen", "127.0.0.1:0", "--lang", "en"])
            .args(flags);
        command.current_dir(&reseller.folder).stdin(Stdio::null());
        command.stdout(Stdio::piped()).stderr(log);
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

    /// Sends it a signal and waits until it is gone.
    pub(crate) fn gets(mut self, signal: &str) {
        let told = Command::new("kill").args([signal, &self.process.id().to_string()]).status();
        assert!(told.expect("kill runs").success());
        self.process.wait().expect("it ends");
    }

    /// Stops it as a system would; its exit code.
    pub(crate) fn stops(mut self) -> i32 {
        let told = Command::new("kill").args(["-TERM", &self.process.id().to_string()]).status();
        assert!(told.expect("kill runs").success());
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).expect("the rest of its output");
        assert!(rest.contains("Stopping"), "{rest}");
        self.process.wait().expect("it ends").code().unwrap_or(-1)
    }

    pub(crate) fn asks(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Heard {
        let host = self.url.trim_start_matches("http://");
        http(host, method, path, headers, body)
    }

    /// The sign-in page at a path, filled in by the partner's administrator; where it leads.
    pub(crate) fn signs_in(&self, path: &str) -> String {
        self.signs_in_as(path, "admin@partner.example")
    }

    /// The sign-in page at a path, filled in by somebody whose password is the sandbox's; where it leads.
    pub(crate) fn signs_in_as(&self, path: &str, name: &str) -> String {
        let page = self.asks("GET", path, &[], "");
        let cookie = page.header("set-cookie").split(';').next().unwrap_or_default().to_owned();
        let proof = page
            .body
            .split("name=\"proof\" value=\"")
            .nth(1)
            .and_then(|rest| rest.split('"').next());
        let proof = proof.unwrap_or_else(|| panic!("no form: {}", page.body));
        let form = format!("name={}&password=Sandbox-Password-1&proof={proof}", name.replace('@', "%40"));
        let sent = self.asks("POST", path, &[FORM, ("cookie", &cookie)], &form);
        let back = sent.header("location");
        assert!(back.starts_with("http://127.0.0.1"), "{}\n{}", sent.head, sent.body);
        back.to_owned()
    }

    /// What a request as the partner's administrator is authorized with.
    pub(crate) fn administrator(&self) -> String {
        self.authorizes("admin@partner.example")
    }

    /// What a request as somebody whose password is the sandbox's is authorized with.
    pub(crate) fn authorizes(&self, name: &str) -> String {
        let token = self.tokens(name, "");
        format!("Bearer {}", token["access_token"].as_str().unwrap_or_else(|| panic!("{token}")))
    }

    /// What a program for somebody signs in with from now on.
    pub(crate) fn refresh_token(&self, name: &str) -> String {
        let token = self.tokens(name, "%20offline_access");
        token["refresh_token"].as_str().unwrap_or_else(|| panic!("{token}")).to_owned()
    }

    #[allow(clippy::disallowed_methods)] // a service that throttles says itself that it wants to be waited for
    fn tokens(&self, name: &str, more: &str) -> Value {
        let ours = "client_id=6e616874-6c6f-4073-8000-000000000001&redirect_uri=http%3A%2F%2F127.0.0.1%3A4711";
        let scope = format!("scope=https%3A%2F%2Fapi.partnercenter.microsoft.com%2F.default{more}");
        let challenge = "code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM&code_challenge_method=S256";
        let page = format!("/common/oauth2/v2.0/authorize?{ours}&{scope}&{challenge}&response_type=code");
        let back = self.signs_in_as(&page, name);
        let code = back.split(['?', '&']).find_map(|pair| pair.strip_prefix("code=")).expect("a code");
        let verifier = "code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        let form = format!("grant_type=authorization_code&{ours}&{scope}&{verifier}&code={code}");
        // Many programs of one application sign in here; the center lets them wait for a second.
        loop {
            let token = self.asks("POST", "/common/oauth2/v2.0/token", &[FORM], &form).json();
            if token["error"] != "temporarily_unavailable" {
                return token;
            }
            std::thread::sleep(std::time::Duration::from_millis(300));
        }
    }

    /// A customer of the partner, ready to buy; its id.
    pub(crate) fn has_customer(&self) -> String {
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
    pub(crate) fn makes_user(&self, customer: &str) -> String {
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

/// One request, its answer read to the end.
pub(crate) fn http(host: &str, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Heard {
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
