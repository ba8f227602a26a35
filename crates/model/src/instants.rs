//! Instants in milliseconds UTC: what the store keeps, what the clock gives, what the wire writes as RFC 3339.
//!
//! The clock itself is never read here: every function gets its instant as an argument.

use crate::dates::{Date, DayNumber, date_of, day_number};
use jiff::{Timestamp, civil::DateTime, tz::TimeZone};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Visitor};
use std::{fmt, str::FromStr};

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;
/// Milliseconds in an hour.
pub const HOUR_MS: i64 = 3_600_000;

/// Milliseconds since 1970-01-01T00:00:00Z. Serialised as RFC 3339 in UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Instant(pub i64);

impl Instant {
    /// The first instant of a UTC day.
    pub fn start_of(day: Date) -> Self {
        Self(i64::from(day_number(day)) * DAY_MS)
    }

    /// The UTC day it lies in.
    pub fn date(self) -> Date {
        date_of(self.day())
    }

    /// The number of the UTC day it lies in.
    pub fn day(self) -> DayNumber {
        i32::try_from(self.0.div_euclid(DAY_MS)).unwrap_or(if self.0 < 0 { i32::MIN } else { i32::MAX })
    }

    /// Later by whole days; saturates.
    pub fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(DAY_MS)))
    }

    /// Later by hours; saturates.
    pub fn plus_hours(self, hours: i64) -> Self {
        Self(self.0.saturating_add(hours.saturating_mul(HOUR_MS)))
    }

    /// Later by milliseconds; saturates.
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms))
    }
}

impl fmt::Display for Instant {
    /// `2027-01-31T00:00:00Z`, with milliseconds only where there are some.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let date = self.date();
        let ms = self.0.rem_euclid(DAY_MS) as u32;
        let (h, m, s, part) = (ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
        if date.year() < 0 {
            f.write_str("-")?;
        }
        let year = u32::from(date.year().unsigned_abs());
        let mut text = *b"0000-00-00T00:00:00.000Z";
        let mut put = |place: std::ops::Range<usize>, mut n: u32| {
            for digit in text[place].iter_mut().rev() {
                *digit += (n % 10) as u8;
                n /= 10;
            }
        };
        put(0..4, year);
        put(5..7, date.month() as u32);
        put(8..10, date.day() as u32);
        put(11..13, h);
        put(14..16, m);
        put(17..19, s);
        put(20..23, part);
        let written = if part == 0 { &text[..19] } else { &text[..23] };
        f.write_str(str::from_utf8(written).map_err(|_| fmt::Error)?)?;
        f.write_str("Z")
    }
}

impl fmt::Debug for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A text that is no instant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotAnInstant(pub String);

impl fmt::Display for NotAnInstant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} is not a date or time such as 2027-01-31T00:00:00Z or 2027-01-31", self.0)
    }
}

impl std::error::Error for NotAnInstant {}

impl FromStr for Instant {
    type Err = NotAnInstant;

    /// RFC 3339 with any offset; a time without offset and a bare date count as UTC.
    fn from_str(text: &str) -> Result<Self, NotAnInstant> {
        let text = text.trim();
        if let Ok(stamp) = text.parse::<Timestamp>() {
            return Ok(Self(stamp.as_millisecond()));
        }
        if let Ok(time) = text.parse::<DateTime>()
            && let Ok(zoned) = time.to_zoned(TimeZone::UTC)
        {
            return Ok(Self(zoned.timestamp().as_millisecond()));
        }
        text.parse::<Date>().map(Self::start_of).map_err(|_| NotAnInstant(text.to_owned()))
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Instant {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Text;
        impl Visitor<'_> for Text {
            type Value = Instant;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a date or time such as 2027-01-31T00:00:00Z or 2027-01-31")
            }

            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Instant, E> {
                text.parse().map_err(E::custom)
            }
        }
        d.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_reads_and_one_is_written() {
        for (text, written) in [
            ("2027-01-31T00:00:00Z", "2027-01-31T00:00:00Z"),
            ("2027-01-31", "2027-01-31T00:00:00Z"),
            ("2027-01-31T12:30:00", "2027-01-31T12:30:00Z"),
            ("2027-01-31T12:30:00.1234567Z", "2027-01-31T12:30:00.123Z"),
            ("2027-01-31T12:30:00+02:00", "2027-01-31T10:30:00Z"),
        ] {
            assert_eq!(text.parse::<Instant>().unwrap().to_string(), written, "{text}");
        }
        for bad in ["", "tomorrow", "2027-02-30", "31.01.2027"] {
            assert!(bad.parse::<Instant>().is_err(), "{bad}");
        }
    }

    #[test]
    fn days_and_hours_add_up() {
        let noon: Instant = "1969-12-31T12:00:00Z".parse().unwrap();
        assert_eq!(noon.day(), -1);
        assert_eq!(noon.plus_days(1).plus_hours(-12).to_string(), "1970-01-01T00:00:00Z");
    }
}
