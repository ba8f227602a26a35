//! Questions about customers and partners.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    customers::{Customer, Relationship},
    partners::Partner,
    refusals::{Code, Refusal},
};
use nahtlos_store::customers;

impl Reading {
    /// The customer asked about.
    ///
    /// # Errors
    /// `CustomerUnknown`.
    pub async fn customer(&mut self) -> Result<Customer, Halt> {
        let tenant = self.tenant();
        let found = customers::find(&mut self.tx, &tenant).await?;
        Ok(found.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", &tenant))?)
    }

    /// The caller's own partner account.
    ///
    /// # Errors
    /// Faults only.
    pub async fn own_partner(&mut self) -> Result<Option<Partner>, Halt> {
        let caller = self.caller.clone();
        Ok(customers::partner(&mut self.tx, &caller).await?)
    }

    /// Every relationship of the customer that holds.
    ///
    /// # Errors
    /// Faults only.
    pub async fn relationships(&mut self) -> Result<Vec<Relationship>, Halt> {
        let tenant = self.tenant();
        Ok(customers::relationships(&mut self.tx, &tenant)
            .await?
            .into_iter()
            .filter(Relationship::is_active)
            .collect())
    }
}
