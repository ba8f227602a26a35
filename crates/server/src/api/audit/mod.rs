//! Records of activity as the reference lists them, and our own trail: whole, with its hashes, walked and taken home.

mod archive;
mod customized;
mod dates;
mod filter;
mod get;
mod list;
mod record;
mod trail;
mod values;
mod verify;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, audit as wire};

/// What lists of records read of the query: the page's names, those of the audit service's specification, and where to go on.
const RECORDS: &str = "startDate endDate size:integer filter auditRequest.startDate auditRequest.endDate auditRequest.size \
auditRequest.filter.field auditRequest.filter.value auditRequest.filter.operator seekOperation seek";

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("audit", PartnerCenter, Token, Read, "GET", "/v1/auditrecords",                              "list audit records",                list::handle).asks(RECORDS).hears("MS-ContinuationToken").ok::<Collection<wire::AuditRecord>>(),
    route!("audit", PartnerCenter, Token, Read, "GET", "/auditactivity/v1/auditrecords",                "list audit records (audit service)", list::handle).asks(RECORDS).hears("MS-ContinuationToken").ok::<Collection<wire::AuditRecord>>(),
    route!("audit", PartnerCenter, Token, Read, "GET", "/auditactivity/v1/auditrecords/{audit_id}",     "get audit record",                  get::handle).ok::<wire::AuditRecord>(),
    route!("audit", PartnerCenter, Token, Read, "GET", "/v1/auditrecords/{audit_id}",                   "get audit record (short address)",  get::handle).ok::<wire::AuditRecord>(),
    route!("audit", Own,           Token, Read, "GET", "/moves/v1/audit",                               "list the trail",                    trail::handle).asks("customer from to operation resource subject actor size:integer seekOperation").hears("MS-ContinuationToken").ok::<Collection<wire::TrailEntry>>().refuses(&[404]),
    route!("audit", Own,           Token, Read, "GET", "/moves/v1/audit/verify",                        "verify the trail",                  verify::handle).asks("customer after").ok::<wire::TrailVerdict>().refuses(&[404]),
    route!("audit", Own,           Token, Read, "GET", "/moves/v1/audit/archive",                       "archive the trail",                 archive::handle).asks("customer").media(200, "application/jsonl").refuses(&[404]),
];
