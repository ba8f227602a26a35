//! The search: a primal simplex on a tree of days.
//!
//! The tree says, for every day with slots, what happens when one customer more comes to it: an idle slot is taken, or one customer of the
//! day, its *exit*, goes on to the day above, and so on up to the root, where those are who are left out. What that costs is the day's price.
//! A customer for whom another day is cheaper, with prices, than its own enters there. That makes the customer the better exit of its own
//! day, or turns a cycle or a way to an idle slot by one customer, whose loss is below nothing. Of the two rules for what leaves the tree,
//! both follow from one thing that is kept: every exit has somebody who can go. Such trees never come back, so the search ends.
//!
//! Who would gain most is known by pairs of days (`steps.rs`), so that nobody asks every customer. Where it begins (`start.rs`) only saves time.

use super::{
    Loss, Problem, Schedule,
    number::{Number, Weights},
    start,
    steps::Steps,
};

/// Where a day's next customer would push somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// Nobody: a slot is idle.
    Idle,
    /// A customer of the day to another day.
    Customer(u32, u32),
    /// A day without slots is not in the tree.
    Closed,
}

/// Who moves to another day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mover {
    Customer(u32),
    /// An idle slot takes a customer's place.
    Idle,
}

pub(super) fn solve(problem: &Problem) -> Schedule {
    let weights = Weights::of(problem);
    if weights.fit() {
        start::whole::<i64>(problem, &weights).schedule()
    } else {
        start::whole::<i128>(problem, &weights).schedule()
    }
}

pub(super) struct Tree<'p, N> {
    pub(super) problem: &'p Problem,
    late: N,
    out: N,
    /// The root: where customers are who are left out.
    pub(super) root: usize,
    /// Who takes part.
    pub(super) members: Vec<u32>,
    pub(super) place: Vec<u32>,
    pub(super) idle: Vec<u32>,
    pub(super) exit: Vec<Exit>,
    /// By day, and nothing at the root.
    pub(super) price: Vec<N>,
    pub(super) steps: Steps<N>,
    /// Days whose price was counted in a round.
    counted: Vec<u32>,
    round: u32,
    way: Vec<usize>,
    pub(super) pivots: u64,
}

impl<'p, N: Number> Tree<'p, N> {
    /// Everybody left out, every slot idle.
    pub(super) fn new(problem: &'p Problem, weights: &Weights, members: Vec<u32>, slots: Vec<u32>) -> Self {
        let days = slots.len();
        let closed = |slots: &u32| if *slots == 0 { Exit::Closed } else { Exit::Idle };
        let price = |slots: &u32| if *slots == 0 { N::FAR } else { N::NOTHING };
        Self {
            problem,
            late: N::weight(weights.late),
            out: N::weight(weights.late + weights.left_out),
            root: days,
            members,
            place: vec![days as u32; problem.rows.len()],
            exit: slots.iter().map(closed).collect(),
            price: slots.iter().map(price).chain([N::NOTHING]).collect(),
            idle: slots,
            steps: Steps::new(days, problem.rows.len()),
            counted: vec![0; days],
            round: 0,
            way: Vec::new(),
            pivots: 0,
        }
    }

    /// What a place costs a customer, without its price.
    pub(super) fn value(&self, customer: usize, at: usize) -> N {
        let row = &self.problem.rows[customer];
        if at == self.root {
            return N::of(row.left_out) + self.out;
        }
        let cost = N::of(self.problem.costs[row.at + at - row.first]);
        if at >= row.late { cost + self.late } else { cost }
    }

    /// Pivots until nobody gains.
    pub(super) fn run(&mut self) {
        loop {
            let before = self.pivots;
            for from in 0..=self.root {
                if let Some((who, to)) = self.gaining(from) {
                    self.pivot(Mover::Customer(who), from, to);
                }
            }
            for day in 0..self.root {
                if self.price[day] < N::NOTHING {
                    self.pivot(Mover::Idle, self.root, day);
                }
            }
            if self.pivots == before {
                return;
            }
        }
    }

    /// Who of a place gains most by going where.
    fn gaining(&mut self, from: usize) -> Option<(u32, usize)> {
        if from != self.root && self.exit[from] == Exit::Closed {
            return None;
        }
        loop {
            let to = self
                .steps
                .best(from, &self.price)
                .filter(|(sum, _)| *sum < self.price[from])
                .map(|(_, to)| to)?;
            let who = self.steps.who(from, to);
            if self.place[who as usize] as usize == from {
                return Some((who, to));
            }
            self.again(from, to);
        }
    }

    /// Whoever had the least step has gone: it is looked for anew.
    fn again(&mut self, from: usize, to: usize) {
        let mut least = (N::FAR, 0);
        for &one in self.steps.on(from) {
            if let Some(value) = self.choice(one as usize, to) {
                let step = value - self.value(one as usize, from);
                least = least.min((step, one));
            }
        }
        self.steps.set(from, to, least);
    }

    /// What a place costs a customer, where it is one of its choices.
    fn choice(&self, customer: usize, at: usize) -> Option<N> {
        let row = &self.problem.rows[customer];
        (at == self.root || (row.first..row.end).contains(&at)).then(|| self.value(customer, at))
    }

    /// Puts a customer at a place, with the steps that it could take from there.
    pub(super) fn go(&mut self, who: u32, to: usize) {
        let before = self.place[who as usize] as usize;
        self.place[who as usize] = to as u32;
        self.steps.moved(who, before, to);
        let row = &self.problem.rows[who as usize];
        let costs = &self.problem.costs[row.at..row.at + (row.end - row.first)];
        let own = self.value(who as usize, to);
        let (timely, late) = costs.split_at(row.late - row.first);
        self.steps.offer(who, to, row.first, timely, N::NOTHING - own);
        self.steps.offer(who, to, row.late, late, self.late - own);
        let out = self.value(who as usize, self.root) - own;
        self.steps.offer_one(who, to, self.root, out);
    }

