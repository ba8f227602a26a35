//! What a pool's picture shows, as numbers: seats stacked by where they come from, licences held,
//! the tightest day, the days that are paid twice, and marks. `svg` draws it, the page's tables list it.
//! Everything comes from the case and the plan; nothing here decides whether a plan is right.

use super::{
    axis::Axis,
    marks::{Mark, marks},
    paid::{self, Paid},
    stack::{Piece, pieces},
};
use nahtlos_model::{
    case::Case,
    dates::{Date, DayNumber, day_number},
    estate::Channel,
    ids::SkuId,
    money::Amount,
    plan::{Plan, Purchase},
};
use std::collections::{BTreeMap, BTreeSet};

/// Where a band of seats comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BandKind {
    /// An original of a channel.
    Original(Channel),
    /// A term bought from this partner.
    Purchase,
    /// A term bought that continues another.
    Renewal,
}

/// Seats of one original or purchase while it counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    /// Where they come from.
    pub kind: BandKind,
    /// The subscription's or purchase's id.
    pub id: String,
    /// First day.
    pub from: DayNumber,
    /// First day after.
    pub to: DayNumber,
    /// Seats.
    pub seats: u32,
}

/// Licences, seats and slack over some days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level {
    /// First day.
    pub from: DayNumber,
    /// First day after.
    pub to: DayNumber,
    /// Licences held.
    pub held: u32,
    /// Seats counted.
    pub seats: u32,
    /// Seats less licences; negative in a plan that is wrong.
    pub slack: i64,
}

/// A pool over the whole of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// Its SKU.
    pub sku: SkuId,
    /// Shared time axis.
    pub axis: Axis,
    /// From the bottom: originals by channel, longest first, then purchases, then renewals, each by start.
    pub bands: Vec<Band>,
    /// What is drawn of them.
    pub pieces: Vec<Piece>,
    /// Licences held and seats over time, without gaps.
    pub levels: Vec<Level>,
    /// Days paid twice.
    pub paid_twice: Vec<Paid>,
    /// What the days paid twice cost, as their share of the purchases' charge.
    pub paid_twice_cost: Option<Amount>,
    /// What all the pool's purchases cost within the horizon.
    pub cost: Amount,
    /// Marks by day.
    pub marks: Vec<Mark>,
}

impl Pool {
    /// The pool of a SKU.
    pub fn build(case: &Case, plan: &Plan, sku: SkuId) -> Self {
        let axis = Axis::new(plan.as_of, plan.horizon);
        let bands = bands(case, plan, sku, axis);
        let pieces = pieces(&bands, axis);
        let levels = levels(plan, sku, &bands, axis);
        let paid_twice = paid::paid_twice(case, sku, &bands, &levels, axis);
        let purchases: Vec<&Purchase> = plan.purchases.iter().filter(|p| p.sku_id == sku).collect();
        Self {
            sku,
            axis,
            paid_twice_cost: paid::cost(&paid_twice, &purchases, plan),
            cost: Amount {
                minor: purchases.iter().map(|p| p.charge_in_horizon.minor).sum(),
                digits: plan.cost.currency.minor_digits(),
            },
            marks: marks(case, plan, sku, &bands, axis),
            bands,
            pieces,
            levels,
            paid_twice,
        }
    }

    /// Every pool of the plan, in the order of a reader's interest: most money first, then most licences.
    pub fn all(case: &Case, plan: &Plan) -> Vec<Self> {
        let mut skus: BTreeSet<SkuId> = plan.coverage.iter().map(|c| c.sku_id).collect();
        skus.extend(plan.purchases.iter().map(|p| p.sku_id));
        skus.extend(case.estate.subscriptions.iter().filter(|s| s.is_active()).map(|s| s.sku_id));
        let mut pools: Vec<Self> = skus.into_iter().map(|sku| Self::build(case, plan, sku)).collect();
        pools.sort_by_key(|p| (std::cmp::Reverse((p.cost.minor, p.most_held())), p.sku));
        pools
    }

    /// The level with least slack, the earliest of several.
    pub fn tightest(&self) -> Option<Level> {
        self.levels
            .iter()
            .filter(|l| l.held > 0 || l.slack < 0)
            .min_by_key(|l| (l.slack, l.from))
            .copied()
    }

