//! Transitions from one offer to another, keyed by customer. Written once, never changed.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::transitions::record::Transition;

statements!("transitions" {
    INSERT = "INSERT INTO transitions (customer_id, id, partner_id, source_id, target_id, at_ms, body) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    OF = "SELECT body FROM transitions WHERE customer_id = $1 AND partner_id = $2 AND (source_id = $3 OR target_id = $3) ORDER BY at_ms DESC, id DESC LIMIT $4";
    DELETE_ALL = "DELETE FROM transitions WHERE customer_id = $1";
});

/// Adds one.
pub async fn insert(tx: &mut Tx, one: &Transition) -> Result<(), StoreError> {
    let body = serde_json::to_string(one)?;
    let target = one.to_subscription.as_deref().unwrap_or("");
    let params = params![
        &one.customer_id,
        &one.id,
        &one.partner_id,
        &one.from_subscription,
        target,
        one.at.0,
        &body
    ];
    tx.later(&INSERT, params)
}

/// Those of a partner that a subscription went through or took seats in by, newest first.
pub async fn of(tx: &mut Tx, customer: &str, partner: &str, subscription: &str, limit: i64) -> Result<Vec<Transition>, StoreError> {
    tx.all(&OF, params![customer, partner, subscription, limit], |row| row.json(0))
        .await
}

/// Removes all of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_ALL, params![customer])
}
