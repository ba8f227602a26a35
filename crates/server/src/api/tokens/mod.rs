//! Signing in: tokens for applications and people, the sign-in page, what clients read before, and the applications of a tenant.
//!
//! Everything of a sign-in that is wrong is answered as OAuth says; the page shows it in the reader's language.

mod applications;
mod authorize;
mod client;
mod consent;
mod discovery;
mod fault;
mod form;
mod issue;
mod page;
mod redirect;
mod tenant;
mod token;
mod wanted;

use super::routes::{Route, route};
use nahtlos_wire::{
    Collection, applications as wire,
    tokens::{TokenRequest, TokenV1, TokenV2},
};
use serde_json::{Map, Value};

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("auth", Token, Public, Identity, "POST",   "/{tenant}/oauth2/token",                              "get token (v1 endpoint)",             token::v1).form::<TokenRequest>().ok::<TokenV1>(),
    route!("auth", Token, Public, Identity, "POST",   "/{tenant}/oauth2/v2.0/token",                         "get token (v2 endpoint)",             token::v2).form::<TokenRequest>().ok::<TokenV2>(),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/oauth2/authorize",                          "show the sign-in page (v1 endpoint)", authorize::show_v1).asks(authorize::QUERY).pages(&[200, 400]).empty(302),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/oauth2/v2.0/authorize",                     "show the sign-in page (v2 endpoint)", authorize::show_v2).asks(authorize::QUERY).pages(&[200, 400]).empty(302),
    route!("auth", Token, Public, Identity, "POST",   "/{tenant}/oauth2/authorize",                          "sign in (v1 endpoint)",               authorize::submit_v1).asks(authorize::QUERY).form::<page::Fields>().pages(&[200, 400]).empty(302),
    route!("auth", Token, Public, Identity, "POST",   "/{tenant}/oauth2/v2.0/authorize",                     "sign in (v2 endpoint)",               authorize::submit_v2).asks(authorize::QUERY).form::<page::Fields>().pages(&[200, 400]).empty(302),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/.well-known/openid-configuration",          "OpenID configuration (v1)",           discovery::v1).ok::<Map<String, Value>>(),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/v2.0/.well-known/openid-configuration",     "OpenID configuration (v2)",           discovery::v2).ok::<Map<String, Value>>(),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/discovery/keys",                            "signing keys (v1)",                   discovery::keys).ok::<Map<String, Value>>(),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/discovery/v2.0/keys",                       "signing keys (v2)",                   discovery::keys).ok::<Map<String, Value>>(),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/discovery/instance",                        "hosts of this instance",              discovery::instance).asks("authorization_endpoint").ok::<Map<String, Value>>(),
    route!("auth", Own,   Token,  Read,     "GET",    "/moves/v1/applications",                              "list applications",                   applications::list).ok::<Collection<wire::Application>>(),
    route!("auth", Own,   Token,  Write,    "POST",   "/moves/v1/applications",                              "register application",                applications::create).takes::<wire::ApplicationRequest>().creates::<wire::Application>(),
    route!("auth", Own,   Token,  Read,     "GET",    "/moves/v1/applications/{app_id}",                     "get application",                     applications::get).ok::<wire::Application>(),
    route!("auth", Own,   Token,  Write,    "PATCH",  "/moves/v1/applications/{app_id}",                     "change application",                  applications::change).takes::<wire::ApplicationRequest>().ok::<wire::Application>(),
    route!("auth", Own,   Token,  Write,    "POST",   "/moves/v1/applications/{app_id}/secrets",             "add secret",                          applications::add_secret).creates::<wire::ApplicationSecret>(),
    route!("auth", Own,   Token,  Write,    "DELETE", "/moves/v1/applications/{app_id}/secrets/{secret_id}", "remove secret",                       applications::remove_secret).nothing(),
];
