//! Short ways to write a counter-example. Used by every check.

use super::CounterExample;
use nahtlos_model::{
    dates::{DayNumber, date_of},
    money::{Amount, Exact},
    notice::{CounterCode, Notice, Value},
};

/// A check's answer: what it derived, or the first counter-example.
pub(crate) type Check<T = ()> = Result<T, CounterExample>;

/// A bare counter-example.
pub(crate) fn counter(code: CounterCode) -> CounterExample {
    Notice::new(code)
}

/// Figures beyond exact arithmetic.
pub(crate) fn too_large(what: &str) -> CounterExample {
    counter(CounterCode::TooLarge).with("what", text(what))
}

/// Refutes unless `holds`.
pub(crate) fn ensure(holds: bool, refutation: impl FnOnce() -> CounterExample) -> Check {
    if holds { Ok(()) } else { Err(refutation()) }
}

/// A text value.
pub(crate) fn text(value: impl std::fmt::Display) -> Value {
    Value::Text(value.to_string())
}

/// A number of things.
pub(crate) fn count(n: impl TryInto<i64>) -> Value {
    Value::Count(n.try_into().unwrap_or(i64::MAX))
}

/// A day.
pub(crate) fn day(number: DayNumber) -> Value {
    Value::Date(date_of(number))
}

/// An amount.
pub(crate) fn money(amount: Amount) -> Value {
    Value::Money(amount)
}

/// An exact fraction, as a text.
pub(crate) fn exact(value: Exact) -> Value {
    text(value)
}
