//! Domains of the tenant.

mod operate;
mod props;

use super::odata;
use crate::api::routes::{Route, route};
use nahtlos_wire::graph::{
    GraphCollection,
    domains::{DnsRecord, Domain, DomainWrite},
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/domains",                                    "list domains",                         operate::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Domain>>(),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/domains",                                    "create domain",                        operate::add).takes::<DomainWrite>().creates::<Domain>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/domains/{domain_id}",                        "get domain",                           operate::get).asks(odata::ONE).ok::<Domain>(),
    route!("graph", Graph, Token, Write, "PATCH",  "/v1.0/domains/{domain_id}",                        "update domain",                        operate::update).takes::<DomainWrite>().ok::<Domain>(),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/domains/{domain_id}",                        "delete domain",                        operate::remove).nothing(),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/domains/{domain_id}/verify",                 "verify domain",                        operate::verify).ok::<Domain>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/domains/{domain_id}/verificationDnsRecords", "list domain verification DNS records", operate::records).ok::<GraphCollection<DnsRecord>>(),
];
