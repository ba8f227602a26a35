//! Days of a case as offsets from `asOf`, and what one unit of price is worth for a term begun on a day.
//! Called by the search. Weights are whole numbers over one common denominator, so that costs compare exactly.

use nahtlos_model::{
    catalogue::Term,
    dates::{Date, DayNumber, date_of, day_number, plus_months},
    money::gcd,
    policy::{Policy, Residual},
};

/// Days from `asOf`; the horizon is day `days`.
pub(crate) type Offset = i32;

/// Of a term begun on a day: its end, the days that count, the days of the full term.
type Span = (Offset, i128, i128);

/// Longest plan, in days: a century.
const LONGEST: i32 = 36_600;

/// The days of a plan, and for each term where it ends and what it weighs.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// Day number of `asOf`.
    pub(crate) origin: DayNumber,
    /// Days planned for.
    pub(crate) days: Offset,
    /// Common denominator of all weights.
    pub(crate) denominator: i128,
    terms: Vec<(Term, TermDays)>,
}

/// Of one term, for each start day: the end and the weight.
#[derive(Debug)]
pub(crate) struct TermDays {
    /// First day without the seats, not cut at the horizon.
    pub(crate) end: Vec<Offset>,
    /// Share of the full term's price that counts, over the common denominator.
    pub(crate) weight: Vec<i128>,
}

impl Timeline {
    /// `None` when the horizon is not after `as_of` or more than a century away.
    pub(crate) fn new(as_of: Date, horizon: Date, policy: &Policy) -> Option<Self> {
        let origin = day_number(as_of);
        let days = day_number(horizon) - origin;
        if days <= 0 || days > LONGEST {
            return None;
        }
        let wanted = Term::ALL.iter().copied().filter(|term| policy.terms.contains(term));
        let wanted: Vec<Term> = wanted.filter(|term| !(policy.co_term.is_some() && *term == Term::P3Y)).collect();
        let spans: Vec<(Term, Vec<Span>)> = wanted.iter().map(|&term| (term, spans(origin, days, term, policy))).collect();
        let mut denominator = 1i128;
        for (_, of_term) in &spans {
            for &(_, _, full) in of_term {
                if denominator % full != 0 {
                    denominator *= full / gcd(denominator as u128, full as u128) as i128;
                }
            }
        }
        let weigh = |of_term: Vec<Span>| TermDays {
            end: of_term.iter().map(|&(end, _, _)| end).collect(),
            weight: of_term.iter().map(|&(_, counted, full)| counted * (denominator / full)).collect(),
        };
        Some(Self {
            origin,
            days,
            denominator,
            terms: spans.into_iter().map(|(term, of_term)| (term, weigh(of_term))).collect(),
        })
    }

    /// The terms that may be bought, with their days.
    pub(crate) fn terms(&self) -> &[(Term, TermDays)] {
        &self.terms
    }

    /// The days of one term.
    pub(crate) fn term(&self, term: Term) -> Option<&TermDays> {
        self.terms.iter().find(|(t, _)| *t == term).map(|(_, days)| days)
    }

    /// Offset of a date, not clamped.
    pub(crate) fn offset(&self, date: Date) -> Offset {
        day_number(date).saturating_sub(self.origin)
    }

    /// Date of an offset.
    pub(crate) fn date(&self, offset: Offset) -> Date {
        date_of(self.origin + offset)
    }
}

/// For each start day: the end, the days that count, and the days of the full term.
fn spans(origin: DayNumber, days: Offset, term: Term, policy: &Policy) -> Vec<Span> {
    let mut anniversary = policy
        .co_term
        .filter(|_| term == Term::P1Y)
        .map(|co_term| Anniversary::new(co_term, origin));
    (0..days)
        .map(|start| {
            let full_end = day_number(plus_months(date_of(origin + start), term.months())) - origin;
            let end = anniversary
                .as_mut()
                .map_or(full_end, |a| full_end.min(a.first_after(origin + start) - origin));
            let counted = match policy.residual {
                Residual::ProRata => end.min(days) - start,
                Residual::None => end - start,
            };
            (end, i128::from(counted), i128::from(full_end - start))
        })
        .collect()
}

/// The co-term day plus whole years, walked forwards.
struct Anniversary {
    co_term: Date,
    years: i32,
}

impl Anniversary {
    fn new(co_term: Date, origin: DayNumber) -> Self {
        let years = i32::from(date_of(origin).year()) - i32::from(co_term.year()) - 1;
        Self { co_term, years }
    }

    fn first_after(&mut self, day: DayNumber) -> DayNumber {
        loop {
            let candidate = day_number(plus_months(self.co_term, 12 * self.years));
            if candidate > day {
                return candidate;
            }
            self.years += 1;
        }
    }
}
