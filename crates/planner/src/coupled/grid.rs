//! The days and rows that solving begins with. Called by `master`.

use super::{
    layout::seats_between,
    master::{Component, LocalClass, Row, RowOf},
};
use crate::{cohort::stretches_of, problem::Problem, timeline::Offset};
use nahtlos_model::catalogue::Term;
use std::collections::BTreeSet;

/// Most first days, besides the years after them, that solving begins with.
const COARSE: usize = 6;

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

/// A first coarse grid, and the days to split it at before the programme is the one meant, the last ones first. What a few
/// long intervals have settled, many short ones need not find out one by one. Every other first day is taken out together
/// with the years that follow from it, again and again: so a term of a year from a day of any of the grids ends on a day
/// of it, and no row is met by a small fraction of a purchase. From `until` to the horizon there is one interval.
pub(super) fn grids(problem: &Problem, component: &Component, until: Offset) -> (Vec<Offset>, Vec<BTreeSet<Offset>>) {
    let with_years = |firsts: &[Offset]| {
        let mut grid: BTreeSet<Offset> = [0].into();
        firsts.iter().for_each(|&day| years_after(problem, day, &mut grid));
        grid.retain(|day| *day < until);
        grid.extend([until, problem.time.days]);
        grid
    };
    let mut firsts = first_days(problem, component);
    let mut grid = with_years(&firsts);
    let mut levels = Vec::new();
    while firsts.len() > COARSE {
        firsts = firsts.into_iter().step_by(2).collect();
        let coarser = with_years(&firsts);
        levels.push(grid.difference(&coarser).copied().collect());
        grid = coarser;
    }
    (grid.into_iter().collect(), levels)
}

/// Planned ends and starts; days on which a pool goes on sale, where it is not sold throughout.
fn first_days(problem: &Problem, component: &Component) -> Vec<Offset> {
    let days = problem.time.days;
    let mut firsts: BTreeSet<Offset> = BTreeSet::new();
    for &p in &component.pools {
        let pool = &problem.pools[p];
        firsts.extend(pool.supply.iter().map(|&(day, _)| day));
        if !problem.prices.sells_always(pool.sku, days) {
            firsts.extend(stretches_of(&problem.prices, pool).iter().map(|stretch| stretch.first));
        }
    }
    firsts.into_iter().filter(|day| *day < days).collect()
}

fn years_after(problem: &Problem, day: Offset, grid: &mut BTreeSet<Offset>) {
    let year = problem.time.term(Term::P1Y);
    let mut at = day;
    while at < problem.time.days && grid.insert(at) {
        let Some(year) = year else { return };
        at = year.end[at as usize];
    }
}
