//! From headers to a caller: token, ids, language, key. And what views of resources need to know.

use super::{
    ask::Ask,
    problem::Problem,
    routes::{Access, Flavour, Route},
};
use crate::{ambient::guid, center::Center};
use http::HeaderMap;
use nahtlos_engine::call::{Actor, Call, Key};
use nahtlos_model::{
    assortment::Assortment,
    instants::Instant,
    program::Numbers,
    refusals::{Code, Refusal},
};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The ids and the language of a request, before anybody is known.
#[derive(Debug, Clone)]
pub(crate) struct Ids {
    pub request: String,
    /// The request id was the caller's.
    pub keyed: bool,
    pub correlation: String,
    pub client_request: String,
    pub locale: String,
}

fn text(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    (!text.is_empty() && text.len() <= 200).then(|| text.to_owned())
}

impl Ids {
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        let sent = text(headers, "ms-requestid");
        let locale = text(headers, "x-locale").or_else(|| text(headers, "accept-language").map(|l| first_language(&l)));
        Self {
            keyed: sent.is_some(),
            request: sent.unwrap_or_else(guid),
            correlation: text(headers, "ms-correlationid").unwrap_or_else(guid),
            client_request: text(headers, "client-request-id").unwrap_or_default(),
            locale: locale.filter(|l| l.len() <= 20 && l != "*").unwrap_or_else(|| "en-US".to_owned()),
        }
    }
}

fn first_language(header: &str) -> String {
    header.split([',', ';']).next().unwrap_or("en-US").trim().to_owned()
}

/// Who calls, as the token says.
pub(crate) fn actor(center: &Center, route: &Route, headers: &HeaderMap) -> Result<Arc<Actor>, Problem> {
    if route.access == Access::Public {
        return Ok(Arc::new(Actor::time()));
    }
    let token = headers.get("authorization").and_then(|v| v.to_str().ok()).and_then(|v| {
        let (scheme, token) = v.trim().split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
    });
    let token = token.ok_or_else(|| Refusal::new(Code::Unauthenticated).with("reason", "missing"))?;
    let actor = center.identity.actor(token, route.flavour, center.engine.now())?;
    if route.access == Access::User && actor.user.is_none() {
        return Err(route.app_only().into());
    }
    if center.config.mfa_required && actor.user.is_some() && !actor.mfa && route.flavour == Flavour::PartnerCenter {
        return Err(Code::MfaRequired.into());
    }
    Ok(actor)
}

/// Whether the token shows a second factor, for callers of the Partner Center API who ask with `ValidateMfa: true`.
pub(crate) fn compliance(route: &Route, ask: &Ask) -> Option<&'static str> {
    let asked = ask.header("validatemfa").is_some_and(|value| value.eq_ignore_ascii_case("true"));
    let compliant = if ask.call.actor.mfa { "true" } else { "false" };
    (asked && route.flavour == Flavour::PartnerCenter).then_some(compliant)
}

/// The call: who, which request, and its key for writes.
pub(crate) fn call(route: &Route, actor: Arc<Actor>, ids: &Ids, headers: &HeaderMap, path: &str, body: &[u8]) -> Call {
    let key =
        text(headers, "idempotency-key").or_else(|| (ids.keyed && route.flavour == Flavour::PartnerCenter).then(|| ids.request.clone()));
    let key = key.filter(|_| route.method != "GET").map(|key| {
        let mut hash = Sha256::new();
        for part in [&actor.tenant_id, &actor.application, route.method, &path.to_ascii_lowercase(), &key] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part.as_bytes());
        }
        Key {
            hash: hex(&hash.finalize()),
            digest: hex(&Sha256::digest(body)),
        }
    });
    Call {
        actor,
        request_id: ids.request.clone(),
        correlation_id: ids.correlation.clone(),
        locale: ids.locale.clone(),
        key,
        faults: None,
    }
}

/// Bytes as hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// What a view of a resource needs to know.
#[derive(Debug, Clone)]
pub(crate) struct View {
    pub assortment: Arc<Assortment>,
    pub now: Instant,
    pub numbers: Numbers,
    pub locale: String,
    pub center: Arc<Center>,
}

impl View {
    pub(crate) fn of(ask: &Ask) -> Self {
        let engine = &ask.center.engine;
        Self {
            assortment: engine.assortment(),
            now: engine.now(),
            numbers: engine.numbers(),
            locale: ask.call.locale.clone(),
            center: Arc::clone(&ask.center),
        }
    }

    /// A refusal's sentence in the caller's language.
    pub(crate) fn sentence(&self, refusal: &nahtlos_model::refusals::Refusal) -> String {
        self.center.texts.refusal(&self.locale, refusal)
    }
}
