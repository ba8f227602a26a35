//! Questions about orders.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    orders::Order,
    refusals::{Code, Refusal},
};
use nahtlos_store::orders;
pub use nahtlos_store::orders::Attachment;

pub(crate) fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::OrderUnknown).with("id", id)
}

impl Reading {
    /// One of the caller's orders of the customer.
    ///
    /// # Errors
    /// `OrderUnknown`.
    pub async fn order(&mut self, id: &str) -> Result<Order, Halt> {
        let (tenant, caller, id) = (self.tenant(), self.caller.clone(), id.to_ascii_lowercase());
        Ok(orders::find(&mut self.tx, &tenant, &caller, &id)
            .await?
            .ok_or_else(|| unknown(&id))?)
    }

    /// The caller's orders of the customer, oldest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn orders(&mut self) -> Result<Vec<Order>, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        Ok(orders::list(&mut self.tx, &tenant, &caller).await?)
    }

    /// Files attached to an order, without their content.
    ///
    /// # Errors
    /// `OrderUnknown`.
    pub async fn attachments(&mut self, order: &str) -> Result<Vec<Attachment>, Halt> {
        let order = self.order(order).await?;
        Ok(orders::attachments(&mut self.tx, &order.customer_id, &order.id).await?)
    }

    /// A file attached to an order.
    ///
    /// # Errors
    /// `OrderUnknown`, `NotFound`.
    pub async fn attachment(&mut self, order: &str, id: &str) -> Result<Attachment, Halt> {
        let order = self.order(order).await?;
        let found = orders::attachment(&mut self.tx, &order.customer_id, &order.id, &id.to_ascii_lowercase()).await?;
        Ok(found.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id))?)
    }
}
