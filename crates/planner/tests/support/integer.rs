//! The move as one integer programme, straight from the move model's objective section, for a general solver: seats bought
//! per SKU, term and start; users per kind, licence set and interval. Floating point, so equality holds to a tolerance.

use super::brute::{Market, admissible, candidates, original_seats};
use microlp::{ComparisonOp, OptimizationDirection, Problem, Variable};
use nahtlos_model::{
    case::Case,
    catalogue::Term,
    dates::{DayNumber, date_of, day_number},
    ids::SkuId,
};
use std::collections::{BTreeMap, BTreeSet};

struct Bought {
    sku: SkuId,
    from: DayNumber,
    to: DayNumber,
    seats: Variable,
}

/// The least cost by integer programming; `None` when there is no solution.
pub fn least_cost(case: &Case) -> Option<f64> {
    let market = Market::of(case);
    let (first, last) = (day_number(case.estate.as_of), day_number(market.horizon));
    let starts = candidates(case, &market, first, last);
    let mut problem = Problem::new(OptimizationDirection::Minimize);
    let mut kinds: BTreeMap<Vec<BTreeSet<SkuId>>, u32> = BTreeMap::new();
    for user in &case.estate.users {
        if let Some(sets) = admissible(case, &market, user) {
            *kinds.entry(sets).or_default() += user.count;
        }
    }
    let skus: BTreeSet<SkuId> = kinds.keys().flatten().flatten().copied().collect();
    let users = kinds.values().sum::<u32>();
    let bought = purchases(&mut problem, &market, &skus, &starts, users);
    for (k, &from) in starts.iter().enumerate() {
        let to = starts.get(k + 1).copied().unwrap_or(last);
        let mut demand: BTreeMap<SkuId, Vec<Variable>> = BTreeMap::new();
        for (sets, &count) in &kinds {
            let shares: Vec<Variable> = sets.iter().map(|_| problem.add_integer_var(0.0, (0, count as i32))).collect();
            problem.add_constraint(
                shares.iter().map(|v| (*v, 1.0)).collect::<Vec<_>>().as_slice(),
                ComparisonOp::Eq,
                f64::from(count),
            );
            for (set, share) in sets.iter().zip(&shares) {
                set.iter().for_each(|sku| demand.entry(*sku).or_default().push(*share));
            }
        }
        for sku in &skus {
            let active: Vec<&Bought> = bought.iter().filter(|b| b.sku == *sku && b.from <= from && from < b.to).collect();
            // Originals' seats change on start days only, so the first day of the interval counts.
            let seats = (from..to).map(|d| original_seats(case, *sku, date_of(d))).min().unwrap_or(0);
            let mut row: Vec<(Variable, f64)> = demand.get(sku).into_iter().flatten().map(|v| (*v, 1.0)).collect();
            row.extend(active.iter().map(|b| (b.seats, -1.0)));
            if row.is_empty() {
                continue;
            }
            problem.add_constraint(row.as_slice(), ComparisonOp::Le, f64::from(seats));
            let rows = case.catalogue.offers.iter().filter(|o| o.sku == *sku).map(|o| o.max_licenses);
            if let Some(most) = rows.reduce(|a, b| Some(a?.max(b?))).flatten().filter(|_| !active.is_empty()) {
                let row: Vec<(Variable, f64)> = active.iter().map(|b| (b.seats, 1.0)).collect();
                problem.add_constraint(row.as_slice(), ComparisonOp::Le, f64::from(most));
            }
        }
    }
    match problem.solve() {
        Ok(outcome) => Some(outcome.solution().expect("no limit was set").objective()),
        Err(microlp::Error::Infeasible) => None,
        Err(other) => panic!("the integer programme failed: {other}"),
    }
}

fn purchases(problem: &mut Problem, market: &Market, skus: &BTreeSet<SkuId>, starts: &[DayNumber], users: u32) -> Vec<Bought> {
    let mut bought = Vec::new();
    for &from in starts {
        for &sku in skus {
            for &term in Term::ALL {
                if let Some((end, cost)) = market.term(sku, term, date_of(from)) {
                    let seats = problem.add_integer_var(cost.approx(), (0, users as i32));
                    bought.push(Bought {
                        sku,
                        from,
                        to: day_number(end),
                        seats,
                    });
                }
            }
        }
    }
    bought
}
