//! Due work: what happens by itself at a time. One row per subject and kind, committed with the change that causes it.
//!
//! Bucketed by customer (64 buckets), one bucket per claim, leases with owner and end given as parameters.

use crate::{
    StoreError, Tx,
    sql::{Val, params, statements},
};
use nahtlos_model::instants::Instant;

/// Buckets.
pub const BUCKETS: u64 = 64;

statements!("due" {
    SET = "INSERT INTO due (bucket, id, at_ms, kind, scope_id, subject_id, owner, until_ms) VALUES ($1, $2, $3, $4, $5, $6, '', 0) ON CONFLICT (bucket, id) DO UPDATE SET at_ms = excluded.at_ms, owner = '', until_ms = 0";
    CLEAR = "DELETE FROM due WHERE bucket = $1 AND id = $2";
    FORGET = "DELETE FROM due WHERE bucket = $1 AND scope_id = $2";
    TAKE = "DELETE FROM due WHERE bucket = $1 AND id = $2 AND at_ms = $3";
    LEASE = "INSERT INTO due_leases (bucket, owner, until_ms) VALUES ($1, $2, $3) ON CONFLICT (bucket) DO UPDATE SET owner = excluded.owner, until_ms = excluded.until_ms WHERE due_leases.until_ms <= $4";
    RELEASE = "UPDATE due_leases SET until_ms = 0 WHERE bucket = $1 AND owner = $2";
    GET = "SELECT at_ms FROM due WHERE bucket = $1 AND id = $2";
    SCOPES = "SELECT scope_id FROM due WHERE bucket IN (0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59, 60, 61, 62, 63) AND id = $1 ORDER BY scope_id";
    NEXT = "SELECT at_ms FROM due ORDER BY at_ms, bucket, id LIMIT 1";
    READY = "SELECT bucket FROM due WHERE at_ms <= $1 AND until_ms <= $2 AND bucket NOT IN (SELECT bucket FROM due_leases WHERE until_ms > $2) ORDER BY at_ms, bucket, id LIMIT 1";
    CLAIM = "UPDATE due SET owner = $2, until_ms = $3 WHERE bucket = $1 AND at_ms <= $4 AND until_ms <= $5 AND id IN (SELECT id FROM due WHERE at_ms <= $4 AND bucket = $1 AND until_ms <= $5 ORDER BY at_ms, id LIMIT $6) RETURNING id, at_ms, kind, scope_id, subject_id";
    COUNT = "SELECT CAST(count(*) AS BIGINT) FROM due WHERE at_ms <= $1";
});

/// A piece of due work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// Bucket.
    pub bucket: i64,
    /// Kind and subject.
    pub id: String,
    /// When.
    pub at: Instant,
    /// Kind.
    pub kind: String,
    /// Customer or partner.
    pub scope: String,
    /// What it is about.
    pub subject: String,
}

/// The bucket of a scope (FNV-1a), the same on every node and every day.
pub fn bucket_of(scope: &str) -> i64 {
    let hash = scope.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    (hash % BUCKETS) as i64
}

fn id_of(kind: &str, subject: &str) -> String {
    format!("{kind}:{subject}")
}

/// Scopes in which something is due for a subject: one look at an index per bucket.
pub async fn scopes(tx: &mut Tx, kind: &str, subject: &str) -> Result<Vec<String>, StoreError> {
    tx.all(&SCOPES, params![&id_of(kind, subject)], |row| row.text(0)).await
}

/// Sets when a subject is due, or that it never is.
pub async fn set(tx: &mut Tx, scope: &str, kind: &str, subject: &str, at: Option<Instant>) -> Result<(), StoreError> {
    let (bucket, id) = (bucket_of(scope), id_of(kind, subject));
    match at {
        Some(at) => tx.later(&SET, params![bucket, &id, at.0, kind, scope, subject]),
        None => tx.later(&CLEAR, params![bucket, &id]),
    }
}

/// Takes a piece of work away because it is being done; `false`: it is not there at its time any more, because another did it or changed its
/// time. Of two that take it at once, the other waits for the first one's commit and then has nothing.
pub async fn take(tx: &mut Tx, work: &Due) -> Result<bool, StoreError> {
    Ok(tx.run(&TAKE, params![work.bucket, &work.id, work.at.0]).await? == 1)
}

/// Leases a bucket, where nobody has it; `false`: somebody has.
pub async fn lease(tx: &mut Tx, bucket: i64, claim: crate::outbox::Claim<'_>) -> Result<bool, StoreError> {
    Ok(tx.run(&LEASE, params![bucket, claim.owner, claim.until_ms, claim.real_ms]).await? == 1)
}

/// Gives a bucket back.
pub async fn release(tx: &mut Tx, bucket: i64, owner: &str) -> Result<(), StoreError> {
    tx.later(&RELEASE, params![bucket, owner])
}

/// When a subject is due.
pub async fn get(tx: &mut Tx, scope: &str, kind: &str, subject: &str) -> Result<Option<Instant>, StoreError> {
    tx.one(&GET, params![bucket_of(scope), &id_of(kind, subject)], |row| {
        row.int(0).map(Instant)
    })
    .await
}

/// The earliest time at which anything is due.
pub async fn next(tx: &mut Tx) -> Result<Option<Instant>, StoreError> {
    tx.one(&NEXT, params![], |row| row.int(0).map(Instant)).await
}

/// The bucket with the earliest work that nobody has claimed.
pub async fn ready(tx: &mut Tx, now: Instant, real_ms: i64) -> Result<Option<i64>, StoreError> {
    tx.one(&READY, params![now.0, real_ms], |row| row.int(0)).await
}

/// Claims work of one bucket. Time and lease are asked for twice: PostgreSQL asks the outer condition again of a row that another
/// changed meanwhile.
pub async fn claim(tx: &mut Tx, bucket: i64, claim: crate::outbox::Claim<'_>, limit: i64) -> Result<Vec<Due>, StoreError> {
    let mut found = tx
        .all(
            &CLAIM,
            params![bucket, claim.owner, claim.until_ms, claim.now.0, claim.real_ms, limit],
            |row| {
                Ok(Due {
                    bucket,
                    id: row.text(0)?,
                    at: Instant(row.int(1)?),
                    kind: row.text(2)?,
                    scope: row.text(3)?,
                    subject: row.text(4)?,
                })
            },
        )
        .await?;
    found.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    Ok(found)
}

/// Work waiting until a time.
pub async fn count(tx: &mut Tx, until: Instant) -> Result<i64, StoreError> {
    Ok(tx.one(&COUNT, params![until.0], |row| row.int(0)).await?.unwrap_or(0))
}

/// Adds many at once, for loads.
pub async fn insert_many(tx: &mut Tx, all: &[Due]) -> Result<(), StoreError> {
    let rows: Vec<Val<'_>> = all
        .iter()
        .flat_map(|d| {
            [
                Val::from(d.bucket),
                Val::from(&d.id),
                Val::from(d.at.0),
                Val::from(&d.kind),
                Val::from(&d.scope),
                Val::from(&d.subject),
                Val::from(""),
                Val::from(0),
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO due (bucket, id, at_ms, kind, scope_id, subject_id, owner, until_ms)",
        8,
        "",
        &rows,
    )
    .await
}

/// Forgets everything that is due for a scope: a sandbox customer that is deleted.
pub async fn forget(tx: &mut Tx, scope: &str) -> Result<(), StoreError> {
    tx.later(&FORGET, params![bucket_of(scope), scope])
}
