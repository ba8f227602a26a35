//! What a migration makes of one subscription: the new one from the legacy one, and the legacy one afterwards.
//!
//! The new one begins on the day on which the legacy one stops, so that every day is paid once and no day is without seats.

use super::Part;
use crate::{
    assortment::Offer,
    catalogue::Term,
    charges::{Charge, ChargeKind},
    dates::{Date, date_of, day_number, plus_months},
    instants::Instant,
    program::Numbers,
    refusals::{Code, Refusal},
    subscriptions::{
        Decided, MIGRATED, Status, Subscription,
        purchase::{Market, Wanted, buy},
    },
};

/// Terms of any length that are tried before one is found that ends later than a day.
const MOST_TERMS: i32 = 2_400;

/// First day after the first term; `None`: a whole term from the day on.
pub fn first_end(source: &Subscription, part: &Part, day: Date) -> Option<Date> {
    match part.custom_end {
        Some(last) => Some(date_of(day_number(last) + 1)),
        None if part.full_term => None,
        None => kept_end(source, part.term, day),
    }
}

/// The end that keeps to the legacy term: its own where the term is as long; else the next one after the day, counted in new terms
/// from the day on which a whole legacy term with its end would have begun.
fn kept_end(source: &Subscription, term: Term, day: Date) -> Option<Date> {
    let end = source.end?;
    if term == source.term && end > day {
        return Some(end);
    }
    let anchor = plus_months(end, -source.term.months());
    (1..MOST_TERMS)
        .map(|n| plus_months(anchor, n * term.months()))
        .find(|end| *end > day)
}

/// The new subscription and the legacy one as they are afterwards. `wanted` says who buys what; where the term ends is decided here.
///
/// # Errors
/// Those of a purchase; an end that has passed in the meantime.
pub fn migrate(
    offer: &Offer,
    wanted: Wanted<'_>,
    source: &Subscription,
    part: &Part,
    market: &Market<'_>,
) -> Result<(Decided, Decided), Refusal> {
    let day = market.now.date();
    let end = first_end(source, part, day);
    if end.is_some_and(|end| end <= day) {
        let last = part.custom_end.unwrap_or(day);
        return Err(Refusal::new(Code::MigrationEndOutside).with("end", last).at("customTermEndDate"));
    }
    let wanted = Wanted {
        custom_end: None,
        end,
        ..wanted
    };
    // Active at once: there must be no day without seats.
    let market = Market {
        provisioned: market.now,
        ..*market
    };
    let mut made = buy(offer, wanted, &market)?;
    let after = &mut made.after;
    after.custom_end = part.custom_end.is_some();
    after.friendly_name.clone_from(&source.friendly_name);
    after.mpn_id.clone_from(&source.mpn_id);
    after.support.clone_from(&source.support);
    after.auto_renew = source.auto_renew;
    after.migrated_from = Some(source.id.clone());
    Ok((made, retire(source, market.now, market.numbers)))
}

/// The legacy subscription when the new one is there: suspended, what was paid for days from then on is credited, deleted later.
fn retire(source: &Subscription, now: Instant, numbers: &Numbers) -> Decided {
    let day = now.date();
    let paid = source.period.filter(|period| day < period.end && source.is_ours());
    let credit = paid.map(|period| Charge::line(ChargeKind::Suspend, period, day, source.quantity, source.rate(), -1));
    let mut after = source.clone();
    after.status = Status::Suspended;
    after.suspension_reasons = vec![MIGRATED.to_owned()];
    after.stage_ends = Some(now.plus_days(numbers.migrated_suspended_days));
    after.auto_renew = false;
    after.in_motion = None;
    after.version += 1;
    Decided {
        after,
        charges: credit.into_iter().collect(),
    }
}

/// The legacy subscription while a migration is on its way, or free of it again.
#[must_use]
pub fn hold(source: &Subscription, by: Option<&str>) -> Subscription {
    Subscription {
        in_motion: by.map(str::to_owned),
        version: source.version + 1,
        ..source.clone()
    }
}
