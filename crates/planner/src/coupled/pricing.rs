//! Which columns would improve the master programme: every purchase on every day, every choice in
//! every interval, judged by the current duals. Called by `master`.

use super::master::{Master, Meaning, RowOf};
use crate::{cohort::stretches_of, problem::Problem, timeline::Offset};

/// A reduced cost must be below minus this, in units of currency, to count as improving.
pub(super) const IMPROVES: f64 = 1e-11;

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
                    costs: days
                        .clone()
                        .map(|s| term.map_or(f64::MAX, |t| stretch.full_units as f64 * t.weight[s] as f64 / scale))
                        .collect(),
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

impl StretchPrices {
    /// Days of the grid within the stretch, its last day, and the days from which a term ends on a day of the grid.
    fn starts_on_grid(&self, grid: &[Offset]) -> Vec<Offset> {
        let last = self.first + self.costs.len() as Offset - 1;
        let mut starts = vec![last];
        for &day in grid {
            if (self.first..=last).contains(&day) {
                starts.push(day);
            }
            let before = self.ends.partition_point(|end| *end < day) as Offset;
            let until = self.ends.partition_point(|end| *end <= day) as Offset;
            if before < until {
                starts.extend([self.first + before, self.first + until - 1]);
            }
        }
        starts.sort_unstable();
        starts.dedup();
        starts
    }
}

impl Master<'_> {
    /// Every purchase that begins or ends on a day of the grid, or begins on the last day of a price. Under given rents the
    /// purchase worth most is nearly always among them, since rents bend on days of the grid only.
    pub(super) fn purchases_on_grid(&self) -> Vec<Meaning> {
        let mut found = Vec::new();
        for (pool, prices) in self.prices.iter().enumerate() {
            for (index, stretch) in prices.stretches.iter().enumerate() {
                found.extend(stretch.starts_on_grid(&self.grid).into_iter().map(|start| {
                    let end = stretch.ends[(start - stretch.first) as usize];
                    Meaning::Purchase {
                        pool: pool as u32,
                        stretch: index as u32,
                        start,
                        end,
                    }
                }));
            }
        }
        found
    }

    /// Adds purchases of any day that improve under the duals (or, with costs left out, that a ray of infeasibility asks for); how many.
    pub(super) fn add_purchases(&mut self, duals: &[f64], with_costs: bool) -> usize {
        let own = if with_costs { 1.0 } else { 0.0 };
        let mut found: Vec<(f64, Meaning)> = Vec::new();
        let mut worth = vec![0.0; self.problem.time.days as usize + 1];
        for pool in 0..self.component.pools.len() {
            if !self.worth_until(pool, duals, &mut worth) {
                continue;
            }
            for (index, stretch) in self.prices[pool].stretches.iter().enumerate() {
                let mut best: Option<(f64, Meaning)> = None;
                let mut until = 0;
                for (i, (&cost, &end)) in stretch.costs.iter().zip(&stretch.ends).enumerate() {
                    let start = stretch.first + i as Offset;
                    if start >= until {
                        found.extend(best.take());
                        until = self.grid[self.interval_of(start) + 1];
                    }
                    let d = own * cost - (worth[end as usize] - worth[start as usize]);
                    if d < -IMPROVES && best.is_none_or(|(b, _)| d < b) {
                        best = Some((
                            d,
                            Meaning::Purchase {
                                pool: pool as u32,
                                stretch: index as u32,
                                start,
                                end,
                            },
                        ));
                    }
                }
                found.extend(best);
            }
        }
        found.retain(|(_, meaning)| !self.purchases.contains_key(meaning));
        found.sort_by(|a, b| a.0.total_cmp(&b.0));
        found.truncate(ROUND);
        for &(_, meaning) in &found {
            self.column(meaning);
        }
        found.len()
    }

    /// Fills in what a bought seat of the pool is worth from day 0 until each day; false when nothing is worth anything.
    fn worth_until(&self, pool: usize, duals: &[f64], worth: &mut [f64]) -> bool {
        let mut any = false;
        // Slopes first: a row is worth the same on each of its days.
        worth.fill(0.0);
        for &index in &self.rows_of_pool[pool] {
            let row = &self.rows[index as usize];
            let dual = duals[index as usize];
            if dual != 0.0 {
                let value = if matches!(row.of, RowOf::Bought { at_most: true, .. }) {
                    dual
                } else {
                    -dual
                };
                any |= value > IMPROVES;
                let per_day = value / f64::from(row.to - row.from);
                worth[row.from as usize..row.to as usize]
                    .iter_mut()
                    .for_each(|slot| *slot += per_day);
            }
        }
        let mut total = 0.0;
        for slot in worth.iter_mut() {
            let slope = *slot;
            *slot = total;
            total += slope;
        }
        any
    }
}
