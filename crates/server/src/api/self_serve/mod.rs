//! Self-serve policies. A policy's etag is a GUID inside of double quotes, which are part of it on the wire.

mod change;
mod read;

use super::routes::{Route, route};
use nahtlos_model::self_serve::Policy;
use nahtlos_wire::{Attributes, Collection, self_serve as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("self-serve", PartnerCenter, User, Read,  "GET",    "/v1/SelfServePolicy",             "list self-serve policies", read::list).asks("entity_id").ok::<Collection<wire::SelfServePolicy>>().refuses(&[404]),
    route!("self-serve", PartnerCenter, User, Write, "POST",   "/v1/SelfServePolicy",             "create self-serve policy", change::create).takes::<wire::SelfServePolicy>().creates::<wire::SelfServePolicy>(),
    route!("self-serve", PartnerCenter, User, Write, "PUT",    "/v1/SelfServePolicy",             "update self-serve policy", change::update_of_body).hears("If-Match").takes::<wire::SelfServePolicy>().ok::<wire::SelfServePolicy>(),
    route!("self-serve", PartnerCenter, User, Read,  "GET",    "/v1/SelfServePolicy/{policy_id}", "get self-serve policy",    read::get).ok::<wire::SelfServePolicy>(),
    route!("self-serve", PartnerCenter, User, Write, "PUT",    "/v1/SelfServePolicy/{policy_id}", "update self-serve policy", change::update).hears("If-Match").takes::<wire::SelfServePolicy>().ok::<wire::SelfServePolicy>(),
    route!("self-serve", PartnerCenter, User, Write, "DELETE", "/v1/SelfServePolicy/{policy_id}", "delete self-serve policy", change::delete).nothing(),
];

fn shown(policy: &Policy) -> wire::SelfServePolicy {
    let permission = |p: &nahtlos_model::self_serve::Permission| wire::SelfServePermission {
        resource: Some(p.resource.as_str().to_owned()),
        action: Some(p.action.as_str().to_owned()),
    };
    wire::SelfServePolicy {
        id: Some(policy.id()),
        self_serve_entity: Some(wire::SelfServeEntity {
            self_serve_entity_type: Some("customer".to_owned()),
            tenant_id: Some(policy.customer_id.clone()),
        }),
        grantor: Some(wire::SelfServeGrantor {
            grantor_type: Some("billToPartner".to_owned()),
            tenant_id: Some(policy.partner_id.clone()),
        }),
        permissions: Some(policy.permissions.iter().map(permission).collect()),
        attributes: Some(Attributes::of("SelfServePolicy").with_etag(format!("\"{}\"", policy.etag))),
    }
}
