//! Factorising a basis from nothing. Called by `programme` through [`Factor::factorise`].

use super::{Columns, Factor, PIVOT_TOLERANCE, UPDATES};

/// The part of the matrix that has no pivots yet.
struct Active<'a> {
    columns: &'a Columns,
    row_count: Vec<u32>,
    column_count: Vec<u32>,
    row_done: Vec<bool>,
    column_done: Vec<bool>,
    row_starts: Vec<u32>,
    columns_of_row: Vec<u32>,
}

/// What the singletons left, in numbers of its own for columns.
struct Nucleus {
    /// Columns of the matrix.
    columns: Vec<u32>,
    /// Entries of each row: local column, value.
    rows: Vec<Vec<(u32, f64)>>,
    /// Rows of each local column that have no pivot yet.
    rows_of: Vec<Vec<u32>>,
    /// Entries of each local column in rows that have one.
    above: Vec<Vec<(u32, f64)>>,
    /// Local columns not yet done by the number of their rows; where that has changed since, a column stands in several places.
    open: Vec<Vec<u32>>,
    done: Vec<bool>,
}

impl Factor {
    /// Factorises. Returns for every row the index of the column that pivots in it; columns that depend on others are left
    /// out, and a row without a column gets its unit column.
    pub(in crate::lp) fn factorise(&mut self, rows: usize, columns: &Columns) -> Vec<Option<u32>> {
        self.lower.clear(rows);
        self.lower_rows.clear(rows);
        self.updates.heads.clear();
        self.updates.entries.clear();
        self.order.clear();
        self.place.resize(rows, 0);
        self.pivots.resize(rows, 1.0);
        self.above.resize_with(rows, Vec::new);
        self.right.resize_with(rows, Vec::new);
        self.scratch.resize(rows, 0.0);
        self.marks.reserve(rows + UPDATES + rows / 40);
        self.above.iter_mut().chain(&mut self.right).for_each(Vec::clear);
        let mut pivot_of_row = vec![None; rows];
        let mut active = Active::new(rows, columns);
        self.singletons(&mut active, &mut pivot_of_row);
        self.nucleus(&mut active, &mut pivot_of_row);
        for row in 0..rows {
            if !active.row_done[row] {
                self.push_pivot(row, 1.0);
            }
        }
        self.mirror();
        self.fresh = self.lower.entries.len() + self.above.iter().map(Vec::len).sum::<usize>();
        self.filled = self.fresh;
        pivot_of_row
    }

    fn push_pivot(&mut self, row: usize, pivot: f64) {
        self.place[row] = self.order.len() as u32;
        self.order.push(row as u32);
        self.pivots[row] = pivot;
    }

    /// Fills in `U` and `L` by rows.
    fn mirror(&mut self) {
        for (row, column) in self.above.iter().enumerate() {
            for &(r, u) in column {
                self.right[r as usize].push((row as u32, u));
            }
        }
        self.first_order.clone_from(&self.order);
        self.first_place.clone_from(&self.place);
        let mut counts = vec![0u32; self.place.len()];
        for &(r, _) in &self.lower.entries {
            counts[r as usize] += 1;
        }
        let mut at = 0;
        for (range, count) in self.lower_rows.ranges.iter_mut().zip(counts) {
            *range = (at, at);
            at += count;
        }
        self.lower_rows.entries.resize(at as usize, (0, 0.0));
        for &row in &self.order {
            for &(r, f) in self.lower.of(row as usize) {
                let next = &mut self.lower_rows.ranges[r as usize].1;
                self.lower_rows.entries[*next as usize] = (row, f);
                *next += 1;
            }
        }
    }

