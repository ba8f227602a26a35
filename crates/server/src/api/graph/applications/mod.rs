//! Applications a tenant knows and the roles they were given, a partner's contracts, and whoever is signed in.

mod contracts;
mod me;
mod principals;
mod roles;

use super::odata;
use crate::api::routes::{Route, route};
use nahtlos_wire::graph::{
    GraphCollection,
    applications::{AppRoleAssignment, ServicePrincipal},
    contracts::Contract,
    users::User,
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/me",                                                          "who is signed in",                me::handle).asks(odata::ONE).ok::<User>(),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/contracts",                                                   "list contracts of the partner",   contracts::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<Contract>>(),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/contracts/{contract_id}",                                     "get contract",                    contracts::get).asks(odata::ONE).ok::<Contract>(),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/servicePrincipals",                                           "find service principal by appId", principals::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<ServicePrincipal>>(),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/servicePrincipals/{service_principal_id}",                    "get service principal",           principals::get).asks(odata::ONE).ok::<ServicePrincipal>(),
    route!("graph", Graph, Token, Read,  "GET",  "/v1.0/servicePrincipals/{service_principal_id}/appRoleAssignments", "list app role assignments",       roles::list).asks(odata::LIST).hears(odata::HEADERS).ok::<GraphCollection<AppRoleAssignment>>(),
    route!("graph", Graph, Token, Write, "POST", "/v1.0/servicePrincipals/{service_principal_id}/appRoleAssignments", "create app role assignment",      roles::create).takes::<AppRoleAssignment>().creates::<AppRoleAssignment>(),
];
