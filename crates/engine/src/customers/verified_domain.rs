//! Adds a domain whose owner the partner vouches for, as registrars do, with the settings of its federation.

use super::profile::{find, save};
use crate::{act::Act, call::Need, domains::add::record, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    customers::country_rules::{CountryRules, is_domain},
    directory::Domain,
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::directory;
use std::collections::BTreeMap;

/// A domain as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VerifiedDomain {
    /// Its name, as sent.
    pub name: String,
    /// Make it the tenant's default.
    pub is_default: bool,
    /// What it is used for, in Graph's words.
    pub services: Vec<String>,
    /// Settings of its federation, as sent; `None`: the tenant signs its users in itself.
    pub federation: Option<BTreeMap<String, String>>,
}

/// Adds a verified domain.
#[derive(Debug, Clone)]
pub struct AddVerifiedDomain {
    /// Customer.
    pub customer_id: String,
    /// The domain.
    pub domain: VerifiedDomain,
}

impl UseCase for AddVerifiedDomain {
    type Out = Domain;

    fn needs(&self) -> Need {
        Need::directory(Action::ManageDomains, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Domain, Halt> {
        let before = find(act, permit.tenant()).await?;
        let asked = &self.domain;
        let name = asked.name.trim().to_ascii_lowercase();
        let refuse = |reason: &str| Refusal::property("verifiedDomainName", reason);
        if !is_domain(&name) {
            return Err(refuse("it is no domain name").into());
        }
        if CountryRules::bundled().is_vendor_domain(&name) {
            return Err(refuse("domains under this name come with tenants and are not added").into());
        }
        if directory::domain(act.tx, &name).await?.is_some() {
            let taken = Refusal::new(Code::DomainTaken).with("domain", &name);
            return Err(taken.at("verifiedDomainName").into());
        }
        if asked.is_default {
            for other in directory::domains(act.tx, &before.id).await?.iter().filter(|d| d.is_default) {
                let after = Domain {
                    is_default: false,
                    ..other.clone()
                };
                directory::update_domain(act.tx, &after).await?;
                record(act, Some(other), Some(&after), "update_domain")?;
            }
        }
        let federated = asked.federation.is_some();
        let domain = Domain {
            tenant_id: before.id.clone(),
            is_default: asked.is_default,
            is_initial: false,
            verified: true,
            authentication: if federated { "Federated" } else { "Managed" }.to_owned(),
            services: asked.services.clone(),
            proof: String::new(),
            name,
        };
        directory::insert_domain(act.tx, &domain).await?;
        record(act, None, Some(&domain), "add_verified_domain")?;
        if let Some(federation) = &asked.federation {
            let mut after = before.clone();
            after.federations.insert(domain.name.clone(), federation.clone());
            after.version += 1;
            save(act, &before, &after, "update_customer_federation").await?;
        }
        Ok(domain)
    }
}
