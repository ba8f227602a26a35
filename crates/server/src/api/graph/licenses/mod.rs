//! Licences in Graph: assigned, shown with their plans, counted.

mod assign;
mod details;
pub(crate) mod plans;
mod skus;

use super::odata;
use crate::api::routes::{Route, route};
use nahtlos_wire::graph::{
    GraphCollection,
    groups::Group,
    licenses::{AssignLicenseRequest, LicenseDetails},
    skus::SubscribedSku,
    users::User,
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Write, "POST", "/v1.0/users/{user_id}/assignLicense",               "assign user licence",               assign::user).takes::<AssignLicenseRequest>().ok::<User>(),
    route!("graph", Graph, Token, Write, "POST", "/v1.0/users/{user_id}/reprocessLicenseAssignment",  "reprocess user licence assignment", assign::reprocess).ok::<User>(),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/users/{user_id}/licenseDetails",              "list user licence details",         details::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<LicenseDetails>>(),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/users/{user_id}/licenseDetails/{license_id}", "get user licence details",          details::get).asks(odata::ONE).ok::<LicenseDetails>(),
    route!("graph", Graph, Token, Write, "POST", "/v1.0/groups/{group_id}/assignLicense",             "assign group licence",              assign::group).takes::<AssignLicenseRequest>().answers::<Group>(202),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/subscribedSkus",                              "list subscribed SKUs",              skus::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<SubscribedSku>>(),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/subscribedSkus/{subscribed_sku_id}",          "get subscribed SKU",                skus::get).asks(odata::ONE).ok::<SubscribedSku>(),
];
