//! The schedule of a campaign: which customer's move begins on which day.
//!
//! Every day has slots, every customer takes one slot of a day of its window or is left out, and each choice costs something. Wanted are, one
//! after the other: as few customers as possible who do not begin in time, as few as possible left out, the least cost. The result is exact
//! and carries a price for every day, by which [`recheck()`] proves it without knowing how it was found. Why: `docs/campaigns.md`.
//!
//! Called by the engine and the command line. Pure: the same problem gives the same schedule.

mod number;
mod recheck;
mod search;
mod start;
mod steps;

pub use recheck::{Flaw, recheck};

use std::{
    fmt,
    ops::{Add, AddAssign, Sub},
};

/// Most days of a campaign: ten years.
pub const MOST_DAYS: usize = 3_660;

/// Most that a day or leaving out may cost one customer, in minor units: more than any customer pays, and small enough for sums to be exact.
pub const MOST_COST: i64 = 1_000_000_000_000;

/// What is to be scheduled: days counted from 0, each with its slots, and customers with their windows and costs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    slots: Vec<u32>,
    rows: Vec<Row>,
    costs: Vec<i64>,
}

/// A customer's window; its costs begin at `at`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    first: usize,
    /// First day that is too late, within the window.
    late: usize,
    /// First day after the window.
    end: usize,
    at: usize,
    left_out: i64,
}

/// A customer's window and what each day of it costs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Candidate<'a> {
    /// First day.
    pub first: usize,
    /// First day that is too late for its originals; later days are possible, but not in time.
    pub late: usize,
    /// What each day from the first on costs, in minor units; with the last of them the window ends. Days beyond the campaign's do not count.
    pub costs: &'a [i64],
    /// What leaving it out costs.
    pub left_out: i64,
}

/// Why a problem is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Misfit {
    /// More days than [`MOST_DAYS`].
    TooManyDays(usize),
    /// A cost beyond [`MOST_COST`], above or below nothing, of a customer by its place.
    CostTooLarge(usize),
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::TooManyDays(days) => write!(f, "a campaign of {days} days; at most {MOST_DAYS} can be scheduled"),
            Self::CostTooLarge(place) => write!(
                f,
                "customer {place} costs more than {MOST_COST} minor units on some day; nobody pays that much for a day"
            ),
        }
    }
}

impl std::error::Error for Misfit {}

impl Problem {
    /// Days with so many slots each; none on a day on which nothing may begin.
    ///
    /// # Errors
    /// [`Misfit::TooManyDays`].
    pub fn new(slots: Vec<u32>) -> Result<Self, Misfit> {
        match slots.len() > MOST_DAYS {
            true => Err(Misfit::TooManyDays(slots.len())),
            false => Ok(Self {
                slots,
                rows: Vec::new(),
                costs: Vec::new(),
            }),
        }
    }

    /// Adds a customer; its place.
    ///
    /// # Errors
    /// [`Misfit::CostTooLarge`].
    pub fn add(&mut self, candidate: Candidate<'_>) -> Result<usize, Misfit> {
        let place = self.rows.len();
        let first = candidate.first.min(self.slots.len());
        let costs = &candidate.costs[..candidate.costs.len().min(self.slots.len() - first)];
        if costs
            .iter()
            .chain([&candidate.left_out])
            .any(|cost| cost.unsigned_abs() > MOST_COST as u64)
        {
            return Err(Misfit::CostTooLarge(place));
        }
        let end = first + costs.len();
        self.rows.push(Row {
            first,
            late: candidate.late.clamp(first, end),
            end,
            at: self.costs.len(),
            left_out: candidate.left_out,
        });
        self.costs.extend_from_slice(costs);
        Ok(place)
    }

    /// Number of customers.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Slots of every day.
    pub fn slots(&self) -> &[u32] {
        &self.slots
    }

    /// What a choice of a customer is worth; `None`: the day is not in its window.
    pub fn loss(&self, place: usize, day: Option<usize>) -> Option<Loss> {
        let row = &self.rows[place];
        let Some(day) = day else {
            return Some(Loss {
                late: 1,
                left_out: 1,
                cost: i128::from(row.left_out),
            });
        };
        let within = (row.first..row.end).contains(&day);
        within.then(|| Loss {
            late: i64::from(day >= row.late),
            left_out: 0,
            cost: i128::from(self.costs[row.at + day - row.first]),
        })
    }

    /// The schedule with the least loss.
    pub fn solve(&self) -> Schedule {
        search::solve(self)
    }
}

/// What a schedule loses; the earlier a part stands here, the more it counts, whatever the later ones are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// Customers who do not begin in time: too late, or left out.
    pub late: i64,
    /// Customers who are left out.
    pub left_out: i64,
    /// Cost in minor units.
    pub cost: i128,
}

impl Add for Loss {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self {
            late: self.late + other.late,
            left_out: self.left_out + other.left_out,
            cost: self.cost + other.cost,
        }
    }
}

impl AddAssign for Loss {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Loss {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self {
            late: self.late - other.late,
            left_out: self.left_out - other.left_out,
            cost: self.cost - other.cost,
        }
    }
}

/// A schedule and its certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Schedule {
    /// The day of every customer by its place; `None`: left out.
    pub days: Vec<Option<usize>>,
    /// What one slot more on a day would save: the prices by which the schedule is proved to be the best. Nothing on days without slots.
    pub prices: Vec<Loss>,
    /// What it loses in all.
    pub loss: Loss,
    /// Pivots of the search.
    pub pivots: u64,
}
