//! The master programme of one component: rows for seats per pool and span of days, for users per
//! class and span, for seat limits and branches; columns for purchases and choices. Called by `branch` and `solving`.
//!
//! When an interval is split its rows stay, as averages over both parts, and rows for the parts come
//! besides: so the duals stay as good as they were, and dual pivots go on from where they stood.

use super::{
    crash,
    grid::{first_rows, grids},
    layout::Cells,
    pricing::PoolPrices,
};
use crate::{
    cohort::Bought,
    lp::{Simplex, Var},
    problem::{PoolIndex, Problem},
    timeline::Offset,
};
use std::collections::{BTreeSet, HashMap};

/// Amounts below this count as zero in a solution of the linear programme.
pub(super) const ZERO: f64 = 1e-6;

/// Pools and classes that hang together.
#[derive(Debug, Clone)]
pub(crate) struct Component {
    /// Pools by their index in the problem, ascending.
    pub(crate) pools: Vec<PoolIndex>,
    /// Classes by their index in the problem, ascending.
    pub(crate) classes: Vec<usize>,
}

/// A class in the component's own pool numbers.
#[derive(Debug, Clone)]
pub(super) struct LocalClass {
    pub(super) sets: Vec<Vec<usize>>,
    pub(super) users: f64,
}

/// What a structural column stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Meaning {
    /// A term: local pool, stretch, first day, last day (exclusive, cut at the horizon).
    Purchase {
        pool: u32,
        stretch: u32,
        start: Offset,
        end: Offset,
    },
    /// Users of a local class on one of its sets during the interval that begins on a day.
    Choice { class: u32, set: u32, from: Offset },
}

/// A bound that branching puts on seats or choices over some days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Branch {
    pub(super) of: RowOf,
    pub(super) from: Offset,
    pub(super) to: Offset,
    pub(super) value: f64,
}

/// What a row is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RowOf {
    /// Licences of a pool must not exceed its seats.
    Seats { pool: u32 },
    /// All users of a class have a set.
    Users { class: u32 },
    /// Seats bought of a pool are at most, or at least, so many.
    Bought { pool: u32, at_most: bool },
    /// Users of a class on a set are at most, or at least, so many.
    Chosen { class: u32, set: u32, at_most: bool },
}

/// A row: what it is about, averaged over the days `from..to`.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) of: RowOf,
    pub(super) from: Offset,
    pub(super) to: Offset,
    pub(super) rhs: f64,
}

/// How solving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Optimal,
    Infeasible,
    /// The allowed work is used up.
    Exhausted,
    /// The numbers cannot be trusted or lead nowhere.
    Lost,
}

/// The programme with its current basis.
#[derive(Debug, Clone)]
pub(crate) struct Master<'p> {
    pub(super) problem: &'p Problem<'p>,
    pub(super) component: Component,
    pub(super) classes: Vec<LocalClass>,
    pub(super) prices: Vec<PoolPrices>,
    /// Days that bound intervals, from 0 to the horizon.
    pub(super) grid: Vec<Offset>,
    /// Days to split at before the programme is the one meant, the last ones first.
    pub(super) levels: Vec<BTreeSet<Offset>>,
    /// Local pools whose seat limit is enforced.
    pub(super) limited: BTreeSet<usize>,
    pub(super) rows: Vec<Row>,
    /// Rows about each pool's seats or bought seats, in order of their days.
    pub(super) rows_of_pool: Vec<Vec<u32>>,
    pub(super) cells: Cells,
    /// Sets of all classes, and how many come before each class's own.
    pub(super) sets: usize,
    pub(super) first_set: Vec<usize>,
    pub(super) simplex: Simplex,
    /// What each column stands for, and the columns of purchases.
    pub(super) meanings: Vec<Meaning>,
    pub(super) purchases: HashMap<Meaning, u32>,
    /// Pivots made before the current simplex.
    pub(super) spent: u64,
    /// Rows that branches have added, whole.
    pub(super) branches: Vec<Row>,
    /// How often solving has begun anew after getting lost.
    pub(super) attempt: u64,
}

impl<'p> Master<'p> {
    /// A programme on the coarse grid: planned ends and what follows from them by years.
    pub(crate) fn new(problem: &'p Problem<'p>, component: Component) -> Self {
        let prices = component.pools.iter().map(|&p| PoolPrices::new(problem, p)).collect();
        let grid = grids(problem, &component, problem.time.days);
        Self::with(problem, component, prices, grid)
    }

    /// The same, but for the days of a tail, in which everybody stays on one set.
    pub(super) fn until(problem: &'p Problem<'p>, component: Component, tail: Offset) -> Option<Self> {
        let prices: Option<Vec<PoolPrices>> = component.pools.iter().map(|&p| PoolPrices::until(problem, p, tail)).collect();
        let grid = grids(problem, &component, tail);
        Some(Self::with(problem, component, prices?, grid))
    }

