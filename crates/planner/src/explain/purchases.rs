//! Why a purchase is made on its day, for so many seats and for its term. Called by `explain`.

use super::{
    ground::Ground,
    worth::{Layers, Worth, first_seats, without_first},
};
use crate::{problem::supply_span, timeline::Offset};
use nahtlos_model::{
    catalogue::Term,
    dates::plus_months,
    estate::Subscription,
    ids::SkuId,
    notice::{Notice, Reason, Value},
    plan::Purchase,
};

/// The reasons of a purchase: what its seats are needed for, why not later, why not earlier, why no other term.
pub(super) fn reasons(ground: &Ground, worth: &mut Worth, purchase: &Purchase) -> Vec<Notice<Reason>> {
    let tranches = tranches(ground, purchase);
    let Some(&(last_day, _)) = tranches.last() else {
        return vec![Notice::new(Reason::NeverNeeded)];
    };
    let start = ground.span(purchase).0;
    let layers = worth.layers(purchase, last_day);
    let mut notices = Vec::new();
    let mut told = 0;
    for &(day, seats) in &tranches {
        notices.extend(causes(ground, purchase, day, seats));
        if day == start {
            notices.push(missing(ground, Reason::LaterShort, purchase.sku_id, day, seats));
        } else {
            let of_tranche = first_seats(&without_first(&layers, told), seats);
            notices.push(early(ground, worth, purchase, day, &of_tranche));
        }
        told += seats;
    }
    notices.extend(co_term(ground, purchase));
    if worth.stretch(purchase).is_some() {
        notices.extend(earlier(ground, worth, purchase, start, &layers));
        notices.extend(other_terms(ground, worth, purchase, start, &layers));
    }
    notices
}

/// From which days how many of the purchase's seats are needed: without them so many licences had no seat.
pub(super) fn tranches(ground: &Ground, purchase: &Purchase) -> Vec<(Offset, i64)> {
    let (start, end) = ground.span(purchase);
    let seats = i64::from(purchase.seats);
    let mut most = 0;
    let mut tranches = Vec::new();
    for level in ground.levels(purchase.sku_id).between(start, end) {
        let short = (seats - level.slack()).clamp(0, seats);
        if short > most {
            tranches.push((level.day, short - most));
            most = short;
        }
    }
    tranches
}

/// So many seats are missing on a day.
pub(super) fn missing(ground: &Ground, code: Reason, sku: SkuId, day: Offset, short: i64) -> Notice<Reason> {
    Notice::new(code)
        .with("day", ground.date(day))
        .with("short", Value::Count(short))
        .with("sku", Value::Sku(sku))
}

/// What makes seats needed on a day: originals and purchases that end, users who come, seats missing from the first.
fn causes(ground: &Ground, purchase: &Purchase, day: Offset, seats: i64) -> Vec<Notice<Reason>> {
    let sku = purchase.sku_id;
    let on = |code| Notice::new(code).with("day", ground.date(day));
    let mut causes = Vec::new();
    let short = short_at_first(ground, sku);
    if day == 0 && short > 0 {
        causes.push(on(Reason::ShortOnFirstDay).with("seats", Value::Count(short.min(seats))));
    }
    // One that this purchase renews does not fall due: it goes on.
    let renewed = ground
        .case
        .estate
        .subscriptions
        .iter()
        .find(|s| Some(&s.id) == purchase.renews.as_ref());
    let renewed = renewed.filter(|_| ground.span(purchase).0 == day);
    let (ids, ended) = ended_originals(ground, sku, day, renewed);
    if ended > 0 {
        let notice = on(Reason::SeatsFallDue).with("seats", Value::Count(ended.min(seats)));
        causes.push(notice.with("sku", Value::Sku(sku)).about(ids));
    }
    let before = ground.plan.purchases.iter().filter(|p| {
        let (from, to) = ground.span(p);
        p.sku_id == sku && p.id != purchase.id && from < day && to == day
    });
    let before: Vec<(&str, u32)> = before
        .map(|p| (p.id.as_str(), p.seats))
        .chain(renewed.map(|s| (s.id.as_str(), s.quantity)))
        .collect();
    if !before.is_empty() {
        let ended: i64 = before.iter().map(|(_, seats)| i64::from(*seats)).sum();
        let ids: Vec<&str> = before.iter().map(|(id, _)| *id).collect();
        let renewal = on(Reason::Renewal).with("seats", Value::Count(ended.min(seats)));
        causes.push(renewal.with("purchase", Value::Text(ids.join(", "))));
    }
    let levels = ground.levels(sku);
    let held_before = if day == 0 { levels.held_at_first } else { levels.on(day - 1).held };
    let coming = levels.on(day).held - held_before;
    if coming > 0 {
        let mut from: Vec<SkuId> = ground
            .changes_to(sku, day)
            .flat_map(|c| c.remove_licenses.iter().copied())
            .collect();
        from.sort_unstable();
        from.dedup();
        let notice = on(Reason::UsersChange).with("seats", Value::Count(coming.min(seats)));
        causes.push(if from.is_empty() {
            notice
        } else {
            notice.with("from", Value::Skus(from))
        });
    }
    if causes.is_empty() {
        let notice = on(Reason::SeatsNeeded).with("seats", Value::Count(seats));
        causes.push(notice.with("sku", Value::Sku(sku)));
    }
    causes
}

