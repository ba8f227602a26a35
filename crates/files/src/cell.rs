//! What stands in a field: days, amounts, GUIDs, numbers, countries. Called by the readers of the
//! official files and by the import. Must never guess: what is not one of the accepted forms is refused.

use crate::{
    problem::{Problem, Problems, Severity, quoted},
    table::Row,
};
use nahtlos_model::{
    dates::Date,
    money::{Currency, Price},
};
use std::str::FromStr;

/// The day in one of the three forms of the official files, any time of day (move-model §2):
/// `2027-01-31T00:00:00Z`, `2027-01-31`, `1/31/2027 11:59:59 PM`.
pub fn parse_date(text: &str) -> Option<Date> {
    let split = text.find([' ', 'T', 't']).unwrap_or(text.len());
    let (day, rest) = text.split_at(split);
    let time = rest.get(1..).unwrap_or_default();
    if !rest.is_empty() && !is_time_of_day(time) {
        return None;
    }
    let (year, month, day) = match day.as_bytes() {
        [_, _, _, _, b'-', _, _, b'-', _, _] => (digits(&day[..4])?, digits(&day[5..7])?, digits(&day[8..])?),
        _ => {
            let mut parts = day.split('/');
            let (month, of_month, year) = (parts.next()?, parts.next()?, parts.next()?);
            if parts.next().is_some() || year.len() != 4 || month.len() > 2 || of_month.len() > 2 {
                return None;
            }
            (digits(year)?, digits(month)?, digits(of_month)?)
        }
    };
    (year > 0)
        .then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok())
        .flatten()
}

fn digits(text: &str) -> Option<i16> {
    (!text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

/// `00:00:00`, `11:59:59 PM`, `23:59`, `00:00:00.0000000Z`.
fn is_time_of_day(text: &str) -> bool {
    let text = text.trim();
    let bare = text
        .strip_suffix(['Z', 'z'])
        .or_else(|| text.strip_suffix("+00:00"))
        .unwrap_or(text);
    let clock = bare
        .strip_suffix("AM")
        .or_else(|| bare.strip_suffix("PM"))
        .unwrap_or(bare)
        .trim_end();
    let (clock, fraction) = clock.split_once('.').unwrap_or((clock, "0"));
    let mut limits = [24, 60, 61].into_iter();
    let mut count = 0;
    let whole = clock.split(':').all(|part| {
        count += 1;
        part.len() <= 2 && digits(part).is_some_and(|n| limits.next().is_some_and(|limit| n < limit))
    });
    whole && count >= 2 && fraction.len() <= 9 && digits_only(fraction)
}

fn digits_only(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// A country as two capitals, and whether it is one in form.
pub fn country(text: &str) -> Option<String> {
    (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())).then(|| text.to_ascii_uppercase())
}

/// A segment in the price list's spelling; an empty one is Commercial (move-model §4).
pub fn segment(text: &str) -> String {
    let known = ["Commercial", "Education", "Charity", "Government"];
    if text.is_empty() {
        return known[0].to_owned();
    }
    known
        .into_iter()
        .find(|word| word.eq_ignore_ascii_case(text))
        .unwrap_or(text)
        .to_owned()
}

/// Reading fields of a row into values.
impl Row<'_> {
    /// A day.
    pub fn date(&self, place: usize) -> Result<Date, Problem> {
        parse_date(self.get(place)).ok_or_else(|| {
            self.error(
                place,
                "badDate",
                format!(
                    "{} in column {} is not a date.",
                    quoted(self.get(place)),
                    quoted(self.header(place))
                ),
                "Write it as 2027-01-31, 2027-01-31T00:00:00Z or 1/31/2027 11:59:59 PM (month/day/year).",
            )
        })
    }

    /// A price; `None` where the field is empty.
    pub fn price(&self, place: usize) -> Result<Option<Price>, Problem> {
        let text = self.get(place);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| {
            self.error(
                place,
                "badAmount",
                format!("{} in column {} is not an amount.", quoted(text), quoted(self.header(place))),
                "Write it like 1234.50: not negative, a point before the decimals, no other sign, at most six decimals.",
            )
        })
    }

    /// A GUID of any kind.
    pub fn guid<T: FromStr>(&self, place: usize) -> Result<T, Problem> {
        self.get(place).parse().map_err(|_| {
            self.error(
                place,
                "badGuid",
                format!(
                    "{} in column {} is not a GUID.",
                    quoted(self.get(place)),
                    quoted(self.header(place))
                ),
                "Write it like 05e9a617-0261-4cee-bb44-138d3ef5d965; letter case and braces do not matter.",
            )
        })
    }

    /// A whole number, or `None` where the field is empty; beyond 32 bits it is the largest one.
    pub fn number(&self, place: usize) -> Result<Option<u32>, Problem> {
        let text = self.get(place);
        if text.is_empty() {
            return Ok(None);
        }
        if digits_only(text) {
            return Ok(Some(text.parse().unwrap_or(u32::MAX)));
        }
        let message = format!("{} in column {} is not a whole number.", quoted(text), quoted(self.header(place)));
        Err(self.error(place, "badNumber", message, "Write digits only, or leave it empty."))
    }

    /// A currency.
    pub fn currency(&self, place: usize) -> Result<Currency, Problem> {
        Currency::new(self.get(place)).ok_or_else(|| {
            let message = format!(
                "{} in column {} is not a currency.",
                quoted(self.get(place)),
                quoted(self.header(place))
            );
            self.error(place, "badCurrency", message, "Write its three letters, for example EUR.")
        })
    }

    /// A country, in capitals.
    pub fn country(&self, place: usize) -> Result<String, Problem> {
        country(self.get(place)).ok_or_else(|| {
            let message = format!(
                "{} in column {} is not a country.",
                quoted(self.get(place)),
                quoted(self.header(place))
            );
            self.error(place, "badCountry", message, "Write its two letters, for example DE.")
        })
    }

    /// `true` or `false`; an empty field is false.
    pub fn flag(&self, place: usize) -> Result<bool, Problem> {
        let text = self.get(place);
        match text.to_ascii_lowercase().as_str() {
            "true" => Ok(true),
            "false" | "" => Ok(false),
            _ => {
                let message = format!(
                    "{} in column {} is neither true nor false.",
                    quoted(text),
                    quoted(self.header(place))
                );
                Err(self.error(place, "badFlag", message, "Write true or false."))
            }
        }
    }

    /// The parts of a field in which `;` separates; blank ones count for nothing.
    pub fn list(&self, place: usize) -> impl Iterator<Item = &str> {
        self.get(place).split(';').map(str::trim).filter(|part| !part.is_empty())
    }

    /// A text that must be there.
    pub fn text(&self, place: usize) -> Result<&str, Problem> {
        let text = self.get(place);
        if text.is_empty() {
            let message = format!("Column {} is empty.", quoted(self.header(place)));
            return Err(self.error(place, "emptyField", message, "Fill it in, or remove the row."));
        }
        Ok(text)
    }
}

