//! What a pool's picture shows, as numbers: seats stacked by where they come from, licences held,
//! the tightest day, the days that are paid twice, and marks. `svg` draws it, the page's tables list it.
//! Everything comes from the case and the plan; nothing here decides whether a plan is right.

use super::{
    axis::Axis,
    marks::{Mark, marks},
};
use nahtlos_model::{
    case::Case,
    dates::{Date, DayNumber, day_number},
    estate::{Channel, Treatment},
    ids::SkuId,
    money::{Amount, Exact},
    plan::{Plan, Purchase},
};
use std::collections::{BTreeMap, BTreeSet};

/// Where a band of seats comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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

/// A part of a band on which what lies under it stays the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    /// Index of the band.
    pub band: usize,
    /// First day.
    pub from: DayNumber,
    /// First day after.
    pub to: DayNumber,
    /// Seats below.
    pub base: u32,
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

/// Days on which bought seats stand beside originals that are paid already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    /// First day.
    pub from: DayNumber,
    /// First day after.
    pub to: DayNumber,
    /// Top of the stack there.
    pub top: u32,
    /// Seats paid twice.
    pub seats: u32,
}

/// A pool over the whole of the plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pool {
    /// Its SKU.
    pub sku: SkuId,
    /// Shared time axis.
    pub axis: Axis,
    /// Originals, longest first, then purchases by start.
    pub bands: Vec<Band>,
    /// The bands cut where the stack below them changes.
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
        let paid_twice = paid_twice(case, sku, &bands, &levels, axis);
        let purchases: Vec<&Purchase> = plan.purchases.iter().filter(|p| p.sku_id == sku).collect();
        Self {
            sku,
            axis,
            paid_twice_cost: cost_of(&paid_twice, &purchases, plan),
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
    originals.sort_by(|a, b| b.to.cmp(&a.to).then(a.from.cmp(&b.from)).then(a.id.cmp(&b.id)));
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
    originals
        .into_iter()
        .chain(purchases.filter(|b| b.from < b.to && b.seats > 0))
        .collect()
}

/// Cuts every band where any band begins or ends, stacks it, and joins neighbours of equal height again.
fn pieces(bands: &[Band], axis: Axis) -> Vec<Piece> {
    let cuts: BTreeSet<DayNumber> = bands.iter().flat_map(|b| [b.from, b.to]).chain([axis.from, axis.to]).collect();
    let cuts: Vec<DayNumber> = cuts.into_iter().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut last: Vec<Option<usize>> = vec![None; bands.len()];
    for span in cuts.windows(2) {
        let mut base = 0;
        for (index, band) in bands.iter().enumerate().filter(|(_, b)| b.from <= span[0] && span[0] < b.to) {
            match last[index].map(|at| &mut pieces[at]) {
                Some(piece) if piece.to == span[0] && piece.base == base => piece.to = span[1],
                _ => {
                    last[index] = Some(pieces.len());
                    pieces.push(Piece {
                        band: index,
                        from: span[0],
                        to: span[1],
                        base,
                        seats: band.seats,
                    });
                }
            }
            base += band.seats;
        }
    }
    pieces
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

/// Days on which an original that is being replaced is still paid while bought seats stand beside it unused.
fn paid_twice(case: &Case, sku: SkuId, bands: &[Band], levels: &[Level], axis: Axis) -> Vec<Paid> {
    let replaced: Vec<(DayNumber, DayNumber, u32)> = case
        .estate
        .subscriptions
        .iter()
        .filter(|s| s.sku_id == sku && s.is_active() && s.treatment() == Treatment::Replace)
        .map(|s| {
            (
                s.start.map_or(axis.from, day_number).max(axis.from),
                s.end.map_or(axis.to, day_number).min(axis.to),
                s.quantity,
            )
        })
        .collect();
    let counted = |kind: BandKind| matches!(kind, BandKind::Original(_));
    let mut cuts: BTreeSet<DayNumber> = levels
        .iter()
        .flat_map(|l| [l.from, l.to])
        .chain(bands.iter().flat_map(|b| [b.from, b.to]))
        .collect();
    cuts.extend(
        replaced
            .iter()
            .flat_map(|r| [r.0, r.1])
            .filter(|d| (axis.from..=axis.to).contains(d)),
    );
    let cuts: Vec<DayNumber> = cuts.into_iter().collect();
    let mut out: Vec<Paid> = Vec::new();
    for span in cuts.windows(2) {
        let on = |b: &&Band| b.from <= span[0] && span[0] < b.to;
        let paid: u32 = replaced.iter().filter(|r| r.0 <= span[0] && span[0] < r.1).map(|r| r.2).sum();
        let originals: u32 = bands.iter().filter(on).filter(|b| counted(b.kind)).map(|b| b.seats).sum();
        let bought: u32 = bands.iter().filter(on).filter(|b| !counted(b.kind)).map(|b| b.seats).sum();
        let held = levels.iter().find(|l| l.from <= span[0] && span[0] < l.to).map_or(0, |l| l.held);
        let kept = originals.saturating_sub(paid);
        let seats = bought.min(paid).min((kept + paid + bought).saturating_sub(held));
        let top = originals + bought;
        match out.last_mut() {
            Some(last) if last.to == span[0] && (last.top, last.seats) == (top, seats) => last.to = span[1],
            _ if seats > 0 => out.push(Paid {
                from: span[0],
                to: span[1],
                top,
                seats,
            }),
            _ => {}
        }
    }
    out
}

/// The share of the charge that falls on the days paid twice, newest terms first.
fn cost_of(paid: &[Paid], purchases: &[&Purchase], plan: &Plan) -> Option<Amount> {
    let mut total = Exact::ZERO;
    for span in paid {
        let mut left = span.seats;
        for purchase in purchases
            .iter()
            .rev()
            .filter(|p| day_number(p.start) <= span.from && span.from < day_number(p.end))
        {
            let seats = left.min(purchase.seats);
            left -= seats;
            let days_inside = day_number(purchase.end).min(day_number(plan.horizon)) - day_number(purchase.start);
            let scale = 10i128.pow(purchase.charge_in_horizon.digits);
            let per_day = Exact::new(
                i128::from(purchase.charge_in_horizon.minor),
                scale * i128::from(purchase.seats.max(1)) * i128::from(days_inside.max(1)),
            )?;
            total = total.checked_add(per_day.checked_mul(i128::from(seats) * i128::from(span.to - span.from))?)?;
        }
    }
    Amount::round_half_even(total, plan.cost.currency)
}
