//! Going from one offer to another: transitions and their eligibility, legacy upgrades, conversions of trials.

mod convert_trial;
mod create;
mod eligible;
mod list;
mod upgrade;
mod view;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("transition", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/subscriptions/{subscription_id}/transitioneligibilities", "list transition eligibilities",   eligible::handle),
    route!("transition", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/transitions",             "create transition",               create::handle),
    route!("transition", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/subscriptions/{subscription_id}/transitions",             "list transitions",                list::handle),
    route!("transition", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/subscriptions/{subscription_id}/upgrades",                "list upgrade offers (legacy)",    upgrade::list),
    route!("transition", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/upgrades",                "execute upgrade (legacy)",        upgrade::post),
    route!("conversion", PartnerCenter, User,  Read,  "GET",  "/v1/customers/{customer_id}/subscriptions/{subscription_id}/conversions",             "list trial conversions (legacy)", convert_trial::list),
    route!("conversion", PartnerCenter, User,  Write, "POST", "/v1/customers/{customer_id}/subscriptions/{subscription_id}/conversions",             "convert trial (legacy)",          convert_trial::post),
];
