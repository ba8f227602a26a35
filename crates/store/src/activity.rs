//! Which audit entries concern a partner, by time: rows that point into the chains. Keyed by partner.

use crate::{
    StoreError, Tx,
    sql::{Val, params, statements},
};
use nahtlos_model::instants::Instant;

statements!("activity" {
    PAGE = "SELECT at_ms, scope_id, seq, resource FROM activity WHERE partner_id = $1 AND at_ms >= $2 AND (at_ms, scope_id, seq) < ($3, $4, $5) ORDER BY at_ms DESC, scope_id DESC, seq DESC LIMIT $6";
    AT = "SELECT at_ms, scope_id, seq, resource FROM activity WHERE partner_id = $1 AND at_ms = $2 AND scope_id = $3 ORDER BY seq";
    OF_SCOPE = "SELECT at_ms, scope_id, seq, resource FROM activity WHERE partner_id = $1 AND scope_id = $2 AND seq >= $3 AND seq < $4 ORDER BY seq";
    GAPS = "SELECT scope_id, done_seq, last_seq FROM activity_gaps ORDER BY scope_id LIMIT $1";
    NARROW = "UPDATE activity_gaps SET done_seq = $2 WHERE scope_id = $1 AND done_seq < $2";
    CLOSE = "DELETE FROM activity_gaps WHERE scope_id = $1";
});

/// An entry that concerns a partner.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Row {
    /// When.
    pub at: Instant,
    /// Scope of its chain.
    pub scope: String,
    /// Its number there.
    pub seq: i64,
    /// Kind of resource, as the reference names it; empty: the reference has no record of it.
    pub resource: String,
}

fn row_of(row: &crate::sql::Row<'_>) -> Result<Row, StoreError> {
    Ok(Row {
        at: Instant(row.int(0)?),
        scope: row.text(1)?,
        seq: row.int(2)?,
        resource: row.text(3)?,
    })
}

/// A place in a partner's list: everything before it comes next.
#[derive(Debug, Clone, Copy)]
pub struct Before<'a> {
    /// Instant.
    pub at: Instant,
    /// Scope.
    pub scope: &'a str,
    /// Number.
    pub seq: i64,
}

/// A partner's entries from an instant on and before a place, newest first.
pub async fn page(tx: &mut Tx, partner: &str, from: Instant, before: Before<'_>, limit: i64) -> Result<Vec<Row>, StoreError> {
    let params = params![partner, from.0, before.at.0, before.scope, before.seq, limit];
    tx.all(&PAGE, params, row_of).await
}

/// A partner's entries of one instant and scope.
pub async fn at(tx: &mut Tx, partner: &str, at: Instant, scope: &str) -> Result<Vec<Row>, StoreError> {
    tx.all(&AT, params![partner, at.0, scope], row_of).await
}

/// A partner's entries of one scope with numbers in a range.
pub async fn of_scope(tx: &mut Tx, partner: &str, scope: &str, numbers: std::ops::Range<i64>) -> Result<Vec<Row>, StoreError> {
    tx.all(&OF_SCOPE, params![partner, scope, numbers.start, numbers.end], row_of).await
}

/// Adds rows of partners; what is there stays.
pub async fn insert_many(tx: &mut Tx, all: &[(String, Row)]) -> Result<(), StoreError> {
    let rows: Vec<Val<'_>> = all
        .iter()
        .flat_map(|(partner, row)| {
            [
                Val::from(partner),
                Val::from(row.at.0),
                Val::from(&row.scope),
                Val::from(row.seq),
                Val::from(&row.resource),
            ]
        })
        .collect();
    const HEAD: &str = "INSERT INTO activity (partner_id, at_ms, scope_id, seq, resource)";
    tx.insert_many(HEAD, 5, "ON CONFLICT (partner_id, at_ms, scope_id, seq) DO NOTHING", &rows)
        .await
}

/// Entries of a chain that are not in the list yet, as they were written before there was one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Scope of the chain.
    pub scope: String,
    /// Up to this number they are there.
    pub done: i64,
    /// The last that may lack.
    pub last: i64,
}

/// Gaps that there are, at most so many.
pub async fn gaps(tx: &mut Tx, limit: i64) -> Result<Vec<Gap>, StoreError> {
    tx.all(&GAPS, params![limit], |row| {
        Ok(Gap {
            scope: row.text(0)?,
            done: row.int(1)?,
            last: row.int(2)?,
        })
    })
    .await
}

/// A gap up to a number is filled; `None`: all of it is.
pub async fn filled(tx: &mut Tx, scope: &str, until: Option<i64>) -> Result<(), StoreError> {
    match until {
        Some(until) => tx.later(&NARROW, params![scope, until]),
        None => tx.later(&CLOSE, params![scope]),
    }
}
