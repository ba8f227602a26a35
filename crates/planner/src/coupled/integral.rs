//! From a solution of the linear programme to whole seats and whole users, where that is possible
//! without changing its cost. Called by `branch`.

use super::master::{Master, Meaning, ZERO};
use crate::{cohort::Bought, timeline::Offset};
use std::collections::BTreeMap;

/// Users of each class on each set, from one day to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placement {
    pub(crate) from: Offset,
    pub(crate) to: Offset,
    /// By the component's class, then set: users.
    pub(crate) users: Vec<Vec<i64>>,
}

/// What stands in the way of a whole solution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Fraction {
    /// Seats of a local pool in an interval.
    Seats { pool: usize, interval: usize, seats: f64 },
    /// Users of a local class on a set in an interval.
    Choice {
        class: usize,
        set: usize,
        interval: usize,
        users: f64,
    },
}

/// Most steps of the search for a whole placement in one interval.
const PLACING_STEPS: u32 = 20_000;

fn is_whole(x: f64) -> bool {
    (x - x.round()).abs() <= ZERO
}

impl Master<'_> {
    /// Whole purchases and placements of the same cost, or the fraction to branch on.
    pub(super) fn whole(&self) -> Result<(Vec<Bought>, Vec<Placement>), Fraction> {
        let active = self.active();
        let mut worst: Option<(f64, Fraction)> = None;
        for (pool, seats) in active.iter().enumerate() {
            for (interval, &seats) in seats.iter().enumerate().filter(|(_, s)| !is_whole(**s)) {
                let off = (seats - seats.round()).abs() * f64::from(self.grid[interval + 1] - self.grid[interval]);
                if worst.is_none_or(|(w, _)| off > w) {
                    worst = Some((off, Fraction::Seats { pool, interval, seats }));
                }
            }
        }
        if let Some((_, fraction)) = worst {
            return Err(fraction);
        }
        let bought = self.whole_purchases().unwrap_or_else(|| self.unmixed());
        Ok((bought, self.whole_placements(&active)?))
    }

    /// Purchases in fractions that add up to whole seats everywhere, shifted along cycles of terms until they are whole.
    /// At an optimum such a shift costs nothing, since both directions are open.
    fn unmixed(&self) -> Vec<Bought> {
        let mut amounts: Vec<(Meaning, f64)> = self
            .solution()
            .into_iter()
            .filter(|(m, _)| matches!(m, Meaning::Purchase { .. }))
            .collect();
        for pool in 0..self.component.pools.len() as u32 {
            let of_pool: Vec<usize> = (0..amounts.len())
                .filter(|&i| matches!(amounts[i].0, Meaning::Purchase { pool: p, .. } if p == pool))
                .collect();
            while let Some(cycle) = fractional_cycle(&amounts, &of_pool) {
                let room = |&(i, up): &(usize, bool)| {
                    let x = amounts[i].1;
                    if up { x.ceil() - x } else { x - x.floor() }
                };
                let step = cycle.iter().map(room).fold(f64::INFINITY, f64::min);
                for (i, up) in cycle {
                    amounts[i].1 += if up { step } else { -step };
                    if is_whole(amounts[i].1) {
                        amounts[i].1 = amounts[i].1.round();
                    }
                }
            }
        }
        let mut bought = Vec::new();
        for (meaning, x) in amounts {
            self.buy(meaning, x.round() as i64, &mut bought);
        }
        bought
    }

    fn whole_placements(&self, active: &[Vec<f64>]) -> Result<Vec<Placement>, Fraction> {
        let mut shares: BTreeMap<usize, Vec<(usize, usize, f64)>> = BTreeMap::new();
        for (meaning, x) in self.solution() {
            if let Meaning::Choice { class, set, from } = meaning {
                shares
                    .entry(self.interval_of(from))
                    .or_default()
                    .push((class as usize, set as usize, x));
            }
        }
        let mut placements = Vec::new();
        for (k, pair) in self.grid.windows(2).enumerate() {
            let bought_of = |local: usize| active[local][k].round() as i64;
            let mut users: Vec<Vec<i64>> = self.classes.iter().map(|class| vec![0; class.sets.len()]).collect();
            let mut fraction = None;
            for &(class, set, x) in shares.get(&k).into_iter().flatten() {
                users[class][set] = if is_whole(x) { x.round() } else { x.floor() } as i64;
                if !is_whole(x) {
                    fraction.get_or_insert(Fraction::Choice {
                        class,
                        set,
                        interval: k,
                        users: x,
                    });
                }
            }
            if let Some(fraction) = fraction {
                let seats: Vec<i64> = self
                    .component
                    .pools
                    .iter()
                    .enumerate()
                    .map(|(local, &p)| {
                        let pool = &self.problem.pools[p];
                        pool.supply_on(pair[0]) - pool.fixed + bought_of(local)
                    })
                    .collect();
                self.place_rest(seats, &mut users).ok_or(fraction)?;
            }
            placements.push(Placement {
                from: pair[0],
                to: pair[1],
                users,
            });
        }
        Ok(placements)
    }

    /// Places the users that rounding down left over on what seats are left.
    fn place_rest(&self, mut seats: Vec<i64>, users: &mut [Vec<i64>]) -> Option<()> {
        let mut waiting = Vec::new();
        for (c, class) in self.classes.iter().enumerate() {
            for (s, set) in class.sets.iter().enumerate() {
                for &p in set {
                    seats[p] -= users[c][s];
                }
            }
            let left = class.users as i64 - users[c].iter().sum::<i64>();
            waiting.extend(std::iter::repeat_n(c, left.max(0) as usize));
        }
        let mut steps = PLACING_STEPS;
        self.place(&waiting, 0, &mut seats, users, &mut steps).then_some(())
    }

    fn place(&self, waiting: &[usize], from_set: usize, seats: &mut [i64], users: &mut [Vec<i64>], steps: &mut u32) -> bool {
        let Some((&class, rest)) = waiting.split_first() else { return true };
        for s in from_set..self.classes[class].sets.len() {
            if *steps == 0 {
                return false;
            }
            *steps -= 1;
            let set = &self.classes[class].sets[s];
            if set.iter().all(|&p| seats[p] > 0) {
                set.iter().for_each(|&p| seats[p] -= 1);
                users[class][s] += 1;
                // The next of the same class need not try earlier sets: the order of equals does not matter.
                let next = if rest.first() == Some(&class) { s } else { 0 };
                if self.place(rest, next, seats, users, steps) {
                    return true;
                }
                set.iter().for_each(|&p| seats[p] += 1);
                users[class][s] -= 1;
            }
        }
        false
    }
}

