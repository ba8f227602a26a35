//! Why an original ends as it does and when it must be done. Called by `explain`.
//! What the channel demands stands in the plan; here come the days and the numbers.

use super::{
    ground::Ground,
    purchases::{missing, tranches},
    worth::{Worth, first_seats},
};
use crate::{
    problem::{planned_end, supply_span},
    timeline::Offset,
};
use nahtlos_model::{
    estate::{Subscription, Treatment},
    notice::{Notice, Reason, Value},
    plan::{EndAction, OriginalEnd},
    rules::RulePacks,
};

/// The reasons of an original's end: the plan's own, the planned end, the deadline, and what a day more or less would mean.
pub(super) fn reasons(ground: &Ground, worth: &mut Worth, original: &OriginalEnd) -> Vec<Notice<Reason>> {
    let mut notices = original.why.clone();
    let Some(subscription) = ground.subscription(&original.subscription_id) else {
        return notices;
    };
    notices.extend(counted_until(ground, subscription));
    if let Some((from, to)) = supply_span(ground.case, &ground.time, subscription).filter(|(_, to)| *to < ground.time.days) {
        notices.extend(last_day(ground, subscription, from, to));
        notices.extend(longer(ground, worth, subscription, to));
    }
    notices.extend(deadline(subscription, original));
    notices
}

/// The lead.
fn counted_until(ground: &Ground, subscription: &Subscription) -> Option<Notice<Reason>> {
    if subscription.treatment() != Treatment::Replace || !subscription.is_active() {
        return None;
    }
    let last = [subscription.end, ground.case.policy.leave_by].into_iter().flatten().min()?;
    let until = planned_end(ground.case, &ground.time, subscription)?;
    let days = ground.time.offset(last) - until;
    let notice = Notice::new(Reason::CountedUntil).with("day", ground.date(until));
    (days > 0).then(|| notice.with("last", Value::Date(last)).with("days", Value::Count(i64::from(days))))
}

/// What ending a day earlier would do to its last day.
fn last_day(ground: &Ground, subscription: &Subscription, from: Offset, to: Offset) -> Option<Notice<Reason>> {
    let day = to - 1;
    if day < from {
        return None;
    }
    let short = i64::from(subscription.quantity) - ground.levels(subscription.sku_id).on(day).slack();
    Some(if short > 0 {
        let short = short.min(i64::from(subscription.quantity));
        missing(ground, Reason::EarlierShort, subscription.sku_id, day, short)
    } else {
        Notice::new(Reason::SpareAtEnd).with("day", ground.date(day))
    })
}

/// What counting on it a day longer would save on the purchases that begin when it ends.
fn longer(ground: &Ground, worth: &mut Worth, subscription: &Subscription, to: Offset) -> Option<Notice<Reason>> {
    let sku = subscription.sku_id;
    let mut left = i64::from(subscription.quantity);
    let mut saved = 0;
    for purchase in ground
        .plan
        .purchases
        .iter()
        .filter(|p| p.sku_id == sku && ground.time.offset(p.start) == to)
    {
        let due = tranches(ground, purchase)
            .first()
            .map_or(0, |&(day, seats)| if day == to { seats } else { 0 });
        let seats = due.min(left);
        if seats == 0 || worth.stretch(purchase).is_none() {
            continue;
        }
        left -= seats;
        let layers = first_seats(&worth.layers(purchase, to), seats);
        // Seats needed for that one day only would not be bought at all.
        let still: Vec<(Offset, i64)> = layers.iter().copied().filter(|(until, _)| *until > to + 1).collect();
        let term = Some(purchase.term_duration);
        saved += worth.of(sku, term, to, &layers)? - worth.of(sku, term, to + 1, &still)?;
    }
    (saved > 0)
        .then(|| ground.money(saved))
        .flatten()
        .map(|saved| Notice::new(Reason::LongerSaves).with("saved", saved))
}

/// The deadline, and what happens after it.
fn deadline(subscription: &Subscription, original: &OriginalEnd) -> Vec<Notice<Reason>> {
    let Some(deadline) = original.deadline else { return Vec::new() };
    let dated = |code| Notice::new(code).with("deadline", Value::Date(deadline));
    let mut notices = Vec::new();
    let end = subscription.end.filter(|end| *end >= deadline);
    if let Some(end) = end {
        let days = nahtlos_model::dates::day_number(end) - nahtlos_model::dates::day_number(deadline);
        let notice = dated(Reason::DeadlineBefore).with("end", Value::Date(end));
        notices.push(notice.with("days", Value::Count(i64::from(days))));
    }
    notices.extend(match (original.action, end) {
        (EndAction::CancelAtTermEnd, Some(end)) if subscription.auto_renew == Some(false) => {
            let rules = RulePacks::bundled().rule_on(subscription.channel, subscription.generation, end);
            let notice = dated(Reason::ExtendsIfLate).with("end", Value::Date(end));
            let percent = rules.extended_term_surcharge_percent.map(|s| s.value.with_monthly_rate);
            Some(match percent {
                Some(percent) => notice.with("percent", Value::Count(i64::from(percent))),
                None => notice,
            })
        }
        (EndAction::TurnOffAutoRenew | EndAction::CancelAtTermEnd, Some(end)) => {
            let notice = dated(Reason::RenewsIfLate).with("end", Value::Date(end));
            Some(match &subscription.term_duration {
                Some(term) => notice.with("term", Value::Text(term.clone())),
                None => notice,
            })
        }
        (EndAction::CancelNow | EndAction::SuspendLegacy, _) => Some(dated(Reason::BilledIfLate)),
        (EndAction::Transfer, _) => Some(dated(Reason::StaysIfLate)),
        _ => None,
    });
    notices
}
