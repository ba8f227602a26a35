//! Sessions of people in the dashboard, and the second factors with which they sign in. A session is kept by the hash of what the browser holds.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use serde::{Serialize, de::DeserializeOwned};

statements!("sessions" {
    BEGIN = "INSERT INTO sessions (token_hash, tenant_id, user_id, expires_ms, body) VALUES ($1, $2, $3, $4, $5)";
    FIND = "SELECT body FROM sessions WHERE token_hash = $1 AND expires_ms > $2";
    KEEP = "UPDATE sessions SET expires_ms = $2, body = $3 WHERE token_hash = $1";
    OF_USER = "SELECT token_hash, body FROM sessions WHERE tenant_id = $1 AND user_id = $2 AND expires_ms > $3 ORDER BY expires_ms DESC, token_hash";
    END = "DELETE FROM sessions WHERE tenant_id = $1 AND user_id = $2 AND token_hash = $3";
    END_OTHERS = "DELETE FROM sessions WHERE tenant_id = $1 AND user_id = $2 AND token_hash <> $3";
    EXPIRE = "DELETE FROM sessions WHERE expires_ms <= $1";
    ADD_FACTOR = "INSERT INTO second_factors (tenant_id, user_id, id, version, body) VALUES ($1, $2, $3, 1, $4) ON CONFLICT (tenant_id, user_id, id) DO UPDATE SET version = 1, body = excluded.body";
    CHANGE_FACTOR = "UPDATE second_factors SET version = $5, body = $6 WHERE tenant_id = $1 AND user_id = $2 AND id = $3 AND version = $4";
    FACTOR = "SELECT version, body FROM second_factors WHERE tenant_id = $1 AND user_id = $2 AND id = $3";
    FACTORS = "SELECT id, body FROM second_factors WHERE tenant_id = $1 AND user_id = $2 ORDER BY id";
    DROP_FACTOR = "DELETE FROM second_factors WHERE tenant_id = $1 AND user_id = $2 AND id = $3";
    DROP_SESSIONS = "DELETE FROM sessions WHERE tenant_id = $1";
    DROP_FACTORS = "DELETE FROM second_factors WHERE tenant_id = $1";
});

/// Whose a session or a second factor is.
#[derive(Debug, Clone, Copy)]
pub struct Owner<'a> {
    /// The home tenant.
    pub tenant: &'a str,
    /// The user.
    pub user: &'a str,
}

/// Keeps a new session.
pub async fn begin(tx: &mut Tx, hash: &str, owner: Owner<'_>, expires_ms: i64, body: &(impl Serialize + Sync)) -> Result<(), StoreError> {
    let body = serde_json::to_string(body)?;
    tx.later(&BEGIN, params![hash, owner.tenant, owner.user, expires_ms, &body])
}

/// A session that has not expired.
pub async fn find<T: DeserializeOwned + Send>(tx: &mut Tx, hash: &str, now_ms: i64) -> Result<Option<T>, StoreError> {
    tx.one(&FIND, params![hash, now_ms], |row| row.json(0)).await
}

/// Replaces a session's content and end, if it is still there.
pub async fn keep(tx: &mut Tx, hash: &str, expires_ms: i64, body: &(impl Serialize + Sync)) -> Result<(), StoreError> {
    let body = serde_json::to_string(body)?;
    tx.later(&KEEP, params![hash, expires_ms, &body])
}

/// Somebody's sessions with their hashes, the one that ends last first.
pub async fn of_user<T: DeserializeOwned + Send>(tx: &mut Tx, owner: Owner<'_>, now_ms: i64) -> Result<Vec<(String, T)>, StoreError> {
    tx.all(&OF_USER, params![owner.tenant, owner.user, now_ms], |row| {
        Ok((row.text(0)?, row.json(1)?))
    })
    .await
}

/// Ends a session of somebody; whether there was one.
pub async fn end(tx: &mut Tx, owner: Owner<'_>, hash: &str) -> Result<bool, StoreError> {
    Ok(tx.run(&END, params![owner.tenant, owner.user, hash]).await? > 0)
}

/// Ends all sessions of somebody but one; how many there were.
pub async fn end_others(tx: &mut Tx, owner: Owner<'_>, hash: &str) -> Result<u64, StoreError> {
    tx.run(&END_OTHERS, params![owner.tenant, owner.user, hash]).await
}

/// Forgets sessions that have expired.
pub async fn expire(tx: &mut Tx, now_ms: i64) -> Result<(), StoreError> {
    tx.later(&EXPIRE, params![now_ms])
}

/// A second factor of somebody with its version.
pub async fn factor<T: DeserializeOwned + Send>(tx: &mut Tx, owner: Owner<'_>, id: &str) -> Result<Option<(i64, T)>, StoreError> {
    tx.one(&FACTOR, params![owner.tenant, owner.user, id], |row| {
        Ok((row.int(0)?, row.json(1)?))
    })
    .await
}

/// Somebody's second factors: ids and what is kept of each.
pub async fn factors(tx: &mut Tx, owner: Owner<'_>) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&FACTORS, params![owner.tenant, owner.user], |row| Ok((row.text(0)?, row.text(1)?)))
        .await
}

/// Adds a second factor, or puts it in place of one with its id.
pub async fn add_factor(tx: &mut Tx, owner: Owner<'_>, id: &str, body: &(impl Serialize + Sync)) -> Result<(), StoreError> {
    let body = serde_json::to_string(body)?;
    tx.later(&ADD_FACTOR, params![owner.tenant, owner.user, id, &body])
}

/// Changes a second factor, if it still has the version it was decided on: a code counts once.
pub async fn change_factor(
    tx: &mut Tx,
    owner: Owner<'_>,
    id: &str,
    version: i64,
    body: &(impl Serialize + Sync),
) -> Result<(), StoreError> {
    let body = serde_json::to_string(body)?;
    tx.later_one(&CHANGE_FACTOR, params![owner.tenant, owner.user, id, version, version + 1, &body])
}

/// Takes a second factor away; whether there was one.
pub async fn drop_factor(tx: &mut Tx, owner: Owner<'_>, id: &str) -> Result<bool, StoreError> {
    Ok(tx.run(&DROP_FACTOR, params![owner.tenant, owner.user, id]).await? > 0)
}

/// Forgets everything of a sandbox customer's people.
pub async fn drop_of_tenant(tx: &mut Tx, tenant: &str) -> Result<(), StoreError> {
    tx.later(&DROP_SESSIONS, params![tenant])?;
    tx.later(&DROP_FACTORS, params![tenant])
}
