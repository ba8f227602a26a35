//! Subscriptions of the Partner Center API.

mod extras;
pub(crate) mod get;
mod list;
mod overage;
mod patch;
mod term_ends;
pub(crate) mod view;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, orders::OrderLineItemActivationLink, subscriptions as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions",                                      "list subscriptions",                        list::handle).asks("order_id mpn_id size:integer offset:integer").ok::<Collection<wire::Subscription>>(),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}",                    "get subscription",                          get::handle).ok::<wire::Subscription>(),
    route!("subscription", PartnerCenter, Token, Write, "PATCH", "/v1/customers/{customer_id}/subscriptions/{subscription_id}",                    "update subscription",                       patch::handle).takes::<wire::SubscriptionPatch>().ok::<wire::Subscription>(),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/addons",             "list add-on subscriptions",                 list::addons).ok::<Collection<wire::Subscription>>(),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/provisioningstatus", "get provisioning status",                   get::provisioning).ok::<wire::SubscriptionProvisioningStatus>(),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/registrationstatus", "get registration status",                   get::registration).ok::<wire::SubscriptionRegistrationStatus>(),
    route!("subscription", PartnerCenter, Token, Write, "POST",  "/v1/customers/{customer_id}/subscriptions/{subscription_id}/registrations",      "register subscription",                     extras::register).refuses(&[400]),
    route!("subscription", PartnerCenter, Token, Write, "POST",  "/v1/customers/{customer_id}/subscriptions/{subscription_id}/activate",           "activate sandbox marketplace subscription", extras::activate).refuses(&[400]),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/activationlinks",    "get activation links",                      extras::links).ok::<Collection<OrderLineItemActivationLink>>(),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/supportcontact",     "get support contact",                       get::support).ok::<wire::SupportContact>(),
    route!("subscription", PartnerCenter, Token, Write, "PUT",   "/v1/customers/{customer_id}/subscriptions/{subscription_id}/supportcontact",     "update support contact",                    extras::set_support).takes::<wire::SupportContact>().ok::<wire::SupportContact>(),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/customTermEndDates",                   "get custom term end dates",                 term_ends::handle).asks("term_duration! term_start_date target_coterm_subscription_id").ok::<Collection<wire::AllowedCustomTermEndDate>>(),
    route!("subscription", PartnerCenter, Token, Read,  "GET",   "/v1/customers/{customer_id}/subscriptions/overage",                              "get overage",                               overage::get).ok::<Collection<wire::Overage>>(),
    route!("subscription", PartnerCenter, Token, Write, "PUT",   "/v1/customers/{customer_id}/subscriptions/overage",                              "set overage",                               overage::put).takes::<wire::Overage>().ok::<wire::Overage>(),
];
