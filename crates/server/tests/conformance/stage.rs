//! The world in which every operation is asked: partners, customers, purchases and applications, prepared once.
//!
//! Facts (ids and whole resources as text) stand under names for `<name>` in the cases. Nothing here checks answers.

use crate::{
    case::{Case, Request, Who},
    newcomers::{PROVIDER, RESELLER, provider, two_tiers},
    reference::Fields,
    shape::Shapes,
    support::{CUSTOMER, Caller, FOREIGN, PARTNER, RIVAL, Reply, World, people},
};
use nahtlos_engine::{agreements::TEMPLATE, call::Actor, setup::CreatePartner};
use nahtlos_model::{
    instants::Instant,
    partners::{Partner, PartnerKind},
    permissions::Role,
};
use serde_json::{Value, json};
use std::collections::HashMap;

const SANDBOX: &str = "5a000000-0000-4000-8000-000000000005";
/// Microsoft 365 E3, new commerce.
const E3: &str = "CFQ7TTC0LFLX:0001";
/// Visio plans: the first can become the second.
const VISIO_1: &str = "CFQ7TTC0HD33:0003";
const VISIO_2: &str = "CFQ7TTC0HD32:0002";
/// A trial of the older generation.
const TRIAL: &str = "c0bd2e08-11ac-4836-bdc7-3712e744922f";

pub(crate) struct Stage {
    pub(crate) world: World,
    pub(crate) facts: HashMap<String, String>,
    resources: HashMap<String, Fields>,
}

impl Stage {
    pub(crate) async fn prepare(resources: HashMap<String, Fields>) -> Self {
        let world = World::start().await;
        let mut stage = Self {
            world,
            facts: HashMap::new(),
            resources,
        };
        stage.names();
        stage.partners().await;
        stage.customers().await;
        stage.purchases().await;
        stage.legacies().await;
        stage.applications().await;
        stage.shared_customers().await;
        stage.delegations().await;
        stage.desk().await;
        stage
    }

    pub(crate) fn fact(&mut self, name: &str, value: &str) {
        self.facts.insert(name.to_owned(), value.to_owned());
    }

    fn names(&mut self) {
        let item = self.world.item(E3);
        let availability = item.rsplit(':').next().unwrap().to_owned();
        let base = self.world.base.clone();
        for (name, value) in [
            ("c", CUSTOMER),
            ("f", FOREIGN),
            ("partner", PARTNER),
            ("rival", RIVAL),
            ("provider", PROVIDER),
            ("reseller", RESELLER),
            ("dead", "00000000-0000-4000-8000-00000000dead"),
            ("kim", "c0000000-0000-4000-8000-000000000001"),
            ("lea", "c0000000-0000-4000-8000-000000000002"),
            ("max", "c0000000-0000-4000-8000-000000000003"),
            ("e3", people::E3),
            ("e1", "18181a46-0d4e-45cd-891e-60aabd171b4e"),
            ("useradmin", "fe930be7-5e62-47db-91af-98c3a49a38b1"),
            ("template", TEMPLATE),
            ("item", &item),
            ("a", &availability),
            ("legacy", "91fd106f-4b2c-4938-95ac-f54f74e9a239"),
            ("addon", "2828be95-46ba-4f91-b2fd-0bef192ecf60"),
            ("base", &base),
        ] {
            self.fact(name, value);
        }
    }

    async fn partners(&mut self) {
        two_tiers(&self.world).await;
        let partner = Partner {
            id: SANDBOX.to_owned(),
            kind: PartnerKind::Direct,
            name: "Sandkasten GmbH".to_owned(),
            mpn_id: "5000005".to_owned(),
            domain: "sandkasten.example".to_owned(),
            country: "DE".to_owned(),
            currency: nahtlos_model::money::Currency::new("EUR").unwrap(),
            sandbox: true,
            agreement_signed: true,
            mfa_required: false,
            created: Instant(0),
            version: 1,
        };
        let command = CreatePartner {
            partner,
            applications: Vec::new(),
            users: Vec::new(),
        };
        self.world.running().center.engine.create_partner(command).await.unwrap();
    }

    /// Creates a customer and keeps its id.
    pub(crate) async fn customer(&mut self, who: Who, name: &str, associated: Option<&str>) -> String {
        let body = json!({
            "companyProfile": { "domain": format!("{name}.onmicrosoft.com") },
            "billingProfile": {
                "email": "it@nordhof.example", "culture": "de-DE", "language": "de", "companyName": format!("{name} GmbH"),
                "defaultAddress": { "country": "DE", "city": "Bremen", "addressLine1": "Am Wall 1", "postalCode": "28195", "firstName": "Ada", "lastName": "Kern", "phoneNumber": "+4942112345" },
            },
            "associatedPartnerId": associated,
        });
        let made = self.caller(who).post("/v1/customers", &body).await.expect(201);
        let id = made["id"].as_str().unwrap().to_owned();
        self.fact(name, &id);
        id
    }

