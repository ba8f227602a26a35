//! Durations of relationships: whole days as ISO 8601 texts.
//!
//! Read where a relationship is made or changed, written where it is shown. A month counts 30 days and a year 365, so that `P2Y` is
//! `P730D`; parts of a day are no durations here.

/// Days in a unit that stands behind the `P`.
fn days_of(unit: char) -> Option<i64> {
    match unit {
        'Y' => Some(365),
        'M' => Some(30),
        'W' => Some(7),
        'D' => Some(1),
        _ => None,
    }
}

/// The days of a text such as `P730D`, `P2Y` or `P1Y6M`, in any letter case; `None` for anything else. A part of time is allowed
/// where it is nothing (`PT0S`, `P1DT0H`).
pub fn days(text: &str) -> Option<i64> {
    let text = text.trim().to_ascii_uppercase();
    let rest = text.strip_prefix('P')?;
    let (date, time) = rest.split_once('T').map_or((rest, None), |(date, time)| (date, Some(time)));
    let order = ['Y', 'M', 'W', 'D'];
    let nothing = |text: &str| parts(text, &['H', 'M', 'S'], |_| Some(1));
    if time.is_some_and(|time| nothing(time) != Some(0)) || (date.is_empty() && time.is_none()) {
        return None;
    }
    match date {
        "" => Some(0),
        date => parts(date, &order, days_of),
    }
}

/// The sum of numbers, each with its unit, the units in their order and each once.
fn parts(text: &str, order: &[char], worth: impl Fn(char) -> Option<i64>) -> Option<i64> {
    let (mut sum, mut rest, mut from) = (0_i64, text, 0);
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_digit()).filter(|end| (1..=6).contains(end))?;
        let number: i64 = rest[..end].parse().ok()?;
        let unit = rest[end..].chars().next()?;
        let place = order.iter().position(|o| *o == unit).filter(|place| *place >= from)?;
        sum = sum.checked_add(number.checked_mul(worth(unit)?)?)?;
        from = place + 1;
        rest = &rest[end + unit.len_utf8()..];
    }
    Some(sum)
}

/// A duration as it is shown; none is `PT0S`.
pub fn text(days: i64) -> String {
    match days {
        0 => "PT0S".to_owned(),
        days => format!("P{days}D"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_days_are_read_and_nothing_else_is() {
        for (text, wanted) in [
            ("P730D", 730),
            ("P2Y", 730),
            ("p1y6m", 545),
            ("P2W", 14),
            (" P1D ", 1),
            ("PT0S", 0),
            ("P0D", 0),
            ("P1DT0H0M", 1),
        ] {
            assert_eq!(days(text), Some(wanted), "{text}");
        }
        for text in [
            "",
            "P",
            "PT",
            "730",
            "P1",
            "P1.5D",
            "PT1H",
            "P1DT1S",
            "P1D1Y",
            "P1D1D",
            "P-1D",
            "-P1D",
            "P1S",
            "P99999999D",
            "PÄ",
            "P1T",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_written_is_read_again() {
        for n in [0, 1, 180, 730] {
            assert_eq!(days(&text(n)), Some(n));
        }
    }
}
