//! Pools: licences held against seats at every instant, and seats bought against the seat limit (move-model §5 b, c).
//! Ends of originals come from `supply`, licences from the replay; the plan's own coverage table is only compared.

use super::{
    PoolProof, Tightest,
    changes::Replay,
    counter::{Check, count, counter, day, ensure, text, too_large},
    kinds::Kind,
    supply::supplied,
    world::{Sku, World},
};
use nahtlos_model::{
    dates::{DayNumber, date_of, day_number},
    notice::{CounterCode, Value},
    plan::{Coverage, Plan},
};
use std::collections::BTreeMap;

/// What changes in a pool on a day.
#[derive(Debug, Clone, Copy, Default)]
struct Delta {
    held: i64,
    seats: i64,
    bought: i64,
}

type Deltas = Vec<BTreeMap<DayNumber, Delta>>;

/// Derives every pool; refutes the earliest shortage, then the earliest seat limit exceeded.
pub(crate) fn check(world: &World, kinds: &[Kind], replay: &Replay, plan: &Plan) -> Check<Vec<PoolProof>> {
    let mut deltas: Deltas = vec![BTreeMap::new(); world.skus.len()];
    licences(kinds, replay, &mut deltas)?;
    seats(world, plan, &mut deltas);
    let pools: Vec<Vec<Level>> = deltas.iter().map(|d| levels(d, world.time.horizon)).collect();
    shortage(world, kinds, replay, plan, &pools)?;
    limits(world, &pools)?;
    let proofs = pools
        .iter()
        .enumerate()
        .filter(|(_, levels)| levels.iter().any(|l| l.held > 0 || l.seats > 0));
    let proofs: Option<Vec<PoolProof>> = proofs.map(|(sku, levels)| proof(world, sku, levels)).collect();
    proofs.ok_or_else(|| too_large("seats"))
}

fn licences(kinds: &[Kind], replay: &Replay, deltas: &mut Deltas) -> Check {
    for class in replay.classes.iter().filter(|c| !kinds[c.kind].need.is_empty()) {
        let n = i64::try_from(class.count).map_err(|_| too_large("users"))?;
        for (i, state) in class.states.iter().enumerate() {
            state
                .holding
                .iter()
                .for_each(|(sku, _)| deltas[*sku].entry(state.from).or_default().held += n);
            if let Some(next) = class.states.get(i + 1) {
                state
                    .holding
                    .iter()
                    .for_each(|(sku, _)| deltas[*sku].entry(next.from).or_default().held -= n);
            }
        }
    }
    Ok(())
}

fn seats(world: &World, plan: &Plan, deltas: &mut Deltas) {
    let mut supply = |sku: Sku, from: DayNumber, to: DayNumber, n: u32, bought: bool| {
        let n = i64::from(n);
        for (at, sign) in [(from, 1), (to, -1)] {
            let delta = deltas[sku].entry(at).or_default();
            delta.seats += sign * n;
            delta.bought += if bought { sign * n } else { 0 };
        }
    };
    for original in &world.case.estate.subscriptions {
        if let (Some((from, to)), Some(sku)) = (supplied(world.case, original, &world.time), world.sku(original.sku_id)) {
            supply(sku, from, to, original.quantity, false);
        }
    }
    for purchase in &plan.purchases {
        if let Some(sku) = world.sku(purchase.sku_id) {
            supply(
                sku,
                day_number(purchase.start),
                world.time.clamp(day_number(purchase.end)),
                purchase.seats,
                true,
            );
        }
    }
}

/// An interval in which nothing changes.
#[derive(Debug, Clone, Copy)]
struct Level {
    from: DayNumber,
    to: DayNumber,
    held: i64,
    seats: i64,
    bought: i64,
}

fn levels(deltas: &BTreeMap<DayNumber, Delta>, horizon: DayNumber) -> Vec<Level> {
    let mut levels: Vec<Level> = Vec::new();
    let (mut held, mut seats, mut bought) = (0, 0, 0);
    for (&from, delta) in deltas.range(..horizon) {
        held += delta.held;
        seats += delta.seats;
        bought += delta.bought;
        if let Some(last) = levels.last_mut() {
            last.to = from;
            if (last.held, last.seats, last.bought) == (held, seats, bought) {
                last.to = horizon;
                continue;
            }
        }
        levels.push(Level {
            from,
            to: horizon,
            held,
            seats,
            bought,
        });
    }
    levels
}

fn shortage(world: &World, kinds: &[Kind], replay: &Replay, plan: &Plan, pools: &[Vec<Level>]) -> Check {
    let short = pools
        .iter()
        .enumerate()
        .filter_map(|(sku, levels)| levels.iter().find(|l| l.held > l.seats).map(|l| (l.from, sku, l)));
    let Some((at, sku, level)) = short.min_by_key(|(day, sku, _)| (*day, *sku)) else {
        return Ok(());
    };
    let mut plans = world.no_plans();
    let mut holders: Vec<&str> = Vec::new();
    for class in &replay.classes {
        let state = class.states.iter().rev().find(|s| s.from <= at);
        let Some((_, on)) = state.and_then(|s| s.holding.iter().find(|(held, _)| *held == sku)) else {
            continue;
        };
        if !kinds[class.kind].need.is_empty() {
            plans.add(&on.and(&kinds[class.kind].need));
            holders.push(&class.example);
        }
    }
    let id = world.skus[sku];
    let original =
        |s: &&nahtlos_model::estate::Subscription| s.sku_id == id && supplied(world.case, s, &world.time).is_some_and(|(_, to)| to == at);
    let ended = world.case.estate.subscriptions.iter().filter(original).map(|s| s.id.as_str());
    let bought = plan
        .purchases
        .iter()
        .filter(|p| p.sku_id == id && day_number(p.end) == at)
        .map(|p| p.id.as_str());
    let causes: Vec<&str> = ended.chain(bought).collect();
    Err(counter(CounterCode::SeatsShort)
        .with("sku", Value::Sku(id))
        .with("day", day(at))
        .with("until", day(level.to))
        .with("held", count(level.held))
        .with("seats", count(level.seats))
        .with("short", count(level.held - level.seats))
        .with("plans", Value::Plans(world.plan_ids(&plans)))
        .with("cause", text(causes.join(", ")))
        .about(holders.into_iter().take(20)))
}

