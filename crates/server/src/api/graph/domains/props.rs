//! Properties of domains, and the records that prove one.

use crate::api::graph::odata::kind::{Can, Kind, Property, nothing, shown};
use nahtlos_model::directory::Domain;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// Seconds for which the records may be kept.
const TTL: u32 = 3600;

/// Domains.
pub(crate) static DOMAIN: Kind<Domain> = Kind {
    name: "microsoft.graph.domain",
    resource: "Domain",
    properties: PROPERTIES,
};

static PROPERTIES: &[Property<Domain>] = &[
    shown("authenticationType", Can::Nothing, |d, _, _| json!(d.authentication)),
    shown("availabilityStatus", Can::Nothing, nothing),
    shown("id", Can::Nothing, |d, _, _| json!(d.name)),
    shown("isAdminManaged", Can::Nothing, |_, _, _| json!(true)),
    shown("isDefault", Can::Nothing, |d, _, _| json!(d.is_default)),
    shown("isInitial", Can::Nothing, |d, _, _| json!(d.is_initial)),
    shown("isRoot", Can::Nothing, |d, _, _| json!(is_root(&d.name))),
    shown("isVerified", Can::Nothing, |d, _, _| json!(d.verified)),
    shown("supportedServices", Can::Nothing, |d, _, _| json!(d.services)),
    // Passwords do not expire by themselves here.
    shown("passwordValidityPeriodInDays", Can::Nothing, |_, _, _| json!(i32::MAX)),
    shown("passwordNotificationWindowInDays", Can::Nothing, |_, _, _| json!(14)),
    shown("manufacturer", Can::Nothing, nothing),
    shown("model", Can::Nothing, nothing),
    shown("state", Can::Nothing, nothing),
];

/// A domain with one dot is nobody's subdomain.
fn is_root(name: &str) -> bool {
    name.matches('.').count() == 1
}

/// The host that an MX record must name to prove a domain.
pub(crate) fn proof_host(domain: &Domain) -> String {
    format!("{}.msv1.invalid", domain.proof.trim_start_matches("MS="))
}

/// The records that prove a domain: one of them is enough.
pub(crate) fn proofs(domain: &Domain) -> Vec<Map<String, Value>> {
    let record = |kind: &str, more: Value| {
        let hash = Sha256::digest(format!("{}|{kind}", domain.name));
        let mut id = [0; 16];
        id.copy_from_slice(&hash[..16]);
        let mut record = Map::new();
        record.insert("@odata.type".to_owned(), json!(format!("#microsoft.graph.domainDns{kind}Record")));
        record.insert("id".to_owned(), json!(uuid::Builder::from_custom_bytes(id).into_uuid()));
        record.insert("isOptional".to_owned(), json!(false));
        record.insert("label".to_owned(), json!(domain.name));
        record.insert("recordType".to_owned(), json!(kind));
        record.insert("supportedService".to_owned(), json!("null"));
        record.insert("ttl".to_owned(), json!(TTL));
        if let Value::Object(more) = more {
            record.extend(more);
        }
        record
    };
    vec![
        record("Txt", json!({ "text": domain.proof })),
        record("Mx", json!({ "mailExchange": proof_host(domain), "preference": 32767 })),
    ]
}
