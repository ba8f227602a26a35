//! Plays a row of operations to a center and to the reference, and says where they first differ.

use super::{
    asked::{Change, Op, USERS},
    ledger,
    shelf::{LICENCES, SHELF},
    tenant::{Codes, Tenant},
    verdict::{judge, judge_graph},
    words::{body_of, compare_life, cycle_word, term_word},
};
use crate::support::{Caller, PARTNER, Reply, World};
use jiff::{ToSpan, civil::date};
use nahtlos_engine::estates::LoadEstate;
use nahtlos_model::permissions::Role;
use serde_json::{Value, json};

/// A customer with users and nothing else.
const TENANT: &str = "11fe0000-0000-4000-8000-0000000000aa";

/// What differs, or is not as the documents have it.
pub(crate) type Found = Result<(), String>;

/// Differs where the two are not equal.
macro_rules! same {
    ($ours:expr, $theirs:expr, $($what:tt)+) => {
        let (ours, theirs) = (&$ours, &$theirs);
        if ours != theirs {
            return Err(format!("{}: expected {ours:?}, found {theirs:?}", format!($($what)+)));
        }
    };
}
pub(crate) use same;

fn user_id(user: usize) -> String {
    format!("11fe0000-0000-4000-8000-{user:012}")
}

/// A world with the customer, to begin from again and again.
pub(crate) async fn furnished() -> tempfile::TempDir {
    let world = World::start().await;
    let user =
        |n: usize| json!({ "id": user_id(n), "userPrincipalName": format!("u{n}@leben.example"), "usageLocation": "DE", "licenses": [] });
    let users: Vec<Value> = [USERS].into_iter().chain(0..USERS).map(user).collect();
    let estate = json!({
        "schema": "nahtlos.estate/1", "asOf": "2026-11-01", "subscriptions": [], "users": users,
        "customer": { "id": TENANT, "name": "Leben AG", "domain": "leben.example", "country": "DE", "currency": "EUR" },
    });
    let load = LoadEstate {
        estate: serde_json::from_value(estate).unwrap(),
        partner_id: Some(PARTNER.to_owned()),
        admin_password: None,
    };
    world.running().center.engine.load_estate(load).await.unwrap();
    let admin = world.admin();
    let templates = admin.get("/v1/agreements?agreementType=*").await.expect(200);
    let body = json!({
        "primaryContact": { "firstName": "Lea", "lastName": "Leben", "email": "lea@leben.example" },
        "templateId": templates["items"][0]["templateId"], "type": templates["items"][0]["agreementType"], "dateAgreed": "2026-01-01T00:00:00Z",
    });
    admin.post(&format!("/v1/customers/{TENANT}/agreements"), &body).await.expect(201);
    world.keep().await
}

/// Plays a row in a world of its own.
pub(crate) async fn play(kept: &tempfile::TempDir, begins: i64, row: &[Op]) -> Found {
    let world = World::again(kept).await;
    let start = date(2027, 1, 4).at(7, 30, 0, 0) + begins.seconds();
    let mut player = Player {
        admin: world.admin(),
        graph: world.caller(PARTNER, TENANT, &[Role::AdminAgent], Some("anna@erster.example"), true),
        tenant: Tenant::new(start),
        ids: Vec::new(),
        orders: Vec::new(),
    };
    let stand = json!({ "running": false, "set": format!("{start}Z") });
    player.admin.patch("/sandbox/v1/clock", &stand).await.expect(200);
    let mut found = Ok(());
    for (at, op) in row.iter().enumerate() {
        found = match player.one(op).await {
            Ok(()) => player.compare().await,
            refused => refused,
        };
        if let Err(what) = found {
            found = Err(format!("step {at}, at {}, {op:?}: {what}", player.tenant.now));
            break;
        }
    }
    if found.is_ok() {
        found = player.ledger().await;
        let audit = world.running().center.engine.verify_audit(TENANT).await.unwrap();
        found = found.and_then(|()| audit.map(|_| ()).map_err(|broken| format!("audit: {broken:?}")));
    }
    world.keep().await;
    found
}

struct Player {
    admin: Caller,
    graph: Caller,
    tenant: Tenant,
    /// Ids of subscriptions, and of the order of each.
    ids: Vec<String>,
    orders: Vec<String>,
}

fn at(path: &str) -> String {
    format!("/v1/customers/{TENANT}/{path}")
}

impl Player {
    /// Which subscription is meant, where there is any.
    fn pick(&self, which: usize) -> Option<usize> {
        which.checked_rem(self.ids.len())
    }

