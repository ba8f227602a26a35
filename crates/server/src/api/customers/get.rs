//! One customer: as a whole, its profiles, its organization, its domains.

use super::view::{self, some};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::{partners::PartnerKind, permissions::Action};
use nahtlos_wire::{Attributes, Links, customers as wire};

pub(super) fn need(ask: &Ask) -> Need {
    Need::customer(Action::ReadCustomers, &ask.id(0))
}

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    let c = reading.customer().await?;
    let domains = reading.domains().await?;
    let relationship = reading.permit.relationship().cloned();
    let through = relationship.as_ref().and_then(|r| r.through.clone());
    let reseller = match through {
        Some(other) => {
            let own = reading.own_partner().await?;
            own.filter(|p| p.kind == PartnerKind::IndirectProvider).map(|_| other)
        }
        None => None,
    };
    Ok(Answer::ok(&wire::Customer {
        id: Some(c.id.clone()),
        commerce_id: Some(c.commerce_id.clone()),
        company_profile: Some(view::company(&c)),
        billing_profile: Some(view::billing(&c)),
        relationship_to_partner: Some(view::relationship(relationship.as_ref())),
        allow_delegated_access: relationship.map(|r| r.delegated),
        custom_domains: Some(domains.into_iter().filter(|d| d.verified).map(|d| d.name).collect()),
        associated_partner_id: reseller,
        links: Some(Links::to_self(format!("/customers/{}", c.id))),
        attributes: Some(Attributes::of("Customer")),
        ..wire::Customer::default()
    }))
}

pub(crate) async fn company(ask: Ask) -> Result<Answer, Problem> {
    let c = ask.read(need(&ask)).await?.customer().await?;
    Ok(Answer::ok(&view::company(&c)))
}

pub(crate) async fn billing(ask: Ask) -> Result<Answer, Problem> {
    let c = ask.read(need(&ask)).await?.customer().await?;
    Ok(Answer::ok(&view::billing(&c)))
}

/// A list with one organization, as the reference answers.
pub(crate) async fn organization(ask: Ask) -> Result<Answer, Problem> {
    let c = ask.read(need(&ask)).await?.customer().await?;
    let a = &c.company.address;
    let street = [a.line1.as_str(), a.line2.as_str()];
    let street = street.into_iter().filter(|l| !l.is_empty()).collect::<Vec<_>>().join(", ");
    let mails = [&c.company.email, &c.billing.email];
    let mail = mails.into_iter().find(|m| !m.is_empty()).cloned();
    let organization = wire::CustomerOrganization {
        display_name: some(&c.company.name),
        street: some(&street),
        city: some(&a.city),
        state: some(&a.state),
        postal_code: some(&a.postal_code),
        country_letter_code: some(&a.country),
        technical_notification_mails: Some(mail.into_iter().collect()),
    };
    Ok(Answer::ok(&[organization]))
}

/// A list of names, as the reference answers.
pub(crate) async fn custom_domains(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need(&ask)).await?;
    reading.customer().await?;
    let domains = reading.domains().await?;
    let names: Vec<String> = domains.into_iter().filter(|d| d.verified).map(|d| d.name).collect();
    Ok(Answer::ok(&names))
}