    fn with(
        problem: &'p Problem<'p>,
        component: Component,
        prices: Vec<PoolPrices>,
        (grid, levels): (Vec<Offset>, Vec<BTreeSet<Offset>>),
    ) -> Self {
        let local: HashMap<PoolIndex, usize> = component.pools.iter().enumerate().map(|(i, &p)| (p, i)).collect();
        let classes: Vec<LocalClass> = component
            .classes
            .iter()
            .map(|&c| LocalClass {
                sets: problem.classes[c]
                    .sets
                    .iter()
                    .map(|set| set.iter().map(|p| local[p]).collect())
                    .collect(),
                users: problem.classes[c].users as f64,
            })
            .collect();
        let mut first_set = Vec::with_capacity(classes.len());
        let mut sets = 0;
        for class in &classes {
            first_set.push(sets);
            sets += class.sets.len();
        }
        let mut master = Self {
            problem,
            rows_of_pool: vec![Vec::new(); component.pools.len()],
            rows: first_rows(problem, &component, &classes, &grid),
            component,
            classes,
            prices,
            grid,
            levels,
            limited: BTreeSet::new(),
            cells: Cells::default(),
            sets,
            first_set,
            simplex: Simplex::new(),
            meanings: Vec::new(),
            purchases: HashMap::new(),
            spent: 0,
            branches: Vec::new(),
            attempt: 0,
        };
        master.begin();
        master
    }

    /// Lays the rows there are and starts from rents that are sound whatever the rest.
    pub(super) fn begin(&mut self) {
        let purchases = self.purchases_on_grid();
        self.lay(purchases.into_iter(), true);
        let basis = crash::basis(self);
        self.simplex.start_from(&basis);
    }

    pub(super) fn intervals(&self) -> usize {
        self.grid.len() - 1
    }

    /// The interval that a day lies in.
    pub(super) fn interval_of(&self, day: Offset) -> usize {
        self.grid.partition_point(|from| *from <= day) - 1
    }

    pub(super) fn interval_end(&self, from: Offset) -> Offset {
        self.grid[self.grid.partition_point(|day| *day <= from)]
    }

    pub(crate) fn pivots(&self) -> u64 {
        self.spent + self.simplex.pivots
    }

    pub(super) fn meaning(&self, var: Var) -> Option<Meaning> {
        match var {
            Var::Slack(_) => None,
            Var::Column(c) => Some(self.meanings[c as usize]),
        }
    }

    /// Columns in use with their amounts.
    pub(super) fn solution(&self) -> Vec<(Meaning, f64)> {
        let mut used: Vec<(Meaning, f64)> = self
            .simplex
            .basic_values()
            .filter(|(_, x)| *x > ZERO)
            .filter_map(|(var, x)| Some((self.meaning(var)?, x)))
            .collect();
        used.sort_unstable_by_key(|(meaning, _)| *meaning);
        used
    }

    /// Seats bought and active per local pool and interval, on average over the interval.
    pub(super) fn active(&self) -> Vec<Vec<f64>> {
        let mut active = vec![vec![0.0; self.intervals()]; self.component.pools.len()];
        for (meaning, x) in self.solution() {
            if let Meaning::Purchase { pool, start, end, .. } = meaning {
                for (k, seats) in active[pool as usize].iter_mut().enumerate() {
                    let overlap = end.min(self.grid[k + 1]) - start.max(self.grid[k]);
                    if overlap > 0 {
                        *seats += x * f64::from(overlap) / f64::from(self.grid[k + 1] - self.grid[k]);
                    }
                }
            }
        }
        active
    }

    /// Purchases of a solution as whole seats, by the problem's pools; `None` where an amount is not whole.
    pub(super) fn whole_purchases(&self) -> Option<Vec<Bought>> {
        let mut bought = Vec::new();
        for (meaning, x) in self.solution() {
            if matches!(meaning, Meaning::Purchase { .. }) {
                if (x - x.round()).abs() > ZERO {
                    return None;
                }
                self.buy(meaning, x.round() as i64, &mut bought);
            }
        }
        Some(bought)
    }

    /// Adds the terms of a purchase.
    pub(super) fn buy(&self, meaning: Meaning, seats: i64, bought: &mut Vec<Bought>) {
        if let Meaning::Purchase { pool, stretch, start, .. } = meaning
            && seats > 0
        {
            let of = self.component.pools[pool as usize];
            self.prices[pool as usize].terms(self.problem, of, (stretch, start), seats, bought);
        }
    }
}
