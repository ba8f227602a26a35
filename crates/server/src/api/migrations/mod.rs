//! Migrations of legacy subscriptions to new commerce: validation, creation, schedules, events, and what a partner asks over all
//! customers.

mod asked;
mod create;
mod list;
mod schedule;
mod validate;
mod view;

use super::routes::{Route, route};
use nahtlos_wire::migrations as wire;

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("migration", PartnerCenter, Token, Read,  "POST", "/v1/customers/{customer_id}/migrations/newcommerce/validate",                         "validate migration",       validate::handle).takes::<wire::MigrationRequest>().ok::<wire::NewCommerceEligibility>(),
    route!("migration", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/migrations/newcommerce",                                  "create migration",         create::handle).takes::<wire::MigrationRequest>().ok::<wire::NewCommerceMigration>(),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/migrations/newcommerce/{migration_id}",                   "get migration",            create::get).ok::<wire::NewCommerceMigration>(),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/migrations/newcommerce/events",                           "get migration events",     list::events).asks("migration_id current_subscription_id").ok::<Vec<wire::NewCommerceMigrationEvent>>(),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/migrations/newcommerce",                                                          "query migrations",         list::migrations).asks("CustomerTenantId CurrentSubscriptionId ExternalReferenceId PageSize IsMicrosoftLed:boolean").ok::<Vec<wire::NewCommerceMigration>>(),
    route!("migration", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/migrations/newcommerce/schedules",                        "schedule migration",       schedule::create).takes::<wire::MigrationRequest>().ok::<wire::NewCommerceMigrationSchedule>(),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}",          "get migration schedule",   schedule::get).ok::<wire::NewCommerceMigrationSchedule>(),
    route!("migration", PartnerCenter, Token, Read,  "GET",  "/v1/migrations/newcommerce/schedules",                                                "query migration schedules", list::schedules).asks("CustomerTenantId CurrentSubscriptionId ExternalReferenceId PageSize IsMicrosoftLed:boolean").ok::<Vec<wire::NewCommerceMigrationSchedule>>(),
    route!("migration", PartnerCenter, Token, Write, "PUT",  "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}",          "update migration schedule", schedule::update).takes::<wire::MigrationRequest>().ok::<wire::NewCommerceMigrationSchedule>(),
    route!("migration", PartnerCenter, Token, Write, "POST", "/v1/customers/{customer_id}/migrations/newcommerce/schedules/{schedule_id}/cancel",   "cancel migration schedule", schedule::cancel).ok::<wire::NewCommerceMigrationSchedule>(),
];