    /// Pivots on columns, then rows, with a single active entry, as long as there are any.
    fn singletons(&mut self, active: &mut Active, pivot_of_row: &mut [Option<u32>]) {
        let single = |counts: &[u32]| (0..counts.len() as u32).filter(|&i| counts[i as usize] == 1).collect::<Vec<u32>>();
        let mut column_queue = single(&active.column_count);
        let mut row_queue = single(&active.row_count);
        loop {
            let found = if let Some(column) = column_queue.pop() {
                active.row_of_single_column(column as usize).map(|row| (row, column as usize))
            } else if let Some(row) = row_queue.pop() {
                active.column_of_single_row(row as usize).map(|column| (row as usize, column))
            } else {
                return;
            };
            let Some((row, column)) = found else { continue };
            let Some(value) = active.columns.of(column).find(|(r, _)| *r as usize == row).map(|e| e.1) else {
                continue;
            };
            if value.abs() < PIVOT_TOLERANCE {
                continue;
            }
            let done = &active.row_done;
            self.push_pivot(row, value);
            self.above[row].extend(active.columns.of(column).filter(|(r, _)| done[*r as usize]));
            let below = active.columns.of(column).filter(|(r, _)| *r as usize != row && !done[*r as usize]);
            self.lower.put(row, below.map(|(r, v)| (r, v / value)));
            pivot_of_row[row] = Some(column as u32);
            active.retire(row, column, &mut column_queue, &mut row_queue);
        }
    }

    /// Markowitz elimination of what the singletons left.
    fn nucleus(&mut self, active: &mut Active, pivot_of_row: &mut [Option<u32>]) {
        let mut nucleus = Nucleus::new(active);
        while let Some(local) = nucleus.next_column() {
            let Some((row, pivot)) = nucleus.best_row(local) else { continue };
            let entries = nucleus.eliminate(local, row, pivot);
            self.lower.put(row as usize, entries.into_iter());
            self.push_pivot(row as usize, pivot);
            self.above[row as usize].append(&mut nucleus.above[local as usize]);
            pivot_of_row[row as usize] = Some(nucleus.columns[local as usize]);
            active.row_done[row as usize] = true;
        }
    }
}

impl Columns {
    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    #[inline]
    fn of(&self, column: usize) -> impl Iterator<Item = (u32, f64)> + '_ {
        self.entries[self.starts[column] as usize..self.starts[column + 1] as usize]
            .iter()
            .copied()
    }
}

impl<'a> Active<'a> {
    fn new(rows: usize, columns: &'a Columns) -> Self {
        let mut row_count = vec![0u32; rows];
        for &(r, _) in &columns.entries {
            row_count[r as usize] += 1;
        }
        let mut row_starts = Vec::with_capacity(rows + 1);
        let mut at = 0;
        for &count in &row_count {
            row_starts.push(at);
            at += count;
        }
        row_starts.push(at);
        let mut next = row_starts.clone();
        let mut columns_of_row = vec![0u32; columns.entries.len()];
        for column in 0..columns.len() {
            for (r, _) in columns.of(column) {
                columns_of_row[next[r as usize] as usize] = column as u32;
                next[r as usize] += 1;
            }
        }
        Self {
            columns,
            row_count,
            column_count: columns.starts.windows(2).map(|pair| pair[1] - pair[0]).collect(),
            row_done: vec![false; rows],
            column_done: vec![false; columns.len()],
            row_starts,
            columns_of_row,
        }
    }

    fn row_of_single_column(&self, column: usize) -> Option<usize> {
        if self.column_done[column] || self.column_count[column] != 1 {
            return None;
        }
        let mut rows = self.columns.of(column).map(|(r, _)| r as usize);
        rows.find(|r| !self.row_done[*r])
    }

    fn columns_in(&self, row: usize) -> &[u32] {
        &self.columns_of_row[self.row_starts[row] as usize..self.row_starts[row + 1] as usize]
    }

    fn column_of_single_row(&self, row: usize) -> Option<usize> {
        if self.row_done[row] || self.row_count[row] != 1 {
            return None;
        }
        let mut columns = self.columns_in(row).iter().map(|c| *c as usize);
        columns.find(|c| !self.column_done[*c])
    }

    /// Takes a pivot's row and column out and queues what became a singleton.
    fn retire(&mut self, row: usize, column: usize, column_queue: &mut Vec<u32>, row_queue: &mut Vec<u32>) {
        self.row_done[row] = true;
        self.column_done[column] = true;
        for at in self.row_starts[row]..self.row_starts[row + 1] {
            let c = self.columns_of_row[at as usize];
            if !self.column_done[c as usize] {
                self.column_count[c as usize] -= 1;
                if self.column_count[c as usize] == 1 {
                    column_queue.push(c);
                }
            }
        }
        for (r, _) in self.columns.of(column) {
            if !self.row_done[r as usize] {
                self.row_count[r as usize] -= 1;
                if self.row_count[r as usize] == 1 {
                    row_queue.push(r);
                }
            }
        }
    }
}

