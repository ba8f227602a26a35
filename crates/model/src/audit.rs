//! The audit chain: every change with who, what, before and after, chained by hash per scope (a customer, or a partner's own things).
//!
//! A link's hash covers the hash before it, so that nothing can be changed, left out or put in without being seen.

use crate::instants::Instant;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A hash.
pub type Hash = [u8; 32];

/// The hash before the first link.
pub const GENESIS: Hash = [0; 32];

/// A change, as recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The partner who acted or is concerned; empty: none.
    pub partner_id: String,
    /// The tenant of who acted.
    pub actor_tenant: String,
    /// The user who acted; empty: an application alone, or time.
    pub user: String,
    /// The application; empty: time.
    pub application: String,
    /// Kind of resource, as the reference names it (`subscription`).
    pub resource: String,
    /// Its id.
    pub resource_id: String,
    /// Operation, as the reference names it (`update_subscription`).
    pub operation: String,
    /// Before, as JSON text; empty: it was not there.
    pub before: String,
    /// After, as JSON text; empty: it is gone.
    pub after: String,
    /// Correlation id of the request.
    pub correlation: String,
    /// Id of the request.
    pub request: String,
    /// Sign-in name of the user at that time; empty: none, or not recorded yet when this was written.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub user_name: String,
    /// What came of it, in the reference's word ([`PROGRESS`], [`DECLINE`]); empty: it is done.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub status: String,
}

/// Status of what was accepted and is not done yet.
pub const PROGRESS: &str = "progress";
/// Status of an invitation or request that was refused.
pub const DECLINE: &str = "decline";

/// A link of the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Scope.
    pub scope: String,
    /// From 1.
    pub seq: i64,
    /// When.
    pub at: Instant,
    /// The change.
    pub entry: Entry,
}

impl Link {
    /// Its hash, given the hash before it.
    pub fn hash(&self, before: &Hash) -> Hash {
        self.entry.hash(before, &self.scope, self.seq, self.at)
    }
}

impl Entry {
    /// Its hash at its place in a scope's chain, given the hash before it. Every field is hashed with its length, so that none can flow
    /// into another. Members that came later are hashed with their names, and only where they are not empty: chains written before
    /// stay true.
    pub fn hash(&self, before: &Hash, scope: &str, seq: i64, at: Instant) -> Hash {
        let mut hasher = Sha256::new();
        hasher.update(before);
        let mut text = |part: &str| {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        };
        let e = self;
        text(scope);
        text(&seq.to_string());
        text(&at.0.to_string());
        for part in [
            &e.partner_id,
            &e.actor_tenant,
            &e.user,
            &e.application,
            &e.resource,
            &e.resource_id,
            &e.operation,
            &e.before,
            &e.after,
            &e.correlation,
            &e.request,
        ] {
            text(part);
        }
        for (name, part) in [("userName", &e.user_name), ("status", &e.status)] {
            if !part.is_empty() {
                text(name);
                text(part);
            }
        }
        hasher.finalize().into()
    }
}

/// A customer's head taken into a partner's chain: one hash then vouches for all of the partner's customers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// From 1, in the partner's chain.
    pub seq: i64,
    /// The customer whose head it is.
    pub scope: String,
    /// The head's number.
    pub scope_seq: i64,
    /// The head's hash.
    pub scope_hash: Hash,
    /// When it was taken.
    pub at: Instant,
}

impl Seal {
    /// Its hash in a partner's chain, given the hash before it.
    pub fn hash(&self, partner: &str, before: &Hash) -> Hash {
        let mut hasher = Sha256::new();
        hasher.update(before);
        for part in [
            partner,
            &self.seq.to_string(),
            &self.scope,
            &self.scope_seq.to_string(),
            &self.at.0.to_string(),
        ] {
            hasher.update((part.len() as u64).to_be_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.update(self.scope_hash);
        hasher.finalize().into()
    }
}

/// What is wrong with a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Break {
    /// A number is missing or comes twice.
    Number {
        /// Expected.
        expected: i64,
        /// Found.
        found: i64,
    },
    /// The link's hash is not its content's.
    Content {
        /// Number of the first such link.
        seq: i64,
    },
}

/// Walks a chain from its beginning and names the first broken link.
///
/// # Errors
/// The first break.
pub fn verify<'a>(links: impl IntoIterator<Item = (&'a Link, &'a Hash)>) -> Result<Hash, Break> {
    let (mut before, mut expected) = (GENESIS, 1);
    for (link, stored) in links {
        if link.seq != expected {
            return Err(Break::Number { expected, found: link.seq });
        }
        let hash = link.hash(&before);
        if hash != *stored {
            return Err(Break::Content { seq: link.seq });
        }
        before = hash;
        expected += 1;
    }
    Ok(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chain(n: i64) -> Vec<(Link, Hash)> {
        let mut before = GENESIS;
        (1..=n)
            .map(|seq| {
                let entry = Entry {
                    partner_id: "p".into(),
                    actor_tenant: "p".into(),
                    user: "ada".into(),
                    application: String::new(),
                    resource: "subscription".into(),
                    resource_id: seq.to_string(),
                    operation: "update_subscription".into(),
                    before: "{}".into(),
                    after: "{\"quantity\":1}".into(),
                    correlation: String::new(),
                    request: String::new(),
                    user_name: String::new(),
                    status: String::new(),
                };
                let link = Link {
                    scope: "c".into(),
                    seq,
                    at: Instant(seq),
                    entry,
                };
                before = link.hash(&before);
                (link, before)
            })
            .collect()
    }

    #[test]
    fn a_change_is_found_where_it_is() {
        let good = chain(5);
        assert!(verify(good.iter().map(|(l, h)| (l, h))).is_ok());
        let mut bad = good.clone();
        bad[2].0.entry.after = "{\"quantity\":2}".into();
        assert_eq!(verify(bad.iter().map(|(l, h)| (l, h))), Err(Break::Content { seq: 3 }));
        let mut missing = good.clone();
        missing.remove(1);
        assert_eq!(
            verify(missing.iter().map(|(l, h)| (l, h))),
            Err(Break::Number { expected: 2, found: 3 })
        );
        let mut shifted = good;
        shifted[0].0.entry.user = "ad".into();
        shifted[0].0.entry.application = "a".into();
        assert_eq!(verify(shifted.iter().map(|(l, h)| (l, h))), Err(Break::Content { seq: 1 }));
    }

    #[test]
    fn a_chain_from_before_the_sign_in_name_stays_true() {
        let (_, hash) = chain(1).remove(0);
        let text: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(text, "7b15c776a4ebbc37eeba1fed08b3e718b2f8deb531d66ee83c2e95387d4e39df");
    }

    #[test]
    fn the_sign_in_name_and_the_status_are_kept_apart() {
        let (link, plain) = chain(1).remove(0);
        let with = |user_name: &str, status: &str| {
            let mut link = link.clone();
            (link.entry.user_name, link.entry.status) = (user_name.into(), status.into());
            link.hash(&GENESIS)
        };
        let all = [plain, with("a", ""), with("", "a"), with("a", "a"), with("statusa", "")];
        for (at, one) in all.iter().enumerate() {
            assert!(!all[at + 1..].contains(one));
        }
    }
}
