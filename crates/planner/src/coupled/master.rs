//! The master programme of one component: rows for seats per pool and interval, for users per
//! class and interval, for seat limits and branches; columns for purchases and choices.

use super::{crash, pricing::PoolPrices};
use crate::{
    cohort::{Bought, stretches_of},
    lp::{Outcome, Simplex, Var},
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Meaning {
    /// A term: local pool, stretch, first day, last day (exclusive, cut at the horizon).
    Purchase { pool: u32, stretch: u32, start: Offset, end: Offset },
    /// Users of a local class on one of its sets during an interval.
    Choice { class: u32, set: u32, interval: u32 },
}

/// A bound that branching puts on seats or choices over some days.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Branch {
    pub(super) of: BranchOn,
    pub(super) from: Offset,
    pub(super) to: Offset,
    /// At most (true) or at least (false) `value`.
    pub(super) at_most: bool,
    pub(super) value: f64,
}

/// What a branch bounds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BranchOn {
    Seats { pool: u32 },
    Choice { class: u32, set: u32 },
}

/// A row beyond those of seats and users.
#[derive(Debug, Clone, Copy)]
pub(super) struct ExtraRow {
    pub(super) interval: u32,
    pub(super) on: BranchOn,
    pub(super) at_most: bool,
    pub(super) value: f64,
}

/// How solving ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Status {
    Optimal,
    Infeasible,
    /// The allowed work is used up.
    Exhausted,
}

/// The programme with its current basis.
#[derive(Debug, Clone)]
pub(crate) struct Master<'p> {
    pub(super) problem: &'p Problem<'p>,
    pub(super) component: Component,
    pub(super) classes: Vec<LocalClass>,
    /// For each pool the sets that use it, as (class, set).
    pub(super) prices: Vec<PoolPrices>,
    /// Days that bound intervals, from 0 to the horizon.
    pub(super) grid: Vec<Offset>,
    /// Interval of each day.
    pub(super) interval_of: Vec<u32>,
    /// Local pools whose seat limit is enforced.
    pub(super) limited: BTreeSet<usize>,
    pub(super) branches: Vec<Branch>,
    pub(super) extra: Vec<ExtraRow>,
    pub(super) extra_of_pool: HashMap<(u32, u32), Vec<u32>>,
    pub(super) extra_of_choice: HashMap<(u32, u32, u32), Vec<u32>>,
    pub(super) simplex: Simplex,
    pub(super) meanings: Vec<Meaning>,
    pub(super) columns: HashMap<Meaning, Var>,
    /// Pivots made before the current simplex.
    spent: u64,
}

impl<'p> Master<'p> {
    /// A programme on the coarse grid: planned ends and what follows from them by years.
    pub(crate) fn new(problem: &'p Problem<'p>, component: Component) -> Self {
        let local: HashMap<PoolIndex, usize> = component.pools.iter().enumerate().map(|(i, &p)| (p, i)).collect();
        let classes = component
            .classes
            .iter()
            .map(|&c| LocalClass {
                sets: problem.classes[c].sets.iter().map(|set| set.iter().map(|p| local[p]).collect()).collect(),
                users: problem.classes[c].users as f64,
            })
            .collect();
        let prices = component.pools.iter().map(|&p| PoolPrices::new(problem, p)).collect();
        let mut master = Self {
            problem,
            classes,
            prices,
            grid: Vec::new(),
            interval_of: Vec::new(),
            limited: BTreeSet::new(),
            branches: Vec::new(),
            extra: Vec::new(),
            extra_of_pool: HashMap::new(),
            extra_of_choice: HashMap::new(),
            simplex: Simplex::new(Vec::new(), Vec::new()),
            meanings: Vec::new(),
            columns: HashMap::new(),
            spent: 0,
            component,
        };
        let grid = master.first_grid();
        master.rebuild(grid);
        let basis = crash::basis(&mut master);
        master.simplex.set_basis(&basis);
        master
    }

    /// Planned ends and starts, and years after them; with whole residual costs every day that purchases can begin or end on.
    fn first_grid(&self) -> BTreeSet<Offset> {
        let days = self.problem.time.days;
        let mut grid: BTreeSet<Offset> = [0, days].into();
        for &p in &self.component.pools {
            grid.extend(self.problem.pools[p].supply.iter().map(|&(day, _)| day));
        }
        let starts: Vec<Offset> = grid.iter().copied().collect();
        if let Some(year) = self.problem.time.term(nahtlos_model::catalogue::Term::P1Y) {
            for start in starts {
                let mut at = start;
                while at < days {
                    grid.insert(at);
                    at = year.end[at as usize];
                }
            }
        }
        grid.retain(|day| *day <= days);
        grid
    }

    pub(super) fn intervals(&self) -> usize {
        self.grid.len() - 1
    }

    pub(super) fn width(&self) -> usize {
        self.component.pools.len() + self.classes.len()
    }

    pub(super) fn seat_row(&self, pool: usize, interval: usize) -> usize {
        interval * self.width() + pool
    }

