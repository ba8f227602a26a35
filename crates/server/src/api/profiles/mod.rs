//! A partner's own profiles, of which the token's tenant decides; and the look-up of a partner by its MPN id.

mod billing;
mod legal;
mod mpn;
mod organization;
mod settings;
mod support;

use super::{
    ask::Ask,
    customers::view::some,
    routes::{Route, route},
};
use nahtlos_engine::call::Need;
use nahtlos_model::{customers::Contact, permissions::Action};
use nahtlos_wire::{Attributes, customers as wire, profiles as profile};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("profile", PartnerCenter, Token, Read,  "GET",   "/v1/profiles/legalbusiness",              "get legal business profile",    legal::get).asks("vettingVersion").ok::<profile::LegalBusinessProfile>().refuses(&[404]),
    route!("profile", PartnerCenter, User,  Write, "PUT",   "/v1/profiles/legalbusiness",              "update legal business profile", legal::put).takes::<profile::LegalBusinessProfile>().ok::<profile::LegalBusinessProfile>(),
    route!("profile", PartnerCenter, User,  Read,  "GET",   "/v1/profiles/organization",               "get organization profile",      organization::get).ok::<profile::OrganizationProfile>(),
    route!("profile", PartnerCenter, User,  Write, "PUT",   "/v1/profiles/organization",               "update organization profile",   organization::put).hears("If-Match").takes::<profile::OrganizationProfile>().ok::<profile::OrganizationProfile>(),
    route!("profile", PartnerCenter, User,  Read,  "GET",   "/v1/profiles/billing",                    "get partner billing profile",   billing::get).ok::<profile::BillingProfile>(),
    route!("profile", PartnerCenter, User,  Write, "PUT",   "/v1/profiles/billing",                    "update partner billing profile", billing::put).hears("If-Match").takes::<profile::BillingProfile>().ok::<profile::BillingProfile>(),
    route!("profile", PartnerCenter, User,  Read,  "GET",   "/v1/profiles/mpn",                        "get partner by MPN id",         mpn::get).asks("mpnId verifyAdvisor:boolean").ok::<profile::MpnProfile>().refuses(&[404]),
    route!("profile", PartnerCenter, User,  Read,  "GET",   "/v1/profiles/support",                    "get support profile",           support::get).ok::<profile::SupportProfile>(),
    route!("profile", PartnerCenter, User,  Write, "PUT",   "/v1/profiles/support",                    "update support profile",        support::put).takes::<profile::SupportProfile>().ok::<profile::SupportProfile>(),
    route!("profile", PartnerCenter, User,  Read,  "GET",   "/v1/profiles/supportprofile",             "get support profile",           support::get).ok::<profile::SupportProfile>(),
    route!("profile", PartnerCenter, User,  Write, "PUT",   "/v1/profiles/supportprofile",             "update support profile",        support::put).takes::<profile::SupportProfile>().ok::<profile::SupportProfile>(),
    route!("profile", PartnerCenter, User,  Read,  "GET",   "/v1/enrolledprograms/{program_type}",     "get enrolled program",          settings::program).ok::<profile::EnrolledProgram>(),
    route!("profile", PartnerCenter, User,  Read,  "GET",   "/v1/accountsettings/{setting}",           "get account setting",           settings::get).ok::<profile::AccountSetting>(),
    route!("profile", PartnerCenter, User,  Write, "PUT",   "/v1/accountsettings/{setting}",           "update account setting",        settings::put).takes::<profile::AccountSetting>().ok::<profile::AccountSetting>(),
    route!("profile", Own,           Token, Write, "PATCH", "/moves/v1/partners/{partner_id}/vetting", "decide vetting of a partner",   legal::decide).takes::<profile::LegalBusinessProfile>().ok::<profile::LegalBusinessProfile>(),
];

fn need() -> Need {
    Need::own(Action::ReadProfile)
}

/// The etag that the caller read: in the header, or inside of the body.
fn expected(ask: &Ask, attributes: Option<&Attributes>) -> Option<String> {
    let inside = attributes
        .and_then(|a| a.etag.as_deref())
        .map(|etag| etag.trim_matches('"').to_owned());
    match ask.header("if-match") {
        Some(_) => ask.if_match(),
        None => inside.filter(|etag| !etag.is_empty()),
    }
}

fn contact(c: &Contact) -> wire::Contact {
    wire::Contact {
        first_name: some(&c.first_name),
        last_name: some(&c.last_name),
        email: some(&c.email),
        phone_number: c.phone.clone(),
    }
}

fn contact_of(sent: wire::Contact) -> Contact {
    Contact {
        first_name: sent.first_name.unwrap_or_default(),
        last_name: sent.last_name.unwrap_or_default(),
        email: sent.email.unwrap_or_default(),
        phone: sent.phone_number.filter(|p| !p.trim().is_empty()),
    }
}
