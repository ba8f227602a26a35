//! The reference: one subscription's life, written from the documents' rules and from nothing of the program.
//!
//! Days are UTC, ends exclusive; instants are UTC without a zone. Where the documents are silent, the choices of adr/0006 and
//! adr/0007 hold.

use super::shelf::{Item, SHELF};
use jiff::{
    ToSpan,
    civil::{Date, DateTime, Time},
};
use std::collections::BTreeSet;

/// 168 hours from a purchase or renewal.
const WINDOW_HOURS: i64 = 168;
/// Users still work.
const EXPIRED_DAYS: i64 = 30;
/// Administrators only.
const DISABLED_DAYS: i64 = 90;
/// A new-commerce subscription that is suspended when its term ends is disabled for so many days more.
const SUSPENDED_AT_END_DAYS: i64 = 30;
/// A suspended legacy subscription is deleted after so many days.
const LEGACY_SUSPENDED_DAYS: i64 = 90;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    Active,
    Suspended,
    Expired,
    Disabled,
    Deleted,
}

/// What happens when a term ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Choice {
    Renew,
    Extend,
    Cancel,
}

/// What is to be at renewal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Scheduled {
    pub(crate) item: usize,
    pub(crate) term: i32,
    pub(crate) cycle: i32,
    pub(crate) seats: i64,
}

/// From a day on, so many seats are paid at a price.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bill {
    pub(crate) from: Date,
    pub(crate) seats: i64,
    pub(crate) price: i64,
}

#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) item: usize,
    pub(crate) parent: Option<usize>,
    pub(crate) state: State,
    pub(crate) seats: i64,
    pub(crate) renews: bool,
    /// What happens at an end without renewal: extend or cancel.
    pub(crate) choice: Choice,
    pub(crate) extended: bool,
    /// Term, the term it renews into, billing cycle; in months.
    pub(crate) term: i32,
    pub(crate) renewal: i32,
    pub(crate) cycle: i32,
    pub(crate) start: Date,
    pub(crate) end: Date,
    /// First day that is not charged yet.
    pub(crate) paid_until: Date,
    pub(crate) price: i64,
    pub(crate) cancel_until: Option<DateTime>,
    /// Seats and the last instant at which they may be given back, oldest first.
    pub(crate) tranches: Vec<(i64, DateTime)>,
    pub(crate) scheduled: Option<Scheduled>,
    pub(crate) next_cycle: Option<i32>,
    /// When the present stage ends by itself.
    pub(crate) stage_ends: Option<DateTime>,
    pub(crate) bills: Vec<Bill>,
    /// Ends of billing periods, with the days that a whole one has.
    pub(crate) periods: BTreeSet<(Date, i64)>,
}

pub(crate) fn midnight(day: Date) -> DateTime {
    day.to_datetime(Time::midnight())
}

pub(crate) fn days_between(from: Date, until: Date) -> i64 {
    i64::from(from.until(until).unwrap().get_days())
}

impl Life {
    /// Bought now; an add-on ends with its base.
    pub(crate) fn buy(item: usize, base: Option<(usize, Date)>, plan: (i32, i32), seats: i64, now: DateTime) -> Self {
        let sold = &SHELF[item];
        let today = now.date();
        let mut life = Self {
            item,
            parent: base.map(|(parent, _)| parent),
            state: State::Active,
            seats,
            renews: true,
            choice: Choice::Extend,
            extended: false,
            term: plan.0,
            renewal: plan.0,
            cycle: plan.1,
            start: today,
            end: base.map_or(today + plan.0.months(), |(_, end)| end),
            paid_until: today,
            price: sold.price(plan.0, plan.1).unwrap(),
            cancel_until: None,
            tranches: Vec::new(),
            scheduled: None,
            next_cycle: None,
            stage_ends: None,
            bills: Vec::new(),
            periods: BTreeSet::new(),
        };
        if sold.modern {
            life.open_windows(now);
        }
        life.pay(today);
        life
    }

