//! Webhooks: the registration, its test, the certificate of signatures, and our own view of what was delivered.

mod certificates;
mod deliveries;
mod registration;
mod validation;
mod view;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/registration",                                          "get registration",                 registration::get),
    route!("webhook", PartnerCenter, Token,  Write, "POST", "/webhooks/v1/registration",                                          "create registration",              registration::create),
    route!("webhook", PartnerCenter, Token,  Write, "PUT",  "/webhooks/v1/registration",                                          "update registration",              registration::update),
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/registration/events",                                   "list supported events",            registration::events),
    route!("webhook", PartnerCenter, Token,  Write, "POST", "/webhooks/v1/registration/validationEvents",                         "send validation event",            validation::send),
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/registration/validationEvents/{correlation_id}",        "get validation event result",      validation::get),
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/internalApp/registration",                              "internal-app registration get",    registration::get_internal),
    route!("webhook", PartnerCenter, Token,  Write, "POST", "/webhooks/v1/internalApp/registration",                              "internal-app registration create", registration::create_internal),
    route!("webhook", PartnerCenter, Token,  Write, "PUT",  "/webhooks/v1/internalApp/registration",                              "internal-app registration update", registration::update_internal),
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/customers/{customer_id}/subscriptions/{subscription_id}", "get subscription of an event",   super::subscriptions::get::handle),
    route!("webhook", PartnerCenter, Public, Read,  "GET",  "/webhooks/v1/certificates/{certificate}",                            "get certificate of signatures",    certificates::handle),
    route!("webhook", Own,           Token,  Read,  "GET",  "/moves/v1/webhooks/deliveries",                                      "list deliveries",                  deliveries::list),
    route!("webhook", Own,           Token,  Read,  "GET",  "/moves/v1/webhooks/undelivered",                                     "list undelivered webhooks",        deliveries::undelivered),
    route!("webhook", Own,           Token,  Write, "POST", "/moves/v1/webhooks/undelivered/{delivery_id}/replay",                "send a webhook again",             deliveries::replay_one),
    route!("webhook", Own,           Token,  Write, "POST", "/moves/v1/webhooks/replay",                                          "send webhooks of a time again",    deliveries::replay),
];
