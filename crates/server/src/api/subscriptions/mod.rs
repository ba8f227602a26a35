//! Subscriptions of the Partner Center API.

mod extras;
pub(crate) mod get;
mod list;
mod overage;
mod patch;
mod term_ends;
pub(crate) mod view;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions",                                      "list subscriptions",                        list::handle),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}",                    "get subscription",                          get::handle),
    route!("subscription", PartnerCenter, Token, Write, "PATCH", "/v1/customers/{customer_id}/subscriptions/{subscription_id}",                    "update subscription",                       patch::handle),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/addons",             "list add-on subscriptions",                 list::addons),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/provisioningstatus", "get provisioning status",                   get::provisioning),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/registrationstatus", "get registration status",                   get::registration),
    route!("subscription", PartnerCenter, Token, Write, "POST",  "/v1/customers/{customer_id}/subscriptions/{subscription_id}/registrations",      "register subscription",                     extras::register),
    route!("subscription", PartnerCenter, Token, Write, "POST",  "/v1/customers/{customer_id}/subscriptions/{subscription_id}/activate",           "activate sandbox marketplace subscription", extras::activate),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/activationlinks",    "get activation links",                      extras::links),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/supportcontact",     "get support contact",                       get::support),
    route!("subscription", PartnerCenter, Token, Write, "PUT",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/supportcontact",     "update support contact",                    extras::set_support),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/customTermEndDates",                   "get custom term end dates",                 term_ends::handle),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/overage",                              "get overage",                               overage::get),
    route!("subscription", PartnerCenter, Token, Write, "PUT",   "/v1/customers/{customer_id}/subscriptions/overage",                              "set overage",                               overage::put),
];
