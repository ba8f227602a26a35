//! The ledger: charge and credit lines, keyed by customer. Lines are only ever added.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::{charges::Charge, instants::Instant};

statements!("charges" {
    INSERT = "INSERT INTO charges (customer_id, id, partner_id, subscription_id, order_id, at_ms, kind, amount_minor, currency, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    LIST = "SELECT id, subscription_id, order_id, at_ms, body FROM charges WHERE customer_id = $1 AND partner_id = $2 AND id > $3 ORDER BY id LIMIT $4";
});

/// A line with where it belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Time-ordered id.
    pub id: String,
    /// Subscription.
    pub subscription_id: String,
    /// Order.
    pub order_id: String,
    /// When it was written.
    pub at: Instant,
    /// The line.
    pub charge: Charge,
}

/// Adds a line.
pub async fn insert(tx: &mut Tx, customer: &str, partner: &str, line: &Line) -> Result<(), StoreError> {
    let (c, body) = (&line.charge, serde_json::to_string(&line.charge)?);
    let (kind, currency) = (c.kind.as_str(), c.currency.code());
    let params = params![
        customer,
        &line.id,
        partner,
        &line.subscription_id,
        &line.order_id,
        line.at.0,
        kind,
        c.amount_minor,
        currency,
        &body
    ];
    tx.later(&INSERT, params)
}

/// A partner's lines of a customer, in the order they were written, after an id.
pub async fn list(tx: &mut Tx, customer: &str, partner: &str, after: &str, limit: i64) -> Result<Vec<Line>, StoreError> {
    tx.all(&LIST, params![customer, partner, after, limit], |row| {
        Ok(Line {
            id: row.text(0)?,
            subscription_id: row.text(1)?,
            order_id: row.text(2)?,
            at: Instant(row.int(3)?),
            charge: row.json(4)?,
        })
    })
    .await
}
