//! A linear programme and its simplex: minimise `c x` subject to `A x + s = b`, `x ≥ 0`, and per row
//! `s ≥ 0` or `s = 0`. Dual pivots with steepest edges do the work from a basis that prices well;
//! primal pivots take in columns that the caller finds later. Called by `coupled`.

use super::factor::Factor;

/// A basic variable below minus this is infeasible.
const FEASIBLE: f64 = 1e-7;
/// A reduced cost below minus this improves.
const IMPROVES: f64 = 1e-9;
/// Pivots smaller than this are not trusted.
const PIVOT: f64 = 1e-7;
/// Slack of the ratio tests, so that of nearly equal ratios the largest pivot wins.
const HARRIS: f64 = 1e-9;
const DUAL_HARRIS: f64 = 1e-7;

/// Size of the nudges: small against a seat, large against rounding.
const NUDGE: f64 = 1e-3;

/// A fixed number between one half and one, spread without pattern.
pub(crate) fn spread(index: usize) -> f64 {
    let mut x = (index as u64).wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
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
    /// No point satisfies the rows with the columns there are; the ray proves it: a column helps only if its product with it is negative.
    Infeasible(Vec<f64>),
    /// The work allowed is used up.
    Exhausted,
}

/// A programme with its current basis.
#[derive(Debug, Clone, Default)]
pub(crate) struct Simplex {
    rhs: Vec<f64>,
    fixed: Vec<bool>,
    costs: Vec<f64>,
    /// Added to costs for a while, so that dual pivots neither stall nor start from a wrong sign.
    shifts: Vec<f64>,
    shifted: bool,
    /// Added to right-hand sides for a while, so that primal pivots do not stall.
    nudges: Vec<f64>,
    nudged: bool,
    starts: Vec<u32>,
    rows_of: Vec<u32>,
    values_of: Vec<f64>,
    columns_of: Vec<Vec<(u32, f64)>>,
    basis: Vec<Var>,
    values: Vec<f64>,
    basic: Vec<bool>,
    slack_basic: Vec<bool>,
    weights: Vec<f64>,
    reduced: Vec<f64>,
    duals: Vec<f64>,
    factor: Factor,
    scratch: Vec<f64>,
    /// Row of the current pivot in terms of the columns.
    alphas: Vec<f64>,
    touched: Vec<u32>,
    is_touched: Vec<bool>,
    /// Pivots made so far.
    pub(crate) pivots: u64,
}

impl Simplex {
    /// A programme without rows and columns.
    pub(crate) fn new() -> Self {
        Self {
            starts: vec![0],
            ..Self::default()
        }
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
        self.columns_of.push(Vec::new());
        self.basis.push(Var::Slack(row));
        self.slack_basic.push(true);
        self.values.push(0.0);
        self.weights.push(1.0);
        self.duals.push(0.0);
        self.scratch.push(0.0);
    }

    /// Takes the shifts off the basic columns, so that shifting leaves the duals of this basis as they are.
    pub(crate) fn unshift_basis(&mut self) {
        for (shift, basic) in self.shifts.iter_mut().zip(&self.basic) {
            if *basic {
                *shift = 0.0;
            }
        }
    }

    /// Adds a column, nonbasic at zero.
    pub(crate) fn add_column(&mut self, entries: &[(u32, f64)], cost: f64, shift: f64) -> u32 {
        let column = self.costs.len() as u32;
        for &(row, value) in entries {
            self.rows_of.push(row);
            self.values_of.push(value);
            self.columns_of[row as usize].push((column, value));
        }
        self.starts.push(self.rows_of.len() as u32);
        self.costs.push(cost);
        self.shifts.push(shift);
        self.basic.push(false);
        self.reduced.push(0.0);
        self.alphas.push(0.0);
        self.is_touched.push(false);
        column
    }

