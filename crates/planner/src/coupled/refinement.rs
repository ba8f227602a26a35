//! A finer grid or more rows, without losing the duals. When an interval is split, a row that binds stays as an average over
//! both parts, and rows for the parts begin with a dual of zero; so the duals stay as good as they were, and dual pivots
//! go on from where they stood. Called by `master` and `branch`.

use super::{
    layout::seats_between,
    master::{Branch, Master, Meaning, Row, RowOf},
};
use crate::{lp::Var, timeline::Offset};
use std::collections::BTreeSet;

/// A basic variable while rows and columns are being renumbered.
#[derive(Debug, Clone, Copy)]
enum Basic {
    /// The slack of a row.
    Row(usize),
    Column(Meaning),
}

impl Master<'_> {
    /// Adds a branch and goes on from the current basis.
    pub(super) fn add_branch(&mut self, branch: Branch) {
        let at_most = matches!(branch.of, RowOf::Bought { at_most: true, .. } | RowOf::Chosen { at_most: true, .. });
        let rhs = if at_most { branch.value } else { -branch.value };
        let row = Row {
            of: branch.of,
            from: branch.from,
            to: branch.to,
            rhs,
        };
        self.branches.push(row);
        let mut days: BTreeSet<Offset> = [branch.from, branch.to].into();
        days.retain(|day| self.grid.binary_search(day).is_err());
        self.extend(&days, vec![row]);
    }

    /// Splits intervals at the given days and adds rows, keeping every dual: new rows begin with a dual of zero.
    pub(super) fn extend(&mut self, days: &BTreeSet<Offset>, new_rows: Vec<Row>) {
        let mut basis = self.slim_basis();
        for &day in days {
            self.split(day, &mut basis);
        }
        for row in new_rows {
            basis.push(Basic::Row(self.rows.len()));
            self.rows.push(row);
        }
        let known = self
            .meanings
            .iter()
            .copied()
            .filter(|meaning| matches!(meaning, Meaning::Purchase { .. }));
        let mut purchases: Vec<Meaning> = known.collect();
        if !days.is_empty() {
            purchases.extend(self.purchases_on_grid());
        }
        self.lay(purchases.into_iter(), false);
        let wanted: Vec<Var> = basis
            .into_iter()
            .map(|basic| match basic {
                Basic::Row(row) => Var::Slack(row as u32),
                Basic::Column(meaning) => self.column(meaning),
            })
            .collect();
        self.simplex.start_from(&wanted);
    }

    /// The basis, without rows that average over split intervals and do not bind: their parts say more.
    fn slim_basis(&mut self) -> Vec<Basic> {
        let basic: Vec<Var> = self.simplex.basic_values().map(|(var, _)| var).collect();
        let is_split = |row: &Row| self.interval_end(row.from) < row.to;
        let mut place: Vec<Option<usize>> = vec![Some(0); self.rows.len()];
        for var in &basic {
            if let Var::Slack(row) = *var
                && is_split(&self.rows[row as usize])
            {
                place[row as usize] = None;
            }
        }
        let mut kept = Vec::with_capacity(self.rows.len());
        for (row, place) in self.rows.iter().zip(&mut place) {
            if let Some(place) = place {
                *place = kept.len();
                kept.push(*row);
            }
        }
        self.rows = kept;
        basic
            .into_iter()
            .filter_map(|var| match var {
                Var::Slack(row) => place[row as usize].map(Basic::Row),
                Var::Column(c) => Some(Basic::Column(self.meanings[c as usize])),
            })
            .collect()
    }

    /// Splits one interval. Of its basic choices the second part gets all and the first part one of each class.
    fn split(&mut self, day: Offset, basis: &mut Vec<Basic>) {
        let k = self.interval_of(day);
        let (from, to) = (self.grid[k], self.grid[k + 1]);
        self.grid.insert(k + 1, day);
        let mut held: Vec<Option<Meaning>> = vec![None; self.classes.len()];
        let mut loose = vec![false; self.rows.len()];
        for basic in basis.iter_mut() {
            match *basic {
                Basic::Column(meaning @ Meaning::Choice { class, set, from: first }) if first == from => {
                    held[class as usize].get_or_insert(meaning);
                    *basic = Basic::Column(Meaning::Choice { class, set, from: day });
                }
                Basic::Column(_) => {}
                Basic::Row(row) => loose[row] = true,
            }
        }
        for (index, loose) in loose.into_iter().enumerate() {
            let row = self.rows[index];
            if (row.from, row.to) != (from, to) {
                continue;
            }
            let [first, second] = self.parts(row, day);
            let at = self.rows.len();
            match row.of {
                RowOf::Users { class } => {
                    self.rows[index] = first;
                    self.rows.push(second);
                    basis.push(held[class as usize].map_or(Basic::Row(at), Basic::Column));
                }
                _ if loose => {
                    self.rows[index] = first;
                    self.rows.push(second);
                    basis.push(Basic::Row(at));
                }
                _ => {
                    self.rows.extend([first, second]);
                    basis.extend([Basic::Row(at), Basic::Row(at + 1)]);
                }
            }
        }
    }

    fn parts(&self, row: Row, day: Offset) -> [Row; 2] {
        [Row { to: day, ..row }, Row { from: day, ..row }].map(|part| match part.of {
            RowOf::Seats { pool } => {
                let pool = &self.problem.pools[self.component.pools[pool as usize]];
                let rhs = seats_between(pool, part.from, part.to);
                Row { rhs, ..part }
            }
            _ => part,
        })
    }
}
