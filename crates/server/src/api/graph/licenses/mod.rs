//! Licences in Graph: assigned, shown with their plans, counted.

mod assign;
mod details;
pub(crate) mod plans;
mod skus;

use crate::api::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Write, "POST", "/v1.0/users/{user_id}/assignLicense",               "assign user licence",               assign::user),
    route!("graph", Graph, Token, Write, "POST", "/v1.0/users/{user_id}/reprocessLicenseAssignment",  "reprocess user licence assignment", assign::reprocess),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/users/{user_id}/licenseDetails",              "list user licence details",         details::list),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/users/{user_id}/licenseDetails/{license_id}", "get user licence details",          details::get),
    route!("graph", Graph, Token, Write, "POST", "/v1.0/groups/{group_id}/assignLicense",             "assign group licence",              assign::group),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/subscribedSkus",                              "list subscribed SKUs",              skus::list),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/subscribedSkus/{subscribed_sku_id}",          "get subscribed SKU",                skus::get),
];