    /// Which licence is meant.
    fn licence(&self, licence: usize) -> usize {
        let of = |which: usize| self.tenant.lives[which].sold().licence;
        let beyond = licence.checked_sub(LICENCES.len()).and_then(|which| self.pick(which));
        beyond.map_or(licence % LICENCES.len(), of)
    }

    async fn one(&mut self, op: &Op) -> Found {
        match *op {
            Op::Buy { item, plan, seats } => self.buy(item, plan, seats).await,
            Op::AddOn { base, item, seats } => self.add_on(base, item, seats).await,
            Op::Change { which, ref change } => self.change(which, change).await,
            Op::Recycle { which, cycle } => {
                let Some(which) = self.pick(which) else { return Ok(()) };
                let path = at(&format!("orders/{}", self.orders[which]));
                let reply = self.admin.patch(&path, &json!({ "billingCycle": cycle_word(cycle) })).await;
                judge(&reply, &self.tenant.recycle(which, cycle))
            }
            Op::CancelOrder { which } => {
                let Some(which) = self.pick(which) else { return Ok(()) };
                let path = at(&format!("orders/{}", self.orders[which]));
                let reply = self
                    .admin
                    .patch(&path, &json!({ "id": self.orders[which], "status": "cancelled" }))
                    .await;
                judge(&reply, &vec!["800019"])
            }
            Op::Turn(turn) => {
                let to = self.tenant.target(turn);
                let set = json!({ "set": format!("{to}Z") });
                self.admin.patch("/sandbox/v1/clock", &set).await.expect(200);
                self.tenant.pass(to);
                Ok(())
            }
            Op::Assign { user, licence, graph } => {
                let licence = self.licence(licence);
                let codes = self.tenant.assign(user, licence);
                self.licences(user, &[LICENCES[licence]], &[], graph, &codes).await
            }
            Op::Remove { user, licence, graph } => {
                let licence = self.licence(licence);
                let codes = self.tenant.remove(user, licence);
                self.licences(user, &[], &[LICENCES[licence]], graph, &codes).await
            }
            Op::Delete { user } => {
                let reply = self.admin.delete(&at(&format!("users/{}", user_id(user)))).await;
                judge(&reply, &self.tenant.delete(user))
            }
            Op::Restore { user } => {
                let path = at(&format!("users/{}", user_id(user)));
                let reply = self.admin.patch(&path, &json!({ "state": "active" })).await;
                judge(&reply, &self.tenant.restore(user))
            }
        }
    }

    async fn buy(&mut self, item: usize, plan: (i32, i32), seats: i64) -> Found {
        let sold = &SHELF[item];
        let mut line = json!({ "lineItemNumber": 0, "offerId": sold.id, "quantity": seats });
        if sold.modern {
            line["offerId"] = json!(item_of(sold.id));
            line["termDuration"] = json!(term_word(plan.0));
        }
        let body = json!({ "billingCycle": cycle_word(plan.1), "lineItems": [line] });
        let reply = self.admin.post(&at("orders"), &body).await;
        let codes = self.tenant.buy(item, plan, seats);
        judge(&reply, &codes)?;
        self.note(&reply, &codes);
        Ok(())
    }

    async fn add_on(&mut self, base: usize, item: usize, seats: i64) -> Found {
        let Some(base) = self.pick(base) else { return Ok(()) };
        let line = json!({ "lineItemNumber": 0, "offerId": SHELF[item].id, "quantity": seats, "parentSubscriptionId": self.ids[base] });
        let path = at(&format!("orders/{}", self.orders[base]));
        let reply = self.admin.patch(&path, &json!({ "lineItems": [line] })).await;
        let codes = self.tenant.add_on(base, item, seats);
        judge(&reply, &codes)?;
        self.note(&reply, &codes);
        Ok(())
    }

    /// Remembers what was bought: the last line of its order.
    fn note(&mut self, reply: &Reply, codes: &Codes) {
        if codes.is_empty() {
            let order = reply.json();
            let line = order["lineItems"].as_array().unwrap().last().unwrap().clone();
            self.ids.push(line["subscriptionId"].as_str().unwrap().to_owned());
            self.orders.push(order["id"].as_str().unwrap().to_owned());
        }
    }

    async fn change(&mut self, which: usize, change: &Change) -> Found {
        let Some(which) = self.pick(which) else { return Ok(()) };
        let body = body_of(&self.tenant.lives[which], change);
        let reply = self.admin.patch(&at(&format!("subscriptions/{}", self.ids[which])), &body).await;
        judge(&reply, &self.tenant.change(which, change)).map_err(|what| format!("{body}: {what}"))
    }