/// Adds a column to the list of those with so many rows.
fn put_in_order(open: &mut Vec<Vec<u32>>, count: usize, local: u32) {
    if open.len() <= count {
        open.resize_with(count + 1, Vec::new);
    }
    open[count].push(local);
}

impl Nucleus {
    fn new(active: &Active) -> Self {
        let columns: Vec<u32> = (0..active.columns.len() as u32)
            .filter(|&c| !active.column_done[c as usize])
            .collect();
        let mut rows: Vec<Vec<(u32, f64)>> = Vec::new();
        let mut rows_of: Vec<Vec<u32>> = vec![Vec::new(); columns.len()];
        let mut above: Vec<Vec<(u32, f64)>> = vec![Vec::new(); columns.len()];
        if !columns.is_empty() {
            rows.resize_with(active.row_done.len(), Vec::new);
        }
        for (local, &c) in columns.iter().enumerate() {
            for (r, v) in active.columns.of(c as usize) {
                if active.row_done[r as usize] {
                    above[local].push((r, v));
                } else {
                    rows[r as usize].push((local as u32, v));
                    rows_of[local].push(r);
                }
            }
        }
        let mut open: Vec<Vec<u32>> = Vec::new();
        for (local, rows) in rows_of.iter().enumerate().rev() {
            put_in_order(&mut open, rows.len(), local as u32);
        }
        Self {
            done: vec![false; columns.len()],
            columns,
            rows,
            rows_of,
            above,
            open,
        }
    }

    /// Takes out the column with the fewest rows.
    fn next_column(&mut self) -> Option<u32> {
        for count in 0..self.open.len() {
            while let Some(local) = self.open[count].pop() {
                if !self.done[local as usize] && self.rows_of[local as usize].len() == count {
                    self.done[local as usize] = true;
                    return Some(local);
                }
            }
        }
        None
    }

    /// Puts a column where its number of rows says.
    fn sort_in(&mut self, local: u32) {
        put_in_order(&mut self.open, self.rows_of[local as usize].len(), local);
    }

    fn value(&self, row: u32, local: u32) -> f64 {
        self.rows[row as usize].iter().find(|(l, _)| *l == local).map_or(0.0, |e| e.1)
    }

    /// Of the rows with a large enough value the one with the fewest entries.
    fn best_row(&self, local: u32) -> Option<(u32, f64)> {
        let values = || self.rows_of[local as usize].iter().map(|&r| (r, self.value(r, local)));
        let largest = values().fold(0.0f64, |m, (_, v)| m.max(v.abs()));
        values()
            .filter(|(_, v)| v.abs() > PIVOT_TOLERANCE && v.abs() >= 0.1 * largest)
            .min_by_key(|(r, _)| self.rows[*r as usize].len())
    }

    /// Takes the pivot's row off the other rows; what was subtracted of it, by row.
    fn eliminate(&mut self, local: u32, row: u32, pivot: f64) -> Vec<(u32, f64)> {
        let pivot_row = std::mem::take(&mut self.rows[row as usize]);
        let mut lower = Vec::new();
        for other in std::mem::take(&mut self.rows_of[local as usize]) {
            if other == row {
                continue;
            }
            let entries = &mut self.rows[other as usize];
            let Some(at) = entries.iter().position(|(l, _)| *l == local) else {
                continue;
            };
            let factor = entries.swap_remove(at).1 / pivot;
            if factor == 0.0 {
                continue;
            }
            lower.push((other, factor));
            for &(l, v) in pivot_row.iter().filter(|(l, _)| *l != local) {
                match entries.iter_mut().find(|(e, _)| *e == l) {
                    Some(entry) => entry.1 -= factor * v,
                    None => {
                        entries.push((l, -factor * v));
                        self.rows_of[l as usize].push(other);
                    }
                }
            }
        }
        for &(l, v) in pivot_row.iter().filter(|(l, _)| *l != local) {
            self.above[l as usize].push((row, v));
            self.rows_of[l as usize].retain(|r| *r != row);
            self.sort_in(l);
        }
        lower
    }
}
