//! LU factors of a basis: singletons first, Markowitz on what is left, product-form updates.
//! Called by `simplex`. The basic variable that pivots in a row lives at that row's position.

/// Below this a pivot counts as zero.
const PIVOT_TOLERANCE: f64 = 1e-9;

/// Sparse columns and rows of one factorisation.
#[derive(Debug, Default, Clone)]
pub(super) struct Factor {
    lower: Etas,
    upper: Vec<UpperColumn>,
    upper_rows: Vec<u32>,
    upper_values: Vec<f64>,
    updates: Etas,
    /// Diagonals of the updates.
    diagonals: Vec<f64>,
}

#[derive(Debug, Clone, Copy)]
struct UpperColumn {
    row: u32,
    pivot: f64,
    from: u32,
    to: u32,
}

/// Elementary column transformations.
#[derive(Debug, Default, Clone)]
struct Etas {
    heads: Vec<(u32, u32, u32)>,
    rows: Vec<u32>,
    values: Vec<f64>,
}

impl Etas {
    fn clear(&mut self) {
        self.heads.clear();
        self.rows.clear();
        self.values.clear();
    }

    fn push(&mut self, row: usize, entries: impl Iterator<Item = (usize, f64)>) {
        let from = self.rows.len() as u32;
        for (r, v) in entries {
            self.rows.push(r as u32);
            self.values.push(v);
        }
        self.heads.push((row as u32, from, self.rows.len() as u32));
    }

    #[inline]
    fn entries(&self, from: u32, to: u32) -> impl Iterator<Item = (usize, f64)> + '_ {
        let range = from as usize..to as usize;
        self.rows[range.clone()]
            .iter()
            .zip(&self.values[range])
            .map(|(&r, &v)| (r as usize, v))
    }
}

/// The active part of the matrix during elimination.
struct Active<'a> {
    columns: &'a [Vec<(u32, f64)>],
    row_count: Vec<u32>,
    column_count: Vec<u32>,
    row_done: Vec<bool>,
    column_done: Vec<bool>,
    columns_of_row: Vec<Vec<u32>>,
}

impl Factor {
    /// Factorises the columns given as `(row, value)` lists. Returns for every row the index of the column that pivots in
    /// it; rows without one are left out of the factors and must be completed by the caller with unit columns, which
    /// this function does itself: a missing row gets its unit column.
    pub(super) fn factorise(&mut self, rows: usize, columns: &[Vec<(u32, f64)>]) -> Vec<Option<u32>> {
        self.lower.clear();
        self.upper.clear();
        self.upper_rows.clear();
        self.upper_values.clear();
        self.updates.clear();
        self.diagonals.clear();
        let mut pivot_of_row = vec![None; rows];
        let mut active = Active::new(rows, columns);
        self.singletons(&mut active, &mut pivot_of_row);
        self.nucleus(&mut active, &mut pivot_of_row);
        for row in 0..rows {
            if !active.row_done[row] {
                let at = self.upper_rows.len() as u32;
                self.upper.push(UpperColumn {
                    row: row as u32,
                    pivot: 1.0,
                    from: at,
                    to: at,
                });
            }
        }
        pivot_of_row
    }

    fn push_upper(&mut self, row: usize, pivot: f64, entries: impl Iterator<Item = (u32, f64)>) {
        let from = self.upper_rows.len() as u32;
        for (r, v) in entries {
            self.upper_rows.push(r);
            self.upper_values.push(v);
        }
        self.upper.push(UpperColumn {
            row: row as u32,
            pivot,
            from,
            to: self.upper_rows.len() as u32,
        });
    }

