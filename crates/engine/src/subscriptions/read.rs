//! Questions about subscriptions. A partner sees what that partner sells.

use crate::{
    Engine,
    call::{Call, Need},
    halt::Halt,
    permit::{self, Permit},
    reading::Reading,
};
use nahtlos_model::{
    permissions::Relation,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};
pub use nahtlos_store::charges::Line as ChargeRow;
use nahtlos_store::{charges, subscriptions};

/// The refusal for an id nobody knows.
pub(crate) fn unknown(id: &str) -> Refusal {
    Refusal::new(Code::SubscriptionUnknown).with("id", id)
}

impl Engine {
    /// One by its id, with one question to the database for the right to see it and for itself.
    ///
    /// # Errors
    /// When the caller has no right to it; `SubscriptionUnknown`, also for another partner's.
    pub async fn subscription(&self, call: &Call, need: &Need, id: &str) -> Result<Subscription, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let id = id.to_ascii_lowercase();
        let (relationship, found) = match permit::others(&call.actor, need) {
            Some(customer) => subscriptions::find_for(&mut tx, customer, &call.actor.tenant_id, &id).await?,
            None => (None, subscriptions::find(&mut tx, &call.actor.tenant_id, &id).await?),
        };
        let permit = permit::judge(&call.actor, need, relationship)?;
        let found = found.filter(|s| sees(&permit, &call.actor.tenant_id, s));
        Ok(found.ok_or_else(|| unknown(&id))?)
    }
}

fn sees(permit: &Permit, caller: &str, s: &Subscription) -> bool {
    permit.relation() == Relation::Own || s.partner_id.as_deref() == Some(caller)
}

impl Reading {
    fn sees(&self, s: &Subscription) -> bool {
        sees(&self.permit, &self.caller, s)
    }

    /// One by its id.
    ///
    /// # Errors
    /// `SubscriptionUnknown`, also for another partner's.
    pub async fn subscription(&mut self, id: &str) -> Result<Subscription, Halt> {
        let (tenant, id) = (self.tenant(), id.to_ascii_lowercase());
        let found = subscriptions::find(&mut self.tx, &tenant, &id).await?;
        Ok(found.filter(|s| self.sees(s)).ok_or_else(|| unknown(&id))?)
    }

    /// The caller's subscriptions of the customer, a page.
    ///
    /// # Errors
    /// Faults only.
    pub async fn subscriptions(&mut self, limit: i64, offset: i64) -> Result<Vec<Subscription>, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        Ok(subscriptions::page(&mut self.tx, &tenant, &caller, limit, offset).await?)
    }

    /// Every subscription of the tenant, whoever sells it.
    ///
    /// # Errors
    /// Faults only.
    pub async fn all_subscriptions(&mut self) -> Result<Vec<Subscription>, Halt> {
        let tenant = self.tenant();
        Ok(subscriptions::list(&mut self.tx, &tenant).await?)
    }

    /// Those of an order.
    ///
    /// # Errors
    /// Faults only.
    pub async fn subscriptions_of_order(&mut self, order: &str) -> Result<Vec<Subscription>, Halt> {
        let tenant = self.tenant();
        let found = subscriptions::by_order(&mut self.tx, &tenant, order).await?;
        Ok(found.into_iter().filter(|s| self.sees(s)).collect())
    }

    /// Legacy add-ons of a base subscription.
    ///
    /// # Errors
    /// `SubscriptionUnknown` for the base.
    pub async fn addons(&mut self, id: &str) -> Result<Vec<Subscription>, Halt> {
        let base = self.subscription(id).await?;
        Ok(subscriptions::children(&mut self.tx, &base.customer_id, &base.id).await?)
    }

    /// The caller's ledger lines of the customer, after an id.
    ///
    /// # Errors
    /// Faults only.
    pub async fn charges(&mut self, after: &str, limit: i64) -> Result<Vec<ChargeRow>, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        Ok(charges::list(&mut self.tx, &tenant, &caller, after, limit).await?)
    }
}
