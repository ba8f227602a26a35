//! Graph's groups, their members and the licences they give.

mod list;
mod members;
pub(crate) mod props;
mod write;

use crate::api::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups",                                                   "list groups",                                           list::handle),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/groups",                                                   "create group",                                          write::create),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/$count",                                            "count groups",                                          list::count),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}",                                        "get group",                                             list::get),
    route!("graph", Graph, Token, Write, "PATCH",  "/v1.0/groups/{group_id}",                                        "update group",                                          write::update),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/groups/{group_id}",                                        "delete group",                                          write::delete),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/members",                                "list group members",                                    members::list),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/members/$count",                         "count group members",                                   members::count),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/members/microsoft.graph.user",           "list group members that are users",                     members::list),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/members/microsoft.graph.group",          "list group members that are groups",                    members::groups),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/transitiveMembers",                      "list group members, inherited ones too",                members::list),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/transitiveMembers/microsoft.graph.user", "list group members that are users, inherited ones too", members::list),
    route!("graph", Graph, Token, Write, "POST",   "/v1.0/groups/{group_id}/members/$ref",                           "add group member",                                      members::add),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/groups/{group_id}/members/{member_id}/$ref",               "remove group member",                                   members::remove),
    route!("graph", Graph, Token, Write, "DELETE", "/v1.0/groups/{group_id}/members/{member_id}",                    "delete a member itself",                                members::remove_itself),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/owners",                                 "list group owners",                                     members::owners),
    route!("graph", Graph, Token, Read,  "GET",    "/v1.0/groups/{group_id}/membersWithLicenseErrors",               "list members with licence errors",                      members::at_fault),
];
