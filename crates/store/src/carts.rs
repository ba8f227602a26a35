//! Carts, keyed by customer.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::orders::Cart;

statements!("carts" {
    FIND = "SELECT body FROM carts WHERE customer_id = $1 AND partner_id = $2 AND id = $3";
    INSERT = "INSERT INTO carts (customer_id, id, partner_id, version, body) VALUES ($1, $2, $3, $4, $5)";
    UPDATE = "UPDATE carts SET version = $3, body = $4 WHERE customer_id = $1 AND id = $2 AND version = $5";
    DELETE = "DELETE FROM carts WHERE customer_id = $1 AND id = $2";
    DELETE_OF = "DELETE FROM carts WHERE customer_id = $1 AND partner_id = $2";
    DELETE_ALL = "DELETE FROM carts WHERE customer_id = $1";
});

/// One by its id.
pub async fn find(tx: &mut Tx, customer: &str, partner: &str, id: &str) -> Result<Option<Cart>, StoreError> {
    tx.one(&FIND, params![customer, partner, id], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, cart: &Cart) -> Result<(), StoreError> {
    let body = serde_json::to_string(cart)?;
    tx.later(&INSERT, params![&cart.customer_id, &cart.id, &cart.partner_id, cart.version, &body])
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Cart, after: &Cart) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(
        &UPDATE,
        params![&after.customer_id, &after.id, after.version, &body, before.version],
    )
}

/// Removes one whose days are over.
pub async fn delete(tx: &mut Tx, customer: &str, id: &str) -> Result<(), StoreError> {
    tx.later(&DELETE, params![customer, id])
}

/// Removes all of a partner's for a customer.
pub async fn delete_of(tx: &mut Tx, customer: &str, partner: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_OF, params![customer, partner])
}

/// Removes all of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_ALL, params![customer])
}
