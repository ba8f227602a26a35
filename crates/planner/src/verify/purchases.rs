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
use std::collections::HashMap;

/// Checks every purchase by itself, then the renewals among them.
pub(crate) fn check(world: &World, sales: &Sales, plan: &Plan) -> Check {
    let mut by_id: HashMap<&str, &Purchase> = HashMap::new();
    for purchase in &plan.purchases {
        ensure(by_id.insert(&purchase.id, purchase).is_none(), || {
            about(CounterCode::DuplicatePurchase, purchase)
        })?;
        may_be_bought(world, sales, purchase)?;
        price_and_end(world, sales, purchase)?;
    }
    renewals(plan, &by_id)
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

/// A purchase renews one of the same SKU that ends where it begins, exactly when there is one.
fn renewals(plan: &Plan, by_id: &HashMap<&str, &Purchase>) -> Check {
    let mut ending: HashMap<_, &Purchase> = HashMap::new();
    for purchase in &plan.purchases {
        ending.entry((purchase.sku_id, purchase.end)).or_insert(purchase);
    }
    for purchase in &plan.purchases {
        let before = ending.get(&(purchase.sku_id, purchase.start));
        let named = purchase.renews.as_deref().and_then(|id| by_id.get(id));
        let fits = match (&purchase.renews, before) {
            (None, None) => true,
            (Some(_), Some(_)) => named.is_some_and(|p| p.sku_id == purchase.sku_id && p.end == purchase.start),
            _ => false,
        };
        ensure(fits, || {
            about(CounterCode::WrongRenewal, purchase)
                .with("found", text(purchase.renews.as_deref().unwrap_or("-")))
                .with("expected", text(before.map_or("-", |p| p.id.as_str())))
        })?;
    }
    Ok(())
}
