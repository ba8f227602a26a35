//! Relationships between partner and customer, between partners, and consents to applications.
//!
//! Used through `Client::relationships`. That a customer accepted is seen in the list of customers, not here.

use crate::{Error, noun};
use nahtlos_wire::{
    applications::ApplicationConsent,
    customers::Customer,
    enums::{CustomerPartnerRelationship, PartnerRelationshipType},
    filters::Filter,
    relationships::{PartnerRelationship, RelationshipRequest},
};

noun! {
    /// Relationships between partner and customer, between partners, and consents to applications.
    Relationships
}

/// The other partner of a joint request, by its tenant.
#[derive(Debug, Clone, Copy)]
pub enum Joint<'a> {
    /// The indirect reseller of a provider.
    Reseller(&'a str),
    /// The provider of an indirect reseller.
    Provider(&'a str),
}

impl Relationships {
    /// The address that asks a customer for a relationship, for oneself or together with another partner.
    pub async fn request(&self, with: Option<Joint<'_>>) -> Result<RelationshipRequest, Error> {
        let call = self.client.get(&["customers", "relationshiprequests"]);
        let call = match with {
            Some(Joint::Reseller(tenant)) => call.query("indirectResellerId", tenant),
            Some(Joint::Provider(tenant)) => call.query("indirectCloudSolutionProviderId", tenant),
            None => call,
        };
        call.read().await
    }

    /// The partner's resellers or providers.
    pub async fn list(&self, kind: PartnerRelationshipType, filter: Option<&Filter>) -> Result<Vec<PartnerRelationship>, Error> {
        let filter = filter.map(|filter| serde_json::to_string(filter).unwrap_or_default());
        let spelled = match kind {
            PartnerRelationshipType::IsIndirectResellerOf => "IsIndirectResellerOf",
            PartnerRelationshipType::IsIndirectCloudSolutionProviderOf => "IsIndirectCloudSolutionProviderOf",
        };
        let call = self.client.get(&["relationships"]);
        call.query("relationship_type", spelled).maybe("filter", filter).items().await
    }

    /// The partners of a customer.
    pub async fn of_customer(&self, customer: &str) -> Result<Vec<PartnerRelationship>, Error> {
        self.client.get(&["customers", customer, "relationships"]).items().await
    }

    /// Ends the relationship with a customer that has nothing active any more.
    pub async fn end(&self, customer: &str) -> Result<Customer, Error> {
        let change = Customer {
            relationship_to_partner: Some(CustomerPartnerRelationship::None),
            ..Customer::default()
        };
        self.client.patch(&["customers", customer]).json(&change).read().await
    }

    /// Gives up delegated access to a customer.
    pub async fn end_delegated_access(&self, customer: &str) -> Result<Customer, Error> {
        let change = Customer {
            allow_delegated_access: Some(false),
            ..Customer::default()
        };
        self.client.patch(&["customers", customer]).json(&change).read().await
    }

    /// Consents to an application on a customer's behalf.
    pub async fn consent(&self, customer: &str, consent: &ApplicationConsent) -> Result<ApplicationConsent, Error> {
        let call = self.client.post(&["customers", customer, "applicationconsents"]);
        call.json(consent).read().await
    }

    /// Takes a consent back.
    pub async fn revoke_consent(&self, customer: &str, application: &str) -> Result<(), Error> {
        let call = self.client.delete(&["customers", customer, "applicationconsents", application]);
        call.done().await
    }
}
