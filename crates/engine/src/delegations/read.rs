//! Questions about relationships, by the partner in its own tenant and by the customer.

use super::{decide::is_for, unknown};
use crate::{Engine, halt::Halt, invitations::Party, reading::Reading};
use nahtlos_model::delegations::{
    Delegation,
    assignments::Assignment,
    requests::{Operation, Request},
};
use nahtlos_store::{Tx, customers, delegated, delegations};

/// A relationship as the customer sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shown {
    /// The relationship.
    pub delegation: Delegation,
    /// Who asks.
    pub partner: Party,
}

impl Shown {
    pub(crate) async fn of(tx: &mut Tx, delegation: Delegation) -> Result<Self, Halt> {
        Ok(Self {
            partner: Party::find(tx, &delegation.partner_id).await?,
            delegation,
        })
    }
}

impl Reading {
    /// Relationships of the partner after one, by id; to one customer only, where one is named.
    ///
    /// # Errors
    /// Faults only.
    pub async fn delegations(&mut self, customer: Option<&str>, after: &str, limit: i64) -> Result<Vec<Delegation>, Halt> {
        let partner = self.tenant();
        Ok(match customer {
            Some(customer) => delegations::page_of(&mut self.tx, &partner, customer, after, limit).await?,
            None => delegations::page(&mut self.tx, &partner, after, limit).await?,
        })
    }

    /// A relationship of the partner, or one that it made for its reseller.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn delegation(&mut self, id: &str) -> Result<Delegation, Halt> {
        let partner = self.tenant();
        let owner = Delegation::partner_in(id).ok_or_else(|| unknown(id))?;
        let found = delegations::find(&mut self.tx, owner, id).await?;
        let is_partners = |d: &Delegation| d.partner_id == partner || d.provider_id() == Some(&partner);
        Ok(found.filter(is_partners).ok_or_else(|| unknown(id))?)
    }

    /// What was asked of a relationship.
    ///
    /// # Errors
    /// `NotFound` where there is no such relationship.
    pub async fn delegation_requests(&mut self, id: &str) -> Result<Vec<Request>, Halt> {
        let found = self.delegation(id).await?;
        Ok(delegations::requests(&mut self.tx, &found.partner_id, id).await?)
    }

    /// Operations of a relationship.
    ///
    /// # Errors
    /// `NotFound` where there is no such relationship.
    pub async fn delegation_operations(&mut self, id: &str) -> Result<Vec<Operation>, Halt> {
        let found = self.delegation(id).await?;
        Ok(delegations::operations(&mut self.tx, &found.partner_id, id).await?)
    }

    /// Assignments of a relationship.
    ///
    /// # Errors
    /// `NotFound` where there is no such relationship.
    pub async fn access_assignments(&mut self, id: &str) -> Result<Vec<Assignment>, Halt> {
        let found = self.delegation(id).await?;
        Ok(delegations::assignments(&mut self.tx, &found.partner_id, id).await?)
    }

    /// Tenant ids of customers with whom the partner has an active relationship, after one.
    ///
    /// # Errors
    /// Faults only.
    pub async fn delegated_customers(&mut self, after: &str, limit: i64) -> Result<Vec<(String, String)>, Halt> {
        let partner = self.tenant();
        let mut found = Vec::new();
        for id in delegations::customers(&mut self.tx, &partner, after, limit).await? {
            let name = customers::find(&mut self.tx, &id).await?.map(|c| c.company.name);
            found.push((id, name.unwrap_or_default()));
        }
        Ok(found)
    }

    /// One of them; `None`: there is no active relationship.
    ///
    /// # Errors
    /// Faults only.
    pub async fn delegated_customer(&mut self, id: &str) -> Result<Option<(String, String)>, Halt> {
        let partner = self.tenant();
        let all = delegations::page_of(&mut self.tx, &partner, id, "", i64::MAX).await?;
        let active = all.iter().any(|d| d.status == nahtlos_model::delegations::DelegationStatus::Active);
        if !active {
            return Ok(None);
        }
        let name = customers::find(&mut self.tx, id).await?.map(|c| c.company.name);
        Ok(Some((id.to_owned(), name.unwrap_or_default())))
    }

    /// Services of a customer with whom the partner has an active relationship, and its default domain.
    ///
    /// # Errors
    /// Faults only.
    pub async fn delegated_services(&mut self, customer: &str) -> Result<(String, Vec<nahtlos_model::customers::services::Service>), Halt> {
        let domain = customers::find(&mut self.tx, customer).await?.map(|c| c.company.domain);
        let services = self.services_at(customer).await?;
        Ok((domain.unwrap_or_default(), services))
    }

    /// Relationships that the caller's own tenant has been asked for, as its customer.
    ///
    /// # Errors
    /// Faults only.
    pub async fn shown_delegations(&mut self) -> Result<Vec<Shown>, Halt> {
        let tenant = self.tenant();
        let mut all = Vec::new();
        for (partner, id) in delegated::shown(&mut self.tx, &tenant).await? {
            if let Some(found) = delegations::find(&mut self.tx, &partner, &id).await? {
                all.push(Shown::of(&mut self.tx, found).await?);
            }
        }
        Ok(all)
    }

    /// A relationship that the caller's own tenant is asked for, as its customer.
    ///
    /// # Errors
    /// `NotFound`: there is none, it is a draft, or another customer's.
    pub async fn shown_delegation(&mut self, id: &str) -> Result<Shown, Halt> {
        let tenant = self.tenant();
        find_shown(&mut self.tx, id, Some(&tenant)).await
    }
}

async fn find_shown(tx: &mut Tx, id: &str, tenant: Option<&str>) -> Result<Shown, Halt> {
    let partner = Delegation::partner_in(id).ok_or_else(|| unknown(id))?;
    let found = delegations::find(tx, partner, id).await?;
    let found = found.filter(|d| match tenant {
        Some(tenant) => is_for(d, tenant),
        None => d.status != nahtlos_model::delegations::DelegationStatus::Created,
    });
    Shown::of(tx, found.ok_or_else(|| unknown(id))?).await
}

impl Engine {
    /// What the page of a relationship shows before anybody has signed in: who asks for what. The id is no secret and decides nothing; a
    /// draft is shown to nobody.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn asked_delegation(&self, id: &str) -> Result<Shown, Halt> {
        find_shown(&mut self.inner.store.reader().await?, id, None).await
    }
}
