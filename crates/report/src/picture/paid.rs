//! What is paid twice: days on which bought seats stand idle beside originals that have not ended yet, and what these days
//! cost. Called by `bands`. Counted as the plan counts its overlap, so that the pools' figures add up to the plan's (each
//! rounded by itself).

use super::{
    axis::Axis,
    bands::{Band, BandKind, Level},
};
use nahtlos_model::{
    case::Case,
    dates::{DayNumber, day_number},
    estate::Treatment,
    ids::SkuId,
    money::{Amount, Exact},
    plan::{Plan, Purchase},
};
use std::collections::BTreeSet;

/// Parts of a minor unit in which daily shares are added up.
const FINE: i128 = 1 << 40;

/// Days on which bought seats stand idle.
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

/// Originals that are replaced, with all the days they are paid for: `(from, to, seats)`.
fn replaced(case: &Case, sku: SkuId, axis: Axis) -> Vec<(DayNumber, DayNumber, u32)> {
    case.estate
        .subscriptions
        .iter()
        .filter(|s| s.sku_id == sku && s.is_active() && s.treatment() == Treatment::Replace)
        .map(|s| {
            let end = [s.end, case.policy.leave_by].into_iter().flatten().min();
            (
                s.start.map_or(axis.from, day_number).max(axis.from),
                end.map_or(axis.to, day_number).min(axis.to),
                s.quantity,
            )
        })
        .filter(|(from, to, _)| from < to)
        .collect()
}

/// Spans of days with idle seats.
pub(crate) fn paid_twice(case: &Case, sku: SkuId, bands: &[Band], levels: &[Level], axis: Axis) -> Vec<Paid> {
    let replaced = replaced(case, sku, axis);
    let replaces = |band: &Band| {
        let of_id = case.estate.subscriptions.iter().find(|s| s.id == band.id);
        matches!(band.kind, BandKind::Original(_)) && of_id.is_some_and(|s| s.treatment() == Treatment::Replace)
    };
    let is_replaced: Vec<bool> = bands.iter().map(replaces).collect();
    let mut cuts: BTreeSet<DayNumber> = levels.iter().flat_map(|l| [l.from, l.to]).collect();
    cuts.extend(bands.iter().flat_map(|b| [b.from, b.to]));
    cuts.extend(replaced.iter().flat_map(|r| [r.0, r.1]));
    let cuts: Vec<DayNumber> = cuts.into_iter().collect();
    let mut out: Vec<Paid> = Vec::new();
    for span in cuts.windows(2) {
        let day = span[0];
        let (mut bought, mut originals, mut kept) = (0, 0, 0);
        for (band, is_replaced) in bands.iter().zip(&is_replaced).filter(|(b, _)| b.from <= day && day < b.to) {
            match band.kind {
                BandKind::Original(_) => {
                    originals += band.seats;
                    kept += if *is_replaced { 0 } else { band.seats };
                }
                BandKind::Purchase | BandKind::Renewal => bought += band.seats,
            }
        }
        let paid: u32 = replaced.iter().filter(|r| r.0 <= day && day < r.1).map(|r| r.2).sum();
        let held = levels.iter().find(|l| l.from <= day && day < l.to).map_or(0, |l| l.held);
        let seats = (kept + paid + bought).saturating_sub(held).min(bought);
        let top = originals + bought;
        match out.last_mut() {
            Some(last) if last.to == day && (last.top, last.seats) == (top, seats) => last.to = span[1],
            _ if seats > 0 => out.push(Paid {
                from: day,
                to: span[1],
                top,
                seats,
            }),
            _ => {}
        }
    }
    out
}

/// The idle seats' share of what all seats bought cost on these days.
pub(crate) fn cost(paid: &[Paid], purchases: &[&Purchase], plan: &Plan) -> Option<Amount> {
    let horizon = day_number(plan.horizon);
    let spans: Vec<(DayNumber, DayNumber, i128, i128)> = purchases
        .iter()
        .map(|p| {
            let (from, to) = (day_number(p.start), day_number(p.end).min(horizon));
            let charge = i128::from(p.charge_in_horizon.minor) * FINE;
            (from, to, charge / i128::from((to - from).max(1)), i128::from(p.seats))
        })
        .collect();
    let mut total = 0i128;
    for span in paid {
        let mut day = span.from;
        while day < span.to {
            let active = spans.iter().filter(|p| p.0 <= day && day < p.1);
            let (rate, seats) = active.fold((0, 0), |sum, p| (sum.0 + p.2, sum.1 + p.3));
            let next = spans.iter().flat_map(|p| [p.0, p.1]).filter(|d| *d > day).min();
            let until = next.unwrap_or(span.to).min(span.to);
            if seats > 0 {
                total = total.checked_add(rate.checked_mul(i128::from(span.seats))? / seats * i128::from(until - day))?;
            }
            day = until;
        }
    }
    let digits = plan.cost.currency.minor_digits();
    let exact = Exact::new(total, FINE.checked_mul(10i128.pow(digits))?)?;
    Amount::round_half_even(exact, plan.cost.currency)
}
