//! Who visits a page: the browser's session, its person with their rights now, language and look.

use super::{
    cookies::{self, LANGUAGE, MARK, SAID, SESSION, THEME},
    form::Form,
    others,
};
use crate::{
    api::{ask::Query, context::hex},
    center::Center,
};
use http::HeaderMap;
use nahtlos_engine::{
    Halt,
    ambient::Ambient as _,
    call::Actor,
    identity::{Person, Session, Stage, Tenant},
};
use nahtlos_report::{Lang, Texts};
use sha2::{Digest as _, Sha256};
use std::sync::Arc;

/// The application under which actions in the dashboard are recorded.
const APPLICATION: &str = "dashboard";
/// What the proofs of forms are made for.
const PURPOSE: &str = "dashboard";
/// Letters of a proof that are new on every page.
const NONCE: usize = 32;

/// Somebody who is signed in, or on the way there.
#[derive(Debug, Clone)]
pub(super) struct Signed {
    /// What the browser keeps.
    pub(super) token: String,
    pub(super) session: Session,
    pub(super) person: Person,
    /// The tenant that is looked at.
    pub(super) tenant: Tenant,
    pub(super) actor: Arc<Actor>,
}

/// A request for a page.
#[derive(Debug, Clone)]
pub(super) struct Visit {
    pub(super) center: Arc<Center>,
    pub(super) method: http::Method,
    pub(super) path: String,
    pub(super) query: Query,
    /// Values of the path's `{names}`.
    pub(super) params: Vec<String>,
    pub(super) headers: Arc<HeaderMap>,
    pub(super) form: Form,
    pub(super) signed: Option<Signed>,
    /// Other accounts of this browser.
    pub(super) others: Vec<Signed>,
    /// Binds forms to this browser where nobody is signed in.
    pub(super) mark: String,
    pub(super) lang: Lang,
    pub(super) theme: String,
    /// Scheme and host by which the browser reached us.
    pub(super) base: String,
    /// What the page before left to be said.
    pub(super) said: String,
}

impl Visit {
    /// Reads who visits.
    pub(super) async fn of(
        center: Arc<Center>,
        (method, path, query): (http::Method, &str, &str),
        params: Vec<String>,
        headers: HeaderMap,
        base: String,
    ) -> Result<Self, Halt> {
        let tls = base.starts_with("https:");
        let cookie = |name: &str| cookies::read(&headers, name, tls);
        let asked = headers
            .get("accept-language")
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let lang = cookie(LANGUAGE).and_then(|tag| Lang::of_tag(&tag)).or_else(|| first_known(asked));
        let signed = match cookie(SESSION) {
            Some(token) => signed(&center, token).await?,
            None => None,
        };
        let others = others::read(&center, cookie(others::OTHERS)).await?;
        Ok(Self {
            mark: cookie(MARK).filter(|mark| mark.len() == 64).unwrap_or_else(fresh),
            lang: lang.unwrap_or(Lang::En),
            theme: cookie(THEME).filter(|theme| THEMES.contains(&theme.as_str())).unwrap_or_default(),
            said: cookie(SAID).filter(|said| said.len() <= 60).unwrap_or_default(),
            query: Query::parse(query),
            path: path.to_owned(),
            headers: Arc::new(headers),
            form: Form::default(),
            center,
            method,
            params,
            signed,
            others,
            base,
        })
    }

    /// The address is reached over TLS.
    pub(super) fn is_tls(&self) -> bool {
        self.base.starts_with("https:")
    }

    /// Whether a password may be typed here: over TLS, or on the machine itself.
    pub(super) fn is_private(&self) -> bool {
        let host = self.base.split("://").nth(1).unwrap_or_default();
        let host = match host.strip_prefix('[') {
            Some(v6) => v6.split(']').next().unwrap_or_default(),
            None => host.split(':').next().unwrap_or_default(),
        };
        self.is_tls() || host == "localhost" || host.ends_with(".localhost") || host == "::1" || host.starts_with("127.")
    }

