//! Orders and their attachments, keyed by customer.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::orders::{AttachmentKind, Order};

statements!("orders" {
    FIND = "SELECT body FROM orders WHERE customer_id = $1 AND partner_id = $2 AND id = $3";
    LIST = "SELECT body FROM orders WHERE customer_id = $1 AND partner_id = $2 ORDER BY created_ms, id";
    INSERT = "INSERT INTO orders (customer_id, id, partner_id, created_ms, version, body) VALUES ($1, $2, $3, $4, $5, $6)";
    UPDATE = "UPDATE orders SET version = $3, body = $4 WHERE customer_id = $1 AND id = $2 AND version = $5";
    ATTACH = "INSERT INTO order_attachments (customer_id, order_id, id, name, kind, media_type, content) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ATTACHMENTS = "SELECT id, name, kind, media_type, CAST(length(content) AS BIGINT) FROM order_attachments WHERE customer_id = $1 AND order_id = $2 ORDER BY id";
    ATTACHMENT = "SELECT id, name, kind, media_type, content FROM order_attachments WHERE customer_id = $1 AND order_id = $2 AND id = $3";
    DELETE_ALL = "DELETE FROM orders WHERE customer_id = $1";
    DETACH_ALL = "DELETE FROM order_attachments WHERE customer_id = $1";
});

/// A file attached to an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// GUID.
    pub id: String,
    /// File name.
    pub name: String,
    /// What it is: a purchase order, or a tender's document.
    pub kind: AttachmentKind,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub size: i64,
    /// Content; empty in lists.
    pub content: Vec<u8>,
}

/// One by its id.
pub async fn find(tx: &mut Tx, customer: &str, partner: &str, id: &str) -> Result<Option<Order>, StoreError> {
    tx.one(&FIND, params![customer, partner, id], |row| row.json(0)).await
}

/// A partner's orders of a customer, oldest first.
pub async fn list(tx: &mut Tx, customer: &str, partner: &str) -> Result<Vec<Order>, StoreError> {
    tx.all(&LIST, params![customer, partner], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, order: &Order) -> Result<(), StoreError> {
    let body = serde_json::to_string(order)?;
    tx.later(
        &INSERT,
        params![
            &order.customer_id,
            &order.id,
            &order.partner_id,
            order.created.0,
            order.version,
            &body
        ],
    )
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Order, after: &Order) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(
        &UPDATE,
        params![&after.customer_id, &after.id, after.version, &body, before.version],
    )
}

/// Attaches a file.
pub async fn attach(tx: &mut Tx, customer: &str, order: &str, file: &Attachment) -> Result<(), StoreError> {
    tx.later(
        &ATTACH,
        params![
            customer,
            order,
            &file.id,
            &file.name,
            file.kind.as_str(),
            &file.media_type,
            &file.content
        ],
    )
}

fn kind(text: String) -> Result<AttachmentKind, StoreError> {
    text.parse().map_err(StoreError::other)
}

/// Files of an order, without their content.
pub async fn attachments(tx: &mut Tx, customer: &str, order: &str) -> Result<Vec<Attachment>, StoreError> {
    tx.all(&ATTACHMENTS, params![customer, order], |row| {
        Ok(Attachment {
            id: row.text(0)?,
            name: row.text(1)?,
            kind: kind(row.text(2)?)?,
            media_type: row.text(3)?,
            size: row.int(4)?,
            content: Vec::new(),
        })
    })
    .await
}

/// A file of an order.
pub async fn attachment(tx: &mut Tx, customer: &str, order: &str, id: &str) -> Result<Option<Attachment>, StoreError> {
    tx.one(&ATTACHMENT, params![customer, order, id], |row| {
        let content = row.bytes(4)?;
        Ok(Attachment {
            id: row.text(0)?,
            name: row.text(1)?,
            kind: kind(row.text(2)?)?,
            media_type: row.text(3)?,
            size: content.len() as i64,
            content,
        })
    })
    .await
}

/// Removes all of a sandbox customer, files too.
pub async fn delete_all(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DETACH_ALL, params![customer])?;
    tx.later(&DELETE_ALL, params![customer])
}
