//! What a new-commerce subscription can become, and what keeps it from becoming that.

use super::{Around, Kind, Reason, TargetReason, conflicts};
use crate::{
    assortment::{Assortment, Offer},
    dates::Date,
    subscriptions::{Status, Subscription},
};

/// Offers that a subscription can become, in the catalogue's order: sold where it is, by any term.
pub fn targets<'a>(source: &Subscription, assortment: &'a Assortment, day: Date) -> Vec<&'a Offer> {
    let sold = |offer: &&Offer| offer.sold_in(&source.place.country) && offer.rows(&source.place, day).next().is_some();
    let listed = source.conversions(assortment).iter();
    let other = listed.filter(|id| source.trial || id.0 != source.offer);
    other
        .filter_map(|id| assortment.offers.get(id))
        .filter(|offer| !offer.trial)
        .filter(sold)
        .collect()
}

/// What keeps a subscription from becoming an offer by one kind of transition; empty: nothing.
pub fn reasons(source: &Subscription, target: &Offer, kind: Kind, around: &Around<'_>) -> Vec<Reason> {
    let mut found = Vec::new();
    match source.status {
        Status::Active => {}
        Status::Pending => found.push(Reason::NotProvisioned),
        _ => found.push(Reason::SourceNotActive),
    }
    if kind == Kind::WithLicenses && conflicts(source, target.licence, around.others, around.assortment) {
        found.push(Reason::ConflictingServices);
    }
    let stopped = source.status == Status::Active && source.check_changeable(around.now, around.numbers).is_err();
    if source.check_free().is_err() || stopped {
        found.push(Reason::ConcurrencyConflicts);
    }
    found.sort_unstable();
    found
}

/// Subscriptions that could take in a source's seats, whatever speaks against it: the seller's others of the target offer.
pub fn target_subscriptions<'a>(source: &Subscription, target: &Offer, around: &Around<'a>) -> Vec<&'a Subscription> {
    if source.trial {
        return Vec::new();
    }
    let fits = |s: &&Subscription| {
        s.partner_id == source.partner_id && s.offer == target.id.0 && s.id != source.id && s.status != Status::Deleted && !s.trial
    };
    around.others.iter().filter(fits).collect()
}

/// What keeps a subscription from taking in a source's seats; empty: nothing.
pub fn target_reasons(source: &Subscription, target: &Subscription, around: &Around<'_>) -> Vec<TargetReason> {
    let shorter = !source.trial && target.term.months() < source.term.months();
    let earlier = matches!((source.end, target.end), (Some(source), Some(target)) if target < source);
    let checks = [
        (TargetReason::NotActive, target.status != Status::Active),
        (TargetReason::InWindow, target.cancellable(around.now)),
        (TargetReason::ShorterTerm, shorter),
        (TargetReason::EarlierEnd, earlier),
    ];
    checks.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}
