//! Graph's groups, their members and the licences they give.

mod list;
mod members;
pub(crate) mod props;
mod write;

use super::odata;
use crate::api::routes::{Route, route};
use nahtlos_wire::graph::{
    GraphCollection, Reference,
    groups::{Group, GroupWrite},
    users::User,
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups",                                                   "list groups",                                           list::handle).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Group>>(),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/groups",                                                   "create group",                                          write::create).asks(odata::ONE).hears("Prefer").takes::<GroupWrite>().creates::<Group>().nothing(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/$count",                                            "count groups",                                          list::count).asks(odata::NUMBER).hears(odata::HEADERS).media(200, "text/plain"),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}",                                        "get group",                                             list::get).asks(odata::ONE).ok::<Group>(),
    route!("graph", Graph, Token, Write, "PATCH",  "/v1.0/groups/{group_id}",                                        "update group",                                          write::update).takes::<GroupWrite>().nothing(),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/groups/{group_id}",                                        "delete group",                                          write::delete).nothing(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/members",                                "list group members",                                    members::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/members/$count",                         "count group members",                                   members::count).asks(odata::NUMBER).hears(odata::HEADERS).media(200, "text/plain"),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/members/microsoft.graph.user",           "list group members that are users",                     members::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/members/microsoft.graph.group",          "list group members that are groups",                    members::groups).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Group>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/transitiveMembers",                      "list group members, inherited ones too",                members::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/transitiveMembers/microsoft.graph.user", "list group members that are users, inherited ones too", members::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>(),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/groups/{group_id}/members/$ref",                           "add group member",                                      members::add).takes::<Reference>().nothing(),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/groups/{group_id}/members/{member_id}/$ref",               "remove group member",                                   members::remove).nothing(),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/groups/{group_id}/members/{member_id}",                    "delete a member itself",                                members::remove_itself).refuses(&[400]),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/owners",                                 "list group owners",                                     members::owners).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>(),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/membersWithLicenseErrors",               "list members with licence errors",                      members::at_fault).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<User>>(),
];
