//! Seats and licences by pool from now on: levels by day, and the first day on which licences outnumber seats.

use super::{Standing, Supply, There, ground::Ground};
use nahtlos_model::{
    dates::{Date, DayNumber, day_number},
    ids::SkuId,
};
use std::collections::BTreeMap;

/// What changes in a pool on a day.
#[derive(Debug, Clone, Copy, Default)]
struct Delta {
    held: i64,
    seats: i64,
}

/// A pool that comes short, or the closest that one comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) sku: usize,
    pub(super) from: DayNumber,
    pub(super) to: DayNumber,
    pub(super) held: i64,
    pub(super) seats: i64,
}

/// All pools: how each stands now, and what is to come.
#[derive(Debug)]
pub(super) struct Pools {
    today: DayNumber,
    horizon: DayNumber,
    /// Licences held now.
    pub(super) held: Vec<i64>,
    /// Seats seen now.
    pub(super) seats: Vec<i64>,
    ahead: Vec<BTreeMap<DayNumber, Delta>>,
}

impl Pools {
    pub(super) fn new(ground: &Ground, day: Date, horizon: Date, supplies: &[Supply]) -> Self {
        let today = day_number(day);
        // Behind the plan's horizon only the present itself is left to look at.
        let horizon = day_number(horizon).max(today + 1);
        let count = ground.skus.len();
        let mut pools = Self {
            today,
            horizon,
            held: vec![0; count],
            seats: vec![0; count],
            ahead: vec![BTreeMap::new(); count],
        };
        for supply in supplies {
            let Some(sku) = ground.sku(supply.sku) else { continue };
            let (from, seats) = (day_number(supply.from), i64::from(supply.seats));
            let to = supply.to.map_or(horizon, day_number).clamp(today, horizon);
            let comes = from.max(today);
            match supply.there {
                There::Seen => pools.seats[sku] += seats,
                There::Due if comes < to => pools.ahead[sku].entry(comes).or_default().seats += seats,
                There::Coming if from > today && from < to => pools.ahead[sku].entry(from).or_default().seats += seats,
                There::Due | There::Coming => continue,
            }
            pools.ahead[sku].entry(to).or_default().seats -= seats;
        }
        pools
    }

    /// Licences that come or go on a day from today on.
    pub(super) fn change(&mut self, sku: usize, day: DayNumber, by: i64) {
        self.ahead[sku].entry(day.max(self.today)).or_default().held += by;
    }

    /// The first day that is not looked at.
    pub(super) fn horizon(&self) -> DayNumber {
        self.horizon
    }

    /// How a pool stands now.
    pub(super) fn now(&self, sku: usize) -> Level {
        Level {
            sku,
            from: self.today,
            to: self.today,
            held: self.held[sku],
            seats: self.seats[sku],
        }
    }

    /// The levels of a pool from today's changes on, to the horizon.
    fn levels(&self, sku: usize) -> impl Iterator<Item = Level> + '_ {
        let mut days: Vec<DayNumber> = vec![self.today];
        days.extend(
            self.ahead[sku]
                .keys()
                .copied()
                .filter(|day| *day > self.today && *day < self.horizon),
        );
        let (mut held, mut seats) = (self.held[sku], self.seats[sku]);
        (0..days.len()).map(move |at| {
            if let Some(delta) = self.ahead[sku].get(&days[at]) {
                held += delta.held;
                seats += delta.seats;
            }
            Level {
                sku,
                from: days[at],
                to: days.get(at + 1).copied().unwrap_or(self.horizon),
                held,
                seats,
            }
        })
    }

    fn all(&self) -> impl Iterator<Item = Level> + '_ {
        (0..self.held.len()).flat_map(|sku| self.levels(sku))
    }

    /// The earliest shortage, from today's changes on. One that there is now is mended by them, or is no worse for them.
    pub(super) fn short(&self) -> Option<Level> {
        let short = self.all().filter(|level| level.held > level.seats);
        short.min_by_key(|level| (level.from, level.to, level.sku))
    }

    /// Where the least seats are free while licences are held, from today's changes on; the earliest first.
    pub(super) fn tightest(&self) -> Option<Level> {
        let held = self.all().filter(|level| level.held > 0);
        held.min_by_key(|level| (level.seats - level.held, level.from, level.sku))
    }
}

impl Standing {
    /// Every pool as it is now: licences of those who need something, and seats that were seen.
    pub fn pools_now(&self) -> impl Iterator<Item = (SkuId, i64, i64)> + '_ {
        let pools = self.pools.held.iter().zip(&self.pools.seats);
        self.ground.skus.iter().zip(pools).map(|(sku, (held, seats))| (*sku, *held, *seats))
    }
}