    pub(crate) async fn agree(&self, who: Who, customer: &str) {
        let body = json!({
            "primaryContact": { "firstName": "Ada", "lastName": "Kern", "email": "it@nordhof.example" },
            "templateId": TEMPLATE, "dateAgreed": "2026-01-01T00:00:00Z", "type": "MicrosoftCustomerAgreement",
        });
        let path = format!("/v1/customers/{customer}/agreements");
        self.caller(who).post(&path, &body).await.expect(201);
    }

    async fn customers(&mut self) {
        for name in ["leaves", "loses", "made"] {
            self.customer(Who::Admin, name, None).await;
        }
        let path = format!("/v1/customers/{}/profiles/billing", self.facts["made"]);
        let billing = self.caller(Who::Admin).get(&path).await.expect(200);
        self.fact("billing", &billing.to_string());
        for name in ["toy", "office"] {
            self.customer(Who::Sandbox, name, None).await;
        }
        let codes = self.caller(Who::Sandbox).get("/v1/customers/all/validations").await.expect(200);
        let code = json!({ "qualification": "GovernmentCommunityCloud", "validationCode": codes[0]["validationId"] });
        let path = format!("/v1/customers/{}/qualifications", self.facts["office"]);
        self.caller(Who::Sandbox).post(&path, &code).await.expect(201);
        let mediated = self.customer(Who::Provider, "mediated", Some(RESELLER)).await;
        self.agree(Who::Provider, &mediated).await;
        self.agree(Who::Sandbox, &self.facts["office"].clone()).await;
        self.agree(Who::Admin, CUSTOMER).await;
    }

    async fn purchases(&mut self) {
        let bought = self.world.buy(E3, 10, "P1Y", "monthly").await;
        self.fact("sub", bought["id"].as_str().unwrap());
        self.fact("order", bought["orderId"].as_str().unwrap());
        let mut whole = bought.clone();
        whole["autoRenewEnabled"] = json!(true);
        self.fact("whole", &whole.to_string());
        let visio = self.world.buy(VISIO_1, 4, "P1Y", "monthly").await;
        self.fact("visio", visio["id"].as_str().unwrap());
        self.fact("visio2", &self.world.item(VISIO_2));
        for (name, offer, seats) in [("old", self.facts["legacy"].clone(), 1), ("try", TRIAL.to_owned(), 25)] {
            let line = json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": offer, "quantity": seats }] });
            let order = self
                .caller(Who::Admin)
                .post(&format!("/v1/customers/{CUSTOMER}/orders"), &line)
                .await
                .expect(201);
            self.fact(name, order["lineItems"][0]["subscriptionId"].as_str().unwrap());
        }
        let line = json!({ "lineItems": [{ "lineItemNumber": 0, "offerId": self.facts["legacy"], "quantity": 1 }] });
        let path = format!("/v1/customers/{}/orders", self.facts["office"]);
        let order = self.caller(Who::Sandbox).post(&path, &line).await.expect(201);
        self.fact("toyorder", order["id"].as_str().unwrap());
    }

    /// Two legacy bases of a sandbox's customer, each with an add-on.
    async fn legacies(&mut self) {
        let customer = self.customer(Who::Sandbox, "moves", None).await;
        self.agree(Who::Sandbox, &customer).await;
        let orders = format!("/v1/customers/{customer}/orders");
        for (base, addon) in [("now", "nowaddon"), ("later", "lateraddon")] {
            let line = json!({ "lineItemNumber": 0, "offerId": self.facts["legacy"], "quantity": 3 });
            let order = json!({ "lineItems": [line] });
            let order = self.caller(Who::Sandbox).post(&orders, &order).await.expect(201);
            self.fact(base, order["lineItems"][0]["subscriptionId"].as_str().unwrap());
            let line =
                json!({ "lineItemNumber": 0, "offerId": self.facts["addon"], "quantity": 1, "parentSubscriptionId": self.facts[base] });
            let path = format!("{orders}/{}", order["id"].as_str().unwrap());
            let grown = self
                .caller(Who::Sandbox)
                .patch(&path, &json!({ "lineItems": [line] }))
                .await
                .expect(200);
            self.fact(addon, grown["lineItems"][1]["subscriptionId"].as_str().unwrap());
        }
    }

