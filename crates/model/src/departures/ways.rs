//! Which ways a subscription can go, and what is proposed where nobody says.

use super::Way;
use crate::{
    charges::Charge,
    dates::Date,
    instants::Instant,
    program::Numbers,
    refusals::Refusal,
    subscriptions::{EndAction, Status, Subscription, change::Change, due::Times},
};

/// Whether a partner still has to see to it: it keeps the relationship from ending.
pub fn is_active(s: &Subscription) -> bool {
    matches!(s.status, Status::Active | Status::Suspended | Status::Pending) && s.transferred_to.is_none()
}

/// The ways that are possible now.
pub fn possible(s: &Subscription, now: Instant) -> Vec<Way> {
    let mut ways = Vec::new();
    if s.fit_to_move().is_ok() {
        ways.push(Way::Transfer);
    }
    if s.status == Status::Active {
        ways.push(Way::LetExpire);
    }
    if s.is_new_commerce() && s.status == Status::Active && !s.trial {
        ways.push(Way::CancelAtEnd);
    }
    if s.is_new_commerce() && s.status != Status::Pending && (s.extended || s.cancellable(now)) {
        ways.push(Way::CancelNow);
    }
    if !s.is_new_commerce() && s.status == Status::Active {
        ways.push(Way::SuspendLegacy);
    }
    ways.push(Way::Keep);
    ways
}

/// What is proposed: another partner takes it over where one can, else it ends with its term.
pub fn proposed(s: &Subscription, now: Instant) -> Way {
    possible(s, now)[0]
}

/// Whether a way can be chosen.
///
/// # Errors
/// `InvalidProperty` with the ways that are possible.
pub fn check(s: &Subscription, way: Way, field: &str, now: Instant) -> Result<(), Refusal> {
    let ways = possible(s, now);
    if ways.contains(&way) {
        return Ok(());
    }
    let words: Vec<&str> = ways.iter().map(|w| w.as_str()).collect();
    Err(Refusal::property(
        field,
        format!("{way} is not possible for {}; possible are {}", s.id, words.join(", ")),
    ))
}

/// What is asked of the subscription; `None`: nothing, or not by us.
pub fn change(s: &Subscription, way: Way) -> Option<Change> {
    let renewal = |end_action: Option<EndAction>| Change {
        auto_renew: Some(false),
        end_action,
        ..Change::default()
    };
    let status = |status: Status| Change {
        status: Some(status),
        auto_renew: Some(s.auto_renew),
        ..Change::default()
    };
    match way {
        Way::Transfer | Way::Keep => None,
        Way::LetExpire if s.is_new_commerce() => Some(renewal(Some(EndAction::Extend))),
        Way::LetExpire => Some(renewal(None)),
        Way::CancelAtEnd => Some(renewal(Some(EndAction::Cancel))),
        Way::CancelNow => Some(status(Status::Deleted)),
        Way::SuspendLegacy => Some(status(Status::Suspended)),
    }
}

/// The first day on which its seats are no longer there by a way; `None`: they stay, or go on elsewhere.
pub fn ends_on(s: &Subscription, way: Way, today: Date, numbers: &Numbers) -> Option<Date> {
    match way {
        Way::Transfer | Way::Keep => None,
        Way::CancelNow | Way::SuspendLegacy => Some(today),
        Way::CancelAtEnd => s.end,
        Way::LetExpire if s.is_new_commerce() && !s.trial && numbers.extended_term_enforced == 1 => None,
        Way::LetExpire => s.end,
    }
}

/// The first month of the extended term into which a subscription goes by a way, as its end would charge it by what is sold now; `None`:
/// it goes into none.
pub fn extended_term(s: &Subscription, way: Way, times: &Times<'_>) -> Option<Charge> {
    if way != Way::LetExpire || s.status != Status::Active {
        return None;
    }
    let let_go = Subscription {
        auto_renew: false,
        end_action: EndAction::Extend,
        scheduled: None,
        ..s.clone()
    };
    let decided = let_go.fall_due(Instant::start_of(s.end?), times);
    decided.charges.into_iter().next().filter(|_| decided.after.extended)
}
