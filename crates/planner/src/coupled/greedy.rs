//! A whole plan without any search, for when the effort is used up before there is one: from one change of the originals to
//! the next, whoever can stays, then spare seats are taken, then the cheapest seats are bought for good. Called by `branch`;
//! says nothing about how good the plan is.

use super::{integral::Placement, master::Component};
use crate::{
    cohort::{Bought, Chain, end_of, merged, most_active, stretches_of},
    prices::Scaled,
    problem::Problem,
    timeline::Offset,
};
use std::collections::{BTreeSet, HashMap};

struct Greedy<'p> {
    problem: &'p Problem<'p>,
    component: &'p Component,
    /// Of each class the sets in the component's own numbers of pools.
    sets: Vec<Vec<Vec<usize>>>,
    chains: Vec<Chain>,
    bought: Vec<Bought>,
    /// Seats bought so far, all of them to the horizon, and seats not taken on the day looked at.
    owned: Vec<i64>,
    spare: Vec<i64>,
}

/// A plan that covers everybody, or none where buying for good does not do.
pub(super) fn greedy(problem: &Problem, component: &Component) -> Option<(Vec<Bought>, Vec<Placement>)> {
    let local: HashMap<usize, usize> = component.pools.iter().enumerate().map(|(i, &p)| (p, i)).collect();
    let own = |set: &Vec<usize>| set.iter().map(|p| local[p]).collect();
    let chain = |&p: &usize| Chain::new(stretches_of(&problem.prices, &problem.pools[p]), &problem.time);
    let mut greedy = Greedy {
        problem,
        component,
        sets: component
            .classes
            .iter()
            .map(|&c| problem.classes[c].sets.iter().map(own).collect())
            .collect(),
        chains: component.pools.iter().map(chain).collect(),
        bought: Vec::new(),
        owned: vec![0; component.pools.len()],
        spare: vec![0; component.pools.len()],
    };
    let mut days: BTreeSet<Offset> = component
        .pools
        .iter()
        .flat_map(|&p| problem.pools[p].supply.iter().map(|s| s.0))
        .collect();
    days.insert(0);
    days.retain(|day| (0..problem.time.days).contains(day));
    let days: Vec<Offset> = days.into_iter().chain([problem.time.days]).collect();
    let mut placements: Vec<Placement> = Vec::new();
    for pair in days.windows(2) {
        let users = greedy.place(pair[0], placements.last().map(|p| &p.users))?;
        placements.push(Placement {
            from: pair[0],
            to: pair[1],
            users,
        });
    }
    let bought = merged(greedy.bought);
    keep_limits(problem, component, &bought).then_some((bought, placements))
}

/// Whether no more seats are bought at a time than a seat limit allows.
pub(super) fn keep_limits(problem: &Problem, component: &Component, bought: &[Bought]) -> bool {
    component.pools.iter().all(|&p| {
        let of_pool: Vec<Bought> = bought.iter().filter(|b| b.pool == p).copied().collect();
        let pool = &problem.pools[p];
        let most = || most_active(&of_pool, stretches_of(&problem.prices, pool), &problem.time);
        pool.limit.is_none_or(|limit| most() <= limit)
    })
}

impl Greedy<'_> {
    /// Everybody on a set from a day on, with what has to be bought for it.
    fn place(&mut self, day: Offset, before: Option<&Vec<Vec<i64>>>) -> Option<Vec<Vec<i64>>> {
        for (local, &p) in self.component.pools.iter().enumerate() {
            let pool = &self.problem.pools[p];
            self.spare[local] = pool.supply_on(day) - pool.fixed + self.owned[local];
            if self.spare[local] < 0 {
                self.buy(local, day, -self.spare[local])?;
            }
        }
        let mut users: Vec<Vec<i64>> = self.sets.iter().map(|sets| vec![0; sets.len()]).collect();
        let mut waiting: Vec<i64> = self.component.classes.iter().map(|&c| self.problem.classes[c].users).collect();
        for (class, counts) in before.into_iter().flatten().enumerate() {
            for (set, &count) in counts.iter().enumerate() {
                self.take(class, set, count, &mut users, &mut waiting);
            }
        }
        for class in 0..self.sets.len() {
            for set in 0..self.sets[class].len() {
                let all = waiting[class];
                self.take(class, set, all, &mut users, &mut waiting);
            }
        }
        for class in 0..self.sets.len() {
            while waiting[class] > 0 {
                let (set, count) = self.cheapest(class, day, waiting[class])?;
                for local in self.sets[class][set].clone() {
                    let missing = count - self.spare[local];
                    if missing > 0 {
                        self.buy(local, day, missing)?;
                    }
                }
                self.take(class, set, count, &mut users, &mut waiting);
            }
        }
        Some(users)
    }

    /// Puts up to so many waiting users of a class on a set, as far as there are seats.
    fn take(&mut self, class: usize, set: usize, count: i64, users: &mut [Vec<i64>], waiting: &mut [i64]) {
        let pools = &self.sets[class][set];
        let fit = pools.iter().fold(count.min(waiting[class]), |fit, &p| fit.min(self.spare[p]));
        if fit > 0 {
            pools.iter().for_each(|&p| self.spare[p] -= fit);
            users[class][set] += fit;
            waiting[class] -= fit;
        }
    }

    /// The set that is cheapest to buy for waiting users from a day on, and for how many of them at once.
    fn cheapest(&self, class: usize, day: Offset, waiting: i64) -> Option<(usize, i64)> {
        let mut best: Option<(Scaled, usize, i64)> = None;
        for (set, pools) in self.sets[class].iter().enumerate() {
            let lacking = || pools.iter().copied().filter(|&p| self.spare[p] <= 0);
            let costs = lacking().map(|p| self.chains[p].cost[day as usize]);
            let Some(cost) = costs.into_iter().try_fold(0, |sum: Scaled, cost| sum.checked_add(cost)) else {
                continue;
            };
            let spare = pools.iter().map(|&p| self.spare[p]).filter(|seats| *seats > 0);
            let room = lacking().filter_map(|p| {
                let limit = self.problem.pools[self.component.pools[p]].limit?;
                Some(limit - self.owned[p])
            });
            let count = spare.chain(room).fold(waiting, i64::min);
            let is_sold = lacking().all(|p| self.chains[p].first(day).is_some());
            if is_sold && count > 0 && best.is_none_or(|(least, ..)| cost < least) {
                best = Some((cost, set, count));
            }
        }
        best.map(|(_, set, count)| (set, count))
    }

    /// Buys seats of a pool from a day to the horizon, in the cheapest way.
    fn buy(&mut self, local: usize, day: Offset, seats: i64) -> Option<()> {
        let pool = self.component.pools[local];
        let stretches = stretches_of(&self.problem.prices, &self.problem.pools[pool]);
        let mut at = day;
        while at < self.problem.time.days {
            let (stretch, start) = self.chains[local].first(at)?;
            self.bought.push(Bought {
                pool,
                start,
                stretch,
                seats,
            });
            at = end_of(stretches, stretch, start, &self.problem.time);
        }
        self.owned[local] += seats;
        self.spare[local] += seats;
        Some(())
    }
}
