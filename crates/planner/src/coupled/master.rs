//! The master programme of one component: rows for seats per pool and span of days, for users per
//! class and span, for seat limits and branches; columns for purchases and choices. Called by `branch`.
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
    lp::{Outcome, Simplex, Var},
    problem::{PoolIndex, Problem},
    timeline::Offset,
};
use std::collections::{BTreeSet, HashMap};

/// Amounts below this count as zero in a solution of the linear programme.
pub(super) const ZERO: f64 = 1e-6;

/// Pivots one run may always make before it counts as lost.
const PATIENCE: u64 = 2_000;

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
    levels: Vec<BTreeSet<Offset>>,
    /// Local pools whose seat limit is enforced.
    limited: BTreeSet<usize>,
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
        let prices: Vec<PoolPrices> = component.pools.iter().map(|&p| PoolPrices::new(problem, p)).collect();
        let (grid, levels) = grids(problem, &component);
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
    fn begin(&mut self) {
        let purchases = self.purchases_on_grid();
        self.lay(purchases.into_iter(), true);
        let basis = crash::basis(self);
        self.simplex.start_from(&basis);
    }

    /// Begins anew with other shifts, on all days known by now at once.
    fn begin_anew(&mut self) {
        self.attempt += 1;
        let mut days: BTreeSet<Offset> = self.grid.iter().copied().collect();
        days.extend(self.levels.drain(..).flatten());
        self.grid = days.into_iter().collect();
        self.rows = first_rows(self.problem, &self.component, &self.classes, &self.grid);
        for local in self.limited.clone() {
            self.rows.extend(self.limit_rows(local));
        }
        self.rows.extend_from_slice(&self.branches);
        self.begin();
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

    /// Solves to optimality on grids refined until every purchase in use is aligned and no seat limit is broken. Where the
    /// numbers get lost it begins anew, with more patience each time.
    pub(crate) fn solve(&mut self, budget: u64) -> Status {
        for patience in [4, 16, 64, 256] {
            self.simplex.patience = PATIENCE + patience * self.rows.len() as u64;
            let status = self.solve_patiently(budget);
            if status != Status::Lost {
                return status;
            }
            if self.pivots() >= budget {
                break;
            }
            self.begin_anew();
        }
        Status::Exhausted
    }

    fn solve_patiently(&mut self, budget: u64) -> Status {
        while let Some(days) = self.levels.pop() {
            let status = self.solve_dual(budget);
            if status != Status::Optimal {
                self.levels.push(days);
                return status;
            }
            self.extend(&days, Vec::new());
        }
        loop {
            let status = self.solve_on_grid(budget);
            if status != Status::Optimal {
                return status;
            }
            let days = self.misaligned();
            if !days.is_empty() {
                self.extend(&days, Vec::new());
                continue;
            }
            let limits = self.rows_for_broken_limits();
            if limits.is_empty() {
                return Status::Optimal;
            }
            self.extend(&BTreeSet::new(), limits);
        }
    }

    /// Days on which purchases in use begin or end within an interval.
    fn misaligned(&self) -> BTreeSet<Offset> {
        let mut days = BTreeSet::new();
        for (meaning, _) in self.solution() {
            if let Meaning::Purchase { start, end, .. } = meaning {
                days.extend([start, end]);
            }
        }
        days.retain(|day| self.grid.binary_search(day).is_err());
        days
    }

    /// Dual pivots until every amount keeps its bounds.
    fn solve_dual(&mut self, budget: u64) -> Status {
        loop {
            // Each round counts, so that the budget ends the loop.
            self.spent += 1;
            match self.simplex.solve_dual(budget.saturating_sub(self.pivots())) {
                Outcome::Optimal => return Status::Optimal,
                Outcome::Exhausted => return Status::Exhausted,
                Outcome::Lost => return Status::Lost,
                Outcome::Infeasible(ray) => {
                    if self.add_purchases(&ray, false) == 0 {
                        let proved = self.proves_empty(&ray);
                        return if proved { Status::Infeasible } else { Status::Lost };
                    }
                }
            }
        }
    }

    /// Dual pivots with shifted costs first; then, where shifts hid something or a purchase of another day improves, primal ones
    /// with nudged rows, and dual ones again for what the nudges hid; until neither is needed.
    fn solve_on_grid(&mut self, budget: u64) -> Status {
        loop {
            let status = self.solve_dual(budget);
            if status != Status::Optimal {
                return status;
            }
            if self.is_priced() {
                return Status::Optimal;
            }
            self.simplex.nudge();
            loop {
                match self.simplex.solve_primal(budget.saturating_sub(self.pivots())) {
                    Outcome::Exhausted => return Status::Exhausted,
                    Outcome::Lost => return Status::Lost,
                    Outcome::Optimal | Outcome::Infeasible(_) => {}
                }
                let duals = self.simplex.price().to_vec();
                if self.add_purchases(&duals, true) == 0 {
                    break;
                }
            }
            self.simplex.unnudge();
            self.simplex.unshift();
        }
    }

    /// Whether no column and no purchase of any day improves under the duals of the present basis, shifts taken away.
    fn is_priced(&mut self) -> bool {
        let priced = self.simplex.is_priced();
        let duals = self.simplex.duals().to_vec();
        self.add_purchases(&duals, true) == 0 && priced
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

    /// Rows for the limits that the solution breaks and that no rows enforce yet.
    fn rows_for_broken_limits(&mut self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (local, seats) in self.active().into_iter().enumerate() {
            let Some(limit) = self.problem.pools[self.component.pools[local]].limit else {
                continue;
            };
            if !self.limited.contains(&local) && seats.iter().any(|s| *s > limit as f64 + ZERO) {
                self.limited.insert(local);
                rows.extend(self.limit_rows(local));
            }
        }
        rows
    }

    /// Rows for the seat limit of a local pool, by interval.
    fn limit_rows(&self, local: usize) -> Vec<Row> {
        let Some(limit) = self.problem.pools[self.component.pools[local]].limit else {
            return Vec::new();
        };
        let row = |pair: &[Offset]| Row {
            of: RowOf::Bought {
                pool: local as u32,
                at_most: true,
            },
            from: pair[0],
            to: pair[1],
            rhs: limit as f64,
        };
        self.grid.windows(2).map(row).collect()
    }

    /// Purchases of a solution as whole seats, by the problem's pools; `None` where an amount is not whole.
    pub(super) fn whole_purchases(&self) -> Option<Vec<Bought>> {
        let mut bought = Vec::new();
        for (meaning, x) in self.solution() {
            if let Meaning::Purchase { pool, stretch, start, .. } = meaning {
                if (x - x.round()).abs() > ZERO {
                    return None;
                }
                bought.push(Bought {
                    pool: self.component.pools[pool as usize],
                    start,
                    stretch,
                    seats: x.round() as i64,
                });
            }
        }
        Some(bought)
    }
}
