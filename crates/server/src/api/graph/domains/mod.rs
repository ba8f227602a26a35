//! Domains of the tenant.

mod operate;
mod props;

use crate::api::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/domains",                                    "list domains",                         operate::list),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/domains",                                    "create domain",                        operate::add),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/domains/{domain_id}",                        "get domain",                           operate::get),
    route!("graph", Graph, Token, Write, "PATCH",  "/v1.0/domains/{domain_id}",                        "update domain",                        operate::update),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/domains/{domain_id}",                        "delete domain",                        operate::remove),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/domains/{domain_id}/verify",                 "verify domain",                        operate::verify),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/domains/{domain_id}/verificationDnsRecords", "list domain verification DNS records", operate::records),
];
