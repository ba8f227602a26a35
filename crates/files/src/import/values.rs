//! Single values of exports, typed: GUIDs, moments, counts, states. Each refuses what it is not
//! with a [`Fault`], which the JSON reader turns into a problem with line and column and the table
//! readers into one with line and field. Must never happen here: a guess about a value.

use crate::problem::{cut, quoted};
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::TimeZone,
};
use nahtlos_model::{estate::SubscriptionStatus, ids::ServicePlanId, ids::SkuId};
use serde::{
    Deserialize, Deserializer,
    de::{self, Visitor},
};
use std::fmt;
use uuid::Uuid;

/// Why a value is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) code: &'static str,
    pub(crate) found: String,
    pub(crate) message: String,
    pub(crate) mend: &'static str,
}

/// Codes that a fault may carry through a serde error.
const CODES: &[&str] = &["badGuid", "badDate", "badNumber", "badStatus", "badValue"];
/// Sets off the parts of a fault inside a serde error's text.
const MARK: char = '\u{1}';

impl Fault {
    pub(crate) fn new(code: &'static str, found: &str, message: String, mend: &'static str) -> Self {
        debug_assert!(CODES.contains(&code));
        Self {
            code,
            found: cut(found),
            message,
            mend,
        }
    }

    /// As a serde error, which gets line and column from the reader.
    fn raise<E: de::Error>(self) -> E {
        let found: String = self.found.chars().filter(|c| *c != MARK).collect();
        E::custom(format!(
            "{MARK}{}{MARK}{found}{MARK}{}{MARK}{}{MARK}",
            self.code, self.message, self.mend
        ))
    }

    /// Code, found, message and mend out of a serde error's text.
    pub(crate) fn parse(text: &str) -> Option<(&'static str, String, String, String)> {
        let mut parts = text.split(MARK).skip(1);
        let code = parts.next()?;
        let code = CODES.iter().find(|known| **known == code)?;
        let (found, message, mend) = (parts.next()?, parts.next()?, parts.next()?);
        Some((code, found.to_owned(), message.to_owned(), mend.to_owned()))
    }
}

/// A day that an export gives, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum When {
    /// Not said.
    #[default]
    Unknown,
    /// So far in the future that no end is meant.
    Never,
    /// A day in UTC.
    On(Date),
}

impl When {
    /// A moment, its UTC date: `2027-01-31T23:30:00-02:00`, `2027-01-31`, `1/31/2027 11:59:59 PM`, `/Date(1737331200000)/`.
    pub(crate) fn parse(text: &str) -> Result<Self, Fault> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(Self::Unknown);
        }
        let date = utc_date(trimmed).ok_or_else(|| {
            Fault::new(
                "badDate",
                text,
                format!("{} is not a date.", quoted(text)),
                "Write it as 2027-01-31T00:00:00Z or 2027-01-31.",
            )
        })?;
        Ok(match date.year() {
            ..=1 => Self::Unknown, // the empty date of PowerShell and .NET
            9000.. => Self::Never,
            _ => Self::On(date),
        })
    }

    pub(crate) fn date(self) -> Option<Date> {
        match self {
            Self::On(date) => Some(date),
            _ => None,
        }
    }
}

fn utc_date(text: &str) -> Option<Date> {
    if let Some(ms) = text.strip_prefix("/Date(").and_then(|t| t.strip_suffix(")/")) {
        return Some(Timestamp::from_millisecond(ms.parse().ok()?).ok()?.to_zoned(TimeZone::UTC).date());
    }
    if text.contains('/') {
        return american(text);
    }
    // `2024-03-01 09:00:00Z` is how the admin center writes it.
    if let Ok(moment) = text.parse::<Timestamp>() {
        return Some(moment.to_zoned(TimeZone::UTC).date());
    }
    // The last hours of the year 9999, which stand for "never", are beyond what a timestamp holds.
    let civil = text.strip_suffix('Z').or_else(|| text.strip_suffix("+00:00")).unwrap_or(text);
    civil
        .parse::<DateTime>()
        .map(|moment| moment.date())
        .or_else(|_| text.parse::<Date>())
        .ok()
}

/// `1/31/2027` with or without a time of day; the date counts.
fn american(text: &str) -> Option<Date> {
    let mut parts = text.split_whitespace().next()?.splitn(3, '/');
    let (month, day, year) = (
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
        parts.next()?.parse().ok()?,
    );
    Date::new(year, month, day).ok()
}

/// A GUID in any case, with or without braces.
pub(crate) fn guid(text: &str) -> Result<Uuid, Fault> {
    Uuid::try_parse(text.trim()).map_err(|_| {
        let mend = "Write a GUID such as 6fd2c87f-b296-42f0-b197-1e91e994b900.";
        Fault::new("badGuid", text, format!("{} is not a GUID.", quoted(text)), mend)
    })
}

