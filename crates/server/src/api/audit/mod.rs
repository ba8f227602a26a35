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

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("audit", PartnerCenter, Token, Read, "GET", "/v1/auditrecords",                              "list audit records",                list::handle),
    route!("audit", PartnerCenter, Token, Read, "GET", "/auditactivity/v1/auditrecords",                "list audit records (audit service)", list::handle),
    route!("audit", PartnerCenter, Token, Read, "GET", "/auditactivity/v1/auditrecords/{audit_id}",     "get audit record",                  get::handle),
    route!("audit", PartnerCenter, Token, Read, "GET", "/v1/auditrecords/{audit_id}",                   "get audit record (short address)",  get::handle),
    route!("audit", Own,           Token, Read, "GET", "/moves/v1/audit",                               "list the trail",                    trail::handle),
    route!("audit", Own,           Token, Read, "GET", "/moves/v1/audit/verify",                        "verify the trail",                  verify::handle),
    route!("audit", Own,           Token, Read, "GET", "/moves/v1/audit/archive",                       "archive the trail",                 archive::handle),
];
