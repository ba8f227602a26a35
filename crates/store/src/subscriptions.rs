//! Subscriptions, keyed by customer.

use crate::{
    StoreError, Tx,
    sql::{Row, Val, params, statements},
};
use nahtlos_model::{
    customers::Relationship,
    subscriptions::{Status, Subscription},
};

statements!("subscriptions" {
    FIND = "SELECT body FROM subscriptions WHERE customer_id = $1 AND id = $2";
    FIND_FOR = "SELECT r.body, s.body FROM relationships r LEFT JOIN subscriptions s ON s.customer_id = r.customer_id AND s.id = $3 WHERE r.customer_id = $1 AND r.partner_id = $2";
    LIST = "SELECT body FROM subscriptions WHERE customer_id = $1 ORDER BY id";
    PAGE = "SELECT body FROM subscriptions WHERE customer_id = $1 AND partner_id = $2 ORDER BY id LIMIT $3 OFFSET $4";
    BY_ORDER = "SELECT body FROM subscriptions WHERE customer_id = $1 AND order_id = $2 ORDER BY id";
    CHILDREN = "SELECT body FROM subscriptions WHERE customer_id = $1 AND parent_id = $2 ORDER BY id";
    IN_USE = "SELECT CAST(count(*) AS BIGINT) FROM subscriptions WHERE customer_id = $1 AND partner_id = $2 AND status IN ('active', 'suspended', 'pending')";
    INSERT = "INSERT INTO subscriptions (customer_id, id, partner_id, order_id, parent_id, offer, sku_id, status, quantity, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    UPDATE = "UPDATE subscriptions SET partner_id = $3, offer = $4, sku_id = $5, status = $6, quantity = $7, version = $8, body = $9 WHERE customer_id = $1 AND id = $2 AND version = $10";
    DELETE_ALL = "DELETE FROM subscriptions WHERE customer_id = $1";
});

/// One by its id.
pub async fn find(tx: &mut Tx, customer: &str, id: &str) -> Result<Option<Subscription>, StoreError> {
    tx.one(&FIND, params![customer, id], |row| row.json(0)).await
}

/// A partner's relationship to a customer and one of the customer's subscriptions, in one question.
pub async fn find_for(
    tx: &mut Tx,
    customer: &str,
    partner: &str,
    id: &str,
) -> Result<(Option<Relationship>, Option<Subscription>), StoreError> {
    let read = |row: &Row<'_>| Ok((Some(row.json(0)?), row.opt_json(1)?));
    Ok(tx.one(&FIND_FOR, params![customer, partner, id], read).await?.unwrap_or_default())
}

/// All of a customer, of every channel and partner.
pub async fn list(tx: &mut Tx, customer: &str) -> Result<Vec<Subscription>, StoreError> {
    tx.all(&LIST, params![customer], |row| row.json(0)).await
}

/// A partner's subscriptions of a customer, a page by offset: the wire's own way of paging here.
pub async fn page(tx: &mut Tx, customer: &str, partner: &str, limit: i64, offset: i64) -> Result<Vec<Subscription>, StoreError> {
    tx.all(&PAGE, params![customer, partner, limit, offset], |row| row.json(0)).await
}

/// Those of an order.
pub async fn by_order(tx: &mut Tx, customer: &str, order: &str) -> Result<Vec<Subscription>, StoreError> {
    tx.all(&BY_ORDER, params![customer, order], |row| row.json(0)).await
}

/// Legacy add-ons of a base subscription.
pub async fn children(tx: &mut Tx, customer: &str, parent: &str) -> Result<Vec<Subscription>, StoreError> {
    tx.all(&CHILDREN, params![customer, parent], |row| row.json(0)).await
}

/// How many of a partner's subscriptions of a customer are in use.
pub async fn in_use(tx: &mut Tx, customer: &str, partner: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&IN_USE, params![customer, partner], |row| row.int(0)).await?.unwrap_or(0))
}

/// Adds one.
pub async fn insert(tx: &mut Tx, s: &Subscription) -> Result<(), StoreError> {
    let (sku, body) = (s.licence.to_string(), serde_json::to_string(s)?);
    tx.later(&INSERT, &columns(s, &sku, &body))
}

/// Adds many at once, for estates and loads.
pub async fn insert_many(tx: &mut Tx, all: &[Subscription]) -> Result<(), StoreError> {
    let mut texts = Vec::with_capacity(all.len());
    for s in all {
        texts.push((s.licence.to_string(), serde_json::to_string(s)?));
    }
    let rows: Vec<Val<'_>> = all.iter().zip(&texts).flat_map(|(s, (sku, body))| columns(s, sku, body)).collect();
    const HEAD: &str =
        "INSERT INTO subscriptions (customer_id, id, partner_id, order_id, parent_id, offer, sku_id, status, quantity, version, body)";
    tx.insert_many(HEAD, 11, "", &rows).await
}

/// The state as the table has it. What another partner goes on with is suspended for its old partner, and no longer in use.
fn state(s: &Subscription) -> &'static str {
    match s.status {
        Status::Suspended if s.transferred_to.is_some() => "transferred",
        status => status.as_str(),
    }
}

fn columns<'a>(s: &'a Subscription, sku: &'a str, body: &'a str) -> [Val<'a>; 11] {
    [
        Val::from(&s.customer_id),
        Val::from(&s.id),
        Val::from(s.partner_id.as_deref().unwrap_or("")),
        Val::from(s.order_id.as_deref().unwrap_or("")),
        Val::from(s.parent_id.as_deref().unwrap_or("")),
        Val::from(&s.offer),
        Val::from(sku),
        Val::from(state(s)),
        Val::from(s.quantity),
        Val::from(s.version),
        Val::from(body),
    ]
}

/// Replaces one, if it still has the version it was decided on; otherwise the whole is tried again.
pub async fn update(tx: &mut Tx, before: &Subscription, after: &Subscription) -> Result<(), StoreError> {
    let (sku, body) = (after.licence.to_string(), serde_json::to_string(after)?);
    let partner = after.partner_id.as_deref().unwrap_or("");
    let params = params![
        &after.customer_id,
        &after.id,
        partner,
        &after.offer,
        &sku,
        state(after),
        after.quantity,
        after.version,
        &body,
        before.version
    ];
    tx.later_one(&UPDATE, params)
}

/// Removes all of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DELETE_ALL, params![customer])
}
