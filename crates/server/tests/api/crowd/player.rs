//! Plays rows of rounds: turns deeds into requests of the two partners, sends both at once, lets what is due happen, and has the truths
//! checked. A request may be refused; it may never fail.

use super::{
    asked::{Deed, Round},
    truths::{Held, held, hold, subscriptions},
};
use crate::support::{CUSTOMER, Caller, PARTNER, RIVAL, World};
use crate::transfers::befriend;
use serde_json::{Value, json};

/// New-commerce offers that are bought, and what each can become.
const NEW: [(&str, &str); 3] = [
    ("CFQ7TTC0LHSF:0001", "CFQ7TTC0HL8W:0001"),
    ("CFQ7TTC0HD33:0003", "CFQ7TTC0HD32:0002"),
    ("CFQ7TTC0LF8Q:0001", "CFQ7TTC0LF8R:0001"),
];
/// Legacy offers that are bought.
const OLD: [&str; 2] = ["800f4f3b-cfe1-42c1-9cea-675512810488", "91fd106f-4b2c-4938-95ac-f54f74e9a239"];
/// The customer's users.
const USERS: [&str; 3] = [
    "c0000000-0000-4000-8000-000000000001",
    "c0000000-0000-4000-8000-000000000002",
    "c0000000-0000-4000-8000-000000000003",
];
/// Days after which rows end: nothing that is bought comes to its end.
const MOST_DAYS: i64 = 120;

/// What was done.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Tally {
    pub(crate) requests: usize,
    pub(crate) done: usize,
    pub(crate) transitions: usize,
    pub(crate) migrations: usize,
    pub(crate) transfers: usize,
    pub(crate) assigned: usize,
}

impl Tally {
    pub(crate) fn add(&mut self, other: &Self) {
        self.requests += other.requests;
        self.done += other.done;
        self.transitions += other.transitions;
        self.migrations += other.migrations;
        self.transfers += other.transfers;
        self.assigned += other.assigned;
    }
}