/// A cycle among the fractional terms of one pool, seen as edges from start day to end day: which go up, which down.
fn fractional_cycle(amounts: &[(Meaning, f64)], of_pool: &[usize]) -> Option<Vec<(usize, bool)>> {
    let edges: Vec<(usize, Offset, Offset)> = of_pool
        .iter()
        .filter(|&&i| !is_whole(amounts[i].1))
        .filter_map(|&i| match amounts[i].0 {
            Meaning::Purchase { start, end, .. } => Some((i, start, end)),
            _ => None,
        })
        .collect();
    let &(first, from, to) = edges.first()?;
    // Walk from `to` back to `from` over the other fractional edges.
    let mut came: BTreeMap<Offset, (usize, bool, Offset)> = BTreeMap::new();
    let mut queue = std::collections::VecDeque::from([to]);
    while let Some(at) = queue.pop_front() {
        if at == from {
            break;
        }
        for &(edge, s, e) in edges.iter().filter(|(i, ..)| *i != first) {
            for (here, there, up) in [(s, e, true), (e, s, false)] {
                if here == at && there != to && !came.contains_key(&there) {
                    came.insert(there, (edge, up, at));
                    queue.push_back(there);
                }
            }
        }
    }
    let mut cycle = vec![(first, true)];
    let mut at = from;
    while at != to {
        let &(edge, up, before) = came.get(&at)?;
        cycle.push((edge, up));
        at = before;
    }
    Some(cycle)
}
