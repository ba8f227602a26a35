//! Dual pivots with steepest edges: every column prices rightly throughout, and basic variables below
//! zero leave until there are none. Called by `coupled` through [`Simplex::solve_dual`].

use super::programme::{IMPROVES, Outcome, PIVOT, Simplex, Var, WEIGHT};

/// Slack of the ratio test, so that of nearly equal ratios the largest pivot wins. Who is passed by gets a shift.
const HARRIS: f64 = 1e-3;
/// The same relative to a ratio so large that the slack above vanishes in it.
const ROUNDING: f64 = 1e-12;
/// Squared length of a row of the inverse beyond which nothing computed from it can be trusted.
const CONDITION: f64 = 1e16;
/// The two computations of a pivot may differ by so much of it.
const AGREES: f64 = 1e-7;

impl Simplex {
    /// Dual pivots until every basic variable keeps its bounds. Columns priced wrongly at the start are shifted until it is done.
    pub(crate) fn solve_dual(&mut self, budget: u64) -> Outcome {
        let limit = self.pivots.saturating_add(budget);
        let patience = self.pivots.saturating_add(self.patience);
        self.shifted = true;
        self.refresh();
        self.price_and_shift();
        while let Some((row, violation)) = self.leaving() {
            if self.pivots >= limit {
                return Outcome::Exhausted;
            }
            if self.pivots >= patience {
                return Outcome::Lost;
            }
            self.rho.clear(self.rhs.len());
            self.rho.set(row, 1.0);
            self.factor.solve_transposed(&mut self.rho);
            // For a variable above its bound (a fixed slack) the row is read with the other sign.
            let sign = if violation < 0.0 { 1.0 } else { -1.0 };
            self.price_row();
            let Some(entering) = self.dual_ratio_test(sign) else {
                if self.factor.updates() > 0 {
                    self.refactor();
                    self.price_and_shift();
                    self.pivots += 1;
                    continue;
                }
                return Outcome::Infeasible(self.rho.values.iter().map(|v| -v * sign).collect());
            };
            self.solve_column(entering);
            let alpha = match entering {
                Var::Slack(r) => self.rho.values[r as usize],
                Var::Column(c) => self.alphas[c as usize],
            };
            let pivot = self.column.values[row];
            if (pivot - alpha).abs() > AGREES * (1.0 + pivot.abs()) {
                self.pivots += 1;
                if self.factor.updates() > 0 {
                    self.refactor();
                    self.price_and_shift();
                    continue;
                }
                if pivot.abs() < PIVOT {
                    return Outcome::Lost;
                }
            }
            if self.rho.squares() > CONDITION && self.factor.updates() == 0 {
                return Outcome::Lost;
            }
            self.dual_update(entering, row);
            self.pivot(entering, row, self.values[row] / pivot);
            if self.factor.is_worn() {
                self.refactor();
                self.price_and_shift();
            }
        }
        Outcome::Optimal
    }

    /// The row that breaks its bound by most, measured along its edge.
    fn leaving(&self) -> Option<(usize, f64)> {
        let mut best: Option<(f64, usize, f64)> = None;
        for row in self.infeasible.iter() {
            let v = self.violation(row as usize);
            let gain = v * v / self.weights[row as usize];
            if best.is_none_or(|(most, ..)| gain > most) {
                best = Some((gain, row as usize, v));
            }
        }
        best.map(|(_, row, v)| (row, v))
    }

    /// Prices everything; a column with a negative reduced cost gets a shift that makes it zero.
    fn price_and_shift(&mut self) {
        self.price_all();
        for c in 0..self.columns() {
            if self.reduced[c] < 0.0 && !self.basic[c] {
                self.shifts[c] -= self.reduced[c];
                self.reduced[c] = 0.0;
            }
        }
    }

