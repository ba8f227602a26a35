//! LU factors of a basis: singletons first, Markowitz on what is left, Forrest–Tomlin updates.
//! Called by `programme`, `dual` and `primal`. The basic variable that pivots in a row lives at that row's position,
//! so rows and positions are one numbering. Nothing here may depend on anything but the columns given.

mod eliminate;

use super::sparse::{Marks, Sparse};

/// Below this a pivot counts as zero.
const PIVOT_TOLERANCE: f64 = 1e-9;
/// Below this an entry of a solved vector is rounding.
const DROP: f64 = 1e-14;
/// Updates after which the basis is factorised anew.
const UPDATES: usize = 100;

/// The columns of a basis, one after another.
#[derive(Debug, Default, Clone)]
pub(super) struct Columns {
    pub(super) starts: Vec<u32>,
    pub(super) entries: Vec<(u32, f64)>,
}

/// Factors `L R U` of one basis: `R` holds the row operations of the updates.
#[derive(Debug, Default, Clone)]
pub(super) struct Factor {
    /// `L` without its diagonal, by columns and by rows; rows are in the order of the first pivots.
    lower: Lists,
    lower_rows: Lists,
    first_order: Vec<u32>,
    first_place: Vec<u32>,
    /// Rows in the order of their pivots now, and where each stands in it.
    order: Vec<u32>,
    place: Vec<u32>,
    pivots: Vec<f64>,
    /// `U` without its diagonal, by columns and by rows.
    above: Vec<Vec<(u32, f64)>>,
    right: Vec<Vec<(u32, f64)>>,
    updates: Etas,
    /// Entries of `L` and `U` after the factorisation, and of all factors now.
    fresh: usize,
    filled: usize,
    scratch: Vec<f64>,
    marks: Marks,
    list: Vec<u32>,
}

/// For each row a list of entries.
#[derive(Debug, Default, Clone)]
struct Lists {
    ranges: Vec<(u32, u32)>,
    entries: Vec<(u32, f64)>,
}

impl Lists {
    fn clear(&mut self, rows: usize) {
        self.ranges.clear();
        self.ranges.resize(rows, (0, 0));
        self.entries.clear();
    }

    fn put(&mut self, row: usize, entries: impl Iterator<Item = (u32, f64)>) {
        let from = self.entries.len() as u32;
        self.entries.extend(entries);
        self.ranges[row] = (from, self.entries.len() as u32);
    }

    #[inline]
    fn of(&self, row: usize) -> &[(u32, f64)] {
        let (from, to) = self.ranges[row];
        &self.entries[from as usize..to as usize]
    }
}

/// Row operations, in order.
#[derive(Debug, Default, Clone)]
struct Etas {
    heads: Vec<(u32, u32, u32)>,
    entries: Vec<(u32, f64)>,
}

impl Etas {
    #[inline]
    fn of(&self, from: u32, to: u32) -> &[(u32, f64)] {
        &self.entries[from as usize..to as usize]
    }
}

impl Factor {
    /// Solves `B w = v` in place: `v` by rows in, `w` by positions out; `spike`, when wanted, gets what [`Factor::update`] needs.
    pub(super) fn solve(&mut self, v: &mut Sparse, spike: Option<&mut Vec<(u32, f64)>>) {
        let mut marks = std::mem::take(&mut self.marks);
        let mut list = std::mem::take(&mut self.list);
        let values = &mut v.values;
        list.clear();
        if self.lower.entries.is_empty() {
            list.append(&mut v.support);
        } else {
            v.support.drain(..).for_each(|r| {
                marks.insert(self.first_place[r as usize]);
            });
            let mut from = 0;
            while let Some(at) = marks.pop_least(&mut from) {
                let row = self.first_order[at as usize];
                let x = values[row as usize];
                list.push(row);
                for &(r, f) in self.lower.of(row as usize) {
                    values[r as usize] -= f * x;
                    marks.insert(self.first_place[r as usize]);
                }
            }
        }
        for &row in &list {
            marks.insert(self.place[row as usize]);
        }
        for &(row, from, to) in &self.updates.heads {
            let sum: f64 = self.updates.of(from, to).iter().map(|&(r, f)| f * values[r as usize]).sum();
            if sum != 0.0 {
                values[row as usize] -= sum;
                if marks.insert(self.place[row as usize]) {
                    list.push(row);
                }
            }
        }
        if let Some(spike) = spike {
            spike.clear();
            spike.extend(list.iter().map(|&r| (r, values[r as usize])).filter(|(_, x)| x.abs() > DROP));
        }
        let mut to = marks.words();
        while let Some(at) = marks.pop_greatest(&mut to) {
            let row = self.order[at as usize] as usize;
            let x = values[row] / self.pivots[row];
            if x.abs() < DROP {
                values[row] = 0.0;
                continue;
            }
            values[row] = x;
            v.support.push(row as u32);
            for &(r, u) in &self.above[row] {
                values[r as usize] -= u * x;
                marks.insert(self.place[r as usize]);
            }
        }
        self.marks = marks;
        self.list = list;
    }

