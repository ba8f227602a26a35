//! A linear programme with a basis: minimise `c x` subject to `A x + s = b`, `x ≥ 0`, and per row
//! `s ≥ 0` or `s = 0`. Dual pivots (`dual`) do the work from a basis that prices well; primal pivots (`primal`)
//! take in columns that the caller finds later. Called by `coupled`.

use super::{
    factor::Factor,
    sparse::{Marks, Sparse},
};

/// A basic variable below minus this is infeasible.
pub(super) const FEASIBLE: f64 = 1e-7;
/// A reduced cost below minus this improves.
pub(super) const IMPROVES: f64 = 1e-11;
/// Pivots smaller than this are not trusted.
pub(super) const PIVOT: f64 = 1e-7;
/// Least edge weight.
pub(super) const WEIGHT: f64 = 1e-4;

/// A fixed number between one half and one, spread without pattern; another one for every salt.
pub(crate) fn spread(index: usize, salt: u64) -> f64 {
    let mut x = (index as u64).wrapping_add(1 + (salt << 32)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    x = (x ^ (x >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    0.5 + (x >> 40) as f64 / (1u64 << 25) as f64
}

/// A variable: a row's slack or a structural column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Var {
    /// Slack of a row.
    Slack(u32),
    /// Column by the order in which it was added.
    Column(u32),
}

/// How a run ended.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Outcome {
    /// Optimal for the columns there are.
    Optimal,
    /// No point satisfies the rows with the columns there are; the ray proves it: duals under which the
    /// right-hand sides are worth something and no column is. A column helps only if its product with the ray is positive.
    Infeasible(Vec<f64>),
    /// The work allowed is used up.
    Exhausted,
    /// The basis is so badly conditioned that its numbers cannot be trusted, or the pivots lead nowhere.
    Lost,
}

/// A programme with its current basis.
#[derive(Debug, Clone, Default)]
pub(crate) struct Simplex {
    pub(super) rhs: Vec<f64>,
    pub(super) fixed: Vec<bool>,
    pub(super) costs: Vec<f64>,
    /// Added to costs for a while, so that dual pivots neither stall nor start from a wrong sign.
    pub(super) shifts: Vec<f64>,
    pub(super) shifted: bool,
    /// Added to right-hand sides for a while, so that primal pivots do not stall.
    pub(super) nudges: Vec<f64>,
    pub(super) nudged: bool,
    /// The values are not those of the right-hand sides.
    pub(super) stale: bool,
    pub(super) starts: Vec<u32>,
    pub(super) entries: Vec<(u32, f64)>,
    pub(super) columns_of: Vec<Vec<(u32, f64)>>,
    pub(super) basis: Vec<Var>,
    pub(super) values: Vec<f64>,
    pub(super) basic: Vec<bool>,
    pub(super) slack_basic: Vec<bool>,
    /// Squared length of each row of the inverse.
    pub(super) weights: Vec<f64>,
    pub(super) reduced: Vec<f64>,
    pub(super) duals: Vec<f64>,
    pub(super) factor: Factor,
    /// Column of the current pivot in terms of the basis, and what the factors need of it.
    pub(super) column: Sparse,
    pub(super) spike: Vec<(u32, f64)>,
    /// Row of the current pivot: of the inverse, and in terms of the columns.
    pub(super) rho: Sparse,
    pub(super) tau: Sparse,
    pub(super) alphas: Vec<f64>,
    pub(super) touched: Vec<u32>,
    pub(super) is_touched: Vec<bool>,
    /// Reduced cost and pivot size of what may enter.
    pub(super) ratios: Vec<(f64, f64, Var)>,
    /// Rows whose basic variable breaks its bound.
    pub(super) infeasible: Marks,
    /// Lists to be used again.
    spare: Vec<Vec<(u32, f64)>>,
    /// Pivots made so far.
    pub(crate) pivots: u64,
    /// Pivots one run may make before it counts as lost.
    pub(crate) patience: u64,
}

impl Simplex {
    /// A programme without rows and columns.
    pub(crate) fn new() -> Self {
        Self {
            starts: vec![0],
            patience: u64::MAX,
            ..Self::default()
        }
    }

    /// Forgets everything but the memory.
    pub(crate) fn clear(&mut self) {
        for list in self.columns_of.drain(..) {
            self.spare.push(list);
        }
        self.spare.iter_mut().for_each(Vec::clear);
        for numbers in [
            &mut self.rhs,
            &mut self.costs,
            &mut self.shifts,
            &mut self.nudges,
            &mut self.values,
            &mut self.weights,
            &mut self.reduced,
            &mut self.duals,
            &mut self.alphas,
        ] {
            numbers.clear();
        }
        for flags in [&mut self.fixed, &mut self.basic, &mut self.slack_basic, &mut self.is_touched] {
            flags.clear();
        }
        self.entries.clear();
        self.starts.truncate(1);
        self.basis.clear();
        self.touched.clear();
        (self.shifted, self.nudged, self.pivots) = (false, false, 0);
    }

    pub(crate) fn rows(&self) -> usize {
        self.rhs.len()
    }

    pub(crate) fn columns(&self) -> usize {
        self.costs.len()
    }

    /// Adds a row, its slack basic; rows come before columns.
    pub(crate) fn add_row(&mut self, rhs: f64, fixed: bool) {
        let row = self.rows() as u32;
        self.rhs.push(rhs);
        self.fixed.push(fixed);
        self.nudges.push(0.0);
        self.columns_of.push(self.spare.pop().unwrap_or_default());
        self.basis.push(Var::Slack(row));
        self.slack_basic.push(true);
        self.values.push(0.0);
        self.weights.push(1.0);
        self.duals.push(0.0);
    }

    /// Adds a column, nonbasic at zero.
    pub(crate) fn add_column(&mut self, entries: &[(u32, f64)], cost: f64, shift: f64) -> u32 {
        let column = self.costs.len() as u32;
        self.entries.extend_from_slice(entries);
        for &(row, value) in entries {
            self.columns_of[row as usize].push((column, value));
        }
        self.starts.push(self.entries.len() as u32);
        self.costs.push(cost);
        self.shifts.push(shift);
        self.basic.push(false);
        self.reduced.push(0.0);
        self.alphas.push(0.0);
        self.is_touched.push(false);
        column
    }

    /// Takes all shifts away.
    pub(crate) fn unshift(&mut self) {
        self.shifts.fill(0.0);
    }

    /// Takes the shifts off the basic columns, so that shifting leaves the duals of this basis as they are.
    pub(super) fn unshift_basis(&mut self) {
        for (shift, basic) in self.shifts.iter_mut().zip(&self.basic) {
            if *basic {
                *shift = 0.0;
            }
        }
    }

    #[inline]
    pub(super) fn entries(&self, column: usize) -> &[(u32, f64)] {
        &self.entries[self.starts[column] as usize..self.starts[column + 1] as usize]
    }

    /// Columns with an entry in a row.
    pub(crate) fn row(&self, row: usize) -> &[(u32, f64)] {
        &self.columns_of[row]
    }

    /// Cost of a column without shifts.
    pub(crate) fn own_cost(&self, column: usize) -> f64 {
        self.costs[column]
    }

    fn cost(&self, column: usize) -> f64 {
        if self.shifted {
            self.costs[column] + self.shifts[column]
        } else {
            self.costs[column]
        }
    }

    /// Duals of the present basis, by row.
    pub(crate) fn price(&mut self) -> &[f64] {
        let mut costs = std::mem::take(&mut self.column);
        costs.clear(self.rows());
        for row in 0..self.rows() {
            if let Var::Column(c) = self.basis[row] {
                let cost = self.cost(c as usize);
                if cost != 0.0 {
                    costs.set(row, cost);
                }
            }
        }
        self.factor.solve_transposed(&mut costs);
        self.duals.copy_from_slice(&costs.values);
        self.column = costs;
        &self.duals
    }

    /// The last duals, by row.
    pub(crate) fn duals(&self) -> &[f64] {
        &self.duals
    }

    /// Reduced cost of a column under the last duals.
    pub(super) fn reduced_cost(&self, column: usize) -> f64 {
        self.cost(column) - self.entries(column).iter().map(|&(r, a)| a * self.duals[r as usize]).sum::<f64>()
    }

    pub(super) fn price_all(&mut self) {
        self.price();
        for c in 0..self.columns() {
            self.reduced[c] = if self.basic[c] { 0.0 } else { self.reduced_cost(c) };
        }
    }

    /// Whether no column there is improves at its own cost, without shifts.
    pub(crate) fn is_priced(&mut self) -> bool {
        self.shifted = false;
        self.price_all();
        self.reduced.iter().all(|d| *d >= -IMPROVES)
            && (0..self.rows()).all(|r| self.fixed[r] || self.slack_basic[r] || self.duals[r] <= IMPROVES)
    }

    /// How far the basic variable at a row breaks its bound: negative below zero, positive above.
    pub(super) fn violation(&self, row: usize) -> f64 {
        let x = self.values[row];
        let fixed = matches!(self.basis[row], Var::Slack(r) if self.fixed[r as usize]);
        if x < -FEASIBLE || (fixed && x > FEASIBLE) { x } else { 0.0 }
    }

    pub(super) fn check_bound(&mut self, row: usize) {
        if self.violation(row) == 0.0 {
            self.infeasible.remove(row as u32);
        } else {
            self.infeasible.insert(row as u32);
        }
    }

    /// Leaves a variable's column, seen from the basis, in `column`.
    pub(super) fn solve_column(&mut self, var: Var) {
        let mut column = std::mem::take(&mut self.column);
        column.clear(self.rows());
        match var {
            Var::Slack(r) => column.set(r as usize, 1.0),
            Var::Column(c) => self.entries(c as usize).iter().for_each(|&(r, a)| column.set(r as usize, a)),
        }
        self.factor.solve(&mut column, Some(&mut self.spike));
        self.column = column;
    }

    /// Lets `var`, whose column lies in `column`, take the place of the basic variable at `row`.
    pub(super) fn pivot(&mut self, var: Var, row: usize, step: f64) {
        for (r, w) in self.column.iter() {
            self.values[r] -= step * w;
        }
        self.values[row] = step;
        self.set_basic(self.basis[row], false);
        self.set_basic(var, true);
        self.basis[row] = var;
        for at in 0..self.column.support.len() {
            self.check_bound(self.column.support[at] as usize);
        }
        self.factor.update(row, &self.spike);
        self.pivots += 1;
    }

    /// Basic variables with their values, by row.
    pub(crate) fn basic_values(&self) -> impl Iterator<Item = (Var, f64)> + '_ {
        self.basis.iter().copied().zip(self.values.iter().copied())
    }

    /// Solves `Bᵀ y = c` for the caller, `c` given per basic position.
    pub(crate) fn solve_transposed(&mut self, c: &mut Vec<f64>) {
        let support = (0..c.len() as u32).filter(|&r| c[r as usize] != 0.0).collect();
        let mut right = Sparse {
            support,
            values: std::mem::take(c),
        };
        self.factor.solve_transposed(&mut right);
        *c = right.values;
    }
}