    async fn licences(&self, user: usize, add: &[&str], remove: &[&str], graph: bool, codes: &Codes) -> Found {
        let add: Vec<Value> = add.iter().map(|sku| json!({ "skuId": sku })).collect();
        if graph {
            let path = format!("/v1.0/users/{}/assignLicense", user_id(user));
            let body = json!({ "addLicenses": add, "removeLicenses": remove });
            return judge_graph(&self.graph.post(&path, &body).await, codes);
        }
        let body = json!({ "licensesToAssign": add, "licensesToRemove": remove });
        let path = at(&format!("users/{}/licenseupdates", user_id(user)));
        judge(&self.admin.post(&path, &body).await, codes)
    }

    /// Everything that the wire shows of subscriptions, seats and users.
    async fn compare(&self) -> Found {
        let all = self.admin.get(&at("subscriptions")).await.expect(200);
        let all = all["items"].as_array().unwrap();
        same!(self.ids.len(), all.len(), "subscriptions");
        for (life, id) in self.tenant.lives.iter().zip(&self.ids) {
            let shown = all.iter().find(|s| s["id"] == **id).ok_or(format!("{id} is not listed"))?;
            let parent = life.parent.map(|parent| self.ids[parent].as_str());
            same!(parent, shown["parentSubscriptionId"].as_str(), "parent of {id}");
            compare_life(life, self.tenant.now, shown).map_err(|what| format!("{}: {what}; {life:?}", SHELF[life.item].id))?;
        }
        let skus = self.admin.get(&at("subscribedskus")).await.expect(200);
        for (licence, sku) in LICENCES.iter().enumerate() {
            let shown = skus["items"].as_array().unwrap().iter().find(|s| s["productSku"]["id"] == *sku);
            let units = |name: &str| shown.and_then(|s| s[name].as_i64()).unwrap_or(0);
            let found = ["activeUnits", "warningUnits", "suspendedUnits", "consumedUnits"].map(units);
            let pool = self.tenant.pool(licence);
            same!([pool.active, pool.warning, pool.suspended, pool.consumed], found, "seats of {sku}");
            same!(
                pool.active + pool.warning - pool.consumed,
                units("availableUnits"),
                "free seats of {sku}"
            );
        }
        let users = self.graph.get("/v1.0/users?$select=id,assignedLicenses&$top=50").await.expect(200);
        for (user, ours) in self.tenant.users.iter().enumerate() {
            let shown = users["value"].as_array().unwrap().iter().find(|u| u["id"] == user_id(user));
            same!(ours.is_there(), shown.is_some(), "user {user}");
            let held = shown.and_then(|u| u["assignedLicenses"].as_array()).cloned().unwrap_or_default();
            let mut held: Vec<&str> = held.iter().filter_map(|l| l["skuId"].as_str()).collect();
            held.sort_unstable();
            let mut expected: Vec<&str> = ours.held.iter().filter(|_| ours.is_there()).map(|l| LICENCES[*l]).collect();
            expected.sort_unstable();
            same!(expected, held, "licences of user {user}");
        }
        Ok(())
    }

    async fn ledger(&self) -> Found {
        let path = format!("/moves/v1/customers/{TENANT}/charges?size=1000");
        let mut page = self.admin.get(&path).await.expect(200);
        let mut lines = page["items"].as_array().unwrap().clone();
        while let Some(next) = page["links"]["next"]["uri"].as_str().map(str::to_owned) {
            page = self.admin.get(&next).await.expect(200);
            lines.extend(page["items"].as_array().unwrap().iter().cloned());
        }
        for (life, id) in self.tenant.lives.iter().zip(&self.ids) {
            let of: Vec<&Value> = lines.iter().filter(|line| line["subscriptionId"] == **id).collect();
            ledger::check(life, of).map_err(|what| format!("ledger of {}: {what}", life.sold().id))?;
        }
        let known = |line: &&Value| self.ids.iter().any(|id| line["subscriptionId"] == **id);
        same!(lines.len(), lines.iter().filter(known).count(), "lines of the subscriptions");
        Ok(())
    }
}

/// The catalogue item of an offer in the customer's market.
fn item_of(offer: &str) -> String {
    let place = nahtlos_model::assortment::Place {
        country: "DE".into(),
        currency: nahtlos_model::money::Currency::new("EUR").unwrap(),
        segment: "Commercial".into(),
    };
    let (product, sku) = offer.split_once(':').unwrap();
    nahtlos_model::assortment::catalog_item(&nahtlos_model::ids::OfferId::new(product, sku), &place)
}
