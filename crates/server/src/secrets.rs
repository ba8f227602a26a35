//! Encrypts what opens accounts at other services: AES-256-GCM with a key that is not in the database, and the account's id as associated
//! data, so that nothing encrypted for one account opens another.
//!
//! Several keys may be there: the first one encrypts, each opens what it encrypted. Nothing here is ever printed.

use crate::config::{Config, Secret};
use aws_lc_rs::aead::{AES_256_GCM, Aad, Nonce, RandomizedNonceKey};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_model::{
    accounts::Sealed,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt;

/// Bytes of a key.
const KEY: usize = 32;
/// Bytes of a nonce.
const NONCE: usize = 12;
/// Keys at once.
const MOST: usize = 16;

/// What opens an account.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Opener {
    /// The application's secret.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub client_secret: Option<String>,
    /// What a user's sign-in gave.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<String>,
}

impl fmt::Debug for Opener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Opener(…)")
    }
}

struct Key {
    name: String,
    key: RandomizedNonceKey,
}

/// The keys, the newest first.
pub(crate) struct Keyring(Vec<Key>);

impl fmt::Debug for Keyring {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.iter().map(|key| &key.name)).finish()
    }
}

impl Keyring {
    /// The keys that the settings name; none: an empty ring, which refuses everything.
    ///
    /// # Errors
    /// Says which line is no key, and how one is made; never the line itself.
    pub(crate) fn of(config: &Config) -> Result<Self, String> {
        let mut all = Vec::new();
        if let Some(path) = &config.secrets_key_file {
            let text = std::fs::read_to_string(path).map_err(|error| format!("secrets-key-file {}: {error}", path.display()))?;
            all.push((format!("secrets-key-file {}", path.display()), Secret(text)));
        }
        if let Some(keys) = &config.secrets_key {
            all.push(("secrets-key".to_owned(), keys.clone()));
        }
        let mut ring = Vec::new();
        for (place, text) in all {
            let lines = text.0.split(['\n', ',']).map(str::trim).enumerate();
            for (at, line) in lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
                let key = key(line).ok_or_else(|| {
                    format!(
                        "{place}, entry {}: it is no key of 32 bytes in base64; make one with `openssl rand -base64 32`",
                        at + 1
                    )
                })?;
                ring.push(key);
            }
        }
        match ring.len() {
            0..=MOST => Ok(Self(ring)),
            many => Err(format!(
                "{many} secrets keys are too many; at most {MOST} may be there: take away the oldest"
            )),
        }
    }

    /// Whether there is a key to encrypt with.
    ///
    /// # Errors
    /// `SecretsKeyMissing`.
    pub(crate) fn ready(&self) -> Result<(), Refusal> {
        self.newest().map(|_| ())
    }

    fn newest(&self) -> Result<&Key, Refusal> {
        self.0.first().ok_or_else(|| Code::SecretsKeyMissing.into())
    }

    /// Encrypts what opens an account, with the newest key.
    ///
    /// # Errors
    /// `SecretsKeyMissing`.
    pub(crate) fn seal(&self, account: &str, opener: &Opener) -> Result<Sealed, Refusal> {
        let newest = self.newest()?;
        let mut text = serde_json::to_vec(opener).unwrap_or_default();
        let sealed = newest.key.seal_in_place_append_tag(Aad::from(account.as_bytes()), &mut text);
        // A text of some hundred bytes can always be encrypted.
        let nonce = sealed.map_err(|_| Refusal::new(Code::SecretsKeyMissing))?;
        let mut whole = nonce.as_ref().to_vec();
        whole.extend_from_slice(&text);
        Ok(Sealed {
            key: newest.name.clone(),
            text: STANDARD.encode(whole),
            user: opener.refresh_token.is_some(),
        })
    }

    /// Opens what was encrypted for an account.
    ///
    /// # Errors
    /// `SecretsKeyUnknown`: by a key that is not there, or it was not encrypted for this account.
    pub(crate) fn open(&self, account: &str, sealed: &Sealed) -> Result<Opener, Refusal> {
        let unknown = || Refusal::new(Code::SecretsKeyUnknown).with("key", &sealed.key);
        let key = self.0.iter().find(|key| key.name == sealed.key).ok_or_else(unknown)?;
        let whole = STANDARD.decode(&sealed.text).map_err(|_| unknown())?;
        let (nonce, text) = whole.split_at_checked(NONCE).ok_or_else(unknown)?;
        let nonce = Nonce::try_assume_unique_for_key(nonce).map_err(|_| unknown())?;
        let mut text = text.to_vec();
        let opened = key.key.open_in_place(nonce, Aad::from(account.as_bytes()), &mut text);
        serde_json::from_slice(opened.map_err(|_| unknown())?).map_err(|_| unknown())
    }

    /// Whether something is encrypted with the newest key.
    pub(crate) fn is_newest(&self, sealed: &Sealed) -> bool {
        self.0.first().is_none_or(|key| key.name == sealed.key)
    }
}