    /// Pivots on columns, then rows, with a single active entry, as long as there are any.
    fn singletons(&mut self, active: &mut Active, pivot_of_row: &mut [Option<u32>]) {
        let mut column_queue: Vec<u32> = (0..active.columns.len() as u32)
            .filter(|&c| active.column_count[c as usize] == 1)
            .collect();
        let mut row_queue: Vec<u32> = (0..active.row_done.len() as u32)
            .filter(|&r| active.row_count[r as usize] == 1)
            .collect();
        loop {
            if let Some(column) = column_queue.pop() {
                let c = column as usize;
                if active.column_done[c] || active.column_count[c] != 1 {
                    continue;
                }
                let Some(&(row, value)) = active.columns[c].iter().find(|(r, _)| !active.row_done[*r as usize]) else {
                    continue;
                };
                if value.abs() < PIVOT_TOLERANCE {
                    continue;
                }
                let done = &active.row_done;
                self.push_upper(
                    row as usize,
                    value,
                    active.columns[c].iter().copied().filter(|(r, _)| done[*r as usize]),
                );
                pivot_of_row[row as usize] = Some(column);
                active.retire(row as usize, c, &mut column_queue, &mut row_queue);
                continue;
            }
            let Some(row) = row_queue.pop() else { return };
            let r = row as usize;
            if active.row_done[r] || active.row_count[r] != 1 {
                continue;
            }
            let Some(&column) = active.columns_of_row[r].iter().find(|c| !active.column_done[**c as usize]) else {
                continue;
            };
            let c = column as usize;
            let Some(&(_, value)) = active.columns[c].iter().find(|(i, _)| *i == row) else {
                continue;
            };
            if value.abs() < PIVOT_TOLERANCE {
                continue;
            }
            let done = &active.row_done;
            self.push_upper(r, value, active.columns[c].iter().copied().filter(|(i, _)| done[*i as usize]));
            self.lower.push(
                r,
                active.columns[c]
                    .iter()
                    .filter(|(i, _)| *i != row && !done[*i as usize])
                    .map(|&(i, v)| (i as usize, v / value)),
            );
            if self.lower.heads.last().is_some_and(|h| h.1 == h.2) {
                self.lower.heads.pop();
            }
            pivot_of_row[r] = Some(column);
            active.retire(r, c, &mut column_queue, &mut row_queue);
        }
    }

    /// Markowitz elimination of what the singletons left.
    fn nucleus(&mut self, active: &mut Active, pivot_of_row: &mut [Option<u32>]) {
        let columns: Vec<u32> = (0..active.columns.len() as u32)
            .filter(|&c| !active.column_done[c as usize])
            .collect();
        if columns.is_empty() {
            return;
        }
        let mut place = vec![u32::MAX; active.columns.len()];
        let mut above: Vec<Vec<(u32, f64)>> = vec![Vec::new(); columns.len()];
        let mut row_entries: std::collections::BTreeMap<u32, Vec<(u32, f64)>> = std::collections::BTreeMap::new();
        let mut rows_of: Vec<Vec<u32>> = vec![Vec::new(); columns.len()];
        for (local, &c) in columns.iter().enumerate() {
            place[c as usize] = local as u32;
            for &(r, v) in &active.columns[c as usize] {
                if active.row_done[r as usize] {
                    above[local].push((r, v));
                } else {
                    row_entries.entry(r).or_default().push((local as u32, v));
                    rows_of[local].push(r);
                }
            }
        }
        let mut open: Vec<u32> = (0..columns.len() as u32).collect();
        let value_at = |entries: &[(u32, f64)], local: u32| entries.iter().find(|(l, _)| *l == local).map_or(0.0, |e| e.1);
        while !open.is_empty() {
            let (at, &local) = open
                .iter()
                .enumerate()
                .min_by_key(|(_, l)| rows_of[**l as usize].len())
                .unwrap_or((0, &0));
            open.swap_remove(at);
            let candidates: Vec<(u32, f64)> = rows_of[local as usize]
                .iter()
                .filter_map(|r| row_entries.get(r).map(|entries| (*r, value_at(entries, local))))
                .filter(|(_, v)| v.abs() > PIVOT_TOLERANCE)
                .collect();
            let largest = candidates.iter().fold(0.0f64, |m, c| m.max(c.1.abs()));
            let Some(&(row, pivot)) = candidates
                .iter()
                .filter(|c| c.1.abs() >= 0.1 * largest)
                .min_by_key(|c| row_entries.get(&c.0).map_or(0, Vec::len))
            else {
                continue;
            };
            let pivot_row = row_entries.remove(&row).unwrap_or_default();
            let mut eta: Vec<(usize, f64)> = Vec::new();
            for &(other, value) in &candidates {
                if other == row {
                    continue;
                }
                let factor = value / pivot;
                eta.push((other as usize, factor));
                let Some(entries) = row_entries.get_mut(&other) else { continue };
                entries.retain(|(l, _)| *l != local);
                for &(l, v) in pivot_row.iter().filter(|(l, _)| *l != local) {
                    match entries.iter_mut().find(|(e, _)| *e == l) {
                        Some(entry) => entry.1 -= factor * v,
                        None => {
                            entries.push((l, -factor * v));
                            rows_of[l as usize].push(other);
                        }
                    }
                }
            }
            for &(l, v) in pivot_row.iter().filter(|(l, _)| *l != local) {
                above[l as usize].push((row, v));
                rows_of[l as usize].retain(|r| *r != row);
            }
            if !eta.is_empty() {
                self.lower.push(row as usize, eta.into_iter());
            }
            self.push_upper(row as usize, pivot, std::mem::take(&mut above[local as usize]).into_iter());
            pivot_of_row[row as usize] = Some(columns[local as usize]);
            active.row_done[row as usize] = true;
        }
    }

