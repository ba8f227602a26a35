//! What opens an account changes by itself: services give a new refresh token with every use of the one before, and an older key's work is
//! done again with the newest. That is kept without a person and without a trail; a person's change goes before.

use crate::{Engine, halt::Halt};
use nahtlos_model::accounts::{Account, Sealed};
use nahtlos_store::{Transaction, Tx, accounts};
use std::sync::Arc;

struct Keep {
    partner: String,
    id: String,
    before: Sealed,
    after: Sealed,
}

impl Transaction for Keep {
    type Out = bool;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<bool, Halt> {
        let found = accounts::find(tx, &self.partner, &self.id).await?;
        let Some(account) = found.filter(|account| account.sealed == self.before) else {
            return Ok(false);
        };
        let renewed = Account {
            sealed: self.after.clone(),
            ..account
        };
        accounts::save(tx, &renewed).await?;
        Ok(true)
    }
}

impl Engine {
    /// Keeps what opens an account from now on, if what was there is still there; whether it was.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn keep_account_opener(&self, partner: &str, id: &str, before: &Sealed, after: &Sealed) -> Result<bool, Halt> {
        let keep = Keep {
            partner: partner.to_owned(),
            id: id.to_owned(),
            before: before.clone(),
            after: after.clone(),
        };
        self.inner.store.transact(Arc::new(keep)).await
    }
}
