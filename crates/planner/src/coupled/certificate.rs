//! Rents in whole numbers: the programme's duals, refined until they fit their basis exactly, checked
//! against every purchase on every day, and the lower bound that follows. Called by `branch`.
//! No float decides anything here: floats only propose.

use super::master::{Master, Meaning, RowOf};
use crate::{lp::Var, prices::Scaled, timeline::Offset};
use std::collections::HashMap;

/// Fractions of a scaled unit that rents are rounded to where whole units do not fit.
const FINE: i128 = 1 << 36;
/// Shares of unfinished duals that are tried as rents.
const ROUGH: [f64; 7] = [1.0, 0.9999, 0.999, 0.99, 0.9, 0.7, 0.4];
/// What the largest entry of a ray becomes in whole numbers.
const RAY: f64 = (1u64 << 50) as f64;

/// A proved lower bound with the rents that prove it. All figures are in scaled cost units over `parts`.
#[derive(Debug, Clone)]
pub(crate) struct Certificate {
    /// Lower bound.
    pub(crate) bound: i128,
    /// Denominator of the bound and the rents.
    pub(crate) parts: i128,
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
    /// Duals of the rows; like all figures here in scaled cost units over `parts`.
    duals: Vec<i128>,
    /// What of each dual its parts got, rounded.
    counted: Vec<i128>,
    parts: i128,
    /// Whether spreading a split row's dual over its parts had to round.
    rounded: bool,
    /// Per pool and interval what a licence costs.
    rents: Vec<Vec<i128>>,
    /// Per pool and interval what a bought seat is worth: the rent less the price of limits and branches.
    worths: Vec<Vec<i128>>,
    /// Per class, set and interval what branches add to the price of a choice.
    chosen: HashMap<(u32, u32, usize), i128>,
    /// Per class and interval the dual of its users.
    users: Vec<Vec<i128>>,
}

