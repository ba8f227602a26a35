//! The journal of a move: what was decided, attempted, answered and seen, in order, each entry chained to the one before by its hash. It is
//! what evidence is made of, and nothing in it is ever changed.

use crate::{audit::Hash, instants::Instant};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// From 1.
    pub number: i64,
    /// When.
    pub at: Instant,
    /// What it says; see [`kinds`].
    pub kind: String,
    /// The step it is about; empty: the move as a whole.
    pub step: String,
    /// JSON.
    pub body: String,
    /// Hash of the entry and all before it, in hexadecimal.
    pub hash: String,
}

/// What entries say.
pub mod kinds {
    /// The move began: customer, account, settings, digest of the estate.
    pub const BEGUN: &str = "begun";
    /// A plan was made and proved: its version, digest and cost.
    pub const PLANNED: &str = "planned";
    /// The plan was shown to the customer.
    pub const OFFERED: &str = "offered";
    /// It was taken back.
    pub const WITHDRAWN: &str = "withdrawn";
    /// Somebody said yes: who, to which digest, within which limits.
    pub const APPROVED: &str = "approved";
    /// A plan from the present was taken within the limits of a yes: which, and how far it differs.
    pub const ADOPTED: &str = "adopted";
    /// No plan could be made from the present, and why.
    pub const NOT_PLANNED: &str = "notPlanned";
    /// A step began.
    pub const BEGAN: &str = "began";
    /// The tenant was looked at: what was seen, in numbers, and its digest.
    pub const SEEN: &str = "seen";
    /// The present was proved: users, pools, the tightest day.
    pub const PROVED: &str = "proved";
    /// The present was refuted: the counter-example.
    pub const REFUTED: &str = "refuted";
    /// A deed is attempted: its number, key, and everything that is sent.
    pub const ATTEMPTED: &str = "attempted";
    /// What came of it.
    pub const ANSWERED: &str = "answered";
    /// What a step is for was seen.
    pub const DONE: &str = "done";
    /// A step is not needed.
    pub const SKIPPED: &str = "skipped";
    /// A person was asked.
    pub const ASKED: &str = "asked";
    /// A person says that a task is done.
    pub const CONFIRMED: &str = "confirmed";
    /// It stands still, and why.
    pub const HALTED: &str = "halted";
    /// It goes on.
    pub const RESUMED: &str = "resumed";
    /// Everything is done.
    pub const COMPLETED: &str = "completed";
    /// It was given up.
    pub const ABANDONED: &str = "abandoned";
}

impl Entry {
    /// An entry after another: `before` is that one's hash, or empty for the first.
    pub fn after(before: &str, number: i64, at: Instant, kind: &str, step: &str, body: String) -> Self {
        let hash = hash(before, number, at, kind, step, &body);
        Self {
            number,
            at,
            kind: kind.to_owned(),
            step: step.to_owned(),
            body,
            hash,
        }
    }

    /// Whether its hash is what it must be after another's.
    pub fn follows(&self, before: &str) -> bool {
        self.hash == hash(before, self.number, self.at, &self.kind, &self.step, &self.body)
    }
}

/// Every field goes in with its length, so that none can flow into another.
fn hash(before: &str, number: i64, at: Instant, kind: &str, step: &str, body: &str) -> String {
    let mut sha = Sha256::new();
    let (number, at) = (number.to_string(), at.0.to_string());
    for field in [before, &number, &at, kind, step, body] {
        sha.update((field.len() as u64).to_be_bytes());
        sha.update(field.as_bytes());
    }
    let bytes: Hash = sha.finalize().into();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_in_the_hash() {
        let entry = |before: &str| Entry::after(before, 1, Instant(5), kinds::DONE, "s1", "{}".to_owned());
        let first = entry("");
        assert!(first.follows("") && !first.follows("x") && first.hash != entry("x").hash);
        let changes: [&dyn Fn(&mut Entry); 5] = [
            &|e| e.number = 2,
            &|e| e.at = Instant(6),
            &|e| e.kind = kinds::SKIPPED.to_owned(),
            &|e| e.step = "s2".to_owned(),
            &|e| e.body = "{ }".to_owned(),
        ];
        for change in changes {
            let mut changed = first.clone();
            change(&mut changed);
            assert!(!changed.follows(""), "{changed:?}");
        }
        // A character that moves from one field to the next changes it, too.
        let flows = Entry::after("", 1, Instant(5), "don", "es1", "{}".to_owned());
        assert_ne!(flows.hash, first.hash);
    }
}
