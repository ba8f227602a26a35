//! Service requests on the wire: the short form of lists, and alone.

use super::topics;
use crate::api::{context::View, convert::unknown, customers::view::some};
use nahtlos_engine::service_requests::Talk;
use nahtlos_model::{
    refusals::Refusal,
    service_requests::{Note, Person, RequestStatus, ServiceRequest, Severity},
};
use nahtlos_wire::{
    Attributes, Open, UnknownSpelling,
    service_requests::{self as wire, Ever, Unzoned},
};
use std::str::FromStr;

/// In a list. The organization goes beyond the reference: a list of every customer's could not be told apart.
pub(crate) fn short(r: &ServiceRequest) -> wire::ServiceRequest {
    wire::ServiceRequest {
        title: Some(r.title.clone()),
        severity: severity(r.severity),
        id: Some(r.id.clone()),
        status: status(r.status),
        organization: Some(organization(r)),
        primary_contact: Some(wire::ServiceRequestContact {
            last_name: some(&r.primary_contact.contact.last_name),
            first_name: some(&r.primary_contact.contact.first_name),
            ..wire::ServiceRequestContact::default()
        }),
        created_date: Some(Ever(Some(r.created))),
        last_modified_date: Some(Ever(Some(r.modified))),
        last_closed_date: Some(Ever(r.closed)),
        attributes: Some(Attributes::of("ServiceRequest")),
        ..wire::ServiceRequest::default()
    }
}

/// Alone, with everything that was said.
pub(crate) fn whole(view: &View, talk: &Talk) -> wire::ServiceRequest {
    let r = &talk.request;
    let notes: Vec<_> = talk.notes.iter().map(note).collect();
    wire::ServiceRequest {
        description: some(&r.description),
        support_topic_id: Some(r.topic.to_string()),
        support_topic_name: Some(topics::name(view, r.topic)),
        primary_contact: Some(wire::ServiceRequestContact {
            organization: Some(organization(r)),
            ..contact(&r.primary_contact)
        }),
        last_updated_by: Some(contact(&r.updated_by)),
        notes: Some(notes).filter(|notes| !notes.is_empty()),
        country_code: some(&r.country),
        ..short(r)
    }
}

fn organization(r: &ServiceRequest) -> wire::ServiceRequestOrganization {
    wire::ServiceRequestOrganization {
        id: some(&r.organization.id),
        name: some(&r.organization.name),
        phone_number: some(&r.organization.phone),
    }
}

fn contact(person: &Person) -> wire::ServiceRequestContact {
    let c = &person.contact;
    wire::ServiceRequestContact {
        organization: None,
        contact_id: some(&person.user_id),
        last_name: some(&c.last_name),
        first_name: some(&c.first_name),
        email: some(&c.email),
        phone_number: c.phone.clone(),
    }
}

fn note(note: &Note) -> wire::ServiceRequestNote {
    wire::ServiceRequestNote {
        created_by_name: some(&note.by),
        created_date: Some(Unzoned(note.at)),
        text: Some(note.text.clone()),
    }
}

fn severity(severity: Severity) -> Option<Open<wire::ServiceRequestSeverity>> {
    Some(Open::Known(match severity {
        Severity::Critical => wire::ServiceRequestSeverity::Critical,
        Severity::Moderate => wire::ServiceRequestSeverity::Moderate,
        Severity::Minimal => wire::ServiceRequestSeverity::Minimal,
    }))
}

fn status(status: RequestStatus) -> Option<Open<wire::ServiceRequestStatus>> {
    Some(Open::Known(match status {
        RequestStatus::Open => wire::ServiceRequestStatus::Open,
        RequestStatus::Closed => wire::ServiceRequestStatus::Closed,
        RequestStatus::AttentionNeeded => wire::ServiceRequestStatus::AttentionNeeded,
    }))
}

/// A severity that was sent; `None`: none, or `unknown`.
pub(super) fn severity_of(sent: Option<&Open<wire::ServiceRequestSeverity>>) -> Result<Option<Severity>, Refusal> {
    match known(sent, "severity")? {
        None | Some(wire::ServiceRequestSeverity::Unknown) => Ok(None),
        Some(wire::ServiceRequestSeverity::Critical) => Ok(Some(Severity::Critical)),
        Some(wire::ServiceRequestSeverity::Moderate) => Ok(Some(Severity::Moderate)),
        Some(wire::ServiceRequestSeverity::Minimal) => Ok(Some(Severity::Minimal)),
    }
}

/// A state that was sent; `None`: none, or `none`.
pub(super) fn status_of(sent: Option<&Open<wire::ServiceRequestStatus>>) -> Result<Option<RequestStatus>, Refusal> {
    Ok(known(sent, "status")?.and_then(state))
}

/// The state of a word; `None`: none.
pub(super) fn state(word: wire::ServiceRequestStatus) -> Option<RequestStatus> {
    match word {
        wire::ServiceRequestStatus::None => None,
        wire::ServiceRequestStatus::Open => Some(RequestStatus::Open),
        wire::ServiceRequestStatus::Closed => Some(RequestStatus::Closed),
        wire::ServiceRequestStatus::AttentionNeeded => Some(RequestStatus::AttentionNeeded),
    }
}

fn known<E: Copy + FromStr<Err = UnknownSpelling>>(sent: Option<&Open<E>>, field: &str) -> Result<Option<E>, Refusal> {
    match sent {
        None => Ok(None),
        Some(Open::Known(word)) => Ok(Some(*word)),
        Some(Open::Other(text)) => text.parse().map(Some).map_err(|word| unknown(field, &word)),
    }
}

/// A topic that was sent.
pub(super) fn topic_of(sent: Option<&String>) -> Result<Option<i64>, Refusal> {
    let text = sent.map(|text| text.trim()).filter(|text| !text.is_empty());
    text.map(|text| {
        text.parse()
            .map_err(|_| Refusal::property("supportTopicId", format!("{text:?} is no topic's number")))
    })
    .transpose()
}
