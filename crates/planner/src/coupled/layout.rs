//! Rows and columns of the master programme: what each means in numbers. The choices come first, by interval, class and
//! set; purchases follow as they are found. Called by `master` and `refinement`.

use super::master::{Master, Meaning, Row, RowOf};
use crate::{
    lp::{Var, spread},
    problem::Pool,
    timeline::Offset,
};

/// Relative size of the shifts that keep dual pivots from stalling.
const SHIFT: f64 = 1e-4;

/// Rows by interval, with the share of each row's days that the interval is.
#[derive(Debug, Clone, Default)]
pub(super) struct Cells {
    /// Per interval and pool: where its rows about seats begin in `seat_rows`.
    seats: Vec<u32>,
    seat_rows: Vec<(u32, f64)>,
    /// Per interval and class the row of its users.
    users: Vec<u32>,
    /// Rows of branches on choices: class, set, first day, last day (exclusive), entry of a choice for a whole share.
    chosen: Vec<(u32, u32, Row, u32)>,
}

/// Seats that originals leave for choices, on average over days.
pub(super) fn seats_between(pool: &Pool, from: Offset, to: Offset) -> f64 {
    let ends = pool.supply.iter().skip(1).map(|step| step.0).chain([Offset::MAX]);
    let overlaps = pool
        .supply
        .iter()
        .zip(ends)
        .map(|(&(first, seats), end)| seats * i64::from((end.min(to) - first.max(from)).max(0)));
    overlaps.sum::<i64>() as f64 / f64::from(to - from) - pool.fixed as f64
}

impl Master<'_> {
    /// Lays the rows, all choices and the given purchases anew. Shifts keep dual pivots from stalling; a warm start has smaller ones.
    pub(super) fn lay(&mut self, purchases: impl Iterator<Item = Meaning>, cold: bool) {
        self.spent += self.simplex.pivots;
        self.simplex.clear();
        self.rows_of_pool.iter_mut().for_each(Vec::clear);
        for (index, row) in self.rows.iter().enumerate() {
            if let RowOf::Seats { pool } | RowOf::Bought { pool, .. } = row.of {
                self.rows_of_pool[pool as usize].push(index as u32);
            }
            self.simplex.add_row(row.rhs, matches!(row.of, RowOf::Users { .. }));
        }
        for list in &mut self.rows_of_pool {
            list.sort_by_key(|&row| self.rows[row as usize].from);
        }
        self.cells = self.cells();
        self.meanings.clear();
        self.purchases.clear();
        let shift = if cold { SHIFT } else { 0.1 * SHIFT };
        self.lay_choices(shift);
        for purchase in purchases {
            if !self.purchases.contains_key(&purchase) {
                self.push_purchase(purchase, shift);
            }
        }
    }

    /// The column of a meaning, added when new.
    pub(super) fn column(&mut self, meaning: Meaning) -> Var {
        let column = match meaning {
            Meaning::Choice { class, set, from } => (self.interval_of(from) * self.sets + self.first_set[class as usize]) as u32 + set,
            Meaning::Purchase { .. } => match self.purchases.get(&meaning) {
                Some(&column) => column,
                None => self.push_purchase(meaning, 0.0),
            },
        };
        Var::Column(column)
    }

    fn cells(&self) -> Cells {
        let (pools, classes) = (self.component.pools.len(), self.classes.len());
        let mut lists: Vec<Vec<(u32, f64)>> = vec![Vec::new(); self.intervals() * pools];
        let mut cells = Cells {
            users: vec![0; self.intervals() * classes],
            ..Cells::default()
        };
        for (index, row) in self.rows.iter().enumerate() {
            let first = self.interval_of(row.from);
            match row.of {
                RowOf::Seats { pool } => {
                    for k in (first..self.intervals()).take_while(|&k| self.grid[k] < row.to) {
                        let days = self.grid[k + 1] - self.grid[k];
                        lists[k * pools + pool as usize].push((index as u32, f64::from(days) / f64::from(row.to - row.from)));
                    }
                }
                RowOf::Users { class } => cells.users[first * classes + class as usize] = index as u32,
                RowOf::Chosen { class, set, .. } => cells.chosen.push((class, set, *row, index as u32)),
                RowOf::Bought { .. } => {}
            }
        }
        for list in lists {
            cells.seats.push(cells.seat_rows.len() as u32);
            cells.seat_rows.extend(list);
        }
        cells.seats.push(cells.seat_rows.len() as u32);
        cells
    }

    fn lay_choices(&mut self, shift: f64) {
        let (pools, classes) = (self.component.pools.len(), self.classes.len());
        let mut entries: Vec<(u32, f64)> = Vec::with_capacity(16);
        for k in 0..self.intervals() {
            let (from, to) = (self.grid[k], self.grid[k + 1]);
            for (c, class) in self.classes.iter().enumerate() {
                for (s, set) in class.sets.iter().enumerate() {
                    entries.clear();
                    entries.push((self.cells.users[k * classes + c], 1.0));
                    for &p in set {
                        let (a, b) = (self.cells.seats[k * pools + p], self.cells.seats[k * pools + p + 1]);
                        entries.extend_from_slice(&self.cells.seat_rows[a as usize..b as usize]);
                    }
                    for &(class, set, row, index) in &self.cells.chosen {
                        if (class as usize, set as usize) == (c, s) && row.from <= from && to <= row.to {
                            let share = f64::from(to - from) / f64::from(row.to - row.from);
                            let at_most = matches!(row.of, RowOf::Chosen { at_most: true, .. });
                            entries.push((index, if at_most { share } else { -share }));
                        }
                    }
                    let own = f64::from(to - from) * shift * spread(self.meanings.len(), self.attempt);
                    self.simplex.add_column(&entries, 0.0, own);
                    self.meanings.push(Meaning::Choice {
                        class: c as u32,
                        set: s as u32,
                        from,
                    });
                }
            }
        }
    }

    fn push_purchase(&mut self, meaning: Meaning, shift: f64) -> u32 {
        let Meaning::Purchase { pool, stretch, start, end } = meaning else {
            unreachable!("choices are laid together")
        };
        let mut entries = Vec::with_capacity(64);
        for &index in &self.rows_of_pool[pool as usize] {
            let row = &self.rows[index as usize];
            if row.from >= end {
                break;
            }
            let days = end.min(row.to) - start.max(row.from);
            if days > 0 {
                let share = f64::from(days) / f64::from(row.to - row.from);
                let at_most = matches!(row.of, RowOf::Bought { at_most: true, .. });
                entries.push((index, if at_most { share } else { -share }));
            }
        }
        let cost = self.prices[pool as usize].cost(stretch, start);
        let column = self
            .simplex
            .add_column(&entries, cost, cost * shift * spread(self.meanings.len(), self.attempt));
        self.meanings.push(meaning);
        self.purchases.insert(meaning, column);
        column
    }
}
