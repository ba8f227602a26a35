//! What becomes of a purchase at the end of its term, as the plan has it. A term that nothing follows must not renew by itself, and one that
//! runs beyond the plan goes on, because whatever stops then would stop a service.

use super::{deeds::WantedEnd, sight::SubscriptionSeen};
use crate::{
    dates::{Date, plus_months},
    estate::Subscription,
    plan::{Plan, Purchase},
    subscriptions::EndAction,
};

/// What is wanted at the end of a purchase's term.
pub fn fate(plan: &Plan, purchase: &Purchase) -> WantedEnd {
    match plan.purchases.iter().find(|other| renews(other, &purchase.id)) {
        Some(next) => {
            let same = next.offer_id == purchase.offer_id
                && next.term_duration == purchase.term_duration
                && next.billing_plan == purchase.billing_plan
                && next.seats == purchase.seats
                && until(next).is_none();
            into(next, same)
        }
        None if purchase.end >= plan.horizon => WantedEnd::Renew,
        None => WantedEnd::Stop { action: EndAction::Cancel },
    }
}

/// What is wanted at the end of a subscription that this partner sold before the plan, where the plan renews it.
pub(super) fn fate_of(plan: &Plan, subscription: &Subscription, seen: &SubscriptionSeen) -> Option<WantedEnd> {
    let next = plan.purchases.iter().find(|other| renews(other, &subscription.id))?;
    let same = seen
        .offer
        .as_deref()
        .is_some_and(|offer| offer.eq_ignore_ascii_case(&next.offer_id.0))
        && seen.term == Some(next.term_duration)
        && seen.billing == Some(next.billing_plan)
        && seen.seats == next.seats
        && until(next).is_none();
    Some(into(next, same))
}

fn renews(purchase: &Purchase, id: &str) -> bool {
    purchase.renews.as_deref() == Some(id)
}

fn into(next: &Purchase, same: bool) -> WantedEnd {
    match same {
        true => WantedEnd::Renew,
        false => WantedEnd::Change {
            offer: next.offer_id.clone(),
            term: next.term_duration,
            billing: next.billing_plan,
            seats: next.seats,
            until: until(next),
        },
    }
}

/// Where a renewal ends with others, and not with its whole term: its end.
fn until(next: &Purchase) -> Option<Date> {
    let whole = plus_months(next.start, next.term_duration.months());
    Some(next.end).filter(|end| *end != whole)
}
