//! Seat pools by licence, and who holds what, keyed by tenant.
//!
//! Pools are changed by differences in one statement each, so that changes side by side add up; a licence is taken only where a
//! seat is left, checked by the statement itself.

use crate::{
    StoreError, Tx,
    sql::{Val, params, statements},
};
use nahtlos_model::{customers::Pool, directory::User, ids::SkuId, licenses::Pools, subscriptions::SeatState};

statements!("licenses" {
    POOLS = "SELECT sku_id, enabled, warning, suspended, consumed FROM pools WHERE tenant_id = $1 ORDER BY sku_id";
    ADD_SEATS = "INSERT INTO pools (tenant_id, sku_id, enabled, warning, suspended, consumed) VALUES ($1, $2, $3, $4, $5, 0) ON CONFLICT (tenant_id, sku_id) DO UPDATE SET enabled = pools.enabled + excluded.enabled, warning = pools.warning + excluded.warning, suspended = pools.suspended + excluded.suspended";
    TAKE = "UPDATE pools SET consumed = consumed + 1 WHERE tenant_id = $1 AND sku_id = $2 AND consumed < enabled + warning AND NOT EXISTS (SELECT 1 FROM user_licenses WHERE tenant_id = $1 AND sku_id = $2 AND user_id = $3)";
    GIVE_BACK = "UPDATE pools SET consumed = consumed - 1 WHERE tenant_id = $1 AND sku_id = $2 AND consumed > 0";
    HOLD = "INSERT INTO user_licenses (tenant_id, sku_id, user_id) VALUES ($1, $2, $3) ON CONFLICT (tenant_id, sku_id, user_id) DO NOTHING";
    RELEASE = "DELETE FROM user_licenses WHERE tenant_id = $1 AND sku_id = $2 AND user_id = $3";
    HOLDS = "SELECT 1 FROM user_licenses WHERE tenant_id = $1 AND sku_id = $2 AND user_id = $3";
    HOLDERS = "SELECT user_id FROM user_licenses WHERE tenant_id = $1 AND sku_id = $2 AND user_id > $3 ORDER BY user_id LIMIT $4";
    HOLDER_USERS = "SELECT u.body FROM user_licenses l JOIN users u ON u.tenant_id = l.tenant_id AND u.id = l.user_id WHERE l.tenant_id = $1 AND l.sku_id = $2 AND l.user_id > $3 ORDER BY l.user_id LIMIT $4";
    COUNT_HOLDERS = "SELECT CAST(count(*) AS BIGINT) FROM user_licenses WHERE tenant_id = $1 AND sku_id = $2";
    FORGET = "DELETE FROM pools WHERE tenant_id = $1 AND sku_id = $2";
    FORGET_ALL = "DELETE FROM pools WHERE tenant_id = $1";
    RELEASE_ALL = "DELETE FROM user_licenses WHERE tenant_id = $1";
});

/// A tenant's pools.
pub async fn pools(tx: &mut Tx, tenant: &str) -> Result<Pools, StoreError> {
    let rows = tx
        .all(&POOLS, params![tenant], |row| {
            let sku = row
                .text(0)?
                .parse::<SkuId>()
                .map_err(|error| StoreError::other(error.to_string()))?;
            Ok((
                sku,
                Pool {
                    enabled: row.int(1)?,
                    warning: row.int(2)?,
                    suspended: row.int(3)?,
                    consumed: row.int(4)?,
                },
            ))
        })
        .await?;
    Ok(rows.into_iter().collect())
}

/// Adds seats to a pool, or takes some away, in one of its states.
pub async fn add_seats(tx: &mut Tx, tenant: &str, sku: SkuId, state: SeatState, seats: i64) -> Result<(), StoreError> {
    let of = |wanted: SeatState| if state == wanted { seats } else { 0 };
    let sku = sku.to_string();
    let (enabled, warning, suspended) = (of(SeatState::Enabled), of(SeatState::Warning), of(SeatState::Suspended));
    tx.later(&ADD_SEATS, params![tenant, &sku, enabled, warning, suspended])
}

