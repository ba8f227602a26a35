//! Users of a customer and their roles, at the Partner Center API. Applications alone are refused.

mod create;
mod get;
mod list;
mod patch;
mod remove;
mod roles;
pub(crate) mod seek;
pub(crate) mod view;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/users",                                          "list users",               list::handle),
    route!("user", PartnerCenter, User, Write, "POST",   "/v1/customers/{customer_id}/users",                                          "create user",              create::handle),
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/users/{user_id}",                                "get user",                 get::handle),
    route!("user", PartnerCenter, User, Write, "PATCH",  "/v1/customers/{customer_id}/users/{user_id}",                                "update user",              patch::handle),
    route!("user", PartnerCenter, User, Write, "PATCH",  "/v1/customers/{customer_id}/users/{user_id}/resetpassword",                  "reset password",           patch::reset),
    route!("user", PartnerCenter, User, Write, "DELETE", "/v1/customers/{customer_id}/users/{user_id}",                                "delete user",              remove::handle),
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/users/{user_id}/directoryroles",                 "get user directory roles", roles::of_user),
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/directoryroles",                                 "list directory roles",     roles::list),
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers",           "list role members",        roles::members),
    route!("user", PartnerCenter, User, Write, "POST",   "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers",           "add role member",          roles::add),
    route!("user", PartnerCenter, User, Write, "DELETE", "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers/{user_id}", "remove role member",       roles::remove),
];
