//! Licences and seats of every pool over time. Called by `document` for the coverage table and by
//! the purchases for their reasons.

use crate::{
    cohort::{end_of, stretches_of},
    placing::Way,
    problem::{Problem, supply_span},
    solve::Solution,
    timeline::Offset,
};
use nahtlos_model::{ids::SkuId, plan::Coverage};
use std::collections::BTreeMap;

/// Changes of licences and seats, by pool and day.
#[derive(Debug)]
pub(crate) struct Levels {
    /// Per pool: from which day how many licences and how many seats.
    pools: Vec<Vec<(Offset, i64, i64)>>,
}

/// Seats of originals and purchases and licences held, by pool.
pub(crate) fn levels(problem: &Problem, solution: &Solution, ways: &[Way]) -> Levels {
    let mut changes: Vec<BTreeMap<Offset, (i64, i64)>> = problem.pools.iter().map(|_| BTreeMap::from([(0, (0, 0))])).collect();
    for (pool, of) in problem.pools.iter().enumerate() {
        let mut before = 0;
        for &(day, seats) in &of.supply {
            changes[pool].entry(day).or_default().1 += seats - before;
            before = seats;
        }
    }
    for bought in &solution.bought {
        let stretches = stretches_of(&problem.prices, &problem.pools[bought.pool]);
        let end = end_of(stretches, bought.stretch, bought.start, &problem.time);
        changes[bought.pool].entry(bought.start).or_default().1 += bought.seats;
        changes[bought.pool].entry(end).or_default().1 -= bought.seats;
    }
    for way in ways {
        let users = i64::from(way.users);
        // A change on day 0 replaces what was held before the plan begins.
        let stays: Vec<(Offset, usize)> = way
            .stays
            .iter()
            .enumerate()
            .filter(|(i, stay)| way.stays.get(i + 1).is_none_or(|next| next.0 > stay.0))
            .map(|(_, s)| *s)
            .collect();
        for (i, &(day, set)) in stays.iter().enumerate() {
            for &pool in &problem.sets[way.kind][set] {
                changes[pool].entry(day).or_default().0 += users;
                if let Some(next) = stays.get(i + 1) {
                    changes[pool].entry(next.0).or_default().0 -= users;
                }
            }
        }
    }
    let run = |of_pool: BTreeMap<Offset, (i64, i64)>| {
        let (mut held, mut seats) = (0, 0);
        let steps = of_pool.into_iter().map(|(day, change)| {
            held += change.0;
            seats += change.1;
            (day, held, seats)
        });
        let mut steps: Vec<(Offset, i64, i64)> = steps.filter(|step| step.0 < problem.time.days).collect();
        steps.dedup_by(|later, earlier| (later.1, later.2) == (earlier.1, earlier.2));
        steps
    };
    Levels {
        pools: changes.into_iter().map(run).collect(),
    }
}

impl Levels {
    /// Licences held on a day.
    pub(crate) fn held_on(&self, pool: usize, day: Offset) -> i64 {
        let steps = &self.pools[pool];
        steps[steps.partition_point(|step| step.0 <= day) - 1].1
    }

    /// Days on which licences or seats of a pool change.
    pub(crate) fn days(&self, pool: usize) -> impl Iterator<Item = Offset> + '_ {
        self.pools[pool].iter().map(|step| step.0)
    }

    /// First day from `from` on, before `to`, on which all of some seats less would be too few.
    pub(crate) fn first_need(&self, pool: usize, from: Offset, to: Offset, seats: i64) -> Option<Offset> {
        let steps = &self.pools[pool];
        let first = steps.partition_point(|step| step.0 <= from) - 1;
        let short = steps[first..]
            .iter()
            .take_while(|step| step.0 < to)
            .find(|step| step.1 > step.2 - seats);
        short.map(|step| step.0.max(from))
    }

    /// The table of the plan, with the pools that only originals supply.
    pub(crate) fn table(&self, problem: &Problem) -> Option<Vec<Coverage>> {
        let mut rows = Vec::new();
        for (pool, steps) in problem.pools.iter().zip(&self.pools) {
            let ends = steps.iter().skip(1).map(|s| s.0).chain([problem.time.days]);
            for (&(from, held, seats), to) in steps.iter().zip(ends) {
                rows.push(row(problem, pool.sku, (from, to), held, seats)?);
            }
        }
        for (sku, steps) in unplanned(problem) {
            let ends: Vec<Offset> = steps.keys().skip(1).copied().chain([problem.time.days]).collect();
            let mut seats = 0;
            for ((&from, change), to) in steps.iter().zip(ends) {
                seats += change;
                rows.push(row(problem, sku, (from, to), 0, seats)?);
            }
        }
        rows.retain(|r| r.held > 0 || r.seats > 0);
        rows.sort_by_key(|r| (r.sku_id, r.from));
        Some(rows)
    }
}

fn row(problem: &Problem, sku_id: SkuId, days: (Offset, Offset), held: i64, seats: i64) -> Option<Coverage> {
    Some(Coverage {
        sku_id,
        from: problem.time.date(days.0),
        to: problem.time.date(days.1),
        held: u32::try_from(held).ok()?,
        seats: u32::try_from(seats).ok()?,
        slack: u32::try_from(seats - held).ok()?,
    })
}

/// Seats of originals whose SKU nobody needs: changes by day.
fn unplanned(problem: &Problem) -> BTreeMap<SkuId, BTreeMap<Offset, i64>> {
    let mut result: BTreeMap<SkuId, BTreeMap<Offset, i64>> = BTreeMap::new();
    for subscription in &problem.case.estate.subscriptions {
        if problem.pools.iter().any(|pool| pool.sku == subscription.sku_id) {
            continue;
        }
        if let Some((from, to)) = supply_span(problem.case, &problem.time, subscription) {
            let steps = result.entry(subscription.sku_id).or_default();
            *steps.entry(from).or_insert(0) += i64::from(subscription.quantity);
            if to < problem.time.days {
                *steps.entry(to).or_insert(0) -= i64::from(subscription.quantity);
            }
        }
    }
    result
}