    /// Solves `Bᵀ y = c` in place: `c` by positions in, `y` by rows out.
    pub(super) fn solve_transposed(&mut self, c: &mut Sparse) {
        let mut marks = std::mem::take(&mut self.marks);
        let mut list = std::mem::take(&mut self.list);
        let values = &mut c.values;
        c.support.drain(..).for_each(|r| {
            marks.insert(self.place[r as usize]);
        });
        list.clear();
        let mut from = 0;
        while let Some(at) = marks.pop_least(&mut from) {
            let row = self.order[at as usize] as usize;
            let x = values[row] / self.pivots[row];
            if x.abs() < DROP {
                values[row] = 0.0;
                continue;
            }
            values[row] = x;
            list.push(row as u32);
            for &(r, u) in &self.right[row] {
                values[r as usize] -= u * x;
                marks.insert(self.place[r as usize]);
            }
        }
        for &row in &list {
            marks.insert(self.first_place[row as usize]);
        }
        for &(row, from, to) in self.updates.heads.iter().rev() {
            let x = values[row as usize];
            if x != 0.0 {
                for &(r, f) in self.updates.of(from, to) {
                    values[r as usize] -= f * x;
                    marks.insert(self.first_place[r as usize]);
                }
            }
        }
        let mut to = marks.words();
        while let Some(at) = marks.pop_greatest(&mut to) {
            let row = self.first_order[at as usize];
            let x = values[row as usize];
            if x.abs() < DROP {
                values[row as usize] = 0.0;
                continue;
            }
            c.support.push(row);
            for &(r, f) in self.lower_rows.of(row as usize) {
                values[r as usize] -= f * x;
                marks.insert(self.first_place[r as usize]);
            }
        }
        self.marks = marks;
        self.list = list;
    }

    /// Replaces the basic variable at `row` by one whose column, solved up to `U`, is `spike`.
    pub(super) fn update(&mut self, row: usize, spike: &[(u32, f64)]) {
        let mut work = std::mem::take(&mut self.scratch);
        let old = std::mem::take(&mut self.right[row]);
        for &(r, u) in &old {
            self.above[r as usize].retain(|(i, _)| *i as usize != row);
            work[r as usize] = u;
            self.marks.insert(self.place[r as usize]);
        }
        self.filled -= old.len();
        let from = self.updates.entries.len() as u32;
        if !old.is_empty() {
            let mut from = 0;
            while let Some(at) = self.marks.pop_least(&mut from) {
                let other = self.order[at as usize];
                let factor = std::mem::take(&mut work[other as usize]) / self.pivots[other as usize];
                if factor.abs() < DROP {
                    continue;
                }
                self.updates.entries.push((other, factor));
                for &(r, u) in &self.right[other as usize] {
                    work[r as usize] -= factor * u;
                    self.marks.insert(self.place[r as usize]);
                }
            }
        }
        self.right[row] = old;
        self.right[row].clear();
        self.scratch = work;
        let to = self.updates.entries.len() as u32;
        self.filled += (to - from) as usize;
        self.updates.heads.push((row as u32, from, to));
        self.replace_column(row, spike, from, to);
        // Its old place stays in the order, never to be marked again.
        self.place[row] = self.order.len() as u32;
        self.order.push(row as u32);
    }

    fn replace_column(&mut self, row: usize, spike: &[(u32, f64)], from: u32, to: u32) {
        let mut column = std::mem::take(&mut self.above[row]);
        self.filled -= column.len();
        for &(r, _) in &column {
            self.right[r as usize].retain(|(i, _)| *i as usize != row);
        }
        column.clear();
        let mut pivot = 0.0;
        for &(r, x) in spike {
            if r as usize == row {
                pivot += x;
            } else {
                column.push((r, x));
                self.right[r as usize].push((row as u32, x));
            }
            self.scratch[r as usize] = x;
        }
        let taken: f64 = self.updates.of(from, to).iter().map(|&(r, f)| f * self.scratch[r as usize]).sum();
        for &(r, _) in spike {
            self.scratch[r as usize] = 0.0;
        }
        self.pivots[row] = pivot - taken;
        self.filled += column.len();
        self.above[row] = column;
    }

    /// Whether updates have piled up enough to factorise anew.
    pub(super) fn is_worn(&self) -> bool {
        self.updates() >= UPDATES + self.place.len() / 40 || self.filled > 2 * self.fresh + 2_000
    }

    /// Updates since the last factorisation.
    pub(super) fn updates(&self) -> usize {
        self.updates.heads.len()
    }
}
