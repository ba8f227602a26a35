//! Chance from a seed (SplitMix64): the same numbers on every machine and with every version of every library.

/// A stream of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// A stream of its own for each purpose of a seed, so that what one draws more does not change what another draws.
    pub(crate) fn new(seed: u64, purpose: u64) -> Self {
        let mut chance = Self(seed ^ purpose.wrapping_mul(0xA076_1D64_78BD_642F));
        chance.next();
        chance
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `least` to `most`, both included.
    pub(crate) fn between(&mut self, least: i64, most: i64) -> i64 {
        let width = most.saturating_sub(least).max(0).unsigned_abs() + 1;
        least + i64::try_from(self.next() % width).unwrap_or(0)
    }

    /// A place in a list of so many.
    pub(crate) fn place(&mut self, of: usize) -> usize {
        usize::try_from(self.next() % of.max(1) as u64).unwrap_or(0)
    }

    /// True so often in a thousand times.
    pub(crate) fn permille(&mut self, times: u64) -> bool {
        self.next() % 1000 < times
    }

    /// One of a list.
    pub(crate) fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.place(of.len())]
    }

    pub(crate) fn bytes(&mut self) -> [u8; 16] {
        let mut all = [0; 16];
        all[..8].copy_from_slice(&self.next().to_be_bytes());
        all[8..].copy_from_slice(&self.next().to_be_bytes());
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_numbers_and_purposes_differ() {
        let draw = |seed, purpose| {
            let mut chance = Chance::new(seed, purpose);
            (0..8).map(|_| chance.next()).collect::<Vec<_>>()
        };
        assert_eq!(draw(7, 1), draw(7, 1));
        assert_ne!(draw(7, 1), draw(7, 2));
        assert_ne!(draw(7, 1), draw(8, 1));
        let mut chance = Chance::new(3, 3);
        assert!((0..1000).map(|_| chance.between(-2, 2)).all(|n| (-2..=2).contains(&n)));
        assert!(!chance.permille(0) && chance.permille(1000));
    }
}
