//! The directory: company subscriptions, deleted objects.

mod deleted;
mod subscriptions;

use crate::api::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/subscriptions",                            "list company subscriptions", subscriptions::list),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/subscriptions/{subscription_id}",          "get company subscription",   subscriptions::get),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems",                             "list deleted objects",       deleted::all),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems/microsoft.graph.user",        "list deleted users",         deleted::users),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems/microsoft.graph.user/$count", "count deleted users",        deleted::count),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems/microsoft.graph.group",       "list deleted groups",        deleted::groups),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/directory/deletedItems/{object_id}",                 "get deleted object",         deleted::get),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/directory/deletedItems/{object_id}/restore",         "restore deleted user",       deleted::restore),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/directory/deletedItems/{object_id}",                 "delete for good",            deleted::remove),
];
