//! Granular delegated administration, the partner's side: relationships, requests, operations, assignments. Keyed by partner.
//!
//! What of it gives rights stands with the customer, in [`crate::delegated`].

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::delegations::{
    Delegation,
    assignments::Assignment,
    requests::{Operation, Request},
};

statements!("delegations" {
    FIND = "SELECT body FROM delegations WHERE partner_id = $1 AND id = $2";
    NAMED = "SELECT id FROM delegations WHERE partner_id = $1 AND name_key = $2";
    PAGE = "SELECT body FROM delegations WHERE partner_id = $1 AND id > $2 ORDER BY id LIMIT $3";
    PAGE_OF = "SELECT body FROM delegations WHERE partner_id = $1 AND customer_id = $4 AND id > $2 ORDER BY id LIMIT $3";
    CUSTOMERS = "SELECT DISTINCT customer_id FROM delegations WHERE partner_id = $1 AND status = 'active' AND customer_id > $2 ORDER BY customer_id LIMIT $3";
    HOLD = "UPDATE delegations SET status = status WHERE partner_id = $1 AND id = $2";
    INSERT = "INSERT INTO delegations (partner_id, id, customer_id, name_key, status, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE = "UPDATE delegations SET customer_id = $3, name_key = $4, status = $5, version = $6, body = $7 WHERE partner_id = $1 AND id = $2 AND version = $8";
    DELETE = "DELETE FROM delegations WHERE partner_id = $1 AND id = $2";
    REQUEST = "SELECT body FROM delegation_requests WHERE partner_id = $1 AND delegation_id = $2 AND id = $3";
    REQUESTS = "SELECT body FROM delegation_requests WHERE partner_id = $1 AND delegation_id = $2 ORDER BY id";
    INSERT_REQUEST = "INSERT INTO delegation_requests (partner_id, delegation_id, id, version, body) VALUES ($1, $2, $3, $4, $5)";
    UPDATE_REQUEST = "UPDATE delegation_requests SET version = $4, body = $5 WHERE partner_id = $1 AND delegation_id = $2 AND id = $3 AND version = $6";
    DELETE_REQUESTS = "DELETE FROM delegation_requests WHERE partner_id = $1 AND delegation_id = $2";
    OPERATION = "SELECT body FROM delegation_operations WHERE partner_id = $1 AND delegation_id = $2 AND id = $3";
    OPERATIONS = "SELECT body FROM delegation_operations WHERE partner_id = $1 AND delegation_id = $2 ORDER BY id";
    INSERT_OPERATION = "INSERT INTO delegation_operations (partner_id, delegation_id, id, version, body) VALUES ($1, $2, $3, $4, $5)";
    UPDATE_OPERATION = "UPDATE delegation_operations SET version = $4, body = $5 WHERE partner_id = $1 AND delegation_id = $2 AND id = $3 AND version = $6";
    DELETE_OPERATIONS = "DELETE FROM delegation_operations WHERE partner_id = $1 AND delegation_id = $2";
    ASSIGNMENT = "SELECT body FROM delegation_assignments WHERE partner_id = $1 AND delegation_id = $2 AND id = $3";
    ASSIGNMENTS = "SELECT body FROM delegation_assignments WHERE partner_id = $1 AND delegation_id = $2 ORDER BY id";
    OF_GROUP = "SELECT body FROM delegation_assignments WHERE partner_id = $1 AND group_id = $2 ORDER BY delegation_id, id";
    INSERT_ASSIGNMENT = "INSERT INTO delegation_assignments (partner_id, delegation_id, id, group_id, status, version, body) VALUES ($1, $2, $3, $4, $5, $6, $7)";
    UPDATE_ASSIGNMENT = "UPDATE delegation_assignments SET status = $4, version = $5, body = $6 WHERE partner_id = $1 AND delegation_id = $2 AND id = $3 AND version = $7";
    DELETE_ASSIGNMENTS = "DELETE FROM delegation_assignments WHERE partner_id = $1 AND delegation_id = $2";
});

/// One by its id.
pub async fn find(tx: &mut Tx, partner: &str, id: &str) -> Result<Option<Delegation>, StoreError> {
    tx.one(&FIND, params![partner, id], |row| row.json(0)).await
}

/// The id of the one with a name, in lower case.
pub async fn named(tx: &mut Tx, partner: &str, name_key: &str) -> Result<Option<String>, StoreError> {
    tx.one(&NAMED, params![partner, name_key], |row| row.text(0)).await
}

/// A partner's relationships after one, by id.
pub async fn page(tx: &mut Tx, partner: &str, after: &str, limit: i64) -> Result<Vec<Delegation>, StoreError> {
    tx.all(&PAGE, params![partner, after, limit], |row| row.json(0)).await
}

/// A partner's relationships to a customer after one, by id.
pub async fn page_of(tx: &mut Tx, partner: &str, customer: &str, after: &str, limit: i64) -> Result<Vec<Delegation>, StoreError> {
    tx.all(&PAGE_OF, params![partner, after, limit, customer], |row| row.json(0)).await
}

/// Customers with whom a partner has an active relationship, after one, by tenant id.
pub async fn customers(tx: &mut Tx, partner: &str, after: &str, limit: i64) -> Result<Vec<String>, StoreError> {
    tx.all(&CUSTOMERS, params![partner, after, limit], |row| row.text(0)).await
}

