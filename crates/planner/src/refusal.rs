//! Why there is no plan: which users, which plans nobody sells, what comes nearest and what it would
//! cost them. Called by `plan` when the search finds nothing.

use crate::{document::TooLarge, problem::Problem, solve::NoSolution, timeline::Offset};
use nahtlos_model::{
    ids::{ServicePlanId, SkuId},
    notice::{Notice, RefusalCode, Value},
    plan::{NearestSet, Refusal, Uncovered},
};
use std::collections::BTreeSet;

/// Nearest sets told per kind of users.
const NEAREST: usize = 3;
/// Most users named.
const USERS: usize = 50;

/// A refusal with one reason.
pub(crate) fn because(reason: Notice<RefusalCode>) -> Refusal {
    Refusal {
        reasons: vec![reason],
        uncovered: Vec::new(),
    }
}

pub(crate) fn refusal(problem: &Problem, no: NoSolution, effort: u64) -> Refusal {
    let mut reasons = Vec::new();
    if problem.prices.rows.is_empty() {
        let customer = &problem.case.estate.customer;
        let market = Value::Text(customer.country.clone());
        let currency = Value::Text(customer.currency.to_string());
        let notice = Notice::new(RefusalCode::NoPrices).with("market", market).with("currency", currency);
        reasons.push(notice.with("segment", Value::Text(customer.segment.clone())));
    }
    let mut pools: BTreeSet<usize> = BTreeSet::new();
    match no {
        NoSolution::CannotBuy { pool, day, seats } => {
            pools.insert(pool);
            reasons.push(no_seats(problem, pool, day, seats));
        }
        NoSolution::Infeasible(component) => {
            pools.extend(&component.pools);
            reasons.extend(component.pools.iter().filter_map(|&pool| limit(problem, pool)));
            reasons.extend(component.pools.iter().filter_map(|&pool| runs_out(problem, pool)));
        }
        NoSolution::OutOfEffort => {
            let effort = Value::Count(i64::try_from(effort).unwrap_or(i64::MAX));
            return because(Notice::new(RefusalCode::EffortUsedUp).with("effort", effort));
        }
        NoSolution::TooLarge => return because(TooLarge.into()),
    }
    let uncovered = uncovered(problem, &pools);
    if !uncovered.is_empty() {
        let users: usize = uncovered.iter().map(|u| u.user_ids.len()).sum();
        let plans: BTreeSet<ServicePlanId> = uncovered.iter().flat_map(|u| u.plans_nobody_sells.iter().copied()).collect();
        let skus: BTreeSet<SkuId> = uncovered.iter().flat_map(|u| u.held.iter().copied()).collect();
        let notice = Notice::new(RefusalCode::NothingCovers).with("users", Value::Count(users as i64));
        let notice = notice
            .with("plans", Value::Plans(plans.into_iter().collect()))
            .with("skus", Value::Skus(skus.into_iter().collect()));
        reasons.insert(0, notice);
    }
    Refusal { reasons, uncovered }
}

fn no_seats(problem: &Problem, pool: usize, day: Offset, seats: i64) -> Notice<RefusalCode> {
    let sku = Value::Sku(problem.pools[pool].sku);
    Notice::new(RefusalCode::NoSeatsLeft)
        .with("sku", sku)
        .with("day", Value::Date(problem.time.date(day)))
        .with("short", Value::Count(seats))
}

/// The first day on which fixed demand exceeds the originals of a pool that is not sold then.
fn runs_out(problem: &Problem, pool: usize) -> Option<Notice<RefusalCode>> {
    let of = &problem.pools[pool];
    let sold = problem.prices.sells_always(of.sku, problem.time.days);
    let short = of.supply.iter().find(|(_, seats)| of.fixed > *seats).filter(|_| !sold)?;
    Some(no_seats(problem, pool, short.0, of.fixed - short.1))
}

/// A seat limit that fixed demand alone breaks.
fn limit(problem: &Problem, pool: usize) -> Option<Notice<RefusalCode>> {
    let of = &problem.pools[pool];
    let limit = of.limit?;
    let (day, needed) = of
        .supply
        .iter()
        .map(|(day, seats)| (*day, of.fixed - seats))
        .find(|(_, needed)| *needed > limit)?;
    let notice = Notice::new(RefusalCode::SeatLimit)
        .with("sku", Value::Sku(of.sku))
        .with("limit", Value::Count(limit));
    let notice = notice
        .with("needed", Value::Count(needed))
        .with("over", Value::Count(needed - limit));
    Some(notice.with("day", Value::Date(problem.time.date(day))))
}

/// Kinds of users who depend on the pools and whom nothing on sale throughout covers.
fn uncovered(problem: &Problem, pools: &BTreeSet<usize>) -> Vec<Uncovered> {
    let mut result = Vec::new();
    for (index, kind) in problem.kinds.iter().enumerate() {
        let lasting = |pool: usize| problem.market.always.binary_search(&problem.pools[pool].sku).is_ok();
        let touched = problem.sets[index].iter().flatten().any(|pool| pools.contains(pool));
        if !touched || problem.sets[index].iter().any(|set| set.iter().all(|&pool| lasting(pool))) {
            continue;
        }
        let sold = |plan: ServicePlanId| {
            let contains = |sku: &SkuId, by| problem.case.catalogue.products.get(sku).is_some_and(|p| p.plans.contains(&by));
            problem
                .facts
                .meeting(plan)
                .any(|by| problem.market.sold.iter().any(|sku| contains(sku, by)))
        };
        let users = problem.case.estate.users.iter();
        let names: Vec<&str> = users.map(|user| user.id.as_str()).collect();
        result.push(Uncovered {
            user_ids: kind
                .members
                .iter()
                .take(USERS)
                .map(|(user, _)| names[*user as usize].to_owned())
                .collect(),
            held: kind.held.clone(),
            plans_nobody_sells: kind.need.iter().copied().filter(|plan| !sold(*plan)).collect(),
            nearest: nearest(problem, index),
        });
    }
    result
}

/// The sets on sale, of few SKUs, that lose a kind of users the fewest plans.
fn nearest(problem: &Problem, kind: usize) -> Vec<NearestSet> {
    let kind = &problem.kinds[kind];
    let limit = kind.held.len().max(problem.case.policy.max_bundle as usize);
    let view = problem.facts.view(&kind.need, problem.market.sold.iter().copied());
    let useful: Vec<usize> = (0..view.len()).filter(|&p| view.is_useful(p)).collect();
    let mut found: Vec<(usize, Vec<usize>)> = Vec::new();
    // Greedily from each useful SKU: always add what meets most of the rest.
    for &first in &useful {
        let mut set = vec![first];
        while set.len() < limit {
            let left = view.unmet(&set).len();
            let gain = |p: usize| {
                let mut with = set.clone();
                with.push(p);
                left - view.unmet(&with).len()
            };
            let Some(best) = useful
                .iter()
                .copied()
                .filter(|p| !set.contains(p))
                .max_by_key(|&p| (gain(p), std::cmp::Reverse(p)))
            else {
                break;
            };
            if gain(best) == 0 {
                break;
            }
            set.push(best);
        }
        set.sort_unstable();
        found.push((view.unmet(&set).len(), set));
    }
    found.sort();
    found.dedup();
    let told = found.into_iter().take(NEAREST).map(|(_, set)| NearestSet {
        skus: set.iter().map(|&p| view.sku(p)).collect(),
        loses: view.unmet(&set).into_iter().map(|bit| kind.need[bit]).collect(),
    });
    told.collect()
}
