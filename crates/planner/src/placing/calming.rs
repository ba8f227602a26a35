//! From one interval to the next as few people as possible change their licences: the solver's numbers are moved towards where
//! people already are, by one class alone or by chains of classes that make room for each other. Called by `placing`; never
//! changes what is bought.

use crate::problem::{PoolIndex, Problem};

/// Longest chain of classes that make room for each other that is worth a search.
pub(super) const CHAIN: usize = 5;
/// Most steps of the search for one chain.
const STEPS: u32 = 1_000;

/// Users per class and set: before, and meant from now on; seats free then.
pub(super) struct Calming<'p> {
    pub(super) problem: &'p Problem<'p>,
    pub(super) classes: &'p [usize],
    pub(super) before: Vec<Vec<i64>>,
    pub(super) target: Vec<Vec<i64>>,
    /// By pool of the problem.
    pub(super) seats: Vec<i64>,
    /// Longest chain looked for.
    pub(super) chain: usize,
    /// Nothing, by pool of the problem.
    pub(super) taken: Vec<i64>,
}

/// Exchanges to be made together, and what they take of each pool, all in all; below nothing where they give seats back.
struct Chain {
    exchanges: Vec<Exchange>,
    taken: Vec<i64>,
}

/// A user of a class goes to a set instead of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    pub(super) fn calmed(mut self) -> Vec<Vec<i64>> {
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
            let mut chain = Chain {
                exchanges: Vec::with_capacity(self.chain),
                taken: std::mem::take(&mut self.taken),
            };
            self.push(&mut chain, Exchange { class, given, wanted });
            let mut steps = STEPS;
            let found = self.make_room(&mut chain, &mut steps);
            if found {
                self.carry_out(&chain);
            }
            while !chain.exchanges.is_empty() {
                self.pop(&mut chain);
            }
            self.taken = chain.taken;
            if found {
                return true;
            }
        }
        false
    }

    fn push(&self, chain: &mut Chain, exchange: Exchange) {
        let sets = self.sets(exchange.class);
        sets[exchange.wanted].iter().for_each(|&p| chain.taken[p] += 1);
        sets[exchange.given].iter().for_each(|&p| chain.taken[p] -= 1);
        chain.exchanges.push(exchange);
    }

    fn pop(&self, chain: &mut Chain) {
        if let Some(exchange) = chain.exchanges.pop() {
            let sets = self.sets(exchange.class);
            sets[exchange.wanted].iter().for_each(|&p| chain.taken[p] -= 1);
            sets[exchange.given].iter().for_each(|&p| chain.taken[p] += 1);
        }
    }

    /// The pools of which a chain takes seats.
    fn pools_taken(&self, chain: &Chain) -> impl Iterator<Item = PoolIndex> {
        let wanted = chain.exchanges.iter().flat_map(|e| &self.sets(e.class)[e.wanted]);
        wanted.copied().filter(|&p| chain.taken[p] > 0)
    }

    /// Lengthens the chain until no pool lacks a seat for it. Nobody in it changes who would have stayed.
    fn make_room(&self, chain: &mut Chain, steps: &mut u32) -> bool {
        let lacking = self.pools_taken(chain).filter(|&p| chain.taken[p] > self.seats[p]).min();
        let Some(pool) = lacking else { return true };
        if chain.exchanges.len() == self.chain {
            return false;
        }
        for class in 0..self.classes.len() {
            let sets = self.sets(class);
            for given in (0..sets.len()).filter(|&s| self.arrivals(class, s) > 0 && sets[s].contains(&pool)) {
                let as_well = chain.exchanges.iter().filter(|e| (e.class, e.given) == (class, given)).count();
                if self.arrivals(class, given) <= as_well as i64 {
                    continue;
                }
                for wanted in (0..sets.len()).filter(|&s| s != given && !sets[s].contains(&pool)) {
                    let exchange = Exchange { class, given, wanted };
                    if chain.exchanges.contains(&exchange) {
                        continue;
                    }
                    if *steps == 0 {
                        return false;
                    }
                    *steps -= 1;
                    self.push(chain, exchange);
                    if self.make_room(chain, steps) {
                        return true;
                    }
                    self.pop(chain);
                }
            }
        }
        false
    }

    /// Carries a chain out as often as those who give up a set only came to it, and seats suffice.
    fn carry_out(&mut self, chain: &Chain) {
        let first = chain.exchanges[0];
        let mut times = -self.arrivals(first.class, first.wanted);
        for exchange in &chain.exchanges {
            let alike = chain
                .exchanges
                .iter()
                .filter(|e| (e.class, e.given) == (exchange.class, exchange.given));
            times = times.min(self.arrivals(exchange.class, exchange.given) / alike.count() as i64);
        }
        let seats = self.pools_taken(chain).map(|p| self.seats[p] / chain.taken[p]);
        let times = seats.fold(times, i64::min);
        for exchange in &chain.exchanges {
            let sets = self.sets(exchange.class);
            sets[exchange.wanted].iter().for_each(|&p| self.seats[p] -= times);
            sets[exchange.given].iter().for_each(|&p| self.seats[p] += times);
            self.target[exchange.class][exchange.given] -= times;
            self.target[exchange.class][exchange.wanted] += times;
        }
    }
}
