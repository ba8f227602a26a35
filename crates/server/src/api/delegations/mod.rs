//! Granular delegated administration, the customer's side: what it is asked, and its answer, as JSON and as a page. The partner's side is
//! Graph's, in `graph/delegations`.

mod decide;
mod page;
mod read;
mod view;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, delegations::GranularAdminRelationship};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("gdap", Own, Token, Read,  "GET",  "/moves/v1/granularAdminRelationships",                           "list GDAP relationships of the customer", read::list).ok::<Collection<GranularAdminRelationship>>(),
    route!("gdap", Own, Token, Read,  "GET",  "/moves/v1/granularAdminRelationships/{delegation_id}",           "see GDAP relationship as the customer",   read::get).ok::<GranularAdminRelationship>(),
    route!("gdap", Own, User,  Write, "POST", "/moves/v1/granularAdminRelationships/{delegation_id}/approve",   "approve GDAP relationship",               decide::approve).ok::<GranularAdminRelationship>(),
    route!("gdap", Own, User,  Write, "POST", "/moves/v1/granularAdminRelationships/{delegation_id}/decline",   "decline GDAP relationship",               decide::decline).ok::<GranularAdminRelationship>(),
    route!("gdap", Own, User,  Write, "POST", "/moves/v1/granularAdminRelationships/{delegation_id}/terminate", "end GDAP relationship as the customer",   decide::terminate).ok::<GranularAdminRelationship>(),
    route!("gdap", Own, Public, Read,     "GET",  "/partners/invitation/granularAdminRelationships/{delegation_id}", "page of a GDAP relationship",      page::show).asks("lang").pages(&[200, 404]),
    route!("gdap", Own, Public, Identity, "POST", "/partners/invitation/granularAdminRelationships/{delegation_id}", "answer on the page of a GDAP relationship", page::answer).asks("lang").form::<super::invitations::form::Fields>().empty(303).pages(&[400, 403, 404, 409]),
];
