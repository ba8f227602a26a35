//! Secrets of applications: hashed before a command, verified when an application signs in. Slow on purpose, so never inside of a
//! transaction. A secret is kept nowhere but as its salted hash.

use crate::{Engine, halt::Halt, users::password};
use argon2::{
    Algorithm, Argon2, Params, Version,
    password_hash::{PasswordHasher as _, phc::PasswordHash},
};
use nahtlos_store::StoreError;
use sha2::{Digest as _, Sha256};

/// How much work a hash is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cost {
    /// For secrets that are secret.
    Full,
    /// For secrets that stand in the documentation: a sandbox's. Slow hashes would protect nothing and make every start slow.
    Known,
}

impl Engine {
    /// The salted hash of a secret (Argon2id, in PHC form).
    ///
    /// # Errors
    /// Faults only.
    pub async fn hash_secret(&self, secret: &str, cost: Cost) -> Result<String, Halt> {
        let salt = self.inner.clock.random();
        let secret = secret.to_owned();
        let made = password::slowly(move || {
            let hasher = hasher(cost)?;
            let made: PasswordHash = hasher
                .hash_password_with_salt(secret.as_bytes(), &salt)
                .map_err(|error| error.to_string())?;
            Ok::<_, String>(made.to_string())
        });
        Ok(made
            .await?
            .map_err(|error| StoreError::other(format!("a secret could not be hashed: {error}")))?)
    }

    /// A new secret, for showing once, and its hash.
    ///
    /// # Errors
    /// Faults only.
    pub async fn new_secret(&self) -> Result<(String, String), Halt> {
        let secret = self.random_text();
        let hash = self.hash_secret(&secret, Cost::Full).await?;
        Ok((secret, hash))
    }

    /// Whether a secret is one of those hashed.
    ///
    /// # Errors
    /// Faults only.
    pub async fn secret_matches(&self, hashes: &[String], secret: &str) -> Result<bool, Halt> {
        for hash in hashes {
            if password::verify(hash, secret).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A text of 256 bits that nobody can guess.
    pub(crate) fn random_text(&self) -> String {
        use base64::Engine as _;
        let bytes = [self.inner.clock.random(), self.inner.clock.random()].concat();
        base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
    }
}

fn hasher(cost: Cost) -> Result<Argon2<'static>, String> {
    let params = match cost {
        Cost::Full => Params::default(),
        Cost::Known => Params::new(Params::MIN_M_COST, 1, 1, None).map_err(|error| error.to_string())?,
    };
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// A text's SHA-256 in hexadecimal digits: tokens are kept under it.
pub(crate) fn digest(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text.as_bytes())
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

/// The id by which a kept secret is named; nothing of the secret can be told from it.
pub fn secret_id(hash: &str) -> String {
    digest(hash)[..16].to_owned()
}
