//! Service requests with their contacts and notes, and support topics.
//!
//! Used by the operations under `/servicerequests`. Dates that were never set are written as the first of year 1, because clients of the
//! reference cannot read null there; notes' dates have no zone, as in the reference.

use crate::{Attributes, Open, tolerant};
use nahtlos_model::instants::Instant;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use std::fmt;

spelled! {
    pub enum ServiceRequestSeverity { Unknown = "unknown", Critical = "critical", Moderate = "moderate", Minimal = "minimal" }

    pub enum ServiceRequestStatus { None = "none", Open = "open", Closed = "closed", AttentionNeeded = "attention_needed" }
}

/// A date that may never have been: then the first of year 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Ever(pub Option<Instant>);

impl Serialize for Ever {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Some(at) => at.serialize(s),
            None => s.serialize_str("0001-01-01T00:00:00"),
        }
    }
}

impl<'de> Deserialize<'de> for Ever {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        tolerant::date(d).map(Self)
    }
}

/// An instant written without its zone, which is UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Unzoned(pub Instant);

impl fmt::Display for Unzoned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.to_string().trim_end_matches('Z'))
    }
}

impl Serialize for Unzoned {
    fn serialize<S: Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Unzoned {
    fn deserialize<D: Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        Instant::deserialize(d).map(Self)
    }
}

shape! {
    pub struct ServiceRequest {
        title: String,
        description: String,
        severity: Open<ServiceRequestSeverity>,
        #[serde(deserialize_with = "topic")]
        support_topic_id: String,
        support_topic_name: String,
        id: String,
        status: Open<ServiceRequestStatus>,
        organization: ServiceRequestOrganization,
        primary_contact: ServiceRequestContact,
        last_updated_by: ServiceRequestContact,
        product_name: String,
        #[serde(deserialize_with = "topic")]
        product_id: String,
        created_date: Ever,
        last_modified_date: Ever,
        last_closed_date: Ever,
        new_note: ServiceRequestNote,
        notes: Vec<ServiceRequestNote>,
        country_code: String,
        attributes: Attributes,
    }

    /// Our own: a request with the partner who asks, as the programme sees it.
    pub struct PartnerServiceRequest {
        partner_id: String,
        request: ServiceRequest,
    }

    pub struct ServiceRequestContact {
        organization: ServiceRequestOrganization,
        contact_id: String,
        last_name: String,
        first_name: String,
        email: String,
        phone_number: String,
    }

    pub struct ServiceRequestOrganization {
        id: String,
        name: String,
        phone_number: String,
    }

    pub struct ServiceRequestNote {
        created_by_name: String,
        created_date: Unzoned,
        text: String,
    }

    pub struct SupportTopic {
        name: String,
        description: String,
        id: i64,
        attributes: Attributes,
    }
}

/// A topic's id is a text here and a number where topics are listed: either is read.
fn topic<'de, D: Deserializer<'de>>(d: D) -> Result<Option<String>, D::Error> {
    tolerant::text_or_number(d).map(|text| Some(text).filter(|text| !text.is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Limits, body::parse_as};

    #[test]
    fn what_was_never_set_is_year_one_and_read_as_nothing() {
        let body = br#"{"Title":null,"Severity":0,"SupportTopicId":32444671,"Status":"attentionneeded","CreatedDate":"0001-01-01T00:00:00","NewNote":{"CreatedDate":"2027-01-10T10:00:00.5"}}"#;
        let read: ServiceRequest = parse_as(body, &Limits::default()).unwrap();
        assert_eq!(read.severity, Some(ServiceRequestSeverity::Unknown.into()));
        assert_eq!(read.status, Some(ServiceRequestStatus::AttentionNeeded.into()));
        assert_eq!(read.support_topic_id.as_deref(), Some("32444671"));
        assert_eq!(read.created_date, Some(Ever(None)));
        assert_eq!(serde_json::to_string(&Ever(None)).unwrap(), "\"0001-01-01T00:00:00\"");
        let note = read.new_note.unwrap().created_date.unwrap();
        assert_eq!(serde_json::to_string(&note).unwrap(), "\"2027-01-10T10:00:00.500\"");
    }
}
