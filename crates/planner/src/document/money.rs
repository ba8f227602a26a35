//! The plan's cost block: totals, months, overlap, what is owed later, and the rents that prove the
//! minimum. Called by `document`.

use super::TooLarge;
use crate::{problem::Problem, solve::Solution, timeline::Offset};
use nahtlos_model::{
    dates::{Date, day_number, plus_months},
    money::{Amount, Exact, gcd},
    plan::{Cost, Effort, Method, MonthCost, Purchase, Rent},
};
use std::collections::BTreeMap;

pub(super) fn cost(problem: &Problem, solution: &Solution, purchases: &[Purchase], overlap: Amount, budget: u64) -> Result<Cost, TooLarge> {
    let currency = problem.case.estate.customer.currency;
    let amount = |minor: i64| Amount {
        minor,
        digits: currency.minor_digits(),
    };
    let total: i64 = purchases.iter().map(|p| p.charge_in_horizon.minor).sum();
    let charged: i64 = purchases.iter().map(|p| p.charge.minor).sum();
    let cost_exact = problem.prices.exact(solution.cost).ok_or(TooLarge)?;
    let lower_bound_exact = if solution.bound == solution.cost * solution.parts {
        cost_exact
    } else {
        let bound = problem.prices.exact(solution.bound).ok_or(TooLarge)?;
        Exact::new(bound.num, bound.den.checked_mul(solution.parts).ok_or(TooLarge)?).ok_or(TooLarge)?
    };
    Ok(Cost {
        currency,
        total: amount(total),
        cost_exact,
        lower_bound_exact,
        overlap,
        committed_beyond_horizon: amount(charged - total),
        by_month: by_month(problem, purchases, amount(0)),
        method: solution.method,
        secondary_proved: solution.components.is_empty() && solution.bought.is_empty(),
        effort: Effort {
            budget,
            used: solution.effort,
        },
        rents: if solution.method == Method::Gap {
            None
        } else {
            rents(problem, solution)
        },
    })
}

/// Shares of each line by days, and what is billed when; shares are rounded so that each line adds up.
fn by_month(problem: &Problem, purchases: &[Purchase], zero: Amount) -> Vec<MonthCost> {
    let horizon = problem.time.date(problem.time.days);
    let mut months: BTreeMap<(i16, i8), (i64, i64)> = BTreeMap::new();
    for purchase in purchases {
        let until = purchase.end.min(horizon);
        let days = i128::from(day_number(until) - day_number(purchase.start));
        let (mut passed, mut told) = (0i128, 0i128);
        let mut at = purchase.start;
        while at < until && days > 0 {
            let next = plus_months(Date::new(at.year(), at.month(), 1).unwrap_or(at), 1).min(until);
            passed += i128::from(day_number(next) - day_number(at));
            let so_far = i128::from(purchase.charge_in_horizon.minor) * passed / days;
            months.entry((at.year(), at.month())).or_default().0 += (so_far - told) as i64;
            told = so_far;
            at = next;
        }
        for (day, minor) in bills(purchase) {
            if day < horizon {
                months.entry((day.year(), day.month())).or_default().1 += minor;
            }
        }
    }
    let month = |((year, month), (counted, billed)): ((i16, i8), (i64, i64))| MonthCost {
        month: format!("{year:04}-{month:02}"),
        counted: Amount { minor: counted, ..zero },
        billed: Amount { minor: billed, ..zero },
    };
    months.into_iter().map(month).collect()
}

/// Bills of a purchase: each period's first day and its part of the charge.
fn bills(purchase: &Purchase) -> Vec<(Date, i64)> {
    let mut days = Vec::new();
    let mut months = 0;
    loop {
        let day = plus_months(purchase.start, months);
        if day >= purchase.end {
            break;
        }
        days.push(day);
        months += purchase.billing_plan.months();
    }
    let whole = i128::from(day_number(purchase.end) - day_number(purchase.start)).max(1);
    let mut told = 0i128;
    let ends = days.iter().skip(1).copied().chain([purchase.end]);
    let amounts: Vec<i64> = ends
        .map(|end| {
            let so_far = i128::from(purchase.charge.minor) * i128::from(day_number(end) - day_number(purchase.start)) / whole;
            let bill = so_far - told;
            told = so_far;
            bill as i64
        })
        .collect();
    days.into_iter().zip(amounts).collect()
}

/// Rents of all pools; `None` unless every part of the solution has them.
fn rents(problem: &Problem, solution: &Solution) -> Option<Vec<Rent>> {
    let mut rents = Vec::new();
    let mut push = |pool: usize, days: (Offset, Offset), worth: i128, parts: i128, limit: bool| -> Option<()> {
        if worth != 0 {
            let exact = problem.prices.exact(worth)?;
            let g = gcd(exact.num.unsigned_abs(), parts.unsigned_abs()).max(1) as i128;
            let per_seat = Exact::new(exact.num / g, exact.den.checked_mul(parts / g)?)?;
            let (from, to) = (problem.time.date(days.0), problem.time.date(days.1));
            rents.push(Rent {
                sku_id: problem.pools[pool].sku,
                from,
                to,
                per_seat,
                limit,
            });
        }
        Some(())
    };
    for (pool, cohorts) in &solution.cohorts {
        // A day's rent is what holding a seat one day longer saves; equal neighbours make one row.
        let chain = &cohorts.chain.cost;
        let spot = |day: Offset| chain[day as usize] - chain[day as usize + 1];
        let mut from = cohorts.from;
        for day in cohorts.from + 1..=problem.time.days {
            if day == problem.time.days || spot(day) != spot(from) {
                push(*pool, (from, day), spot(from) * i128::from(day - from), 1, false)?;
                from = day;
            }
        }
    }
    for solved in &solution.components {
        let (of_pools, parts) = solved.rents.as_ref()?;
        for of_pool in of_pools {
            for &(from, to, worth, limit) in &of_pool.spans {
                push(of_pool.pool, (from, to), worth, *parts, false)?;
                push(of_pool.pool, (from, to), limit, *parts, true)?;
            }
        }
    }
    rents.sort_by_key(|rent| (rent.sku_id, rent.limit, rent.from));
    Some(rents)
}
