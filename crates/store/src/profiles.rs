//! Profiles of partners: one row per partner and kind.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::profiles::{Kept, ProfileKind};
use serde::{Serialize, de::DeserializeOwned};

statements!("profiles" {
    FIND = "SELECT version, body FROM partner_profiles WHERE partner_id = $1 AND kind = $2";
    SAVE = "INSERT INTO partner_profiles (partner_id, kind, version, body) VALUES ($1, $2, $3, $4) ON CONFLICT (partner_id, kind) DO UPDATE SET version = excluded.version, body = excluded.body WHERE partner_profiles.version = $5";
});

/// A profile; `None`: it was never written.
pub async fn find<T: DeserializeOwned + Send>(tx: &mut Tx, partner: &str, kind: ProfileKind) -> Result<Option<Kept<T>>, StoreError> {
    tx.one(&FIND, params![partner, kind.as_str()], |row| {
        Ok(Kept {
            version: row.int(0)?,
            value: row.json(1)?,
        })
    })
    .await
}

/// Writes a profile, if the one that is there still has the version it was decided on; 0: none is there.
pub async fn save<T: Serialize>(tx: &mut Tx, partner: &str, kind: ProfileKind, before: i64, after: &Kept<T>) -> Result<(), StoreError> {
    let body = serde_json::to_string(&after.value)?;
    tx.later_one(&SAVE, params![partner, kind.as_str(), after.version, &body, before])
}