    /// Solves `B w = v` in place: `v` by rows in, `w` by positions out.
    pub(super) fn solve(&self, v: &mut [f64]) {
        for &(row, from, to) in &self.lower.heads {
            let x = v[row as usize];
            if x != 0.0 {
                for (r, f) in self.lower.entries(from, to) {
                    v[r] -= f * x;
                }
            }
        }
        for column in self.upper.iter().rev() {
            let x = v[column.row as usize];
            if x != 0.0 {
                let x = x / column.pivot;
                v[column.row as usize] = x;
                let range = column.from as usize..column.to as usize;
                for (&r, &u) in self.upper_rows[range.clone()].iter().zip(&self.upper_values[range]) {
                    v[r as usize] -= u * x;
                }
            }
        }
        for (&(row, from, to), &diagonal) in self.updates.heads.iter().zip(&self.diagonals) {
            let x = v[row as usize];
            if x != 0.0 {
                let x = x / diagonal;
                v[row as usize] = x;
                for (r, f) in self.updates.entries(from, to) {
                    v[r] -= f * x;
                }
            }
        }
    }

    /// Solves `Bᵀ y = c` in place: `c` by positions in, `y` by rows out.
    pub(super) fn solve_transposed(&self, c: &mut [f64]) {
        for (&(row, from, to), &diagonal) in self.updates.heads.iter().zip(&self.diagonals).rev() {
            let sum: f64 = self.updates.entries(from, to).map(|(r, f)| f * c[r]).sum();
            c[row as usize] = (c[row as usize] - sum) / diagonal;
        }
        for column in &self.upper {
            let range = column.from as usize..column.to as usize;
            let sum: f64 = self.upper_rows[range.clone()]
                .iter()
                .zip(&self.upper_values[range])
                .map(|(&r, &u)| u * c[r as usize])
                .sum();
            c[column.row as usize] = (c[column.row as usize] - sum) / column.pivot;
        }
        for &(row, from, to) in self.lower.heads.iter().rev() {
            let sum: f64 = self.lower.entries(from, to).map(|(r, f)| f * c[r]).sum();
            c[row as usize] -= sum;
        }
    }

    /// Replaces the basic variable at `row` by one whose solved column is `w`.
    pub(super) fn update(&mut self, row: usize, w: &[f64]) {
        self.updates.push(
            row,
            w.iter()
                .enumerate()
                .filter(|(r, v)| *r != row && v.abs() > 1e-12)
                .map(|(r, &v)| (r, v)),
        );
        self.diagonals.push(w[row]);
    }

    /// Whether updates have piled up enough to factorise anew.
    pub(super) fn is_worn(&self) -> bool {
        self.diagonals.len() >= 100 || self.updates.rows.len() > 3 * (self.upper_rows.len() + self.lower.rows.len()) + 2_000
    }

    /// Updates since the last factorisation.
    pub(super) fn updates(&self) -> usize {
        self.diagonals.len()
    }
}

impl<'a> Active<'a> {
    fn new(rows: usize, columns: &'a [Vec<(u32, f64)>]) -> Self {
        let mut row_count = vec![0u32; rows];
        let mut columns_of_row = vec![Vec::new(); rows];
        for (c, column) in columns.iter().enumerate() {
            for &(r, _) in column {
                row_count[r as usize] += 1;
                columns_of_row[r as usize].push(c as u32);
            }
        }
        Self {
            columns,
            row_count,
            column_count: columns.iter().map(|c| c.len() as u32).collect(),
            row_done: vec![false; rows],
            column_done: vec![false; columns.len()],
            columns_of_row,
        }
    }

    /// Takes a pivot's row and column out and queues what became a singleton.
    fn retire(&mut self, row: usize, column: usize, column_queue: &mut Vec<u32>, row_queue: &mut Vec<u32>) {
        self.row_done[row] = true;
        self.column_done[column] = true;
        for &c in &self.columns_of_row[row] {
            if !self.column_done[c as usize] {
                self.column_count[c as usize] -= 1;
                if self.column_count[c as usize] == 1 {
                    column_queue.push(c);
                }
            }
        }
        for &(r, _) in &self.columns[column] {
            if !self.row_done[r as usize] {
                self.row_count[r as usize] -= 1;
                if self.row_count[r as usize] == 1 {
                    row_queue.push(r);
                }
            }
        }
    }
}
