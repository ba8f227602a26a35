//! Channel transfers, keyed by customer, with a look-up by partner and first day.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::{channel_transfers::ChannelTransfer, instants::Instant};

statements!("channel_transfers" {
    FIND = "SELECT body FROM channel_transfers WHERE customer_id = $1 AND id = $2";
    LIST = "SELECT body FROM channel_transfers WHERE customer_id = $1 ORDER BY id DESC";
    INSERT = "INSERT INTO channel_transfers (customer_id, id, partner_id, open, version, body) VALUES ($1, $2, $3, $4, $5, $6)";
    UPDATE = "UPDATE channel_transfers SET open = $3, version = $4, body = $5 WHERE customer_id = $1 AND id = $2 AND version = $6";
    LISTED = "INSERT INTO partner_channel_transfers (partner_id, id, customer_id, starts_ms, open, status) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (partner_id, id) DO UPDATE SET starts_ms = excluded.starts_ms, open = excluded.open, status = excluded.status";
    UNLISTED = "DELETE FROM partner_channel_transfers WHERE partner_id = $1 AND id = $2";
    PAGE = "SELECT customer_id, id FROM partner_channel_transfers WHERE partner_id = $1 AND (starts_ms, id) > ($2, $3) AND (status = $4 OR CAST($4 AS TEXT) = '') ORDER BY starts_ms, id LIMIT $5";
    DELETE_ALL = "DELETE FROM channel_transfers WHERE customer_id = $1";
});

/// One by its id.
pub async fn find(tx: &mut Tx, customer: &str, id: &str) -> Result<Option<ChannelTransfer>, StoreError> {
    tx.one(&FIND, params![customer, id], |row| row.json(0)).await
}

/// All of a customer, newest first.
pub async fn list(tx: &mut Tx, customer: &str) -> Result<Vec<ChannelTransfer>, StoreError> {
    tx.all(&LIST, params![customer], |row| row.json(0)).await
}

async fn enlist(tx: &mut Tx, t: &ChannelTransfer) -> Result<(), StoreError> {
    let starts = Instant::start_of(t.starts()).0;
    let row = params![&t.partner_id, &t.id, &t.customer_id, starts, t.is_open(), t.status.as_str()];
    tx.later(&LISTED, row)
}

/// Adds one.
pub async fn insert(tx: &mut Tx, t: &ChannelTransfer) -> Result<(), StoreError> {
    let body = serde_json::to_string(t)?;
    tx.later(
        &INSERT,
        params![&t.customer_id, &t.id, &t.partner_id, t.is_open(), t.version, &body],
    )?;
    enlist(tx, t).await
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &ChannelTransfer, after: &ChannelTransfer) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![&after.customer_id, &after.id, after.is_open(), after.version, &body, before.version];
    tx.later_one(&UPDATE, params)?;
    enlist(tx, after).await
}

/// Customer and id of a partner's channel transfers after one, soonest first; an empty status: any.
pub async fn page(tx: &mut Tx, partner: &str, after: (i64, &str), status: &str, limit: i64) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&PAGE, params![partner, after.0, after.1, status, limit], |row| {
        Ok((row.text(0)?, row.text(1)?))
    })
    .await
}

/// Removes all of a sandbox customer, from the partner's list too.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    for t in list(tx, customer).await? {
        tx.later(&UNLISTED, params![&t.partner_id, &t.id])?;
    }
    tx.later(&DELETE_ALL, params![customer])
}
