//! Which columns would improve the master programme: every purchase on every day, every choice in
//! every interval, judged by the current duals. Called by `master`.

use super::master::{Master, Meaning};
use crate::{cohort::stretches_of, lp::Var, problem::Problem, timeline::Offset};

/// A reduced cost must be below minus this, in units of currency, to count as improving.
pub(super) const IMPROVES: f64 = 1e-7;

/// Most candidates of one round.
const ROUND: usize = 160;

/// Purchases of one pool: per stretch the days it covers, with cost and end of each start.
#[derive(Debug, Clone)]
pub(super) struct PoolPrices {
    stretches: Vec<StretchPrices>,
}

#[derive(Debug, Clone)]
struct StretchPrices {
    first: Offset,
    costs: Vec<f64>,
    ends: Vec<Offset>,
}

impl PoolPrices {
    pub(super) fn new(problem: &Problem, pool: usize) -> Self {
        let time = &problem.time;
        let scale = problem.prices.scale();
        let stretches = stretches_of(&problem.prices, &problem.pools[pool])
            .iter()
            .map(|stretch| {
                let days = stretch.first as usize..=stretch.last as usize;
                let term = time.term(stretch.term);
                StretchPrices {
                    first: stretch.first,
                    costs: days.clone().map(|s| term.map_or(f64::MAX, |t| stretch.full_units as f64 * t.weight[s] as f64 / scale)).collect(),
                    ends: days.map(|s| term.map_or(0, |t| t.end[s].min(time.days))).collect(),
                }
            })
            .collect();
        Self { stretches }
    }

    /// Cost of one seat, in units of currency.
    pub(super) fn cost(&self, stretch: u32, start: Offset) -> f64 {
        let prices = &self.stretches[stretch as usize];
        prices.costs[(start - prices.first) as usize]
    }
}

impl Master<'_> {
    /// Variables worth bringing in under the duals, most promising first.
    pub(super) fn improving(&mut self, duals: &[f64]) -> Vec<Var> {
        let mut found: Vec<(f64, Result<Var, Meaning>)> = Vec::new();
        for row in 0..self.simplex.rows() {
            let var = Var::Slack(row as u32);
            let d = self.simplex.reduced_cost(var);
            if d < -IMPROVES {
                found.push((d, Ok(var)));
            }
        }
        self.improving_choices(duals, &mut found);
        self.improving_purchases(duals, &mut found);
        let order = |a: &(f64, Result<Var, Meaning>), b: &(f64, Result<Var, Meaning>)| a.0.total_cmp(&b.0);
        if found.len() > ROUND {
            found.select_nth_unstable_by(ROUND, order);
            found.truncate(ROUND);
        }
        found.sort_by(order);
        found.into_iter().map(|(_, what)| what.unwrap_or_else(|meaning| self.column(meaning))).collect()
    }

    /// Per class and interval the set with the least reduced cost.
    fn improving_choices(&self, duals: &[f64], found: &mut Vec<(f64, Result<Var, Meaning>)>) {
        for k in 0..self.intervals() {
            let seats = &duals[self.seat_row(0, k)..];
            for (c, class) in self.classes.iter().enumerate() {
                let base = -duals[self.user_row(c, k)];
                let mut best = (-IMPROVES, usize::MAX);
                for (s, set) in class.sets.iter().enumerate() {
                    let mut d = base - set.iter().map(|&p| seats[p]).sum::<f64>();
                    if !self.extra_of_choice.is_empty() {
                        for &row in self.extra_of_choice.get(&(c as u32, s as u32, k as u32)).into_iter().flatten() {
                            let sign = if self.extra[row as usize].at_most { 1.0 } else { -1.0 };
                            d -= sign * duals[self.extra_row(row as usize)];
                        }
                    }
                    if d < best.0 {
                        best = (d, s);
                    }
                }
                if best.1 != usize::MAX {
                    found.push((best.0, Err(Meaning::Choice { class: c as u32, set: best.1 as u32, interval: k as u32 })));
                }
            }
        }
    }

    /// Per stretch and interval of start the day with the least reduced cost.
    fn improving_purchases(&self, duals: &[f64], found: &mut Vec<(f64, Result<Var, Meaning>)>) {
        let days = self.problem.time.days as usize;
        let own = if self.simplex.is_feasible() { 1.0 } else { 0.0 };
        let mut worth = vec![0.0; days + 1];
        for pool in 0..self.component.pools.len() {
            if !self.worth_until(pool, duals, &mut worth) {
                continue;
            }
            for (index, stretch) in self.prices[pool].stretches.iter().enumerate() {
                let mut best = (-IMPROVES, 0, 0);
                let mut until = 0;
                let push = |best: (f64, Offset, Offset), found: &mut Vec<(f64, Result<Var, Meaning>)>| {
                    if best.0 < -IMPROVES {
                        let meaning = Meaning::Purchase { pool: pool as u32, stretch: index as u32, start: best.1, end: best.2 };
                        found.push((best.0, Err(meaning)));
                    }
                };
                for (i, (&cost, &end)) in stretch.costs.iter().zip(&stretch.ends).enumerate() {
                    let start = stretch.first + i as Offset;
                    if start >= until {
                        push(best, found);
                        best = (-IMPROVES, 0, 0);
                        until = self.grid[self.interval_of[start as usize] as usize + 1];
                    }
                    let d = own * cost - (worth[end as usize] - worth[start as usize]);
                    if d < best.0 {
                        best = (d, start, end);
                    }
                }
                push(best, found);
            }
        }
    }

    /// Fills in what a seat of the pool is worth from day 0 until each day; false when nothing is worth anything.
    pub(super) fn worth_until(&self, pool: usize, duals: &[f64], worth: &mut [f64]) -> bool {
        let mut total = 0.0;
        let mut any = false;
        for k in 0..self.intervals() {
            let mut rent = -duals[self.seat_row(pool, k)];
            for &row in self.extra_of_pool.get(&(pool as u32, k as u32)).into_iter().flatten() {
                let dual = duals[self.extra_row(row as usize)];
                rent += if self.extra[row as usize].at_most { dual } else { -dual };
            }
            any |= rent > IMPROVES;
            let (from, to) = (self.grid[k], self.grid[k + 1]);
            let per_day = rent / f64::from(to - from);
            for (i, slot) in worth[from as usize..=to as usize].iter_mut().enumerate() {
                *slot = total + per_day * i as f64;
            }
            total += rent;
        }
        any
    }
}
