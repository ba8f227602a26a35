//! Utilities: validates addresses, tells what countries ask for, and whether a domain is free. Anybody with a token and a role may ask.

mod address;
mod country;
mod domain;

use super::routes::{Route, route};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;
use nahtlos_wire::{countries::CountryValidationRules, customers::Address, validations::AddressValidationResult};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("utility", PartnerCenter, Token, Read, "POST", "/v1/validations/address",                                "validate address",             address::post).takes::<Address>().ok::<AddressValidationResult>(),
    route!("utility", PartnerCenter, Token, Read, "GET",  "/v1/countryvalidationrules/{country_iso2}",              "country validation rules",     country::get).ok::<CountryValidationRules>(),
    route!("utility", PartnerCenter, Token, Read, "HEAD", "/v1/domains/{domain}",                                   "verify domain availability",   domain::head).empty(200),
    route!("utility", PartnerCenter, Token, Read, "GET",  "/v1/validations/checkdomainavailability/{domain_prefix}", "check domain prefix (older)", domain::prefix).ok::<bool>(),
];

fn need() -> Need {
    Need::own(Action::ReadCatalogue)
}