    pub(super) fn user_row(&self, class: usize, interval: usize) -> usize {
        interval * self.width() + self.component.pools.len() + class
    }

    pub(super) fn extra_row(&self, index: usize) -> usize {
        self.intervals() * self.width() + index
    }

    pub(crate) fn pivots(&self) -> u64 {
        self.spent + self.simplex.pivots
    }

    /// Lays rows for a grid, the enforced limits and the branches, and forgets the columns.
    fn rebuild(&mut self, grid: BTreeSet<Offset>) {
        self.grid = grid.into_iter().collect();
        let days = self.problem.time.days;
        self.interval_of = vec![0; days as usize];
        for k in 0..self.intervals() {
            self.interval_of[self.grid[k] as usize..self.grid[k + 1] as usize].fill(k as u32);
        }
        let mut rhs = vec![0.0; self.intervals() * self.width()];
        let mut fixed = vec![false; rhs.len()];
        for k in 0..self.intervals() {
            for (local, &p) in self.component.pools.iter().enumerate() {
                let pool = &self.problem.pools[p];
                rhs[k * self.width() + local] = (pool.supply_on(self.grid[k]) - pool.fixed) as f64;
            }
            for (class, local) in self.classes.iter().enumerate() {
                let row = self.user_row(class, k);
                rhs[row] = local.users;
                fixed[row] = true;
            }
        }
        self.lay_extra_rows();
        for row in &self.extra {
            rhs.push(if row.at_most { row.value } else { -row.value });
            fixed.push(false);
        }
        self.spent += self.simplex.pivots;
        self.simplex = Simplex::new(rhs, fixed);
        self.meanings.clear();
        self.columns.clear();
    }

    fn lay_extra_rows(&mut self) {
        self.extra.clear();
        self.extra_of_pool.clear();
        self.extra_of_choice.clear();
        let mut rows: Vec<ExtraRow> = Vec::new();
        for &pool in &self.limited {
            let limit = self.problem.pools[self.component.pools[pool]].limit.unwrap_or(i64::MAX) as f64;
            let on = BranchOn::Seats { pool: pool as u32 };
            rows.extend((0..self.intervals() as u32).map(|interval| ExtraRow { interval, on, at_most: true, value: limit }));
        }
        for branch in &self.branches {
            let first = self.grid.partition_point(|day| *day <= branch.from) - 1;
            let last = self.grid.partition_point(|day| *day < branch.to);
            for interval in first..last {
                rows.push(ExtraRow { interval: interval as u32, on: branch.of, at_most: branch.at_most, value: branch.value });
            }
        }
        for (index, row) in rows.iter().enumerate() {
            let index = index as u32;
            match row.on {
                BranchOn::Seats { pool } => self.extra_of_pool.entry((pool, row.interval)).or_default().push(index),
                BranchOn::Choice { class, set } => self.extra_of_choice.entry((class, set, row.interval)).or_default().push(index),
            }
        }
        self.extra = rows;
    }

    /// The column of a meaning, added when new.
    pub(super) fn column(&mut self, meaning: Meaning) -> Var {
        if let Some(&var) = self.columns.get(&meaning) {
            return var;
        }
        let (entries, cost) = self.entries(meaning);
        let var = self.simplex.add_column(entries, cost);
        self.meanings.push(meaning);
        self.columns.insert(meaning, var);
        var
    }

    fn entries(&self, meaning: Meaning) -> (Vec<(u32, f64)>, f64) {
        let mut entries = Vec::new();
        match meaning {
            Meaning::Purchase { pool, stretch, start, end } => {
                let mut k = self.interval_of[start as usize] as usize;
                while k < self.intervals() && self.grid[k] < end {
                    let (from, to) = (self.grid[k], self.grid[k + 1]);
                    let share = f64::from(end.min(to) - start.max(from)) / f64::from(to - from);
                    entries.push((self.seat_row(pool as usize, k) as u32, -share));
                    for &row in self.extra_of_pool.get(&(pool, k as u32)).into_iter().flatten() {
                        let sign = if self.extra[row as usize].at_most { share } else { -share };
                        entries.push((self.extra_row(row as usize) as u32, sign));
                    }
                    k += 1;
                }
                (entries, self.prices[pool as usize].cost(stretch, start))
            }
            Meaning::Choice { class, set, interval } => {
                for &pool in &self.classes[class as usize].sets[set as usize] {
                    entries.push((self.seat_row(pool, interval as usize) as u32, 1.0));
                }
                entries.push((self.user_row(class as usize, interval as usize) as u32, 1.0));
                for &row in self.extra_of_choice.get(&(class, set, interval)).into_iter().flatten() {
                    let sign = if self.extra[row as usize].at_most { 1.0 } else { -1.0 };
                    entries.push((self.extra_row(row as usize) as u32, sign));
                }
                (entries, 0.0)
            }
        }
    }

    pub(super) fn meaning(&self, var: Var) -> Option<Meaning> {
        match var {
            Var::Slack(_) => None,
            Var::Column(c) => Some(self.meanings[c as usize]),
        }
    }

