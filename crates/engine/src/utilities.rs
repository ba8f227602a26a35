//! Questions that belong to nobody's things: whether a domain is taken, what a country asks for.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    addresses::{self, Checked},
    customers::{Address, country_rules::CountryRules},
    refusals::Refusal,
};
use nahtlos_store::directory;

impl Reading {
    /// Whether a domain name is taken, by whomever. Whose it is, is not told.
    ///
    /// # Errors
    /// Faults only.
    pub async fn is_domain_taken(&mut self, name: &str) -> Result<bool, Halt> {
        let name = name.trim_end_matches('.').to_ascii_lowercase();
        let vendors = CountryRules::bundled().domains.iter().any(|rule| rule.suffix == name);
        Ok(vendors || directory::domain(&mut self.tx, &name).await?.is_some())
    }

    /// What is found of an address.
    ///
    /// # Errors
    /// `InvalidProperty` where it names no country.
    pub fn check_address(&self, address: &Address) -> Result<Checked, Refusal> {
        let market = |code: &str| self.assortment.markets.contains_key(code);
        addresses::check(address, CountryRules::bundled(), self.now.date(), market)
    }
}
