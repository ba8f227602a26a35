//! The primal simplex: minimise `c x` subject to `A x + s = b`, `x ≥ 0`, `s ≥ 0` or `s = 0`.
//! An infeasible basis is mended by minimising the sum of infeasibilities first. Columns come from the caller.

use super::factor::Factor;

const FEASIBLE: f64 = 1e-7;
const PIVOT: f64 = 1e-7;
const HARRIS: f64 = 1e-9;

/// A variable: a row's slack or a structural column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Var {
    /// Slack of a row.
    Slack(u32),
    /// Column by the order in which it was added.
    Column(u32),
}

/// How a run over the candidates ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// No candidate improves.
    Stalled,
    /// The work allowed is used up.
    Exhausted,
    /// The programme is unbounded in a candidate: a fault of the caller's programme.
    Unbounded,
}

/// A programme with its current basis.
#[derive(Debug, Clone)]
pub(crate) struct Simplex {
    rhs: Vec<f64>,
    fixed: Vec<bool>,
    columns: Vec<Vec<(u32, f64)>>,
    costs: Vec<f64>,
    basis: Vec<Var>,
    values: Vec<f64>,
    basic: Vec<bool>,
    factor: Factor,
    duals: Vec<f64>,
    scratch: Vec<f64>,
    infeasible: bool,
    /// Pivots made so far.
    pub(crate) pivots: u64,
}

impl Simplex {
    /// A programme of rows only, each with its right-hand side and whether its slack is fixed to zero.
    pub(crate) fn new(rhs: Vec<f64>, fixed: Vec<bool>) -> Self {
        let rows = rhs.len();
        let basis = (0..rows as u32).map(Var::Slack).collect();
        let mut simplex = Self {
            values: rhs.clone(),
            rhs,
            fixed,
            columns: Vec::new(),
            costs: Vec::new(),
            basis,
            basic: Vec::new(),
            factor: Factor::default(),
            duals: vec![0.0; rows],
            scratch: vec![0.0; rows],
            infeasible: false,
            pivots: 0,
        };
        simplex.refactor();
        simplex
    }

    pub(crate) fn rows(&self) -> usize {
        self.rhs.len()
    }

    /// Adds a column, nonbasic at zero.
    pub(crate) fn add_column(&mut self, entries: Vec<(u32, f64)>, cost: f64) -> Var {
        self.columns.push(entries);
        self.costs.push(cost);
        self.basic.push(false);
        Var::Column(self.columns.len() as u32 - 1)
    }

    /// Makes the given columns basic as far as they are independent; rows left over get their slacks.
    pub(crate) fn set_basis(&mut self, wanted: &[Var]) {
        let columns: Vec<Vec<(u32, f64)>> = wanted.iter().map(|v| self.entries(*v)).collect();
        let pivots = self.factor.factorise(self.rows(), &columns);
        self.basic.iter_mut().for_each(|b| *b = false);
        for (row, pivot) in pivots.iter().enumerate() {
            self.basis[row] = pivot.map_or(Var::Slack(row as u32), |c| wanted[c as usize]);
            if let Var::Column(c) = self.basis[row] {
                self.basic[c as usize] = true;
            }
        }
        self.compute_values();
    }

    fn entries(&self, var: Var) -> Vec<(u32, f64)> {
        match var {
            Var::Slack(r) => vec![(r, 1.0)],
            Var::Column(c) => self.columns[c as usize].clone(),
        }
    }

    fn refactor(&mut self) {
        let wanted = self.basis.clone();
        self.set_basis(&wanted);
    }

    fn compute_values(&mut self) {
        self.values.copy_from_slice(&self.rhs);
        self.factor.solve(&mut self.values);
        self.infeasible = (0..self.rows()).any(|r| self.violation(r) != 0.0);
    }

    /// How far the basic variable at a row is from being feasible: negative below its bound, positive above.
    fn violation(&self, row: usize) -> f64 {
        let x = self.values[row];
        if x < -FEASIBLE || (x > FEASIBLE && self.is_fixed(self.basis[row])) { x } else { 0.0 }
    }

    fn is_fixed(&self, var: Var) -> bool {
        matches!(var, Var::Slack(r) if self.fixed[r as usize])
    }

    /// Whether every basic variable keeps its bounds.
    pub(crate) fn is_feasible(&self) -> bool {
        !self.infeasible
    }

    /// Recomputes the duals of the current basis; of the sum of infeasibilities while there are any.
    pub(crate) fn price(&mut self) -> &[f64] {
        for row in 0..self.rows() {
            self.duals[row] = if self.infeasible {
                let v = self.violation(row);
                if v == 0.0 { 0.0 } else { v.signum() }
            } else if let Var::Column(c) = self.basis[row] {
                self.costs[c as usize]
            } else {
                0.0
            };
        }
        self.factor.solve_transposed(&mut self.duals);
        &self.duals
    }

