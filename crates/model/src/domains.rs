//! Decides on a tenant's domains: added, proved, made the default, removed.
//!
//! Used by the use cases of domains. Whether a record stands in the DNS is found out by others; it must never be asked here.

use crate::{
    directory::Domain,
    refusals::{Code, Refusal},
};

/// Longest name of a domain (RFC 1035).
const NAME_MAXIMUM: usize = 253;
/// Longest part of a name (the same).
const LABEL_MAXIMUM: usize = 63;
/// Services that a domain may be used for (Graph documentation, domain).
pub const SERVICES: [&str; 7] = [
    "Email",
    "Sharepoint",
    "EmailInternalRelayOnly",
    "OfficeCommunicationsOnline",
    "SharePointDefaultDomain",
    "FullRedelegation",
    "SharePointPublic",
];

/// A change of a domain; `None` leaves as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DomainChange {
    /// Make it the tenant's default.
    pub default: Option<bool>,
    /// What it is used for.
    pub services: Option<Vec<String>>,
}

/// Adds a domain to a tenant; below one that is proved, it is proved from the start. `number` makes the text that a record must have.
///
/// # Errors
/// `InvalidProperty`.
pub fn add(name: &str, tenant_id: &str, others: &[Domain], number: u64) -> Result<Domain, Refusal> {
    let name = name.trim().trim_end_matches('.').to_ascii_lowercase();
    check_name(&name)?;
    let below = |d: &&Domain| d.verified && is_below(&name, &d.name);
    let root = others.iter().find(below);
    Ok(Domain {
        tenant_id: tenant_id.to_owned(),
        is_default: false,
        is_initial: false,
        verified: root.is_some(),
        authentication: root.map_or_else(|| "Managed".to_owned(), |r| r.authentication.clone()),
        services: Vec::new(),
        proof: format!("MS=ms{:08}", number % 100_000_000),
        name,
    })
}

/// Whether a domain lies below another.
pub fn is_below(name: &str, root: &str) -> bool {
    name.strip_suffix(root).is_some_and(|rest| rest.ends_with('.') && rest.len() > 1)
}

/// Changes a domain; every domain that becomes another by it.
///
/// # Errors
/// `InvalidProperty`.
pub fn change(name: &str, change: &DomainChange, all: &[Domain]) -> Result<Vec<Domain>, Refusal> {
    let before = all.iter().find(|d| d.name == name).ok_or_else(|| unknown(name))?;
    let mut changed = Vec::new();
    let mut after = before.clone();
    if let Some(services) = &change.services {
        if let Some(other) = services.iter().find(|s| !SERVICES.contains(&s.as_str())) {
            let reason = format!("may have {}, but has {other:?}", SERVICES.join(", "));
            return Err(Refusal::property("supportedServices", reason));
        }
        if !before.verified && !services.is_empty() {
            return Err(Refusal::property("supportedServices", "can be set once the domain is verified"));
        }
        after.services.clone_from(services);
    }
    match change.default {
        Some(true) if !before.verified => return Err(Refusal::property("isDefault", "can be set once the domain is verified")),
        Some(true) => {
            after.is_default = true;
            let was = all.iter().filter(|d| d.is_default && d.name != name);
            changed.extend(was.map(|d| Domain {
                is_default: false,
                ..d.clone()
            }));
        }
        Some(false) if before.is_default => {
            return Err(Refusal::property("isDefault", "changes only by making another domain the default"));
        }
        _ => {}
    }
    if after != *before {
        changed.push(after);
    }
    Ok(changed)
}

/// Decides on the removal of a domain that no name uses.
///
/// # Errors
/// `DomainFixed`, `DomainInUse` while others lie below it.
pub fn remove(name: &str, all: &[Domain]) -> Result<Domain, Refusal> {
    let domain = all.iter().find(|d| d.name == name).ok_or_else(|| unknown(name))?;
    if domain.is_initial || domain.is_default {
        return Err(Refusal::new(Code::DomainFixed).with("domain", name));
    }
    match all.iter().any(|d| is_below(&d.name, name)) {
        true => Err(Refusal::new(Code::DomainInUse).with("domain", name)),
        false => Ok(domain.clone()),
    }
}

/// The refusal for a domain that the tenant does not have.
pub fn unknown(name: &str) -> Refusal {
    Refusal::new(Code::NotFound).with("id", name)
}

fn check_name(name: &str) -> Result<(), Refusal> {
    let bad = |reason: &str| Err(Refusal::property("id", reason));
    if name.len() > NAME_MAXIMUM || !name.contains('.') {
        return bad("must be a domain name such as contoso.example, with at most 253 characters");
    }
    let fits = |label: &str| {
        let ends = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && label.len() <= LABEL_MAXIMUM && !ends && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    match name.split('.').all(fits) {
        true => Ok(()),
        false => bad("may have letters, digits and hyphens between dots; names of other scripts are written as xn--…"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn domain(name: &str, verified: bool) -> Domain {
        Domain {
            verified,
            ..add(name, "t", &[], 42).unwrap()
        }
    }

    #[test]
    fn what_lies_below_a_proved_domain_is_proved() {
        let others = [domain("contoso.example", true), domain("fabrikam.example", false)];
        assert!(add("mail.Contoso.example.", "t", &others, 1).unwrap().verified);
        assert!(!add("mail.fabrikam.example", "t", &others, 1).unwrap().verified);
        assert!(!add("notcontoso.example", "t", &others, 1).unwrap().verified);
        assert_eq!(add("a.example", "t", &[], 123_456_789_012).unwrap().proof, "MS=ms56789012");
    }

    #[test]
    fn names_that_cannot_be_domains_are_refused() {
        for bad in [
            "",
            "contoso",
            "-a.example",
            "a..example",
            "a_b.example",
            "münchen.example",
            "a%.example",
        ] {
            assert!(add(bad, "t", &[], 1).is_err(), "{bad}");
        }
    }

    #[test]
    fn there_is_one_default_and_it_stays() {
        let mut all = vec![domain("a.example", true), domain("b.example", true), domain("c.example", false)];
        all[0].is_default = true;
        let make = DomainChange {
            default: Some(true),
            ..DomainChange::default()
        };
        let changed = change("b.example", &make, &all).unwrap();
        assert_eq!(changed.iter().filter(|d| d.is_default).count(), 1);
        assert_eq!(changed.len(), 2);
        assert!(change("c.example", &make, &all).is_err());
        assert!(remove("a.example", &all).is_err());
        assert!(remove("b.example", &all).is_ok());
        assert_eq!(remove("d.example", &all).unwrap_err().code, Code::NotFound);
    }
}
