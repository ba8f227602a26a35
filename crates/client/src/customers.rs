//! Customers, their profiles, domains, validations and services.
//!
//! Used through `Client::customers`. The credentials in a creation's reply come this once.

use crate::{Error, Items, noun, paging};
use nahtlos_wire::{
    charges::ChargeLine,
    customers::{Customer, CustomerBillingProfile, CustomerCompanyProfile, CustomerOrganization, ManagedService},
    domains::{Domain, VerifiedDomain},
    filters::Filter,
    incidents::ServiceIncidentDetail,
    validations::ValidationStatus,
};
use reqwest::Method;

noun! {
    /// Customers and their profiles.
    Customers
}

impl Customers {
    /// All customers that a filter lets through, in short form.
    pub fn list(&self, filter: Option<&Filter>) -> Items<Customer> {
        let filter = filter.map(|filter| serde_json::to_string(filter).unwrap_or_default());
        paging::seek(self.client.get(&["customers"]).query("size", "500").maybe("filter", filter))
    }

    /// One customer in full.
    pub async fn get(&self, customer: &str) -> Result<Customer, Error> {
        self.client.get(&["customers", customer]).read().await
    }

    /// Makes a customer; its first administrator's password is in the reply.
    pub async fn create(&self, customer: &Customer) -> Result<Customer, Error> {
        self.client.post(&["customers"]).json(customer).read().await
    }

    /// Removes a customer of a sandbox.
    pub async fn delete(&self, customer: &str) -> Result<(), Error> {
        self.client.delete(&["customers", customer]).done().await
    }

    /// Our own: a customer's ledger, oldest line first.
    pub fn charges(&self, customer: &str) -> Items<ChargeLine> {
        let call = self.client.own(Method::GET, "/moves/v1/customers", &[customer, "charges"]);
        paging::seek(call.query("size", "1000"))
    }

    /// The company's profile.
    pub async fn company_profile(&self, customer: &str) -> Result<CustomerCompanyProfile, Error> {
        self.client.get(&["customers", customer, "profiles", "company"]).read().await
    }

    /// The billing profile, with the etag that its change needs.
    pub async fn billing_profile(&self, customer: &str) -> Result<CustomerBillingProfile, Error> {
        self.client.get(&["customers", customer, "profiles", "billing"]).read().await
    }

    /// Replaces the billing profile, if it still has the etag that it carries.
    pub async fn update_billing_profile(&self, customer: &str, profile: &CustomerBillingProfile) -> Result<CustomerBillingProfile, Error> {
        let etag = profile.attributes.as_ref().and_then(|attributes| attributes.etag.as_deref());
        let call = self.client.put(&["customers", customer, "profiles", "billing"]);
        call.if_match(etag).json(profile).read().await
    }

    /// The organisation in the customer's directory; a list with one.
    pub async fn organization(&self, customer: &str) -> Result<Vec<CustomerOrganization>, Error> {
        self.client.get(&["customers", customer, "organization"]).read().await
    }

    /// Names of the customer's verified domains.
    pub async fn custom_domains(&self, customer: &str) -> Result<Vec<String>, Error> {
        self.client.get(&["customers", customer, "customDomains"]).read().await
    }

    /// Adds a verified domain.
    pub async fn add_verified_domain(&self, customer: &str, domain: &VerifiedDomain) -> Result<Domain, Error> {
        self.client
            .post(&["customers", customer, "verifieddomain"])
            .json(domain)
            .read()
            .await
    }

    /// Whether the customer's account may trade.
    pub async fn validation_status(&self, customer: &str) -> Result<ValidationStatus, Error> {
        let call = self.client.get(&["customers", customer, "validationStatus"]);
        call.query("type", "account").read().await
    }

    /// Services managed for the customer.
    pub async fn managed_services(&self, customer: &str) -> Result<Vec<ManagedService>, Error> {
        self.client.get(&["customers", customer, "managedservices"]).items().await
    }

    /// Incidents of the customer's services.
    pub async fn service_incidents(&self, customer: &str, filter: Option<&Filter>) -> Result<Vec<ServiceIncidentDetail>, Error> {
        let filter = filter.map(|filter| serde_json::to_string(filter).unwrap_or_default());
        let call = self.client.get(&["customers", customer, "serviceincidents", "office"]);
        call.maybe("filter", filter).items().await
    }
}
