//! One of everything that a page can be about, in the large programme: a customer of many users with a request, carts, orders, groups,
//! rights, a transfer and a move, a second one whose move is carried out, a campaign, an application, an account.

use crate::{
    load::{once, request},
    service::Center,
    world::{self, Size, customer_id, subscription_id},
};
use nahtlos_engine::{
    Engine,
    call::{ActingUser, Actor},
    estates::LoadEstate,
    setup::sandbox,
};
use nahtlos_model::{
    dates::{Date, date_of, day_number},
    permissions::Role,
};
use serde_json::{Value, json};
use std::{net::SocketAddr, time::Duration};

/// Users of each of the two customers who are moved.
const USERS: usize = 1000;
/// Customers of the campaign.
const CAMPAIGN: usize = 1000;
/// Microsoft 365 E3, Exchange Online (Plan 1) and Microsoft Entra ID P1.
const LICENCES: [&str; 3] = [
    "05e9a617-0261-4cee-bb44-138d3ef5d965",
    "4b9405b0-7788-4568-add1-99614e613b69",
    "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
];
/// Reads and changes licences, by granular delegation.
const LICENSE_ADMINISTRATOR: &str = "4d6ac14f-3453-41d0-bef9-a3e0c569773a";
const DELEGATIONS: &str = "/v1.0/tenantRelationships/delegatedAdminRelationships";

/// A customer outside the numbered ones: 1 and 2 are moved, the others are the campaign's.
fn tenant(n: usize) -> String {
    format!("e{n:07x}-0000-4000-8000-000000000000")
}

fn person(n: usize, user: usize) -> String {
    format!("e{n:07x}-0000-4000-8000-{user:012x}")
}

/// What a customer has from the web shop, half a year before its end.
fn estate(n: usize, users: usize, today: Date) -> Value {
    let start = date_of(day_number(today) - 180);
    let end = start.saturating_add(jiff::Span::new().years(1));
    let held = |user: usize| -> Vec<Value> {
        LICENCES
            .iter()
            .enumerate()
            .filter(|(at, _)| user.is_multiple_of(at + 1))
            .map(|(_, sku)| json!({ "skuId": sku, "disabledPlans": [] }))
            .collect()
    };
    let user = |user: usize| {
        json!({ "id": person(n, user), "userPrincipalName": format!("user{user}@umzug{n}.example"), "usageLocation": "DE",
            "licenses": held(user) })
    };
    let subscription = |(at, sku): (usize, &&str)| {
        json!({ "id": format!("e{n:07x}-0000-4000-9000-{at:012x}"), "channel": "webDirect", "skuId": sku, "quantity": users,
            "start": start, "end": end, "autoRenew": false, "termDuration": "P1Y", "billingCycle": "annual", "status": "active" })
    };
    json!({
        "schema": "nahtlos.estate/1",
        "customer": { "id": tenant(n), "name": format!("Umzug {n} AG"), "domain": format!("umzug{n}.example"), "country": "DE", "currency": "EUR" },
        "asOf": today,
        "subscriptions": LICENCES.iter().enumerate().map(subscription).collect::<Vec<_>>(),
        "users": (1..=users).map(user).collect::<Vec<_>>(),
    })
}

/// Loads the sandbox's programme, with its provider, and the two customers who are moved.
pub(crate) async fn load(engine: &Engine) {
    engine
        .seed_programme(&sandbox::SandboxSecrets::default())
        .await
        .expect("a programme");
    for (n, partner) in [(1, None), (2, Some(world::PARTNER.to_owned()))] {
        let load = LoadEstate {
            estate: serde_json::from_value(estate(n, USERS, engine.now().date())).expect("an estate"),
            partner_id: partner,
            admin_password: None,
        };
        engine.load_estate(load).await.expect("a customer");
    }
}

/// Who visits pages, and who asks for what the pages are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Nobody,
    /// Ann, of the partner.
    Partner,
    /// The administrator of the first customer who is moved.
    Customer,
    Provider,
    /// Who runs the programme.
    Programme,
}

impl Who {
    /// Tenant and user.
    pub(crate) fn person(self) -> Option<(String, String)> {
        match self {
            Self::Nobody => None,
            Self::Partner => Some((world::PARTNER.to_owned(), world::ANN.to_owned())),
            Self::Customer => Some((tenant(1), person(1, 1))),
            Self::Provider => Some((sandbox::PROVIDER.tenant_id.to_owned(), sandbox::PROVIDER.user_id(0))),
            Self::Programme => Some((sandbox::PROGRAM.tenant_id.to_owned(), sandbox::PROGRAM.user_id(0))),
        }
    }
}

