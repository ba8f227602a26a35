//! The organization profile.

use super::{expected, need};
use crate::api::{
    answer::Answer,
    ask::Ask,
    customers::view::{address, address_of, some},
    problem::Problem,
};
use nahtlos_engine::profiles::{Own, UpdateOrganization};
use nahtlos_model::profiles as model;
use nahtlos_wire::{Attributes, Links, profiles as wire};

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let own = ask.read(need()).await?.organization_profile().await?;
    Ok(Answer::ok(&shown(&own)))
}

pub(crate) async fn put(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::OrganizationProfile = ask.read_body()?;
    let command = UpdateOrganization {
        expected: expected(&ask, sent.attributes.as_ref()),
        address: sent.default_address.map(address_of),
        profile: model::Organization {
            company_name: sent.company_name.unwrap_or_default(),
            email: sent.email.unwrap_or_default(),
            language: sent.language.unwrap_or_default(),
            culture: sent.culture.unwrap_or_default(),
            ..model::Organization::default()
        },
    };
    ask.write(command, |own| Answer::ok(&shown(own))).await
}

fn shown((partner, kept): &Own<model::Organization>) -> wire::OrganizationProfile {
    let p = &kept.value;
    wire::OrganizationProfile {
        id: Some(partner.id.clone()),
        company_name: some(&p.company_name),
        default_address: Some(address(&p.address)),
        tenant_id: Some(partner.id.clone()),
        domain: some(&partner.domain),
        email: some(&p.email),
        language: some(&p.language),
        culture: some(&p.culture),
        profile_type: Some("OrganizationProfile".to_owned()),
        links: Some(Links::to_self("/profiles/organization")),
        attributes: Some(Attributes::of("OrganizationProfile").with_etag(kept.etag(model::ProfileKind::Organization, &partner.id))),
    }
}
