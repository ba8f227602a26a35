//! The audit chain, keyed by scope. The head's row is what orders changes of one scope.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::{
    audit::{Entry, GENESIS, Hash, Link, Seal},
    instants::Instant,
};

statements!("audit" {
    ADVANCE = "INSERT INTO audit_heads (scope_id, seq, hash) VALUES ($1, $2, $3) ON CONFLICT (scope_id) DO UPDATE SET seq = audit_heads.seq + excluded.seq RETURNING seq, hash";
    SET_HEAD = "UPDATE audit_heads SET hash = $2 WHERE scope_id = $1";
    INSERT = "INSERT INTO audit (scope_id, seq, at_ms, hash, body) VALUES ($1, $2, $3, $4, $5)";
    PAGE = "SELECT seq, at_ms, hash, body FROM audit WHERE scope_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    HEADS = "SELECT scope_id, seq, hash FROM audit_heads WHERE scope_id > $1 ORDER BY scope_id LIMIT $2";
    SEALED = "SELECT CAST(coalesce(max(scope_seq), 0) AS BIGINT) FROM audit_seals WHERE partner_id = $1 AND scope_id = $2";
    LAST_SEAL = "SELECT seq, hash FROM audit_seals WHERE partner_id = $1 ORDER BY seq DESC LIMIT 1";
    SEALS = "SELECT seq, scope_id, scope_seq, scope_hash, hash, at_ms FROM audit_seals WHERE partner_id = $1 AND seq > $2 ORDER BY seq LIMIT $3";
    SEAL = "INSERT INTO audit_seals (partner_id, seq, scope_id, scope_seq, scope_hash, hash, at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7)";
});

fn hash_of(bytes: &[u8]) -> Result<Hash, StoreError> {
    bytes
        .try_into()
        .map_err(|_| StoreError::other("a hash of the audit chain has another length than 32 bytes"))
}

/// Adds entries to a scope's chain; the number of the first of them, and 0 where there is none.
pub async fn append(tx: &mut Tx, scope: &str, at: Instant, entries: &[Entry]) -> Result<i64, StoreError> {
    if entries.is_empty() {
        return Ok(0);
    }
    let count = entries.len() as i64;
    let head = tx
        .one(&ADVANCE, params![scope, count, &GENESIS[..]], |row| {
            Ok((row.int(0)?, row.bytes(1)?))
        })
        .await?;
    let (last, hash) = head.ok_or_else(|| StoreError::other("the audit chain's head did not answer"))?;
    let mut before = hash_of(&hash)?;
    let first = last - count + 1;
    for (seq, entry) in (first..).zip(entries) {
        let body = serde_json::to_string(entry)?;
        before = entry.hash(&before, scope, seq, at);
        tx.later(&INSERT, params![scope, seq, at.0, &before[..], &body])?;
    }
    tx.later(&SET_HEAD, params![scope, &before[..]])?;
    Ok(first)
}

/// Links of a scope after a number, with their stored hashes.
pub async fn page(tx: &mut Tx, scope: &str, after: i64, limit: i64) -> Result<Vec<(Link, Hash)>, StoreError> {
    tx.all(&PAGE, params![scope, after, limit], |row| {
        let link = Link {
            scope: scope.to_owned(),
            seq: row.int(0)?,
            at: Instant(row.int(1)?),
            entry: row.json(3)?,
        };
        Ok((link, hash_of(&row.bytes(2)?)?))
    })
    .await
}

/// Heads of chains after a scope: scope, last number, last hash.
pub async fn heads(tx: &mut Tx, after: &str, limit: i64) -> Result<Vec<(String, i64, Hash)>, StoreError> {
    tx.all(&HEADS, params![after, limit], |row| {
        Ok((row.text(0)?, row.int(1)?, hash_of(&row.bytes(2)?)?))
    })
    .await
}

/// The last number of a scope that a partner's chain has sealed.
pub async fn sealed(tx: &mut Tx, partner: &str, scope: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&SEALED, params![partner, scope], |row| row.int(0)).await?.unwrap_or(0))
}

/// The last seal of a partner's chain.
pub async fn last_seal(tx: &mut Tx, partner: &str) -> Result<(i64, Hash), StoreError> {
    let last = tx
        .one(&LAST_SEAL, params![partner], |row| Ok((row.int(0)?, hash_of(&row.bytes(1)?)?)))
        .await?;
    Ok(last.unwrap_or((0, GENESIS)))
}

/// Adds a seal with its hash.
pub async fn seal(tx: &mut Tx, partner: &str, seal: &Seal, hash: &Hash) -> Result<(), StoreError> {
    tx.later(
        &SEAL,
        params![
            partner,
            seal.seq,
            &seal.scope,
            seal.scope_seq,
            &seal.scope_hash[..],
            &hash[..],
            seal.at.0
        ],
    )
}

/// Seals of a partner's chain after a number, with their stored hashes.
pub async fn seals(tx: &mut Tx, partner: &str, after: i64, limit: i64) -> Result<Vec<(Seal, Hash)>, StoreError> {
    tx.all(&SEALS, params![partner, after, limit], |row| {
        let seal = Seal {
            seq: row.int(0)?,
            scope: row.text(1)?,
            scope_seq: row.int(2)?,
            scope_hash: hash_of(&row.bytes(3)?)?,
            at: Instant(row.int(5)?),
        };
        Ok((seal, hash_of(&row.bytes(4)?)?))
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A body as it lies in databases from before entries had a sign-in name and a status.
    #[test]
    fn an_entry_from_before_the_sign_in_name_reads_and_is_written_as_it_was() {
        let body = r#"{"partnerId":"p","actorTenant":"p","user":"ada","application":"","resource":"subscription","resourceId":"1","operation":"update_subscription","before":"{}","after":"{\"quantity\":1}","correlation":"","request":""}"#;
        let entry: Entry = serde_json::from_str(body).unwrap();
        assert_eq!((entry.user_name.as_str(), entry.status.as_str()), ("", ""));
        assert_eq!(serde_json::to_string(&entry).unwrap(), body);
    }
}
