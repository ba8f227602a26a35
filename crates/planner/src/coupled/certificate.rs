//! Rents in whole numbers: the programme's duals, refined until they fit their basis exactly, checked
//! against every purchase on every day, and the lower bound that follows. Called by `branch`.
//! No float decides anything here: floats only propose.

use super::master::{Master, Meaning, RowOf};
use crate::{
    cohort::stretches_of,
    lp::Var,
    prices::Scaled,
    timeline::Offset,
};
use nahtlos_model::money::gcd;
use std::collections::HashMap;

/// A proved lower bound with the rents that prove it. All figures are in scaled cost units over `parts`.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    /// Lower bound.
    pub(crate) bound: i128,
    /// Denominator of the bound and the rents.
    pub(crate) parts: i128,
    /// Whether the basis was met exactly.
    pub(crate) exact: bool,
    /// Rents; none under branches, which bound only a part of the plans.
    pub(crate) rents: Vec<LimitRents>,
}

/// Rents of one pool.
#[derive(Debug, Clone)]
pub(crate) struct LimitRents {
    /// Pool of the problem.
    pub(crate) pool: usize,
    /// First day, first day after, worth of a seat over them, price of its limit over them.
    pub(crate) spans: Vec<(Offset, Offset, i128, i128)>,
}

/// Duals in whole numbers on the finest intervals.
struct Whole {
    /// Duals of the rows, over `row_parts`.
    duals: Vec<i128>,
    row_parts: i128,
    /// `parts / row_parts`: what splits of intervals need below the line.
    splits: i128,
    /// Per pool and interval what a licence costs, over `row_parts * splits`.
    rents: Vec<Vec<i128>>,
    /// Per pool and interval what a bought seat is worth: the rent less the price of limits and branches.
    worths: Vec<Vec<i128>>,
    /// Per class, set and interval what branches add to the price of a choice.
    chosen: HashMap<(u32, u32, usize), i128>,
    /// Per class and interval the dual of its users.
    users: Vec<Vec<i128>>,
}

impl Whole {
    fn parts(&self) -> i128 {
        self.row_parts * self.splits
    }
}

