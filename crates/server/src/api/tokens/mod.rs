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

#[rustfmt::skip] // a table: one route a line
pub(crate) const ROUTES: &[Route] = &[
    route!("auth", Token, Public, Identity, "POST",   "/{tenant}/oauth2/token",                              "get token (v1 endpoint)",             token::v1),
    route!("auth", Token, Public, Identity, "POST",   "/{tenant}/oauth2/v2.0/token",                         "get token (v2 endpoint)",             token::v2),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/oauth2/authorize",                          "show the sign-in page (v1 endpoint)", authorize::show_v1),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/oauth2/v2.0/authorize",                     "show the sign-in page (v2 endpoint)", authorize::show_v2),
    route!("auth", Token, Public, Identity, "POST",   "/{tenant}/oauth2/authorize",                          "sign in (v1 endpoint)",               authorize::submit_v1),
    route!("auth", Token, Public, Identity, "POST",   "/{tenant}/oauth2/v2.0/authorize",                     "sign in (v2 endpoint)",               authorize::submit_v2),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/.well-known/openid-configuration",          "OpenID configuration (v1)",           discovery::v1),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/v2.0/.well-known/openid-configuration",     "OpenID configuration (v2)",           discovery::v2),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/discovery/keys",                            "signing keys (v1)",                   discovery::keys),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/discovery/v2.0/keys",                       "signing keys (v2)",                   discovery::keys),
    route!("auth", Token, Public, Read,     "GET",    "/{tenant}/discovery/instance",                        "hosts of this instance",              discovery::instance),
    route!("auth", Own,   Token,  Read,     "GET",    "/moves/v1/applications",                              "list applications",                   applications::list),
    route!("auth", Own,   Token,  Write,    "POST",   "/moves/v1/applications",                              "register application",                applications::create),
    route!("auth", Own,   Token,  Read,     "GET",    "/moves/v1/applications/{app_id}",                     "get application",                     applications::get),
    route!("auth", Own,   Token,  Write,    "PATCH",  "/moves/v1/applications/{app_id}",                     "change application",                  applications::change),
    route!("auth", Own,   Token,  Write,    "POST",   "/moves/v1/applications/{app_id}/secrets",             "add secret",                          applications::add_secret),
    route!("auth", Own,   Token,  Write,    "DELETE", "/moves/v1/applications/{app_id}/secrets/{secret_id}", "remove secret",                       applications::remove_secret),
];
