//! Departures of customers, keyed by customer.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::departures::{Departure, Status};

statements!("departures" {
    FIND = "SELECT body FROM departures WHERE customer_id = $1 AND id = $2 AND partner_id = $3";
    BY_ID = "SELECT body FROM departures WHERE customer_id = $1 AND id = $2";
    LIST = "SELECT body FROM departures WHERE customer_id = $1 AND partner_id = $2 ORDER BY id DESC";
    INSERT = "INSERT INTO departures (customer_id, id, partner_id, open, version, body) VALUES ($1, $2, $3, $4, $5, $6)";
    UPDATE = "UPDATE departures SET open = $3, version = $4, body = $5 WHERE customer_id = $1 AND id = $2 AND version = $6";
    DELETE_ALL = "DELETE FROM departures WHERE customer_id = $1";
});

fn open(departure: &Departure) -> bool {
    matches!(departure.status, Status::Open | Status::HandedOver)
}

/// A partner's, by its id.
pub async fn find(tx: &mut Tx, customer: &str, partner: &str, id: &str) -> Result<Option<Departure>, StoreError> {
    tx.one(&FIND, params![customer, id, partner], |row| row.json(0)).await
}

/// One by its id, for due work.
pub async fn by_id(tx: &mut Tx, customer: &str, id: &str) -> Result<Option<Departure>, StoreError> {
    tx.one(&BY_ID, params![customer, id], |row| row.json(0)).await
}

/// A partner's departures of a customer, newest first.
pub async fn list(tx: &mut Tx, customer: &str, partner: &str) -> Result<Vec<Departure>, StoreError> {
    tx.all(&LIST, params![customer, partner], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, d: &Departure) -> Result<(), StoreError> {
    let body = serde_json::to_string(d)?;
    tx.later(&INSERT, params![&d.customer_id, &d.id, &d.partner_id, open(d), d.version, &body])
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Departure, after: &Departure) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![&after.customer_id, &after.id, open(after), after.version, &body, before.version];
    tx.later_one(&UPDATE, params)
}

/// Removes all of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_ALL, params![customer])
}
