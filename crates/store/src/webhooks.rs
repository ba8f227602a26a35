//! Registrations of webhooks, deliveries, the lanes they go out on, and the keys they are signed with. Keyed by partner.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::{
    instants::Instant,
    webhooks::{Delivery, Registration},
};

statements!("webhooks" {
    FIND = "SELECT body FROM webhooks WHERE partner_id = $1 AND owner_id = $2";
    LIST = "SELECT body FROM webhooks WHERE partner_id = $1 ORDER BY owner_id";
    INSERT = "INSERT INTO webhooks (partner_id, owner_id, version, body) VALUES ($1, $2, $3, $4)";
    UPDATE = "UPDATE webhooks SET version = $3, body = $4 WHERE partner_id = $1 AND owner_id = $2 AND version = $5";
    DELIVER = "INSERT INTO webhook_deliveries (partner_id, id, lane, status, at_ms, due_ms, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (partner_id, id) DO NOTHING";
    DELIVERY = "SELECT lane, body FROM webhook_deliveries WHERE partner_id = $1 AND id = $2";
    CHANGE = "UPDATE webhook_deliveries SET status = $3, due_ms = $4, version = $5, body = $6 WHERE partner_id = $1 AND id = $2 AND version = $7";
    PAGE = "SELECT body FROM webhook_deliveries WHERE partner_id = $1 AND status = $2 AND id < $3 ORDER BY id DESC LIMIT $4";
    BETWEEN = "SELECT lane, body FROM webhook_deliveries WHERE partner_id = $1 AND status = $2 AND id >= $3 AND id < $4 ORDER BY id LIMIT $5";
    WAITING = "SELECT body FROM webhook_deliveries WHERE partner_id = $1 AND lane = $2 AND status = 'waiting' AND due_ms <= $3 ORDER BY id LIMIT 1";
    NEXT = "SELECT CAST(min(due_ms) AS BIGINT) FROM webhook_deliveries WHERE partner_id = $1 AND lane = $2 AND status = 'waiting'";
    EXPIRE = "DELETE FROM webhook_deliveries WHERE at_ms < $1 AND status <> 'waiting'";
    WAKE = "INSERT INTO webhook_lanes (partner_id, lane, next_ms, version, owner, until_ms) VALUES ($1, $2, $3, 1, '', 0) ON CONFLICT (partner_id, lane) DO UPDATE SET next_ms = CASE WHEN excluded.next_ms < webhook_lanes.next_ms THEN excluded.next_ms ELSE webhook_lanes.next_ms END, version = webhook_lanes.version + 1";
    READY = "SELECT partner_id, lane FROM webhook_lanes WHERE next_ms <= $1 AND until_ms <= $1 ORDER BY next_ms, partner_id, lane LIMIT $2";
    CLAIM = "UPDATE webhook_lanes SET owner = $3, until_ms = $4 WHERE partner_id = $1 AND lane = $2 AND until_ms <= $5";
    HOLD = "UPDATE webhook_lanes SET until_ms = $4 WHERE partner_id = $1 AND lane = $2 AND owner = $3";
    LANE = "SELECT version FROM webhook_lanes WHERE partner_id = $1 AND lane = $2";
    REST = "UPDATE webhook_lanes SET next_ms = $4, owner = '', until_ms = 0 WHERE partner_id = $1 AND lane = $2 AND owner = $3 AND version = $5";
    KEYS = "SELECT id, kind, subject, created_ms, secret, certificate FROM webhook_keys ORDER BY created_ms DESC, id";
    KEY = "SELECT id, kind, subject, created_ms, secret, certificate FROM webhook_keys WHERE id = $1";
    ADD_KEY = "INSERT INTO webhook_keys (id, kind, subject, created_ms, secret, certificate) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (id) DO NOTHING";
});

/// When a lane has nothing to do.
const NEVER: i64 = i64::MAX;

/// A partner's registration; `owner` is empty for the tenant's.
pub async fn find(tx: &mut Tx, partner: &str, owner: &str) -> Result<Option<Registration>, StoreError> {
    tx.one(&FIND, params![partner, owner], |row| row.json(0)).await
}

/// All of a partner's.
pub async fn list(tx: &mut Tx, partner: &str) -> Result<Vec<Registration>, StoreError> {
    tx.all(&LIST, params![partner], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, one: &Registration) -> Result<(), StoreError> {
    let body = serde_json::to_string(one)?;
    tx.later(&INSERT, params![&one.partner_id, &one.owner, one.version, &body])
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Registration, after: &Registration) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(
        &UPDATE,
        params![&after.partner_id, &after.owner, after.version, &body, before.version],
    )
}

/// Adds a delivery to a lane; the same one a second time changes nothing.
pub async fn deliver(tx: &mut Tx, lane: &str, one: &Delivery) -> Result<(), StoreError> {
    let body = serde_json::to_string(one)?;
    let params = params![
        &one.partner_id,
        &one.id,
        lane,
        one.status.as_str(),
        one.at.0,
        one.due.0,
        one.version,
        &body
    ];
    tx.later(&DELIVER, params)
}

/// A delivery with its lane.
pub async fn delivery(tx: &mut Tx, partner: &str, id: &str) -> Result<Option<(String, Delivery)>, StoreError> {
    tx.one(&DELIVERY, params![partner, id], |row| Ok((row.text(0)?, row.json(1)?)))
        .await
}

