//! Transfers between partners, keyed by customer, with a look-up by partner.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::transfers::{Side, Transfer};

statements!("transfers" {
    FIND = "SELECT body FROM transfers WHERE customer_id = $1 AND id = $2";
    LIST = "SELECT body FROM transfers WHERE customer_id = $1 ORDER BY id DESC";
    OPEN = "SELECT body FROM transfers WHERE customer_id = $1 AND source_id = $2 AND target_id = $3 AND flow = 'newCommerce' AND open = 1";
    INSERT = "INSERT INTO transfers (customer_id, id, source_id, target_id, flow, open, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    UPDATE = "UPDATE transfers SET open = $3, version = $4, body = $5 WHERE customer_id = $1 AND id = $2 AND version = $6";
    LISTED = "INSERT INTO partner_transfers (partner_id, transfer_id, customer_id, direction, open) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (partner_id, transfer_id) DO UPDATE SET open = excluded.open";
    UNLISTED = "DELETE FROM partner_transfers WHERE partner_id = $1 AND transfer_id = $2";
    PAGE = "SELECT customer_id, transfer_id FROM partner_transfers WHERE partner_id = $1 AND transfer_id < $2 AND (direction = $3 OR CAST($3 AS TEXT) = '') AND open >= $4 AND open <= $5 ORDER BY transfer_id DESC LIMIT $6";
    DELETE_ALL = "DELETE FROM transfers WHERE customer_id = $1";
});

/// One by its id.
pub async fn find(tx: &mut Tx, customer: &str, id: &str) -> Result<Option<Transfer>, StoreError> {
    tx.one(&FIND, params![customer, id], |row| row.json(0)).await
}

/// All of a customer, newest first.
pub async fn list(tx: &mut Tx, customer: &str) -> Result<Vec<Transfer>, StoreError> {
    tx.all(&LIST, params![customer], |row| row.json(0)).await
}

/// The open new-commerce request of a target to a source.
pub async fn open(tx: &mut Tx, customer: &str, source: &str, target: &str) -> Result<Option<Transfer>, StoreError> {
    tx.one(&OPEN, params![customer, source, target], |row| row.json(0)).await
}

/// The word under which a side's partner looks for it.
pub fn direction(side: Side) -> &'static str {
    match side {
        Side::Source => "outgoing",
        Side::Target => "incoming",
    }
}

async fn enlist(tx: &mut Tx, t: &Transfer) -> Result<(), StoreError> {
    for (partner, side) in [(&t.source_id, Side::Source), (&t.target_id, Side::Target)] {
        tx.later(&LISTED, params![partner, &t.id, &t.customer_id, direction(side), t.is_open()])?;
    }
    Ok(())
}

/// Adds one, for both partners.
pub async fn insert(tx: &mut Tx, t: &Transfer) -> Result<(), StoreError> {
    let body = serde_json::to_string(t)?;
    let flow = t.flow.as_str();
    tx.later(
        &INSERT,
        params![
            &t.customer_id,
            &t.id,
            &t.source_id,
            &t.target_id,
            flow,
            t.is_open(),
            t.version,
            &body
        ],
    )?;
    enlist(tx, t).await
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Transfer, after: &Transfer) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(
        &UPDATE,
        params![&after.customer_id, &after.id, after.is_open(), after.version, &body, before.version],
    )?;
    enlist(tx, after).await
}

/// Customer and id of a partner's transfers before one, newest first; `direction` empty: both; `open` `None`: all.
pub async fn page(
    tx: &mut Tx,
    partner: &str,
    direction: &str,
    open: Option<bool>,
    before: &str,
    limit: i64,
) -> Result<Vec<(String, String)>, StoreError> {
    let (least, most) = open.map_or((0, 1), |open| (i64::from(open), i64::from(open)));
    tx.all(&PAGE, params![partner, before, direction, least, most, limit], |row| {
        Ok((row.text(0)?, row.text(1)?))
    })
    .await
}

/// Removes all of a sandbox customer, from both partners' lists too.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    for t in list(tx, customer).await? {
        for partner in [&t.source_id, &t.target_id] {
            tx.later(&UNLISTED, params![partner, &t.id])?;
        }
    }
    tx.later(&DELETE_ALL, params![customer])
}
