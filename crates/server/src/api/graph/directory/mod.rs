//! The directory: company subscriptions, deleted objects.

mod deleted;
mod subscriptions;

use super::odata;
use crate::api::routes::{Route, route};
use nahtlos_wire::graph::{GraphCollection, groups::Group, subscriptions::CompanySubscription, users::User};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/subscriptions",                            "list company subscriptions", subscriptions::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<CompanySubscription>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/subscriptions/{subscription_id}",          "get company subscription",   subscriptions::get).asks(odata::ONE).ok::<CompanySubscription>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems",                             "list deleted objects",       deleted::all).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems/microsoft.graph.user",        "list deleted users",         deleted::users).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems/microsoft.graph.user/$count", "count deleted users",        deleted::count).asks(odata::NUMBER).hears(odata::HEADERS).media(200, "text/plain"),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems/microsoft.graph.group",       "list deleted groups",        deleted::groups).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Group>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems/{object_id}",                 "get deleted object",         deleted::get).asks(odata::ONE).ok::<User>(),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/directory/deletedItems/{object_id}/restore",         "restore deleted user",       deleted::restore).ok::<User>(),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/directory/deletedItems/{object_id}",                 "delete for good",            deleted::remove).nothing(),
];
