//! The reference: a tenant with its subscriptions, seats and users, as time passes.

use super::{
    asked::{Edge, Turn, USERS},
    life::{Life, State, midnight},
    shelf::{EXCLUDE, LICENCES, SHELF},
};
use jiff::{ToSpan, civil::DateTime};
use std::collections::BTreeSet;

/// Days for which a deleted user can be restored.
const DELETED_USER_DAYS: i64 = 30;

/// Codes of which an answer must have one; none: it is done.
pub(crate) type Codes = Vec<&'static str>;

/// Seats of a licence by state.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Pool {
    pub(crate) active: i64,
    pub(crate) warning: i64,
    pub(crate) suspended: i64,
    pub(crate) consumed: i64,
}

/// A user: when deleted, and licences held (while deleted: those to come back).
#[derive(Debug, Clone, Default)]
pub(crate) struct User {
    pub(crate) deleted: Option<DateTime>,
    pub(crate) purged: bool,
    pub(crate) held: BTreeSet<usize>,
}

impl User {
    pub(crate) fn is_there(&self) -> bool {
        self.deleted.is_none() && !self.purged
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Tenant {
    pub(crate) now: DateTime,
    pub(crate) lives: Vec<Life>,
    /// The order of each.
    pub(crate) orders: Vec<usize>,
    pub(crate) users: [User; USERS],
}

impl Tenant {
    pub(crate) fn new(now: DateTime) -> Self {
        Self {
            now,
            lives: Vec::new(),
            orders: Vec::new(),
            users: Default::default(),
        }
    }

    pub(crate) fn pool(&self, licence: usize) -> Pool {
        let mut pool = Pool::default();
        for life in self.lives.iter().filter(|life| life.sold().licence == licence) {
            match life.state {
                State::Active => pool.active += life.seats,
                State::Expired => pool.warning += life.seats,
                State::Suspended | State::Disabled => pool.suspended += life.seats,
                State::Deleted => {}
            }
        }
        let holds = |user: &&User| user.is_there() && user.held.contains(&licence);
        pool.consumed = self.users.iter().filter(holds).count() as i64;
        pool
    }

    fn usable(&self, licence: usize) -> i64 {
        let pool = self.pool(licence);
        pool.active + pool.warning
    }

    fn known(&self, licence: usize) -> bool {
        self.usable(licence) + self.pool(licence).suspended > 0
    }

    /// When the last seat of a licence is gone for good, nobody holds it any more.
    pub(super) fn release(&mut self) {
        for licence in 0..LICENCES.len() {
            if !self.known(licence) {
                for user in self.users.iter_mut().filter(|user| user.is_there()) {
                    user.held.remove(&licence);
                }
            }
        }
    }

    /// Seats of an item's licence in a customer's new-commerce subscriptions, one left out.
    pub(super) fn seats_elsewhere(&self, licence: usize, except: Option<usize>) -> i64 {
        let counts = |(at, life): &(usize, &Life)| Some(*at) != except && life.modern() && life.in_use() && life.sold().licence == licence;
        self.lives.iter().enumerate().filter(counts).map(|(_, life)| life.seats).sum()
    }

    /// Buys by an order of its own.
    pub(crate) fn buy(&mut self, item: usize, plan: (i32, i32), seats: i64) -> Codes {
        let sold = &SHELF[item];
        // A legacy offer has one term, which nobody names.
        let plan = if sold.modern { plan } else { (12, plan.1) };
        let mut no = Codes::new();
        if sold.price(plan.0, plan.1).is_none() {
            no.push(match (sold.modern, plan.1 > plan.0) {
                (false, _) => "6001",
                (true, true) => "900270",
                (true, false) => "900269",
            });
        }
        if let Some(most) = sold.most {
            if seats > most {
                no.push(if sold.modern { "900275" } else { "2002" });
            } else if sold.modern && self.seats_elsewhere(sold.licence, None) + seats > most {
                no.push("800088");
            }
        }
        let met = |need: &usize| sold.modern && self.usable(SHELF[*need].licence) > 0;
        if !sold.needs.is_empty() && !sold.needs.iter().any(met) {
            no.push("400041");
        }
        if no.is_empty() {
            self.orders.push(self.lives.len());
            self.lives.push(Life::buy(item, None, plan, seats, self.now));
        }
        no
    }

    /// Buys for a base, by a PATCH of its order.
    pub(crate) fn add_on(&mut self, base: usize, item: usize, seats: i64) -> Codes {
        let (sold, parent) = (&SHELF[item], &self.lives[base]);
        if parent.modern() {
            return vec!["800042"];
        }
        let mut no = Codes::new();
        if sold.most.is_some_and(|most| seats > most) {
            no.push("2002");
        }
        if parent.state != State::Active {
            no.push("27009");
        }
        if !sold.needs.contains(&parent.item) {
            no.push("800029");
        }
        if no.is_empty() {
            let (order, end) = (self.orders[base], parent.end);
            let life = Life::buy(item, Some((base, end)), (12, self.order_cycle(order)), seats, self.now);
            self.orders.push(order);
            self.lives.push(life);
        }
        no
    }

    fn order_cycle(&self, order: usize) -> i32 {
        let at = self.orders.iter().position(|o| *o == order).unwrap();
        self.lives[at].cycle
    }

    /// Another billing cycle for every subscription of a legacy order: its term begins anew.
    pub(crate) fn recycle(&mut self, which: usize, cycle: i32) -> Codes {
        if self.lives[which].modern() {
            return vec!["800042"];
        }
        let order = self.orders[which];
        if self.order_cycle(order) == cycle {
            return Codes::new();
        }
        let members: Vec<usize> = (0..self.lives.len()).filter(|at| self.orders[*at] == order).collect();
        let mut no = Codes::new();
        if members.iter().any(|at| self.lives[*at].state != State::Active) {
            no.push("6000");
        }
        if self.lives[which].sold().price(12, cycle).is_none() {
            no.push("6001");
        }
        if no.is_empty() {
            for at in members {
                let life = &mut self.lives[at];
                life.begin(self.now.date(), 12, cycle, life.sold().price(12, cycle).unwrap());
            }
        }
        no
    }

    /// Where the clock is to be turned; what lies behind is left there.
    pub(crate) fn target(&self, turn: Turn) -> DateTime {
        let to = match turn {
            Turn::Seconds(seconds) => self.now + seconds.seconds(),
            Turn::Days(days) => self.now + days.days(),
            Turn::Edge { which, edge, beside } => {
                let Some(life) = which.checked_rem(self.lives.len()).map(|at| &self.lives[at]) else {
                    return self.now;
                };
                let edge = match edge {
                    Edge::Window => life.tranches.last().map(|t| t.1).or(life.cancel_until),
                    Edge::Next => life.next(),
                    Edge::End => Some(midnight(life.end)),
                };
                edge.map_or(self.now, |edge| edge + beside.seconds())
            }
        };
        to.max(self.now)
    }

    /// Time passes up to an instant, step by step.
    pub(crate) fn pass(&mut self, to: DateTime) {
        while let Some(at) = self.lives.iter().filter_map(Life::next).min().filter(|at| *at <= to) {
            // What is due at one time is decided by what was before it.
            let before = self.lives.clone();
            for life in self.lives.iter_mut().filter(|life| life.next() == Some(at)) {
                life.step(at, life.parent.is_none_or(|parent| before[parent].renews));
            }
            self.purge(at);
            self.release();
        }
        self.purge(to);
        self.now = to;
    }

    fn purge(&mut self, at: DateTime) {
        for user in &mut self.users {
            user.purged |= user.deleted.is_some_and(|deleted| deleted + DELETED_USER_DAYS.days() <= at);
        }
    }

    pub(crate) fn assign(&mut self, user: usize, licence: usize) -> Codes {
        if !self.users[user].is_there() {
            return vec!["60002"];
        }
        if !self.known(licence) {
            return vec!["60000"];
        }
        let held = &self.users[user].held;
        let mut no = Codes::new();
        if !held.contains(&licence) && self.usable(licence) <= self.pool(licence).consumed {
            no.push("60012");
        }
        let clash = |(one, other): &(usize, usize)| (*one == licence && held.contains(other)) || (*other == licence && held.contains(one));
        if !held.contains(&licence) && EXCLUDE.iter().any(clash) {
            no.push("mutuallyExclusiveViolation");
        }
        if no.is_empty() {
            self.users[user].held.insert(licence);
        }
        no
    }

    pub(crate) fn remove(&mut self, user: usize, licence: usize) -> Codes {
        if !self.users[user].is_there() {
            return vec!["60002"];
        }
        match (self.users[user].held.remove(&licence), self.known(licence)) {
            (true, _) => vec![],
            (false, true) => vec!["licenseNotHeld"],
            (false, false) => vec!["60000"],
        }
    }

    pub(crate) fn delete(&mut self, user: usize) -> Codes {
        if !self.users[user].is_there() {
            return vec!["60002"];
        }
        self.users[user].deleted = Some(self.now);
        vec![]
    }

    /// Restored with the licences for which there are still seats. One who was never deleted stays.
    pub(crate) fn restore(&mut self, user: usize) -> Codes {
        if self.users[user].purged {
            return vec!["60002"];
        }
        if self.users[user].deleted.is_some() {
            let seat = |licence: &usize| self.usable(*licence) > self.pool(*licence).consumed;
            let held = self.users[user].held.iter().copied().filter(seat).collect();
            self.users[user] = User { held, ..User::default() };
        }
        vec![]
    }
}
