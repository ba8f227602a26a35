//! The basis of a programme: taking one from outside, factorising it anew, and lifting its amounts off their bounds for a
//! while. Called by `coupled`, and by the pivots when their factors are worn.

use super::{
    factor::Columns,
    programme::{Simplex, Var, WEIGHT, spread},
};

/// Size of the nudges: small against a seat, large against rounding.
const NUDGE: f64 = 1e-3;

impl Simplex {
    /// Factorises anew unless that has just been done.
    pub(super) fn refresh(&mut self) {
        if self.factor.updates() > 0 || self.stale {
            self.refactor();
        }
    }

    /// Makes a basis from outside the present one; its duals are those of the true costs.
    pub(crate) fn start_from(&mut self, wanted: &[Var]) {
        self.set_basis(wanted);
        self.measure_weights();
        self.unshift_basis();
    }

    /// Makes the given variables basic as far as they are independent; rows left over get their slacks. Edge weights are lost.
    fn set_basis(&mut self, wanted: &[Var]) {
        let mut columns = Columns::default();
        columns.starts.push(0);
        for var in wanted {
            match *var {
                Var::Slack(r) => columns.entries.push((r, 1.0)),
                Var::Column(c) => columns.entries.extend_from_slice(self.entries(c as usize)),
            }
            columns.starts.push(columns.entries.len() as u32);
        }
        let pivots = self.factor.factorise(self.rows(), &columns);
        self.basic.fill(false);
        self.slack_basic.fill(false);
        for (row, pivot) in pivots.iter().enumerate() {
            let var = pivot.map_or(Var::Slack(row as u32), |c| wanted[c as usize]);
            self.basis[row] = var;
            self.set_basic(var, true);
        }
        let mut right = std::mem::take(&mut self.column);
        right.clear(self.rows());
        for row in 0..self.rows() {
            let rhs = self.rhs[row] + if self.nudged { self.nudges[row] } else { 0.0 };
            if rhs != 0.0 {
                right.set(row, rhs);
            }
        }
        self.factor.solve(&mut right, None);
        self.stale = false;
        self.values.copy_from_slice(&right.values);
        self.column = right;
        self.infeasible.reserve(self.rows());
        self.infeasible.clear();
        (0..self.rows()).for_each(|row| self.check_bound(row));
    }

    pub(super) fn set_basic(&mut self, var: Var, is: bool) {
        match var {
            Var::Slack(r) => self.slack_basic[r as usize] = is,
            Var::Column(c) => self.basic[c as usize] = is,
        }
    }

    /// Factorises the present basis anew; edge weights stay with their variables.
    pub(crate) fn refactor(&mut self) {
        let wanted = self.basis.clone();
        let mut of_slacks = vec![1.0; self.rows()];
        let mut of_columns = std::mem::take(&mut self.alphas);
        for (var, &weight) in wanted.iter().zip(&self.weights) {
            match *var {
                Var::Slack(r) => of_slacks[r as usize] = weight,
                Var::Column(c) => of_columns[c as usize] = weight,
            }
        }
        self.set_basis(&wanted);
        for (weight, var) in self.weights.iter_mut().zip(&self.basis) {
            *weight = match *var {
                Var::Slack(r) => of_slacks[r as usize],
                Var::Column(c) => of_columns[c as usize],
            };
        }
        of_columns.fill(0.0);
        self.alphas = of_columns;
        self.touched.clear();
        self.is_touched.fill(false);
    }

    /// Measures the edge weights of the present basis.
    fn measure_weights(&mut self) {
        for row in 0..self.rows() {
            self.rho.clear(self.rhs.len());
            self.rho.set(row, 1.0);
            self.factor.solve_transposed(&mut self.rho);
            self.weights[row] = self.rho.squares().max(WEIGHT);
        }
    }

    /// Lifts every basic variable a little off its bound by moving right-hand sides, so that primal pivots make progress.
    pub(crate) fn nudge(&mut self) {
        self.nudged = true;
        self.nudges.fill(0.0);
        for row in 0..self.rows() {
            let lift = NUDGE * spread(row, 0);
            match self.basis[row] {
                Var::Slack(r) if self.fixed[r as usize] => {}
                Var::Slack(r) => self.nudges[r as usize] += lift,
                Var::Column(c) => {
                    for at in self.starts[c as usize]..self.starts[c as usize + 1] {
                        let (r, a) = self.entries[at as usize];
                        self.nudges[r as usize] += a * lift;
                    }
                }
            }
        }
        self.refactor();
    }

    /// Takes the lift away.
    pub(crate) fn unnudge(&mut self) {
        self.nudged = false;
        self.stale = true;
    }
}
