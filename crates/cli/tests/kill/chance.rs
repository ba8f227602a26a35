//! Chance from a seed, so that a failure can be had again as far as clocks and disks allow.

/// A sequence of numbers.
#[derive(Debug, Clone)]
pub(crate) struct Chance(u64);

impl Chance {
    /// From `NAHTLOS_KILL_SEED`, else from the system. The seed is printed, so that a failing test shows it.
    pub(crate) fn new() -> Self {
        let given = std::env::var("NAHTLOS_KILL_SEED").ok();
        let seed = match given {
            Some(text) => text.parse().expect("NAHTLOS_KILL_SEED is a number"),
            None => getrandom::u64().expect("the system has chance"),
        };
        println!("NAHTLOS_KILL_SEED={seed}");
        Self(seed)
    }

    /// The next one.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `least` and below `most`.
    pub(crate) fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.next() % (most - least)
    }
}
