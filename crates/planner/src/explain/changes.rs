//! Why licences change on a day: which seats run out, which are new. Called by `explain`.

use super::{ground::Ground, purchases::missing};
use crate::timeline::Offset;
use nahtlos_model::{
    ids::SkuId,
    notice::{Notice, Reason, Value},
    plan::LicenseChange,
};

/// The reasons of the plan's licence change at a place.
pub(super) fn reasons(ground: &Ground, index: usize) -> Vec<Notice<Reason>> {
    let change = &ground.plan.license_changes[index];
    let new = &ground.new_skus[index];
    let day = ground.time.offset(change.date).clamp(0, ground.time.days - 1);
    let mut notices = vec![what(change, new.iter().copied().collect())];
    if let Some(group) = &change.group_id {
        let notice = Notice::new(Reason::WholeGroup).with("group", Value::Text(group.clone()));
        notices.push(notice.with("users", users(change)));
    }
    for &sku in &change.remove_licenses {
        notices.extend(left(ground, change, sku, day));
    }
    for add in &change.add_licenses {
        if new.contains(&add.sku_id) {
            notices.extend(given(ground, change, add.sku_id, day));
        }
        if !add.disabled_plans.is_empty() {
            let notice = Notice::new(Reason::SwitchedOff).with("sku", Value::Sku(add.sku_id));
            notices.push(notice.with("plans", Value::Plans(add.disabled_plans.clone())));
        }
    }
    notices
}

fn users(change: &LicenseChange) -> Value {
    Value::Count(change.user_ids.len() as i64)
}

fn what(change: &LicenseChange, new: Vec<SkuId>) -> Notice<Reason> {
    let mut notice = Notice::new(Reason::ChangesLicenses)
        .with("users", users(change))
        .with("day", Value::Date(change.date));
    if !change.remove_licenses.is_empty() {
        notice = notice.with("remove", Value::Skus(change.remove_licenses.clone()));
    }
    if !new.is_empty() {
        notice = notice.with("add", Value::Skus(new));
    }
    notice
}

/// Why a SKU is given up: the first day on which its seats would not do with these users.
fn left(ground: &Ground, change: &LicenseChange, sku: SkuId, day: Offset) -> Vec<Notice<Reason>> {
    let users = change.user_ids.len() as i64;
    let mut levels = ground.levels(sku).between(day, ground.time.days);
    let mut notices = Vec::new();
    match levels.find(|level| level.slack() < users) {
        Some(level) => {
            let short = (users - level.slack()).min(users);
            notices.push(missing(ground, Reason::SeatsRunOut, sku, level.day, short));
            if !ground.prices.sells_always(sku, ground.time.days) {
                notices.push(Notice::new(Reason::EndOfSale).with("sku", Value::Sku(sku)));
            }
        }
        None => notices.push(Notice::new(Reason::NoLongerNeeded).with("sku", Value::Sku(sku))),
    }
    notices
}

/// Where the seats of a new SKU come from, and whether they are there a day earlier.
fn given(ground: &Ground, change: &LicenseChange, sku: SkuId, day: Offset) -> Vec<Notice<Reason>> {
    let mut notices = Vec::new();
    let starting = ground
        .plan
        .purchases
        .iter()
        .filter(|p| p.sku_id == sku && ground.time.offset(p.start) == day);
    let starting: Vec<_> = starting.collect();
    if !starting.is_empty() {
        let ids: Vec<&str> = starting.iter().map(|p| p.id.as_str()).collect();
        let seats: i64 = starting.iter().map(|p| i64::from(p.seats)).sum();
        let notice = Notice::new(Reason::NewSeats)
            .with("sku", Value::Sku(sku))
            .with("seats", Value::Count(seats));
        notices.push(notice.with("purchases", Value::Text(ids.join(", "))));
    }
    if day > 0 {
        let users = change.user_ids.len() as i64;
        let short = users - ground.levels(sku).on(day - 1).slack();
        if short > 0 {
            notices.push(missing(ground, Reason::EarlierShort, sku, day - 1, short.min(users)));
        }
    }
    notices
}
