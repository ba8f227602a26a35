//! Webhooks: the registration, its test, the certificate of signatures, and our own view of what was delivered.

mod certificates;
mod deliveries;
mod registration;
mod validation;
mod view;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, subscriptions::Subscription, webhooks as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/registration",                                          "get registration",                 registration::get).ok::<wire::WebhookRegistration>().refuses(&[404]),
    route!("webhook", PartnerCenter, Token,  Write, "POST", "/webhooks/v1/registration",                                          "create registration",              registration::create).takes::<wire::WebhookRegistration>().ok::<wire::WebhookRegistration>(),
    route!("webhook", PartnerCenter, Token,  Write, "PUT",  "/webhooks/v1/registration",                                          "update registration",              registration::update).takes::<wire::WebhookRegistration>().ok::<wire::WebhookRegistration>(),
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/registration/events",                                   "list supported events",            registration::events).ok::<Vec<String>>(),
    route!("webhook", PartnerCenter, Token,  Write, "POST", "/webhooks/v1/registration/validationEvents",                         "send validation event",            validation::send).ok::<wire::WebhookValidation>().refuses(&[404]),
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/registration/validationEvents/{correlation_id}",        "get validation event result",      validation::get).ok::<wire::WebhookValidationEvent>(),
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/internalApp/registration",                              "internal-app registration get",    registration::get_internal).ok::<wire::WebhookRegistration>().refuses(&[404]),
    route!("webhook", PartnerCenter, Token,  Write, "POST", "/webhooks/v1/internalApp/registration",                              "internal-app registration create", registration::create_internal).takes::<wire::WebhookRegistration>().ok::<wire::WebhookRegistration>(),
    route!("webhook", PartnerCenter, Token,  Write, "PUT",  "/webhooks/v1/internalApp/registration",                              "internal-app registration update", registration::update_internal).takes::<wire::WebhookRegistration>().ok::<wire::WebhookRegistration>(),
    route!("webhook", PartnerCenter, Token,  Read,  "GET",  "/webhooks/v1/customers/{customer_id}/subscriptions/{subscription_id}", "get subscription of an event",   super::subscriptions::get::handle).ok::<Subscription>(),
    route!("webhook", PartnerCenter, Public, Read,  "GET",  "/webhooks/v1/certificates/{certificate}",                            "get certificate of signatures",    certificates::handle).media(200, "application/pkix-cert"),
    route!("webhook", Own,           Token,  Read,  "GET",  "/moves/v1/webhooks/deliveries",                                      "list deliveries",                  deliveries::list).asks("status! size:integer before").ok::<Collection<wire::UndeliveredWebhook>>(),
    route!("webhook", Own,           Token,  Read,  "GET",  "/moves/v1/webhooks/undelivered",                                     "list undelivered webhooks",        deliveries::undelivered).asks("size:integer before").ok::<Collection<wire::UndeliveredWebhook>>(),
    route!("webhook", Own,           Token,  Write, "POST", "/moves/v1/webhooks/undelivered/{delivery_id}/replay",                "send a webhook again",             deliveries::replay_one).ok::<wire::UndeliveredWebhook>(),
    route!("webhook", Own,           Token,  Write, "POST", "/moves/v1/webhooks/replay",                                          "send webhooks of a time again",    deliveries::replay).takes::<wire::WebhookReplay>().ok::<wire::WebhookReplayed>(),
];
