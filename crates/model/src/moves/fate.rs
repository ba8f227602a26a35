//! What becomes of a purchase at the end of its term, as the plan has it. A term that nothing follows must not renew by itself, and one that
//! runs beyond the plan goes on, because whatever stops then would stop a service.

use super::deeds::WantedEnd;
use crate::{
    plan::{Plan, Purchase},
    subscriptions::EndAction,
};

/// What is wanted at the end of a purchase's term.
pub fn fate(plan: &Plan, purchase: &Purchase) -> WantedEnd {
    let next = plan
        .purchases
        .iter()
        .find(|other| other.renews.as_deref() == Some(purchase.id.as_str()));
    match next {
        Some(next) => {
            let same = next.offer_id == purchase.offer_id
                && next.term_duration == purchase.term_duration
                && next.billing_plan == purchase.billing_plan
                && next.seats == purchase.seats;
            match same {
                true => WantedEnd::Renew,
                false => WantedEnd::Change {
                    offer: next.offer_id.clone(),
                    term: next.term_duration,
                    billing: next.billing_plan,
                    seats: next.seats,
                },
            }
        }
        None if purchase.end >= plan.horizon => WantedEnd::Renew,
        None => WantedEnd::Stop { action: EndAction::Cancel },
    }
}
