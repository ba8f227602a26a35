//! Small random customers: 5 to 40 users, 1 to 5 originals of several channels, dates, leads, bundles, groups, plans switched off.

use super::{OTHER, catalogue};
use crate::chance::Chance;
use nahtlos_model::{
    dates::{Date, date_of, day_number, plus_months},
    estate::Estate,
    ids::SkuId,
    policy::{Mode, Policy, PriceColumn},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// A day so many days later.
pub(crate) fn later(day: Date, days: i64) -> Date {
    date_of(day_number(day) + i32::try_from(days).unwrap_or(0))
}

/// Of which kind a customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Kind {
    /// Number within the world.
    pub(crate) number: usize,
    /// Another partner of the center sells some of it, and its billing is to move.
    pub(crate) transfers: bool,
}

/// A customer: as the tenant holds it, and as the mover's estate says it.
#[derive(Debug, Clone)]
pub(crate) struct Drawn {
    pub(crate) held: Estate,
    pub(crate) planned: Estate,
    /// Who sells what the tenant's estate says "this partner" sells.
    pub(crate) seller: Option<String>,
}

fn tenant_id(number: usize) -> String {
    format!("d{number:07x}-0000-4000-8000-00000000000d")
}

/// Draws a customer as of a day.
pub(crate) fn draw(chance: &mut Chance, kind: Kind, as_of: Date) -> Drawn {
    let many = chance.between(1, 5) as usize;
    let skus: Vec<SkuId> = (0..many).map(|_| catalogue::sku(chance.place(catalogue::count()))).collect();
    let group = chance.permille(250).then(|| *chance.pick(&skus));
    let users = users(chance, kind.number, &skus, group);
    let mut held: BTreeMap<SkuId, u32> = BTreeMap::new();
    for user in &users {
        for license in user["licenses"].as_array().into_iter().flatten() {
            let sku = license["skuId"].as_str().and_then(|id| id.parse().ok());
            *held.entry(sku.unwrap_or(skus[0])).or_default() += 1;
        }
    }
    let (mut real, mut planned) = (Vec::new(), Vec::new());
    let ours = !kind.transfers && chance.permille(350);
    for (at, sku) in skus.iter().enumerate() {
        let of_sku = skus.iter().filter(|other| *other == sku).count() as u32;
        let first = skus.iter().position(|other| other == sku) == Some(at);
        let holders = held.get(sku).copied().unwrap_or(0);
        // The first of a SKU's originals has what the others leave over.
        let share = if first {
            holders - (of_sku - 1) * (holders / of_sku)
        } else {
            holders / of_sku
        };
        let seats = (share + chance.between(0, 3) as u32).max(1);
        let (as_held, as_planned) = original(
            chance,
            Original {
                number: kind.number,
                at,
                sku: *sku,
                seats,
                as_of,
                ours,
                transfers: kind.transfers,
            },
        );
        real.push(as_held);
        planned.push(as_planned);
    }
    let id = tenant_id(kind.number);
    let estate = |subscriptions: Vec<Value>| {
        let groups: Vec<Value> = group
            .iter()
            .map(|sku| json!({ "id": format!("e{:07x}-0000-4000-8000-00000000000e", kind.number), "name": "Everybody", "licenses": [{ "skuId": sku, "disabledPlans": [] }] }))
            .collect();
        let estate = json!({
            "schema": "nahtlos.estate/1",
            "customer": { "id": id, "name": format!("Customer {}", kind.number), "domain": format!("c{}.example", kind.number), "country": "DE", "currency": "EUR" },
            "asOf": as_of.to_string(),
            "subscriptions": subscriptions,
            "groups": groups,
            "users": users,
        });
        serde_json::from_value(estate).unwrap_or_else(|error| unreachable!("an estate of our own: {error}"))
    };
    let seller = match (kind.transfers, ours) {
        (true, _) => Some(OTHER.to_owned()),
        (false, true) => Some(super::MOVER.to_owned()),
        _ => None,
    };
    Drawn {
        held: estate(real),
        planned: estate(planned),
        seller,
    }
}

