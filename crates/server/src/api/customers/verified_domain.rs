//! Adds a verified domain to a customer, managed or federated.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_engine::customers::{AddVerifiedDomain, VerifiedDomain};
use nahtlos_model::{domains::SERVICES, refusals::Refusal};
use nahtlos_wire::{
    Open, Sent,
    domains::{self as wire, DomainAuthentication, DomainCapability, DomainStatus, DomainVerification},
};
use serde_json::Value;
use std::collections::BTreeMap;

/// Longest settings of a federation, all together.
const SETTINGS_MAXIMUM: usize = 64 * 1024;

pub(crate) async fn post(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::VerifiedDomain = ask.read_body()?;
    let missing = |field: &str| Refusal::property(field, "it must be given");
    let name = sent.verified_domain_name.filter(|n| !n.trim().is_empty());
    let name = name.ok_or_else(|| missing("verifiedDomainName"))?;
    let domain = sent.domain.ok_or_else(|| missing("domain"))?;
    if !domain.name.as_deref().unwrap_or("").trim().eq_ignore_ascii_case(name.trim()) {
        return Err(Refusal::property("domain.name", "it must be the verified domain's name").into());
    }
    let authentication = domain.authentication_type.ok_or_else(|| missing("domain.authenticationType"))?;
    let capability = domain.capability.clone().ok_or_else(|| missing("domain.capability"))?;
    domain.verification_method.ok_or_else(|| missing("domain.verificationMethod"))?;
    match domain.status.ok_or_else(|| missing("domain.status"))? {
        DomainStatus::Verified => {}
        other => return Err(Refusal::property("domain.status", format!("a domain that is {other} is not added here")).into()),
    }
    if domain.is_initial.value() == Some(&true) {
        return Err(Refusal::property("domain.isInitial", "a tenant begins with one, and never gets another").into());
    }
    let federation = match authentication {
        DomainAuthentication::Managed => None,
        DomainAuthentication::Federated => {
            let settings = sent.domain_federation_settings.ok_or_else(|| missing("domainFederationSettings"))?;
            Some(federation(&settings)?)
        }
    };
    let command = AddVerifiedDomain {
        customer_id: ask.id(0),
        domain: VerifiedDomain {
            name: name.clone(),
            is_default: domain.is_default.value() == Some(&true),
            services: services(&capability)?,
            federation,
        },
    };
    ask.write(command, move |added| {
        Answer::created(&wire::Domain {
            authentication_type: Some(authentication),
            capability: Some(capability.clone()),
            name: Some(name.trim().to_owned()),
            status: Some(DomainStatus::Verified),
            verification_method: Some(DomainVerification::DnsRecord),
            is_default: Sent::Value(added.is_default),
            is_initial: Sent::Value(false),
            root_domain: Sent::Absent,
        })
    })
    .await
}

/// What the domain is used for, in Graph's words.
fn services(capability: &Open<DomainCapability>) -> Result<Vec<String>, Refusal> {
    let unknown = || Refusal::property("domain.capability", format!("{capability} is none that a domain can have"));
    let one = |word: &str| Ok(vec![word.to_owned()]);
    match capability.known().ok_or_else(unknown)? {
        DomainCapability::None => Ok(Vec::new()),
        DomainCapability::Email => one("Email"),
        DomainCapability::Sharepoint => one("Sharepoint"),
        DomainCapability::OfficeCommunicationsOnline => one("OfficeCommunicationsOnline"),
        DomainCapability::SharepointDefault => one("SharePointDefaultDomain"),
        DomainCapability::FullRedelegation => one("FullRedelegation"),
        DomainCapability::SharePointPublic => one("SharePointPublic"),
        DomainCapability::OrgIdAuthentication => one("OrgIdAuthentication"),
        DomainCapability::Yammer => one("Yammer"),
        DomainCapability::Intune => one("Intune"),
        DomainCapability::All => Ok(SERVICES.iter().map(|s| (*s).to_owned()).collect()),
    }
}

/// The settings of a federation, with those that it cannot do without.
fn federation(sent: &wire::DomainFederationSettings) -> Result<BTreeMap<String, String>, Refusal> {
    let at = |field: &str| format!("domainFederationSettings.{field}");
    let Ok(Value::Object(all)) = serde_json::to_value(sent) else {
        return Err(Refusal::property("domainFederationSettings", "it must be an object"));
    };
    let text = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    let settings: BTreeMap<String, String> = all.into_iter().map(|(name, value)| (name, text(value))).collect();
    let needed = [
        "issuerUri",
        "logOffUri",
        "passiveLogOnUri",
        "preferredAuthenticationProtocol",
        "promptLoginBehavior",
        "signingCertificate",
    ];
    if let Some(lacking) = needed.iter().find(|name| settings.get(**name).is_none_or(|v| v.trim().is_empty())) {
        return Err(Refusal::property(at(lacking), "it must be given"));
    }
    if settings.values().map(String::len).sum::<usize>() > SETTINGS_MAXIMUM {
        return Err(Refusal::property(
            "domainFederationSettings",
            format!("it has more than {SETTINGS_MAXIMUM} characters"),
        ));
    }
    for name in ["signingCertificate", "nextSigningCertificate"] {
        if settings.get(name).is_some_and(|text| STANDARD.decode(text.trim()).is_err()) {
            return Err(Refusal::property(at(name), "it must be a certificate in base64"));
        }
    }
    Ok(settings)
}
