//! Transfers between partners over HTTP: both flows, what they move and what they leave alone, locks, races, expiry, faults.

mod legacy;
mod new_commerce;
mod races;
mod random;

use crate::{
    newcomers::{acceptance, by_link},
    support::{CUSTOMER, Caller, PARTNER, RIVAL, World, people},
};
use serde_json::{Value, json};

/// Microsoft 365 E3, new commerce.
pub(crate) const E3: &str = "CFQ7TTC0LFLX:0001";

/// A world in which the other partner has a relationship with the customer too, and the agreement is there.
pub(crate) async fn two_partners() -> World {
    let world = World::start().await;
    befriend(&world).await;
    world
}

/// Gives the other partner a relationship with the customer.
pub(crate) async fn befriend(world: &World) {
    world.agree().await;
    let asked = world
        .rival()
        .post("/moves/v1/invitations", &json!({ "customerName": "Kunde AG" }))
        .await
        .expect(201);
    let path = format!("/moves/v1/invitations/{}/send", asked["id"].as_str().unwrap());
    let sent = world.rival().post(&path, &json!({ "by": "link" })).await.expect(200);
    let accept = format!("{}/accept", by_link(&sent));
    world.customer_admin().post(&accept, &acceptance()).await.expect(200);
}

pub(crate) fn transfers() -> String {
    format!("/v1/customers/{CUSTOMER}/transfers")
}

pub(crate) fn transfer(t: &Value) -> String {
    format!("{}/{}", transfers(), text(&t["id"]))
}

pub(crate) fn subscription(id: &str) -> String {
    format!("/v1/customers/{CUSTOMER}/subscriptions/{id}")
}

pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}"))
}

/// The other partner's request for the first one's subscriptions.
pub(crate) fn request() -> Value {
    json!({
        "sourcePartnerTenantId": PARTNER, "sourcePartnerName": "Erster Partner GmbH", "customerEmailId": "kim@kunde.example",
        "customerName": "Kunde AG", "transferType": 5,
    })
}

/// What the source accepts with.
pub(crate) fn lines(ids: &[&str]) -> Value {
    let lines: Vec<Value> = (0..)
        .zip(ids)
        .map(|(n, id)| json!({ "id": n, "subscriptionId": id, "productType": "OnlineServicesNCE" }))
        .collect();
    json!({ "status": "InProgress", "lineItems": lines })
}

/// The first partner's offer of legacy subscriptions.
pub(crate) fn offer(ids: &[&str]) -> Value {
    let lines: Vec<Value> = ids.iter().map(|id| json!({ "subscriptionId": id.to_uppercase() })).collect();
    json!({
        "sourcePartnerTenantId": PARTNER, "sourcePartnerName": "Erster Partner GmbH", "targetPartnerTenantId": RIVAL,
        "targetPartnerName": "Anderer Partner GmbH", "customerName": "Kunde AG", "lineItems": lines,
    })
}

/// What a partner was charged and credited for the customer.
pub(crate) async fn ledger_lines(caller: &Caller) -> Vec<Value> {
    let path = format!("/moves/v1/customers/{CUSTOMER}/charges?size=1000");
    caller.get(&path).await.expect(200)["items"].as_array().unwrap().clone()
}

/// What a partner was charged and credited for the customer, in cents, with kind and days.
pub(crate) async fn ledger(caller: &Caller) -> Vec<(String, i64, i64)> {
    let lines = ledger_lines(caller).await;
    let cents = |amount: &str| (amount.parse::<f64>().unwrap() * 100.0).round() as i64;
    let line = |l: &Value| (text(&l["kind"]).to_owned(), cents(text(&l["amount"])), l["days"].as_i64().unwrap());
    lines.iter().map(line).collect()
}

/// The licences of every user of the customer, and how many seats of E3 there are, usable and used.
pub(crate) async fn licences(world: &World) -> Value {
    let graph = world.customer_graph();
    let users = graph.get("/v1.0/users?$select=id,assignedLicenses").await.expect(200);
    let skus = graph.get("/v1.0/subscribedSkus").await.expect(200);
    let e3 = skus["value"]
        .as_array()
        .unwrap()
        .iter()
        .find(|s| s["skuId"] == people::E3)
        .unwrap()
        .clone();
    json!({ "users": users["value"], "enabled": e3["prepaidUnits"]["enabled"], "consumed": e3["consumedUnits"] })
}

/// Does the work that is due.
pub(crate) async fn work(world: &World) {
    world.running().center.engine.work_all().await.unwrap();
}