    /// Reduced cost of a variable under the last duals; zero for basic and fixed ones.
    pub(crate) fn reduced_cost(&self, var: Var) -> f64 {
        match var {
            Var::Slack(r) if self.fixed[r as usize] => 0.0,
            Var::Slack(r) => -self.duals[r as usize],
            Var::Column(c) if self.basic[c as usize] => 0.0,
            Var::Column(c) => {
                let own = if self.infeasible { 0.0 } else { self.costs[c as usize] };
                own - self.columns[c as usize].iter().map(|&(r, a)| a * self.duals[r as usize]).sum::<f64>()
            }
        }
    }

    /// Pivots among the candidates until none improves by more than `tolerance` or `budget` pivots are made.
    pub(crate) fn run(&mut self, candidates: &[Var], tolerance: f64, budget: u64) -> Outcome {
        let limit = self.pivots + budget;
        loop {
            if self.pivots >= limit {
                return Outcome::Exhausted;
            }
            self.price();
            let mut best: Option<(f64, Var)> = None;
            for &var in candidates {
                let d = self.reduced_cost(var);
                if d < -tolerance && best.is_none_or(|(b, _)| d < b) {
                    best = Some((d, var));
                }
            }
            let Some((_, var)) = best else { return Outcome::Stalled };
            if !self.enter(var) {
                if self.factor.updates() == 0 {
                    return Outcome::Unbounded;
                }
                self.refactor();
            }
        }
    }

    /// Brings a variable into the basis; false when nothing limits it or the pivot is too small to trust.
    fn enter(&mut self, var: Var) -> bool {
        self.scratch.iter_mut().for_each(|v| *v = 0.0);
        match var {
            Var::Slack(r) => self.scratch[r as usize] = 1.0,
            Var::Column(c) => {
                for &(r, a) in &self.columns[c as usize] {
                    self.scratch[r as usize] = a;
                }
            }
        }
        self.factor.solve(&mut self.scratch);
        let Some((row, step)) = self.ratio_test() else { return false };
        for r in 0..self.rows() {
            let w = self.scratch[r];
            if w != 0.0 {
                self.values[r] -= step * w;
            }
        }
        self.values[row] = step;
        if let Var::Column(c) = self.basis[row] {
            self.basic[c as usize] = false;
        }
        if let Var::Column(c) = var {
            self.basic[c as usize] = true;
        }
        self.basis[row] = var;
        self.factor.update(row, &self.scratch);
        self.pivots += 1;
        if self.factor.is_worn() {
            self.refactor();
        } else if self.infeasible {
            self.infeasible = (0..self.rows()).any(|r| self.violation(r) != 0.0);
        }
        true
    }

    /// The row whose variable leaves and the step: two passes, so that of nearly equal ratios the largest pivot wins.
    fn ratio_test(&self) -> Option<(usize, f64)> {
        let limit_of = |r: usize| -> Option<(f64, f64)> {
            let (x, w) = (self.values[r], self.scratch[r]);
            if w.abs() <= PIVOT {
                return None;
            }
            let fixed = self.is_fixed(self.basis[r]);
            if x < -FEASIBLE {
                return (w < 0.0).then(|| (x / w, (x - HARRIS) / w));
            }
            if fixed && x.abs() <= FEASIBLE {
                return Some((0.0, HARRIS / w.abs()));
            }
            (w > 0.0).then(|| (x.max(0.0) / w, (x.max(0.0) + HARRIS) / w))
        };
        let mut reach = f64::INFINITY;
        for r in 0..self.rows() {
            if let Some((_, relaxed)) = limit_of(r) {
                reach = reach.min(relaxed);
            }
        }
        if reach.is_infinite() {
            return None;
        }
        let mut best: Option<(usize, f64, f64)> = None;
        for r in 0..self.rows() {
            if let Some((ratio, _)) = limit_of(r).filter(|(ratio, _)| *ratio <= reach) {
                let size = self.scratch[r].abs();
                if best.is_none_or(|(_, _, b)| size > b) {
                    best = Some((r, ratio, size));
                }
            }
        }
        best.map(|(r, ratio, _)| (r, ratio.max(0.0)))
    }

    /// Basic variables with their values, by row.
    pub(crate) fn basic_values(&self) -> impl Iterator<Item = (Var, f64)> + '_ {
        self.basis.iter().copied().zip(self.values.iter().copied())
    }

    /// Cost of the current point.
    pub(crate) fn objective(&self) -> f64 {
        self.basic_values().map(|(v, x)| if let Var::Column(c) = v { self.costs[c as usize] * x } else { 0.0 }).sum()
    }

    /// Solves `Bᵀ y = c` for the caller, `c` given per basic position.
    pub(crate) fn solve_transposed(&self, c: &mut [f64]) {
        self.factor.solve_transposed(c);
    }

    /// Factorises anew, so that values and duals carry no update error.
    pub(crate) fn polish(&mut self) {
        self.refactor();
    }
}