    pub(crate) fn sold(&self) -> &'static Item {
        &SHELF[self.item]
    }

    pub(crate) fn modern(&self) -> bool {
        self.sold().modern
    }

    pub(crate) fn in_use(&self) -> bool {
        matches!(self.state, State::Active | State::Suspended)
    }

    /// Seats that may be given back at an instant.
    pub(crate) fn reducible(&self, now: DateTime) -> i64 {
        self.tranches
            .iter()
            .filter(|(_, until)| now <= *until)
            .map(|(seats, _)| seats)
            .sum()
    }

    pub(crate) fn open_windows(&mut self, from: DateTime) {
        let until = from + WINDOW_HOURS.hours();
        self.cancel_until = Some(until);
        self.tranches = vec![(self.seats, until)];
    }

    /// Seats change now: paid from today on; in new commerce added ones have a window, and what was added last goes first.
    pub(crate) fn set_seats(&mut self, seats: i64, now: DateTime) {
        self.tranches.retain(|(_, until)| now <= *until);
        let mut gone = self.seats - seats;
        if gone < 0 && self.modern() {
            self.tranches.push((-gone, now + WINDOW_HOURS.hours()));
        }
        for tranche in self.tranches.iter_mut().rev() {
            let taken = tranche.0.min(gone.max(0));
            tranche.0 -= taken;
            gone -= taken;
        }
        self.tranches.retain(|(seats, _)| *seats > 0);
        self.seats = seats;
        self.bill(now.date(), seats);
    }

    pub(crate) fn bill(&mut self, from: Date, seats: i64) {
        let price = self.price;
        self.bills.push(Bill { from, seats, price });
    }

    /// The billing period in which a day lies is charged from that day on.
    pub(crate) fn pay(&mut self, day: Date) {
        let boundary = |k: i32| self.start + (k * self.cycle).months();
        let k = (0..).find(|k| day < boundary(k + 1)).unwrap();
        let whole = days_between(boundary(k), boundary(k + 1));
        self.paid_until = boundary(k + 1).min(self.end);
        self.periods.insert((self.paid_until, whole));
        self.bill(day, self.seats);
    }

    /// A term begins.
    pub(crate) fn begin(&mut self, day: Date, term: i32, cycle: i32, price: i64) {
        (self.start, self.end) = (day, day + term.months());
        (self.term, self.cycle, self.price) = (term, cycle, price);
        self.pay(day);
    }

    /// No service by itself any more.
    pub(crate) fn stop(&mut self, state: State, stage_ends: Option<DateTime>) {
        (self.state, self.stage_ends) = (state, stage_ends);
        self.renews = false;
        self.scheduled = None;
        self.next_cycle = None;
        self.cancel_until = None;
        self.tranches.clear();
    }

    /// A legacy subscription is suspended: billing stops, and so will its life.
    pub(crate) fn suspend(&mut self, now: DateTime) {
        self.state = State::Suspended;
        self.scheduled = None;
        if !self.modern() {
            self.bill(now.date(), 0);
            self.stage_ends = Some((now + LEGACY_SUSPENDED_DAYS.days()).min(midnight(self.end)));
        }
    }

    pub(crate) fn resume(&mut self, now: DateTime) {
        self.state = State::Active;
        self.stage_ends = None;
        if !self.modern() {
            self.pay(now.date());
        }
    }

    /// Cancelled: what is not used is credited.
    pub(crate) fn cancel(&mut self, now: DateTime) {
        self.bill(now.date(), 0);
        self.stop(State::Deleted, None);
    }

    /// When something happens next by itself.
    pub(crate) fn next(&self) -> Option<DateTime> {
        match self.state {
            State::Deleted => None,
            State::Expired | State::Disabled => self.stage_ends,
            State::Suspended if !self.modern() => self.stage_ends,
            State::Active | State::Suspended => Some(midnight(self.paid_until.min(self.end))),
        }
    }

    /// What happens then. `base_renews`: the base of an add-on does, at the same end.
    pub(crate) fn step(&mut self, at: DateTime, base_renews: bool) {
        let day = at.date();
        match self.state {
            State::Expired => self.stop(State::Disabled, Some(at + DISABLED_DAYS.days())),
            State::Disabled => self.stop(State::Deleted, None),
            State::Suspended if !self.modern() => self.stop(State::Deleted, None),
            _ if day < self.end => {
                if let Some(cycle) = self.next_cycle.take() {
                    self.cycle = cycle;
                    self.price = self.sold().price(self.term, cycle).unwrap();
                }
                self.pay(day);
            }
            State::Suspended => self.stop(State::Disabled, Some(at + (SUSPENDED_AT_END_DAYS + DISABLED_DAYS).days())),
            State::Active if self.renews && base_renews => self.renew(day),
            State::Active if !self.modern() => self.stop(State::Expired, Some(at + EXPIRED_DAYS.days())),
            State::Active if self.choice == Choice::Cancel => self.stop(State::Disabled, Some(at + DISABLED_DAYS.days())),
            State::Active => self.extend(day),
            State::Deleted => unreachable!("nothing falls due"),
        }
    }

    fn renew(&mut self, day: Date) {
        let cycle = self.next_cycle.take().unwrap_or(self.cycle);
        let as_before = Scheduled {
            item: self.item,
            term: self.renewal,
            cycle: if cycle > self.renewal { 1 } else { cycle },
            seats: self.seats,
        };
        let next = self.scheduled.take().unwrap_or(as_before);
        (self.item, self.seats, self.renewal) = (next.item, next.seats, next.term);
        self.extended = false;
        self.begin(day, next.term, next.cycle, self.sold().price(next.term, next.cycle).unwrap());
        if self.modern() {
            self.open_windows(midnight(day));
        }
    }

    /// A month of the extended term: dearer, and to be left on any day.
    fn extend(&mut self, day: Date) {
        if !self.extended {
            self.renewal = self.term;
        }
        self.extended = true;
        self.next_cycle = None;
        self.tranches.clear();
        self.begin(day, 1, 1, self.sold().extended_price());
        self.cancel_until = Some(midnight(self.end));
    }
}
