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
use nahtlos_wire::{
    Collection, customers as wire,
    domains::{Domain, VerifiedDomain},
    envelope::ApiFaultExtended,
    incidents::ServiceIncidentDetail,
    qualifications as q,
    validations::ValidationStatus,
};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers",                                       "list customers",                    list::handle).asks("size:integer filter seekOperation").hears("MS-ContinuationToken").ok::<Collection<wire::Customer>>(),
    route!("customer",     PartnerCenter, Token, Write, "POST",   "/v1/customers",                                       "create customer",                   create::handle).takes::<wire::Customer>().creates::<wire::Customer>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}",                         "get customer",                      get::handle).ok::<wire::Customer>(),
    route!("relationship", PartnerCenter, User,  Write, "PATCH",  "/v1/customers/{customer_id}",                         "remove reseller relationship",      patch::handle).takes::<wire::Customer>().ok::<wire::Customer>(),
    route!("customer",     PartnerCenter, Token, Write, "DELETE", "/v1/customers/{customer_id}",                         "delete sandbox customer",           patch::delete).nothing(),
    route!("customer",     PartnerCenter, User,  Read,  "GET",    "/v1/customers/{customer_id}/profiles/company",        "get company profile",               get::company).ok::<wire::CustomerCompanyProfile>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/profiles/billing",        "get billing profile",               get::billing).ok::<wire::CustomerBillingProfile>(),
    route!("customer",     PartnerCenter, Token, Write, "PUT",    "/v1/customers/{customer_id}/profiles/billing",        "update billing profile",            billing::put).hears("If-Match").takes::<wire::CustomerBillingProfile>().ok::<wire::CustomerBillingProfile>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/organization",            "get organization",                  get::organization).ok::<Vec<wire::CustomerOrganization>>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/customDomains",           "get custom domains",                get::custom_domains).ok::<Vec<String>>(),
    route!("customer",     PartnerCenter, Token, Write, "POST",   "/v1/customers/{customer_id}/verifieddomain",          "add verified domain",               verified_domain::post).takes::<VerifiedDomain>().creates::<Domain>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/qualifications",          "get qualifications (async v2)",     qualifications::list).ok::<Vec<q::CustomerQualification>>(),
    route!("customer",     PartnerCenter, User,  Write, "POST",   "/v1/customers/{customer_id}/qualifications",          "create qualification (async v2)",   qualifications::create).asks("code").takes::<q::CustomerQualificationRequest>().creates::<q::CustomerQualification>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/qualification",           "get qualification (v1)",            qualifications::get_v1).ok::<q::QualificationV1>(),
    route!("customer",     PartnerCenter, User,  Write, "PUT",    "/v1/customers/{customer_id}/qualification",           "update qualification (v1)",         qualifications::put_v1).asks("code").takes::<q::QualificationV1>().ok::<q::QualificationV1>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/all/validations",                       "get partner GCC validation codes",  validations::codes).ok::<Vec<q::ValidationCode>>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/validations",             "get customer GCC validation",       validations::of_customer).ok::<q::GccValidationRelationship>(),
    route!("customer",     PartnerCenter, User,  Read,  "GET",    "/v1/customers/{customer_id}/validationStatus",        "get account validation status",     validations::status).asks("type!").ok::<ValidationStatus>().answers::<ApiFaultExtended>(404),
    route!("customer",     PartnerCenter, User,  Read,  "GET",    "/v1/customers/{customer_id}/managedservices",         "get managed services",              services::managed).ok::<Collection<wire::ManagedService>>(),
    route!("customer",     PartnerCenter, Token, Read,  "GET",    "/v1/customers/{customer_id}/serviceincidents/office", "get service incidents of customer", services::incidents).asks("filter").ok::<Collection<ServiceIncidentDetail>>(),
];
