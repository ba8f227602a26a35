//! Exchange rates of a month, as a programme publishes them. They are told, and nothing is ever reckoned with them.

use crate::{dates::Date, instants::Instant, money::Currency};
use serde::{Deserialize, Serialize};
use std::fmt;

/// A month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Month {
    year: i16,
    month: i8,
}

impl Month {
    /// The month of a day.
    pub fn of(day: Date) -> Self {
        Self {
            year: day.year(),
            month: day.month(),
        }
    }

    /// Reads `yyyymm`.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 6 || !text.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let (year, month) = (text[..4].parse().ok()?, text[4..].parse().ok()?);
        ((1..=12).contains(&month) && year > 0).then_some(Self { year, month })
    }

    /// Its first day.
    pub fn first(self) -> Date {
        jiff::civil::date(self.year, self.month, 1)
    }

    /// Its last day.
    pub fn last(self) -> Date {
        self.first().last_of_month()
    }

    /// The first instant after it.
    pub fn over(self) -> Instant {
        Instant::start_of(self.last()).plus_days(1)
    }
}

impl fmt::Display for Month {
    /// `yyyymm`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}{:02}", self.year, self.month)
    }
}

/// What a currency is worth in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rate {
    /// Currency.
    pub currency: Currency,
    /// US dollars for one unit, a decimal number as it was published.
    pub usd_per_unit: String,
    /// Month.
    pub month: Month,
}

impl Rate {
    /// Whether a text is a rate: a decimal number above zero, with at most 30 signs.
    pub fn reads(text: &str) -> bool {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        text.len() <= 30 && digits(whole) && digits(part) && text.bytes().any(|b| (b'1'..=b'9').contains(&b))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn months_and_rates_are_told_from_other_texts() {
        let month = Month::parse("202702").unwrap();
        assert_eq!(
            (month.to_string().as_str(), month.last()),
            ("202702", jiff::civil::date(2027, 2, 28))
        );
        assert_eq!(month.over(), "2027-03-01T00:00:00Z".parse().unwrap());
        for no in ["", "2027", "202713", "202700", "2027-1", "000001"] {
            assert_eq!(Month::parse(no), None, "{no}");
        }
        assert!(Rate::reads("0.27224589249009701") && Rate::reads("1"));
        for no in ["", "0", "0.0", "-1", "1,5", "1.", ".5", "1e3"] {
            assert!(!Rate::reads(no), "{no}");
        }
    }
}
