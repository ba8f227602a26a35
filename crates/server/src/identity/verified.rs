//! Secrets of applications that were verified a moment ago: a slow hash is worked once, not with every token.
//!
//! Kept is a salted hash of client id and secret, never the secret; the salt is this process's own. A changed application (a secret
//! taken away) has another version, so what was verified before does not count after.

use crate::ambient::Machine;
use nahtlos_engine::ambient::Ambient as _;
use nahtlos_model::partners::Application;
use parking_lot::Mutex;
use sha2::{Digest as _, Sha256};
use std::collections::HashMap;

/// How long a success counts after it was last used, in milliseconds.
const LIFE_MS: i64 = 10 * 60_000;
/// Successes remembered.
const KEPT: usize = 10_000;

#[derive(Debug, Clone, Copy)]
struct Success {
    version: i64,
    until_ms: i64,
}

/// Successes by hash.
pub(crate) struct Verified {
    salt: [u8; 32],
    known: Mutex<HashMap<[u8; 32], Success>>,
}

impl std::fmt::Debug for Verified {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Verified {{ {} }}", self.known.lock().len())
    }
}

impl Default for Verified {
    fn default() -> Self {
        let mut salt = [0; 32];
        salt[..16].copy_from_slice(&Machine.random());
        salt[16..].copy_from_slice(&Machine.random());
        Self {
            salt,
            known: Mutex::default(),
        }
    }
}

impl Verified {
    fn key(&self, application: &Application, secret: &str) -> [u8; 32] {
        let mut hash = Sha256::new();
        hash.update(self.salt);
        hash.update(application.id.as_bytes());
        hash.update([0]);
        hash.update(secret.as_bytes());
        hash.finalize().into()
    }

    /// Whether the secret was verified for the application as it is now.
    pub(crate) fn has(&self, application: &Application, secret: &str, now_ms: i64) -> bool {
        let mut known = self.known.lock();
        let success = known.get_mut(&self.key(application, secret));
        let Some(success) = success.filter(|s| s.version == application.version && s.until_ms > now_ms) else {
            return false;
        };
        success.until_ms = now_ms + LIFE_MS;
        true
    }

    /// Remembers a success.
    pub(crate) fn remember(&self, application: &Application, secret: &str, now_ms: i64) {
        let key = self.key(application, secret);
        let mut known = self.known.lock();
        if known.len() >= KEPT {
            known.retain(|_, s| s.until_ms > now_ms);
        }
        if known.len() >= KEPT {
            known.clear();
        }
        let success = Success {
            version: application.version,
            until_ms: now_ms + LIFE_MS,
        };
        known.insert(key, success);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_success_counts_for_its_secret_version_and_time() {
        let application = Application {
            id: "app".into(),
            tenant_id: "t".into(),
            name: String::new(),
            secrets: Vec::new(),
            redirect_uris: Vec::new(),
            public: false,
            roles: Vec::new(),
            version: 1,
        };
        let verified = Verified::default();
        verified.remember(&application, "secret", 0);
        assert!(verified.has(&application, "secret", LIFE_MS - 1));
        assert!(verified.has(&application, "secret", 2 * LIFE_MS - 2), "used meanwhile");
        assert!(!verified.has(&application, "other", 1));
        assert!(!verified.has(&application, "secret", 4 * LIFE_MS));
        let changed = Application { version: 2, ..application };
        assert!(!verified.has(&changed, "secret", 1));
        assert!(!format!("{verified:?}").contains("secret"));
    }
}