    /// The locale for the APIs' sentences.
    pub(super) fn locale(&self) -> &'static str {
        match self.lang {
            Lang::De => "de-DE",
            Lang::En => "en-US",
        }
    }

    /// The texts of the reader's language.
    pub(super) fn texts(&self) -> &Texts {
        self.center.texts.of(self.lang.tag())
    }

    /// What the browser says it is.
    pub(super) fn agent(&self) -> &str {
        let agent = self.headers.get("user-agent").and_then(|value| value.to_str().ok());
        agent.unwrap_or_default()
    }

    /// The proof that goes into every form of a page: something new, and that it is from here and for this browser.
    pub(super) fn proof(&self) -> String {
        let fresh = fresh();
        let mark = &fresh[..NONCE];
        let proof = self.center.identity.forms.proof(self.bound_to(), &format!("{PURPOSE} {mark}"));
        format!("{mark}{proof}")
    }

    /// Whether the form that came is one of ours, in this browser.
    pub(super) fn is_ours(&self) -> bool {
        let Some((mark, proof)) = self.form.text("proof").split_at_checked(NONCE) else {
            return false;
        };
        let purpose = format!("{PURPOSE} {mark}");
        self.center.identity.forms.fits(self.bound_to(), &purpose, proof)
    }

    /// A key for what a form does: the same when it comes twice, because a page's forms have the page's proof.
    pub(super) fn once(&self, method: &str, path: &str, body: &[u8]) -> Option<String> {
        let proof = Some(self.form.text("proof")).filter(|proof| !proof.is_empty())?;
        let mut hash = Sha256::new();
        for part in [proof.as_bytes(), method.as_bytes(), path.as_bytes(), body] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Some(hex(&hash.finalize()))
    }

    /// What proofs are bound to: the session, or the mark of a browser in which nobody is signed in.
    pub(super) fn bound_to(&self) -> &str {
        self.signed.as_ref().map_or(&self.mark, |signed| &signed.token)
    }

    /// Who is signed in wholly.
    pub(super) fn whole(&self) -> Option<&Signed> {
        self.signed.as_ref().filter(|signed| signed.session.stage == Stage::Whole)
    }

    /// A value of the path.
    pub(super) fn param(&self, place: usize) -> &str {
        self.params.get(place).map_or("", String::as_str)
    }

    /// A value of the path as a part of an API's path.
    pub(super) fn segment(&self, place: usize) -> String {
        segment(self.param(place))
    }

    /// Whether a partner is looking.
    pub(super) fn is_partner(&self) -> bool {
        self.signed.as_ref().is_some_and(|signed| signed.tenant.partner.is_some())
    }

    /// The page's own address with its query.
    pub(super) fn address(&self) -> String {
        match self.query.raw.as_str() {
            "" => self.path.clone(),
            query => format!("{}?{query}", self.path),
        }
    }
}

/// Looks that one may choose; none: as the machine has it.
pub(super) const THEMES: [&str; 2] = ["light", "dark"];

/// What is written otherwise in a part of a path: all but letters, digits and what ids have. A dot has a meaning of its own there.
const PART: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'~');

/// A text as one part of a path.
pub(super) fn segment(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, PART).to_string()
}

pub(super) async fn signed(center: &Center, token: String) -> Result<Option<Signed>, Halt> {
    let Some(visit) = center.engine.session(&token).await? else {
        return Ok(None);
    };
    let (session, person) = (visit.session, visit.person);
    let Some(tenant) = center.engine.tenant(&session.tenant).await? else {
        return Ok(None);
    };
    let actor = Actor {
        tenant_id: session.home.clone(),
        directory_id: session.tenant.clone(),
        user: Some(person.acting()),
        application: APPLICATION.to_owned(),
        roles: person.roles.clone(),
        mfa: session.mfa,
    };
    Ok(Some(Signed {
        token,
        session,
        person,
        tenant,
        actor: Arc::new(actor),
    }))
}

/// The first language of a browser's list that there are texts in.
fn first_known(header: &str) -> Option<Lang> {
    header
        .split(',')
        .filter_map(|part| part.split(';').next())
        .find_map(|tag| Lang::of_tag(tag.trim()))
}

fn fresh() -> String {
    let machine = crate::ambient::Machine;
    hex(&[machine.random(), machine.random()].concat())
}
