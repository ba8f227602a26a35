//! The master programme of one component: rows for seats per pool and span of days, for users per
//! class and span, for seat limits and branches; columns for purchases and choices. Called by `branch`.
//!
//! When an interval is split its rows stay, as averages over both parts, and rows for the parts come
//! besides: so the duals stay as good as they were, and dual pivots go on from where they stood.

use super::{crash, pricing::PoolPrices};
use crate::{
    cohort::{Bought, stretches_of},
    lp::{Outcome, Simplex, Var, spread},
    problem::{PoolIndex, Problem},
    timeline::Offset,
};
use std::collections::{BTreeSet, HashMap};

/// Amounts below this count as zero in a solution of the linear programme.
pub(super) const ZERO: f64 = 1e-6;

/// Relative size of the shifts that keep dual pivots from stalling.
const SHIFT: f64 = 1e-4;

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
    /// Local pools whose seat limit is enforced.
    limited: BTreeSet<usize>,
    pub(super) rows: Vec<Row>,
    /// Rows about each pool's seats or bought seats, about each class's users, in order of their days.
    pub(super) rows_of_pool: Vec<Vec<u32>>,
    pub(super) rows_of_class: Vec<Vec<u32>>,
    pub(super) simplex: Simplex,
    pub(super) meanings: Vec<Meaning>,
    pub(super) columns: HashMap<Meaning, u32>,
    /// Pivots made before the current simplex.
    spent: u64,
    pub(super) branched: bool,
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
        let grid = first_grid(problem, &component);
        let mut rows = Vec::new();
        for pair in grid.windows(2) {
            let (from, to) = (pair[0], pair[1]);
            for (local, &p) in component.pools.iter().enumerate() {
                let rhs = (problem.pools[p].supply_on(from) - problem.pools[p].fixed) as f64;
                rows.push(Row {
                    of: RowOf::Seats { pool: local as u32 },
                    from,
                    to,
                    rhs,
                });
            }
            for (class, local) in classes.iter().enumerate() {
                rows.push(Row {
                    of: RowOf::Users { class: class as u32 },
                    from,
                    to,
                    rhs: local.users,
                });
            }
        }
        let mut master = Self {
            problem,
            rows_of_pool: vec![Vec::new(); component.pools.len()],
            rows_of_class: vec![Vec::new(); classes.len()],
            component,
            classes,
            prices,
            grid,
            limited: BTreeSet::new(),
            rows,
            simplex: Simplex::new(),
            meanings: Vec::new(),
            columns: HashMap::new(),
            spent: 0,
            branched: false,
        };
        let mut meanings = master.all_choices();
        meanings.extend(master.purchases_on_grid());
        master.lay(meanings, true);
        let basis = crash::basis(&mut master);
        master.simplex.set_basis(&basis);
        master.simplex.measure_weights();
        master.simplex.unshift_basis();
        master
    }

    pub(super) fn intervals(&self) -> usize {
        self.grid.len() - 1
    }

    /// The interval that a day lies in.
    pub(super) fn interval_of(&self, day: Offset) -> usize {
        self.grid.partition_point(|from| *from <= day) - 1
    }

    fn interval_end(&self, from: Offset) -> Offset {
        self.grid[self.grid.partition_point(|day| *day <= from)]
    }

    pub(crate) fn pivots(&self) -> u64 {
        self.spent + self.simplex.pivots
    }

    fn all_choices(&self) -> Vec<Meaning> {
        let mut choices = Vec::new();
        for &from in &self.grid[..self.intervals()] {
            for (class, of) in self.classes.iter().enumerate() {
                choices.extend((0..of.sets.len()).map(|set| Meaning::Choice {
                    class: class as u32,
                    set: set as u32,
                    from,
                }));
            }
        }
        choices
    }

    /// Lays the rows and the given columns anew. Shifts keep dual pivots from stalling; a warm start leaves basic columns without.
    fn lay(&mut self, meanings: Vec<Meaning>, cold: bool) {
        self.spent += self.simplex.pivots;
        self.simplex = Simplex::new();
        self.rows_of_pool.iter_mut().for_each(Vec::clear);
        self.rows_of_class.iter_mut().for_each(Vec::clear);
        for (index, row) in self.rows.iter().enumerate() {
            match row.of {
                RowOf::Seats { pool } | RowOf::Bought { pool, .. } => self.rows_of_pool[pool as usize].push(index as u32),
                RowOf::Users { class } | RowOf::Chosen { class, .. } => self.rows_of_class[class as usize].push(index as u32),
            }
            self.simplex.add_row(row.rhs, matches!(row.of, RowOf::Users { .. }));
        }
        for list in self.rows_of_pool.iter_mut().chain(&mut self.rows_of_class) {
            list.sort_by_key(|&row| self.rows[row as usize].from);
        }
        self.meanings.clear();
        self.columns.clear();
        for meaning in meanings {
            self.push_column(meaning, if cold { SHIFT } else { 0.1 * SHIFT });
        }
    }

    /// The column of a meaning, added when new.
    pub(super) fn column(&mut self, meaning: Meaning) -> Var {
        let known = self.columns.get(&meaning).copied();
        Var::Column(known.unwrap_or_else(|| self.push_column(meaning, 0.0)))
    }

    fn push_column(&mut self, meaning: Meaning, shift: f64) -> u32 {
        let mut entries = Vec::with_capacity(16);
        let (cost, size) = match meaning {
            Meaning::Purchase { pool, stretch, start, end } => {
                self.push_purchase(pool, start, end, &mut entries);
                let cost = self.prices[pool as usize].cost(stretch, start);
                (cost, cost)
            }
            Meaning::Choice { class, set, from } => {
                let to = self.interval_end(from);
                self.push_choice(class, set, from, to, &mut entries);
                (0.0, f64::from(to - from))
            }
        };
        let column = self.simplex.add_column(&entries, cost, size * shift * spread(self.meanings.len()));
        self.meanings.push(meaning);
        self.columns.insert(meaning, column);
        column
    }

    fn push_purchase(&self, pool: u32, start: Offset, end: Offset, entries: &mut Vec<(u32, f64)>) {
        for &index in &self.rows_of_pool[pool as usize] {
            let row = &self.rows[index as usize];
            if row.from >= end {
                break;
            }
            let days = end.min(row.to) - start.max(row.from);
            if days > 0 {
                let share = if days == row.to - row.from {
                    1.0
                } else {
                    f64::from(days) / f64::from(row.to - row.from)
                };
                entries.push((
                    index,
                    if matches!(row.of, RowOf::Bought { at_most: true, .. }) {
                        share
                    } else {
                        -share
                    },
                ));
            }
        }
    }

    fn push_choice(&self, class: u32, set: u32, from: Offset, to: Offset, entries: &mut Vec<(u32, f64)>) {
        let share = |row: &Row| {
            if row.from == from && row.to == to {
                1.0
            } else {
                f64::from(to - from) / f64::from(row.to - row.from)
            }
        };
        let around = |rows: &[u32]| {
            // A row begins at most one interval of the first grid before the day; the few split ones are found by walking back.
            let end = rows.partition_point(|&row| self.rows[row as usize].from <= from);
            rows[..end]
                .iter()
                .rev()
                .copied()
                .take_while(|&row| from - self.rows[row as usize].from <= self.longest())
                .collect::<Vec<u32>>()
        };
        for &pool in &self.classes[class as usize].sets[set as usize] {
            for index in around(&self.rows_of_pool[pool]) {
                let row = &self.rows[index as usize];
                if row.to >= to && matches!(row.of, RowOf::Seats { .. }) {
                    entries.push((index, share(row)));
                }
            }
        }
        for index in around(&self.rows_of_class[class as usize]) {
            let row = &self.rows[index as usize];
            if row.to < to {
                continue;
            }
            match row.of {
                RowOf::Users { .. } => entries.push((index, share(row))),
                RowOf::Chosen { set: of, at_most, .. } if of == set => {
                    entries.push((index, if at_most { share(row) } else { -share(row) }))
                }
                _ => {}
            }
        }
    }

    /// A year: no interval is longer, since the grid holds every year's return of its days.
    fn longest(&self) -> Offset {
        self.problem.time.days
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
            if std::env::var_os("DBG").is_some() {
                eprintln!(
                    "grid {} rows {} pools {} classes {} pivots {} obj {:.6} {:?} cols {}",
                    self.grid.len(),
                    self.simplex.rows(),
                    self.component.pools.len(),
                    self.classes.len(),
                    self.pivots(),
                    self.simplex.objective(),
                    status,
                    self.meanings.len()
                );
            }
            if status != Status::Optimal {
                return status;
            }
            let mut days: BTreeSet<Offset> = BTreeSet::new();
            for (meaning, _) in self.solution() {
                if let Meaning::Purchase { start, end, .. } = meaning {
                    days.extend([start, end]);
                }
            }
            days.retain(|day| self.grid.binary_search(day).is_err());
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

    /// Dual pivots with shifted costs and nudged rows first, primal ones for what the shifts hid and for purchases of other
    /// days, dual ones again for what the nudges hid; until neither is needed.
    fn solve_on_grid(&mut self, budget: u64) -> Status {
        let mut shifted = true;
        loop {
            match self.simplex.solve_dual(shifted, budget.saturating_sub(self.pivots())) {
                Outcome::Optimal => {}
                Outcome::Exhausted => return Status::Exhausted,
                Outcome::Infeasible(ray) => {
                    if self.add_purchases(&ray, false) == 0 {
                        return Status::Infeasible;
                    }
                    continue;
                }
            }
            if std::env::var_os("DBG").is_some() {
                eprintln!(" dual done {} obj {:.6}", self.simplex.pivots, self.simplex.objective());
            }
            shifted = false;
            if self.is_priced() {
                return Status::Optimal;
            }
            self.simplex.nudge();
            loop {
                if self.simplex.solve_primal(budget.saturating_sub(self.pivots())) == Outcome::Exhausted {
                    return Status::Exhausted;
                }
                let duals = self.simplex.price().to_vec();
                if self.add_purchases(&duals, true) == 0 {
                    break;
                }
            }
            if std::env::var_os("DBG").is_some() {
                eprintln!(" primal done {} obj {:.6}", self.simplex.pivots, self.simplex.objective());
            }
            self.simplex.unnudge();
        }
    }

    /// Whether no column and no purchase of any day improves under the duals of the present basis, shifts taken away.
    fn is_priced(&mut self) -> bool {
        let priced = self.simplex.is_priced();
        let duals = self.simplex.price().to_vec();
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
                let of = RowOf::Bought {
                    pool: local as u32,
                    at_most: true,
                };
                rows.extend(self.grid.windows(2).map(|pair| Row {
                    of,
                    from: pair[0],
                    to: pair[1],
                    rhs: limit as f64,
                }));
            }
        }
        rows
    }

    /// Adds a branch and goes on from the current basis.
    pub(super) fn add_branch(&mut self, branch: Branch) {
        let at_most = matches!(branch.of, RowOf::Bought { at_most: true, .. } | RowOf::Chosen { at_most: true, .. });
        let rhs = if at_most { branch.value } else { -branch.value };
        self.branched = true;
        self.extend(
            &BTreeSet::new(),
            vec![Row {
                of: branch.of,
                from: branch.from,
                to: branch.to,
                rhs,
            }],
        );
    }

    /// Splits intervals at the given days and adds rows, keeping every dual: new rows begin with a dual of zero.
    fn extend(&mut self, days: &BTreeSet<Offset>, new_rows: Vec<Row>) {
        let mut basis: Vec<(Var, Option<Meaning>)> = self.simplex.basic_values().map(|(var, _)| (var, self.meaning(var))).collect();
        let mut meanings = self.meanings.clone();
        for &day in days {
            self.split(day, &mut meanings, &mut basis);
        }
        for row in new_rows {
            basis.push((Var::Slack(self.rows.len() as u32), None));
            self.rows.push(row);
        }
        self.lay(meanings, false);
        let wanted: Vec<Var> = basis
            .into_iter()
            .map(|(var, meaning)| meaning.map_or(var, |m| self.column(m)))
            .collect();
        self.simplex.set_basis(&wanted);
        self.simplex.measure_weights();
        self.simplex.unshift_basis();
        if !days.is_empty() {
            for meaning in self.purchases_on_grid() {
                self.column(meaning);
            }
        }
    }

    /// Splits one interval: choices of the old interval become those of its second part, its first part gets choices of its own.
    fn split(&mut self, day: Offset, meanings: &mut Vec<Meaning>, basis: &mut Vec<(Var, Option<Meaning>)>) {
        let k = self.interval_of(day);
        let (from, to) = (self.grid[k], self.grid[k + 1]);
        self.grid.insert(k + 1, day);
        let of_interval = |meaning: &Meaning| matches!(meaning, Meaning::Choice { from: f, .. } if *f == from);
        let moved = |meaning: Meaning| match meaning {
            Meaning::Choice { class, set, .. } => Meaning::Choice { class, set, from: day },
            other => other,
        };
        let first_parts: Vec<Meaning> = meanings.iter().copied().filter(of_interval).collect();
        meanings.iter_mut().filter(|m| of_interval(m)).for_each(|m| *m = moved(*m));
        meanings.extend(first_parts);
        let mut held: Vec<Option<Meaning>> = vec![None; self.classes.len()];
        for (_, meaning) in basis.iter_mut() {
            if let Some(m) = meaning.filter(of_interval) {
                if let Meaning::Choice { class, .. } = m {
                    held[class as usize].get_or_insert(m);
                }
                *meaning = Some(moved(m));
            }
        }
        let parts: Vec<Row> = self.rows.iter().copied().filter(|row| row.from == from && row.to == to).collect();
        for row in parts.into_iter().filter(|row| !matches!(row.of, RowOf::Users { .. })) {
            for part in [Row { to: day, ..row }, Row { from: day, ..row }] {
                basis.push((Var::Slack(self.rows.len() as u32), None));
                self.rows.push(part);
            }
        }
        // Users of the first part; those of the second follow from the average.
        for (class, held) in held.into_iter().enumerate() {
            basis.push((Var::Slack(self.rows.len() as u32), held));
            self.rows.push(Row {
                of: RowOf::Users { class: class as u32 },
                from,
                to: day,
                rhs: self.classes[class].users,
            });
        }
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

/// Planned ends and starts, and years after them. Days on which a pool goes on or off sale, where it is not sold throughout.
fn first_grid(problem: &Problem, component: &Component) -> Vec<Offset> {
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
