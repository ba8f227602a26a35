//! The one number that search counts in: a loss with its three parts in one, so that comparing and adding are single instructions.
//!
//! Search compares sums of differences along cycles that meet no day twice. The parts are weighted so that no such sum of a later part
//! outweighs one of an earlier part; where that does not fit into 64 bits, 128 are taken.

use super::{MOST_COST, Problem};
use std::ops::{Add, Sub};

/// A number that search counts in.
pub(super) trait Number: Copy + Ord + Add<Output = Self> + Sub<Output = Self> + std::fmt::Debug {
    /// Nothing.
    const NOTHING: Self;
    /// More than any sum that occurs, and small enough to be added to one.
    const FAR: Self;
    /// A cost.
    fn of(cost: i64) -> Self;
    /// A weight; it fits, where [`Weights::fit`] said so.
    fn weight(weight: i128) -> Self;
}

impl Number for i64 {
    const NOTHING: Self = 0;
    const FAR: Self = Self::MAX / 4;

    fn of(cost: i64) -> Self {
        cost
    }

    fn weight(weight: i128) -> Self {
        Self::try_from(weight).unwrap_or(Self::FAR)
    }
}

impl Number for i128 {
    const NOTHING: Self = 0;
    const FAR: Self = Self::MAX / 4;

    fn of(cost: i64) -> Self {
        Self::from(cost)
    }

    fn weight(weight: i128) -> Self {
        weight
    }
}

/// What counts how much.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights {
    /// A customer who is late.
    pub(super) late: i128,
    /// A customer who is left out, besides being late.
    pub(super) left_out: i128,
    /// No sum along a path is larger.
    largest: i128,
}

impl Weights {
    pub(super) fn of(problem: &Problem) -> Self {
        let spread = |row: &super::Row| {
            let costs = &problem.costs[row.at..row.at + (row.end - row.first)];
            let all = || costs.iter().chain([&row.left_out]).copied();
            i128::from(all().max().unwrap_or(0)) - i128::from(all().min().unwrap_or(0))
        };
        let spread = problem.rows.iter().map(spread).max().unwrap_or(0);
        // A cycle meets every day and the place of those left out at most once, and so has at most so many differences.
        let steps = problem.slots.len() as i128 + 2;
        let left_out = 2 * steps * spread + 1;
        let late = 2 * steps * (left_out + spread) + 1;
        Self {
            late,
            left_out,
            largest: steps * (late + left_out + spread) + i128::from(MOST_COST),
        }
    }

    /// Whether 64 bits are enough.
    pub(super) fn fit(&self) -> bool {
        self.largest < i128::from(i64::FAR)
    }
}
