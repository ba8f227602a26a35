//! Decides on new customers: what a partner must say of one, where it may be, how many there may be.
//!
//! Called by the use case that creates a customer's tenant. Credentials of its first administrator are made elsewhere.

use super::{
    BillingProfile, Company, Customer, Relationship, RelationshipState,
    country_rules::{CountryRules, Datum},
    profile::Checks,
};
use crate::{
    assortment::Assortment,
    instants::Instant,
    partners::Partner,
    program::Numbers,
    refusals::{Code, Refusal},
};

/// A customer as asked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewCustomer {
    /// The domain that the tenant begins with.
    pub domain: String,
    /// The company's name; empty: as the billing profile has it.
    pub name: String,
    /// The company's registration number.
    pub registration_number: Option<String>,
    /// Who gets bills, with the address.
    pub billing: BillingProfile,
}

/// Ids for what is created.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ids {
    /// Tenant.
    pub customer: String,
    /// Commerce account.
    pub commerce: String,
    /// Billing profile.
    pub profile: String,
}

/// What the decision has to know.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Now.
    pub now: Instant,
    /// The programme's numbers today.
    pub numbers: &'a Numbers,
    /// What countries ask for.
    pub rules: &'a CountryRules,
    /// The markets.
    pub assortment: &'a Assortment,
    /// Who creates it.
    pub partner: &'a Partner,
    /// How many customers that partner has.
    pub customers: i64,
}

impl NewCustomer {
    /// The customer.
    ///
    /// # Errors
    /// `InvalidProperty` with the field; `PhoneMissing`; the codes of registration numbers; `OtherRegion`;
    /// `PartnerAgreementMissing`; `SandboxLimit`.
    pub fn create(&self, ids: Ids, around: Surroundings<'_>) -> Result<Customer, Refusal> {
        if !around.partner.agreement_signed {
            return Err(Code::PartnerAgreementMissing.into());
        }
        let domain = self.domain.trim();
        if !around.rules.is_initial_domain(&domain.to_ascii_lowercase()) {
            let shown: String = domain.chars().take(80).collect();
            let reason = format!("{shown:?} is no domain that a tenant begins with, such as contoso.onmicrosoft.com");
            return Err(Refusal::property("companyProfile.domain", reason));
        }
        let checks = Checks {
            rules: around.rules,
            now: around.now,
            at: "billingProfile.",
        };
        let mut billing = checks.profile(&self.billing)?;
        let country = billing.address.country.clone();
        let market = around.assortment.markets.get(&country).ok_or_else(|| {
            Refusal::property(
                "billingProfile.defaultAddress.country",
                format!("nothing is sold in {country} here"),
            )
        })?;
        let registration_number = self.registration_number(&country, around)?;
        if !around.assortment.same_region(&around.partner.country, &country) {
            let refusal = Refusal::new(Code::OtherRegion).with("country", &country);
            return Err(refusal.with("partner", &around.partner.country));
        }
        if around.partner.sandbox && around.customers >= around.numbers.sandbox_customers {
            return Err(Refusal::new(Code::SandboxLimit).with("limit", around.numbers.sandbox_customers));
        }
        billing.id = ids.profile;
        billing.version = 1;
        let name = match self.name.trim() {
            "" => billing.company.clone(),
            name => Checks {
                at: "companyProfile.",
                ..checks
            }
            .company("companyName", name)?,
        };
        Ok(Customer {
            id: ids.customer,
            commerce_id: ids.commerce,
            company: Company {
                name,
                domain: domain.to_owned(),
                address: billing.address.clone(),
                email: billing.email.clone(),
                registration_number,
            },
            currency: market.currency,
            qualifications: Vec::new(),
            overage: None,
            checked: Some(around.now),
            federations: std::collections::BTreeMap::new(),
            language: billing.language.clone(),
            billing,
            created: around.now,
            version: 1,
        })
    }

    fn registration_number(&self, country: &str, around: Surroundings<'_>) -> Result<Option<String>, Refusal> {
        const FIELD: &str = "companyProfile.organizationRegistrationNumber";
        let day = around.now.date();
        let sent = self.registration_number.as_deref().map(str::trim).filter(|n| !n.is_empty());
        let refuse = |code: Code| Refusal::new(code).with("country", country).at(FIELD);
        match (sent, around.rules.needs(Datum::RegistrationNumber, country, day)) {
            (None, false) => Ok(None),
            (None, true) => Err(refuse(Code::RegistrationNumberMissing)),
            (Some(_), false) => Err(refuse(Code::RegistrationNumberUnsupported)),
            (Some(number), true) => {
                let plain = number.len() <= 50 && number.chars().all(|c| c.is_alphanumeric() || " ./-".contains(c));
                if !plain || !around.rules.fits(Datum::RegistrationNumber, country, day, number) {
                    return Err(refuse(Code::RegistrationNumberFormat));
                }
                Ok(Some(number.to_owned()))
            }
        }
    }
}

/// The relationships that a creation begins: the partner's, and that of the indirect reseller whom it creates the customer for.
pub fn relationships(customer: &str, partner: &str, reseller: Option<&str>, now: Instant) -> Vec<Relationship> {
    let one = |partner: &str, through: Option<&str>| Relationship {
        customer_id: customer.to_owned(),
        partner_id: partner.to_owned(),
        state: RelationshipState::Reseller,
        delegated: true,
        through: through.map(str::to_owned),
        since: now,
        ended: None,
        invitation_id: None,
        version: 1,
    };
    let mut all = vec![one(partner, reseller)];
    all.extend(reseller.map(|reseller| one(reseller, Some(partner))));
    all
}