    async fn applications(&mut self) {
        let admin = self.caller(Who::Admin);
        for (name, roles) in [("app", json!(["adminAgent"])), ("other", json!(["adminAgent"]))] {
            let made = admin
                .post("/moves/v1/applications", &json!({ "displayName": name, "roles": roles }))
                .await
                .expect(201);
            self.fact(name, made["appId"].as_str().unwrap());
            let secret = made["secrets"][0]["secret"].as_str().unwrap();
            let secret = percent_encoding::utf8_percent_encode(secret, percent_encoding::NON_ALPHANUMERIC).to_string();
            self.fact(&format!("{name}secret"), &secret);
        }
        let consent = json!({
            "applicationId": self.facts["other"], "displayName": "Other",
            "applicationGrants": [{ "enterpriseApplicationId": "00000003-0000-0000-c000-000000000000", "scope": "Directory.Read.All" }],
        });
        let path = format!("/v1/customers/{CUSTOMER}/applicationconsents");
        admin.post(&path, &consent).await.expect(201);
        let path = "/v1.0/servicePrincipals?$filter=appId%20eq%20'00000003-0000-0000-c000-000000000000'";
        let graph = self.caller(Who::Graph).get(path).await.expect(200)["value"][0].clone();
        self.fact("graph", graph["id"].as_str().unwrap());
        let roles = graph["appRoles"].as_array().unwrap();
        let role = roles.iter().find(|r| r["value"] == "Directory.Read.All").unwrap();
        self.fact("role", role["id"].as_str().unwrap());
    }

    /// A draft, and a relationship that is active with a group in it; another group has nothing yet.
    async fn delegations(&mut self) {
        const AT: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships";
        let own = self.caller(Who::OwnGraph);
        for name in ["sellers", "helpers"] {
            let group =
                json!({ "displayName": name, "mailEnabled": false, "mailNickname": name, "securityEnabled": true, "groupTypes": [] });
            let made = own.post("/v1.0/groups", &group).await.expect(201);
            self.fact(name, made["id"].as_str().unwrap());
        }
        let roles = json!([
            { "roleDefinitionId": "4d6ac14f-3453-41d0-bef9-a3e0c569773a" },
            { "roleDefinitionId": self.facts["useradmin"] },
        ]);
        for name in ["drafted", "live"] {
            let draft = json!({ "displayName": name, "duration": "P30D", "accessDetails": { "unifiedRoles": roles } });
            let made = own.post(AT, &draft).await.expect(201);
            self.fact(name, made["id"].as_str().unwrap());
        }
        let live = self.facts["live"].clone();
        let lock = json!({ "action": "lockForApproval" });
        own.post(&format!("{AT}/{live}/requests"), &lock).await.expect(201);
        let customer = self.world.customer_admin();
        let path = format!("/moves/v1/granularAdminRelationships/{live}/approve");
        customer.post(&path, &Value::Null).await.expect(200);
        self.world.running().center.engine.work_all().await.unwrap();
        let assignment = json!({
            "accessContainer": { "accessContainerId": self.facts["helpers"], "accessContainerType": "securityGroup" },
            "accessDetails": { "unifiedRoles": [roles[0]] },
        });
        let made = own.post(&format!("{AT}/{live}/accessAssignments"), &assignment).await.expect(201);
        self.fact("working", made["id"].as_str().unwrap());
        self.world.running().center.engine.work_all().await.unwrap();
    }

    /// What a partner's desk shows: an incident, somebody without a second factor, exchange rates.
    async fn desk(&self) {
        let engine = &self.world.running().center.engine;
        engine
            .record_gap(PARTNER, "c0000000-0000-4000-8000-0000000000aa", "ulf@erster.example")
            .await
            .unwrap();
        let programme = self
            .world
            .caller(PARTNER, PARTNER, &[Role::ProgramAdmin], Some("paul@programm.example"), false);
        let incident = json!({ "workload": "Exchange", "severity": "warning", "impactedArea": "Europe", "messages": [{ "messageText": "Mail is late" }] });
        programme.post("/moves/v1/incidents", &incident).await.expect(201);
        let rates = "CurrencyCode,USDPerUnit,Month\nEUR,1.0837,202612\n";
        let path = "/moves/v1/catalogue/imports?file=fx.csv";
        programme.send("POST", path, "text/csv", rates.into()).await.expect(201);
    }

