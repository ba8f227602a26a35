//! Primal pivots: columns that improve come in until there are none. Called by `coupled` through
//! [`Simplex::solve_primal`], for the few columns that shifts hid or that were found late.

use super::programme::{Outcome, PIVOT, Simplex, Var};

/// Slack of the ratio test, so that of nearly equal ratios the largest pivot wins.
const HARRIS: f64 = 1e-9;
/// Most candidates between two pricings of all columns.
const CANDIDATES: usize = 100;

impl Simplex {
    /// Takes the shifts away and brings in columns by primal pivots until none among them improves.
    pub(crate) fn solve_primal(&mut self, budget: u64) -> Outcome {
        let limit = self.pivots.saturating_add(budget);
        let patience = self.pivots.saturating_add(self.patience);
        self.shifted = false;
        self.refactor();
        loop {
            self.price_all();
            let mut candidates = self.candidates();
            if candidates.is_empty() {
                return Outcome::Optimal;
            }
            candidates.sort_by(|a, b| self.score(*a).total_cmp(&self.score(*b)));
            candidates.truncate(CANDIDATES);
            // A round without a pivot counts as one, so that the budget always ends the loop.
            self.pivots += 1;
            loop {
                if self.pivots >= limit {
                    return Outcome::Exhausted;
                }
                if self.pivots >= patience {
                    return Outcome::Lost;
                }
                let scores = candidates.iter().map(|&v| (self.score(v), v)).filter(|(s, _)| *s < 0.0);
                let Some((_, var)) = scores.min_by(|a, b| a.0.total_cmp(&b.0)) else {
                    break;
                };
                self.solve_column(var);
                let Some((row, step)) = self.primal_ratio_test() else { break };
                self.reprice(var, row);
                self.pivot(var, row, step);
                if self.factor.is_worn() {
                    self.refactor();
                    self.price();
                }
                for &var in &candidates {
                    if let Var::Column(c) = var {
                        let d = if self.basic[c as usize] {
                            0.0
                        } else {
                            self.reduced_cost(c as usize)
                        };
                        self.reduced[c as usize] = d;
                    }
                }
            }
        }
    }

    /// Brings the duals to where the entering variable's reduced cost is zero.
    fn reprice(&mut self, entering: Var, row: usize) {
        let d = match entering {
            Var::Slack(r) => -self.duals[r as usize],
            Var::Column(c) => self.reduced[c as usize],
        };
        self.rho.clear(self.rhs.len());
        self.rho.set(row, 1.0);
        self.factor.solve_transposed(&mut self.rho);
        let step = d / self.column.values[row];
        for (r, rho) in self.rho.iter() {
            self.duals[r] += step * rho;
        }
    }

    /// Variables that improve.
    fn candidates(&self) -> Vec<Var> {
        let columns = (0..self.columns() as u32).filter(|&c| Self::improves(self.reduced[c as usize]));
        let slacks = (0..self.rows() as u32).filter(|&r| self.score(Var::Slack(r)) < 0.0);
        columns.map(Var::Column).chain(slacks.map(Var::Slack)).collect()
    }

    /// How promising a variable is for a primal pivot: negative if it improves.
    fn score(&self, var: Var) -> f64 {
        let (d, length) = match var {
            Var::Slack(r) if self.slack_basic[r as usize] || self.fixed[r as usize] => (0.0, 1),
            Var::Slack(r) => (-self.duals[r as usize], 1),
            Var::Column(c) => (self.reduced[c as usize], self.entries(c as usize).len()),
        };
        if Self::improves(d) { -d * d / (1 + length) as f64 } else { 0.0 }
    }

    fn primal_ratio_test(&self) -> Option<(usize, f64)> {
        let limit_of = |r: usize, w: f64| -> Option<(f64, f64)> {
            let x = self.values[r].max(0.0);
            if w.abs() <= PIVOT {
                return None;
            }
            if matches!(self.basis[r], Var::Slack(s) if self.fixed[s as usize]) {
                return Some((0.0, HARRIS / w.abs()));
            }
            (w > 0.0).then(|| (x / w, (x + HARRIS) / w))
        };
        let relaxed = self.column.iter().filter_map(|(r, w)| limit_of(r, w)).map(|(_, relaxed)| relaxed);
        let reach = relaxed.fold(f64::INFINITY, f64::min);
        let mut best: Option<(usize, f64, f64)> = None;
        for (r, w) in self.column.iter() {
            if let Some((ratio, _)) = limit_of(r, w).filter(|(ratio, _)| *ratio <= reach)
                && best.is_none_or(|(_, _, most)| w.abs() > most)
            {
                best = Some((r, ratio, w.abs()));
            }
        }
        best.map(|(r, ratio, _)| (r, ratio))
    }
}
