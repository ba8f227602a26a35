//! A finer grid or more rows, without losing the duals: rows of a split interval stay as averages over
//! both parts, and rows for the parts begin with a dual of zero. Called by `master` and `branch`.

use super::master::{Branch, Master, Meaning, Row, RowOf};
use crate::{lp::Var, timeline::Offset};
use std::collections::BTreeSet;

impl Master<'_> {
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
    pub(super) fn extend(&mut self, days: &BTreeSet<Offset>, new_rows: Vec<Row>) {
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
}
