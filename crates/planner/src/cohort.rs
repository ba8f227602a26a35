//! A pool by itself: seats that fall due on one day travel together, each cohort on a shortest
//! path of terms to the horizon. Exact, because within a price row a later start is never dearer
//! and never ends earlier (docs/planner.md). Called by `plan` and as a first guess by `coupled`.

use crate::{
    prices::{Prices, Scaled, Stretch},
    problem::{Pool, Problem},
    timeline::{Offset, Timeline},
};

/// A term bought: which stretch of prices, when, how many seats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Bought {
    pub(crate) pool: usize,
    pub(crate) start: Offset,
    /// Index into the SKU's stretches.
    pub(crate) stretch: u32,
    pub(crate) seats: i64,
}

/// Cheapest ways to hold one seat from each day to the horizon.
#[derive(Debug, Clone)]
pub(crate) struct Chain {
    /// Cost from day `t` on, scaled; `Scaled::MAX` where the pool cannot be held from `t` on. Length `days + 1`.
    pub(crate) cost: Vec<Scaled>,
    /// First purchase of the cheapest way: stretch and start.
    next: Vec<(u32, Offset)>,
}

impl Chain {
    pub(crate) fn new(stretches: &[Stretch], time: &Timeline) -> Self {
        let days = time.days as usize;
        let mut cost = vec![Scaled::MAX; days + 1];
        let mut next = vec![(u32::MAX, 0); days];
        cost[days] = 0;
        // Of ways at one cost the one with the fewest purchases.
        let mut purchases = vec![0u32; days + 1];
        let terms: Vec<_> = stretches.iter().map(|s| time.term(s.term)).collect();
        for t in (0..time.days).rev() {
            let mut best = (Scaled::MAX, u32::MAX);
            let mut first = (u32::MAX, 0);
            for (index, stretch) in stretches.iter().enumerate() {
                let Some(term) = terms[index].filter(|_| stretch.first <= t) else {
                    continue;
                };
                let start = t.min(stretch.last);
                let end = term.end[start as usize].min(time.days);
                if end <= t || cost[end as usize] == Scaled::MAX {
                    continue;
                }
                let total = stretch.full_units * term.weight[start as usize] + cost[end as usize];
                let count = purchases[end as usize].saturating_add(1);
                if (total, count) < best {
                    best = (total, count);
                    first = (index as u32, start);
                }
            }
            (cost[t as usize], purchases[t as usize]) = best;
            next[t as usize] = first;
        }
        Self { cost, next }
    }

    /// First purchase of the cheapest way from `day` on: stretch and start.
    pub(crate) fn first(&self, day: Offset) -> Option<(u32, Offset)> {
        self.next.get(day as usize).copied().filter(|(stretch, _)| *stretch != u32::MAX)
    }
}

/// What a pool by itself needs: purchases, their cost, and the day from which rents are due.
#[derive(Debug)]
pub(crate) struct Cohorts {
    pub(crate) bought: Vec<Bought>,
    pub(crate) cost: Scaled,
    /// The chain's costs, for rents; rents are zero before `from`.
    pub(crate) chain: Chain,
    pub(crate) from: Offset,
}

/// Why a pool is not solved by cohorts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum NotByCohorts {
    /// The deficit shrinks at some time, or the seat limit would be exceeded: a flow settles it.
    NeedsFlow,
    /// Seats are missing from this day on and cannot be bought.
    CannotBuy { day: Offset, seats: i64 },
}

/// Solves a pool whose demand no choice changes.
pub(crate) fn solve(problem: &Problem, index: usize) -> Result<Option<Cohorts>, NotByCohorts> {
    let pool = &problem.pools[index];
    let deficits: Vec<(Offset, i64)> = pool.supply.iter().map(|&(day, seats)| (day, (pool.fixed - seats).max(0))).collect();
    if deficits.iter().all(|&(_, d)| d == 0) {
        return Ok(None);
    }
    if deficits.windows(2).any(|pair| pair[1].1 < pair[0].1) {
        return Err(NotByCohorts::NeedsFlow);
    }
    let stretches = stretches_of(&problem.prices, pool);
    let chain = Chain::new(stretches, &problem.time);
    let mut bought: Vec<Bought> = Vec::new();
    let mut cost: Scaled = 0;
    let mut before = 0;
    let mut from = None;
    for &(day, deficit) in &deficits {
        let seats = deficit - before;
        if seats == 0 {
            continue;
        }
        from.get_or_insert(day);
        before = deficit;
        if chain.cost[day as usize] == Scaled::MAX {
            return Err(NotByCohorts::CannotBuy { day, seats: deficit });
        }
        cost += chain.cost[day as usize] * Scaled::from(seats);
        let mut at = day;
        while let Some((stretch, start)) = chain.first(at) {
            bought.push(Bought {
                pool: index,
                start,
                stretch,
                seats,
            });
            at = end_of(stretches, stretch, start, &problem.time);
            if at >= problem.time.days {
                break;
            }
        }
    }
    let bought = merged(bought);
    if pool
        .limit
        .is_some_and(|limit| most_active(&bought, stretches, &problem.time) > limit)
    {
        return Err(NotByCohorts::NeedsFlow);
    }
    Ok(Some(Cohorts {
        bought,
        cost,
        chain,
        from: from.unwrap_or(0),
    }))
}

/// The SKU's stretches of prices; none where it is not sold.
pub(crate) fn stretches_of<'p>(prices: &'p Prices, pool: &Pool) -> &'p [Stretch] {
    prices.by_sku.get(&pool.sku).map_or(&[], Vec::as_slice)
}

/// End of a purchase, cut at the horizon.
pub(crate) fn end_of(stretches: &[Stretch], stretch: u32, start: Offset, time: &Timeline) -> Offset {
    time.term(stretches[stretch as usize].term)
        .map_or(start, |term| term.end[start as usize].min(time.days))
}

/// Adds up purchases of the same thing on the same day.
pub(crate) fn merged(mut bought: Vec<Bought>) -> Vec<Bought> {
    bought.sort_unstable();
    let mut result: Vec<Bought> = Vec::new();
    for item in bought {
        match result.last_mut() {
            Some(last) if (last.pool, last.start, last.stretch) == (item.pool, item.start, item.stretch) => last.seats += item.seats,
            _ => result.push(item),
        }
    }
    result.retain(|item| item.seats > 0);
    result
}

/// Most seats of one pool's purchases active on one day.
pub(crate) fn most_active(bought: &[Bought], stretches: &[Stretch], time: &Timeline) -> i64 {
    let mut changes: Vec<(Offset, i64)> = bought
        .iter()
        .flat_map(|b| [(b.start, b.seats), (end_of(stretches, b.stretch, b.start, time), -b.seats)])
        .collect();
    changes.sort_unstable();
    let mut active = 0;
    changes.iter().fold(0, |most, &(_, change)| {
        active += change;
        most.max(active)
    })
}
