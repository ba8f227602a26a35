//! Agreements on the wire, and the addresses of their texts.

use crate::api::{ask::Ask, convert::unknown};
use nahtlos_model::{
    agreements::{Confirmation, Template},
    customers::{Agreement, AgreementKind, Contact},
    instants::Instant,
    refusals::Refusal,
};
use nahtlos_wire::{agreements as wire, customers::Contact as WireContact, enums::AgreementType};

/// Where a template's text is.
pub(super) fn address(ask: &Ask, template: &str) -> String {
    format!("{}/agreements/files/{template}.txt", ask.base)
}

/// A kind as the wire names it.
pub(super) fn kind(kind: AgreementKind) -> AgreementType {
    match kind {
        AgreementKind::MicrosoftCloudAgreement => AgreementType::MicrosoftCloudAgreement,
        AgreementKind::MicrosoftCustomerAgreement => AgreementType::MicrosoftCustomerAgreement,
    }
}

/// A kind of the wire.
pub(super) fn kind_of(sent: AgreementType) -> AgreementKind {
    match sent {
        AgreementType::MicrosoftCloudAgreement => AgreementKind::MicrosoftCloudAgreement,
        AgreementType::MicrosoftCustomerAgreement => AgreementKind::MicrosoftCustomerAgreement,
    }
}

/// Which kinds a list is asked for: without a word the older one alone, `*` is all.
pub(super) fn kinds(ask: &Ask) -> Result<Option<AgreementKind>, Refusal> {
    match ask.query.get("agreementType") {
        None => Ok(Some(AgreementKind::MicrosoftCloudAgreement)),
        Some("*" | "%2A" | "%2a") => Ok(None),
        Some(word) => named(word, "agreementType").map(Some),
    }
}

/// A kind by its name.
pub(super) fn named(word: &str, field: &str) -> Result<AgreementKind, Refusal> {
    let read = word.parse::<AgreementType>().map(kind_of);
    read.map_err(|word| unknown(field, &word))
}

/// A template's data.
pub(super) fn metadata(ask: &Ask, template: &Template) -> wire::AgreementMetaData {
    wire::AgreementMetaData {
        template_id: Some(template.id.clone()),
        agreement_type: Some(kind(template.kind)),
        agreement_link: Some(address(ask, &template.id)),
        version_rank: Some(template.version_rank),
    }
}

/// A person as the wire writes it.
pub(super) fn contact(c: &Contact) -> WireContact {
    WireContact {
        first_name: Some(c.first_name.clone()),
        last_name: Some(c.last_name.clone()),
        email: Some(c.email.clone()),
        phone_number: c.phone.clone(),
    }
}

/// A person as it was sent.
pub(super) fn contact_of(sent: WireContact) -> Contact {
    Contact {
        first_name: sent.first_name.unwrap_or_default(),
        last_name: sent.last_name.unwrap_or_default(),
        email: sent.email.unwrap_or_default(),
        phone: sent.phone_number,
    }
}

/// A confirmation. In lists it has the text's address and no user, in the answer to its creation it is the other way round.
pub(super) fn agreement(a: &Agreement, link: Option<String>) -> wire::Agreement {
    wire::Agreement {
        user_id: Some(a.user_id.clone()).filter(|u| !u.is_empty() && link.is_none()),
        primary_contact: Some(contact(&a.contact)),
        template_id: Some(a.template_id.clone()),
        date_agreed: Some(a.agreed),
        kind: Some(kind(a.kind)),
        agreement_link: link,
    }
}

/// A confirmation as it was sent.
pub(super) fn confirmation(
    template: Option<String>,
    kind: Option<AgreementType>,
    agreed: Option<Instant>,
    person: Option<WireContact>,
) -> Result<Confirmation, Refusal> {
    let missing = |field: &str| Refusal::property(field, "it must be given");
    Ok(Confirmation {
        template_id: template.filter(|t| !t.is_empty()).ok_or_else(|| missing("templateId"))?,
        kind: kind.map(kind_of),
        agreed: agreed.ok_or_else(|| missing("dateAgreed"))?,
        contact: contact_of(person.ok_or_else(|| missing("primaryContact"))?),
    })
}
