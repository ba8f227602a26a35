//! The dates of a list of records, in the spellings that clients send: ISO, American, and one with the day of the year that a known
//! client sends by mistake.

use super::list::wrong;
use nahtlos_model::{
    dates::{Date, date_of, day_number},
    instants::{DAY_MS, Instant},
    refusals::Refusal,
};

/// A date as it was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sent {
    pub(super) at: Instant,
    /// It means the day: nothing but a date, or midnight.
    day: bool,
}

/// The ends of a list as they were sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked {
    pub(super) start: Option<Sent>,
    pub(super) end: Option<Sent>,
}

/// From here, until before there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    pub(super) from: Instant,
    pub(super) to: Instant,
}

/// Reads a date.
pub(super) fn read(text: &str, field: &str) -> Result<Sent, Refusal> {
    let text = text.trim();
    let found = day_of_year(text).or_else(|| text.parse().ok()).or_else(|| american(text));
    let at = found.ok_or_else(|| wrong(field, &format!("is no date such as 2027-01-31: {text:?}")))?;
    Ok(Sent {
        at,
        day: at.0.rem_euclid(DAY_MS) == 0,
    })
}

/// `2020-09-246`: the third part is a day of the year that lies in that month, and can be no day of a month.
fn day_of_year(text: &str) -> Option<Instant> {
    let mut parts = text.splitn(3, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let day: i32 = day.parse().ok().filter(|day| (32..=366).contains(day))?;
    let first = Date::new(year.parse().ok()?, 1, 1).ok()?;
    let found = date_of(day_number(first) + day - 1);
    (found.month() == month.parse::<i8>().ok()?).then(|| Instant::start_of(found))
}

/// `M/d/yyyy`, with or without `h:mm:ss tt` or `H:mm:ss`.
fn american(text: &str) -> Option<Instant> {
    let (day, time) = text.split_once(' ').unwrap_or((text, ""));
    let mut parts = day.splitn(3, '/');
    let (month, day, year) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?);
    let year = (year.len() == 4).then(|| year.parse().ok()).flatten()?;
    let start = Instant::start_of(Date::new(year, month, day).ok()?);
    Some(start.plus_ms(time_of_day(time.trim())?))
}

/// Milliseconds since midnight.
fn time_of_day(text: &str) -> Option<i64> {
    if text.is_empty() {
        return Some(0);
    }
    let (clock, half) = text.split_once(' ').unwrap_or((text, ""));
    let numbers: Vec<i64> = clock.split(':').map(str::parse).collect::<Result<_, _>>().ok()?;
    let (h, m, s) = match numbers[..] {
        [h, m] => (h, m, 0),
        [h, m, s] => (h, m, s),
        _ => return None,
    };
    let h = match half.trim().to_ascii_lowercase().as_str() {
        "" => h,
        "am" if (1..=12).contains(&h) => h % 12,
        "pm" if (1..=12).contains(&h) => h % 12 + 12,
        _ => return None,
    };
    let fits = (0..24).contains(&h) && (0..60).contains(&m) && (0..60).contains(&s);
    fits.then_some(((h * 60 + m) * 60 + s) * 1000)
}

/// A date in its normal form: the day alone at midnight.
pub(super) fn written(at: Instant) -> String {
    match at.0.rem_euclid(DAY_MS) {
        0 => at.date().to_string(),
        _ => at.to_string(),
    }
}

impl Asked {
    /// The time to list, or what is wrong with it.
    pub(super) fn span(self, now: Instant, days: i64, window: i64) -> Result<Span, Refusal> {
        let from = self.start.map_or_else(|| now.plus_days(-window), |sent| sent.at);
        if from > now {
            return Err(wrong("startDate", "lies in the future"));
        }
        if i64::from(from.day()) < i64::from(now.day()) - days {
            return Err(wrong("startDate", &format!("lies more than {days} days back")));
        }
        let to = match self.end {
            None => from.plus_days(window).min(now).plus_ms(1),
            Some(Sent { at, day: true }) => at.plus_days(1),
            Some(Sent { at, day: false }) => at.plus_ms(1),
        };
        if to <= from {
            return Err(wrong("endDate", "lies before startDate"));
        }
        let last = to.plus_ms(-1);
        if i64::from(last.day()) - i64::from(from.day()) > window {
            return Err(wrong("endDate", &format!("lies more than {window} days after startDate")));
        }
        Ok(Span { from, to })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_date_reads() {
        for (text, at) in [
            ("2017-06-01", "2017-06-01T00:00:00Z"),
            ("06/01/2017 00:00:00", "2017-06-01T00:00:00Z"),
            ("6/1/2017 12:00:00 AM", "2017-06-01T00:00:00Z"),
            ("6/1/2017 12:00:00 PM", "2017-06-01T12:00:00Z"),
            ("6/1/2017 1:02:03 pm", "2017-06-01T13:02:03Z"),
            ("6/1/2017", "2017-06-01T00:00:00Z"),
            ("2020-09-246", "2020-09-02T00:00:00Z"),
            ("2020-09-02T10:00:00+02:00", "2020-09-02T08:00:00Z"),
            ("2020-09-02T10:00:00", "2020-09-02T10:00:00Z"),
        ] {
            assert_eq!(read(text, "startDate").unwrap().at, at.parse().unwrap(), "{text}");
        }
        for bad in [
            "",
            "yesterday",
            "2020-09-200",
            "2020-09-367",
            "13/1/2017",
            "1/32/2017",
            "1/1/17",
            "1/1/2017 25:00:00",
            "1/1/2017 0:00:00 AM",
        ] {
            assert!(read(bad, "startDate").is_err(), "{bad}");
        }
    }

    #[test]
    fn the_ends_keep_to_the_references_limits() {
        let now: Instant = "2026-12-07T10:00:00Z".parse().unwrap();
        let span = |start: Option<&str>, end: Option<&str>| {
            let sent = |text: Option<&str>| text.map(|t| read(t, "x").unwrap());
            Asked {
                start: sent(start),
                end: sent(end),
            }
            .span(now, 90, 30)
            .map(|s| (s.from.to_string(), s.to.to_string()))
        };
        let is = |from: &str, to: &str| Ok((from.to_owned(), to.to_owned()));
        assert_eq!(span(None, None), is("2026-11-07T10:00:00Z", "2026-12-07T10:00:00.001Z"));
        assert_eq!(
            span(Some("2026-12-01"), Some("2026-12-01")),
            is("2026-12-01T00:00:00Z", "2026-12-02T00:00:00Z")
        );
        assert_eq!(
            span(Some("2026-10-01"), None),
            is("2026-10-01T00:00:00Z", "2026-10-31T00:00:00.001Z")
        );
        assert!(span(Some("2026-09-08"), None).is_ok(), "the ninetieth day");
        assert!(span(Some("2026-09-07"), None).is_err(), "the ninety-first");
        assert!(span(Some("2026-10-01"), Some("2026-10-31")).is_ok());
        assert!(span(Some("2026-10-01"), Some("2026-11-01")).is_err());
        assert!(span(Some("2026-12-05"), Some("2026-12-04")).is_err());
        assert!(span(Some("2026-12-08"), None).is_err());
    }
}
