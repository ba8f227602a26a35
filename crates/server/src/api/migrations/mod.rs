//! Migrations of legacy subscriptions to new commerce: validation, creation, schedules, events, and what a partner asks over all
//! customers.

mod asked;
mod create;
mod list;
mod schedule;
mod validate;
mod view;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("migration", PartnerCenter, Token, Read,  "POST", "/v1/customers/{customer_id}/migrations/newcommerce/validate",                         "validate migration",       validate::handle),
    route!("migration", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/migrations/newcommerce",                                  "create migration",         create::handle),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/migrations/newcommerce/{migration_id}",                   "get migration",            create::get),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/migrations/newcommerce/events",                           "get migration events",     list::events),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/migrations/newcommerce",                                                          "query migrations",         list::migrations),
    route!("migration", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/migrations/newcommerce/schedules",                        "schedule migration",       schedule::create),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}",          "get migration schedule",   schedule::get),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/migrations/newcommerce/schedules",                                                "query migration schedules", list::schedules),
    route!("migration", PartnerCenter, Token, Write, "PUT",  "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}",          "update migration schedule", schedule::update),
    route!("migration", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}/cancel",   "cancel migration schedule", schedule::cancel),
];
