//! Granular delegated administration, the customer's side: which relationships it has been shown, and which groups of which partner have
//! which roles in its directory, and until when. Permits are judged by these rows.
//!
//! Written together with the partner's side, in [`crate::delegations`].

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::instants::Instant;

statements!("delegated" {
    SHOW = "INSERT INTO delegated_from (customer_id, partner_id, delegation_id, until_ms, roles) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (customer_id, partner_id, delegation_id) DO UPDATE SET until_ms = excluded.until_ms, roles = excluded.roles";
    HIDE = "DELETE FROM delegated_from WHERE customer_id = $1 AND partner_id = $2 AND delegation_id = $3";
    SHOWN = "SELECT partner_id, delegation_id FROM delegated_from WHERE customer_id = $1 ORDER BY partner_id, delegation_id";
    REACHES = "SELECT roles FROM delegated_from WHERE customer_id = $1 AND partner_id = $2 AND until_ms > $3 ORDER BY delegation_id";
    GIVE = "INSERT INTO delegated_access (customer_id, partner_id, assignment_id, delegation_id, group_id, until_ms, roles) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (customer_id, partner_id, assignment_id) DO UPDATE SET until_ms = excluded.until_ms, roles = excluded.roles";
    TAKE = "DELETE FROM delegated_access WHERE customer_id = $1 AND partner_id = $2 AND assignment_id = $3";
    TAKE_ALL = "DELETE FROM delegated_access WHERE customer_id = $1 AND partner_id = $2 AND delegation_id = $3";
    ACCESS = "SELECT group_id, roles FROM delegated_access WHERE customer_id = $1 AND partner_id = $2 AND until_ms > $3 ORDER BY assignment_id";
    ROWS = "SELECT assignment_id, delegation_id, group_id, until_ms, roles FROM delegated_access WHERE customer_id = $1 AND partner_id = $2 ORDER BY assignment_id";
});

/// An assignment that gives rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Access {
    /// The assignment.
    pub assignment_id: String,
    /// Its relationship.
    pub delegation_id: String,
    /// The group, in the partner's tenant.
    pub group_id: String,
    /// From this instant on it gives none.
    pub until: Instant,
    /// Template ids.
    pub roles: Vec<String>,
}

fn joined(roles: &[String]) -> String {
    roles.join(",")
}

fn split(roles: &str) -> Vec<String> {
    roles.split(',').filter(|role| !role.is_empty()).map(str::to_owned).collect()
}

/// Shows a customer a relationship, or brings its row up to date; until when it gives rights, and in which roles.
pub async fn show(
    tx: &mut Tx,
    customer: &str,
    partner: &str,
    delegation: &str,
    until: Instant,
    roles: &[String],
) -> Result<(), StoreError> {
    let roles = joined(roles);
    tx.later(&SHOW, params![customer, partner, delegation, until.0, &roles])
}

/// Shows a customer a relationship no longer.
pub async fn hide(tx: &mut Tx, customer: &str, partner: &str, delegation: &str) -> Result<(), StoreError> {
    tx.later(&HIDE, params![customer, partner, delegation])
}

/// Partners and relationships that a customer has been shown.
pub async fn shown(tx: &mut Tx, customer: &str) -> Result<Vec<(String, String)>, StoreError> {
    tx.all(&SHOWN, params![customer], |row| Ok((row.text(0)?, row.text(1)?))).await
}

/// Roles of every relationship of the pair that gives rights at an instant; none: there is no such relationship.
pub async fn reaches(tx: &mut Tx, customer: &str, partner: &str, now: Instant) -> Result<Vec<Vec<String>>, StoreError> {
    tx.all(&REACHES, params![customer, partner, now.0], |row| Ok(split(&row.text(0)?)))
        .await
}

/// Gives a group rights, or brings its row up to date.
pub async fn give(tx: &mut Tx, customer: &str, partner: &str, access: &Access) -> Result<(), StoreError> {
    let roles = joined(&access.roles);
    let params = params![
        customer,
        partner,
        &access.assignment_id,
        &access.delegation_id,
        &access.group_id,
        access.until.0,
        &roles
    ];
    tx.later(&GIVE, params)
}

/// Takes what an assignment gave.
pub async fn take(tx: &mut Tx, customer: &str, partner: &str, assignment: &str) -> Result<(), StoreError> {
    tx.later(&TAKE, params![customer, partner, assignment])
}

/// Takes what every assignment of a relationship gave.
pub async fn take_all(tx: &mut Tx, customer: &str, partner: &str, delegation: &str) -> Result<(), StoreError> {
    tx.later(&TAKE_ALL, params![customer, partner, delegation])
}

/// Groups of a partner with rights at an instant, and their roles.
pub async fn access(tx: &mut Tx, customer: &str, partner: &str, now: Instant) -> Result<Vec<(String, Vec<String>)>, StoreError> {
    tx.all(&ACCESS, params![customer, partner, now.0], |row| {
        Ok((row.text(0)?, split(&row.text(1)?)))
    })
    .await
}

/// Every row between a customer and a partner, whatever the time.
pub async fn rows(tx: &mut Tx, customer: &str, partner: &str) -> Result<Vec<Access>, StoreError> {
    tx.all(&ROWS, params![customer, partner], |row| {
        Ok(Access {
            assignment_id: row.text(0)?,
            delegation_id: row.text(1)?,
            group_id: row.text(2)?,
            until: Instant(row.int(3)?),
            roles: split(&row.text(4)?),
        })
    })
    .await
}
