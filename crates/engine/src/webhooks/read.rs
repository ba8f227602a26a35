//! Questions about the caller's registrations and deliveries.

use super::register::owner;
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    refusals::{Code, Refusal},
    webhooks::{Delivery, DeliveryStatus, Registration, kinds},
};
use nahtlos_store::webhooks;

/// After every id: a page from here is the first.
const END: &str = "~";

impl Reading {
    /// The tenant's registration, or that of the calling application's own.
    ///
    /// # Errors
    /// `WebhookUnknown`.
    pub async fn webhook(&mut self, internal: bool, application: &str) -> Result<Registration, Halt> {
        let tenant = self.tenant();
        let found = webhooks::find(&mut self.tx, &tenant, owner(internal, application)).await?;
        Ok(found.ok_or(Code::WebhookUnknown)?)
    }

    /// What came of a test.
    ///
    /// # Errors
    /// `NotFound`, also for another tenant's and where it is too long ago.
    pub async fn webhook_test(&mut self, id: &str) -> Result<Delivery, Halt> {
        let (tenant, since) = (self.tenant(), self.now.plus_days(-self.numbers().webhook_test_days));
        let found = webhooks::delivery(&mut self.tx, &tenant, id).await?.map(|(_, delivery)| delivery);
        let found = found.filter(|d| d.event == kinds::TEST && d.at >= since);
        Ok(found.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id))?)
    }

    /// Deliveries in a state, newest first, before an id.
    ///
    /// # Errors
    /// Faults only.
    pub async fn deliveries(&mut self, status: DeliveryStatus, before: Option<&str>, limit: i64) -> Result<Vec<Delivery>, Halt> {
        let (tenant, since) = (self.tenant(), self.now.plus_days(-self.numbers().webhook_kept_days));
        let mut found = webhooks::page(&mut self.tx, &tenant, status.as_str(), before.unwrap_or(END), limit).await?;
        found.retain(|d| d.at >= since);
        Ok(found)
    }
}
