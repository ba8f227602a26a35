//! Whether every purchase can be made as the plan says: offer, SKU, term, day, price, end, renewal.
//! What it costs is `amounts`' business; whether it is enough, `pools`'.

use super::{
    counter::{Check, counter, day, ensure, text},
    sales::{Sales, term_counts},
    time::term_end,
    world::World,
};
use nahtlos_model::{
    dates::day_number,
    notice::{CounterCode, Value},
    plan::{Plan, Purchase},
};
use std::collections::{HashMap, HashSet};

/// Checks every purchase by itself, then the renewals among them.
pub(crate) fn check(world: &World, sales: &Sales, plan: &Plan) -> Check {
    let mut ids: HashSet<&str> = HashSet::new();
    for purchase in &plan.purchases {
        ensure(ids.insert(&purchase.id), || about(CounterCode::DuplicatePurchase, purchase))?;
        may_be_bought(world, sales, purchase)?;
        price_and_end(world, sales, purchase)?;
    }
    renewals(world, plan)
}

/// A counter-example about a purchase.
pub(crate) fn about(code: CounterCode, purchase: &Purchase) -> super::CounterExample {
    counter(code).with("purchase", text(&purchase.id)).about([&purchase.id])
}

fn may_be_bought(world: &World, sales: &Sales, purchase: &Purchase) -> Check {
    ensure(purchase.seats > 0, || about(CounterCode::NoSeats, purchase))?;
    let skus = sales.skus_of(&purchase.offer_id);
    let offer = || text(&purchase.offer_id);
    let expected = *skus.first().ok_or_else(|| {
        let country = text(&world.case.estate.customer.country);
        about(CounterCode::OfferNotSold, purchase)
            .with("offer", offer())
            .with("country", country)
    })?;
    ensure(skus.contains(&purchase.sku_id), || {
        let found = Value::Sku(purchase.sku_id);
        about(CounterCode::WrongSku, purchase)
            .with("offer", offer())
            .with("found", found)
            .with("expected", Value::Sku(expected))
    })?;
    ensure(!world.case.policy.never_buy.contains(&purchase.sku_id), || {
        about(CounterCode::NeverBuy, purchase).with("sku", Value::Sku(purchase.sku_id))
    })?;
    ensure(term_counts(world.case, purchase.term_duration), || {
        about(CounterCode::TermNotAllowed, purchase).with("term", text(purchase.term_duration))
    })?;
    ensure((world.time.as_of..world.time.horizon).contains(&day_number(purchase.start)), || {
        about(CounterCode::StartOutside, purchase)
            .with("start", Value::Date(purchase.start))
            .with("asOf", day(world.time.as_of))
            .with("horizon", day(world.time.horizon))
    })
}

fn price_and_end(world: &World, sales: &Sales, purchase: &Purchase) -> Check {
    let (term, billing) = (purchase.term_duration, purchase.billing_plan);
    let customer = &world.case.estate.customer;
    let row = sales
        .lowest(&purchase.offer_id, term, billing, day_number(purchase.start))
        .ok_or_else(|| {
            about(CounterCode::NoPriceRow, purchase)
                .with("offer", text(&purchase.offer_id))
                .with("term", text(term))
                .with("billing", text(billing))
                .with("start", Value::Date(purchase.start))
                .with("market", text(&customer.country))
                .with("currency", text(customer.currency))
                .with("segment", text(&customer.segment))
        })?;
    ensure(purchase.unit_price == row.price, || {
        about(CounterCode::WrongUnitPrice, purchase)
            .with("offer", text(&purchase.offer_id))
            .with("start", Value::Date(purchase.start))
            .with("found", text(purchase.unit_price))
            .with("expected", text(row.price))
    })?;
    let end = term_end(purchase.start, term, world.time.co_term);
    ensure(purchase.end == end, || {
        about(CounterCode::WrongTermEnd, purchase)
            .with("start", Value::Date(purchase.start))
            .with("term", text(term))
            .with("found", Value::Date(purchase.end))
            .with("expected", Value::Date(end))
    })
}

/// A purchase renews something of the same SKU that ends where it begins, whenever there is something that no other renews.
fn renewals(world: &World, plan: &Plan) -> Check {
    let originals = world.case.estate.subscriptions.iter().filter(|s| s.may_be_renewed());
    let ending = plan
        .purchases
        .iter()
        .map(|p| (p.sku_id, p.end, p.id.as_str()))
        .chain(originals.filter_map(|s| Some((s.sku_id, s.end?, s.id.as_str()))));
    let mut free: HashMap<_, Vec<&str>> = HashMap::new();
    for (sku, end, id) in ending {
        free.entry((sku, end)).or_default().push(id);
    }
    let wrong = |purchase: &Purchase, expected: &str| {
        about(CounterCode::WrongRenewal, purchase)
            .with("found", text(purchase.renews.as_deref().unwrap_or("-")))
            .with("expected", text(expected))
    };
    for purchase in &plan.purchases {
        let Some(named) = &purchase.renews else { continue };
        let fitting = free.entry((purchase.sku_id, purchase.start)).or_default();
        match fitting.iter().position(|id| id == named) {
            Some(place) => drop(fitting.remove(place)),
            None => return Err(wrong(purchase, fitting.first().copied().unwrap_or("-"))),
        }
    }
    for purchase in plan.purchases.iter().filter(|p| p.renews.is_none()) {
        if let Some(left) = free.get(&(purchase.sku_id, purchase.start)).and_then(|ids| ids.first()) {
            return Err(wrong(purchase, left));
        }
    }
    Ok(())
}
