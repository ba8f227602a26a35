//! Questions about accounts at other services.

use super::unknown;
use crate::{Engine, halt::Halt, reading::Reading};
use nahtlos_model::accounts::Account;
use nahtlos_store::accounts;

impl Reading {
    /// The caller's accounts, by name.
    ///
    /// # Errors
    /// Faults only.
    pub async fn accounts(&mut self) -> Result<Vec<Account>, Halt> {
        let partner = self.tenant();
        Ok(accounts::list(&mut self.tx, &partner).await?)
    }

    /// One of the caller's accounts.
    ///
    /// # Errors
    /// `NotFound`, also for another's.
    pub async fn account(&mut self, id: &str) -> Result<Account, Halt> {
        let partner = self.tenant();
        accounts::find(&mut self.tx, &partner, id).await?.ok_or_else(|| unknown(id))
    }
}

impl Engine {
    /// A partner's account, for what is carried out there.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn account_of(&self, partner: &str, id: &str) -> Result<Option<Account>, Halt> {
        Ok(accounts::find(&mut self.inner.store.reader().await?, partner, id).await?)
    }
}
