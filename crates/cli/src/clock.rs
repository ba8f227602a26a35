//! The machine's clock: the one place that asks it. Used for defaults that a command line option can replace.

use nahtlos_model::dates::Date;

/// Today in UTC.
#[allow(clippy::disallowed_methods)] // the command line's default for --as-of; everything below takes the date as an argument
pub(crate) fn today() -> Date {
    jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date()
}