impl Master<'_> {
    /// The bound that the current optimal basis proves; `None` if even shrunken rents break a price (numbers too wild).
    pub(crate) fn certificate(&mut self) -> Option<Certificate> {
        self.simplex.refactor();
        let duals = self.simplex.price().to_vec();
        let splits = self.split_lengths(&duals);
        let lengths = self.partial_lengths();
        for parts in [1, lengths, 2 * lengths, 3 * lengths, 4 * lengths, 12 * lengths, 60 * lengths] {
            if let Some(whole) = self.refine(&duals, parts, splits)
                && self.keeps_prices(&whole)
            {
                return self.bound_of(&whole, true);
            }
        }
        let mut shrink = 1e-13;
        while shrink < 1e-6 {
            let scale = self.problem.prices.scale() * (1.0 - shrink);
            let signed = |(index, y): (usize, &f64)| {
                let y = (y * scale).round() as i128;
                if matches!(self.rows[index].of, RowOf::Users { .. }) { y } else { y.min(0) }
            };
            let whole = self.spread(duals.iter().enumerate().map(signed).collect(), 1, splits);
            if self.keeps_prices(&whole) {
                return self.bound_of(&whole, false);
            }
            shrink *= 10.0;
        }
        None
    }

    /// Least common multiple of the lengths of split rows with a dual: their dual is spread over parts.
    fn split_lengths(&self, duals: &[f64]) -> i128 {
        let split = |row: &super::master::Row| self.grid[self.interval_of(row.from) + 1] != row.to;
        let rows = self.rows.iter().zip(duals).filter(|(row, y)| y.abs() > 1e-9 && split(row));
        lcm_of(rows.map(|(row, _)| row.to - row.from))
    }

    /// Least common multiple of the lengths of rows that basic purchases cover in part.
    fn partial_lengths(&self) -> i128 {
        let mut lengths = Vec::new();
        for (var, _) in self.simplex.basic_values() {
            if let Some(Meaning::Purchase { pool, start, end, .. }) = self.meaning(var) {
                for &index in &self.rows_of_pool[pool as usize] {
                    let row = &self.rows[index as usize];
                    if row.from < start && start < row.to || row.from < end && end < row.to {
                        lengths.push(row.to - row.from);
                    }
                }
            }
        }
        lcm_of(lengths.into_iter())
    }

    /// Rounds the duals and corrects them by the exact residuals of the basis until nothing is left.
    fn refine(&self, duals: &[f64], row_parts: i128, splits: i128) -> Option<Whole> {
        let scale = self.problem.prices.scale() * row_parts as f64;
        let mut whole = self.spread(duals.iter().map(|y| (y * scale).round() as i128).collect(), row_parts, splits);
        for _ in 0..6 {
            let mut residuals = vec![0.0; self.simplex.rows()];
            let mut clean = true;
            for (row, (var, _)) in self.simplex.basic_values().enumerate() {
                let (integer, fraction) = self.residual(var, &whole);
                residuals[row] = (integer as f64 + fraction) / splits as f64;
                clean &= integer == 0 && fraction == 0.0;
            }
            if clean {
                return Some(whole);
            }
            self.simplex.solve_transposed(&mut residuals);
            let corrected = whole.duals.iter().zip(&residuals).map(|(y, delta)| y + delta.round() as i128).collect();
            whole = self.spread(corrected, row_parts, splits);
        }
        None
    }

    /// Spreads row duals over the finest intervals.
    fn spread(&self, duals: Vec<i128>, row_parts: i128, splits: i128) -> Whole {
        let none = || vec![0i128; self.intervals()];
        let mut rents: Vec<Vec<i128>> = self.component.pools.iter().map(|_| none()).collect();
        let mut worths = rents.clone();
        let mut users: Vec<Vec<i128>> = self.classes.iter().map(|_| none()).collect();
        let mut chosen = HashMap::new();
        for (row, &dual) in self.rows.iter().zip(&duals).filter(|(_, dual)| **dual != 0) {
            let length = i128::from(row.to - row.from);
            let mut k = self.interval_of(row.from);
            while k < self.intervals() && self.grid[k] < row.to {
                let days = i128::from(self.grid[k + 1] - self.grid[k]);
                // A row that is one interval has no length below the line; a split one has it in `splits`.
                let share = if days == length { dual * splits } else { dual * days * (splits / length) };
                match row.of {
                    RowOf::Seats { pool } => {
                        rents[pool as usize][k] -= share;
                        worths[pool as usize][k] -= share;
                    }
                    RowOf::Bought { pool, at_most } => worths[pool as usize][k] += if at_most { share } else { -share },
                    RowOf::Users { class } => users[class as usize][k] += share,
                    RowOf::Chosen { class, set, at_most } => {
                        *chosen.entry((class, set, k)).or_insert(0) += if at_most { -share } else { share };
                    }
                }
                k += 1;
            }
        }
        Whole { duals, row_parts, splits, rents, worths, chosen, users }
    }

    /// Cost minus worth of a variable under whole duals: the integer part and the rest, over all parts.
    fn residual(&self, var: Var, whole: &Whole) -> (i128, f64) {
        match (var, self.meaning(var)) {
            (Var::Slack(row), _) => (-whole.duals[row as usize] * whole.splits, 0.0),
            (_, Some(Meaning::Purchase { pool, stretch, start, end })) => {
                let mut left = self.scaled_cost(pool, stretch, start) * whole.parts();
                let mut fraction = 0.0;
                let mut k = self.interval_of(start);
                while k < self.intervals() && self.grid[k] < end {
                    let (from, to) = (self.grid[k], self.grid[k + 1]);
                    let (days, length) = (i128::from(end.min(to) - start.max(from)), i128::from(to - from));
                    let product = whole.worths[pool as usize][k] * days;
                    left -= product.div_euclid(length);
                    fraction -= product.rem_euclid(length) as f64 / length as f64;
                    k += 1;
                }
                (left, fraction)
            }
            (_, Some(Meaning::Choice { class, set, from })) => {
                let k = self.interval_of(from);
                (self.set_price(class, set, k, whole) - whole.users[class as usize][k], 0.0)
            }
            (Var::Column(_), None) => (0, 0.0),
        }
    }

    fn scaled_cost(&self, pool: u32, stretch: u32, start: Offset) -> Scaled {
        let pool = &self.problem.pools[self.component.pools[pool as usize]];
        stretches_of(&self.problem.prices, pool)[stretch as usize].cost(&self.problem.time, start)
    }

    /// What a set costs in rents over an interval, with the branches on it.
    fn set_price(&self, class: u32, set: u32, k: usize, whole: &Whole) -> i128 {
        let rents: i128 = self.classes[class as usize].sets[set as usize].iter().map(|&p| whole.rents[p][k]).sum();
        rents + whole.chosen.get(&(class, set, k)).copied().unwrap_or(0)
    }

    /// Whether no dual has the wrong sign and no purchase on any day is worth more than it costs.
    fn keeps_prices(&self, whole: &Whole) -> bool {
        let signs = self.rows.iter().zip(&whole.duals).all(|(row, dual)| *dual <= 0 || matches!(row.of, RowOf::Users { .. }));
        signs && (0..self.component.pools.len()).all(|pool| self.pool_keeps_prices(pool, whole))
    }

    fn pool_keeps_prices(&self, pool: usize, whole: &Whole) -> bool {
        let time = &self.problem.time;
        let worths = &whole.worths[pool];
        // Worth until a day, as a whole number and a fraction with the interval's length below it.
        let mut at: Vec<(i128, i128, i128)> = Vec::with_capacity(time.days as usize + 1);
        let mut before = 0i128;
        for (k, pair) in self.grid.windows(2).enumerate() {
            let length = i128::from(pair[1] - pair[0]);
            at.extend((0..pair[1] - pair[0]).map(|i| (before, worths[k] * i128::from(i), length)));
            before += worths[k];
        }
        at.push((before, 0, 1));
        let of = &self.problem.pools[self.component.pools[pool]];
        stretches_of(&self.problem.prices, of).iter().all(|stretch| {
            let Some(term) = time.term(stretch.term) else { return true };
            (stretch.first..=stretch.last).all(|start| {
                let cost = stretch.full_units * term.weight[start as usize] * whole.parts();
                let (s, e) = (at[start as usize], at[term.end[start as usize].min(time.days) as usize]);
                let left = cost - e.0 + s.0;
                // cost - (e - s) >= 0; the fractions together are between -length and length.
                left > e.2 + e.1 / e.2 || left * (s.2 * e.2) + s.1 * e.2 - e.1 * s.2 >= 0
            })
        })
    }

    /// The lower bound of whole duals that keep all prices.
    fn bound_of(&self, whole: &Whole, exact: bool) -> Option<Certificate> {
        let mut bound: i128 = 0;
        for k in 0..self.intervals() {
            for (c, class) in self.classes.iter().enumerate() {
                let least = (0..class.sets.len()).map(|s| self.set_price(c as u32, s as u32, k, whole)).min()?;
                bound = bound.checked_add(least.checked_mul(class.users as i128)?)?;
            }
            for (local, &p) in self.component.pools.iter().enumerate() {
                let pool = &self.problem.pools[p];
                let missing = i128::from(pool.fixed - pool.supply_on(self.grid[k]));
                bound = bound.checked_add(whole.rents[local][k].checked_mul(missing)?)?;
            }
        }
        for (row, dual) in self.rows.iter().zip(&whole.duals) {
            if matches!(row.of, RowOf::Bought { .. } | RowOf::Chosen { .. }) {
                bound = bound.checked_add(dual.checked_mul(whole.splits)?.checked_mul(row.rhs as i128)?)?;
            }
        }
        let rents = if self.branched { Vec::new() } else { self.rents_of(whole) };
        Some(Certificate { bound, parts: whole.parts(), exact, rents })
    }

    fn rents_of(&self, whole: &Whole) -> Vec<LimitRents> {
        let of_pool = |local: usize| {
            let mut spans = Vec::new();
            for k in 0..self.intervals() {
                let (rent, limit) = (whole.rents[local][k], whole.rents[local][k] - whole.worths[local][k]);
                if rent != 0 || limit != 0 {
                    spans.push((self.grid[k], self.grid[k + 1], rent, limit));
                }
            }
            LimitRents { pool: self.component.pools[local], spans }
        };
        (0..self.component.pools.len()).map(of_pool).filter(|rents| !rents.spans.is_empty()).collect()
    }
}

/// Least common multiple; 1 where it grows beyond what the arithmetic should bear.
fn lcm_of(lengths: impl Iterator<Item = Offset>) -> i128 {
    let mut lcm: i128 = 1;
    for length in lengths {
        let length = i128::from(length);
        lcm = lcm / gcd(lcm as u128, length as u128) as i128 * length;
        if lcm > 1_000_000_000_000 {
            return 1;
        }
    }
    lcm
}
