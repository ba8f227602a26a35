//! The tenant itself.

mod show;

use super::odata;
use crate::api::routes::{Route, route};
use nahtlos_wire::graph::{GraphCollection, organization::Organization};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read, "GET", "/v1.0/organization",                   "get organization",       show::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Organization>>(),
    route!("graph", Graph, Token, Read, "GET", "/v1.0/organization/{organization_id}", "get organization by id", show::get).asks(odata::ONE).ok::<Organization>(),
];
