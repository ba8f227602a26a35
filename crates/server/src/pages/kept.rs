//! What waits in memory for its person's next step, such as files that were read and wait for a yes: one of a kind for each, for a while. A work
//! that was begun at one process goes on there.

use parking_lot::Mutex;
use std::collections::HashMap;

/// Milliseconds for which something waits.
const WAITS_MS: i64 = 30 * 60 * 1000;

/// Things that wait, by whose they are.
pub(crate) struct Kept<T>(Mutex<HashMap<String, Waiting<T>>>);

#[derive(Clone)]
struct Waiting<T> {
    id: String,
    bytes: usize,
    since_ms: i64,
    what: T,
}

impl<T> Default for Kept<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> std::fmt::Debug for Kept<T> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Kept")
    }
}

impl<T: Clone> Kept<T> {
    /// Keeps something instead of what its owner had before, as long as all together have no more bytes than one may have: the oldest go.
    pub(super) fn keep(&self, owner: &str, id: &str, (bytes, most): (usize, usize), since_ms: i64, what: T) {
        let mut all = self.0.lock();
        let waiting = Waiting {
            id: id.to_owned(),
            bytes,
            since_ms,
            what,
        };
        all.insert(owner.to_owned(), waiting);
        all.retain(|_, kept| since_ms - kept.since_ms < WAITS_MS);
        while all.len() > 1 && all.values().map(|kept| kept.bytes).sum::<usize>() > most {
            let oldest = all.iter().min_by_key(|(_, kept)| kept.since_ms).map(|(owner, _)| owner.clone());
            if let Some(oldest) = oldest {
                all.remove(&oldest);
            }
        }
    }

    /// What an owner has, if it is still this one.
    pub(super) fn of(&self, owner: &str, id: &str, now_ms: i64) -> Option<T> {
        let kept = self.0.lock().get(owner).cloned()?;
        (kept.id == id && now_ms - kept.since_ms < WAITS_MS).then_some(kept.what)
    }

    /// Forgets what an owner has.
    pub(super) fn forget(&self, owner: &str) {
        self.0.lock().remove(owner);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_of_each_is_kept_for_a_while_and_the_oldest_go_where_there_is_no_room() {
        let kept = Kept::default();
        kept.keep("ada", "1", (60, 100), 0, "first");
        assert_eq!(kept.of("ada", "1", WAITS_MS - 1), Some("first"));
        assert_eq!(
            (kept.of("ada", "1", WAITS_MS), kept.of("ada", "2", 1), kept.of("ben", "1", 1)),
            (None, None, None)
        );
        kept.keep("ada", "2", (60, 100), 1, "second");
        assert_eq!((kept.of("ada", "1", 2), kept.of("ada", "2", 2)), (None, Some("second")));
        kept.keep("ben", "1", (60, 100), 2, "third");
        assert_eq!((kept.of("ada", "2", 3), kept.of("ben", "1", 3)), (None, Some("third")));
        // One that is larger than all may be is alone, and there.
        kept.keep("cem", "1", (500, 100), 3, "large");
        assert_eq!((kept.of("ben", "1", 4), kept.of("cem", "1", 4)), (None, Some("large")));
        kept.forget("cem");
        assert_eq!(kept.of("cem", "1", 4), None);
    }
}