    /// Solves to optimality on grids refined until every purchase in use is aligned and no seat limit is broken.
    pub(crate) fn solve(&mut self, budget: u64) -> Status {
        loop {
            let status = self.solve_on_grid(budget);
            if status != Status::Optimal {
                return status;
            }
            let mut grid: BTreeSet<Offset> = self.grid.iter().copied().collect();
            let before = (grid.len(), self.limited.len());
            for (meaning, _) in self.solution() {
                if let Meaning::Purchase { start, end, .. } = meaning {
                    grid.insert(start);
                    grid.insert(end);
                }
            }
            self.enforce_broken_limits();
            if before == (grid.len(), self.limited.len()) {
                return Status::Optimal;
            }
            self.carry_over(grid);
        }
    }

    fn solve_on_grid(&mut self, budget: u64) -> Status {
        let mut exhausted = false;
        loop {
            let duals = self.simplex.price().to_vec();
            let candidates = self.improving(&duals);
            if candidates.is_empty() {
                return if self.simplex.is_feasible() { Status::Optimal } else { Status::Infeasible };
            }
            if exhausted {
                return Status::Exhausted;
            }
            let left = budget.saturating_sub(self.pivots());
            match self.simplex.run(&candidates, super::pricing::IMPROVES, left) {
                Outcome::Stalled => {}
                Outcome::Exhausted | Outcome::Unbounded => exhausted = true,
            }
        }
    }

    /// Columns in use with their amounts.
    pub(super) fn solution(&self) -> Vec<(Meaning, f64)> {
        let mut used: Vec<(Meaning, f64)> =
            self.simplex.basic_values().filter(|(_, x)| *x > ZERO).filter_map(|(var, x)| Some((self.meaning(var)?, x))).collect();
        used.sort_unstable_by_key(|(meaning, _)| match *meaning {
            Meaning::Purchase { pool, stretch, start, .. } => (0, pool, start as u32, stretch),
            Meaning::Choice { class, set, interval } => (1, class, interval, set),
        });
        used
    }

    /// Seats bought and active per local pool and interval.
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

    fn enforce_broken_limits(&mut self) {
        for (local, seats) in self.active().into_iter().enumerate() {
            if let Some(limit) = self.problem.pools[self.component.pools[local]].limit
                && seats.iter().any(|s| *s > limit as f64 + ZERO)
            {
                self.limited.insert(local);
            }
        }
    }

    /// Adds a branch and goes on from the current basis.
    pub(super) fn add_branch(&mut self, branch: Branch) {
        self.branches.push(branch);
        let mut grid: BTreeSet<Offset> = self.grid.iter().copied().collect();
        grid.extend([branch.from, branch.to]);
        self.carry_over(grid);
    }

    /// Goes on with a finer grid or more rows from the present basis: choices and slacks of a split interval go to all its parts.
    fn carry_over(&mut self, grid: BTreeSet<Offset>) {
        let old_grid = self.grid.clone();
        let old_width = self.width();
        let old_basis: Vec<(Var, Option<Meaning>)> = self.simplex.basic_values().map(|(var, _)| (var, self.meaning(var))).collect();
        self.rebuild(grid);
        let parts = |k: usize| {
            let first = self.grid.partition_point(|day| *day < old_grid[k]);
            let last = self.grid.partition_point(|day| *day < old_grid[k + 1]);
            first..last
        };
        let mut wanted: Vec<Var> = Vec::new();
        let mut meanings: Vec<Meaning> = Vec::new();
        for (var, meaning) in old_basis {
            match (var, meaning) {
                (_, Some(Meaning::Choice { class, set, interval })) => {
                    meanings.extend(parts(interval as usize).map(|k| Meaning::Choice { class, set, interval: k as u32 }));
                }
                (_, Some(purchase)) => meanings.push(purchase),
                (Var::Slack(row), None) => {
                    let (k, within) = (row as usize / old_width, row as usize % old_width);
                    if k + 1 < old_grid.len() {
                        wanted.extend(parts(k).map(|k| Var::Slack((k * old_width + within) as u32)));
                    }
                }
                (Var::Column(_), None) => {}
            }
        }
        wanted.extend(meanings.into_iter().map(|meaning| self.column(meaning)).collect::<Vec<_>>());
        self.simplex.set_basis(&wanted);
    }

    /// Purchases of a solution as whole seats, by the problem's pools; `None` where an amount is not whole.
    pub(super) fn whole_purchases(&self) -> Option<Vec<Bought>> {
        let mut bought = Vec::new();
        for (meaning, x) in self.solution() {
            if let Meaning::Purchase { pool, stretch, start, .. } = meaning {
                if (x - x.round()).abs() > ZERO {
                    return None;
                }
                bought.push(Bought { pool: self.component.pools[pool as usize], start, stretch, seats: x.round() as i64 });
            }
        }
        Some(bought)
    }

    /// Whether a pool of the component is sold at all.
    pub(super) fn sells(&self, pool: usize) -> bool {
        !stretches_of(&self.problem.prices, &self.problem.pools[self.component.pools[pool]]).is_empty()
    }
}
