//! Applications a tenant knows and the roles they were given, a partner's contracts, and whoever is signed in.

mod contracts;
mod me;
mod principals;
mod roles;

use crate::api::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/me",                                                          "who is signed in",                me::handle),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/contracts",                                                   "list contracts of the partner",   contracts::list),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/contracts/{contract_id}",                                     "get contract",                    contracts::get),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/servicePrincipals",                                           "find service principal by appId", principals::list),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/servicePrincipals/{service_principal_id}",                    "get service principal",           principals::get),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/servicePrincipals/{service_principal_id}/appRoleAssignments", "list app role assignments",       roles::list),
    route!("graph", Graph, Token, Write, "POST", "/v1.0/servicePrincipals/{service_principal_id}/appRoleAssignments", "create app role assignment",      roles::create),
];
