//! Granular delegated administration (GDAP) as Graph has it: a partner's relationships under `tenantRelationships`.
//!
//! They are the partner's own things: in a customer's directory the lists are empty and no id is known. Errors of this area have codes
//! of their own, see [`said`].

mod assignments;
mod customers;
mod pages;
mod props;
mod relationships;
mod requests;
pub(crate) mod said;
mod sent;

use super::odata;
use crate::api::{
    answer::Answer,
    ask::Ask,
    problem::Problem,
    routes::{Route, route},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_engine::{Reading, call::Need};
use nahtlos_model::{delegations::Delegation, permissions::Action};
use nahtlos_wire::graph::{
    GraphCollection,
    relationships::{
        AccessAssignment, AssignmentWrite, DelegatedAdminCustomer, DelegatedAdminRelationship, RelationshipOperation, RelationshipRequest,
        RelationshipWrite, RequestWrite, ServiceManagementDetail,
    },
};
use serde_json::{Map, Value};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminRelationships",                                                        "list GDAP relationships",                            relationships::list).asks(odata::LIST).ok::<GraphCollection<DelegatedAdminRelationship>>(),
    route!("gdap", Graph, Token, Write, "POST",   "/v1.0/tenantRelationships/delegatedAdminRelationships",                                                        "create GDAP relationship",                           relationships::create).takes::<RelationshipWrite>().creates::<DelegatedAdminRelationship>(),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}",                                        "get GDAP relationship",                              relationships::get).asks(odata::ONE).ok::<DelegatedAdminRelationship>(),
    route!("gdap", Graph, Token, Write, "PATCH",  "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}",                                        "update GDAP relationship",                           relationships::update).hears("If-Match").takes::<RelationshipWrite>().ok::<DelegatedAdminRelationship>().answers::<Map<String, Value>>(202).refuses(&[412]),
    route!("gdap", Graph, Token, Write, "DELETE", "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}",                                        "delete GDAP relationship",                           relationships::delete).hears("If-Match").nothing().refuses(&[412]),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/requests",                               "list GDAP requests",                                 requests::list).asks(odata::LIST).ok::<GraphCollection<RelationshipRequest>>(),
    route!("gdap", Graph, Token, Write, "POST",   "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/requests",                               "create GDAP request (lockForApproval/terminate)",    requests::create).takes::<RequestWrite>().creates::<RelationshipRequest>(),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/requests/{request_id}",                  "get GDAP request",                                   requests::get).asks(odata::ONE).ok::<RelationshipRequest>(),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/accessAssignments",                      "list access assignments",                            assignments::list).asks(odata::LIST).ok::<GraphCollection<AccessAssignment>>(),
    route!("gdap", Graph, Token, Write, "POST",   "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/accessAssignments",                      "create access assignment",                           assignments::create).takes::<AssignmentWrite>().creates::<AccessAssignment>(),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/accessAssignments/{assignment_id}",      "get access assignment",                              assignments::get).asks(odata::ONE).ok::<AccessAssignment>(),
    route!("gdap", Graph, Token, Write, "PATCH",  "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/accessAssignments/{assignment_id}",      "update access assignment",                           assignments::update).hears("If-Match").takes::<AssignmentWrite>().ok::<AccessAssignment>().answers::<Map<String, Value>>(202).refuses(&[412]),
    route!("gdap", Graph, Token, Write, "DELETE", "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/accessAssignments/{assignment_id}",      "delete access assignment",                           assignments::delete).hears("If-Match").nothing().refuses(&[412]),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/operations",                             "list GDAP operations",                               requests::operations).asks(odata::LIST).hears("Prefer").ok::<GraphCollection<RelationshipOperation>>(),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminRelationships/{delegation_id}/operations/{operation_id}",              "get GDAP operation",                                 requests::operation).asks(odata::ONE).hears("Prefer").ok::<RelationshipOperation>(),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminCustomers",                                                            "list delegated admin customers",                     customers::list).asks(odata::LIST).ok::<GraphCollection<DelegatedAdminCustomer>>(),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminCustomers/{delegated_customer_id}",                                    "get delegated admin customer",                       customers::get).asks(odata::ONE).ok::<DelegatedAdminCustomer>(),
    route!("gdap", Graph, Token, Read,  "GET",    "/v1.0/tenantRelationships/delegatedAdminCustomers/{delegated_customer_id}/serviceManagementDetails",           "list services of a delegated admin customer",        customers::services).ok::<GraphCollection<ServiceManagementDetail>>(),
];

/// Most things in a page, and as many as there are in one where the caller names no size (Graph documentation, list relationships).
const PAGE: usize = 300;

/// Whether the token is for the caller's own directory, where relationships are.
fn at_home(ask: &Ask) -> bool {
    ask.call.actor.directory_id == ask.call.actor.tenant_id
}

/// A reading for whoever may read the directory that the token is for.
async fn reading(ask: &Ask) -> Result<Reading, Problem> {
    ask.read(Need::directory(Action::ReadDirectory, &ask.call.actor.directory_id)).await
}

/// The id of a relationship in the path.
fn relationship_id(ask: &Ask) -> Result<String, Problem> {
    let id = ask.id(0);
    if !at_home(ask) {
        return Err(ask.not_found(&id));
    }
    match Delegation::partner_in(&id) {
        Some(_) => Ok(id),
        None => Err(said::invalid_id()),
    }
}

/// The address of something under `tenantRelationships`.
fn address(ask: &Ask, rest: &str) -> String {
    format!("{}/v1.0/tenantRelationships/{rest}", ask.base)
}

/// `@odata.context` for what stands behind the hash sign.
fn context(ask: &Ask, what: &str) -> String {
    address(ask, &format!("$metadata#{what}"))
}

/// The etag of a version: weak, around a quoted text in base64.
fn etag(version: i64) -> String {
    format!("W/\"{}\"", STANDARD.encode(format!("'\"{version}\"'")))
}

/// The version that `If-Match` demands; one that no etag of ours says is demanded and never there.
fn expected_version(ask: &Ask) -> Option<i64> {
    let read = |text: &str| -> Option<i64> {
        let inner = String::from_utf8(STANDARD.decode(text).ok()?).ok()?;
        inner.strip_prefix("'\"")?.strip_suffix("\"'")?.parse().ok()
    };
    ask.if_match().map(|text| read(&text).unwrap_or(-1))
}

/// Says when to look again, where something is done later.
fn later(answer: Answer) -> Answer {
    match answer.status {
        202 => answer.with("retry-after", "10"),
        _ => answer,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_etag_looks_as_the_reference_has_it() {
        assert_eq!(etag(3), "W/\"JyIzIic=\"");
    }
}