    /// The place that is cheapest with prices; of equal ones the first.
    pub(super) fn cheapest(&self, customer: usize) -> usize {
        let row = &self.problem.rows[customer];
        let days = (row.first..row.end).map(|day| (self.value(customer, day) + self.price[day], day));
        days.chain([(self.value(customer, self.root), self.root)])
            .min()
            .map_or(self.root, |(_, at)| at)
    }

    /// What the cheapest place besides a day costs more than the day, with prices.
    pub(super) fn second(&self, customer: usize, day: usize) -> N {
        let row = &self.problem.rows[customer];
        let others = (row.first..row.end).filter(|&other| other != day);
        let values = others.map(|other| self.value(customer, other) + self.price[other]);
        let best = values.fold(self.value(customer, self.root), N::min);
        best - (self.value(customer, day) + self.price[day])
    }

    fn above(&self, day: usize) -> usize {
        match self.exit[day] {
            Exit::Customer(_, to) => to as usize,
            Exit::Idle | Exit::Closed => self.root,
        }
    }

    /// Puts the days from one up to another, or to the root, into `way`, without the last; whether it ends at the other.
    fn climb(&mut self, from: usize, to: usize) -> bool {
        self.way.clear();
        let mut at = from;
        while at != to && at != self.root {
            self.way.push(at);
            at = self.above(at);
        }
        at == to
    }

    /// Somebody for whom it is cheaper goes from one place to another.
    fn pivot(&mut self, mover: Mover, from: usize, to: usize) {
        self.pivots += 1;
        let below = self.climb(to, from);
        match mover {
            // Somebody would have to come back to the day for its exit, and nobody can: it is only the better exit.
            Mover::Customer(who) if !below && from != self.root && self.exit[from] != Exit::Idle => {
                self.exit[from] = Exit::Customer(who, to as u32);
            }
            _ => self.turn(mover, from, to, below),
        }
        self.count();
    }

    /// Moves everybody along `way` by one day, and turns its exits round.
    fn turn(&mut self, mover: Mover, from: usize, to: usize, below: bool) {
        let way = std::mem::take(&mut self.way);
        // Where whoever comes in could go back to: the place they come from, or, if they were its exit, what they led to.
        let mine = |exit: Exit| matches!((exit, mover), (Exit::Customer(one, _), Mover::Customer(who)) if one == who);
        let exits = below && from != self.root && mine(self.exit[from]);
        let back = if exits { self.above(from) } else { from };
        if from != self.root && !below {
            self.idle[from] += 1; // its exit is an idle slot: nobody comes back
        }
        let mut before = match mover {
            Mover::Customer(who) => {
                self.go(who, to);
                Exit::Customer(who, back as u32)
            }
            Mover::Idle => {
                self.idle[to] += 1;
                Exit::Idle
            }
        };
        for &day in &way {
            match self.exit[day] {
                Exit::Customer(who, up) => {
                    self.go(who, up as usize);
                    self.exit[day] = before;
                    before = Exit::Customer(who, day as u32);
                }
                Exit::Idle | Exit::Closed => {
                    self.idle[day] -= 1;
                    if self.idle[day] == 0 {
                        self.exit[day] = before;
                    }
                }
            }
        }
        if exits {
            self.exit[from] = before;
        }
        self.way = way;
    }

    /// Counts every price anew, from the root down.
    pub(super) fn count(&mut self) {
        self.round += 1;
        for day in 0..self.root {
            self.way.clear();
            let mut at = day;
            while at != self.root && self.counted[at] != self.round {
                self.way.push(at);
                at = self.above(at);
            }
            while let Some(day) = self.way.pop() {
                self.counted[day] = self.round;
                self.price[day] = match self.exit[day] {
                    Exit::Customer(who, up) => {
                        let step = self.value(who as usize, up as usize) - self.value(who as usize, day);
                        self.price[up as usize] + step
                    }
                    Exit::Idle => N::NOTHING,
                    Exit::Closed => N::FAR,
                };
            }
        }
    }

    /// What was found, with prices in their three parts.
    fn schedule(self) -> Schedule {
        let day = |at: usize| Some(at).filter(|&at| at != self.root);
        let loss = |who: usize, at: usize| self.problem.loss(who, day(at)).unwrap_or_default();
        let mut prices = vec![Loss::default(); self.root + 1];
        let mut known: Vec<bool> = self.exit.iter().map(|exit| !matches!(exit, Exit::Customer(..))).collect();
        known.push(true);
        for first in 0..self.root {
            let mut way = Vec::new();
            let mut at = first;
            while !known[at] {
                way.push(at);
                at = self.above(at);
            }
            for &one in way.iter().rev() {
                if let Exit::Customer(who, up) = self.exit[one] {
                    prices[one] = prices[up as usize] + loss(who as usize, up as usize) - loss(who as usize, one);
                }
                known[one] = true;
            }
        }
        prices.truncate(self.root);
        let losses = self.place.iter().enumerate().map(|(who, &at)| loss(who, at as usize));
        Schedule {
            loss: losses.fold(Loss::default(), |sum, one| sum + one),
            days: self.place.iter().map(|&at| day(at as usize)).collect(),
            prices,
            pivots: self.pivots,
        }
    }
}