/// Replaces a delivery, if it still has the version it was decided on.
pub async fn change(tx: &mut Tx, before: &Delivery, after: &Delivery) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![
        &after.partner_id,
        &after.id,
        after.status.as_str(),
        after.due.0,
        after.version,
        &body,
        before.version
    ];
    tx.later_one(&CHANGE, params)
}

/// Deliveries in a state before an id, newest first.
pub async fn page(tx: &mut Tx, partner: &str, status: &str, before: &str, limit: i64) -> Result<Vec<Delivery>, StoreError> {
    tx.all(&PAGE, params![partner, status, before, limit], |row| row.json(0)).await
}

/// Deliveries in a state from an id until before another, oldest first, with their lanes.
pub async fn between(
    tx: &mut Tx,
    partner: &str,
    status: &str,
    ids: (&str, &str),
    limit: i64,
) -> Result<Vec<(String, Delivery)>, StoreError> {
    tx.all(&BETWEEN, params![partner, status, ids.0, ids.1, limit], |row| {
        Ok((row.text(0)?, row.json(1)?))
    })
    .await
}

/// The first delivery of a lane that is to go out by a time of the machine's clock.
pub async fn waiting(tx: &mut Tx, partner: &str, lane: &str, machine: Instant) -> Result<Option<Delivery>, StoreError> {
    tx.one(&WAITING, params![partner, lane, machine.0], |row| row.json(0)).await
}

/// Forgets deliveries from before an instant, but for those that are still going out.
pub async fn expire(tx: &mut Tx, before: Instant) -> Result<(), StoreError> {
    tx.later(&EXPIRE, params![before.0])
}

/// Says that a lane has something to do, by the machine's clock.
pub async fn wake(tx: &mut Tx, partner: &str, lane: &str, at: Instant) -> Result<(), StoreError> {
    tx.later(&WAKE, params![partner, lane, at.0])
}

/// Partner and name of lanes with something to do that nobody has claimed.
pub async fn ready(tx: &mut Tx, machine: Instant, limit: i64) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&READY, params![machine.0, limit], |row| Ok((row.text(0)?, row.text(1)?)))
        .await
}

/// A lane in somebody's hands.
#[derive(Debug, Clone, Copy)]
pub struct Held<'a> {
    /// Partner.
    pub partner: &'a str,
    /// Lane.
    pub lane: &'a str,
    /// Who holds it.
    pub owner: &'a str,
}

/// Claims a lane until a time of the machine's clock; whether it was free.
pub async fn claim(tx: &mut Tx, lane: Held<'_>, machine: Instant, until: Instant) -> Result<bool, StoreError> {
    let params = params![lane.partner, lane.lane, lane.owner, until.0, machine.0];
    Ok(tx.run(&CLAIM, params).await? > 0)
}

/// Holds a lane for longer; whether it is still one's own.
pub async fn hold(tx: &mut Tx, lane: Held<'_>, until: Instant) -> Result<bool, StoreError> {
    Ok(tx.run(&HOLD, params![lane.partner, lane.lane, lane.owner, until.0]).await? > 0)
}

/// Gives a lane back until its next delivery is due; whether nothing came in between, else there may be more to do at once.
pub async fn rest(tx: &mut Tx, lane: Held<'_>) -> Result<bool, StoreError> {
    let version = tx
        .one(&LANE, params![lane.partner, lane.lane], |row| row.int(0))
        .await?
        .unwrap_or(0);
    let next = tx
        .one(&NEXT, params![lane.partner, lane.lane], |row| row.opt_int(0))
        .await?
        .flatten()
        .unwrap_or(NEVER);
    let params = params![lane.partner, lane.lane, lane.owner, next, version];
    Ok(tx.run(&REST, params).await? > 0)
}

/// A certificate, with its key where the center made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Thumbprint; of an authority its subject.
    pub id: String,
    /// `authority` or `leaf`.
    pub kind: String,
    /// For whom.
    pub subject: String,
    /// When it was made, in milliseconds.
    pub created_ms: i64,
    /// Private key, PKCS#8 DER; empty: it lies elsewhere.
    pub secret: Vec<u8>,
    /// Certificate, DER.
    pub certificate: Vec<u8>,
}

fn key_of(row: &crate::sql::Row<'_>) -> Result<Key, StoreError> {
    Ok(Key {
        id: row.text(0)?,
        kind: row.text(1)?,
        subject: row.text(2)?,
        created_ms: row.int(3)?,
        secret: row.bytes(4)?,
        certificate: row.bytes(5)?,
    })
}

/// Every certificate, newest first.
pub async fn keys(tx: &mut Tx) -> Result<Vec<Key>, StoreError> {
    tx.all(&KEYS, params![], key_of).await
}

/// One by its id.
pub async fn key(tx: &mut Tx, id: &str) -> Result<Option<Key>, StoreError> {
    tx.one(&KEY, params![id], key_of).await
}

/// Adds one; the one that is there stays.
pub async fn add_key(tx: &mut Tx, key: &Key) -> Result<(), StoreError> {
    let params = params![
        &key.id,
        &key.kind,
        &key.subject,
        key.created_ms,
        &key.secret[..],
        &key.certificate[..]
    ];
    tx.later(&ADD_KEY, params)
}
