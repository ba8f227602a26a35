//! Which services a customer has.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::customers::services::{Service, services_of};
use nahtlos_store::licenses;

impl Reading {
    /// The services of the licences that the customer can use.
    ///
    /// # Errors
    /// Faults only.
    pub async fn managed_services(&mut self) -> Result<Vec<Service>, Halt> {
        let tenant = self.tenant();
        self.services_at(&tenant).await
    }

    /// The services of the licences that a tenant can use.
    pub(crate) async fn services_at(&mut self, tenant: &str) -> Result<Vec<Service>, Halt> {
        let pools = licenses::pools(&mut self.tx, tenant).await?;
        let held = pools.iter().filter(|(_, pool)| pool.usable() > 0);
        let products = held.filter_map(|(sku, _)| self.assortment.licences.get(sku));
        let plans = products.flat_map(|p| &p.plans).filter_map(|plan| self.assortment.plans.get(plan));
        Ok(services_of(plans.map(|plan| plan.name.as_str())))
    }
}
