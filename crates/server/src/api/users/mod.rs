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
use nahtlos_wire::{
    Collection,
    users::{CustomerUser, DirectoryRole, UserMember, UserPatch},
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/users",                                          "list users",               list::handle).asks("size:integer filter sortField sortDirection seekOperation").hears("MS-ContinuationToken").ok::<Collection<CustomerUser>>(),
    route!("user", PartnerCenter, User, Write, "POST",   "/v1/customers/{customer_id}/users",                                          "create user",              create::handle).takes::<CustomerUser>().creates::<CustomerUser>(),
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/users/{user_id}",                                "get user",                 get::handle).ok::<CustomerUser>(),
    route!("user", PartnerCenter, User, Write, "PATCH",  "/v1/customers/{customer_id}/users/{user_id}",                                "update user",              patch::handle).takes::<UserPatch>().ok::<CustomerUser>(),
    route!("user", PartnerCenter, User, Write, "PATCH",  "/v1/customers/{customer_id}/users/{user_id}/resetpassword",                  "reset password",           patch::reset).takes::<UserPatch>().ok::<CustomerUser>(),
    route!("user", PartnerCenter, User, Write, "DELETE", "/v1/customers/{customer_id}/users/{user_id}",                                "delete user",              remove::handle).nothing(),
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/users/{user_id}/directoryroles",                 "get user directory roles", roles::of_user).ok::<Collection<DirectoryRole>>(),
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/directoryroles",                                 "list directory roles",     roles::list).ok::<Collection<DirectoryRole>>(),
    route!("user", PartnerCenter, User, Read,  "GET",    "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers",           "list role members",        roles::members).asks("size:integer seekOperation").hears("MS-ContinuationToken").ok::<Collection<UserMember>>(),
    route!("user", PartnerCenter, User, Write, "POST",   "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers",           "add role member",          roles::add).takes::<UserMember>().creates::<UserMember>(),
    route!("user", PartnerCenter, User, Write, "DELETE", "/v1/customers/{customer_id}/directoryroles/{role_id}/usermembers/{user_id}", "remove role member",       roles::remove).nothing(),
];
