//! The legal business profile with its vetting, which the programme's administrators may decide.

use super::{contact, contact_of, need};
use crate::api::{
    answer::Answer,
    ask::Ask,
    convert::unknown,
    customers::view::{address, address_of, some},
    problem::Problem,
};
use nahtlos_engine::profiles::{DecideVetting, UpdateLegalBusiness};
use nahtlos_model::{profiles as model, refusals::Refusal};
use nahtlos_wire::{Attributes, Links, Open, profiles as wire};

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(need()).await?;
    let version = ask.query.get("vettingVersion").map(|text| {
        text.parse::<wire::VettingVersion>()
            .map_err(|word| unknown("vettingVersion", &word))
    });
    let finalized = version.transpose()? == Some(wire::VettingVersion::LastFinalized);
    let (_, profile) = reading.legal_business_profile(finalized).await?;
    Ok(Answer::ok(&shown(&profile.value)))
}

pub(crate) async fn put(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::LegalBusinessProfile = ask.read_body()?;
    let profile = model::SentLegalBusiness {
        company_name: sent.company_name.unwrap_or_default(),
        address: sent.address.map(address_of),
        primary_contact: sent.primary_contact.map(contact_of),
        approver_address: sent.company_approver_address.map(address_of),
        approver_email: sent.company_approver_email.unwrap_or_default(),
    };
    ask.write(UpdateLegalBusiness { profile }, |(_, after)| Answer::ok(&shown(&after.value)))
        .await
}

/// Our own: the body is a legal business profile of which `vettingStatus` counts.
pub(crate) async fn decide(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::LegalBusinessProfile = ask.read_body()?;
    let right = match sent.vetting_status.and_then(|s| s.known()) {
        Some(wire::VettingStatus::Authorized) => true,
        Some(wire::VettingStatus::Rejected) => false,
        _ => return Err(Refusal::property("vettingStatus", "it must be authorized or rejected").into()),
    };
    let command = DecideVetting {
        partner_id: ask.id(0),
        right,
    };
    ask.write(command, |after| Answer::ok(&shown(&after.value))).await
}

/// A word that the wire has too.
fn word<E: std::str::FromStr>(text: &str) -> Option<Open<E>> {
    text.parse().ok().map(Open::Known)
}

fn shown(p: &model::LegalBusiness) -> wire::LegalBusinessProfile {
    wire::LegalBusinessProfile {
        company_name: some(&p.company_name),
        address: Some(address(&p.address)),
        primary_contact: Some(contact(&p.primary_contact)),
        company_approver_address: Some(address(&p.approver_address)),
        company_approver_email: some(&p.approver_email),
        vetting_status: word::<wire::VettingStatus>(p.vetting.status.as_str()),
        vetting_sub_status: word::<wire::VettingSubStatus>(p.vetting.sub_status.as_str()),
        profile_type: Some("LegalBusinessProfile".to_owned()),
        links: Some(Links::to_self("/profiles/legalbusiness")),
        attributes: Some(Attributes::of("LegalBusinessProfile")),
    }
}
