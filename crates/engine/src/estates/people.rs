//! Users and groups of an estate as the center keeps them.

use super::things::guid;
use nahtlos_model::{
    directory::{Group, GroupHolding, Holding, LicenseFault, User},
    estate::{self, Estate},
    instants::Instant,
};

/// A group of the estate.
pub(super) fn group(estate: &Estate, g: &estate::Group, now: Instant) -> Group {
    let holdings = g.licenses.iter().map(|l| GroupHolding {
        sku: l.sku_id,
        disabled: l.disabled_plans.clone(),
    });
    Group {
        id: guid(&estate.customer.id, &g.id),
        tenant_id: estate.customer.id.to_ascii_lowercase(),
        display_name: g.name.clone(),
        description: None,
        mail_nickname: g
            .name
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect::<String>()
            .to_ascii_lowercase(),
        mail_enabled: false,
        security_enabled: true,
        kinds: Vec::new(),
        more: std::collections::BTreeMap::new(),
        owners: Vec::new(),
        licences: holdings.collect(),
        processing: Some("ProcessingComplete".to_owned()),
        created: now,
        version: 1,
    }
}

/// The users that one entry stands for, with the groups each is in.
pub(super) fn users(estate: &Estate, u: &estate::User, now: Instant) -> Vec<(User, Vec<String>)> {
    let customer = &estate.customer.id;
    (1..=u.count)
        .map(|n| {
            let (id, name) = if u.count == 1 {
                (u.id.clone(), u.user_principal_name.clone())
            } else {
                let (local, domain) = u
                    .user_principal_name
                    .split_once('@')
                    .unwrap_or((&u.user_principal_name, &estate.customer.domain));
                (format!("{}#{n}", u.id), format!("{local}.{n}@{domain}"))
            };
            let mut groups: Vec<String> = Vec::new();
            let licences = u.licenses.iter().map(|l| {
                let group = l.via_group.as_ref().map(|g| guid(customer, g));
                groups.extend(group.clone().filter(|g| !groups.contains(g)));
                Holding {
                    sku: l.sku_id,
                    disabled: l.disabled_plans.clone(),
                    group,
                    fault: LicenseFault::None,
                    updated: now,
                }
            });
            let licences: Vec<Holding> = licences.collect();
            (user(estate, u, guid(customer, &id), name, licences, now), groups)
        })
        .collect()
}

fn user(estate: &Estate, u: &estate::User, id: String, name: String, licences: Vec<Holding>, now: Instant) -> User {
    User {
        id,
        tenant_id: estate.customer.id.to_ascii_lowercase(),
        display_name: name.split('@').next().unwrap_or(&name).to_owned(),
        user_principal_name: name,
        given_name: None,
        surname: None,
        usage_location: u.usage_location.clone().or_else(|| Some(estate.customer.country.clone())),
        immutable_id: None,
        password: None,
        force_change: false,
        phone: None,
        mail: None,
        mail_nickname: None,
        enabled: true,
        kind: "Member".to_owned(),
        manager: None,
        domain_type: "managed".to_owned(),
        more: std::collections::BTreeMap::new(),
        licences,
        created: now,
        deleted: None,
        version: 1,
    }
}