fn limits(world: &World, pools: &[Vec<Level>]) -> Check {
    let mut over: Vec<(DayNumber, Sku, i64, u64)> = Vec::new();
    for (sku, levels) in pools.iter().enumerate() {
        let Some(limit) = world.tariffs[sku].limit else { continue };
        let exceeded = levels.iter().find(|l| u64::try_from(l.bought).is_ok_and(|bought| bought > limit));
        over.extend(exceeded.map(|l| (l.from, sku, l.bought, limit)));
    }
    match over.into_iter().min() {
        None => Ok(()),
        Some((at, sku, bought, limit)) => Err(counter(CounterCode::SeatLimitExceeded)
            .with("sku", Value::Sku(world.skus[sku]))
            .with("day", day(at))
            .with("seats", count(bought))
            .with("limit", count(limit))
            .with("over", count(u64::try_from(bought).unwrap_or(0) - limit))),
    }
}

fn proof(world: &World, sku: Sku, levels: &[Level]) -> Option<PoolProof> {
    let id = world.skus[sku];
    let mut intervals: Vec<Coverage> = Vec::new();
    let first = levels.first().map(|l| l.from).filter(|&from| from > world.time.as_of);
    let nothing = first.map(|to| Level {
        from: world.time.as_of,
        to,
        held: 0,
        seats: 0,
        bought: 0,
    });
    for level in nothing.iter().chain(levels) {
        let (held, seats) = (u32::try_from(level.held).ok()?, u32::try_from(level.seats).ok()?);
        match intervals.last_mut().filter(|last| (last.held, last.seats) == (held, seats)) {
            Some(last) => last.to = date_of(level.to),
            None => intervals.push(Coverage {
                sku_id: id,
                from: date_of(level.from),
                to: date_of(level.to),
                held,
                seats,
                slack: seats.checked_sub(held)?,
            }),
        }
    }
    let tightest = intervals.iter().filter(|i| i.held > 0).min_by_key(|i| (i.slack, i.from));
    let tightest = tightest.map(|i| Tightest {
        sku: id,
        day: i.from,
        until: i.to,
        held: i.held,
        seats: i.seats,
        slack: i.slack,
    });
    Some(PoolProof {
        sku: id,
        intervals,
        tightest,
    })
}

/// The plan's coverage table tells the same as the derived pools on every day; where it says nothing, nothing is there.
pub(crate) fn table(plan: &Plan, pools: &[PoolProof]) -> Check {
    let mut told: BTreeMap<_, Vec<&Coverage>> = BTreeMap::new();
    plan.coverage.iter().for_each(|row| told.entry(row.sku_id).or_default().push(row));
    for pool in pools {
        let mut rows = told.remove(&pool.sku).unwrap_or_default();
        rows.sort_by_key(|row| row.from);
        let mut rows = rows.into_iter().peekable();
        for interval in &pool.intervals {
            let mut at = interval.from;
            while at < interval.to {
                while rows.peek().is_some_and(|row| row.to <= at) {
                    rows.next();
                }
                let row = rows.peek().copied().filter(|row| row.from <= at && at < row.to);
                let found = row.map_or((0, 0, 0), |row| (row.held, row.seats, row.slack));
                ensure(found == (interval.held, interval.seats, interval.slack), || {
                    counter(CounterCode::WrongCoverage)
                        .with("sku", Value::Sku(pool.sku))
                        .with("day", Value::Date(at))
                        .with("held", count(interval.held))
                        .with("seats", count(interval.seats))
                        .with("foundHeld", count(found.0))
                        .with("foundSeats", count(found.1))
                })?;
                let next = row
                    .map(|row| row.to)
                    .or_else(|| rows.peek().map(|row| row.from).filter(|&from| from > at));
                at = next.map_or(interval.to, |next| next.min(interval.to));
            }
        }
        while rows.peek().is_some_and(|row| row.to <= plan.horizon) {
            rows.next();
        }
        stray(rows.next())?;
    }
    let empty = |row: &&&Coverage| (row.held, row.seats) != (0, 0);
    let left: Vec<&Coverage> = told.into_values().flatten().collect();
    stray(left.iter().find(empty).copied())
}

fn stray(row: Option<&Coverage>) -> Check {
    match row {
        None => Ok(()),
        Some(row) => Err(counter(CounterCode::WrongCoverage)
            .with("sku", Value::Sku(row.sku_id))
            .with("day", Value::Date(row.from))
            .with("held", count(0))
            .with("seats", count(0))
            .with("foundHeld", count(row.held))
            .with("foundSeats", count(row.seats))),
    }
}
