//! Self-serve policies: one row per customer and partner.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::self_serve::Policy;

statements!("self_serve" {
    FIND = "SELECT body FROM self_serve_policies WHERE customer_id = $1 AND partner_id = $2";
    LIST = "SELECT body FROM self_serve_policies WHERE partner_id = $1 ORDER BY customer_id";
    INSERT = "INSERT INTO self_serve_policies (customer_id, partner_id, version, body) VALUES ($1, $2, $3, $4)";
    UPDATE = "UPDATE self_serve_policies SET version = $3, body = $4 WHERE customer_id = $1 AND partner_id = $2 AND version = $5";
    DELETE = "DELETE FROM self_serve_policies WHERE customer_id = $1 AND partner_id = $2";
    DELETE_ALL = "DELETE FROM self_serve_policies WHERE customer_id = $1";
});

/// The policy of a pair.
pub async fn find(tx: &mut Tx, customer: &str, partner: &str) -> Result<Option<Policy>, StoreError> {
    tx.one(&FIND, params![customer, partner], |row| row.json(0)).await
}

/// A partner's policies, by customer.
pub async fn list(tx: &mut Tx, partner: &str) -> Result<Vec<Policy>, StoreError> {
    tx.all(&LIST, params![partner], |row| row.json(0)).await
}

/// Adds one; a unique violation where the pair has one.
pub async fn insert(tx: &mut Tx, policy: &Policy) -> Result<(), StoreError> {
    let body = serde_json::to_string(policy)?;
    tx.later(&INSERT, params![&policy.customer_id, &policy.partner_id, policy.version, &body])
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Policy, after: &Policy) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(
        &UPDATE,
        params![&after.customer_id, &after.partner_id, after.version, &body, before.version],
    )
}

/// Removes the policy of a pair.
pub async fn delete(tx: &mut Tx, customer: &str, partner: &str) -> Result<(), StoreError> {
    tx.later(&DELETE, params![customer, partner])
}

/// Removes every policy of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_ALL, params![customer])
}
