//! Accounts of partners at other services. Keyed by the partner; what opens an account is encrypted before it comes here.

use crate::{
    StoreError, Tx,
    sql::{params, statements},
};
use nahtlos_model::accounts::Account;

statements!("accounts" {
    FIND = "SELECT body FROM accounts WHERE partner_id = $1 AND id = $2";
    NAMED = "SELECT body FROM accounts WHERE partner_id = $1 AND name = $2";
    LIST = "SELECT body FROM accounts WHERE partner_id = $1 ORDER BY name";
    SAVE = "INSERT INTO accounts (partner_id, id, name, body) VALUES ($1, $2, $3, $4) ON CONFLICT (partner_id, id) DO UPDATE SET name = $3, body = $4";
    DELETE = "DELETE FROM accounts WHERE partner_id = $1 AND id = $2";
    MOVES = "SELECT count(*) FROM moves WHERE partner_id = $1 AND account = $2 AND open = 1";
});

/// A partner's account by its id.
pub async fn find(tx: &mut Tx, partner: &str, id: &str) -> Result<Option<Account>, StoreError> {
    tx.one(&FIND, params![partner, id], |row| row.json(0)).await
}

/// A partner's account by its name, whatever its letter case.
pub async fn named(tx: &mut Tx, partner: &str, name: &str) -> Result<Option<Account>, StoreError> {
    let name = name.trim().to_lowercase();
    tx.one(&NAMED, params![partner, &name], |row| row.json(0)).await
}

/// A partner's accounts, by name.
pub async fn list(tx: &mut Tx, partner: &str) -> Result<Vec<Account>, StoreError> {
    tx.all(&LIST, params![partner], |row| row.json(0)).await
}

/// Adds an account, or replaces it.
pub async fn save(tx: &mut Tx, account: &Account) -> Result<(), StoreError> {
    let (name, body) = (account.name.to_lowercase(), serde_json::to_string(account)?);
    tx.later(&SAVE, params![&account.partner_id, &account.id, &name, &body])
}

/// Forgets an account.
pub async fn delete(tx: &mut Tx, partner: &str, id: &str) -> Result<(), StoreError> {
    tx.later(&DELETE, params![partner, id])
}

/// Open moves that are carried out at an account.
pub async fn moves(tx: &mut Tx, partner: &str, id: &str) -> Result<i64, StoreError> {
    Ok(tx.one(&MOVES, params![partner, id], |row| row.int(0)).await?.unwrap_or(0))
}
