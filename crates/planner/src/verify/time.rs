//! Days, terms and their cost counted within the horizon, derived from move-model §§3 and 4 alone.
//! Called by the checks of purchases, seats and rents.

use nahtlos_model::{
    catalogue::Term,
    dates::{Date, DayNumber, date_of, day_number, plus_months},
    policy::Residual,
};

/// First day without a term of `term` started on `start`: calendar months, clamped; a co-termed year ends on the first
/// anniversary of `co_term` after the start, never later than a year.
pub(crate) fn term_end(start: Date, term: Term, co_term: Option<Date>) -> Date {
    let full = plus_months(start, term.months());
    let Some(anchor) = co_term.filter(|_| term == Term::P1Y) else {
        return full;
    };
    let years = i32::from(start.year()) - i32::from(anchor.year());
    (years - 1..=years + 2)
        .map(|k| plus_months(anchor, 12 * k))
        .find(|&day| day > start)
        .map_or(full, |day| day.min(full))
}

/// A term started on one day: its end, and how much of its full price counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Span {
    /// First day without it.
    pub(crate) end: DayNumber,
    /// Days it runs.
    pub(crate) days: DayNumber,
    /// Days of it that count.
    pub(crate) counted: DayNumber,
    /// Days of the full term, for which the price is.
    pub(crate) full: DayNumber,
}

/// What planned time is and how terms lie in it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Time {
    /// First day.
    pub(crate) as_of: DayNumber,
    /// First day after.
    pub(crate) horizon: DayNumber,
    /// Co-termination.
    pub(crate) co_term: Option<Date>,
    /// How the part beyond the horizon counts.
    pub(crate) residual: Residual,
}

impl Time {
    /// The span of a term started on `start`, a day of the planned time.
    pub(crate) fn span(&self, start: DayNumber, term: Term) -> Span {
        self.span_of(date_of(start), start, term)
    }

    /// The spans of a term started on each day of the planned time.
    pub(crate) fn spans(&self, term: Term) -> Vec<Span> {
        let first = (date_of(self.as_of), self.as_of);
        let days = std::iter::successors(Some(first), |(day, number)| Some((day.tomorrow().ok()?, number + 1)));
        days.take_while(|(_, number)| *number < self.horizon)
            .map(|(day, number)| self.span_of(day, number, term))
            .collect()
    }

    fn span_of(&self, day: Date, start: DayNumber, term: Term) -> Span {
        let full = day_number(plus_months(day, term.months())) - start;
        let days = match self.co_term {
            Some(_) => day_number(term_end(day, term, self.co_term)) - start,
            None => full,
        };
        let counted = match self.residual {
            Residual::ProRata => days.min(self.horizon - start),
            Residual::None => days,
        };
        Span {
            end: start + days,
            days,
            counted,
            full,
        }
    }

    /// `day` within the planned time, its ends included.
    pub(crate) fn clamp(&self, day: DayNumber) -> DayNumber {
        day.clamp(self.as_of, self.horizon.max(self.as_of))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn terms_end_as_the_calendar_says() {
        for (start, term, co_term, end) in [
            ("2027-01-10", Term::P1Y, None, "2028-01-10"),
            ("2027-01-31", Term::P1M, None, "2027-02-28"),
            ("2028-02-29", Term::P1Y, None, "2029-02-28"),
            ("2027-02-28", Term::P3Y, None, "2030-02-28"),
            ("2027-01-10", Term::P1Y, Some("2026-03-31"), "2027-03-31"),
            ("2027-03-31", Term::P1Y, Some("2026-03-31"), "2028-03-31"),
            ("2027-01-10", Term::P1Y, Some("2031-01-11"), "2027-01-11"),
            ("2027-02-28", Term::P1Y, Some("2028-02-29"), "2028-02-28"),
            ("2027-06-01", Term::P1Y, Some("2028-02-29"), "2028-02-29"),
            ("2027-01-10", Term::P1M, Some("2027-01-12"), "2027-02-10"),
        ] {
            assert_eq!(term_end(day(start), term, co_term.map(day)), day(end), "{start} {term} {co_term:?}");
        }
    }

    #[test]
    fn counted_days_stop_at_the_horizon_only_pro_rata() {
        let time = |residual| Time {
            as_of: day_number(day("2026-12-01")),
            horizon: day_number(day("2028-01-15")),
            co_term: None,
            residual,
        };
        let start = day_number(day("2028-01-10"));
        let pro_rata = time(Residual::ProRata).span(start, Term::P1Y);
        assert_eq!((pro_rata.counted, pro_rata.full, pro_rata.days), (5, 366, 366));
        assert_eq!(time(Residual::None).span(start, Term::P1Y).counted, 366);
    }
}
