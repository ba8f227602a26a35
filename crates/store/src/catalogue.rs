//! The catalogue: rows by kind and key, each with the versions it held for. Nothing is overwritten: history stays.

use crate::{
    StoreError, Tx,
    sql::{Row, Val, params, statements},
};
use nahtlos_model::instants::Instant;

/// The version until which present rows hold.
pub const PRESENT: i64 = i64::MAX;

statements!("catalogue" {
    VERSION = "SELECT CAST(coalesce(max(version), 0) AS BIGINT) FROM catalogue_versions";
    VERSIONS = "SELECT version, at_ms, kind, digest, body FROM catalogue_versions ORDER BY version DESC LIMIT $1";
    DIGEST = "SELECT digest FROM catalogue_versions WHERE kind = $1 ORDER BY version DESC LIMIT 1";
    ADD_VERSION = "INSERT INTO catalogue_versions (version, at_ms, kind, digest, body) VALUES ($1, $2, $3, $4, $5)";
    PRESENT_ROWS = "SELECT kind, key, digest, body FROM catalogue_rows WHERE to_version = $1 ORDER BY kind, key";
    PRESENT_KEYS = "SELECT key, digest FROM catalogue_rows WHERE to_version = $1 AND kind = $2 ORDER BY key";
    LATEST = "SELECT version, at_ms, kind, digest, body FROM catalogue_versions v WHERE version = (SELECT max(version) FROM catalogue_versions w WHERE w.kind = v.kind) ORDER BY kind";
    PRESENT_BODY = "SELECT body FROM catalogue_rows WHERE to_version = $1 AND kind = $2 AND key = $3";
    BEFORE = "SELECT CAST(coalesce(max(version), 0) AS BIGINT) FROM catalogue_versions WHERE at_ms < $1";
    BODIES = "SELECT body FROM catalogue_rows WHERE kind = $1 AND from_version <= $3 AND to_version > $2 ORDER BY key, from_version";
    CLOSE = "UPDATE catalogue_rows SET to_version = $4 WHERE kind = $1 AND key = $2 AND to_version = $3";
});

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CatalogueRow {
    /// `product`, `offer`, `price`, …
    pub kind: String,
    /// Natural key.
    pub key: String,
    /// Digest of the body.
    pub digest: String,
    /// JSON.
    pub body: String,
}

/// A version: one file, applied whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// From 1.
    pub version: i64,
    /// When.
    pub at: Instant,
    /// Kind of file.
    pub kind: String,
    /// Digest of the file.
    pub digest: String,
    /// What changed, as JSON.
    pub summary: String,
}

/// The present version; 0: an empty catalogue.
pub async fn version(tx: &mut Tx) -> Result<i64, StoreError> {
    Ok(tx.one(&VERSION, params![], |row| row.int(0)).await?.unwrap_or(0))
}

fn read_version(row: &Row<'_>) -> Result<Version, StoreError> {
    Ok(Version {
        version: row.int(0)?,
        at: Instant(row.int(1)?),
        kind: row.text(2)?,
        digest: row.text(3)?,
        summary: row.text(4)?,
    })
}

/// Versions, newest first.
pub async fn versions(tx: &mut Tx, limit: i64) -> Result<Vec<Version>, StoreError> {
    tx.all(&VERSIONS, params![limit], read_version).await
}

/// The last version of each kind of file.
pub async fn latest(tx: &mut Tx) -> Result<Vec<Version>, StoreError> {
    tx.all(&LATEST, params![], read_version).await
}

/// Digest of the file of a kind that was applied last.
pub async fn last_digest(tx: &mut Tx, kind: &str) -> Result<Option<String>, StoreError> {
    tx.one(&DIGEST, params![kind], |row| row.text(0)).await
}

/// Adds a version; when another was quicker, a unique violation, and the whole is tried again by the caller.
pub async fn add_version(tx: &mut Tx, v: &Version) -> Result<(), StoreError> {
    tx.run(&ADD_VERSION, params![v.version, v.at.0, &v.kind, &v.digest, &v.summary])
        .await
        .map(|_| ())
}

/// All present rows.
pub async fn present(tx: &mut Tx) -> Result<Vec<CatalogueRow>, StoreError> {
    tx.all(&PRESENT_ROWS, params![PRESENT], |row| {
        Ok(CatalogueRow {
            kind: row.text(0)?,
            key: row.text(1)?,
            digest: row.text(2)?,
            body: row.text(3)?,
        })
    })
    .await
}

/// Keys and digests of a kind's present rows.
pub async fn present_keys(tx: &mut Tx, kind: &str) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&PRESENT_KEYS, params![PRESENT, kind], |row| Ok((row.text(0)?, row.text(1)?)))
        .await
}

/// Body of a present row.
pub async fn present_body(tx: &mut Tx, kind: &str, key: &str) -> Result<Option<String>, StoreError> {
    tx.one(&PRESENT_BODY, params![PRESENT, kind, key], |row| row.text(0)).await
}

/// The version that was present just before an instant; 0: the empty catalogue.
pub async fn version_before(tx: &mut Tx, at: Instant) -> Result<i64, StoreError> {
    Ok(tx.one(&BEFORE, params![at.0], |row| row.int(0)).await?.unwrap_or(0))
}

/// Bodies of a kind's rows that were present at any version from one to another, by key, older ones of a key first.
pub async fn bodies(tx: &mut Tx, kind: &str, from: i64, until: i64) -> Result<Vec<String>, StoreError> {
    tx.all(&BODIES, params![kind, from, until], |row| row.text(0)).await
}

/// Ends rows with a version, and begins others with it.
pub async fn apply(tx: &mut Tx, version: i64, kind: &str, ended: &[String], begun: &[CatalogueRow]) -> Result<(), StoreError> {
    for key in ended {
        tx.later(&CLOSE, params![kind, key, PRESENT, version])?;
    }
    let rows: Vec<Val<'_>> = begun
        .iter()
        .flat_map(|r| {
            [
                Val::from(&r.kind),
                Val::from(&r.key),
                Val::from(version),
                Val::from(PRESENT),
                Val::from(&r.digest),
                Val::from(&r.body),
            ]
        })
        .collect();
    tx.insert_many(
        "INSERT INTO catalogue_rows (kind, key, from_version, to_version, digest, body)",
        6,
        "",
        &rows,
    )
    .await
}