/// Rows that are odd in the same way: counted, and reported once.
#[derive(Debug, Default)]
pub struct Tally {
    rows: u64,
    first: Option<Problem>,
}

impl Tally {
    /// Counts a row.
    pub fn add(&mut self, row: &Row<'_>, place: usize, code: &'static str) {
        self.rows += 1;
        if self.first.is_none() {
            self.first = Some(Problem {
                severity: Severity::Warning,
                ..row.error(place, code, "", "")
            });
        }
    }

    /// Reports the rows counted, at the first of them: `what: 3.` and what follows from it.
    pub fn report(self, problems: &mut Problems, what: &str, then: &str) {
        if let Some(first) = self.first {
            problems.push(Problem {
                message: format!("{what}: {}, the first here.", self.rows),
                mend: then.to_owned(),
                ..first
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn dates_in_three_forms() {
        for text in [
            "2027-01-31",
            "2027-01-31T00:00:00Z",
            "2027-01-31T23:59:59.9999999Z",
            "2027-01-31 00:00",
            "1/31/2027 11:59:59 PM",
            "01/31/2027 12:00:00 AM",
            "1/31/2027",
        ] {
            assert_eq!(parse_date(text), Some(date(2027, 1, 31)), "{text}");
        }
        assert_eq!(parse_date("12/30/9999 11:59:59 PM"), Some(date(9999, 12, 30)));
        for text in [
            "",
            "soon",
            "31.01.2027",
            "2027-02-29",
            "31/1/2027",
            "1/31/27",
            "2027-01-31T",
            "2027-01-31T25:00:00Z",
            "2027-01-31T00:00:00+02:00",
            "2027-1-31",
            "1/31/2027 noon",
            "0000-01-01",
            "1/1/1/2027",
            "２027-01-31",
            "20270131",
            "2027-01-31T00:00:00.Z",
            "+027-01-31",
        ] {
            assert_eq!(parse_date(text), None, "{text}");
        }
    }
}
