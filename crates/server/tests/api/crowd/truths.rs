//! What must hold whatever was done: who holds what, how many seats there are, whose they are, and that each is paid for once a day.

use crate::support::{CUSTOMER, Caller, World, people};
use jiff::civil::Date;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What differs.
pub(crate) type Found = Result<(), String>;

/// Licences that take one another's place, by families.
const FAMILIES: [&[&str]; 4] = [
    &["f8a1db68-be16-40ed-86d5-cb42ce701560", "c1d032e0-5619-4761-9b5c-75b6831e1711"],
    &["4b244418-9658-4451-a2b8-b5e2b364e9bd", "c5928f49-12ba-48f7-ada3-0d743a3601d5"],
    &["18181a46-0d4e-45cd-891e-60aabd171b4e"],
    &[people::E3],
];

/// Who holds what.
pub(crate) type Held = BTreeMap<String, BTreeSet<usize>>;

/// Every subscription of a partner.
pub(crate) async fn subscriptions(caller: &Caller) -> Vec<Value> {
    let all = caller.get(&format!("/v1/customers/{CUSTOMER}/subscriptions")).await.expect(200);
    all["items"].as_array().unwrap().clone()
}

/// The families of licences that each user holds.
pub(crate) async fn held(world: &World) -> Held {
    let users = world
        .customer_graph()
        .get("/v1.0/users?$select=id,assignedLicenses")
        .await
        .expect(200);
    let families = |user: &Value| {
        let skus = user["assignedLicenses"].as_array().unwrap().iter();
        let family = |sku: &Value| FAMILIES.iter().position(|f| f.iter().any(|s| sku["skuId"] == *s));
        skus.filter_map(family).collect()
    };
    let named = users["value"].as_array().unwrap().iter();
    named.map(|u| (u["id"].as_str().unwrap().to_owned(), families(u))).collect()
}

/// Whoever had a service has it.
fn kept(before: &Held, now: &Held) -> Found {
    for (user, families) in before {
        let lost: Vec<&usize> = families.iter().filter(|f| !now.get(user).is_some_and(|n| n.contains(f))).collect();
        if !lost.is_empty() {
            return Err(format!("{user} lost a service of families {lost:?}"));
        }
    }
    Ok(())
}

fn active(s: &&&Value) -> bool {
    s["status"] == "active"
}

/// Seats of the tenant are those of its active subscriptions, whoever sells them, and nobody holds more than there are.
async fn pools(world: &World, all: &[&Value]) -> Found {
    let skus = world.customer_graph().get("/v1.0/subscribedSkus").await.expect(200);
    let mut expected: BTreeMap<String, i64> = BTreeMap::from([(people::E3.to_owned(), 5)]);
    let engine = &world.running().center.engine;
    let assortment = engine.assortment();
    for s in all.iter().filter(active) {
        let item = s["offerId"].as_str().unwrap();
        let licence = match item.rsplit_once(':') {
            Some((offer, _)) => assortment.offers[&nahtlos_model::ids::OfferId(offer.to_owned())].licence,
            None => assortment.legacy[&item.to_lowercase()].licence,
        };
        *expected.entry(licence.to_string()).or_default() += s["quantity"].as_i64().unwrap();
    }
    let mut found: BTreeMap<String, i64> = BTreeMap::new();
    for sku in skus["value"].as_array().unwrap() {
        let enabled = sku["prepaidUnits"]["enabled"].as_i64().unwrap();
        if enabled > 0 {
            found.insert(sku["skuId"].as_str().unwrap().to_owned(), enabled);
        }
        if sku["consumedUnits"].as_i64().unwrap() > enabled {
            return Err(format!("more are used than there are: {sku}"));
        }
    }
    match expected == found {
        true => Ok(()),
        false => Err(format!("seats: expected {expected:?}, found {found:?}")),
    }
}

/// Every ledger line of a partner.
async fn lines(caller: &Caller) -> Vec<Value> {
    let path = format!("/moves/v1/customers/{CUSTOMER}/charges?size=1000");
    caller.get(&path).await.expect(200)["items"].as_array().unwrap().clone()
}

/// Each seat that is active today is paid for today, once, by whoever sells it; nothing else is.
async fn paid(caller: &Caller, own: &[Value], today: Date) -> Found {
    let mut paid: BTreeMap<String, i64> = BTreeMap::new();
    let day = |line: &Value, name: &str| line[name].as_str().unwrap().parse::<Date>().unwrap();
    for line in lines(caller).await {
        if day(&line, "from") <= today && today < day(&line, "until") {
            let sign = if line["amount"].as_str().unwrap().starts_with('-') { -1 } else { 1 };
            *paid.entry(line["subscriptionId"].as_str().unwrap().to_owned()).or_default() += sign * line["quantity"].as_i64().unwrap();
        }
    }
    paid.retain(|_, seats| *seats != 0);
    let id = |s: &Value| s["id"].as_str().unwrap().to_lowercase();
    let seats = |s: &&Value| (id(s), s["quantity"].as_i64().unwrap());
    let expected: BTreeMap<String, i64> = own.iter().filter(|s| active(&s)).map(|s| seats(&s)).collect();
    match expected == paid {
        true => Ok(()),
        false => Err(format!("paid today, {today}: expected {expected:?}, found {paid:?}")),
    }
}

/// What is in motion cannot be two partners', and what went over is nobody's any more.
async fn owned(own: &[Vec<Value>; 2]) -> Found {
    let ids = |all: &Vec<Value>| -> BTreeSet<String> {
        all.iter()
            .filter(|s| active(&s))
            .map(|s| s["id"].as_str().unwrap().to_lowercase())
            .collect()
    };
    let both: Vec<String> = ids(&own[0]).intersection(&ids(&own[1])).cloned().collect();
    match both.is_empty() {
        true => Ok(()),
        false => Err(format!("sold by two: {both:?}")),
    }
}

/// Everything that must hold. `before`: what users held when the round began.
pub(crate) async fn hold(world: &World, before: &Held) -> Found {
    let callers = [world.admin(), world.rival()];
    let own = [subscriptions(&callers[0]).await, subscriptions(&callers[1]).await];
    kept(before, &held(world).await)?;
    let all: Vec<&Value> = own.iter().flatten().collect();
    pools(world, &all).await?;
    owned(&own).await?;
    let today = world.running().center.engine.now().date();
    for (caller, own) in callers.iter().zip(&own) {
        paid(caller, own, today).await?;
    }
    Ok(())
}