/// Licences above the seats that there are on the estate's day, whatever the plan counts on.
fn short_at_first(ground: &Ground, sku: SkuId) -> i64 {
    let as_of = ground.case.estate.as_of;
    let subscriptions = ground.case.estate.subscriptions.iter();
    let there = subscriptions.filter(|s| s.sku_id == sku && s.is_active());
    let there = there.filter(|s| s.start.is_none_or(|start| start <= as_of) && s.end.is_none_or(|end| as_of < end));
    ground.levels(sku).held_at_first - there.map(|s| i64::from(s.quantity)).sum::<i64>()
}

/// Originals of a SKU that the plan counts on no longer from a day on; on the first day those whose lead has begun already.
fn ended_originals(ground: &Ground, sku: SkuId, day: Offset, but: Option<&Subscription>) -> (Vec<String>, i64) {
    let as_of = ground.case.estate.as_of;
    let ended = ground.case.estate.subscriptions.iter().filter(|s| {
        let span = supply_span(ground.case, &ground.time, s);
        let there = s.is_active() && s.quantity > 0 && s.start.is_none_or(|start| start <= as_of) && s.end.is_none_or(|end| as_of < end);
        but.is_none_or(|but| but.id != s.id) && s.sku_id == sku && span.map_or(day == 0 && there, |(_, to)| to == day)
    });
    ended.fold((Vec::new(), 0), |(mut ids, seats), s| {
        ids.push(s.id.clone());
        (ids, seats + i64::from(s.quantity))
    })
}

/// Why seats are bought before the day that needs them.
fn early(ground: &Ground, worth: &mut Worth, purchase: &Purchase, needed: Offset, layers: &Layers) -> Notice<Reason> {
    let start = ground.span(purchase).0;
    let sku = purchase.sku_id;
    let days = Value::Count(i64::from(needed - start));
    let stretch = worth.stretch(purchase);
    let later = worth.of(sku, None, needed, layers).filter(|_| !layers.is_empty());
    let now = worth.of(sku, Some(purchase.term_duration), start, layers);
    let more = later
        .zip(now)
        .map(|(later, now)| later - now)
        .filter(|more| *more > 0 && stretch.is_some());
    let more = more.and_then(|more| ground.money(more));
    let with = |notice: Notice<Reason>, name: &str, value: Option<Value>| match value {
        Some(value) => notice.with(name, value),
        None => notice,
    };
    let notice = |code| Notice::new(code).with("needed", ground.date(needed)).with("days", days.clone());
    let Some(stretch) = stretch.filter(|s| s.last == start) else {
        return with(notice(Reason::BoughtEarly), "more", more);
    };
    let of_sku = ground.prices.by_sku.get(&sku).map_or(&[][..], Vec::as_slice);
    let next = of_sku.iter().find(|s| s.term == stretch.term && s.first == start + 1);
    match next {
        None => notice(Reason::BeforeSaleEnds).with("lastDay", ground.date(start)),
        Some(next) if next.full_units > stretch.full_units => {
            let rise = notice(Reason::BeforePriceRise).with("lastDay", ground.date(start));
            with(rise, "saving", more)
        }
        Some(_) => with(notice(Reason::BoughtEarly), "more", more),
    }
}

/// What a day earlier costs.
fn earlier(ground: &Ground, worth: &mut Worth, purchase: &Purchase, start: Offset, layers: &Layers) -> Option<Notice<Reason>> {
    if start == 0 || layers.is_empty() {
        return None;
    }
    let term = Some(purchase.term_duration);
    let notice = |code| Notice::new(code).with("day", ground.date(start - 1));
    let Some(before) = worth.of(purchase.sku_id, term, start - 1, layers) else {
        return Some(notice(Reason::NotSoldEarlier));
    };
    let more = before - worth.of(purchase.sku_id, term, start, layers)?;
    match more {
        0 => Some(notice(Reason::EarlierSame)),
        1.. => Some(notice(Reason::EarlierCosts).with("more", ground.money(more)?)),
        _ => None,
    }
}

/// What other terms begun on the same day cost more.
fn other_terms(ground: &Ground, worth: &mut Worth, purchase: &Purchase, start: Offset, layers: &Layers) -> Vec<Notice<Reason>> {
    let terms: Vec<Term> = ground.time.terms().iter().map(|(term, _)| *term).collect();
    let Some(own) = worth.of(purchase.sku_id, Some(purchase.term_duration), start, layers) else {
        return Vec::new();
    };
    let mut notices = Vec::new();
    for term in terms.into_iter().filter(|t| *t != purchase.term_duration) {
        let more = worth.of(purchase.sku_id, Some(term), start, layers).map_or(0, |cost| cost - own);
        if let Some(value) = ground.money(more).filter(|_| more > 0) {
            let notice = Notice::new(Reason::OtherTerm).with("term", Value::Text(term.to_string()));
            notices.push(notice.with("more", value));
        }
    }
    notices
}

/// Whether it ends with the others.
fn co_term(ground: &Ground, purchase: &Purchase) -> Option<Notice<Reason>> {
    let co_term = ground.case.policy.co_term.filter(|_| purchase.term_duration == Term::P1Y)?;
    let years = i32::from(purchase.end.year()) - i32::from(co_term.year());
    (plus_months(co_term, 12 * years) == purchase.end).then(|| Notice::new(Reason::CoTerm).with("day", Value::Date(purchase.end)))
}
