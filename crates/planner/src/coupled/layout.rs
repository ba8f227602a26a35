//! Rows and columns of the master programme: what each means in numbers. Called by `master` and `refinement`.

use super::master::{Master, Meaning, Row, RowOf};
use crate::{
    lp::{Simplex, Var, spread},
    timeline::Offset,
};

/// Relative size of the shifts that keep dual pivots from stalling.
const SHIFT: f64 = 1e-4;

impl Master<'_> {
    pub(super) fn all_choices(&self) -> Vec<Meaning> {
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
    pub(super) fn lay(&mut self, meanings: Vec<Meaning>, cold: bool) {
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
}
