//! Invitations, keyed by partner, with a look-up by their link's hash.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::invitations::Invitation;

statements!("invitations" {
    FIND = "SELECT body FROM invitations WHERE partner_id = $1 AND id = $2";
    PAGE = "SELECT body FROM invitations WHERE partner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    PAGE_IN = "SELECT body FROM invitations WHERE partner_id = $1 AND id < $2 AND status = $4 ORDER BY id DESC LIMIT $3";
    INSERT = "INSERT INTO invitations (partner_id, id, status, version, body) VALUES ($1, $2, $3, $4, $5)";
    UPDATE = "UPDATE invitations SET status = $3, version = $4, body = $5 WHERE partner_id = $1 AND id = $2 AND version = $6";
    LINK = "INSERT INTO invitation_links (token_hash, partner_id, invitation_id) VALUES ($1, $2, $3)";
    BY_LINK = "SELECT partner_id, invitation_id FROM invitation_links WHERE token_hash = $1";
});

/// One by its id.
pub async fn find(tx: &mut Tx, partner: &str, id: &str) -> Result<Option<Invitation>, StoreError> {
    tx.one(&FIND, params![partner, id], |row| row.json(0)).await
}

/// A partner's invitations before one, newest first.
pub async fn page(tx: &mut Tx, partner: &str, before: &str, limit: i64) -> Result<Vec<Invitation>, StoreError> {
    tx.all(&PAGE, params![partner, before, limit], |row| row.json(0)).await
}

/// Those in one state.
pub async fn page_in(tx: &mut Tx, partner: &str, status: &str, before: &str, limit: i64) -> Result<Vec<Invitation>, StoreError> {
    tx.all(&PAGE_IN, params![partner, before, limit, status], |row| row.json(0)).await
}

/// Adds one with its link.
pub async fn insert(tx: &mut Tx, invitation: &Invitation, token_hash: &str) -> Result<(), StoreError> {
    let body = serde_json::to_string(invitation)?;
    tx.later(
        &INSERT,
        params![
            &invitation.partner_id,
            &invitation.id,
            invitation.status.as_str(),
            invitation.version,
            &body
        ],
    )?;
    tx.later(&LINK, params![token_hash, &invitation.partner_id, &invitation.id])
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Invitation, after: &Invitation) -> Result<(), StoreError> {
    let body = serde_json::to_string(after)?;
    let params = params![
        &after.partner_id,
        &after.id,
        after.status.as_str(),
        after.version,
        &body,
        before.version
    ];
    tx.later_one(&UPDATE, params)
}

/// Partner and invitation of a link.
pub async fn by_link(tx: &mut Tx, token_hash: &str) -> Result<Option<(String, String)>, StoreError> {
    tx.one(&BY_LINK, params![token_hash], |row| Ok((row.text(0)?, row.text(1)?))).await
}
