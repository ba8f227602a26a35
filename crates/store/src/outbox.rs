//! The outbox: what has to leave the house after a commit (events, mails), bucketed, claimed with a lease.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::instants::Instant;

statements!("outbox" {
    INSERT = "INSERT INTO outbox (bucket, id, at_ms, kind, scope_id, attempts, owner, until_ms, body) VALUES ($1, $2, $3, $4, $5, 0, '', 0, $6)";
    CLAIM = "UPDATE outbox SET owner = $2, until_ms = $3 WHERE bucket = $1 AND at_ms <= $4 AND until_ms <= $5 AND id IN (SELECT id FROM outbox WHERE bucket = $1 AND kind = $7 AND at_ms <= $4 AND until_ms <= $5 ORDER BY at_ms, id LIMIT $6) RETURNING id, at_ms, kind, scope_id, attempts, body";
    BUCKETS = "SELECT DISTINCT bucket FROM outbox WHERE at_ms <= $1 AND until_ms <= $2 AND kind = $3 ORDER BY bucket";
    DONE = "DELETE FROM outbox WHERE bucket = $1 AND id = $2 AND owner = $3";
    AGAIN = "UPDATE outbox SET at_ms = $4, attempts = attempts + 1, owner = '', until_ms = 0 WHERE bucket = $1 AND id = $2 AND owner = $3";
    PAUSE = "UPDATE outbox SET attempts = attempts + 1, owner = '', until_ms = $4 WHERE bucket = $1 AND id = $2 AND owner = $3";
    ASIDE = "UPDATE outbox SET attempts = attempts + 1, owner = '', until_ms = 0, kind = $4 WHERE bucket = $1 AND id = $2 AND owner = $3";
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM outbox";
});

/// Something to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Bucket.
    pub bucket: i64,
    /// Time-ordered id.
    pub id: String,
    /// Not before.
    pub at: Instant,
    /// `event`, `mail`.
    pub kind: String,
    /// The tenant it is about.
    pub scope: String,
    /// Attempts so far.
    pub attempts: i64,
    /// JSON.
    pub body: String,
}

/// A claim: who, until when, and as of when.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// Who claims.
    pub owner: &'a str,
    /// Until when it is theirs, on the real clock.
    pub until_ms: i64,
    /// The real clock.
    pub real_ms: i64,
    /// The program's clock.
    pub now: Instant,
}

/// Adds a message.
pub async fn insert(tx: &mut Tx, message: &Message) -> Result<(), StoreError> {
    let m = message;
    tx.later(&INSERT, params![m.bucket, &m.id, m.at.0, &m.kind, &m.scope, &m.body])
}

/// Buckets with something of a kind to send.
pub async fn buckets(tx: &mut Tx, kind: &str, now: Instant, real_ms: i64) -> Result<Vec<i64>, StoreError> {
    tx.all(&BUCKETS, params![now.0, real_ms, kind], |row| row.int(0)).await
}

/// Claims messages of one bucket, oldest first. Time and lease are asked for twice: PostgreSQL asks the outer condition again of a
/// row that another changed meanwhile.
pub async fn claim(tx: &mut Tx, bucket: i64, claim: Claim<'_>, kind: &str, limit: i64) -> Result<Vec<Message>, StoreError> {
    let mut found = tx
        .all(
            &CLAIM,
            params![bucket, claim.owner, claim.until_ms, claim.now.0, claim.real_ms, limit, kind],
            |row| {
                Ok(Message {
                    bucket,
                    id: row.text(0)?,
                    at: Instant(row.int(1)?),
                    kind: row.text(2)?,
                    scope: row.text(3)?,
                    attempts: row.int(4)?,
                    body: row.text(5)?,
                })
            },
        )
        .await?;
    found.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    Ok(found)
}

/// Sent: it is gone.
pub async fn done(tx: &mut Tx, bucket: i64, id: &str, owner: &str) -> Result<(), StoreError> {
    tx.later(&DONE, params![bucket, id, owner])
}

/// Not sent: again at a later time.
pub async fn again(tx: &mut Tx, bucket: i64, id: &str, owner: &str, at: Instant) -> Result<(), StoreError> {
    tx.later(&AGAIN, params![bucket, id, owner, at.0])
}

/// Not sent: nobody claims it before a time of the real clock. For pauses after failures, which no sandbox's clock makes longer.
pub async fn pause(tx: &mut Tx, bucket: i64, id: &str, owner: &str, until_ms: i64) -> Result<(), StoreError> {
    tx.later(&PAUSE, params![bucket, id, owner, until_ms])
}

/// Not sent, and not tried again: it stays under another kind.
pub async fn set_aside(tx: &mut Tx, bucket: i64, id: &str, owner: &str, kind: &str) -> Result<(), StoreError> {
    tx.later(&ASIDE, params![bucket, id, owner, kind])
}

/// Messages waiting.
pub async fn count(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(tx.one(&COUNT, params![], |row| row.int(0)).await?.unwrap_or(0))
}
