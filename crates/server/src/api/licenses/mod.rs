//! Licences of a customer's users and the seats there are, at the Partner Center API. Applications alone are refused, with a code of
//! their own.

mod list;
mod update;
mod view;

use super::routes::{Route, route};
use nahtlos_wire::{Collection, licenses as wire};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("license", PartnerCenter, User, Read,  "GET",  "/v1/customers/{customer_id}/users/{user_id}/licenses",       "get user licences",      list::of_user).asks("licenseGroupIds").ok::<Collection<wire::License>>(),
    route!("license", PartnerCenter, User, Write, "POST", "/v1/customers/{customer_id}/users/{user_id}/licenseupdates", "assign/remove licences", update::handle).takes::<wire::LicenseUpdate>().creates::<wire::LicenseUpdate>(),
    route!("license", PartnerCenter, User, Read,  "GET",  "/v1/customers/{customer_id}/subscribedskus",                 "list subscribed SKUs",   list::subscribed).asks("licenseGroupIds").ok::<Collection<wire::SubscribedSku>>(),
];
