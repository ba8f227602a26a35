//! Which columns would improve the master programme: every purchase on every day, every choice in
//! every interval, judged by the current duals. Called by `master`.

use super::master::{Master, Meaning, RowOf};
use crate::{
    cohort::{Bought, Chain, end_of, stretches_of},
    prices::Scaled,
    problem::{PoolIndex, Problem},
    timeline::Offset,
};

/// A reduced cost must be below minus this, in units of currency, to count as improving.
pub(super) const IMPROVES: f64 = 1e-11;

/// Most candidates of one round.
const ROUND: usize = 160;

/// Purchases of one pool: per stretch the days it covers, with cost and end of each start.
#[derive(Debug, Clone)]
pub(super) struct PoolPrices {
    pub(super) stretches: Vec<StretchPrices>,
    /// Where only days until the tail are looked at one by one: the cheapest ways on from each day.
    chain: Option<Chain>,
    /// Whether any seat can be bought for a day of the tail.
    sold_in_tail: bool,
}

#[derive(Debug, Clone)]
pub(super) struct StretchPrices {
    /// The SKU's own stretch.
    own: u32,
    pub(super) first: Offset,
    costs: Vec<f64>,
    pub(super) exact: Vec<Scaled>,
    pub(super) ends: Vec<Offset>,
    /// Where purchases go on to the horizon in the cheapest way: their own ends.
    goes_on: Option<Vec<Offset>>,
}

impl PoolPrices {
    pub(super) fn new(problem: &Problem, pool: usize) -> Self {
        let time = &problem.time;
        let scale = problem.prices.scale();
        let mut stretches = Vec::new();
        for (own, stretch) in stretches_of(&problem.prices, &problem.pools[pool]).iter().enumerate() {
            let Some(term) = time.term(stretch.term) else { continue };
            let days = stretch.first as usize..=stretch.last as usize;
            let exact: Vec<Scaled> = days.clone().map(|s| stretch.full_units * term.weight[s]).collect();
            stretches.push(StretchPrices {
                own: own as u32,
                first: stretch.first,
                costs: exact.iter().map(|&cost| cost as f64 / scale).collect(),
                exact,
                ends: days.map(|s| term.end[s].min(time.days)).collect(),
                goes_on: None,
            });
        }
        Self {
            stretches,
            chain: None,
            sold_in_tail: true,
        }
    }

    /// The same until a tail only: a purchase that ends within the tail either stops counting with its first day, or goes on to the
    /// horizon. None if something cannot go on.
    pub(super) fn until(problem: &Problem, pool: usize, tail: Offset) -> Option<Self> {
        let chain = Chain::new(stretches_of(&problem.prices, &problem.pools[pool]), &problem.time);
        let scale = problem.prices.scale();
        let mut stretches = Vec::new();
        let mut sold_in_tail = false;
        for whole in Self::new(problem, pool).stretches {
            sold_in_tail |= whole.ends.last().is_some_and(|end| *end > tail);
            let starts = (tail + 1 - whole.first).clamp(0, whole.ends.len() as Offset) as usize;
            let on_from = whole.ends[..starts].partition_point(|end| *end <= tail);
            if on_from < starts {
                let on: Option<Vec<Scaled>> = (on_from..starts)
                    .map(|i| Some(whole.exact[i] + Some(chain.cost[whole.ends[i] as usize]).filter(|cost| *cost != Scaled::MAX)?))
                    .collect();
                let exact = on?;
                stretches.push(StretchPrices {
                    own: whole.own,
                    first: whole.first + on_from as Offset,
                    costs: exact.iter().map(|&cost| cost as f64 / scale).collect(),
                    ends: vec![problem.time.days; exact.len()],
                    exact,
                    goes_on: Some(whole.ends[on_from..starts].to_vec()),
                });
            }
            // A purchase on the tail's first day that stops there is none.
            let stopping = starts.min((tail - whole.first).max(0) as usize);
            if stopping > 0 {
                stretches.push(StretchPrices {
                    costs: whole.costs[..stopping].to_vec(),
                    exact: whole.exact[..stopping].to_vec(),
                    ends: whole.ends[..stopping].iter().map(|end| *end.min(&tail)).collect(),
                    ..whole
                });
            }
        }
        Some(Self {
            stretches,
            chain: Some(chain),
            sold_in_tail,
        })
    }

    /// Cost of one seat, in units of currency.
    pub(super) fn cost(&self, stretch: u32, start: Offset) -> f64 {
        let prices = &self.stretches[stretch as usize];
        prices.costs[(start - prices.first) as usize]
    }

    /// Cost of one seat, scaled.
    pub(super) fn exact(&self, stretch: u32, start: Offset) -> Scaled {
        let prices = &self.stretches[stretch as usize];
        prices.exact[(start - prices.first) as usize]
    }

    /// What a seat from each day to the horizon costs, where the tail is not looked at day by day.
    pub(super) fn chain(&self) -> Option<&Chain> {
        self.chain.as_ref()
    }

    pub(super) fn is_sold_in_tail(&self) -> bool {
        self.sold_in_tail
    }

    /// What goes on to the horizon: start, own end, and scaled cost with all that follows.
    pub(super) fn going_on(&self) -> impl Iterator<Item = (Offset, Offset, Scaled)> {
        let lists = self
            .stretches
            .iter()
            .filter_map(|stretch| Some((stretch, stretch.goes_on.as_ref()?)));
        lists.flat_map(|(stretch, ends)| {
            let costs = ends.iter().copied().zip(stretch.exact.iter().copied());
            (stretch.first..).zip(costs).map(|(start, (end, cost))| (start, end, cost))
        })
    }

    /// The terms that a purchase stands for.
    pub(super) fn terms(&self, problem: &Problem, pool: PoolIndex, (stretch, start): (u32, Offset), seats: i64, bought: &mut Vec<Bought>) {
        let prices = &self.stretches[stretch as usize];
        let stretches = stretches_of(&problem.prices, &problem.pools[pool]);
        let mut next = Some((prices.own, start));
        while let Some((stretch, start)) = next {
            bought.push(Bought {
                pool,
                start,
                stretch,
                seats,
            });
            let end = end_of(stretches, stretch, start, &problem.time);
            let chain = self.chain.as_ref().filter(|_| prices.goes_on.is_some() && end < problem.time.days);
            next = chain.and_then(|chain| chain.first(end));
        }
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
