//! Applications, consents, grants (codes and refresh tokens by hash) and signing keys.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::partners::Application;
use serde::{Serialize, de::DeserializeOwned};

statements!("identity" {
    APPLICATION = "SELECT body FROM applications WHERE app_id = $1";
    APPLICATIONS = "SELECT body FROM applications WHERE tenant_id = $1 ORDER BY app_id";
    SAVE_APPLICATION = "INSERT INTO applications (app_id, tenant_id, version, body) VALUES ($1, $2, $3, $4) ON CONFLICT (app_id) DO UPDATE SET version = excluded.version, body = excluded.body";
    UPDATE_APPLICATION = "UPDATE applications SET version = $2, body = $3 WHERE app_id = $1 AND version = $4";
    CONSENT = "SELECT body FROM consents WHERE customer_id = $1 AND app_id = $2";
    ADD_CONSENT = "INSERT INTO consents (customer_id, app_id, body) VALUES ($1, $2, $3) ON CONFLICT (customer_id, app_id) DO UPDATE SET body = excluded.body";
    DROP_CONSENT = "DELETE FROM consents WHERE customer_id = $1 AND app_id = $2";
    DROP_CONSENTS = "DELETE FROM consents WHERE customer_id = $1";
    DROP_APP_ROLES = "DELETE FROM app_role_assignments WHERE tenant_id = $1";
    CONSENTS = "SELECT app_id FROM consents WHERE customer_id = $1 ORDER BY app_id";
    ASSIGN_APP_ROLE = "INSERT INTO app_role_assignments (tenant_id, principal_id, id, body) VALUES ($1, $2, $3, $4) ON CONFLICT (tenant_id, principal_id, id) DO NOTHING";
    APP_ROLES = "SELECT body FROM app_role_assignments WHERE tenant_id = $1 AND principal_id = $2 ORDER BY id";
    GRANT = "INSERT INTO grants (token_hash, kind, expires_ms, body) VALUES ($1, $2, $3, $4)";
    GRANTED = "SELECT body FROM grants WHERE token_hash = $1 AND kind = $2 AND expires_ms > $3";
    REVOKE = "DELETE FROM grants WHERE token_hash = $1";
    EXPIRE = "DELETE FROM grants WHERE expires_ms <= $1";
    KEYS = "SELECT id, created_ms, secret FROM signing_keys ORDER BY created_ms DESC, id";
    ADD_KEY = "INSERT INTO signing_keys (id, created_ms, secret) VALUES ($1, $2, $3)";
});

/// A signing key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SigningKey {
    /// Key id.
    pub id: String,
    /// When it was made, in milliseconds.
    pub created_ms: i64,
    /// Private key, PKCS#8 DER.
    pub secret: Vec<u8>,
}

/// An application by client id.
pub async fn application(tx: &mut Tx, id: &str) -> Result<Option<Application>, StoreError> {
    tx.one(&APPLICATION, params![id], |row| row.json(0)).await
}

/// Applications registered in a tenant.
pub async fn applications(tx: &mut Tx, tenant: &str) -> Result<Vec<Application>, StoreError> {
    tx.all(&APPLICATIONS, params![tenant], |row| row.json(0)).await
}

/// Adds or replaces an application.
pub async fn save_application(tx: &mut Tx, application: &Application) -> Result<(), StoreError> {
    let body = serde_json::to_string(application)?;
    tx.later(
        &SAVE_APPLICATION,
        params![&application.id, &application.tenant_id, application.version, &body],
    )
}

/// Replaces an application, if it still has the version it was decided on.
pub async fn update_application(tx: &mut Tx, before: &Application, after: &Application) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    tx.later_one(&UPDATE_APPLICATION, params![&after.id, after.version, &body, before.version])
}

/// A customer's consent for an application.
pub async fn consent<T: DeserializeOwned + Send>(tx: &mut Tx, customer: &str, app: &str) -> Result<Option<T>, StoreError> {
    tx.one(&CONSENT, params![customer, app], |row| row.json(0)).await
}

/// Adds or replaces a consent.
pub async fn add_consent(tx: &mut Tx, customer: &str, app: &str, body: &(impl Serialize + Sync)) -> Result<(), StoreError> {
    let body = serde_json::to_string(body)?;
    tx.later(&ADD_CONSENT, params![customer, app, &body])
}

/// Takes a consent back; whether there was one.
pub async fn drop_consent(tx: &mut Tx, customer: &str, app: &str) -> Result<bool, StoreError> {
    Ok(tx.run(&DROP_CONSENT, params![customer, app]).await? > 0)
}

/// Applications that a customer consented to.
pub async fn consents(tx: &mut Tx, customer: &str) -> Result<Vec<String>, StoreError> {
    tx.all(&CONSENTS, params![customer], |row| row.text(0)).await
}

/// Gives a service principal of a tenant a role; whether that is new.
pub async fn assign_app_role(
    tx: &mut Tx,
    tenant: &str,
    principal: &str,
    id: &str,
    body: &(impl Serialize + Sync),
) -> Result<bool, StoreError> {
    let body = serde_json::to_string(body)?;
    Ok(tx.run(&ASSIGN_APP_ROLE, params![tenant, principal, id, &body]).await? > 0)
}

/// Roles that a service principal of a tenant was given.
pub async fn app_roles<T: DeserializeOwned + Send>(tx: &mut Tx, tenant: &str, principal: &str) -> Result<Vec<T>, StoreError> {
    tx.all(&APP_ROLES, params![tenant, principal], |row| row.json(0)).await
}

/// Keeps a grant by its token's hash.
pub async fn grant(tx: &mut Tx, hash: &str, kind: &str, expires_ms: i64, body: &(impl Serialize + Sync)) -> Result<(), StoreError> {
    let body = serde_json::to_string(body)?;
    tx.later(&GRANT, params![hash, kind, expires_ms, &body])
}

/// A grant that has not expired.
pub async fn granted<T: DeserializeOwned + Send>(tx: &mut Tx, hash: &str, kind: &str, now_ms: i64) -> Result<Option<T>, StoreError> {
    tx.one(&GRANTED, params![hash, kind, now_ms], |row| row.json(0)).await
}

/// Takes a grant back; whether there was one: a code counts once.
pub async fn revoke(tx: &mut Tx, hash: &str) -> Result<bool, StoreError> {
    Ok(tx.run(&REVOKE, params![hash]).await? > 0)
}

/// Forgets grants that have expired.
pub async fn expire(tx: &mut Tx, now_ms: i64) -> Result<(), StoreError> {
    tx.later(&EXPIRE, params![now_ms])
}

/// Signing keys, newest first.
pub async fn keys(tx: &mut Tx) -> Result<Vec<SigningKey>, StoreError> {
    tx.all(&KEYS, params![], |row| {
        Ok(SigningKey {
            id: row.text(0)?,
            created_ms: row.int(1)?,
            secret: row.bytes(2)?,
        })
    })
    .await
}

/// Adds a signing key.
pub async fn add_key(tx: &mut Tx, key: &SigningKey) -> Result<(), StoreError> {
    tx.later(&ADD_KEY, params![&key.id, key.created_ms, &key.secret])
}

/// Takes back everything that a sandbox customer consented to.
pub async fn drop_consents(tx: &mut Tx, customer: &str) -> Result<(), StoreError> {
    tx.later(&DROP_CONSENTS, params![customer])?;
    tx.later(&DROP_APP_ROLES, params![customer])
}
