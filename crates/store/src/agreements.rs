//! Confirmations of customer agreements, keyed by customer.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::customers::Agreement;

statements!("agreements" {
    LIST = "SELECT body FROM agreements WHERE customer_id = $1 ORDER BY id";
    INSERT = "INSERT INTO agreements (customer_id, id, partner_id, kind, body) VALUES ($1, $2, $3, $4, $5)";
    DELETE_ALL = "DELETE FROM agreements WHERE customer_id = $1";
});

/// All of a customer, whichever partner confirmed them.
pub async fn list(tx: &mut Tx, customer: &str) -> Result<Vec<Agreement>, StoreError> {
    tx.all(&LIST, params![customer], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, agreement: &Agreement) -> Result<(), StoreError> {
    let body = serde_json::to_string(agreement)?;
    tx.later(
        &INSERT,
        params![
            &agreement.customer_id,
            &agreement.id,
            &agreement.partner_id,
            agreement.kind.as_str(),
            &body
        ],
    )
}

/// Removes all of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_ALL, params![customer])
}
