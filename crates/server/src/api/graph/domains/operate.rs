//! The tenant's domains: asked for, added, proved, changed, removed.

use super::props::{DOMAIN, proof_host, proofs};
use crate::{
    api::{
        answer::Answer,
        ask::Ask,
        graph::{
            body,
            odata::{self, Options, kind::Schema as _},
            said,
            users::list::need,
        },
        problem::Problem,
    },
    dns,
};
use nahtlos_engine::{
    call::Need,
    domains::{AddDomain, RemoveDomain, UpdateDomain, VerifyDomain},
};
use nahtlos_model::{
    directory::Domain,
    domains::DomainChange,
    permissions::Action,
    refusals::{Code, Refusal},
};

const RESOURCE: &str = "Domain";

/// The domain's name in the path.
fn name(ask: &Ask) -> String {
    ask.param(0).trim_end_matches('.').to_ascii_lowercase()
}

fn entity(ask: &Ask, status: u16) -> impl Fn(&Domain) -> Answer + Send + Sync + 'static {
    let (view, context) = (ask.view(), odata::context(ask, "domains/$entity"));
    move |domain| odata::entity(status, context.clone(), DOMAIN.show(domain, &view, &DOMAIN.defaults()))
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::whole(&ask, &DOMAIN)?;
    let domains = ask.read(need(&ask)).await?.domains().await?;
    let view = ask.view();
    let things = domains.iter().map(|d| DOMAIN.show(d, &view, &options.properties)).collect();
    Ok(odata::collection(&ask, options.context(&ask, "domains", false), None, None, things))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let options = Options::one(&ask, &DOMAIN, &[])?;
    let domain = ask.read(need(&ask)).await?.domain(&name(&ask)).await?;
    let thing = DOMAIN.show(&domain, &ask.view(), &options.properties);
    Ok(odata::entity(200, options.context(&ask, "domains", true), thing))
}

pub(crate) async fn add(ask: Ask) -> Result<Answer, Problem> {
    let mut id = None;
    for (key, value) in body::read(&ask)? {
        if body::is_annotation(&key) {
            continue;
        }
        match DOMAIN.find(&key) {
            Some(("id", _)) => id = Some(body::must("id", value, RESOURCE)?),
            Some((property, _)) => return Err(said::read_only(property, RESOURCE)),
            None => return Err(said::unknown_property(&key, RESOURCE)),
        }
    }
    let command = AddDomain {
        tenant_id: ask.call.actor.directory_id.clone(),
        name: id.ok_or_else(|| said::value_required("id", RESOURCE))?,
    };
    ask.write(command, entity(&ask, 201)).await
}

pub(crate) async fn update(ask: Ask) -> Result<Answer, Problem> {
    let mut change = DomainChange::default();
    for (key, value) in body::read(&ask)? {
        if body::is_annotation(&key) {
            continue;
        }
        match DOMAIN.find(&key) {
            Some((property @ "isDefault", _)) => change.default = body::flag(property, &value, RESOURCE)?,
            Some((property @ "supportedServices", _)) => change.services = Some(body::texts(property, value, RESOURCE)?),
            Some((property @ ("passwordValidityPeriodInDays" | "passwordNotificationWindowInDays"), _)) => {
                return Err(said::bad(format!(
                    "Passwords do not expire by themselves here: leave {property} out."
                )));
            }
            Some((property, _)) => return Err(said::read_only(property, RESOURCE)),
            None => return Err(said::unknown_property(&key, RESOURCE)),
        }
    }
    let command = UpdateDomain {
        tenant_id: ask.call.actor.directory_id.clone(),
        name: name(&ask),
        change,
    };
    ask.write(command, entity(&ask, 200)).await
}

pub(crate) async fn remove(ask: Ask) -> Result<Answer, Problem> {
    let command = RemoveDomain {
        tenant_id: ask.call.actor.directory_id.clone(),
        name: name(&ask),
    };
    ask.write(command, |_| Answer::nothing()).await
}

pub(crate) async fn records(ask: Ask) -> Result<Answer, Problem> {
    let domain = ask.read(need(&ask)).await?.domain(&name(&ask)).await?;
    let context = odata::context(&ask, &format!("domains('{}')/verificationDnsRecords", domain.name));
    Ok(odata::collection(&ask, context, None, None, proofs(&domain)))
}

/// Looks for the record that proves the domain, and takes note of it.
pub(crate) async fn verify(ask: Ask) -> Result<Answer, Problem> {
    let tenant_id = ask.call.actor.directory_id.clone();
    let mut reading = ask.read(Need::directory(Action::ManageDomains, &tenant_id)).await?;
    let domain = reading.domain(&name(&ask)).await?;
    drop(reading);
    if !domain.verified && !is_proved(&ask, &domain).await {
        let refusal = Refusal::new(Code::DomainUnproved).with("domain", &domain.name);
        return Err(refusal.with("proof", &domain.proof).into());
    }
    let command = VerifyDomain {
        tenant_id,
        name: domain.name,
        proof: domain.proof,
    };
    ask.write(command, entity(&ask, 200)).await
}

/// Whether one of the records is there. A sandbox that was given no server to ask believes everything.
async fn is_proved(ask: &Ask, domain: &Domain) -> bool {
    let config = &ask.center.config;
    if config.sandbox && config.dns_server.is_none() {
        return true;
    }
    let texts = dns::look_up(config.dns_server, &domain.name, dns::Kind::Txt).await;
    if texts.iter().any(|text| text.trim().eq_ignore_ascii_case(&domain.proof)) {
        return true;
    }
    let hosts = dns::look_up(config.dns_server, &domain.name, dns::Kind::Mx).await;
    hosts.contains(&proof_host(domain))
}