impl Master<'_> {
    /// The bound that the current optimal basis proves; `None` if even lowered rents break a price (numbers too wild).
    /// Whole rents where the basis allows them. Otherwise rents in fine fractions, rounded, and lowered a hair so that no price
    /// breaks: the bound then falls short of the truth by less than the step in which all costs come.
    pub(crate) fn certificate(&mut self) -> Option<Certificate> {
        self.simplex.refactor();
        let duals = self.simplex.price().to_vec();
        let (whole, fits) = self.refine(&duals, 1);
        if fits && !whole.rounded && self.keeps_prices(&whole) {
            return self.bound_of(&whole);
        }
        let (near, _) = self.refine(&duals, FINE);
        self.lowered(&near.duals, FINE).and_then(|whole| self.bound_of(&whole))
    }

    /// A bound that duals of an unfinished basis prove: cut down until they keep all prices; none if only nothing does.
    pub(crate) fn rough_certificate(&mut self) -> Option<Certificate> {
        self.simplex.refactor();
        self.simplex.is_priced();
        let scale = self.problem.prices.scale() * FINE as f64;
        let duals: Vec<f64> = self.simplex.duals().iter().map(|y| y * scale).collect();
        ROUGH.iter().find_map(|share| {
            let cut: Vec<i128> = duals.iter().map(|y| (y * share) as i128).collect();
            let proved = self.lowered(&cut, FINE).and_then(|whole| self.bound_of(&whole))?;
            (proved.bound > 0).then_some(proved)
        })
    }

    /// Whether a ray of the programme, in whole numbers, proves that nothing satisfies the rows: under its rents every purchase of any
    /// day is worth nothing, and yet the seats that are missing are worth something.
    pub(super) fn proves_empty(&self, ray: &[f64]) -> bool {
        let largest = ray.iter().fold(0.0f64, |most, y| most.max(y.abs()));
        let scale = RAY / largest.max(f64::MIN_POSITIVE);
        let whole: Vec<i128> = ray.iter().map(|y| (y * scale).round() as i128).collect();
        // Over no parts at all costs count nothing.
        let lowered = self.lowered(&whole, 0);
        lowered.and_then(|whole| self.bound_of(&whole)).is_some_and(|proof| proof.bound > 0)
    }

    /// Duals with rents lowered by a hair, the smallest that keeps all prices.
    fn lowered(&self, duals: &[i128], parts: i128) -> Option<Whole> {
        let mut lower_by = 16i128;
        while lower_by < FINE << 20 {
            let lowered = self.rows.iter().zip(duals).map(|(row, dual)| match row.of {
                RowOf::Users { .. } => *dual,
                RowOf::Seats { .. } => (dual + lower_by).min(0),
                RowOf::Bought { .. } | RowOf::Chosen { .. } => (*dual).min(0),
            });
            let whole = self.spread(lowered.collect(), parts);
            if self.keeps_prices(&whole) {
                return Some(whole);
            }
            lower_by *= 16;
        }
        None
    }

    /// Rounds the duals and corrects them by the exact residuals of the basis until nothing is left.
    /// What comes nearest, and whether nothing is left.
    fn refine(&mut self, duals: &[f64], parts: i128) -> (Whole, bool) {
        let scale = self.problem.prices.scale() * parts as f64;
        let mut whole = self.spread(duals.iter().map(|y| (y * scale).round() as i128).collect(), parts);
        for _ in 0..6 {
            let mut residuals = vec![0.0; self.simplex.rows()];
            let mut clean = true;
            for (row, (var, _)) in self.simplex.basic_values().enumerate() {
                let (integer, fraction) = self.residual(var, &whole);
                residuals[row] = integer as f64 + fraction;
                clean &= integer == 0 && fraction == 0.0;
            }
            if clean {
                return (whole, true);
            }
            self.simplex.solve_transposed(&mut residuals);
            let corrected = whole
                .duals
                .iter()
                .zip(&residuals)
                .map(|(y, delta)| y + delta.round() as i128)
                .collect();
            whole = self.spread(corrected, parts);
        }
        (whole, false)
    }

    /// Spreads row duals over the finest intervals.
    fn spread(&self, duals: Vec<i128>, parts: i128) -> Whole {
        let none = || vec![0i128; self.intervals()];
        let mut rents: Vec<Vec<i128>> = self.component.pools.iter().map(|_| none()).collect();
        let mut worths = rents.clone();
        let mut users: Vec<Vec<i128>> = self.classes.iter().map(|_| none()).collect();
        let mut chosen = HashMap::new();
        let mut counted = vec![0i128; duals.len()];
        let mut rounded = false;
        for ((row, &dual), counted) in self.rows.iter().zip(&duals).zip(&mut counted).filter(|((_, dual), _)| **dual != 0) {
            let length = i128::from(row.to - row.from);
            let mut k = self.interval_of(row.from);
            while k < self.intervals() && self.grid[k] < row.to {
                let days = i128::from(self.grid[k + 1] - self.grid[k]);
                // The dual of a split row is spread over its parts and rounded there.
                let share = (dual * days).div_euclid(length);
                rounded |= share * length != dual * days;
                *counted += share;
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
        Whole {
            duals,
            counted,
            parts,
            rounded,
            rents,
            worths,
            chosen,
            users,
        }
    }

    /// Cost minus worth of a variable under whole duals: the integer part and the rest, over all parts.
    fn residual(&self, var: Var, whole: &Whole) -> (i128, f64) {
        match (var, self.meaning(var)) {
            (Var::Slack(row), _) => (-whole.duals[row as usize], 0.0),
            (_, Some(Meaning::Purchase { pool, stretch, start, end })) => {
                let mut left = self.scaled_cost(pool, stretch, start) * whole.parts;
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
        self.prices[pool as usize].exact(stretch, start)
    }

    /// What a set costs in rents over an interval, with the branches on it.
    fn set_price(&self, class: u32, set: u32, k: usize, whole: &Whole) -> i128 {
        let rents: i128 = self.classes[class as usize].sets[set as usize]
            .iter()
            .map(|&p| whole.rents[p][k])
            .sum();
        rents + whole.chosen.get(&(class, set, k)).copied().unwrap_or(0)
    }

    /// Whether no dual has the wrong sign and no purchase on any day is worth more than it costs.
    fn keeps_prices(&self, whole: &Whole) -> bool {
        let signs = self
            .rows
            .iter()
            .zip(&whole.duals)
            .all(|(row, dual)| *dual <= 0 || matches!(row.of, RowOf::Users { .. }));
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
        self.prices[pool].stretches.iter().all(|stretch| {
            let starts = stretch.first..;
            starts.zip(stretch.exact.iter().zip(&stretch.ends)).all(|(start, (cost, &end))| {
                let (s, e) = (at[start as usize], at[end as usize]);
                let left = cost * whole.parts - e.0 + s.0;
                // cost - (e - s) >= 0; the fractions together are between -length and length.
                left > e.2 + e.1 / e.2 || left * (s.2 * e.2) + s.1 * e.2 - e.1 * s.2 >= 0
            })
        })
    }

    /// The lower bound of whole duals that keep all prices.
    fn bound_of(&self, whole: &Whole) -> Option<Certificate> {
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
        for (row, dual) in self.rows.iter().zip(&whole.counted) {
            if matches!(row.of, RowOf::Bought { .. } | RowOf::Chosen { .. }) {
                bound = bound.checked_add(dual.checked_mul(row.rhs as i128)?)?;
            }
        }
        let rents = if !self.branches.is_empty() {
            Vec::new()
        } else {
            self.rents_of(whole)
        };
        Some(Certificate {
            bound,
            parts: whole.parts,
            rents,
        })
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
            LimitRents {
                pool: self.component.pools[local],
                spans,
            }
        };
        (0..self.component.pools.len())
            .map(of_pool)
            .filter(|rents| !rents.spans.is_empty())
            .collect()
    }
}