/// A key, and its name: the beginning of its fingerprint.
fn key(line: &str) -> Option<Key> {
    let bytes: [u8; KEY] = STANDARD.decode(line).ok()?.try_into().ok()?;
    let name: String = Sha256::digest(bytes).iter().take(4).map(|byte| format!("{byte:02x}")).collect();
    let key = RandomizedNonceKey::new(&AES_256_GCM, &bytes).ok()?;
    Some(Key { name, key })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(byte: u8) -> String {
        STANDARD.encode([byte; KEY])
    }

    fn ring(keys: &[&str]) -> Result<Keyring, String> {
        Keyring::of(&Config {
            secrets_key: Some(Secret(keys.join(","))),
            ..Config::default()
        })
    }

    fn opener() -> Opener {
        Opener {
            client_secret: Some("very secret".to_owned()),
            refresh_token: Some("more secret".to_owned()),
        }
    }

    #[test]
    fn what_is_encrypted_is_opened_for_its_account_alone() {
        let ring = ring(&[&text(1)]).unwrap();
        let sealed = ring.seal("account", &opener()).unwrap();
        let whole = format!("{sealed:?} {ring:?} {:?}", opener());
        assert!(
            !whole.contains("secret\"") && !whole.contains("very") && !whole.contains("more secret"),
            "{whole}"
        );
        assert_eq!(ring.open("account", &sealed).unwrap(), opener());
        assert_eq!(ring.open("another", &sealed).unwrap_err().code, Code::SecretsKeyUnknown);
        assert_ne!(ring.seal("account", &opener()).unwrap().text, sealed.text, "never twice the same");
    }

    #[test]
    fn changing_any_byte_is_noticed() {
        let ring = ring(&[&text(1)]).unwrap();
        let sealed = ring.seal("account", &opener()).unwrap();
        let whole = STANDARD.decode(&sealed.text).unwrap();
        for at in 0..whole.len() {
            let mut changed = whole.clone();
            changed[at] ^= 1;
            let changed = Sealed {
                text: STANDARD.encode(changed),
                ..sealed.clone()
            };
            assert!(ring.open("account", &changed).is_err(), "byte {at}");
        }
    }

    #[test]
    fn the_first_key_encrypts_and_older_ones_still_open() {
        let old = ring(&[&text(1)]).unwrap();
        let sealed = old.seal("a", &opener()).unwrap();
        let both = ring(&[&text(2), &text(1)]).unwrap();
        assert_eq!(both.open("a", &sealed).unwrap(), opener());
        assert!(!both.is_newest(&sealed));
        let again = both.seal("a", &opener()).unwrap();
        assert!(both.is_newest(&again));
        let new = ring(&[&text(2)]).unwrap();
        assert_eq!(new.open("a", &again).unwrap(), opener());
        let refused = new.open("a", &sealed).unwrap_err();
        assert!(refused.values.iter().any(|(_, key)| *key == sealed.key.as_str()), "{refused}");
    }

    #[test]
    fn without_a_key_nothing_is_kept_and_what_is_no_key_is_named_by_its_place() {
        let none = Keyring::of(&Config::default()).unwrap();
        assert_eq!(none.seal("a", &opener()).unwrap_err().code, Code::SecretsKeyMissing);
        let wrong = ring(&[&text(1), "hunter2"]).unwrap_err();
        assert!(wrong.contains("entry 2") && !wrong.contains("hunter2"), "{wrong}");
        let file = nahtlos_testbed::folder();
        let path = file.path().join("keys");
        std::fs::write(&path, format!("# newest first\n{}\n{}\n", text(2), text(1))).unwrap();
        let config = Config {
            secrets_key_file: Some(path),
            ..Config::default()
        };
        assert_eq!(Keyring::of(&config).unwrap().0.len(), 2);
    }
}
