//! Days are UTC calendar dates, intervals half-open. Algorithms count days since 1970-01-01.

use jiff::ToSpan as _;
pub use jiff::civil::Date;

/// Days since 1970-01-01, for arithmetic.
pub type DayNumber = i32;

/// The day's number since 1970-01-01 (proleptic Gregorian).
pub fn day_number(day: Date) -> DayNumber {
    let (y, m, d) = (i64::from(day.year()), i64::from(day.month()), i64::from(day.day()));
    // Days from civil, counted in 400-year eras that begin on 1 March.
    let y = if m <= 2 { y - 1 } else { y };
    let era = y.div_euclid(400);
    let year_of_era = y.rem_euclid(400);
    let day_of_year = (153 * ((m + 9) % 12) + 2) / 5 + d - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    (era * 146_097 + day_of_era - 719_468) as DayNumber
}

/// The date of a day number; saturates at the calendar's ends (years -9999 and 9999).
pub fn date_of(number: DayNumber) -> Date {
    // Counted from 1 March of the year 0, so that the leap day is a year's last: four-hundred-year cycles, then years, then months.
    let days = i64::from(number) + 719_468;
    let (cycle, of_cycle) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year = (of_cycle - of_cycle / 1460 + of_cycle / 36_524 - of_cycle / 146_096) / 365;
    let of_year = of_cycle - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    let year = i16::try_from(cycle * 400 + year + next);
    year.ok()
        .and_then(|year| Date::new(year, month as i8, day as i8).ok())
        .unwrap_or(if number < 0 { Date::MIN } else { Date::MAX })
}

/// `day` plus calendar months, the day clamped to the month's end; saturates at year 9999.
pub fn plus_months(day: Date, months: i32) -> Date {
    day.checked_add(months.months()).unwrap_or(Date::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn numbers_and_dates_agree_over_four_centuries() {
        for number in -80_000..80_000 {
            assert_eq!(day_number(date_of(number)), number);
        }
        assert_eq!(day_number(date(1970, 1, 1)), 0);
        assert_eq!(day_number(date(2000, 3, 1)), 11_017);
    }

    #[test]
    fn the_whole_calendar_is_the_librarys_and_its_ends_saturate() {
        use jiff::ToSpan as _;
        let epoch = date(1970, 1, 1);
        for number in (day_number(Date::MIN)..=day_number(Date::MAX)).step_by(61) {
            assert_eq!(date_of(number), epoch.checked_add(i64::from(number).days()).unwrap());
        }
        assert_eq!(date_of(day_number(Date::MIN)), Date::MIN);
        assert_eq!(date_of(day_number(Date::MAX)), Date::MAX);
        assert_eq!(date_of(i32::MAX), Date::MAX);
        assert_eq!(date_of(i32::MIN), Date::MIN);
    }

    #[test]
    fn months_clamp_to_the_months_end() {
        assert_eq!(plus_months(date(2027, 1, 31), 1), date(2027, 2, 28));
        assert_eq!(plus_months(date(2028, 2, 29), 12), date(2029, 2, 28));
    }
}
