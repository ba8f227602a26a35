//! The days and rows that solving begins with. Called by `master`.

use super::{
    layout::seats_between,
    master::{Component, LocalClass, Row, RowOf},
};
use crate::{cohort::stretches_of, problem::Problem, timeline::Offset};
use std::collections::BTreeSet;

/// Most days of the grid that solving begins with.
const COARSE: usize = 4;

/// Rows for seats and users in every interval.
pub(super) fn first_rows(problem: &Problem, component: &Component, classes: &[LocalClass], grid: &[Offset]) -> Vec<Row> {
    let mut rows = Vec::new();
    for pair in grid.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let row = |of: RowOf, rhs: f64| Row { of, from, to, rhs };
        let pools = component.pools.iter().enumerate();
        rows.extend(pools.map(|(local, &p)| row(RowOf::Seats { pool: local as u32 }, seats_between(&problem.pools[p], from, to))));
        let classes = classes.iter().enumerate();
        rows.extend(classes.map(|(class, of)| row(RowOf::Users { class: class as u32 }, of.users)));
    }
    rows
}

/// Every other day of a grid taken out, again and again, until few are left; the days taken out, the first ones first.
/// What a few long intervals have settled, many short ones need not find out one by one.
pub(super) fn coarse(mut grid: Vec<Offset>) -> (Vec<Offset>, Vec<BTreeSet<Offset>>) {
    let mut levels = Vec::new();
    while grid.len() > COARSE {
        let last = grid.len() - 1;
        let (kept, out): (Vec<_>, Vec<_>) = grid.iter().enumerate().partition(|(i, _)| i % 2 == 0 || *i == last);
        levels.push(out.into_iter().map(|(_, &day)| day).collect());
        grid = kept.into_iter().map(|(_, &day)| day).collect();
    }
    (grid, levels)
}

/// Planned ends and starts, and years after them. Days on which a pool goes on or off sale, where it is not sold throughout.
pub(super) fn first_grid(problem: &Problem, component: &Component) -> Vec<Offset> {
    let days = problem.time.days;
    let mut grid: BTreeSet<Offset> = [0, days].into();
    for &p in &component.pools {
        let pool = &problem.pools[p];
        grid.extend(pool.supply.iter().map(|&(day, _)| day));
        if !problem.prices.sells_always(pool.sku, days) {
            grid.extend(stretches_of(&problem.prices, pool).iter().map(|stretch| stretch.first));
        }
    }
    let starts: Vec<Offset> = grid.iter().copied().collect();
    if let Some(year) = problem.time.term(nahtlos_model::catalogue::Term::P1Y) {
        for start in starts {
            let mut at = start;
            while at < days {
                grid.insert(at);
                at = year.end[at as usize];
            }
        }
    }
    grid.into_iter().filter(|day| *day <= days).collect()
}
