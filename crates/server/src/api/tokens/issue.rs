//! Makes tokens for whom they were granted, and writes the answers of both versions of the endpoint.

use super::{fault::Stop, wanted::Wanted};
use crate::{
    api::{answer::Answer, ask::Ask, problem::Problem},
    identity::Issue,
};
use nahtlos_engine::{
    call::Actor,
    identity::{Grant, Person},
};
use nahtlos_model::partners::Application;
use nahtlos_wire::tokens::{TokenV1, TokenV2};
use serde::Serialize;

/// Seconds an access token lives.
const LIFE: i64 = 3600;

/// Which of the two endpoints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Version {
    /// `/oauth2/…`, with `resource`.
    One,
    /// `/oauth2/v2.0/…`, with `scope`.
    Two,
}

impl Version {
    /// The issuer of its tokens for a tenant.
    pub(crate) fn issuer(self, base: &str, tenant: &str) -> String {
        match self {
            Self::One => format!("{base}/{tenant}/"),
            Self::Two => format!("{base}/{tenant}/v2.0"),
        }
    }

    fn number(self) -> &'static str {
        match self {
            Self::One => "1.0",
            Self::Two => "2.0",
        }
    }
}

/// A person with what they granted.
#[derive(Debug)]
pub(crate) struct Signed<'a> {
    pub person: &'a Person,
    pub grant: &'a Grant,
    /// The refresh token that comes along.
    pub refresh: Option<String>,
}

/// Claims of an id token.
#[derive(Debug, Serialize)]
struct IdClaims<'a> {
    aud: &'a str,
    iss: String,
    iat: i64,
    nbf: i64,
    exp: i64,
    auth_time: i64,
    tid: &'a str,
    oid: &'a str,
    sub: &'a str,
    name: &'a str,
    preferred_username: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    upn: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    email: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    nonce: &'a str,
    amr: &'a [&'a str],
    ver: &'a str,
}

fn id_token(ask: &Ask, version: Version, application: &Application, signed: &Signed<'_>, email: bool) -> Result<String, String> {
    let (user, grant) = (&signed.person.user, signed.grant);
    let seconds = ask.center.engine.machine_now().0.div_euclid(1000);
    let claims = IdClaims {
        aud: &application.id,
        iss: version.issuer(&ask.base, &user.tenant_id),
        iat: seconds,
        nbf: seconds,
        exp: seconds + LIFE,
        auth_time: grant.signed_in_ms.div_euclid(1000),
        tid: &user.tenant_id,
        oid: &user.id,
        sub: &user.id,
        name: &user.display_name,
        preferred_username: &user.user_principal_name,
        upn: if version == Version::One { &user.user_principal_name } else { "" },
        email: user.mail.as_deref().filter(|_| email).unwrap_or_default(),
        nonce: &grant.nonce,
        amr: if grant.mfa { &["pwd", "mfa"] } else { &["pwd"] },
        ver: version.number(),
    };
    ask.center.identity.keys.sign(&claims)
}

/// Tokens for an application alone, or for a person through it, in a tenant's directory.
pub(crate) fn tokens(
    ask: &Ask,
    version: Version,
    application: &Application,
    tenant: &str,
    wanted: &Wanted,
    signed: Option<Signed<'_>>,
) -> Result<Answer, Stop> {
    let broken = |error: String| Stop::Problem(Problem::Fault(error));
    let person = signed.as_ref().map(|s| s.person);
    let actor = Actor {
        tenant_id: person.map_or(&application.tenant_id, |p| &p.user.tenant_id).clone(),
        directory_id: tenant.to_owned(),
        user: person.map(Person::acting),
        application: application.id.clone(),
        roles: person.map_or(&application.roles, |p| &p.roles).clone(),
        mfa: signed.as_ref().is_some_and(|s| s.grant.mfa),
    };
    let issue = Issue {
        audience: wanted.audience.to_owned(),
        issuer: version.issuer(&ask.base, tenant),
        actor,
        scopes: if signed.is_some() { wanted.granted() } else { String::new() },
        version: version.number(),
        seconds: LIFE,
    };
    let (access_token, claims) = ask.center.identity.keys.issue(&issue).map_err(broken)?;
    let id_token = match &signed {
        Some(signed) if version == Version::One || wanted.has("openid") => {
            Some(id_token(ask, version, application, signed, wanted.has("email")).map_err(broken)?)
        }
        _ => None,
    };
    let scope = signed.as_ref().map(|_| match version {
        Version::One => wanted.granted(),
        Version::Two => wanted.written(),
    });
    let refresh_token = signed.and_then(|s| s.refresh);
    Ok(match version {
        Version::One => Answer::ok(&TokenV1 {
            token_type: "Bearer".to_owned(),
            expires_in: LIFE.to_string(),
            ext_expires_in: LIFE.to_string(),
            expires_on: claims.exp.to_string(),
            not_before: claims.nbf.to_string(),
            resource: wanted.resource.clone(),
            access_token,
            refresh_token,
            scope,
            id_token,
        }),
        Version::Two => Answer::ok(&TokenV2 {
            token_type: "Bearer".to_owned(),
            expires_in: LIFE.unsigned_abs(),
            ext_expires_in: LIFE.unsigned_abs(),
            access_token,
            scope,
            refresh_token,
            id_token,
        }),
    })
}
