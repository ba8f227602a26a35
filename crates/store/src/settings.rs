//! Settings of the whole installation: the clock, the sandbox's state.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};

statements!("settings" {
    GET = "SELECT value FROM settings WHERE key = $1";
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM settings WHERE key >= $1 AND key < $2";
    FORGET = "DELETE FROM settings WHERE key = $1";
    SET = "INSERT INTO settings (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
});

/// A setting.
pub async fn get(tx: &mut Tx, key: &str) -> Result<Option<String>, StoreError> {
    tx.one(&GET, params![key], |row| row.text(0)).await
}

/// Sets a setting.
pub async fn set(tx: &mut Tx, key: &str, value: &str) -> Result<(), StoreError> {
    tx.later(&SET, params![key, value])
}

/// How many settings have keys that begin with a text.
pub async fn count(tx: &mut Tx, prefix: &str) -> Result<i64, StoreError> {
    let end = format!("{prefix}\u{10FFFF}");
    Ok(tx.one(&COUNT, params![prefix, &end], |row| row.int(0)).await?.unwrap_or(0))
}

/// Forgets a setting.
pub async fn forget(tx: &mut Tx, key: &str) -> Result<(), StoreError> {
    tx.later(&FORGET, params![key])
}
