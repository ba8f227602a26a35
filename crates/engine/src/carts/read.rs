//! Questions about carts.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    orders::Cart,
    refusals::{Code, Refusal},
};
use nahtlos_store::carts;

pub(crate) fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::CartUnknown).with("id", id)
}

impl Reading {
    /// One of the caller's carts of the customer; what has expired is gone, though it may not have been removed yet.
    ///
    /// # Errors
    /// `CartUnknown`.
    pub async fn cart(&mut self, id: &str) -> Result<Cart, Halt> {
        let (tenant, caller, id) = (self.tenant(), self.caller.clone(), id.to_ascii_lowercase());
        let found = carts::find(&mut self.tx, &tenant, &caller, &id).await?;
        Ok(found.filter(|cart| self.now < cart.expires).ok_or_else(|| unknown(&id))?)
    }
}
