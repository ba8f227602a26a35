//! Questions about relationships.

use super::pair::Pair;
use crate::{Engine, halt::Halt, reading::Reading};
use nahtlos_model::{
    customers::Relationship,
    partners::{Partner, PartnerKind, PartnerLink},
    permissions::Relation,
    refusals::{Code, Refusal},
};
use nahtlos_store::customers;

/// Another partner of a customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// The partner.
    pub partner: Partner,
    /// It is the provider, not the reseller.
    pub provider: bool,
}

impl Reading {
    /// Those the caller works with, of one kind ([`super::IS_RESELLER`] or [`super::IS_PROVIDER`]).
    ///
    /// # Errors
    /// Faults only.
    pub async fn partner_links(&mut self, is: &str) -> Result<Vec<PartnerLink>, Halt> {
        let caller = self.caller.clone();
        let mut links = customers::links(&mut self.tx, &caller).await?;
        links.retain(|link| link.relationship == is);
        Ok(links)
    }

    /// The caller, with a reseller or a provider of its own.
    ///
    /// # Errors
    /// `NotAPartner`; somebody it does not work with.
    pub async fn asking_pair(&mut self, reseller: Option<&str>, provider: Option<&str>) -> Result<Pair, Halt> {
        let caller = self.caller.clone();
        Pair::with(&mut self.tx, &caller, reseller, provider).await
    }

    /// The other half of each pair of provider and reseller that sells to the customer; a customer sees every half.
    ///
    /// # Errors
    /// Faults only.
    pub async fn pairs_of_customer(&mut self) -> Result<Vec<Other>, Halt> {
        let (own, caller) = (self.permit.relation() == Relation::Own, self.caller.clone());
        let all = self.relationships().await?;
        let seen = all.iter().filter(|r| own || r.through.as_deref() == Some(caller.as_str()));
        let mut others = Vec::new();
        for Relationship { partner_id, through, .. } in seen {
            if let (Some(_), Some(partner)) = (through, customers::partner(&mut self.tx, partner_id).await?) {
                let provider = partner.kind == PartnerKind::IndirectProvider;
                others.push(Other { partner, provider });
            }
        }
        Ok(others)
    }
}

impl Engine {
    /// Who asks through a standing link. The link is no secret: it says no more than a name.
    ///
    /// # Errors
    /// `NotFound` where there is no such partner or pair.
    pub async fn standing_link(&self, partner: &str, provider: Option<&str>) -> Result<Pair, Halt> {
        let mut tx = self.inner.store.reader().await?;
        match Pair::of(&mut tx, partner, provider).await {
            Err(Halt::Refused(_)) => Err(Refusal::new(Code::NotFound).with("id", partner).into()),
            other => other,
        }
    }
}
