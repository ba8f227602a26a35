//! Incidents of the services: few rows, everybody's.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::incidents::Incident;

statements!("incidents" {
    FIND = "SELECT body FROM incidents WHERE id = $1";
    LIST = "SELECT body FROM incidents ORDER BY workload, at_ms DESC, id";
    INSERT = "INSERT INTO incidents (id, workload, resolved, at_ms, version, body) VALUES ($1, $2, $3, $4, $5, $6)";
    UPDATE = "UPDATE incidents SET workload = $2, resolved = $3, at_ms = $4, version = $5, body = $6 WHERE id = $1 AND version = $7";
    HOLDERS = "SELECT p.tenant_id, p.sku_id FROM partner_customers c JOIN pools p ON p.tenant_id = c.customer_id WHERE c.partner_id = $1 AND p.enabled + p.warning > 0 ORDER BY p.tenant_id, p.sku_id";
});

/// One by its id.
pub async fn find(tx: &mut Tx, id: &str) -> Result<Option<Incident>, StoreError> {
    tx.one(&FIND, params![id], |row| row.json(0)).await
}

/// All, by workload, the newest of each first.
pub async fn list(tx: &mut Tx) -> Result<Vec<Incident>, StoreError> {
    tx.all(&LIST, params![], |row| row.json(0)).await
}

/// Adds one.
pub async fn insert(tx: &mut Tx, incident: &Incident) -> Result<(), StoreError> {
    let body = serde_json::to_string(incident)?;
    tx.later(
        &INSERT,
        params![
            &incident.id,
            &incident.workload,
            incident.resolved,
            incident.start.0,
            incident.version,
            &body
        ],
    )
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Incident, after: &Incident) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![
        &after.id,
        &after.workload,
        after.resolved,
        after.start.0,
        after.version,
        &body,
        before.version
    ];
    tx.later_one(&UPDATE, params)
}

/// A partner's customers with the licences that they can use: tenant and SKU id.
pub async fn holders(tx: &mut Tx, partner: &str) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&HOLDERS, params![partner], |row| Ok((row.text(0)?, row.text(1)?))).await
}
