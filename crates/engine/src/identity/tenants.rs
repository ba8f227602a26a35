//! Tenants as the token endpoint knows them: by id or by one of their verified domains.

use crate::{Engine, halt::Halt};
use nahtlos_model::partners::PartnerKind;
use nahtlos_store::{customers, directory};

/// A tenant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: String,
    /// Its company.
    pub name: String,
    /// What it is in the programme; `None`: a customer.
    pub partner: Option<PartnerKind>,
    /// Its country, two letters.
    pub country: String,
    /// Its users' sign-ins need a second factor.
    pub mfa_required: bool,
}

impl Engine {
    /// Users of a tenant who are not deleted.
    ///
    /// # Errors
    /// Faults only.
    pub async fn users_of(&self, tenant: &str) -> Result<i64, Halt> {
        let mut tx = self.inner.store.reader().await?;
        Ok(directory::count_users(&mut tx, tenant, false).await?)
    }

    /// The tenant that has a domain, whether or not it has proved to own it: nobody else can have it.
    ///
    /// # Errors
    /// Faults only.
    pub async fn domain_holder(&self, domain: &str) -> Result<Option<String>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        Ok(directory::domain(&mut tx, domain).await?.map(|found| found.tenant_id))
    }

    /// A tenant by id or verified domain.
    ///
    /// # Errors
    /// Faults only.
    pub async fn tenant(&self, name: &str) -> Result<Option<Tenant>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let id = match uuid::Uuid::try_parse(name) {
            Ok(id) => id.to_string(),
            // A name that nobody proved to own leads to no tenant.
            Err(_) => match directory::domain(&mut tx, name).await?.filter(|d| d.verified) {
                Some(domain) => domain.tenant_id,
                None => return Ok(None),
            },
        };
        if let Some(partner) = customers::partner(&mut tx, &id).await? {
            return Ok(Some(Tenant {
                id,
                name: partner.name,
                partner: Some(partner.kind),
                country: partner.country,
                mfa_required: partner.mfa_required,
            }));
        }
        let customer = customers::find(&mut tx, &id).await?;
        Ok(customer.map(|customer| Tenant {
            id,
            name: customer.company.name,
            country: customer.company.address.country,
            partner: None,
            mfa_required: false,
        }))
    }
}
