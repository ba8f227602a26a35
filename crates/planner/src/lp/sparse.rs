//! Vectors with few entries, and sets of small numbers that are swept in order. Called by the other files of `lp`.

/// A vector whose entries outside `support` are zero.
#[derive(Debug, Default, Clone)]
pub(super) struct Sparse {
    pub(super) values: Vec<f64>,
    /// Each place once, in no particular but always the same order.
    pub(super) support: Vec<u32>,
}

impl Sparse {
    pub(super) fn clear(&mut self, length: usize) {
        for &r in &self.support {
            self.values[r as usize] = 0.0;
        }
        self.support.clear();
        self.values.resize(length, 0.0);
    }

    pub(super) fn set(&mut self, row: usize, value: f64) {
        self.values[row] = value;
        self.support.push(row as u32);
    }

    /// The places with their values.
    pub(super) fn iter(&self) -> impl Iterator<Item = (usize, f64)> + '_ {
        self.support.iter().map(|&r| (r as usize, self.values[r as usize]))
    }

    /// Sum of squares.
    pub(super) fn squares(&self) -> f64 {
        self.iter().map(|(_, x)| x * x).sum()
    }
}

/// A set of numbers as bits.
#[derive(Debug, Default, Clone)]
pub(super) struct Marks {
    words: Vec<u64>,
}

impl Marks {
    /// Makes room for numbers below `size`.
    pub(super) fn reserve(&mut self, size: usize) {
        if self.words.len() * 64 < size {
            self.words.resize(size.div_ceil(64), 0);
        }
    }

    pub(super) fn clear(&mut self) {
        self.words.fill(0);
    }

    /// Puts a number in; true if it is new.
    #[inline]
    pub(super) fn insert(&mut self, number: u32) -> bool {
        let (word, bit) = (&mut self.words[number as usize / 64], 1u64 << (number % 64));
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    #[inline]
    pub(super) fn remove(&mut self, number: u32) {
        self.words[number as usize / 64] &= !(1u64 << (number % 64));
    }

    /// Takes the least number out. `from` is a word before which there is none; it moves along.
    #[inline]
    pub(super) fn pop_least(&mut self, from: &mut usize) -> Option<u32> {
        while let Some(word) = self.words.get_mut(*from) {
            if *word != 0 {
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                return Some(*from as u32 * 64 + bit);
            }
            *from += 1;
        }
        None
    }

    /// Takes the greatest number out. From word `to` on there is none; it moves along.
    #[inline]
    pub(super) fn pop_greatest(&mut self, to: &mut usize) -> Option<u32> {
        while *to > 0 {
            let word = &mut self.words[*to - 1];
            if *word != 0 {
                let bit = 63 - word.leading_zeros();
                *word &= !(1u64 << bit);
                return Some((*to as u32 - 1) * 64 + bit);
            }
            *to -= 1;
        }
        None
    }

    pub(super) fn words(&self) -> usize {
        self.words.len()
    }

    /// The numbers, ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(at, &word)| {
            let mut left = word;
            std::iter::from_fn(move || {
                (left != 0).then(|| {
                    let bit = left.trailing_zeros();
                    left &= left - 1;
                    at as u32 * 64 + bit
                })
            })
        })
    }
}
