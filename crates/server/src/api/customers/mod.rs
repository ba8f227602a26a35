//! Customers of the Partner Center API: lists, creation, profiles, qualifications, domains, the end of a relationship.

mod billing;
mod create;
mod get;
mod list;
mod patch;
mod qualifications;
mod services;
mod validations;
mod verified_domain;
pub(crate) mod view;

use super::routes::{Route, route};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers",                                       "list customers",                    list::handle),
    route!("customer",     PartnerCenter, Token, Write, "POST",   "/v1/customers",                                       "create customer",                   create::handle),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}",                         "get customer",                      get::handle),
    route!("relationship", PartnerCenter, User,  Write, "PATCH",  "/v1/customers/{customer_id}",                         "remove reseller relationship",      patch::handle),
    route!("customer",     PartnerCenter, Token, Write, "DELETE", "/v1/customers/{customer_id}",                         "delete sandbox customer",           patch::delete),
    route!("customer",     PartnerCenter, User,  Read,  "GET",    "/v1/customers/{customer_id}/profiles/company",        "get company profile",               get::company),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/profiles/billing",        "get billing profile",               get::billing),
    route!("customer",     PartnerCenter, Token, Write, "PUT",    "/v1/customers/{customer_id}/profiles/billing",        "update billing profile",            billing::put),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/organization",            "get organization",                  get::organization),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/customDomains",           "get custom domains",                get::custom_domains),
    route!("customer",     PartnerCenter, Token, Write, "POST",   "/v1/customers/{customer_id}/verifieddomain",          "add verified domain",               verified_domain::post),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/qualifications",          "get qualifications (async v2)",     qualifications::list),
    route!("customer",     PartnerCenter, User,  Write, "POST",   "/v1/customers/{customer_id}/qualifications",          "create qualification (async v2)",   qualifications::create),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/qualification",           "get qualification (v1)",            qualifications::get_v1),
    route!("customer",     PartnerCenter, User,  Write, "PUT",    "/v1/customers/{customer_id}/qualification",           "update qualification (v1)",         qualifications::put_v1),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/all/validations",                       "get partner GCC validation codes",  validations::codes),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/validations",             "get customer GCC validation",       validations::of_customer),
    route!("customer",     PartnerCenter, User,  Read,  "GET",    "/v1/customers/{customer_id}/validationStatus",        "get account validation status",     validations::status),
    route!("customer",     PartnerCenter, User,  Read,  "GET",    "/v1/customers/{customer_id}/managedservices",         "get managed services",              services::managed),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/serviceincidents/office", "get service incidents of customer", services::incidents),
];