    /// How often days paid twice begin anew.
    pub fn paid_spells(&self) -> usize {
        self.paid_twice
            .iter()
            .enumerate()
            .filter(|(at, p)| *at == 0 || self.paid_twice[at - 1].to != p.from)
            .count()
    }

    /// Most seats or licences on any day.
    pub fn peak(&self) -> u32 {
        self.levels.iter().map(|l| l.seats.max(l.held)).max().unwrap_or(0)
    }

    /// Most licences held on any day.
    pub fn most_held(&self) -> u32 {
        self.levels.iter().map(|l| l.held).max().unwrap_or(0)
    }

    /// Seats of some bands on a day.
    pub fn seats_on(&self, day: DayNumber, wanted: impl Fn(BandKind) -> bool) -> u32 {
        self.bands
            .iter()
            .filter(|b| wanted(b.kind) && b.from <= day && day < b.to)
            .map(|b| b.seats)
            .sum()
    }
}

fn bands(case: &Case, plan: &Plan, sku: SkuId, axis: Axis) -> Vec<Band> {
    let planned: BTreeMap<&str, Option<Date>> = plan.originals.iter().map(|o| (o.subscription_id.as_str(), o.planned_end)).collect();
    let mut originals: Vec<Band> = case
        .estate
        .subscriptions
        .iter()
        .filter(|s| s.sku_id == sku && s.is_active())
        .map(|s| Band {
            kind: BandKind::Original(s.channel),
            id: s.id.clone(),
            from: s.start.map_or(axis.from, day_number).max(axis.from),
            to: planned
                .get(s.id.as_str())
                .copied()
                .flatten()
                .map_or(axis.to, day_number)
                .min(axis.to),
            seats: s.quantity,
        })
        .filter(|b| b.from < b.to && b.seats > 0)
        .collect();
    originals.sort_by(|a, b| {
        a.kind
            .cmp(&b.kind)
            .then(b.to.cmp(&a.to))
            .then(a.from.cmp(&b.from))
            .then(a.id.cmp(&b.id))
    });
    let purchases = plan.purchases.iter().filter(|p| p.sku_id == sku).map(|p| Band {
        kind: if p.renews.is_some() {
            BandKind::Renewal
        } else {
            BandKind::Purchase
        },
        id: p.id.clone(),
        from: day_number(p.start).max(axis.from),
        to: day_number(p.end).min(axis.to),
        seats: p.seats,
    });
    let mut bought: Vec<Band> = purchases.filter(|b| b.from < b.to && b.seats > 0).collect();
    bought.sort_by_key(|b| (b.kind, b.from));
    originals.extend(bought);
    originals
}

/// The plan's coverage of the pool, and zero licences where the plan states nothing.
fn levels(plan: &Plan, sku: SkuId, bands: &[Band], axis: Axis) -> Vec<Level> {
    let held: Vec<(DayNumber, DayNumber, u32)> = plan
        .coverage
        .iter()
        .filter(|c| c.sku_id == sku)
        .map(|c| (day_number(c.from).max(axis.from), day_number(c.to).min(axis.to), c.held))
        .collect();
    let cuts: BTreeSet<DayNumber> = bands
        .iter()
        .flat_map(|b| [b.from, b.to])
        .chain(held.iter().flat_map(|(from, to, _)| [*from, *to]))
        .chain([axis.from, axis.to])
        .filter(|d| (axis.from..=axis.to).contains(d))
        .collect();
    let cuts: Vec<DayNumber> = cuts.into_iter().collect();
    let mut levels: Vec<Level> = Vec::new();
    for span in cuts.windows(2) {
        let seats = bands.iter().filter(|b| b.from <= span[0] && span[0] < b.to).map(|b| b.seats).sum();
        let held = held
            .iter()
            .find(|(from, to, _)| *from <= span[0] && span[0] < *to)
            .map_or(0, |h| h.2);
        match levels.last_mut() {
            Some(last) if (last.seats, last.held) == (seats, held) => last.to = span[1],
            _ => levels.push(Level {
                from: span[0],
                to: span[1],
                held,
                seats,
                slack: i64::from(seats) - i64::from(held),
            }),
        }
    }
    levels
}