/// A request: method, path, body.
type Request = (&'static str, String, Value);

/// A world with both partners related to the customer, to begin from again and again.
pub(crate) async fn furnished() -> tempfile::TempDir {
    let world = World::start().await;
    befriend(&world).await;
    world.keep().await
}

fn at(rest: &str) -> String {
    format!("/v1/customers/{CUSTOMER}/{rest}")
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or("")
}

/// Plays a row in a world of its own.
pub(crate) async fn play(kept: &tempfile::TempDir, row: &[Round]) -> Result<Tally, String> {
    let world = World::again(kept).await;
    let admin = world.admin();
    let stand = json!({ "running": false, "set": "2026-12-07T12:00:00Z" });
    admin.patch("/sandbox/v1/clock", &stand).await.expect(200);
    let mut tally = Tally::default();
    let mut passed = 0;
    let mut found = Ok(());
    for (step, round) in row.iter().enumerate() {
        let before = held(&world).await;
        found = one(&world, round, &mut tally, &before).await;
        if found.is_ok() && round.days > 0 && passed + round.days < MOST_DAYS {
            passed += round.days;
            let to = world.running().center.engine.now().plus_days(round.days);
            admin
                .patch("/sandbox/v1/clock", &json!({ "set": to.to_string() }))
                .await
                .expect(200);
            found = hold(&world, &before).await;
        }
        if let Err(what) = found {
            found = Err(format!("round {step}, {round:?}: {what}"));
            break;
        }
    }
    if found.is_ok() {
        let audit = world.running().center.engine.verify_audit(CUSTOMER).await.unwrap();
        found = audit.map(|_| ()).map_err(|broken| format!("audit: {broken:?}"));
    }
    let transfers = admin.get(&at("transfers")).await.expect(200);
    let complete = |t: &&Value| t["status"] == "Complete";
    tally.transfers += transfers.as_array().unwrap().iter().filter(complete).count();
    world.keep().await;
    found.map(|()| tally)
}

async fn one(world: &World, round: &Round, tally: &mut Tally, before: &Held) -> Result<(), String> {
    let (a, b) = (world.admin(), world.rival());
    let first = request(world, &a, PARTNER, round.first).await;
    let second = request(world, &b, RIVAL, round.second).await;
    let (x, y) = tokio::join!(perform(&a, first), perform(&b, second));
    for (deed, status) in [(round.first, x?), (round.second, y?)] {
        let Some(status) = status else { continue };
        tally.requests += 1;
        if status < 300 {
            tally.done += 1;
            match deed {
                Deed::Rise { .. } => tally.transitions += 1,
                Deed::Migrate { .. } => tally.migrations += 1,
                Deed::Assign { .. } => tally.assigned += 1,
                _ => {}
            }
        }
    }
    world.running().center.engine.work_all().await.unwrap();
    hold(world, before).await
}

/// Sends a request; its status. A fault is what must not be.
async fn perform(caller: &Caller, request: Option<Request>) -> Result<Option<u16>, String> {
    let Some((method, path, body)) = request else { return Ok(None) };
    let bytes = if body.is_null() {
        Vec::new()
    } else {
        serde_json::to_vec(&body).unwrap()
    };
    let reply = caller.send(method, &path, "application/json", bytes).await;
    let said = String::from_utf8_lossy(&reply.bytes).into_owned();
    match reply.status < 500 {
        true => Ok(Some(reply.status)),
        false => Err(format!("{method} {path} {body}: {} {said}", reply.status)),
    }
}

fn pick(all: &[Value], which: usize) -> Option<&Value> {
    all.get(which.checked_rem(all.len())?)
}

/// A deed as a request; `None`: there is nothing to do it to.
async fn request(world: &World, caller: &Caller, me: &str, deed: Deed) -> Option<Request> {
    let mut own = subscriptions(caller).await;
    own.retain(|s| s["status"] == "active");
    let (old, new): (Vec<Value>, Vec<Value>) = own.into_iter().partition(|s| !text(&s["offerId"]).contains(':'));
    match deed {
        Deed::Buy { item, seats, monthly } => {
            let line = json!({ "lineItemNumber": 0, "offerId": world.item(NEW[item].0), "quantity": seats, "termDuration": "P1Y" });
            let cycle = if monthly { "monthly" } else { "annual" };
            Some(("POST", at("orders"), json!({ "billingCycle": cycle, "lineItems": [line] })))
        }
        Deed::BuyOld { item, seats } => {
            let line = json!({ "lineItemNumber": 0, "offerId": OLD[item], "quantity": seats });
            Some(("POST", at("orders"), json!({ "billingCycle": "monthly", "lineItems": [line] })))
        }
        Deed::More { which, by } => {
            let s = pick(&new, which)?;
            let body = json!({ "quantity": s["quantity"].as_i64()? + by, "autoRenewEnabled": true });
            Some(("PATCH", at(&format!("subscriptions/{}", text(&s["id"]))), body))
        }
        Deed::Assign { user, which } => {
            let skus = world.admin().get(&at("subscribedskus")).await.expect(200);
            let sku = pick(skus["items"].as_array()?, which)?["productSku"]["id"].clone();
            let body = json!({ "licensesToAssign": [{ "skuId": sku }] });
            Some(("POST", at(&format!("users/{}/licenseupdates", USERS[user])), body))
        }
        Deed::Rise { which, some, into } => rise(world, &new, which, some, into),
        Deed::Migrate { which } => {
            let s = pick(&old, which)?;
            let body = json!({ "currentSubscriptionId": s["id"], "quantity": s["quantity"], "termDuration": "P1Y", "billingCycle": "monthly", "purchaseFullTerm": false });
            Some(("POST", at("migrations/newcommerce"), body))
        }
        Deed::Ask | Deed::Offer { .. } | Deed::Accept { .. } | Deed::Refuse { .. } => transfer(caller, me, deed, &old, &new).await,
    }
}

/// Seats of a subscription go to the offer above it: all or some, into a new subscription or one that is there.
fn rise(world: &World, new: &[Value], which: usize, some: i64, into: bool) -> Option<Request> {
    let s = pick(new, which)?;
    let (_, above) = NEW.iter().find(|(from, _)| world.item(from) == text(&s["offerId"]))?;
    let item = world.item(above);
    let seats = if some == 0 { s["quantity"].as_i64()? } else { some };
    let there = new.iter().find(|other| other["offerId"] == *item).filter(|_| into);
    let body = json!({
        "toCatalogItemId": item, "quantity": seats, "transitionType": "transition_with_license_transfer",
        "toSubscriptionId": there.map(|other| other["id"].clone()),
    });
    Some(("POST", at(&format!("subscriptions/{}/transitions", text(&s["id"]))), body))
}

async fn transfer(caller: &Caller, me: &str, deed: Deed, old: &[Value], new: &[Value]) -> Option<Request> {
    let other = if me == PARTNER { RIVAL } else { PARTNER };
    let known = caller.get(&at("transfers")).await.expect(200);
    let mut open = known.as_array()?.clone();
    open.retain(|t| ["Active", "Created", "Pending", "InProgress"].contains(&text(&t["status"])));
    let path = |t: &Value| at(&format!("transfers/{}", text(&t["id"])));
    match deed {
        Deed::Ask => {
            let body = json!({ "sourcePartnerTenantId": other, "sourcePartnerName": "Quelle", "customerEmailId": "", "transferType": 5 });
            Some(("POST", at("transfers"), body))
        }
        Deed::Offer { which } => {
            let s = pick(old, which)?;
            let body = json!({ "sourcePartnerTenantId": me, "targetPartnerTenantId": other, "lineItems": [{ "subscriptionId": s["id"] }] });
            Some(("POST", at("transfers"), body))
        }
        Deed::Accept { which, mask } => {
            let t = pick(&open, which)?;
            if t["transferType"].is_null() {
                return Some(("POST", format!("{}/accept", path(t)), Value::Null));
            }
            let some = (0..).zip(new).filter(|(n, _)| mask >> (n % 8) & 1 == 1);
            let lines: Vec<Value> = some.map(|(n, s)| json!({ "id": n, "subscriptionId": s["id"] })).collect();
            Some(("PATCH", path(t), json!({ "status": "InProgress", "lineItems": lines })))
        }
        Deed::Refuse { which, back } => {
            let t = pick(&open, which)?;
            Some((
                "PATCH",
                path(t),
                json!({ "id": t["id"], "status": if back { "Cancel" } else { "reject" } }),
            ))
        }
        _ => None,
    }
}
