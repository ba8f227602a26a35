//! Invitations, keyed by partner, with a look-up by their link's hash.

use crate::{
    StoreError, Tx,
    sql::{holding, params, statements},
};
use nahtlos_model::invitations::Invitation;

statements!("invitations" {
    FIND = "SELECT body FROM invitations WHERE partner_id = $1 AND id = $2";
    PAGE = "SELECT body FROM invitations WHERE partner_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3";
    PAGE_IN = "SELECT body FROM invitations WHERE partner_id = $1 AND id < $2 AND status = $4 ORDER BY id DESC LIMIT $3";
    PAGE_WAITING = "SELECT body FROM invitations WHERE partner_id = $1 AND waits = 1 AND (expires, id) > ($2, $3) ORDER BY expires, id LIMIT $4";
    PAGE_SOUGHT = "SELECT body FROM invitations WHERE partner_id = $1 AND id < $2 AND id IN (SELECT id FROM invitations WHERE partner_id = $1 AND id < $2 AND sought LIKE $4 ESCAPE '!' ORDER BY id DESC LIMIT $3) ORDER BY id DESC LIMIT $3";
    SUMMARY = "SELECT status, count(*) FROM invitations WHERE partner_id = $1 GROUP BY status ORDER BY status";
    INSERT = "INSERT INTO invitations (partner_id, id, status, version, body, waits, expires, sought) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
    UPDATE = "UPDATE invitations SET status = $3, version = $4, body = $5, waits = $7, expires = $8, sought = $9 WHERE partner_id = $1 AND id = $2 AND version = $6";
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

/// Those that wait for an answer, the first to expire first, after the time and id of one.
pub async fn page_waiting(tx: &mut Tx, partner: &str, (expires, id): (&str, &str), limit: i64) -> Result<Vec<Invitation>, StoreError> {
    tx.all(&PAGE_WAITING, params![partner, expires, id, limit], |row| row.json(0)).await
}

/// How many of a partner's are in each state.
pub async fn summary(tx: &mut Tx, partner: &str) -> Result<Vec<(String, i64)>, StoreError> {
    tx.all(&SUMMARY, params![partner], |row| Ok((row.text(0)?, row.int(1)?))).await
}

/// By which words an invitation is found.
fn sought(one: &Invitation) -> String {
    let texts = [&one.customer_name, &one.customer_domain, &one.customer_email];
    texts.map(|text| text.as_deref().unwrap_or_default()).join(" ").to_lowercase()
}

/// Those before one whose customer's name, domain or mail address has a text (lower case) in it, newest first.
pub async fn page_sought(tx: &mut Tx, partner: &str, before: &str, limit: i64, text: &str) -> Result<Vec<Invitation>, StoreError> {
    tx.all(&PAGE_SOUGHT, params![partner, before, limit, &holding(text)], |row| row.json(0))
        .await
}

/// Adds one with its link.
pub async fn insert(tx: &mut Tx, invitation: &Invitation, token_hash: &str) -> Result<(), StoreError> {
    let (body, expires) = (serde_json::to_string(invitation)?, invitation.expires.to_string());
    tx.later(
        &INSERT,
        params![
            &invitation.partner_id,
            &invitation.id,
            invitation.status.as_str(),
            invitation.version,
            &body,
            invitation.is_open(),
            &expires,
            &sought(invitation)
        ],
    )?;
    tx.later(&LINK, params![token_hash, &invitation.partner_id, &invitation.id])
}

/// Replaces one, if it still has the version it was decided on.
pub async fn update(tx: &mut Tx, before: &Invitation, after: &Invitation) -> Result<(), StoreError> {
    let (body, expires, sought) = (serde_json::to_string(after)?, after.expires.to_string(), sought(after));
    let params = params![
        &after.partner_id,
        &after.id,
        after.status.as_str(),
        after.version,
        &body,
        before.version,
        after.is_open(),
        &expires,
        &sought
    ];
    tx.later_one(&UPDATE, params)
}

/// Partner and invitation of a link.
pub async fn by_link(tx: &mut Tx, token_hash: &str) -> Result<Option<(String, String)>, StoreError> {
    tx.one(&BY_LINK, params![token_hash], |row| Ok((row.text(0)?, row.text(1)?))).await
}