/// A whole number of things.
pub(crate) fn count(text: &str) -> Result<u32, Fault> {
    let text = text.trim();
    if let Ok(n) = text.parse() {
        return Ok(n);
    }
    let message = match text.strip_prefix('-') {
        Some(digits) if digits.bytes().all(|b| b.is_ascii_digit()) => format!("{} is negative.", quoted(text)),
        _ => format!("{} is not a whole number of things.", quoted(text)),
    };
    Err(Fault::new("badNumber", text, message, "Write digits only, from 0 to 4294967295."))
}

/// A subscription's state as Graph says it.
pub(crate) fn status(text: &str) -> Result<SubscriptionStatus, Fault> {
    use SubscriptionStatus as S;
    Ok(match text.trim().to_ascii_lowercase().as_str() {
        "enabled" => S::Active,
        "warning" => S::Warning,
        "suspended" => S::Suspended,
        "lockedout" => S::LockedOut,
        "deleted" => S::Deleted,
        _ => {
            let mend = "The states are Enabled, Warning, Suspended, LockedOut and Deleted; export it again.";
            return Err(Fault::new(
                "badStatus",
                text,
                format!("{} is no state of a subscription.", quoted(text)),
                mend,
            ));
        }
    })
}

/// `True` or `False`, in any case.
pub(crate) fn truth(text: &str) -> Result<bool, Fault> {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Ok(true),
        "false" | "no" | "0" | "" => Ok(false),
        _ => Err(Fault::new(
            "badValue",
            text,
            format!("{} is neither True nor False.", quoted(text)),
            "Write True or False.",
        )),
    }
}

/// A value written as text in JSON, with the function that reads it.
struct Written<T>(&'static str, fn(&str) -> Result<T, Fault>);

impl<T> Visitor<'_> for Written<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<T, E> {
        (self.1)(text).map_err(Fault::raise)
    }
}

macro_rules! written {
    ($(#[$doc:meta])* $name:ident($inner:ty), $expecting:literal, $read:expr) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) struct $name(pub(crate) $inner);

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                d.deserialize_str(Written($expecting, $read)).map(Self)
            }
        }
    };
}

written!(
    /// `skuId` of any export.
    Sku(SkuId), "a GUID in quotation marks", |text| guid(text).map(SkuId)
);
written!(
    /// `servicePlanId`, as in `disabledPlans`.
    PlanId(ServicePlanId), "a GUID in quotation marks", |text| guid(text).map(ServicePlanId)
);
written!(
    /// A moment.
    Moment(When), "a date in quotation marks", When::parse
);
written!(
    /// A subscription's state.
    State(SubscriptionStatus), "a state in quotation marks", status
);

/// A whole number of things in JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Units(pub(crate) u32);

impl<'de> Deserialize<'de> for Units {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        struct Number;
        impl Visitor<'_> for Number {
            type Value = u32;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number")
            }
            fn visit_u64<E: de::Error>(self, n: u64) -> Result<u32, E> {
                count(&n.to_string()).map_err(Fault::raise)
            }
            fn visit_i64<E: de::Error>(self, n: i64) -> Result<u32, E> {
                count(&n.to_string()).map_err(Fault::raise)
            }
        }
        d.deserialize_u64(Number).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn moments_become_utc_dates() {
        for (text, day) in [
            ("2026-12-15T00:00:00Z", date(2026, 12, 15)),
            ("2026-12-15T23:30:00-02:00", date(2026, 12, 16)),
            ("2026-12-15T00:30:00.1234567+02:00", date(2026, 12, 14)),
            ("2026-12-15", date(2026, 12, 15)),
            ("2026-12-15T10:00:00", date(2026, 12, 15)),
            ("2024-03-01 09:00:00Z", date(2024, 3, 1)),
            ("1/31/2027 11:59:59 PM", date(2027, 1, 31)),
            ("/Date(1800000000000)/", date(2027, 1, 15)),
        ] {
            assert_eq!(When::parse(text), Ok(When::On(day)), "{text}");
        }
        assert_eq!(When::parse("9999-12-31T23:59:59Z"), Ok(When::Never));
        assert_eq!(When::parse("0001-01-01T00:00:00Z"), Ok(When::Unknown));
        for text in ["soon", "2026-02-30", "31.12.2026", "13/13/2026", "/Date(x)/"] {
            assert_eq!(When::parse(text).unwrap_err().code, "badDate", "{text}");
        }
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        assert_eq!(count(" 25 "), Ok(25));
        assert_eq!(count("-3").unwrap_err().message, "\"-3\" is negative.");
        for text in ["", "2.5", "4294967296", "x"] {
            assert_eq!(count(text).unwrap_err().code, "badNumber", "{text}");
        }
    }
}
