//! Chance for ids of requests and for spreading retries.
//!
//! Used when sending. Nothing that is stored or proved may come from here; a caller that needs the same id again gives its own key.

use std::time::Duration;
use uuid::{Builder, Uuid};

/// A new random GUID.
pub(crate) fn guid() -> Uuid {
    Builder::from_random_bytes(bytes()).into_uuid()
}

/// A random part of a duration, from half of it to the whole.
pub(crate) fn spread(wait: Duration) -> Duration {
    let [a, b, ..] = bytes();
    let part = u32::from(u16::from_le_bytes([a, b]));
    wait / 2 + wait / 2 * part / u32::from(u16::MAX)
}

fn bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    // Without the system's randomness ids would collide; that is no state to go on in.
    getrandom::fill(&mut bytes).expect("the operating system gives random bytes");
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guids_differ_and_are_random_ones() {
        let (a, b) = (guid(), guid());
        assert_ne!(a, b);
        assert_eq!(a.get_version_num(), 4);
    }

    #[test]
    fn a_spread_wait_stays_between_half_and_whole() {
        let wait = Duration::from_secs(8);
        for _ in 0..100 {
            assert!((wait / 2..=wait).contains(&spread(wait)));
        }
    }
}
