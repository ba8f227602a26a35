//! Brute force: who fails too often must wait, longer with every further failure. And one at a time per name, so that many guesses
//! sent at once count as many.
//!
//! Kept in memory, per process; by hash, so that nobody's name can be read here and the number of names is bounded.

use parking_lot::Mutex;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// Failures that cost no waiting.
const FREE: u32 = 10;
/// Waiting after the first failure beyond, in milliseconds; doubled with every further one.
const WAIT_MS: i64 = 60_000;
/// Longest waiting.
const LONGEST_MS: i64 = 15 * 60_000;
/// After so long without a failure all are forgiven.
const FORGIVEN_MS: i64 = 60 * 60_000;
/// Names remembered.
const NAMES: usize = 50_000;
/// Names that are verified side by side.
const STRIPES: usize = 64;

#[derive(Debug, Clone, Copy)]
struct Failed {
    count: u32,
    last_ms: i64,
    until_ms: i64,
}

/// Failures by name.
#[derive(Debug)]
pub(crate) struct Attempts {
    failed: Mutex<HashMap<[u8; 32], Failed>>,
    stripes: Vec<tokio::sync::Mutex<()>>,
}

impl Default for Attempts {
    fn default() -> Self {
        Self {
            failed: Mutex::default(),
            stripes: (0..STRIPES).map(|_| tokio::sync::Mutex::new(())).collect(),
        }
    }
}

fn key(name: &str) -> [u8; 32] {
    Sha256::digest(name.trim().to_lowercase().as_bytes()).into()
}

impl Attempts {
    /// Waits until no other attempt under the name is under way.
    pub(crate) async fn turn(&self, name: &str) -> tokio::sync::MutexGuard<'_, ()> {
        self.stripes[usize::from(key(name)[0]) % STRIPES].lock().await
    }

    /// Whether another attempt may be made; else the seconds to wait.
    pub(crate) fn may_try(&self, name: &str, now_ms: i64) -> Result<(), i64> {
        match self.failed.lock().get(&key(name)) {
            Some(failed) if failed.until_ms > now_ms => Err((failed.until_ms - now_ms) / 1000 + 1),
            _ => Ok(()),
        }
    }

    /// Records a failure.
    pub(crate) fn failed(&self, name: &str, now_ms: i64) {
        let mut all = self.failed.lock();
        if all.len() >= NAMES {
            all.retain(|_, f| f.last_ms + FORGIVEN_MS > now_ms);
        }
        if all.len() >= NAMES {
            // A spray over many names: those who failed often are the ones to remember.
            all.retain(|_, f| f.count >= FREE);
        }
        if all.len() >= NAMES {
            all.clear();
        }
        let entry = all.entry(key(name)).or_insert(Failed {
            count: 0,
            last_ms: now_ms,
            until_ms: 0,
        });
        if entry.last_ms + FORGIVEN_MS <= now_ms {
            entry.count = 0;
        }
        entry.count += 1;
        entry.last_ms = now_ms;
        if let Some(beyond) = entry.count.checked_sub(FREE) {
            entry.until_ms = now_ms + (WAIT_MS << beyond.min(10)).min(LONGEST_MS);
        }
    }

    /// A success: all are forgiven.
    pub(crate) fn succeeded(&self, name: &str) {
        self.failed.lock().remove(&key(name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tenth_failure_makes_wait_and_later_ones_longer() {
        let attempts = Attempts::default();
        for _ in 0..FREE - 1 {
            attempts.failed("Ada@x.example", 0);
        }
        assert_eq!(attempts.may_try("ada@x.example", 1), Ok(()));
        attempts.failed("ada@x.example", 0);
        assert_eq!(attempts.may_try("ADA@x.example", 1000), Err(60));
        assert_eq!(attempts.may_try("bob@x.example", 1000), Ok(()));
        assert_eq!(attempts.may_try("ada@x.example", WAIT_MS), Ok(()));
        attempts.failed("ada@x.example", WAIT_MS);
        assert_eq!(attempts.may_try("ada@x.example", WAIT_MS), Err(121));
        for _ in 0..40 {
            attempts.failed("ada@x.example", WAIT_MS);
        }
        assert_eq!(attempts.may_try("ada@x.example", WAIT_MS), Err(LONGEST_MS / 1000 + 1));
        attempts.succeeded("ada@x.example");
        assert_eq!(attempts.may_try("ada@x.example", WAIT_MS), Ok(()));
    }

    #[test]
    fn failures_are_forgiven_after_an_hour() {
        let attempts = Attempts::default();
        for _ in 0..FREE - 1 {
            attempts.failed("ada", 0);
        }
        attempts.failed("ada", FORGIVEN_MS);
        assert_eq!(attempts.may_try("ada", FORGIVEN_MS), Ok(()));
    }
}