/// Takes a seat for a user, if the user holds none already; `false`: none is left.
pub async fn take(tx: &mut Tx, tenant: &str, sku: SkuId, user: &str) -> Result<bool, StoreError> {
    let sku = sku.to_string();
    if tx.run(&TAKE, params![tenant, &sku, user]).await? == 0 {
        return Ok(tx.one(&HOLDS, params![tenant, &sku, user], |_| Ok(())).await?.is_some());
    }
    tx.later(&HOLD, params![tenant, &sku, user])?;
    Ok(true)
}

/// Gives a user's seat back.
pub async fn give_back(tx: &mut Tx, tenant: &str, sku: SkuId, user: &str) -> Result<(), StoreError> {
    let sku = sku.to_string();
    tx.later(&GIVE_BACK, params![tenant, &sku])?;
    tx.later(&RELEASE, params![tenant, &sku, user])
}

/// Users who hold a licence, after one.
pub async fn holders(tx: &mut Tx, tenant: &str, sku: SkuId, after: &str, limit: i64) -> Result<Vec<String>, StoreError> {
    let sku = sku.to_string();
    tx.all(&HOLDERS, params![tenant, &sku, after, limit], |row| row.text(0)).await
}

/// Users who hold a licence, themselves, after one.
pub async fn holder_users(tx: &mut Tx, tenant: &str, sku: SkuId, after: &str, limit: i64) -> Result<Vec<User>, StoreError> {
    let sku = sku.to_string();
    tx.all(&HOLDER_USERS, params![tenant, &sku, after, limit], |row| row.json(0)).await
}

/// How many hold a licence.
pub async fn count_holders(tx: &mut Tx, tenant: &str, sku: SkuId) -> Result<i64, StoreError> {
    let sku = sku.to_string();
    Ok(tx.one(&COUNT_HOLDERS, params![tenant, &sku], |row| row.int(0)).await?.unwrap_or(0))
}

/// Forgets a pool that has no seats any more.
pub async fn forget(tx: &mut Tx, tenant: &str, sku: SkuId) -> Result<(), StoreError> {
    let sku = sku.to_string();
    tx.later(&FORGET, params![tenant, &sku])
}

/// Forgets everything of a sandbox customer.
pub async fn delete_all(tx: &mut Tx, tenant: &str) -> Result<(), StoreError> {
    tx.later(&FORGET_ALL, params![tenant])?;
    tx.later(&RELEASE_ALL, params![tenant])
}

/// Sets many pools and holders at once, for estates and loads.
pub async fn load(tx: &mut Tx, pools: &[(String, SkuId, Pool)], holders: &[(String, SkuId, String)]) -> Result<(), StoreError> {
    let skus: Vec<String> = pools.iter().map(|(_, sku, _)| sku.to_string()).collect();
    let rows: Vec<Val<'_>> = pools
        .iter()
        .zip(&skus)
        .flat_map(|((tenant, _, p), sku)| {
            [
                Val::from(tenant),
                Val::from(sku),
                Val::from(p.enabled),
                Val::from(p.warning),
                Val::from(p.suspended),
                Val::from(p.consumed),
            ]
        })
        .collect();
    const TAIL: &str = "ON CONFLICT (tenant_id, sku_id) DO UPDATE SET enabled = pools.enabled + excluded.enabled, warning = pools.warning + excluded.warning, suspended = pools.suspended + excluded.suspended, consumed = pools.consumed + excluded.consumed";
    tx.insert_many(
        "INSERT INTO pools (tenant_id, sku_id, enabled, warning, suspended, consumed)",
        6,
        TAIL,
        &rows,
    )
    .await?;
    let skus: Vec<String> = holders.iter().map(|(_, sku, _)| sku.to_string()).collect();
    let rows: Vec<Val<'_>> = holders
        .iter()
        .zip(&skus)
        .flat_map(|((tenant, _, user), sku)| [Val::from(tenant), Val::from(sku), Val::from(user)])
        .collect();
    tx.insert_many(
        "INSERT INTO user_licenses (tenant_id, sku_id, user_id)",
        3,
        "ON CONFLICT (tenant_id, sku_id, user_id) DO NOTHING",
        &rows,
    )
    .await
}
