//! Questions about domains and about the tenant itself.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    customers::Address,
    directory::Domain,
    domains::unknown,
    instants::Instant,
    partners::PartnerKind,
    refusals::{Code, Refusal},
};
use nahtlos_store::{customers, directory};

/// A tenant as its directory shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organization {
    /// Tenant id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Where it is; a partner's has the country alone.
    pub address: Address,
    /// Language, where it is known.
    pub language: Option<String>,
    /// Since when.
    pub created: Instant,
    /// What kind of partner's tenant it is, if it is one.
    pub partner: Option<PartnerKind>,
}

impl Reading {
    /// The tenant's domains, in order of names.
    ///
    /// # Errors
    /// Faults only.
    pub async fn domains(&mut self) -> Result<Vec<Domain>, Halt> {
        let tenant = self.tenant();
        Ok(directory::domains(&mut self.tx, &tenant).await?)
    }

    /// One of the tenant's domains.
    ///
    /// # Errors
    /// `NotFound`, for other tenants' too.
    pub async fn domain(&mut self, name: &str) -> Result<Domain, Halt> {
        let tenant = self.tenant();
        let found = directory::domain(&mut self.tx, name).await?;
        Ok(found.filter(|d| d.tenant_id == tenant).ok_or_else(|| unknown(name))?)
    }

    /// The tenant itself.
    ///
    /// # Errors
    /// `CustomerUnknown`.
    pub async fn organization(&mut self) -> Result<Organization, Halt> {
        let tenant = self.tenant();
        if let Some(customer) = customers::find(&mut self.tx, &tenant).await? {
            return Ok(Organization {
                id: customer.id,
                name: customer.company.name,
                address: customer.company.address,
                language: Some(customer.language).filter(|l| !l.is_empty()),
                created: customer.created,
                partner: None,
            });
        }
        let partner = customers::partner(&mut self.tx, &tenant).await?;
        let partner = partner.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", &tenant))?;
        Ok(Organization {
            id: partner.id,
            name: partner.name,
            address: Address {
                country: partner.country,
                ..Address::default()
            },
            language: None,
            created: partner.created,
            partner: Some(partner.kind),
        })
    }
}
