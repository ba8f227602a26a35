//! Utilities: what is asked before anything is made: is this an address, what does that country want, is the domain free.
//!
//! Used through `Client::utilities`.

use crate::{Error, noun};
use nahtlos_wire::{countries::CountryValidationRules, customers::Address, validations::AddressValidationResult};
use reqwest::Method;

noun! {
    /// Addresses, countries' rules, free domains. Any token of somebody with a role will do. Source: `docs/wire/utility.md`.
    Utilities
}

impl Utilities {
    /// Looks at an address. A bad one is no error: its status says so.
    pub async fn validate_address(&self, address: &Address) -> Result<AddressValidationResult, Error> {
        self.client.post(&["validations", "address"]).json(address).read().await
    }

    /// What a country (two letters) asks of addresses and numbers; not found where there are no rules.
    pub async fn country_rules(&self, country: &str) -> Result<CountryValidationRules, Error> {
        self.client.get(&["countryvalidationrules", country]).read().await
    }

    /// Whether a domain is taken, by whomever. What is no domain's name is 400; the answer has no body to say why.
    pub async fn is_domain_taken(&self, domain: &str) -> Result<bool, Error> {
        match self.client.call(Method::HEAD, &["domains", domain]).done().await {
            Ok(()) => Ok(true),
            Err(error) if error.is_not_found() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Whether a tenant could still begin under this prefix of `.onmicrosoft.com`: up to 27 letters and digits, and not taken.
    pub async fn is_prefix_free(&self, prefix: &str) -> Result<bool, Error> {
        self.client.get(&["validations", "checkdomainavailability", prefix]).read().await
    }
}
