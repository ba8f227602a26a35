//! Our own: a sandbox's clock, which can be set, moved on, stopped and started.
//!
//! Used by `/sandbox/v1/clock`. It says what time to have; only the server has a clock.

use jiff::{Span, Timestamp, tz::TimeZone};
use nahtlos_model::instants::Instant;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use std::{fmt, str::FromStr};

/// Where it is: GET answers a [`Clock`], PATCH takes a [`ClockChange`].
pub const PATH: &str = "/sandbox/v1/clock";

/// A sandbox's clock.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Clock {
    pub now: Instant,
    pub running: bool,
}

shape! {
    /// A change of the clock: one of `set` and `advance`, with or without `running`.
    pub struct ClockChange {
        set: Instant,
        advance: IsoDuration,
        running: bool,
    }
}

/// A duration such as `P1D`, `PT1H`, `P1Y`, never negative.
#[derive(Debug, Clone, Copy)]
pub struct IsoDuration(Span);

impl IsoDuration {
    /// The instant this much later, counted in UTC with calendar months clamped to their end; `None` beyond year 9999.
    pub fn after(self, from: Instant) -> Option<Instant> {
        let start = Timestamp::from_millisecond(from.0).ok()?.to_zoned(TimeZone::UTC);
        let end = start.checked_add(self.0).ok()?;
        Some(Instant(end.timestamp().as_millisecond()))
    }
}

impl PartialEq for IsoDuration {
    fn eq(&self, other: &Self) -> bool {
        self.to_string() == other.to_string()
    }
}

impl fmt::Display for IsoDuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A text that is no duration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotADuration(pub String);

impl fmt::Display for NotADuration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown: String = self.0.chars().take(60).collect();
        write!(f, "{shown:?} is no duration; send one such as P1D, PT1H or P1Y")
    }
}

impl std::error::Error for NotADuration {}

impl FromStr for IsoDuration {
    type Err = NotADuration;

    fn from_str(text: &str) -> Result<Self, NotADuration> {
        let span = text.starts_with(['P', 'p']).then(|| text.parse::<Span>().ok()).flatten();
        let ahead = span.filter(|span| !span.is_negative());
        ahead.map(Self).ok_or_else(|| NotADuration(text.to_owned()))
    }
}

impl Serialize for IsoDuration {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for IsoDuration {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_move_an_instant_on() {
        let from: Instant = "2027-01-31T12:00:00Z".parse().unwrap();
        for (text, to) in [
            ("P1D", "2027-02-01T12:00:00Z"),
            ("PT1H", "2027-01-31T13:00:00Z"),
            ("P1M", "2027-02-28T12:00:00Z"),
            ("P1Y", "2028-01-31T12:00:00Z"),
            ("P7DT30M", "2027-02-07T12:30:00Z"),
        ] {
            let duration: IsoDuration = text.parse().unwrap();
            assert_eq!(duration.after(from).unwrap().to_string(), to);
            assert_eq!(duration.to_string(), text);
        }
        for bad in ["", "1 day", "-P1D", "P", "tomorrow", "P1X"] {
            assert!(bad.parse::<IsoDuration>().is_err(), "{bad}");
        }
        assert!("P9000Y".parse::<IsoDuration>().is_ok_and(|long| long.after(from).is_none()));
    }
}
