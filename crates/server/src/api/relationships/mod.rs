//! Relationships of the Partner Center API: requests, providers and resellers, consents, and a sandbox's resellers. Ending one is a
//! change of the customer.

mod consents;
mod links;
mod request;
mod sandbox;
mod view;

use super::routes::{Route, route};
use nahtlos_wire::{
    Collection,
    applications::ApplicationConsent,
    relationships::{PartnerRelationship, RelationshipRequest},
    sandbox::SandboxReseller,
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("relationship", PartnerCenter, User,  Read,  "GET",    "/v1/customers/relationshiprequests",                               "get reseller relationship request URL",                     request::handle).asks("indirectResellerId indirectCloudSolutionProviderId").ok::<RelationshipRequest>(),
    route!("relationship", PartnerCenter, Token, Read,  "GET",    "/v1/relationships",                                                "list partner relationships (indirect resellers/providers)", links::list).asks("relationship_type! filter").ok::<Collection<PartnerRelationship>>(),
    route!("relationship", PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/relationships",                        "list indirect partners of a customer",                      links::of_customer).ok::<Collection<PartnerRelationship>>(),
    route!("relationship", PartnerCenter, Token, Write, "POST",   "/v1/customers/{customer_id}/applicationconsents",                  "create application consent",                                consents::create).takes::<ApplicationConsent>().creates::<ApplicationConsent>(),
    route!("relationship", PartnerCenter, Token, Write, "DELETE", "/v1/customers/{customer_id}/applicationconsents/{application_id}", "delete application consent",                                consents::delete).nothing(),
    route!("relationship", PartnerCenter, Token, Write, "POST",   "/v1/sandboxIndirectReseller",                                      "create sandbox indirect reseller",                          sandbox::create).takes::<SandboxReseller>().creates::<SandboxReseller>(),
    route!("relationship", PartnerCenter, Token, Write, "DELETE", "/v1/sandboxIndirectReseller/{reseller_id}",                        "delete sandbox indirect reseller",                          sandbox::delete).nothing(),
];