/// Who may ask at the center, besides Ann.
pub(crate) fn actors() -> [(&'static str, Actor, bool); 5] {
    let actor = |tenant: String, id: String, roles: Vec<Role>| Actor {
        directory_id: tenant.clone(),
        tenant_id: tenant,
        user: Some(ActingUser {
            name: id.clone(),
            user_principal_name: format!("{id}@bench.example"),
            id,
        }),
        application: "bench".into(),
        roles,
        mfa: true,
    };
    let agent = || vec![Role::AdminAgent, Role::GlobalAdmin];
    let customer = || actor(tenant(1), person(1, 1), vec![Role::GlobalAdmin]);
    let ann = || actor(world::PARTNER.into(), world::ANN.into(), agent());
    let other = sandbox::PARTNER;
    [
        ("ann", ann(), false),
        ("annGraph", ann(), true),
        ("customer", customer(), false),
        ("customerGraph", customer(), true),
        ("other", actor(other.tenant_id.into(), other.user_id(0), agent()), false),
    ]
}

struct Asker<'a> {
    address: SocketAddr,
    token: &'a str,
}

impl Asker<'_> {
    async fn ask(&self, method: &str, path: &str, body: &Value) -> (u16, Value) {
        let body = if body.is_null() { String::new() } else { body.to_string() };
        let (status, reply) = once(self.address, &request(method, path, self.token, &body)).await;
        let at = reply.windows(4).position(|w| w == b"\r\n\r\n").map_or(reply.len(), |at| at + 4);
        let text = reply.get(at..).unwrap_or_default();
        // A byte order mark stands before some answers.
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        (status, serde_json::from_slice(text).unwrap_or(Value::Null))
    }

    async fn post(&self, path: &str, body: &Value) -> Value {
        let (status, said) = self.ask("POST", path, body).await;
        assert!((200..300).contains(&status), "POST {path}: {status} {said}");
        said
    }

    /// Asks for something new; its id.
    async fn make(&self, path: &str, body: &Value) -> String {
        let said = self.post(path, body).await;
        let id = said["id"].as_str().or(said["appId"].as_str());
        id.unwrap_or_else(|| panic!("no id from {path}: {said}")).to_owned()
    }
}

