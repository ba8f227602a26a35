//! Values of the model and of the wire, each into the other. Names only; no decisions.

use nahtlos_model::{
    catalogue::{BillingPlan, Term},
    dates::{Date, date_of, day_number},
    instants::{DAY_MS, Instant},
    refusals::{Code, Refusal},
};
use nahtlos_wire::{UnknownSpelling, enums::BillingCycleType};

/// A word of the wire that is none of its enum's.
pub(crate) fn unknown(field: &str, word: &UnknownSpelling) -> Refusal {
    Refusal::unknown_word(field, &word.given, word.allowed.iter().copied())
}

/// A billing plan as the wire names it.
pub(crate) fn cycle(plan: BillingPlan) -> BillingCycleType {
    match plan {
        BillingPlan::Monthly => BillingCycleType::Monthly,
        BillingPlan::Annual => BillingCycleType::Annual,
        BillingPlan::Triennial => BillingCycleType::Triennial,
    }
}

/// A billing cycle of the wire; `None` for `unknown` and `none`, which clients send for "not said".
pub(crate) fn plan(cycle: BillingCycleType, field: &str) -> Result<Option<BillingPlan>, Refusal> {
    match cycle {
        BillingCycleType::Monthly => Ok(Some(BillingPlan::Monthly)),
        BillingCycleType::Annual => Ok(Some(BillingPlan::Annual)),
        BillingCycleType::Triennial => Ok(Some(BillingPlan::Triennial)),
        BillingCycleType::Unknown | BillingCycleType::None => Ok(None),
        other => Err(Refusal::new(Code::CycleInvalid).with("cycle", other).at(field)),
    }
}

/// A term duration of the wire; `None` where it is empty.
pub(crate) fn term(text: &str, field: &str) -> Result<Option<Term>, Refusal> {
    match text.trim().to_ascii_uppercase().as_str() {
        "" => Ok(None),
        other => other
            .parse()
            .map(Some)
            .map_err(|_| Refusal::new(Code::TermInvalid).with("term", text).at(field)),
    }
}

/// The last day before a day.
pub(crate) fn day_before(day: Date) -> Date {
    date_of(day_number(day) - 1)
}

/// The last second before a day begins.
pub(crate) fn last_second(before: Date) -> Instant {
    Instant(Instant::start_of(before).0 - 1000)
}

/// The day after the day in which an instant lies: from an inclusive end to an exclusive one.
pub(crate) fn day_after(instant: Instant) -> Date {
    Instant(instant.0 + DAY_MS).date()
}

/// A count as the wire has it; never negative there.
pub(crate) fn count(n: i64) -> u32 {
    u32::try_from(n).unwrap_or(if n < 0 { 0 } else { u32::MAX })
}
