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

use super::odata;
use crate::api::routes::{Route, route};
use nahtlos_wire::graph::{
    GraphCollection, Reference,
    groups::Group,
    users::{User, UserWrite},
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users",                                                    "list users with assigned licences",                list::handle).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>().refuses(&[501]),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/users",                                                    "create user",                                      create::handle).asks(odata::ONE).hears("Prefer").takes::<UserWrite>().creates::<User>().nothing(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/$count",                                             "count users",                                      list::count).asks(odata::NUMBER).hears(odata::HEADERS).media(200, "text/plain"),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}",                                          "get user",                                         get::handle).asks(odata::ONE).ok::<User>(),
    route!("graph", Graph, Token, Write, "PATCH",  "/v1.0/users/{user_id}",                                          "update user",                                      update::handle).asks(odata::ONE).hears("Prefer").takes::<UserWrite>().nothing().ok::<User>(),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/users/{user_id}",                                          "delete user",                                      remove::handle).nothing(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/manager",                                  "get manager",                                      manager::get).asks(odata::ONE).ok::<User>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/manager/$ref",                             "get reference to manager",                         manager::get_ref).ok::<Reference>(),
    route!("graph", Graph, Token, Write, "PUT",    "/v1.0/users/{user_id}/manager/$ref",                             "assign manager",                                   manager::put).takes::<Reference>().nothing(),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/users/{user_id}/manager/$ref",                             "remove manager",                                   manager::delete).nothing(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/memberOf",                                 "list user's groups",                               get::member_of).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Group>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/memberOf/microsoft.graph.group",           "list user's groups as groups",                     get::member_of).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Group>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/transitiveMemberOf",                       "list user's groups, inherited ones too",           get::member_of).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Group>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/users/{user_id}/transitiveMemberOf/microsoft.graph.group", "list user's groups as groups, inherited ones too", get::member_of).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Group>>(),
];
