//! What clients read before they sign in: the tenant's endpoints and the keys that tokens are signed with.

use super::{
    fault::{Fault, Stop},
    issue::Version,
    tenant::{self, Which},
};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use serde_json::{Value, json};

/// How long what is read here may be kept.
const KEPT: &str = "public, max-age=3600";

pub(crate) async fn v1(ask: Ask) -> Result<Answer, Problem> {
    document(ask, Version::One).await
}

pub(crate) async fn v2(ask: Ask) -> Result<Answer, Problem> {
    document(ask, Version::Two).await
}

async fn document(ask: Ask, version: Version) -> Result<Answer, Problem> {
    // A tenant is shown by its id, whatever name was asked for; the common address leaves the place of the id open.
    let issuer = match tenant::named(&ask, ask.param(0)).await {
        Ok(Which::Named(tenant)) => tenant.id,
        Ok(Which::Anybody) => "{tenantid}".to_owned(),
        Err(Stop::Fault(fault)) => return Ok(Fault::word(fault, "invalid_tenant").answer(&ask)),
        Err(stop) => return stop.settle(&ask),
    };
    Ok(Answer::ok(&written(&ask.base, ask.param(0), &issuer, version)).with("cache-control", KEPT))
}

fn written(base: &str, name: &str, issuer: &str, version: Version) -> Value {
    let (oauth, keys) = match version {
        Version::One => ("oauth2", "discovery/keys"),
        Version::Two => ("oauth2/v2.0", "discovery/v2.0/keys"),
    };
    let name: String = name.chars().filter(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).collect();
    json!({
        "issuer": version.issuer(base, issuer),
        "authorization_endpoint": format!("{base}/{name}/{oauth}/authorize"),
        "token_endpoint": format!("{base}/{name}/{oauth}/token"),
        "jwks_uri": format!("{base}/{name}/{keys}"),
        "token_endpoint_auth_methods_supported": ["client_secret_post", "client_secret_basic", "none"],
        "response_modes_supported": ["query", "fragment", "form_post"],
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token", "client_credentials"],
        "code_challenge_methods_supported": ["S256", "plain"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "profile", "email", "offline_access"],
        "claims_supported": [
            "sub", "iss", "aud", "exp", "iat", "auth_time", "nonce", "preferred_username", "name", "tid", "oid", "ver", "amr", "email"
        ],
        "http_logout_supported": false,
        "frontchannel_logout_supported": false,
        "tenant_region_scope": null,
        "cloud_instance_name": base.split("://").nth(1).unwrap_or(base),
        "msgraph_host": base.split("://").nth(1).unwrap_or(base),
    })
}

/// Public keys.
pub(crate) async fn keys(ask: Ask) -> Result<Answer, Problem> {
    Ok(Answer::ok(&ask.center.identity.keys.jwks()).with("cache-control", KEPT))
}

/// Which hosts are this one, and where a tenant's document is: clients of the reference ask before they trust a host.
pub(crate) async fn instance(ask: Ask) -> Result<Answer, Problem> {
    let host = ask.base.split("://").nth(1).unwrap_or(&ask.base).to_owned();
    // The address the client would sign in at names the tenant.
    let asked = ask.query.get("authorization_endpoint").unwrap_or_default();
    let tenant = asked
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split('/').nth(1))
        .unwrap_or("common");
    let tenant: String = tenant.chars().filter(|c| c.is_ascii_alphanumeric() || "-.".contains(*c)).collect();
    Ok(Answer::ok(&json!({
        "tenant_discovery_endpoint": format!("{}/{tenant}/v2.0/.well-known/openid-configuration", ask.base),
        "api-version": "1.1",
        "metadata": [{ "preferred_network": host, "preferred_cache": host, "aliases": [host] }],
    }))
    .with("cache-control", KEPT))
}
