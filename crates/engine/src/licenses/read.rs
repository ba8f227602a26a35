//! Questions about seat pools and licences.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{directory::User, licenses::Pools};
use nahtlos_store::licenses;

impl Reading {
    /// The tenant's pools, all channels together.
    ///
    /// # Errors
    /// Faults only.
    pub async fn pools(&mut self) -> Result<Pools, Halt> {
        let tenant = self.tenant();
        Ok(licenses::pools(&mut self.tx, &tenant).await?)
    }

    /// Users who hold a licence, after one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn license_holders(&mut self, sku: nahtlos_model::ids::SkuId, after: &str, limit: i64) -> Result<Vec<User>, Halt> {
        let tenant = self.tenant();
        Ok(licenses::holder_users(&mut self.tx, &tenant, sku, after, limit).await?)
    }

    /// How many users hold a licence.
    ///
    /// # Errors
    /// Faults only.
    pub async fn count_license_holders(&mut self, sku: nahtlos_model::ids::SkuId) -> Result<i64, Halt> {
        let tenant = self.tenant();
        Ok(licenses::count_holders(&mut self.tx, &tenant, sku).await?)
    }
}