    #[inline]
    fn entries(&self, column: usize) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = self.starts[column] as usize..self.starts[column + 1] as usize;
        self.rows_of[range.clone()]
            .iter()
            .zip(&self.values_of[range])
            .map(|(&r, &v)| (r as usize, v))
    }

    fn cost(&self, column: usize) -> f64 {
        if self.shifted {
            self.costs[column] + self.shifts[column]
        } else {
            self.costs[column]
        }
    }

    /// Makes the given variables basic as far as they are independent; rows left over get their slacks.
    pub(crate) fn set_basis(&mut self, wanted: &[Var]) {
        let columns: Vec<Vec<(u32, f64)>> = wanted
            .iter()
            .map(|var| match *var {
                Var::Slack(r) => vec![(r, 1.0)],
                Var::Column(c) => self.entries(c as usize).map(|(r, v)| (r as u32, v)).collect(),
            })
            .collect();
        let pivots = self.factor.factorise(self.rows(), &columns);
        self.basic.iter_mut().for_each(|b| *b = false);
        self.slack_basic.iter_mut().for_each(|b| *b = false);
        for (row, pivot) in pivots.iter().enumerate() {
            let var = pivot.map_or(Var::Slack(row as u32), |c| wanted[c as usize]);
            self.basis[row] = var;
            match var {
                Var::Slack(r) => self.slack_basic[r as usize] = true,
                Var::Column(c) => self.basic[c as usize] = true,
            }
        }
        self.values.copy_from_slice(&self.rhs);
        if self.nudged {
            self.values.iter_mut().zip(&self.nudges).for_each(|(value, nudge)| *value += nudge);
        }
        self.factor.solve(&mut self.values);
    }

    /// Factorises the present basis anew; weights stay with their variables.
    pub(crate) fn refactor(&mut self) {
        let wanted = self.basis.clone();
        let weights: std::collections::HashMap<Var, f64> = wanted.iter().copied().zip(self.weights.iter().copied()).collect();
        self.set_basis(&wanted);
        for (row, var) in self.basis.iter().enumerate() {
            self.weights[row] = weights.get(var).copied().unwrap_or(1.0);
        }
    }

    /// Forgets the edge weights, after a change of basis from outside.
    pub(crate) fn reset_weights(&mut self) {
        self.weights.iter_mut().for_each(|w| *w = 1.0);
    }

    /// Lifts every basic variable a little off its bound by moving right-hand sides, so that primal pivots make progress.
    pub(crate) fn nudge(&mut self) {
        self.nudged = true;
        self.nudges.iter_mut().for_each(|n| *n = 0.0);
        for row in 0..self.rows() {
            let lift = NUDGE * spread(row);
            match self.basis[row] {
                Var::Slack(r) if self.fixed[r as usize] => {}
                Var::Slack(r) => self.nudges[r as usize] += lift,
                Var::Column(c) => {
                    let range = self.starts[c as usize] as usize..self.starts[c as usize + 1] as usize;
                    for (&r, &a) in self.rows_of[range.clone()].iter().zip(&self.values_of[range]) {
                        self.nudges[r as usize] += a * lift;
                    }
                }
            }
        }
        self.refactor();
    }

    /// Takes the lift away; true if there was any.
    pub(crate) fn unnudge(&mut self) -> bool {
        std::mem::replace(&mut self.nudged, false)
    }

    /// Duals of the present basis, by row.
    pub(crate) fn price(&mut self) -> &[f64] {
        for row in 0..self.rows() {
            self.duals[row] = if let Var::Column(c) = self.basis[row] {
                self.cost(c as usize)
            } else {
                0.0
            };
        }
        self.factor.solve_transposed(&mut self.duals);
        &self.duals
    }

    /// Reduced cost of a column under the last duals.
    fn reduced_cost(&self, column: usize) -> f64 {
        self.cost(column) - self.entries(column).map(|(r, a)| a * self.duals[r]).sum::<f64>()
    }

    fn price_all(&mut self) {
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

    fn violation(&self, row: usize) -> f64 {
        let x = self.values[row];
        let fixed = matches!(self.basis[row], Var::Slack(r) if self.fixed[r as usize]);
        if x < -FEASIBLE || (fixed && x > FEASIBLE) { x } else { 0.0 }
    }

    /// Dual pivots until every basic variable keeps its bounds. Columns priced wrongly at the start are shifted until it is done.
    pub(crate) fn solve_dual(&mut self, shifted: bool, budget: u64) -> Outcome {
        let limit = self.pivots + budget;
        if !shifted {
            self.shifts.iter_mut().for_each(|s| *s = 0.0);
        }
        self.shifted = true;
        self.refactor();
        self.price_and_shift();
        loop {
            let worst = (0..self.rows()).map(|r| (r, self.violation(r))).filter(|(_, v)| *v != 0.0);
            let leaving = worst
                .map(|(r, v)| (r, v, v * v / self.weights[r]))
                .max_by(|a, b| a.2.total_cmp(&b.2));
            let Some((row, violation, _)) = leaving else {
                return Outcome::Optimal;
            };
            if self.pivots >= limit {
                return Outcome::Exhausted;
            }
            let mut unit = vec![0.0; self.rows()];
            unit[row] = 1.0;
            self.factor.solve_transposed(&mut unit);
            // For a variable above its bound (a fixed slack) the row is read with the other sign.
            let sign = if violation < 0.0 { 1.0 } else { -1.0 };
            let Some(entering) = self.dual_ratio_test(&unit, sign) else {
                if self.factor.updates() > 0 {
                    self.refactor();
                    self.price_and_shift();
                    continue;
                }
                unit.iter_mut().for_each(|v| *v *= sign);
                return Outcome::Infeasible(unit);
            };
            self.solve_column(entering);
            let alpha = match entering {
                Var::Slack(r) => unit[r as usize],
                Var::Column(c) => self.alphas[c as usize],
            };
            let pivot = self.scratch[row];
            if (pivot - alpha).abs() > 1e-7 * (1.0 + pivot.abs()) && self.factor.updates() > 0 {
                self.refactor();
                self.price_and_shift();
                self.pivots += 1;
                continue;
            }
            self.dual_update(entering, row, &unit);
            self.pivot(entering, row, self.values[row] / self.scratch[row]);
            if self.factor.is_worn() {
                self.refactor();
                self.price_and_shift();
            }
        }
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

    fn dual_ratio_test(&mut self, unit: &[f64], sign: f64) -> Option<Var> {
        for &c in &self.touched {
            self.alphas[c as usize] = 0.0;
            self.is_touched[c as usize] = false;
        }
        self.touched.clear();
        for (row, &rho) in unit.iter().enumerate().filter(|(_, rho)| rho.abs() > 1e-12) {
            for &(c, a) in &self.columns_of[row] {
                if !self.is_touched[c as usize] {
                    self.is_touched[c as usize] = true;
                    self.touched.push(c);
                }
                self.alphas[c as usize] += rho * a;
            }
        }
        let mut reach = f64::INFINITY;
        for &c in &self.touched {
            let size = -sign * self.alphas[c as usize];
            if size > PIVOT && !self.basic[c as usize] {
                reach = reach.min((self.reduced[c as usize].max(0.0) + DUAL_HARRIS) / size);
            }
        }
        let slack = |r: usize| -> Option<(f64, f64)> {
            let size = -sign * unit[r];
            (size > PIVOT && !self.fixed[r] && !self.slack_basic[r]).then(|| ((-self.duals[r]).max(0.0), size))
        };
        for r in 0..unit.len() {
            if let Some((d, size)) = slack(r) {
                reach = reach.min((d + DUAL_HARRIS) / size);
            }
        }
        let mut best: Option<(f64, Var)> = None;
        for &c in &self.touched {
            let size = -sign * self.alphas[c as usize];
            if size > PIVOT
                && !self.basic[c as usize]
                && self.reduced[c as usize].max(0.0) <= reach * size
                && best.is_none_or(|(b, _)| size > b)
            {
                best = Some((size, Var::Column(c)));
            }
        }
        for r in 0..unit.len() {
            if let Some((_, size)) = slack(r).filter(|(d, size)| *d <= reach * size)
                && best.is_none_or(|(b, _)| size > b)
            {
                best = Some((size, Var::Slack(r as u32)));
            }
        }
        best.map(|(_, var)| var)
    }

    /// Updates reduced costs, duals and edge weights for a dual pivot; `scratch` holds the entering column.
    fn dual_update(&mut self, entering: Var, row: usize, unit: &[f64]) {
        let pivot = self.scratch[row];
        let d = match entering {
            Var::Slack(r) => -self.duals[r as usize],
            Var::Column(c) => self.reduced[c as usize],
        };
        let step = d / pivot;
        for &c in &self.touched {
            self.reduced[c as usize] -= step * self.alphas[c as usize];
        }
        for (dual, rho) in self.duals.iter_mut().zip(unit) {
            *dual += step * rho;
        }
        match self.basis[row] {
            Var::Column(c) => self.reduced[c as usize] = -step,
            Var::Slack(_) => {}
        }
        if let Var::Column(c) = entering {
            self.reduced[c as usize] = 0.0;
        }
        let mut tau = unit.to_vec();
        self.factor.solve(&mut tau);
        let own = unit.iter().map(|v| v * v).sum::<f64>();
        for r in 0..self.rows() {
            let w = self.scratch[r];
            if w != 0.0 && r != row {
                let ratio = w / pivot;
                self.weights[r] = (self.weights[r] - 2.0 * ratio * tau[r] + ratio * ratio * own)
                    .max(1.0 + ratio * ratio)
                    .max(1e-4);
            }
        }
        self.weights[row] = (own / (pivot * pivot)).max(1e-4);
    }

    /// Takes the shifts away and brings in columns by primal pivots until none among them improves.
    pub(crate) fn solve_primal(&mut self, budget: u64) -> Outcome {
        let limit = self.pivots + budget;
        self.shifted = false;
        self.refactor();
        loop {
            self.price_all();
            let mut candidates: Vec<Var> = (0..self.columns() as u32)
                .filter(|&c| self.reduced[c as usize] < -IMPROVES)
                .map(Var::Column)
                .collect();
            candidates.extend(
                (0..self.rows() as u32)
                    .filter(|&r| !self.fixed[r as usize] && self.duals[r as usize] > IMPROVES)
                    .map(Var::Slack),
            );
            if candidates.is_empty() {
                return Outcome::Optimal;
            }
            candidates.sort_by(|a, b| self.score(*a).total_cmp(&self.score(*b)));
            candidates.truncate(100);
            loop {
                let best = candidates
                    .iter()
                    .map(|&v| (self.score(v), v))
                    .filter(|(s, _)| *s < 0.0)
                    .min_by(|a, b| a.0.total_cmp(&b.0));
                let Some((_, var)) = best else { break };
                if self.pivots >= limit {
                    return Outcome::Exhausted;
                }
                self.solve_column(var);
                let Some((row, step)) = self.primal_ratio_test() else { break };
                self.pivot(var, row, step);
                if self.factor.is_worn() {
                    self.refactor();
                }
                self.price();
                for &var in &candidates {
                    if let Var::Column(c) = var {
                        self.reduced[c as usize] = if self.basic[c as usize] {
                            0.0
                        } else {
                            self.reduced_cost(c as usize)
                        };
                    }
                }
            }
        }
    }

    /// How promising a variable is for a primal pivot: negative if it improves.
    fn score(&self, var: Var) -> f64 {
        let (d, length) = match var {
            Var::Slack(r) if self.slack_basic[r as usize] => (0.0, 1),
            Var::Slack(r) => (-self.duals[r as usize], 1),
            Var::Column(c) => (self.reduced[c as usize], self.starts[c as usize + 1] - self.starts[c as usize]),
        };
        if d < -IMPROVES { -d * d / f64::from(1 + length) } else { 0.0 }
    }

    /// Leaves a variable's column, seen from the basis, in `scratch`.
    fn solve_column(&mut self, var: Var) {
        let mut column = std::mem::take(&mut self.scratch);
        column.iter_mut().for_each(|v| *v = 0.0);
        match var {
            Var::Slack(r) => column[r as usize] = 1.0,
            Var::Column(c) => self.entries(c as usize).for_each(|(r, a)| column[r] = a),
        }
        self.factor.solve(&mut column);
        self.scratch = column;
    }

    /// Lets `var`, whose column lies in `scratch`, take the place of the basic variable at `row`.
    fn pivot(&mut self, var: Var, row: usize, step: f64) {
        for (value, w) in self.values.iter_mut().zip(&self.scratch) {
            if *w != 0.0 {
                *value -= step * w;
            }
        }
        self.values[row] = step;
        match self.basis[row] {
            Var::Slack(r) => self.slack_basic[r as usize] = false,
            Var::Column(c) => self.basic[c as usize] = false,
        }
        match var {
            Var::Slack(r) => self.slack_basic[r as usize] = true,
            Var::Column(c) => self.basic[c as usize] = true,
        }
        self.basis[row] = var;
        self.factor.update(row, &self.scratch);
        self.pivots += 1;
    }

    fn primal_ratio_test(&self) -> Option<(usize, f64)> {
        let limit_of = |r: usize| -> Option<(f64, f64)> {
            let (x, w) = (self.values[r], self.scratch[r]);
            if w.abs() <= PIVOT {
                return None;
            }
            if matches!(self.basis[r], Var::Slack(s) if self.fixed[s as usize]) {
                return Some((0.0, HARRIS / w.abs()));
            }
            (w > 0.0).then(|| (x.max(0.0) / w, (x.max(0.0) + HARRIS) / w))
        };
        let reach = (0..self.rows())
            .filter_map(limit_of)
            .map(|(_, relaxed)| relaxed)
            .fold(f64::INFINITY, f64::min);
        let mut best: Option<(usize, f64, f64)> = None;
        for r in 0..self.rows() {
            if let Some((ratio, _)) = limit_of(r).filter(|(ratio, _)| *ratio <= reach) {
                let size = self.scratch[r].abs();
                if best.is_none_or(|(_, _, b)| size > b) {
                    best = Some((r, ratio, size));
                }
            }
        }
        best.map(|(r, ratio, _)| (r, ratio))
    }

    /// Basic variables with their values, by row.
    pub(crate) fn basic_values(&self) -> impl Iterator<Item = (Var, f64)> + '_ {
        self.basis.iter().copied().zip(self.values.iter().copied())
    }

    /// Cost of the current point.
    pub(crate) fn objective(&self) -> f64 {
        self.basic_values()
            .map(|(v, x)| if let Var::Column(c) = v { self.costs[c as usize] * x } else { 0.0 })
            .sum()
    }

    /// Solves `Bᵀ y = c` for the caller, `c` given per basic position.
    pub(crate) fn solve_transposed(&self, c: &mut [f64]) {
        self.factor.solve_transposed(c);
    }
}
