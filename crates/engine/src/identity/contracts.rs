//! Contracts: a partner's customers as Graph shows them in the partner's own directory.

use super::secret::digest;
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::customers::Relationship;
use nahtlos_store::customers::{self, Listed};

/// A customer of the partner asked about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contract {
    /// Opaque GUID.
    pub id: String,
    /// The customer's tenant.
    pub customer_id: String,
    /// Its default domain.
    pub domain: String,
    /// Its company name.
    pub name: String,
}

fn contract(partner: &str, listed: Listed) -> Contract {
    let hash = digest(&format!("contract\n{partner}\n{}", listed.customer_id));
    let bytes: Vec<u8> = (0..16)
        .filter_map(|n| u8::from_str_radix(&hash[2 * n..2 * n + 2], 16).ok())
        .collect();
    let bytes: [u8; 16] = bytes.try_into().unwrap_or_default();
    Contract {
        id: uuid::Builder::from_custom_bytes(bytes).into_uuid().to_string(),
        customer_id: listed.customer_id,
        domain: listed.domain,
        name: listed.company,
    }
}

impl Reading {
    /// Customers of the tenant, after one, by tenant id. Whoever is no partner has none.
    ///
    /// # Errors
    /// Faults only.
    pub async fn contracts(&mut self, after: &str, limit: i64) -> Result<Vec<Contract>, Halt> {
        let partner = self.tenant();
        let page = customers::page(&mut self.tx, &partner, after, limit).await?;
        Ok(page.into_iter().map(|listed| contract(&partner, listed)).collect())
    }

    /// The contract with a customer.
    ///
    /// # Errors
    /// Faults only.
    pub async fn contract(&mut self, customer: &str) -> Result<Option<Contract>, Halt> {
        let partner = self.tenant();
        let found = customers::relationship(&mut self.tx, customer, &partner).await?;
        if !found.as_ref().is_some_and(Relationship::is_active) {
            return Ok(None);
        }
        let customer = customers::find(&mut self.tx, customer).await?;
        Ok(customer.map(|c| {
            let listed = Listed {
                customer_id: c.id,
                company: c.company.name,
                domain: c.company.domain,
                reseller_id: String::new(),
            };
            contract(&partner, listed)
        }))
    }
}