/// Holds one: until the transaction ends, nobody else changes it or what belongs to it. Whether it is there.
pub async fn hold(tx: &mut Tx, partner: &str, id: &str) -> Result<bool, StoreError> {
    Ok(tx.run(&HOLD, params![partner, id]).await? > 0)
}

/// Adds one.
pub async fn insert(tx: &mut Tx, one: &Delegation) -> Result<(), StoreError> {
    let (body, name) = (serde_json::to_string(one)?, one.name_key());
    let (customer, status) = (one.customer_id().unwrap_or_default(), one.status.as_str());
    tx.later(
        &INSERT,
        params![&one.partner_id, &one.id, customer, &name, status, one.version, &body],
    )
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Delegation, after: &Delegation) -> Result<(), StoreError> {
    let (body, name) = (serde_json::to_string(after)?, after.name_key());
    let (customer, status) = (after.customer_id().unwrap_or_default(), after.status.as_str());
    let params = params![
        &after.partner_id,
        &after.id,
        customer,
        &name,
        status,
        after.version,
        &body,
        before.version
    ];
    tx.later_one(&UPDATE, params)
}

/// Removes one with everything that belongs to it.
pub async fn delete(tx: &mut Tx, partner: &str, id: &str) -> Result<(), StoreError> {
    for statement in [&DELETE_REQUESTS, &DELETE_OPERATIONS, &DELETE_ASSIGNMENTS, &DELETE] {
        tx.later(statement, params![partner, id])?;
    }
    Ok(())
}

/// A request.
pub async fn request(tx: &mut Tx, partner: &str, delegation: &str, id: &str) -> Result<Option<Request>, StoreError> {
    tx.one(&REQUEST, params![partner, delegation, id], |row| row.json(0)).await
}

/// What was asked of a relationship, by id.
pub async fn requests(tx: &mut Tx, partner: &str, delegation: &str) -> Result<Vec<Request>, StoreError> {
    tx.all(&REQUESTS, params![partner, delegation], |row| row.json(0)).await
}

/// Adds a request.
pub async fn insert_request(tx: &mut Tx, partner: &str, one: &Request) -> Result<(), StoreError> {
    let body = serde_json::to_string(one)?;
    tx.later(&INSERT_REQUEST, params![partner, &one.delegation_id, &one.id, one.version, &body])
}

/// Replaces a request, if it still has the version it was decided on.
pub async fn update_request(tx: &mut Tx, partner: &str, before: &Request, after: &Request) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![partner, &after.delegation_id, &after.id, after.version, &body, before.version];
    tx.later_one(&UPDATE_REQUEST, params)
}

/// An operation.
pub async fn operation(tx: &mut Tx, partner: &str, delegation: &str, id: &str) -> Result<Option<Operation>, StoreError> {
    tx.one(&OPERATION, params![partner, delegation, id], |row| row.json(0)).await
}

/// Operations of a relationship, by id.
pub async fn operations(tx: &mut Tx, partner: &str, delegation: &str) -> Result<Vec<Operation>, StoreError> {
    tx.all(&OPERATIONS, params![partner, delegation], |row| row.json(0)).await
}

/// Adds an operation.
pub async fn insert_operation(tx: &mut Tx, partner: &str, one: &Operation) -> Result<(), StoreError> {
    let body = serde_json::to_string(one)?;
    tx.later(&INSERT_OPERATION, params![partner, &one.delegation_id, &one.id, one.version, &body])
}

/// Replaces an operation, if it still has the version it was decided on.
pub async fn update_operation(tx: &mut Tx, partner: &str, before: &Operation, after: &Operation) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![partner, &after.delegation_id, &after.id, after.version, &body, before.version];
    tx.later_one(&UPDATE_OPERATION, params)
}

/// An assignment.
pub async fn assignment(tx: &mut Tx, partner: &str, delegation: &str, id: &str) -> Result<Option<Assignment>, StoreError> {
    tx.one(&ASSIGNMENT, params![partner, delegation, id], |row| row.json(0)).await
}

/// Assignments of a relationship, ended ones too, by id.
pub async fn assignments(tx: &mut Tx, partner: &str, delegation: &str) -> Result<Vec<Assignment>, StoreError> {
    tx.all(&ASSIGNMENTS, params![partner, delegation], |row| row.json(0)).await
}

/// Assignments to a group in every relationship, ended ones too.
pub async fn assignments_of_group(tx: &mut Tx, partner: &str, group: &str) -> Result<Vec<Assignment>, StoreError> {
    tx.all(&OF_GROUP, params![partner, group], |row| row.json(0)).await
}

/// Adds an assignment.
pub async fn insert_assignment(tx: &mut Tx, one: &Assignment) -> Result<(), StoreError> {
    let body = serde_json::to_string(one)?;
    let params = params![
        &one.partner_id,
        &one.delegation_id,
        &one.id,
        &one.group_id,
        one.status.as_str(),
        one.version,
        &body
    ];
    tx.later(&INSERT_ASSIGNMENT, params)
}

/// Replaces an assignment, if it still has the version it was decided on.
pub async fn update_assignment(tx: &mut Tx, before: &Assignment, after: &Assignment) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![
        &after.partner_id,
        &after.delegation_id,
        &after.id,
        after.status.as_str(),
        after.version,
        &body,
        before.version
    ];
    tx.later_one(&UPDATE_ASSIGNMENT, params)
}
