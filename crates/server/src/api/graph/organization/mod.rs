//! The tenant itself.

mod show;

use crate::api::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read, "GET", "/v1.0/organization",                   "get organization",       show::list),
    route!("graph", Graph, Token, Read, "GET", "/v1.0/organization/{organization_id}", "get organization by id", show::get),
];