fn users(chance: &mut Chance, number: usize, skus: &[SkuId], group: Option<SkuId>) -> Vec<Value> {
    let many = chance.between(5, 40);
    let mut all = Vec::new();
    for n in 1..=many {
        let mut mine = vec![*chance.pick(skus)];
        if chance.permille(300) {
            mine.push(*chance.pick(skus));
        }
        mine.sort_unstable();
        mine.dedup();
        let licenses: Vec<Value> = mine
            .iter()
            .map(|sku| {
                let through = group.filter(|of| of == sku && n % 2 == 0);
                let inside = catalogue_plans(*sku);
                let off: Vec<Value> = match through.is_none() && inside.len() > 1 && chance.permille(200) {
                    true => vec![json!(chance.pick(&inside))],
                    false => Vec::new(),
                };
                let mut license = json!({ "skuId": sku, "disabledPlans": off });
                if through.is_some() {
                    license["viaGroup"] = json!(format!("e{number:07x}-0000-4000-8000-00000000000e"));
                }
                license
            })
            .collect();
        all.push(json!({
            "id": format!("d{number:07x}-0000-4000-8000-{:012}", n + 100),
            "userPrincipalName": format!("user{n}@c{number}.example"),
            "usageLocation": "DE",
            "licenses": licenses,
        }));
    }
    all
}

fn catalogue_plans(sku: SkuId) -> Vec<nahtlos_model::ids::ServicePlanId> {
    let at = (0..catalogue::count()).find(|at| catalogue::sku(*at) == sku).unwrap_or(0);
    catalogue::plans_at(at)
}

/// What an original is drawn from.
struct Original {
    number: usize,
    at: usize,
    sku: SkuId,
    seats: u32,
    as_of: Date,
    ours: bool,
    transfers: bool,
}

/// An original, as the tenant holds it and as the mover's estate says it.
fn original(chance: &mut Chance, of: Original) -> (Value, Value) {
    let end = later(of.as_of, chance.between(20, 350));
    let start = plus_months(end, -12);
    let renews = chance.permille(400);
    let channel = match chance.between(0, 9) {
        0..=3 => "webDirect",
        4 | 5 => "volumeLicense",
        6 | 7 => "otherPartner",
        _ => "thisPartner",
    };
    let mut held = json!({
        "id": format!("d{:07x}-aaaa-4000-8000-{:012}", of.number, of.at + 1), "skuId": of.sku, "quantity": of.seats,
        "start": start.to_string(), "end": end.to_string(), "autoRenew": renews, "termDuration": "P1Y", "billingCycle": "annual", "status": "active",
    });
    let mut planned = held.clone();
    match channel {
        "otherPartner" if of.transfers => {
            held["channel"] = json!("thisPartner");
            planned["channel"] = json!("otherPartner");
            planned["owner"] = json!(OTHER);
            planned["treatment"] = json!("transfer");
        }
        "otherPartner" => {
            for one in [&mut held, &mut planned] {
                one["channel"] = json!("otherPartner");
                one["owner"] = json!("Vorher GmbH");
            }
        }
        "thisPartner" if of.ours => {
            for one in [&mut held, &mut planned] {
                one["channel"] = json!("thisPartner");
                one["treatment"] = json!("replace");
            }
        }
        "volumeLicense" => {
            held["channel"] = json!("volumeLicense");
            planned["channel"] = json!("volumeLicense");
        }
        _ => {
            held["channel"] = json!("webDirect");
            planned["channel"] = json!("webDirect");
            // Nobody told whether it renews.
            if chance.permille(150) {
                planned["autoRenew"] = Value::Null;
            }
        }
    }
    (held, planned)
}

/// Draws what is wanted of the plan.
pub(crate) fn policy(chance: &mut Chance, estate: &Estate) -> Policy {
    let held: Vec<SkuId> = estate.subscriptions.iter().map(|s| s.sku_id).collect();
    let mut policy = Policy {
        lead_days: chance.between(3, 14) as u32,
        price: PriceColumn::Partner,
        ..Policy::default()
    };
    if chance.permille(250) {
        policy.mode = Mode::Cheapest;
    }
    // One licence is not to be bought any more: whoever has it changes to others.
    if chance.permille(450) {
        policy.never_buy = vec![*chance.pick(&held)];
    }
    if chance.permille(120) {
        // The vendor aligns terms with a month's end.
        policy.co_term = Some(later(estate.as_of, chance.between(30, 330)).first_of_month());
    }
    if chance.permille(120) {
        policy.leave_by = Some(later(estate.as_of, chance.between(60, 200)));
    }
    if chance.permille(100) {
        policy.accept_loss = vec![catalogue::plan(chance.place(6))];
    }
    policy
}
