//! From one interval to the next as few people as possible change their licences: the solver's numbers are moved towards where
//! people already are, by one class alone or by chains of classes that make room for each other. Called by `placing`; never
//! changes what is bought.

use crate::problem::{PoolIndex, Problem};
use std::collections::{BTreeMap, BTreeSet};

/// Longest chain of classes that make room for each other that is worth a search.
pub(crate) const CHAIN: usize = 5;
/// Most steps of the search for one chain.
const STEPS: u32 = 2_000;

/// Users per class and set: before, and meant from now on; seats free then.
pub(crate) struct Calming<'p> {
    pub(crate) problem: &'p Problem<'p>,
    pub(crate) classes: &'p [usize],
    pub(crate) before: Vec<Vec<i64>>,
    pub(crate) target: Vec<Vec<i64>>,
    /// By pool of the problem.
    pub(crate) seats: Vec<i64>,
    /// Longest chain looked for.
    pub(crate) chain: usize,
}

/// A user of a class goes to a set instead of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Exchange {
    class: usize,
    given: usize,
    wanted: usize,
}

impl<'p> Calming<'p> {
    fn sets(&self, class: usize) -> &'p [Vec<PoolIndex>] {
        &self.problem.classes[self.classes[class]].sets
    }

    /// Users who come to a set (above nothing) or leave it (below).
    fn arrivals(&self, class: usize, set: usize) -> i64 {
        self.target[class][set] - self.before[class][set]
    }

    /// The numbers meant, with as many people as found staying where they are.
    pub(crate) fn calmed(mut self) -> Vec<Vec<i64>> {
        loop {
            let mut moved = false;
            for class in 0..self.classes.len() {
                for wanted in 0..self.sets(class).len() {
                    while self.arrivals(class, wanted) < 0 && self.bring_back(class, wanted) {
                        moved = true;
                    }
                }
            }
            if !moved {
                return self.target;
            }
        }
    }

    /// Lets users stay on a set they would leave; false if no way is found.
    fn bring_back(&mut self, class: usize, wanted: usize) -> bool {
        for given in 0..self.sets(class).len() {
            if self.arrivals(class, given) <= 0 {
                continue;
            }
            let mut chain = vec![Exchange { class, given, wanted }];
            let mut steps = STEPS;
            if self.make_room(&mut chain, &mut steps) {
                let times = self.times(&chain);
                self.carry_out(&chain, times);
                return times > 0;
            }
        }
        false
    }

    /// What a chain takes of each pool, all in all; below nothing where it gives seats back.
    fn taken(&self, chain: &[Exchange]) -> BTreeMap<PoolIndex, i64> {
        let mut taken = BTreeMap::new();
        for exchange in chain {
            let sets = self.sets(exchange.class);
            for &p in &sets[exchange.wanted] {
                *taken.entry(p).or_insert(0) += 1;
            }
            for &p in &sets[exchange.given] {
                *taken.entry(p).or_insert(0) -= 1;
            }
        }
        taken
    }

    /// Lengthens the chain until no pool lacks a seat for it. Nobody in it changes who would have stayed.
    fn make_room(&self, chain: &mut Vec<Exchange>, steps: &mut u32) -> bool {
        let lacking = self.taken(chain).into_iter().find(|&(p, taken)| taken > 0 && taken > self.seats[p]);
        let Some((pool, _)) = lacking else { return true };
        if chain.len() == self.chain {
            return false;
        }
        let known: BTreeSet<Exchange> = chain.iter().copied().collect();
        for class in 0..self.classes.len() {
            let sets = self.sets(class);
            for given in (0..sets.len()).filter(|&s| sets[s].contains(&pool) && self.arrivals(class, s) > 0) {
                for wanted in (0..sets.len()).filter(|&s| s != given && !sets[s].contains(&pool)) {
                    if *steps == 0 {
                        return false;
                    }
                    *steps -= 1;
                    let exchange = Exchange { class, given, wanted };
                    if known.contains(&exchange) {
                        continue;
                    }
                    chain.push(exchange);
                    if self.times(chain) > 0 && self.make_room(chain, steps) {
                        return true;
                    }
                    chain.pop();
                }
            }
        }
        false
    }

    /// How often a chain can be carried out: as long as those who give up a set only came to it, and the seats suffice. While
    /// a chain is being made its seats may still be lacking.
    fn times(&self, chain: &[Exchange]) -> i64 {
        let mut most = i64::MAX;
        let mut leaving: BTreeMap<(usize, usize), i64> = BTreeMap::new();
        for exchange in chain {
            *leaving.entry((exchange.class, exchange.given)).or_insert(0) += 1;
        }
        for (&(class, set), &count) in &leaving {
            most = most.min(self.arrivals(class, set) / count);
        }
        let first = chain[0];
        most = most.min(-self.arrivals(first.class, first.wanted));
        for (pool, taken) in self.taken(chain) {
            if taken > 0 && taken <= self.seats[pool] {
                most = most.min(self.seats[pool] / taken);
            }
        }
        most
    }

    fn carry_out(&mut self, chain: &[Exchange], times: i64) {
        for (pool, taken) in self.taken(chain) {
            self.seats[pool] -= taken * times;
        }
        for exchange in chain {
            self.target[exchange.class][exchange.given] -= times;
            self.target[exchange.class][exchange.wanted] += times;
        }
    }
}