    pub(crate) fn caller(&self, who: Who) -> Caller {
        let world = &self.world;
        match who {
            Who::Admin => world.admin(),
            Who::App => world.app(),
            Who::Sandbox => world.caller(
                SANDBOX,
                SANDBOX,
                &[Role::AdminAgent, Role::GlobalAdmin],
                Some("ines@sandkasten.example"),
                false,
            ),
            Who::Provider => provider(world),
            Who::Rival => world.rival(),
            Who::Graph => world.customer_graph(),
            Who::OwnGraph => world.caller(
                PARTNER,
                PARTNER,
                &[Role::AdminAgent, Role::GlobalAdmin],
                Some("anna@erster.example"),
                true,
            ),
            Who::Sales => {
                let actor = Actor {
                    tenant_id: PARTNER.to_owned(),
                    directory_id: PARTNER.to_owned(),
                    user: Some(people::acting("anna@erster.example")),
                    application: people::APP.to_owned(),
                    roles: vec![Role::AdminAgent],
                    mfa: true,
                };
                let token = world
                    .running()
                    .center
                    .token_for(&actor, "https://api.partner.microsoft.com")
                    .unwrap();
                Caller::new(&world.base, &token)
            }
            Who::Nobody => Caller::new(&world.base, ""),
        }
    }

    fn fill(&self, text: &str) -> String {
        let mut filled = text.to_owned();
        for (name, value) in &self.facts {
            filled = filled.replace(&format!("<{name}>"), value);
        }
        filled
    }

    async fn send(&self, request: &Request) -> Reply {
        let (line, body) = (self.fill(request.line), self.fill(request.body));
        let (method, path) = line.split_once(' ').unwrap();
        let (media, body) = if let Some(form) = body.strip_prefix("form:") {
            ("application/x-www-form-urlencoded", form.to_owned())
        } else if let Some(parts) = body.strip_prefix("multipart:") {
            ("multipart/form-data; boundary=cut", parts.replace('\n', "\r\n"))
        } else {
            ("application/json", body)
        };
        self.caller(request.who).send(method, path, media, body.into_bytes()).await
    }

    /// Performs a case; what does not fit.
    pub(crate) async fn perform(&mut self, case: &Case) -> Vec<String> {
        let reply = self.send(&case.ask).await;
        if reply.status != case.ask.status {
            let text = String::from_utf8_lossy(&reply.bytes).into_owned();
            return vec![format!("{} is wanted, found {} {text}", case.ask.status, reply.status)];
        }
        let body = reply.json();
        let mut found = match case.shape {
            "" if !reply.bytes.is_empty() => vec![format!("no body is wanted, found {body}")],
            "" => Vec::new(),
            "text" if reply.bytes.is_empty() => vec!["a text is wanted, found nothing".to_owned()],
            "text" => Vec::new(),
            shape => {
                let mut shapes = Shapes {
                    resources: &self.resources,
                    found: Vec::new(),
                };
                shapes.answer(shape, &body);
                shapes.found
            }
        };
        for (name, pointer) in case.keep.into_iter().flatten() {
            match body.pointer(pointer) {
                Some(Value::String(text)) => self.fact(name, &text.clone()),
                Some(value) => self.fact(name, &value.to_string()),
                None => found.push(format!("{pointer} is missing in {body}")),
            }
        }
        if let Some((request, code)) = &case.wrong {
            found.extend(self.refused(request, code).await);
        }
        found
    }

    /// Asks what must be refused; what does not fit.
    async fn refused(&self, request: &Request, code: &str) -> Vec<String> {
        let reply = self.send(request).await;
        let body = reply.json();
        if (reply.status, error_code(&body).as_str()) != (request.status, code) {
            let wanted = format!("{} {code} is wanted", request.status);
            return vec![format!("{}: {wanted}, found {} {body}", request.line, reply.status)];
        }
        if request.line.starts_with("HEAD ") {
            let bytes = reply.bytes.len();
            return (bytes > 0)
                .then(|| format!("{}: {bytes} bytes of a body", request.line))
                .into_iter()
                .collect();
        }
        let mut shapes = Shapes {
            resources: &self.resources,
            found: Vec::new(),
        };
        match &body["error"] {
            Value::Object(error) => {
                // The host of price files publishes no body: ours says no more than a code and a sentence.
                let parts: &[&str] = match request.line.contains("/v1.0/sales/") {
                    true => &["message"],
                    false => &["message", "innerError"],
                };
                for part in parts.iter().filter(|part| !error.contains_key(**part)) {
                    shapes.found.push(format!("GraphError.error.{part}: is missing"));
                }
            }
            Value::String(_) => shapes.answer("TokenError", &body),
            _ if body.get("errorName").is_some() => shapes.answer("ApiFaultExtended", &body),
            _ => shapes.answer("ApiFault", &body),
        }
        shapes.found
    }
}

/// The code of any API's error.
fn error_code(body: &Value) -> String {
    let code = [&body["error"]["code"], &body["code"], &body["error"]]
        .into_iter()
        .find(|code| code.is_string() || code.is_number());
    match code {
        Some(Value::String(text)) => text.clone(),
        Some(number) => number.to_string(),
        None => String::new(),
    }
}
