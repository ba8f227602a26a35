//! What is paid twice: the share of the purchases' cost that falls on seats nobody would need yet if
//! the originals were counted to their real ends. Called by `document`.

use crate::{
    cohort::{end_of, stretches_of},
    placing::Way,
    problem::{Problem, supply_span},
    solve::Solution,
    timeline::Offset,
};
use nahtlos_model::{
    estate::Treatment,
    money::{Amount, Exact},
};
use std::collections::BTreeSet;

/// Fractions of a scaled unit in daily shares; what rounding loses is far below a minor unit.
const FINE: i128 = 1 << 20;

pub(super) fn overlap(problem: &Problem, solution: &Solution, ways: &[Way]) -> Option<Amount> {
    let levels = super::coverage::levels(problem, solution, ways);
    let mut twice = 0i128;
    for pool in 0..problem.pools.len() {
        twice = twice.checked_add(of_pool(problem, solution, &levels, pool)?)?;
    }
    let exact = problem.prices.exact(twice / FINE)?;
    Amount::round_half_even(Exact::new(exact.num, exact.den)?, problem.case.estate.customer.currency)
}

fn of_pool(problem: &Problem, solution: &Solution, levels: &super::coverage::Levels, pool: usize) -> Option<i128> {
    let stretches = stretches_of(&problem.prices, &problem.pools[pool]);
    let bought: Vec<(Offset, Offset, i64, i128)> = solution
        .bought
        .iter()
        .filter(|b| b.pool == pool)
        .map(|b| {
            let end = end_of(stretches, b.stretch, b.start, &problem.time);
            let cost = stretches[b.stretch as usize].cost(&problem.time, b.start);
            (b.start, end, b.seats, cost * FINE / i128::from((end - b.start).max(1)))
        })
        .collect();
    if bought.is_empty() {
        return Some(0);
    }
    let real = real_supply(problem, pool);
    let mut cuts: BTreeSet<Offset> = bought.iter().flat_map(|b| [b.0, b.1]).collect();
    cuts.extend(real.iter().flat_map(|r| [r.0, r.1]));
    cuts.extend(levels.days(pool));
    let cuts: Vec<Offset> = cuts.into_iter().filter(|day| *day <= problem.time.days).collect();
    let mut twice = 0i128;
    for pair in cuts.windows(2) {
        let (day, days) = (pair[0], i128::from(pair[1] - pair[0]));
        let active = bought.iter().filter(|b| b.0 <= day && day < b.1);
        let (seats, rate) = active.fold((0i64, 0i128), |sum, b| (sum.0 + b.2, sum.1 + b.3 * i128::from(b.2)));
        let originals: i64 = real.iter().filter(|r| r.0 <= day && day < r.1).map(|r| r.2).sum();
        let idle = (originals + seats - levels.held_on(pool, day)).clamp(0, seats);
        if idle > 0 {
            twice = twice.checked_add(rate.checked_mul(i128::from(idle))? / i128::from(seats) * days)?;
        }
    }
    Some(twice)
}

/// Seats of the pool's originals until they really end: without the lead.
fn real_supply(problem: &Problem, pool: usize) -> Vec<(Offset, Offset, i64)> {
    let case = problem.case;
    let spans = case
        .estate
        .subscriptions
        .iter()
        .filter(|s| s.sku_id == problem.pools[pool].sku && s.is_active())
        .filter_map(|s| {
            let until = match s.treatment() {
                Treatment::Replace => [s.end, case.policy.leave_by]
                    .into_iter()
                    .flatten()
                    .min()
                    .map(|day| problem.time.offset(day)),
                _ => supply_span(case, &problem.time, s).map(|span| span.1),
            };
            let from = s.start.map_or(0, |day| problem.time.offset(day)).max(0);
            let to = until.unwrap_or(problem.time.days).min(problem.time.days);
            (from < to).then_some((from, to, i64::from(s.quantity)))
        });
    spans.collect()
}
