//! What speaks against a transition, as the refusals of the operation.

use super::{Around, Reason, TargetReason, decide::Wanted, eligible::target_reasons};
use crate::{
    catalogue::Term,
    refusals::{Code, Refusal},
    subscriptions::{Status, Subscription, seats_in_use},
};

/// The refusal for a reason.
pub fn refusal(reason: Reason, source: &Subscription) -> Refusal {
    match reason {
        Reason::NotProvisioned => Code::NotReady.into(),
        Reason::SourceNotActive => Refusal::new(Code::SubscriptionNotActive).with("status", source.status),
        Reason::ConcurrencyConflicts => match source.check_free() {
            Err(held) => held,
            Ok(()) => Code::UpdatesStopped.into(),
        },
        Reason::CycleUnsupported => Refusal::new(Code::CycleInvalid)
            .with("cycle", source.cycle)
            .with("term", source.term)
            .at("billingCycle"),
        Reason::AddOnsPresent => Refusal::property("fromSubscriptionId", "it has active add-ons: end them first"),
        Reason::NoPath | Reason::TargetNotFound => Refusal::property("toCatalogItemId", "the subscription cannot become this offer"),
        Reason::Other => Refusal::new(Code::QuantityOutOfRange).with("min", 1).at("quantity"),
        Reason::PermissionsDisabled | Reason::ConflictingServices | Reason::UserContextRequired | Reason::UserLicense => {
            Refusal::new(Code::LicencesAmbiguous).at("transitionType")
        }
    }
}

fn target_refusal(reason: TargetReason, source: &Subscription, target: &Subscription) -> Refusal {
    match reason {
        TargetReason::NotActive if target.status == Status::Pending => Refusal::new(Code::TransitionTargetNotReady).with("id", &target.id),
        TargetReason::NotActive => Refusal::new(Code::TransitionTargetNotActive).with("id", &target.id),
        TargetReason::InWindow => Refusal::new(Code::TransitionTargetNotReady).with("id", &target.id),
        TargetReason::ShorterTerm => shorter(source.term, target.term),
        TargetReason::EarlierEnd => Refusal::new(Code::TransitionTargetEarlier).with("id", &target.id),
    }
    .at("toSubscriptionId")
}

pub(super) fn shorter(from: Term, to: Term) -> Refusal {
    let refusal = Refusal::new(Code::TransitionTermShorter).with("from", from).with("to", to);
    refusal.at("termDuration")
}

pub(super) fn check_target(source: &Subscription, wanted: &Wanted<'_>, target: &Subscription, around: &Around<'_>) -> Result<(), Refusal> {
    if target.id == source.id {
        return Err(Refusal::new(Code::TransitionTargetSelf).at("toSubscriptionId"));
    }
    if target.partner_id != source.partner_id {
        return Err(target_refusal(TargetReason::NotActive, source, target));
    }
    if target.offer != wanted.offer.id.0 || target.trial {
        return Err(Refusal::new(Code::TransitionTargetDiffers)
            .with("offer", &target.offer)
            .with("wanted", &wanted.offer.id.0)
            .at("toCatalogItemId"));
    }
    target.check_free().map_err(|held| held.at("toSubscriptionId"))?;
    let against = target_reasons(source, target, around);
    against
        .first()
        .map_or(Ok(()), |reason| Err(target_refusal(*reason, source, target)))
}

/// Seats of source and target, and those that all subscriptions of the target's licence may have together.
pub(super) fn check_seats(
    source: &Subscription,
    wanted: &Wanted<'_>,
    into: Option<&Subscription>,
    around: &Around<'_>,
) -> Result<(), Refusal> {
    let offer = wanted.offer;
    let out = |min: i64, max: Option<i64>| {
        let refusal = Refusal::new(Code::QuantityOutOfRange).with("min", min).with_some("max", max);
        Err(refusal.at("quantity"))
    };
    let min = if source.trial { source.quantity } else { 1 };
    if wanted.quantity < min {
        return out(min, offer.max_seats);
    }
    let there = into.map_or(0, |target| target.quantity);
    let after = there + wanted.quantity;
    if after < offer.min_seats.max(1) || offer.max_seats.is_some_and(|max| after > max) {
        return out((offer.min_seats.max(1) - there).max(1), offer.max_seats.map(|max| max - there));
    }
    let rest = source.quantity - wanted.quantity;
    let own = around.assortment.offers.get(&crate::ids::OfferId(source.offer.clone()));
    if let Some(least) = own.map(|o| o.min_seats.max(1)).filter(|least| rest > 0 && rest < *least) {
        return out(1, Some(source.quantity - least));
    }
    if around.sandbox && after > around.numbers.sandbox_seats {
        return Err(Refusal::new(Code::SandboxLimit)
            .with("limit", around.numbers.sandbox_seats)
            .at("quantity"));
    }
    let kept = if offer.licence == source.licence && !source.trial {
        rest.max(0)
    } else {
        0
    };
    let used = seats_in_use(around.others, offer.licence) + kept;
    match offer.max_seats.filter(|max| used + wanted.quantity > *max) {
        Some(max) => Err(Refusal::new(Code::SeatsRemaining)
            .with("remaining", (max - used).max(0))
            .at("quantity")),
        None => Ok(()),
    }
}
