//! A seed against what the sandbox has: partners that nobody knows, and ids and domains that are somebody else's. Asked before anything is
//! made, so that a seed that cannot be planted leaves nothing behind.

use crate::Center;
use nahtlos_engine::Halt;
use nahtlos_files::{
    json::Step,
    problem::{Problem, quoted},
    seed::{Partner, Seed, problem_at},
};
use nahtlos_model::partners::PartnerKind;
use std::collections::BTreeMap;

/// A seed with the file it was read from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub file: &'a str,
    pub bytes: &'a [u8],
    pub seed: &'a Seed,
}

impl Source<'_> {
    fn problem(&self, steps: &[Step], code: &'static str, rest: &str, mend: &str) -> Problem {
        let message = format!("{} {rest}", Step::join(steps));
        problem_at(self.file, self.bytes, steps, code, message, mend)
    }
}

/// A place in the list of a table.
fn at(list: &str, index: usize, key: &str) -> Vec<Step> {
    vec![Step::key(list), Step::Index(index), Step::key(key)]
}

/// The same in a list below it.
fn below(outer: &str, n: usize, list: &str, m: usize, key: &str) -> Vec<Step> {
    [at(outer, n, list), vec![Step::Index(m), Step::key(key)]].concat()
}

/// Everything that stands in the way of planting it.
pub(super) async fn check(center: &Center, source: &Source<'_>) -> Result<Vec<Problem>, Halt> {
    let mut found = unknown(center, source).await?;
    // Domains that the file gives to a tenant, in its order.
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    for (n, partner) in source.seed.partners.iter().enumerate() {
        match center.engine.tenant(&partner.id).await? {
            Some(tenant) if tenant.partner.is_none() => {
                let rest = format!("is {}, which is the tenant of a customer.", quoted(&partner.id));
                found.push(source.problem(&at("partners", n, "id"), "tenantTaken", &rest, "Give the partner an id of its own."));
            }
            Some(_) => {}
            None => {
                found.extend(applications(center, source, n, partner).await?);
                let domains = vec![(partner.domain.clone(), at("partners", n, "domain"))];
                found.extend(taken(center, source, &partner.id, domains, &mut given).await?);
            }
        }
    }
    for (n, customer) in source.seed.customers.iter().enumerate() {
        let estate = &customer.estate;
        if let Some(tenant) = center.engine.tenant(&estate.customer.id).await? {
            if tenant.partner.is_some() {
                let rest = format!("is {}, which is the tenant of a partner.", quoted(&tenant.id));
                found.push(source.problem(
                    &at("customers", n, "id"),
                    "tenantTaken",
                    &rest,
                    "Give the customer an id of its own.",
                ));
            }
            continue;
        }
        let mut domains = vec![(estate.customer.domain.clone(), at("customers", n, "domain"))];
        for (m, user) in estate.users.iter().enumerate() {
            let domain = user.user_principal_name.split_once('@').map(|(_, domain)| domain.to_lowercase());
            let Some(domain) = domain.filter(|d| domains.iter().all(|(known, _)| known != d)) else {
                continue;
            };
            domains.push((domain, below("customers", n, "users", m, "userPrincipalName")));
        }
        found.extend(taken(center, source, &estate.customer.id, domains, &mut given).await?);
    }
    Ok(found)
}

/// Client ids are once in the whole center, as tokens are asked for by them.
async fn applications(center: &Center, source: &Source<'_>, n: usize, partner: &Partner) -> Result<Vec<Problem>, Halt> {
    const MEND: &str = "Give the application a client id of its own; a new GUID will do.";
    let mut found = Vec::new();
    for (m, application) in partner.applications.iter().enumerate() {
        let Some(holder) = center.engine.application(&application.client_id).await? else {
            continue;
        };
        let rest = format!(
            "is {}, which is the client id of {} already.",
            quoted(&application.client_id),
            quoted(&holder.name)
        );
        let steps = below("partners", n, "applications", m, "clientId");
        found.push(source.problem(&steps, "clientIdTaken", &rest, MEND));
    }
    Ok(found)
}

/// Domains are one tenant's: one of the sandbox, or one that stands before in the file.
async fn taken(
    center: &Center,
    source: &Source<'_>,
    tenant: &str,
    domains: Vec<(String, Vec<Step>)>,
    given: &mut BTreeMap<String, String>,
) -> Result<Vec<Problem>, Halt> {
    const MEND: &str = "Give it a domain that no other tenant has.";
    let mut found = Vec::new();
    for (domain, steps) in domains {
        let holder = match given.get(&domain) {
            Some(holder) => Some(holder.clone()),
            None => center.engine.domain_holder(&domain).await?,
        };
        if holder.is_some() {
            let rest = format!("needs the domain {}, which another tenant has already.", quoted(&domain));
            found.push(source.problem(&steps, "domainTaken", &rest, MEND));
        }
        given.entry(domain).or_insert_with(|| tenant.to_owned());
    }
    Ok(found)
}

/// References to partners whom neither the file nor the sandbox has.
async fn unknown(center: &Center, source: &Source<'_>) -> Result<Vec<Problem>, Halt> {
    let (seed, mut found) = (source.seed, Vec::new());
    let of_customers = (0..)
        .zip(&seed.customers)
        .map(|(n, c)| (at("customers", n, "partner"), &c.partner, false));
    let of_partners = (0..)
        .zip(&seed.partners)
        .map(|(n, p)| (at("partners", n, "provider"), &p.provider, true));
    for (steps, name, provider) in of_partners.chain(of_customers) {
        let Some(name) = name else { continue };
        let here = seed.partners.iter().find(|p| p.domain == *name || p.id == *name).map(|p| p.kind);
        let kind = match here {
            Some(kind) => Some(kind),
            None => super::partner_named(center, name).await?.and_then(|tenant| tenant.partner),
        };
        let fits = |kind: PartnerKind| !provider || kind == PartnerKind::IndirectProvider;
        if !kind.is_some_and(fits) {
            let what = if provider { "provider" } else { "partner" };
            let rest = format!("is {}, which is no {what} of the file or of the sandbox.", quoted(name));
            let mend = "Give the domain or the id of one that is there.";
            found.push(source.problem(&steps, "unknownPartner", &rest, mend));
        }
    }
    Ok(found)
}
