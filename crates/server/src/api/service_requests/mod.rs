//! Service requests of partners, support topics, incidents of the services; and the other side, by which the programme answers.

mod change;
mod create;
mod desk;
mod incidents;
mod list;
mod topics;
mod view;

pub(super) use incidents::{Wanted, detail};

use super::{
    ask::Ask,
    routes::{Route, route},
};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;
use nahtlos_wire::{
    Collection,
    incidents::{ServiceIncidentDetail, ServiceIncidents},
    service_requests as wire,
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("service-request", PartnerCenter, User,  Read,  "GET",   "/v1/servicerequests",                                            "list partner service requests",    list::own).asks("size:integer offset:integer filter status field value").ok::<Collection<wire::ServiceRequest>>(),
    route!("service-request", PartnerCenter, User,  Read,  "GET",   "/v1/servicerequests/supporttopics",                              "list support topics",              topics::list).ok::<Collection<wire::SupportTopic>>(),
    route!("service-request", PartnerCenter, User,  Read,  "GET",   "/v1/servicerequests/{service_request_id}",                       "get service request",              list::get).ok::<wire::ServiceRequest>(),
    route!("service-request", PartnerCenter, User,  Write, "POST",  "/v1/servicerequests/{agent_locale}",                             "create service request (retired)", create::post).takes::<wire::ServiceRequest>().creates::<wire::ServiceRequest>(),
    route!("service-request", PartnerCenter, User,  Write, "PATCH", "/v1/servicerequests/{service_request_id}",                       "update service request",           change::patch).takes::<wire::ServiceRequest>().ok::<wire::ServiceRequest>(),
    route!("service-request", PartnerCenter, User,  Read,  "GET",   "/v1/customers/{customer_id}/servicerequests",                      "list customer service requests",   list::of_customer).asks("size:integer offset:integer filter status field value").ok::<Collection<wire::ServiceRequest>>(),
    route!("service-request", PartnerCenter, User,  Read,  "GET",   "/v1/customers/{customer_id}/servicerequests/{service_request_id}", "get customer service request",     list::get_of_customer).ok::<wire::ServiceRequest>(),
    route!("service-request", PartnerCenter, User,  Write, "PATCH", "/v1/customers/{customer_id}/servicerequests/{service_request_id}", "update customer service request",  change::patch_of_customer).takes::<wire::ServiceRequest>().ok::<wire::ServiceRequest>(),
    route!("service-request", PartnerCenter, User,  Read,  "GET",   "/v1/serviceincidents/office",                                    "list service incidents",           incidents::list).asks("filter").ok::<Collection<ServiceIncidents>>(),
    route!("service-request", PartnerCenter, User,  Read,  "GET",   "/v1/serviceincidents/office/count",                              "count service incidents",          incidents::count).asks("filter").ok::<usize>(),
    route!("service-request", Own,           Token, Read,  "GET",   "/moves/v1/servicerequests",                                      "list every service request",       desk::list).asks("size:integer offset:integer filter status field value partner").ok::<Collection<wire::PartnerServiceRequest>>(),
    route!("service-request", Own,           Token, Read,  "GET",   "/moves/v1/servicerequests/{partner_id}/{service_request_id}",    "get a partner's service request",  desk::get).ok::<wire::PartnerServiceRequest>(),
    route!("service-request", Own,           Token, Write, "PATCH", "/moves/v1/servicerequests/{partner_id}/{service_request_id}",    "answer a service request",         desk::answer).takes::<wire::ServiceRequest>().ok::<wire::PartnerServiceRequest>(),
    route!("service-request", Own,           Token, Write, "POST",  "/moves/v1/incidents",                                            "publish an incident",              desk::publish).takes::<ServiceIncidentDetail>().creates::<ServiceIncidentDetail>(),
    route!("service-request", Own,           Token, Write, "PATCH", "/moves/v1/incidents/{incident_id}",                              "change an incident",               desk::change).takes::<ServiceIncidentDetail>().ok::<ServiceIncidentDetail>(),
];

/// The right to read: one's own requests, or those about the customer of the path.
fn reads(customer: Option<&str>) -> Need {
    match customer {
        Some(customer) => Need::customer(Action::ReadServiceRequests, customer),
        None => Need::own(Action::ReadServiceRequests),
    }
}

/// An id as it was sent: digits, nothing else is one.
fn request_id(ask: &Ask, place: usize) -> String {
    ask.param(place).trim().to_owned()
}
