//! Originals: until when the plan may count on each (move-model §3), and whether what it does with each fits.
//! Read by the pools and the lower bound, which take the ends from here, never from the plan.

use super::{
    counter::{Check, count, counter, ensure, text},
    time::Time,
};
use nahtlos_model::{
    case::Case,
    dates::{DayNumber, day_number},
    estate::{Channel, Generation, Subscription, SubscriptionKind, Treatment},
    notice::{CounterCode, Value},
    plan::{EndAction, OriginalEnd, Plan},
};
use std::collections::HashMap;

/// First day on which an active original is no longer counted on, within `asOf..=horizon`.
pub(crate) fn planned_end(case: &Case, original: &Subscription, time: &Time) -> DayNumber {
    let end = original.end.map(day_number);
    let last = match original.treatment() {
        Treatment::Replace => {
            let leave = [end, case.policy.leave_by.map(day_number)].into_iter().flatten().min();
            let lead = i32::try_from(case.policy.lead_days).unwrap_or(i32::MAX);
            leave.map(|day| day.saturating_sub(lead))
        }
        Treatment::Transfer | Treatment::CarryOn => end,
        Treatment::Keep => end.filter(|_| original.auto_renew != Some(true)),
    };
    last.map_or(time.horizon, |day| time.clamp(day))
}

/// The days on which an original supplies its seats; `None` when it supplies none.
pub(crate) fn supplied(case: &Case, original: &Subscription, time: &Time) -> Option<(DayNumber, DayNumber)> {
    let from = original.start.map_or(time.as_of, |start| time.clamp(day_number(start)));
    let to = planned_end(case, original, time);
    (original.is_active() && from < to).then_some((from, to))
}

/// Each original exactly once, with a fitting action, the derived end and a deadline not after it.
pub(crate) fn check(case: &Case, plan: &Plan, time: &Time) -> Check {
    let mut named: HashMap<&str, &OriginalEnd> = HashMap::new();
    for end in &plan.originals {
        ensure(named.insert(&end.subscription_id, end).is_none(), || {
            about(CounterCode::OriginalTwice, &end.subscription_id)
        })?;
    }
    for original in &case.estate.subscriptions {
        let end = named.remove(original.id.as_str()).ok_or_else(|| {
            about(CounterCode::OriginalMissing, &original.id)
                .with("sku", Value::Sku(original.sku_id))
                .with("seats", count(original.quantity))
        })?;
        let renewed = plan.purchases.iter().any(|p| p.renews.as_deref() == Some(original.id.as_str()));
        action(case, original, end, (time, renewed))?;
        if original.is_active() {
            end_and_deadline(case, original, end, time)?;
        }
    }
    match plan.originals.iter().find(|end| named.contains_key(end.subscription_id.as_str())) {
        None => Ok(()),
        Some(unknown) => Err(about(CounterCode::UnknownOriginal, &unknown.subscription_id)),
    }
}

/// A counter-example about a subscription.
pub(crate) fn about(code: CounterCode, id: &str) -> super::CounterExample {
    counter(code).with("subscription", text(id)).about([id])
}

fn action(case: &Case, original: &Subscription, end: &OriginalEnd, (time, renewed): (&Time, bool)) -> Check {
    let treatment = original.treatment();
    let transferable = original.channel == Channel::OtherPartner;
    ensure(
        transferable || !original.is_active() || (treatment != Treatment::Transfer && end.action != EndAction::Transfer),
        || about(CounterCode::TransferNotPossible, &original.id).with("channel", text(original.channel)),
    )?;
    let fits = if original.is_active() {
        match (treatment, end.action) {
            (Treatment::Transfer, action) => action == EndAction::Transfer,
            (Treatment::Keep, action) => action == EndAction::Keep,
            (Treatment::CarryOn, action) => {
                let goes_on = renewed || planned_end(case, original, time) == time.horizon;
                action == if goes_on { EndAction::Keep } else { EndAction::CancelAtTermEnd }
            }
            (Treatment::Replace, EndAction::Transfer) => false,
            (Treatment::Replace, EndAction::Keep) => planned_end(case, original, time) == time.horizon,
            (Treatment::Replace, EndAction::LetExpire) => original.auto_renew == Some(false) || original.kind != SubscriptionKind::Paid,
            (Treatment::Replace, EndAction::SuspendLegacy) => original.generation == Generation::Legacy,
            (Treatment::Replace, EndAction::TurnOffAutoRenew | EndAction::CancelAtTermEnd | EndAction::CancelNow) => true,
        }
    } else {
        end.action != EndAction::Transfer
    };
    ensure(fits, || {
        about(CounterCode::WrongAction, &original.id)
            .with("action", text(end.action))
            .with("treatment", text(treatment))
    })
}

fn end_and_deadline(case: &Case, original: &Subscription, end: &OriginalEnd, time: &Time) -> Check {
    let expected = planned_end(case, original, time);
    let found = end.planned_end.map_or(time.horizon, |day| time.clamp(day_number(day)));
    ensure(found == expected, || {
        about(CounterCode::WrongPlannedEnd, &original.id)
            .with("sku", Value::Sku(original.sku_id))
            .with("seats", count(original.quantity))
            .with("found", super::counter::day(end.planned_end.map_or(time.horizon, day_number)))
            .with("expected", super::counter::day(expected))
    })?;
    let must_act = matches!(
        end.action,
        EndAction::TurnOffAutoRenew | EndAction::CancelAtTermEnd | EndAction::CancelNow | EndAction::SuspendLegacy
    );
    ensure(!must_act || end.deadline.is_some(), || {
        about(CounterCode::DeadlineMissing, &original.id).with("action", text(end.action))
    })?;
    match (end.deadline, original.end) {
        (Some(deadline), Some(last)) if deadline > last => Err(about(CounterCode::DeadlineTooLate, &original.id)
            .with("deadline", Value::Date(deadline))
            .with("end", Value::Date(last))),
        _ => Ok(()),
    }
}