    /// The pivot's row in terms of the columns, from `rho`.
    fn price_row(&mut self) {
        for &c in &self.touched {
            self.alphas[c as usize] = 0.0;
            self.is_touched[c as usize] = false;
        }
        self.touched.clear();
        for (row, rho) in self.rho.iter() {
            for &(c, a) in &self.columns_of[row] {
                if !self.is_touched[c as usize] {
                    self.is_touched[c as usize] = true;
                    self.touched.push(c);
                }
                self.alphas[c as usize] += rho * a;
            }
        }
    }

    /// Reduced cost and pivot size of a row's slack, where it may enter.
    fn slack_ratio(&self, row: usize, rho: f64, sign: f64) -> Option<(f64, f64)> {
        let size = -sign * rho;
        (size > PIVOT && !self.fixed[row] && !self.slack_basic[row]).then(|| ((-self.duals[row]).max(0.0), size))
    }

    fn column_ratio(&self, column: usize, sign: f64) -> Option<(f64, f64)> {
        let size = -sign * self.alphas[column];
        (size > PIVOT && !self.basic[column]).then(|| (self.reduced[column].max(0.0), size))
    }

    /// Among the variables whose reduced cost would be the first to change sign, the one with the largest pivot.
    fn dual_ratio_test(&mut self, sign: f64) -> Option<Var> {
        let mut reach = f64::INFINITY;
        let mut ratios = std::mem::take(&mut self.ratios);
        ratios.clear();
        let mut consider = |ratio: Option<(f64, f64)>, var: Var| {
            if let Some((d, size)) = ratio
                && d <= reach * size
            {
                reach = reach.min((d + HARRIS + ROUNDING * d) / size);
                ratios.push((d, size, var));
            }
        };
        for &c in &self.touched {
            consider(self.column_ratio(c as usize, sign), Var::Column(c));
        }
        for (r, rho) in self.rho.iter() {
            consider(self.slack_ratio(r, rho, sign), Var::Slack(r as u32));
        }
        let mut best: Option<(f64, Var)> = None;
        for &(d, size, var) in &ratios {
            if d <= reach * size && best.is_none_or(|(most, _)| size > most) {
                best = Some((size, var));
            }
        }
        self.ratios = ratios;
        best.map(|(_, var)| var)
    }

    /// Updates reduced costs, duals and edge weights for a dual pivot; `column` holds the entering column.
    fn dual_update(&mut self, entering: Var, row: usize) {
        let pivot = self.column.values[row];
        let d = match entering {
            Var::Slack(r) => -self.duals[r as usize],
            Var::Column(c) => self.reduced[c as usize],
        };
        let step = d / pivot;
        if step != 0.0 {
            for &c in &self.touched {
                let d = &mut self.reduced[c as usize];
                *d -= step * self.alphas[c as usize];
                if *d < 0.0 && !self.basic[c as usize] {
                    self.shifts[c as usize] -= *d;
                    *d = 0.0;
                }
            }
            for (r, rho) in self.rho.iter() {
                self.duals[r] += step * rho;
            }
        }
        if let Var::Column(c) = self.basis[row] {
            self.reduced[c as usize] = -step;
        }
        if let Var::Column(c) = entering {
            self.reduced[c as usize] = 0.0;
        }
        self.tau.clear(self.rhs.len());
        for (r, rho) in self.rho.iter() {
            self.tau.set(r, rho);
        }
        self.factor.solve(&mut self.tau, None);
        let own = self.rho.squares();
        for (r, w) in self.column.iter() {
            if r != row {
                let ratio = w / pivot;
                let weight = self.weights[r] - 2.0 * ratio * self.tau.values[r] + ratio * ratio * own;
                self.weights[r] = weight.max(1.0 + ratio * ratio).max(WEIGHT);
            }
        }
        self.weights[row] = (own / (pivot * pivot)).max(WEIGHT);
    }

    /// Whether a reduced cost improves enough to be worth a pivot.
    pub(super) fn improves(d: f64) -> bool {
        d < -IMPROVES
    }
}
