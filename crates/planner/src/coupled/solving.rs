//! Solves the master programme: dual and primal pivots in turn on ever finer grids, and anew with other shifts where the numbers
//! get lost. Called by `branch` for every node. Nothing here decides a bound: that is for `certificate`.

use super::{
    grid::first_rows,
    master::{Master, Meaning, Row, RowOf, Status, ZERO},
};
use crate::{lp::Outcome, timeline::Offset};
use std::collections::BTreeSet;

/// Pivots one run may always make before it counts as lost.
const PATIENCE: u64 = 2_000;

impl Master<'_> {
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
}
