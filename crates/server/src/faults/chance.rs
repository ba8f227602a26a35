//! Chances from a seed: the same seed and the same number of the call give the same lot, whatever else happens.

/// Parts of one.
pub(super) const WHOLE: u64 = 1_000_000;

/// Whether a call is met with a probability in millionths.
pub(super) fn strikes(seed: u64, call: u64, millionths: u64) -> bool {
    mixed(seed ^ mixed(call)) % WHOLE < millionths
}

/// SplitMix64's finish: every bit of what goes in changes about half of what comes out.
fn mixed(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quarter_is_about_a_quarter_and_the_same_every_time() {
        let hits = |seed| (1..=10_000).filter(|call| strikes(seed, *call, WHOLE / 4)).collect::<Vec<u64>>();
        for seed in [0, 1, 42, u64::MAX] {
            assert!((2_300..2_700).contains(&hits(seed).len()), "{seed}: {}", hits(seed).len());
            assert_eq!(hits(seed), hits(seed));
        }
        assert_ne!(hits(1), hits(2));
        assert!((1..1_000).all(|call| strikes(7, call, WHOLE) && !strikes(7, call, 0)));
    }
}
