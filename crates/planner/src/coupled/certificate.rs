//! Rents in whole numbers: the programme's duals, refined until they fit their basis exactly, checked
//! against every purchase on every day, and the lower bound that follows. Called by `branch`.
//! No float decides anything here: floats only propose.

use super::master::{BranchOn, Master, Meaning};
use crate::{cohort::stretches_of, lp::Var, prices::Scaled, timeline::Offset};
use nahtlos_model::money::gcd;
use std::collections::BTreeMap;

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

/// Duals in whole numbers, by row.
struct Whole {
    duals: Vec<i128>,
    parts: i128,
}

impl Master<'_> {
    /// The bound that the current optimal basis proves; `None` if even shrunken rents break a price (numbers too wild).
    pub(crate) fn certificate(&mut self) -> Option<Certificate> {
        self.simplex.polish();
        let duals = self.simplex.price().to_vec();
        let lengths = self.partial_lengths();
        for parts in [1, lengths, 2 * lengths, 3 * lengths, 4 * lengths, 12 * lengths, 60 * lengths] {
            if let Some(whole) = self.refine(&duals, parts)
                && self.keeps_prices(&whole)
            {
                return self.bound_of(&whole, true);
            }
        }
        let mut shrink = 1e-13;
        while shrink < 1e-6 {
            let scale = self.problem.prices.scale() * (1.0 - shrink);
            let parts = 1;
            let whole = Whole { duals: duals.iter().map(|y| (y * scale).round() as i128).collect(), parts };
            let whole = self.signs_kept(whole);
            if self.keeps_prices(&whole) {
                return self.bound_of(&whole, false);
            }
            shrink *= 10.0;
        }
        None
    }

    /// Least common multiple of the interval lengths that basic purchases cover in part; 1 where that grows too large.
    fn partial_lengths(&self) -> i128 {
        let mut lcm: i128 = 1;
        for (var, _) in self.simplex.basic_values() {
            if let Some(Meaning::Purchase { start, end, .. }) = self.meaning(var) {
                for k in [self.interval_of[start as usize], self.interval_of[(end - 1) as usize]] {
                    let (from, to) = (self.grid[k as usize], self.grid[k as usize + 1]);
                    if start > from && start < to || end > from && end < to {
                        let length = i128::from(to - from);
                        lcm = lcm / gcd(lcm as u128, length as u128) as i128 * length;
                        if lcm > 10_000_000 {
                            return 1;
                        }
                    }
                }
            }
        }
        lcm
    }

    /// Rounds the duals and corrects them by the exact residuals of the basis until nothing is left.
    fn refine(&self, duals: &[f64], parts: i128) -> Option<Whole> {
        let scale = self.problem.prices.scale() * parts as f64;
        let mut whole = Whole { duals: duals.iter().map(|y| (y * scale).round() as i128).collect(), parts };
        for _ in 0..6 {
            let mut residuals = vec![0.0; self.simplex.rows()];
            let mut clean = true;
            for (row, (var, _)) in self.simplex.basic_values().enumerate() {
                let (integer, fraction) = self.residual(var, &whole);
                residuals[row] = integer as f64 + fraction;
                clean &= integer == 0 && fraction == 0.0;
            }
            if clean {
                return Some(whole);
            }
            self.simplex.solve_transposed(&mut residuals);
            for (y, delta) in whole.duals.iter_mut().zip(&residuals) {
                *y += delta.round() as i128;
            }
        }
        None
    }

    /// Cost minus worth of a variable under whole duals: the integer part and the rest.
    fn residual(&self, var: Var, whole: &Whole) -> (i128, f64) {
        match self.meaning(var) {
            None => match var {
                Var::Slack(row) => (-whole.duals[row as usize], 0.0),
                Var::Column(_) => (0, 0.0),
            },
            Some(Meaning::Purchase { pool, stretch, start, end }) => {
                let mut left = self.scaled_cost(pool, stretch, start) * whole.parts;
                let mut fraction = 0.0;
                let mut k = self.interval_of[start as usize] as usize;
                while k < self.intervals() && self.grid[k] < end {
                    let (from, to) = (self.grid[k], self.grid[k + 1]);
                    let rent = self.net_rent(pool as usize, k, whole);
                    let (days, length) = (i128::from(end.min(to) - start.max(from)), i128::from(to - from));
                    let product = rent * days;
                    left -= product.div_euclid(length);
                    fraction -= product.rem_euclid(length) as f64 / length as f64;
                    k += 1;
                }
                (left, fraction)
            }
            Some(Meaning::Choice { class, set, interval }) => (-self.choice_dual(class, set, interval, whole), 0.0),
        }
    }

    fn scaled_cost(&self, pool: u32, stretch: u32, start: Offset) -> Scaled {
        let pool = &self.problem.pools[self.component.pools[pool as usize]];
        stretches_of(&self.problem.prices, pool)[stretch as usize].cost(&self.problem.time, start)
    }

    /// What a bought seat of the pool is worth over an interval, after the price of limits and branches.
    fn net_rent(&self, pool: usize, k: usize, whole: &Whole) -> i128 {
        let mut rent = -whole.duals[self.seat_row(pool, k)];
        for &row in self.extra_of_pool.get(&(pool as u32, k as u32)).into_iter().flatten() {
            let dual = whole.duals[self.extra_row(row as usize)];
            rent += if self.extra[row as usize].at_most { dual } else { -dual };
        }
        rent
    }

    /// Sum of a choice's duals; at most zero for every choice in a valid certificate once the class's own dual is set right.
    fn choice_dual(&self, class: u32, set: u32, interval: u32, whole: &Whole) -> i128 {
        let k = interval as usize;
        whole.duals[self.user_row(class as usize, k)] - self.set_price(class, set, k, whole)
    }

    /// What a set costs in rents over an interval, with the branches on it.
    fn set_price(&self, class: u32, set: u32, k: usize, whole: &Whole) -> i128 {
        let mut price: i128 =
            self.classes[class as usize].sets[set as usize].iter().map(|&p| -whole.duals[self.seat_row(p, k)]).sum();
        for &row in self.extra_of_choice.get(&(class, set, k as u32)).into_iter().flatten() {
            let dual = whole.duals[self.extra_row(row as usize)];
            price += if self.extra[row as usize].at_most { -dual } else { dual };
        }
        price
    }

    /// Rounding may leave a rent a hair below zero: such duals become zero.
    fn signs_kept(&self, mut whole: Whole) -> Whole {
        for k in 0..self.intervals() {
            for pool in 0..self.component.pools.len() {
                let row = self.seat_row(pool, k);
                whole.duals[row] = whole.duals[row].min(0);
            }
        }
        for index in 0..self.extra.len() {
            let row = self.extra_row(index);
            whole.duals[row] = whole.duals[row].min(0);
        }
        whole
    }

    /// Whether no dual has the wrong sign and no purchase on any day is worth more than it costs.
    fn keeps_prices(&self, whole: &Whole) -> bool {
        let seats = (0..self.intervals()).all(|k| (0..self.component.pools.len()).all(|p| whole.duals[self.seat_row(p, k)] <= 0));
        if !seats || (0..self.extra.len()).any(|index| whole.duals[self.extra_row(index)] > 0) {
            return false;
        }
        (0..self.component.pools.len()).all(|pool| self.pool_keeps_prices(pool, whole))
    }

    fn pool_keeps_prices(&self, pool: usize, whole: &Whole) -> bool {
        let time = &self.problem.time;
        let rents: Vec<i128> = (0..self.intervals()).map(|k| self.net_rent(pool, k, whole)).collect();
        let mut before = vec![0i128; rents.len() + 1];
        for k in 0..rents.len() {
            before[k + 1] = before[k] + rents[k];
        }
        // Worth until a day, as a whole number and a fraction with the interval's length below it.
        let worth = |day: Offset| -> (i128, i128, i128) {
            if day >= time.days {
                return (before[rents.len()], 0, 1);
            }
            let k = self.interval_of[day as usize] as usize;
            (before[k], rents[k] * i128::from(day - self.grid[k]), i128::from(self.grid[k + 1] - self.grid[k]))
        };
        let at: Vec<(i128, i128, i128)> = (0..=time.days).map(worth).collect();
        let of = &self.problem.pools[self.component.pools[pool]];
        stretches_of(&self.problem.prices, of).iter().all(|stretch| {
            let Some(term) = time.term(stretch.term) else { return true };
            (stretch.first..=stretch.last).all(|start| {
                let cost = stretch.full_units * term.weight[start as usize] * whole.parts;
                let (s, e) = (at[start as usize], at[term.end[start as usize].min(time.days) as usize]);
                let whole_part = cost - e.0 + s.0;
                // cost - (e - s) >= 0, multiplied by both lengths.
                whole_part * (s.2 * e.2) + s.1 * e.2 - e.1 * s.2 >= 0
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
                let missing = pool.fixed - pool.supply_on(self.grid[k]);
                bound = bound.checked_sub(whole.duals[self.seat_row(local, k)].checked_mul(i128::from(missing))?)?;
            }
        }
        for (index, row) in self.extra.iter().enumerate() {
            let right = if row.at_most { row.value } else { -row.value } as i128;
            bound = bound.checked_add(whole.duals[self.extra_row(index)].checked_mul(right)?)?;
        }
        let rents = if self.branches.is_empty() { self.rents_of(whole) } else { Vec::new() };
        Some(Certificate { bound, parts: whole.parts, exact, rents })
    }

    fn rents_of(&self, whole: &Whole) -> Vec<LimitRents> {
        let limits: BTreeMap<(u32, u32), i128> = self
            .extra
            .iter()
            .enumerate()
            .filter_map(|(index, row)| match row.on {
                BranchOn::Seats { pool } => Some(((pool, row.interval), -whole.duals[self.extra_row(index)])),
                BranchOn::Choice { .. } => None,
            })
            .collect();
        let of_pool = |local: usize| {
            let mut spans = Vec::new();
            for k in 0..self.intervals() {
                let rent = -whole.duals[self.seat_row(local, k)];
                let limit = limits.get(&(local as u32, k as u32)).copied().unwrap_or(0);
                if rent != 0 || limit != 0 {
                    spans.push((self.grid[k], self.grid[k + 1], rent, limit));
                }
            }
            LimitRents { pool: self.component.pools[local], spans }
        };
        (0..self.component.pools.len()).map(of_pool).filter(|rents| !rents.spans.is_empty()).collect()
    }
}
