//! Sets of small numbers (service plans, SKUs), all of one universe equally wide. Used by the proof only.

/// A set of numbers below the width it was made for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Bits(Vec<u64>);

impl Bits {
    /// The empty set of a universe of `size` numbers.
    pub(crate) fn empty(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64).max(1)])
    }

    /// Puts `n` in.
    pub(crate) fn insert(&mut self, n: usize) {
        self.0[n / 64] |= 1 << (n % 64);
    }

    /// Takes `n` out.
    pub(crate) fn remove(&mut self, n: usize) {
        self.0[n / 64] &= !(1 << (n % 64));
    }

    /// Whether `n` is in.
    pub(crate) fn has(&self, n: usize) -> bool {
        self.0[n / 64] >> (n % 64) & 1 == 1
    }

    /// Adds everything in `other`.
    pub(crate) fn add(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(a, b)| *a |= b);
    }

    /// What both have.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & b).collect())
    }

    /// What `other` lacks.
    pub(crate) fn minus(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(a, b)| a & !b).collect())
    }

    /// Whether both have something.
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }

    /// Whether `other` has everything of this.
    pub(crate) fn within(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).all(|(a, b)| a & !b == 0)
    }

    /// Whether nothing is in.
    pub(crate) fn is_empty(&self) -> bool {
        self.0.iter().all(|&w| w == 0)
    }

    /// How many are in.
    pub(crate) fn len(&self) -> usize {
        self.0.iter().map(|w| w.count_ones() as usize).sum()
    }

    /// The numbers, ascending.
    pub(crate) fn iter(&self) -> impl Iterator<Item = usize> + '_ {
        self.0.iter().enumerate().flat_map(|(word, &bits)| {
            let mut rest = bits;
            std::iter::from_fn(move || {
                (rest != 0).then(|| {
                    let n = rest.trailing_zeros() as usize;
                    rest &= rest - 1;
                    word * 64 + n
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sets_behave_across_words() {
        let mut a = Bits::empty(130);
        [0, 63, 64, 129].iter().for_each(|&n| a.insert(n));
        let mut b = Bits::empty(130);
        [64, 129].iter().for_each(|&n| b.insert(n));
        assert_eq!(a.iter().collect::<Vec<_>>(), [0, 63, 64, 129]);
        assert!(b.within(&a) && !a.within(&b) && a.meets(&b) && a.len() == 4);
        assert_eq!(a.minus(&b).iter().collect::<Vec<_>>(), [0, 63]);
        assert_eq!(a.and(&b), b);
        b.remove(64);
        b.remove(129);
        assert!(b.is_empty() && !a.meets(&b) && !a.has(1) && a.has(129));
        b.add(&a);
        assert_eq!(a, b);
    }
}
