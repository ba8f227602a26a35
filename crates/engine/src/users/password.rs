//! Passwords: judged and hashed before a command, verified at sign-in. Both are slow on purpose and never run inside a transaction.
//!
//! A text that comes in here goes nowhere else: not into a command, a log, the audit trail or a kept reply.

use crate::{Engine, call::Call, halt::Halt};
use argon2::{
    Argon2,
    password_hash::{PasswordHasher as _, PasswordVerifier as _, phc::PasswordHash},
};
use nahtlos_model::users::judge_password;
use nahtlos_store::StoreError;
use tokio::sync::Semaphore;

/// Hashes under way at once: each takes about 19 MiB while it runs, and a processor.
static TURNS: Semaphore = Semaphore::const_new(4);

/// Judges a password of a user and makes its salted hash (Argon2id, in PHC form).
///
/// # Errors
/// `PasswordWeak`.
pub async fn hash(engine: &Engine, user_principal_name: &str, password: &str) -> Result<String, Halt> {
    judge_password(password, user_principal_name, &engine.numbers())?;
    let salt = engine.inner.clock.random();
    let password = password.to_owned();
    let made = slowly(move || {
        let made: Result<PasswordHash, _> = Argon2::default().hash_password_with_salt(password.as_bytes(), &salt);
        made.map(|hash| hash.to_string())
    });
    Ok(made
        .await?
        .map_err(|error| StoreError::other(format!("a password could not be hashed: {error}")))?)
}

/// Whether a password is the one of a hash. A hash that does not read fits none.
///
/// # Errors
/// Faults only.
pub async fn verify(hash: &str, password: &str) -> Result<bool, Halt> {
    let (hash, password) = (hash.to_owned(), password.to_owned());
    slowly(move || PasswordHash::new(&hash).is_ok_and(|kept| Argon2::default().verify_password(password.as_bytes(), &kept).is_ok())).await
}

/// A call whose kept digest does not betray the password in its content. The digest of a keyed request is kept for a day and is
/// ordinarily a quick hash, against which passwords could be tried out; here it takes as long as trying the kept password.
///
/// # Errors
/// Faults only.
pub async fn shield(call: &Call, content: &[u8]) -> Result<Call, Halt> {
    use std::fmt::Write as _;
    let mut call = call.clone();
    let Some(key) = &mut call.key else { return Ok(call) };
    let (salt, content) = (key.hash.clone(), content.to_vec());
    let made = slowly(move || {
        let mut bytes = [0; 32];
        let made = Argon2::default().hash_password_into(&content, salt.as_bytes(), &mut bytes);
        made.map(|()| bytes)
    });
    let bytes = made
        .await?
        .map_err(|error| StoreError::other(format!("a request could not be hashed: {error}")))?;
    key.digest = bytes.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    });
    Ok(call)
}

pub(crate) async fn slowly<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Halt> {
    let turn = TURNS.acquire().await.map_err(|error| StoreError::other(error.to_string()))?;
    let done = tokio::task::spawn_blocking(work).await;
    drop(turn);
    Ok(done.map_err(|error| StoreError::other(error.to_string()))?)
}
