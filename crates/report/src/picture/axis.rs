//! The time axis that all pictures of a report share: from the day of the estate to the horizon.
//! Positions are shares of the width, so that a picture fits any screen and paper without scaling its text.

use crate::{Lang, numbers};
use nahtlos_model::dates::{Date, DayNumber, date_of, day_number};

/// A span of days laid over the width of a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Axis {
    /// First day.
    pub from: DayNumber,
    /// First day after.
    pub to: DayNumber,
}

/// A month or year beginning on the axis.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// Its first day.
    pub day: DayNumber,
    /// What is written there.
    pub label: String,
    /// 0: written even on a narrow screen; 1: on a wide one only; 2: never, a line only.
    pub rank: u8,
}

impl Axis {
    /// From a day to the day after the last; at least one day wide.
    pub fn new(from: Date, to: Date) -> Self {
        let from = day_number(from);
        Self {
            from,
            to: day_number(to).max(from + 1),
        }
    }

    /// Days on the axis.
    pub fn days(self) -> i32 {
        self.to - self.from
    }

    /// A day's place in hundredths of a percent of the width, cut to the axis.
    pub fn place(self, day: DayNumber) -> i32 {
        let within = i64::from(day.clamp(self.from, self.to) - self.from);
        i32::try_from(within * 10_000 / i64::from(self.days())).unwrap_or(10_000)
    }

    /// Beginnings of months; on long axes only every third or twelfth is written.
    pub fn ticks(self, lang: Lang) -> Vec<Tick> {
        let months = self.days() / 30;
        let every = [1, 3, 6, 12, 24, 60].into_iter().find(|n| months / n <= 16).unwrap_or(120);
        let narrow = [3, 6, 12, 24, 60].into_iter().find(|n| months / n <= 5).unwrap_or(120);
        let first = date_of(self.from).first_of_month();
        let mut ticks = Vec::new();
        for n in 0.. {
            let day = nahtlos_model::dates::plus_months(first, n);
            let number = day_number(day);
            if number >= self.to {
                break;
            }
            if number < self.from || (months > 60 && day.month() != 1) {
                continue;
            }
            let since_january = i32::from(day.year()) * 12 + i32::from(day.month()) - 1;
            let rank = match () {
                () if since_january % narrow == 0 => 0,
                () if since_january % every == 0 => 1,
                () => 2,
            };
            let name = numbers::short_month(lang, day.month());
            let label = if day.month() == 1 || ticks.is_empty() || rank == 0 {
                format!("{name} {}", day.year())
            } else {
                name.to_owned()
            };
            ticks.push(Tick { day: number, label, rank });
        }
        ticks
    }
}

/// A place as a percentage.
pub fn percent(place: i32) -> String {
    let part = format!("{:02}", place % 100);
    let part = part.trim_end_matches('0');
    if part.is_empty() {
        format!("{}%", place / 100)
    } else {
        format!("{}.{part}%", place / 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_model::dates::Date;

    #[test]
    fn places_are_shares_of_the_width_and_never_leave_it() {
        let axis = Axis::new(Date::constant(2027, 1, 1), Date::constant(2027, 4, 11));
        assert_eq!(axis.days(), 100);
        assert_eq!(
            [axis.from - 5, axis.from, axis.from + 25, axis.to, axis.to + 9].map(|d| axis.place(d)),
            [0, 0, 2500, 10_000, 10_000]
        );
        assert_eq!([0, 5, 120, 2500, 1230].map(percent), ["0%", "0.05%", "1.2%", "25%", "12.3%"]);
    }

    #[test]
    fn a_year_names_its_months_and_ten_years_their_januaries() {
        let year = Axis::new(Date::constant(2026, 12, 10), Date::constant(2027, 12, 10)).ticks(Lang::De);
        assert_eq!(year.len(), 12);
        assert_eq!((year[0].label.as_str(), year[0].rank), ("Jan 2027", 0));
        assert_eq!((year[1].label.as_str(), year[1].rank), ("Feb", 1));
        let decade = Axis::new(Date::constant(2026, 12, 10), Date::constant(2037, 1, 2)).ticks(Lang::En);
        assert!(decade.iter().all(|t| t.label.starts_with("Jan ")));
        assert_eq!(decade.len(), 11);
    }
}
