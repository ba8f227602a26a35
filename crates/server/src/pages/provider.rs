//! Sign-in by the identity provider of the settings: there, and back. Nothing is remembered here between the two: what the provider brings back
//! is bound to the browser that was sent.

use super::{
    cookies::{MARK, write},
    frame::Trouble,
    preferences::local,
    sign_in::{goes_on, refused_plainly, shown},
    table::page,
    visit::Visit,
    written::see,
};
use crate::{
    api::{answer::Answer, context::hex},
    identity::provider::{Failed, Provider, Told, Trip},
    pages::Page,
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use nahtlos_engine::{ambient::Ambient as _, identity::Stage};
use nahtlos_pages::SignInStep;
use sha2::{Digest as _, Sha256};

pub(super) const PAGES: &[Page] = &[
    page!(Anybody, Identity, "GET", "/sign-in/provider", leave),
    page!(Anybody, Identity, "GET", "/sign-in/provider/back", back),
    page!(Signed, Write, "POST", "/settings/provider/forget", forget),
];

/// Milliseconds that somebody may take there.
const AWAY_MS: i64 = 15 * 60 * 1000;
/// Longest address to go on to that is taken along.
const LONGEST: usize = 500;

/// What the button calls the provider; `None`: there is none, or nobody signs in over this line.
pub(super) fn name(visit: &Visit) -> Option<&str> {
    let provider = visit.center.identity.provider.as_ref()?;
    visit.is_private().then_some(provider.name.as_str())
}

/// A journey's secrets, made of its state.
struct Secrets {
    redirect: String,
    nonce: String,
    verifier: String,
    now_ms: i64,
}

impl Secrets {
    fn of(visit: &Visit, state: &str) -> Self {
        let made = |purpose: &str| visit.center.identity.forms.proof(visit.bound_to(), &format!("{purpose} {state}"));
        Self {
            redirect: format!("{}/sign-in/provider/back", visit.base),
            nonce: made("provider-nonce"),
            verifier: made("provider-verifier"),
            now_ms: visit.center.engine.machine_now().0,
        }
    }

    fn trip(&self) -> Trip<'_> {
        Trip {
            redirect: &self.redirect,
            nonce: &self.nonce,
            verifier: &self.verifier,
            now_ms: self.now_ms,
        }
    }
}

/// When it began, something new, where to go afterwards, and that it is ours.
fn state(visit: &Visit, to: &str) -> String {
    let random = hex(&crate::ambient::Machine.random());
    let begin = format!("{}.{random}.{}", visit.center.engine.machine_now().0, URL_SAFE_NO_PAD.encode(to));
    let proof = visit.center.identity.forms.proof(visit.bound_to(), &format!("provider {begin}"));
    format!("{begin}.{proof}")
}

/// Where to go afterwards, of a state of ours in this browser that is not too old.
fn read(visit: &Visit, state: &str) -> Option<String> {
    let (begin, proof) = state.rsplit_once('.')?;
    if !visit
        .center
        .identity
        .forms
        .fits(visit.bound_to(), &format!("provider {begin}"), proof)
    {
        return None;
    }
    let mut parts = begin.split('.');
    let began: i64 = parts.next()?.parse().ok()?;
    let to = URL_SAFE_NO_PAD.decode(parts.nth(1)?).ok()?;
    let now = visit.center.engine.machine_now().0;
    let young = (0..AWAY_MS).contains(&(now - began));
    young.then(|| String::from_utf8(to).ok())?
}

fn provider(visit: &Visit) -> Result<&Provider, Trouble> {
    visit.center.identity.provider.as_ref().ok_or(Trouble::Missing)
}

/// The sign-in page with what went wrong.
fn failed(visit: &Visit, key: &str, status: u16) -> Answer {
    let name = name(visit).unwrap_or_default();
    shown(visit, SignInStep::default(), visit.say_with(key, "name", name), status)
}

fn told(visit: &Visit, failed_so: &Failed) -> Answer {
    let (why, key, status) = match failed_so {
        Failed::Away(why) => (why, "desk-provider-away", 502),
        Failed::Refused(why) => (why, "desk-provider-refused", 403),
        Failed::Untrue(why) => (why, "desk-provider-untrue", 403),
    };
    tracing::warn!(why, "sign-in by the identity provider failed");
    failed(visit, key, status)
}

async fn leave(visit: Visit) -> Result<Answer, Trouble> {
    let provider = provider(&visit)?;
    if !visit.is_private() {
        return Ok(refused_plainly(&visit));
    }
    let to = visit
        .query
        .get("to")
        .and_then(local)
        .filter(|to| to.len() <= LONGEST)
        .unwrap_or("/");
    if visit.whole().is_some() && !visit.adds_account() {
        return Ok(see(to));
    }
    let state = state(&visit, to);
    let secrets = Secrets::of(&visit, &state);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&secrets.verifier));
    let answer = match provider.address(secrets.trip(), &state, &challenge).await {
        Ok(address) => see(address),
        Err(failed) => return Ok(told(&visit, &failed)),
    };
    Ok(match visit.signed {
        Some(_) => answer,
        None => answer.with("set-cookie", write(MARK, &visit.mark, visit.is_tls(), Some(3600))),
    })
}

async fn back(visit: Visit) -> Result<Answer, Trouble> {
    let provider = provider(&visit)?;
    if !visit.is_private() {
        return Ok(refused_plainly(&visit));
    }
    let given = visit.query.get("state").unwrap_or_default();
    let Some(to) = read(&visit, given) else {
        return Ok(failed(&visit, "desk-provider-late", 403));
    };
    let Some(code) = visit.query.get("code").filter(|code| !code.is_empty()) else {
        let why = visit.query.get("error").unwrap_or("no code").to_owned();
        return Ok(told(&visit, &Failed::Refused(why)));
    };
    match provider.told(Secrets::of(&visit, given).trip(), code).await {
        Ok(who) => enter(&visit, &who, &to).await,
        Err(failed) => Ok(told(&visit, &failed)),
    }
}

/// Lets somebody in whom the provider has told.
async fn enter(visit: &Visit, who: &Told, to: &str) -> Result<Answer, Trouble> {
    let engine = &visit.center.engine;
    let Some(person) = engine.person_named(&who.name).await?.filter(|person| person.user.enabled) else {
        return Ok(failed(visit, "desk-provider-unknown", 403));
    };
    let issuer = visit.center.config.sign_in_issuer.as_deref().unwrap_or_default();
    if !engine.link_provider(&person, issuer, &who.subject).await? {
        return Ok(failed(visit, "desk-provider-other", 403));
    }
    let (stage, mfa) = match who.mfa {
        true => (Stage::Whole, true),
        false if engine.has_second_factor(&person).await? => (Stage::SecondFactor, false),
        false => (Stage::Whole, person.has_mfa()),
    };
    let token = engine.begin_session(&person, stage, mfa, visit.agent()).await?;
    let mut on = visit.clone();
    on.query = crate::api::ask::Query::parse(&format!("to={}", super::visit::segment(to)));
    Ok(goes_on(&on, &token, stage))
}

/// Forgets whom the provider knows the person as: the next sign-in by it says so anew.
async fn forget(visit: Visit) -> Result<Answer, Trouble> {
    let person = &visit.whole().ok_or(Trouble::Expired)?.person;
    visit.center.engine.forget_provider(person).await?;
    Ok(visit.saying(see("/settings"), "provider-forgotten"))
}
