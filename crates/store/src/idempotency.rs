//! Replies to keyed requests, kept with the customer or partner that they changed, in the same transaction.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};

statements!("idempotency" {
    FIND = "SELECT digest, status, location, body FROM idempotency WHERE scope_id = $1 AND key_hash = $2 AND expires_ms > $3";
    KEEP = "INSERT INTO idempotency (scope_id, key_hash, digest, expires_ms, status, location, body) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (scope_id, key_hash) DO UPDATE SET digest = excluded.digest, expires_ms = excluded.expires_ms, status = excluded.status, location = excluded.location, body = excluded.body WHERE idempotency.expires_ms <= $8";
    EXPIRE = "DELETE FROM idempotency WHERE expires_ms <= $1";
});

/// A reply that was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Digest of the request's content.
    pub digest: String,
    /// HTTP status.
    pub status: i64,
    /// Header `Location`; empty: none.
    pub location: String,
    /// Body.
    pub body: Vec<u8>,
}

/// The reply to a key, if one was given and has not expired.
pub async fn find(tx: &mut Tx, scope: &str, key: &str, now_ms: i64) -> Result<Option<Kept>, StoreError> {
    tx.one(&FIND, params![scope, key, now_ms], |row| {
        Ok(Kept {
            digest: row.text(0)?,
            status: row.int(1)?,
            location: row.text(2)?,
            body: row.bytes(3)?,
        })
    })
    .await
}

/// Keeps a reply. Where another request with the same key was quicker, the whole is tried again and finds its reply.
pub async fn keep(tx: &mut Tx, scope: &str, key: &str, now_ms: i64, expires_ms: i64, kept: &Kept) -> Result<(), StoreError> {
    let params = params![
        scope,
        key,
        &kept.digest,
        expires_ms,
        kept.status,
        &kept.location,
        &kept.body,
        now_ms
    ];
    tx.later_one(&KEEP, params)
}

/// Forgets replies whose time is over.
pub async fn expire(tx: &mut Tx, now_ms: i64) -> Result<(), StoreError> {
    tx.later(&EXPIRE, params![now_ms])
}
