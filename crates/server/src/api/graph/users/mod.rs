//! Graph's users: listed, shown, created, changed, deleted.

mod create;
mod get;
pub(crate) mod list;
mod manager;
pub(crate) mod props;
mod remove;
pub(crate) mod seek;
mod update;
mod write;

use crate::api::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users",                                                    "list users with assigned licences",                list::handle),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/users",                                                    "create user",                                      create::handle),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/$count",                                             "count users",                                      list::count),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}",                                          "get user",                                         get::handle),
    route!("graph", Graph, Token, Write, "PATCH",  "/v1.0/users/{user_id}",                                          "update user",                                      update::handle),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/users/{user_id}",                                          "delete user",                                      remove::handle),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/manager",                                  "get manager",                                      manager::get),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/manager/$ref",                             "get reference to manager",                         manager::get_ref),
    route!("graph", Graph, Token, Write, "PUT",    "/v1.0/users/{user_id}/manager/$ref",                             "assign manager",                                   manager::put),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/users/{user_id}/manager/$ref",                             "remove manager",                                   manager::delete),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/memberOf",                                 "list user's groups",                               get::member_of),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/memberOf/microsoft.graph.group",           "list user's groups as groups",                     get::member_of),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/transitiveMemberOf",                       "list user's groups, inherited ones too",           get::member_of),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/transitiveMemberOf/microsoft.graph.group", "list user's groups as groups, inherited ones too", get::member_of),
];