/// Values for the `{names}` of pages' paths.
pub(crate) type Things = Vec<(&'static str, String)>;

/// Makes one of everything.
pub(crate) async fn make(center: &Center, size: Size) -> Things {
    let asker = |who: &str| Asker {
        address: center.service.address,
        token: center.service.said["tokens"][who].as_str().expect("a token"),
    };
    let (ann, customer) = (asker("ann"), asker("customer"));
    let mut things = vec![("w", tenant(1)), ("user", "user7@umzug1.example".to_owned())];
    related(&ann, &customer).await;
    related(&asker("other"), &customer).await;
    let open = json!({ "customerName": "Offen AG", "customerDomain": "offen.example", "delegatedAdmin": true, "language": "de" });
    things.push(("request", ann.make("/moves/v1/invitations", &open).await));
    things.extend(bought(&ann, size).await);
    let group = json!({ "displayName": "Alle", "mailEnabled": false, "mailNickname": "alle", "securityEnabled": true, "groupTypes": [] });
    things.push(("group", asker("customerGraph").make("/v1.0/groups", &group).await));
    let own = asker("annGraph");
    let agents =
        json!({ "displayName": "Betreuer", "mailEnabled": false, "mailNickname": "betreuer", "securityEnabled": true, "groupTypes": [] });
    let agents = own.make("/v1.0/groups", &agents).await;
    let relationship = delegated(&own, &customer).await;
    let roles = json!({ "unifiedRoles": [{ "roleDefinitionId": LICENSE_ADMINISTRATOR }] });
    let container = json!({ "accessContainerId": agents, "accessContainerType": "securityGroup" });
    let assignment = json!({ "accessContainer": container, "accessDetails": roles });
    let path = format!("{DELEGATIONS}/{relationship}/accessAssignments");
    things.push(("assignment", own.make(&path, &assignment).await));
    things.push(("relationship", relationship));
    let asked = json!({ "sourcePartnerTenantId": world::PARTNER, "sourcePartnerName": "Bench", "customerEmailId": "user1@umzug1.example",
        "customerName": "Umzug 1 AG", "transferType": 5 });
    let path = format!("/v1/customers/{}/transfers", tenant(1));
    things.push(("transfer", asker("other").make(&path, &asked).await));
    let application = json!({ "displayName": "Verkauf", "roles": ["salesAgent"] });
    things.push(("application", ann.make("/moves/v1/applications", &application).await));
    let account = json!({ "name": "Anderswo", "tenant": "bench.example", "clientId": sandbox::PARTNER.client_id, "clientSecret": "geheim",
        "refreshToken": "wird-nie-gebraucht" });
    things.push(("account", ann.make("/moves/v1/accounts", &account).await));
    things.extend(moved(&ann, center.now.date()).await);
    things
}

/// Gives a partner a relationship with the first customer, who signs the agreement.
async fn related(partner: &Asker<'_>, customer: &Asker<'_>) {
    let asked = json!({ "customerName": "Umzug 1 AG", "customerDomain": "umzug1.example", "delegatedAdmin": true, "language": "de" });
    let id = partner.make("/moves/v1/invitations", &asked).await;
    let sent = partner
        .post(&format!("/moves/v1/invitations/{id}/send"), &json!({ "by": "link" }))
        .await;
    let link = sent["link"].as_str().expect("a link");
    let token = link.rsplit('/').next().and_then(|last| last.split('?').next()).expect("a token");
    let contact = json!({ "firstName": "Kim", "lastName": "Kunde", "email": "user1@umzug1.example" });
    let accept = json!({ "agreementAccepted": true, "primaryContact": contact });
    customer
        .post(&format!("/moves/v1/invitations/by-link/{token}/accept"), &accept)
        .await;
}

/// Buys what the numbered customers have; a second cart stays open.
async fn bought(ann: &Asker<'_>, size: Size) -> Things {
    let one = format!(
        "/v1/customers/{}/subscriptions/{}",
        customer_id(size.ending),
        subscription_id(size.ending, 0)
    );
    let (_, sold) = ann.ask("GET", &one, &Value::Null).await;
    let item = sold["offerId"].as_str().unwrap_or_else(|| panic!("no offer in {sold}"));
    let line = json!({ "id": 0, "catalogItemId": item, "quantity": 10, "billingCycle": "annual", "termDuration": "P1Y" });
    let carts = format!("/v1/customers/{}/carts", tenant(1));
    let cart = ann.make(&carts, &json!({ "lineItems": [line] })).await;
    let done = ann.post(&format!("{carts}/{cart}/checkout"), &Value::Null).await;
    let subscription = &done["orders"][0]["lineItems"][0]["subscriptionId"];
    let subscription = subscription
        .as_str()
        .unwrap_or_else(|| panic!("no subscription in {done}"))
        .to_owned();
    let path = format!("/v1/customers/{}/subscriptions/{subscription}", tenant(1));
    while ann.ask("GET", &path, &Value::Null).await.1["status"] != "active" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let cart = ann.make(&carts, &json!({ "lineItems": [line] })).await;
    let mut parts = item.split(':');
    let mut part = || parts.next().unwrap_or_default().to_owned();
    vec![("subscription", subscription), ("cart", cart), ("product", part()), ("sku", part())]
}

/// Rights by granular delegation, approved.
async fn delegated(own: &Asker<'_>, customer: &Asker<'_>) -> String {
    let roles = json!({ "unifiedRoles": [{ "roleDefinitionId": LICENSE_ADMINISTRATOR }] });
    let draft = json!({ "displayName": "Betreuung", "duration": "P180D", "accessDetails": roles, "customer": { "tenantId": tenant(1) } });
    let id = own.make(DELEGATIONS, &draft).await;
    let path = format!("{DELEGATIONS}/{id}");
    own.post(&format!("{path}/requests"), &json!({ "action": "lockForApproval" })).await;
    customer
        .post(&format!("/moves/v1/granularAdminRelationships/{id}/approve"), &Value::Null)
        .await;
    while own.ask("GET", &path, &Value::Null).await.1["status"] != "active" {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    id
}

/// A move that is planned, one that is carried out, and a campaign that has its schedule.
async fn moved(ann: &Asker<'_>, today: Date) -> Things {
    let contact = json!({ "firstName": "Kim", "lastName": "Kunde", "email": "user1@umzug1.example" });
    let settings = json!({ "delegatedAdmin": true, "language": "de", "contact": contact });
    let mut moves = Vec::new();
    for n in [1, 2] {
        let begin = json!({ "estate": estate(n, USERS, today), "email": "user1@umzug1.example", "settings": settings });
        let id = ann.make("/moves/v1/moves", &begin).await;
        let planned = ann.post(&format!("/moves/v1/moves/{id}/plan"), &json!({})).await;
        moves.push((id, planned["plan"]["digest"].clone()));
    }
    let (planned, _) = moves.remove(0);
    let (running, digest) = moves.remove(0);
    ann.post(&format!("/moves/v1/moves/{planned}/offer"), &Value::Null).await;
    ann.post(&format!("/moves/v1/moves/{running}/approve"), &json!({ "digest": digest }))
        .await;
    let settings = json!({ "currency": "EUR", "firstDay": today, "lastDay": date_of(day_number(today) + 200), "needDays": 10,
        "leaveAfterDays": 30, "tasksPerDay": 40, "tasksPerCustomer": 2, "canaries": 5, "canaryDays": 3, "waveDays": 5, "proofDays": 25 });
    let campaign = ann
        .make("/moves/v1/campaigns", &json!({ "name": "Winter", "settings": settings }))
        .await;
    let path = format!("/moves/v1/campaigns/{campaign}");
    for n in 3..3 + CAMPAIGN {
        let body = json!({ "estate": estate(n, 3, today), "email": format!("kim@umzug{n}.example") });
        ann.post(&format!("{path}/customers"), &body).await;
    }
    ann.post(&format!("{path}/schedule"), &Value::Null).await;
    vec![
        ("planned", planned),
        ("running", running),
        ("campaign", campaign),
        ("candidate", tenant(3)),
    ]
}
