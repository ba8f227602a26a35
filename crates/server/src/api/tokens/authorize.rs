//! `GET` and `POST /{tenant}/oauth2/authorize` and `…/v2.0/authorize`: the sign-in page, and the code that a sign-in leads to.
//!
//! Nobody is sent to an address that the application did not register: what is wrong before that is known is shown on the page.

use super::{
    client, consent,
    fault::{Fault, Kind, Stop},
    form::Form,
    issue::Version,
    page::{self, Shown, Step},
    redirect::{self, Mode},
    tenant::{self, Which},
    wanted::Wanted,
};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::identity::{Grant, Person, ProofMethod, SignIn};
use nahtlos_model::{
    partners::Application,
    refusals::{Code, Refusal},
};

/// What was asked for.
#[derive(Debug, Clone)]
pub(crate) struct Asked {
    pub application: Application,
    pub redirect_uri: String,
    pub state: Option<String>,
    pub mode: Mode,
    pub wanted: Wanted,
    nonce: String,
    challenge: Option<(String, ProofMethod)>,
    which: Which,
    hint: String,
}

/// Where an answer goes.
#[derive(Debug, Clone)]
struct Back {
    redirect_uri: String,
    state: Option<String>,
    mode: Mode,
}

/// Why there is no sign-in page.
#[derive(Debug)]
enum Wrong {
    /// Shown to the reader.
    Shown(Stop),
    /// Told to the application.
    Told(Back, Fault),
}

impl<E: Into<Stop>> From<E> for Wrong {
    fn from(error: E) -> Self {
        Self::Shown(error.into())
    }
}

pub(crate) async fn show_v1(ask: Ask) -> Result<Answer, Problem> {
    show(ask, Version::One).await
}

pub(crate) async fn show_v2(ask: Ask) -> Result<Answer, Problem> {
    show(ask, Version::Two).await
}

pub(crate) async fn submit_v1(ask: Ask) -> Result<Answer, Problem> {
    submit(ask, Version::One).await
}

pub(crate) async fn submit_v2(ask: Ask) -> Result<Answer, Problem> {
    submit(ask, Version::Two).await
}

async fn show(ask: Ask, version: Version) -> Result<Answer, Problem> {
    match asked(&ask, version).await {
        Ok(asked) => asked.sign_in(&ask, &asked.hint, None, 200),
        Err(wrong) => wrong.answer(&ask),
    }
}

async fn submit(ask: Ask, version: Version) -> Result<Answer, Problem> {
    let asked = match asked(&ask, version).await {
        Ok(asked) => asked,
        Err(wrong) => return wrong.answer(&ask),
    };
    let form = match Form::of(&ask) {
        Ok(form) => form,
        Err(fault) => return asked.sign_in(&ask, &asked.hint, Some(page::said(&ask, &fault)), 400),
    };
    let name = form.get("name").unwrap_or_default().to_owned();
    match submitted(&ask, &asked, &form).await {
        Ok(answer) => Ok(answer),
        Err(Stop::Fault(fault)) => asked.sign_in(&ask, &name, Some(page::said(&ask, &fault)), 400),
        Err(Stop::Problem(Problem::Refused(refusal))) if refusal.code == Code::Throttled => {
            let text = ask.center.texts.refusal(&ask.call.locale, &refusal);
            asked.sign_in(&ask, &name, Some(text), 429)
        }
        Err(Stop::Problem(problem)) => Err(problem),
    }
}

impl Wrong {
    fn answer(self, ask: &Ask) -> Result<Answer, Problem> {
        match self {
            Self::Told(back, fault) => {
                let description = fault.description(ask);
                back.answer(ask, "", &[("error", fault.error()), ("error_description", &description)])
            }
            Self::Shown(Stop::Fault(fault)) => Shown {
                application: "",
                redirect_uri: "",
                problem: Some(page::said(ask, &fault)),
                step: Step::Nothing,
            }
            .answer(ask, 400),
            Self::Shown(Stop::Problem(problem)) => Err(problem),
        }
    }
}

impl Back {
    fn answer(&self, ask: &Ask, application: &str, fields: &[(&str, &str)]) -> Result<Answer, Problem> {
        let mut fields = fields.to_vec();
        if let Some(state) = &self.state {
            fields.push(("state", state));
        }
        if self.mode == Mode::Post {
            let step = Step::Handover {
                address: &self.redirect_uri,
                fields: &fields,
            };
            let shown = Shown {
                application,
                redirect_uri: &self.redirect_uri,
                problem: None,
                step,
            };
            return shown.answer(ask, 200);
        }
        let location = redirect::with(&self.redirect_uri, self.mode, &fields);
        Ok(Answer {
            status: 302,
            location: Some(location),
            ..Answer::default()
        }
        .with("referrer-policy", "no-referrer"))
    }
}

/// What an address may name, for the routes.
pub(crate) const QUERY: &str = "client_id! response_type! redirect_uri response_mode state scope resource prompt nonce login_hint code_challenge \
    code_challenge_method";

/// Reads the address: first who asks and where the answer would go, then the rest.
async fn asked(ask: &Ask, version: Version) -> Result<Asked, Wrong> {
    let query = Form::read(&ask.query.raw)?;
    let application = client::find(ask, query.must("client_id")?).await?;
    let redirect_uri = match (query.get("redirect_uri"), application.redirect_uris.as_slice()) {
        (Some(uri), _) => uri.to_owned(),
        (None, [only]) => only.clone(),
        (None, _) => return Err(Kind::Missing.with("name", "redirect_uri").into()),
    };
    if !redirect::is_registered(&application, &redirect_uri) {
        let fault = Kind::AddressUnknown.with("address", redirect_uri).with("client", &application.id);
        return Err(fault.into());
    }
    let back = Back {
        redirect_uri,
        state: query.raw("state").map(str::to_owned),
        mode: Mode::named(query.get("response_mode")).unwrap_or(Mode::Query),
    };
    match rest(ask, version, application, &query, &back).await {
        Ok(asked) => Ok(asked),
        Err(Stop::Fault(fault)) => Err(Wrong::Told(back, fault)),
        Err(problem) => Err(Wrong::Shown(problem)),
    }
}

async fn rest(ask: &Ask, version: Version, application: Application, query: &Form, back: &Back) -> Result<Asked, Stop> {
    if Mode::named(query.get("response_mode")).is_none() {
        return Err(Kind::Invalid.with("name", "response_mode").into());
    }
    match query.must("response_type")? {
        "code" => {}
        other => return Err(Kind::ResponseType.with("type", other).into()),
    }
    if query.get("prompt") == Some("none") {
        return Err(Kind::SignInNeeded.into());
    }
    let name = if version == Version::One { "resource" } else { "scope" };
    let own = tenant::own_addresses(ask);
    let wanted = match (Wanted::of(query, &own)?, version) {
        (Some(wanted), _) => wanted,
        // Old clients name the resource only when they redeem the code.
        (None, Version::One) => Wanted::read("", &own)?,
        (None, Version::Two) => return Err(Kind::Missing.with("name", name).into()),
    };
    let method = match query.get("code_challenge_method").unwrap_or("plain") {
        "S256" => ProofMethod::S256,
        "plain" => ProofMethod::Plain,
        _ => return Err(Kind::Invalid.with("name", "code_challenge_method").into()),
    };
    let challenge = query.get("code_challenge").map(|text| (text.to_owned(), method));
    match &challenge {
        None if application.public => return Err(Kind::ProofNeeded.into()),
        // RFC 7636: 43 to 128 of these characters.
        Some((text, _))
            if !(43..=128).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~=".contains(&b)) =>
        {
            return Err(Kind::Invalid.with("name", "code_challenge").into());
        }
        _ => {}
    }
    Ok(Asked {
        which: tenant::named(ask, ask.param(0)).await?,
        application,
        redirect_uri: back.redirect_uri.clone(),
        state: back.state.clone(),
        mode: back.mode,
        wanted,
        nonce: query.get("nonce").unwrap_or_default().to_owned(),
        challenge,
        hint: query.get("login_hint").unwrap_or_default().to_owned(),
    })
}

async fn submitted(ask: &Ask, asked: &Asked, form: &Form) -> Result<Answer, Stop> {
    if !page::is_ours(ask, form.get("proof").unwrap_or_default()) {
        return Err(Kind::PageExpired.into());
    }
    if let Some(step) = form.get("step") {
        return consent::decided(ask, asked, step, form.get("consent") == Some("yes")).await;
    }
    let (name, password) = (form.must("name")?, form.raw("password").unwrap_or_default());
    match sign_in(ask, name, password).await? {
        SignIn::Welcome(person) => asked.proceed(ask, &person).await,
        SignIn::MustChange(person) => change(ask, asked, form, &person).await,
        SignIn::Disabled => Err(Kind::UserGone.into()),
        SignIn::Wrong => Err(Kind::WrongPassword.into()),
    }
}

/// Signs somebody in, unless too many before failed under that name.
async fn sign_in(ask: &Ask, name: &str, password: &str) -> Result<SignIn, Stop> {
    let (identity, engine) = (&ask.center.identity, &ask.center.engine);
    identity.limit_sign_in(name)?;
    let _turn = identity.attempts.turn(name).await;
    if let Err(seconds) = identity.attempts.may_try(name, engine.machine_now().0) {
        return Err(Fault::from(Kind::Locked).after(seconds).into());
    }
    let done = engine.sign_in(name, password).await?;
    match done {
        SignIn::Wrong => identity.attempts.failed(name, engine.machine_now().0),
        _ => identity.attempts.succeeded(name),
    }
    Ok(done)
}

/// Somebody whose password must be changed first: with the new one the sign-in goes on.
async fn change(ask: &Ask, asked: &Asked, form: &Form, person: &Person) -> Result<Answer, Stop> {
    let name = person.user.user_principal_name.as_str();
    let shown = |problem: Option<String>, status: u16| {
        let shown = Shown {
            application: &asked.application.name,
            redirect_uri: &asked.redirect_uri,
            problem,
            step: Step::Change { name },
        };
        Ok(shown.answer(ask, status)?)
    };
    let Some(new) = form.raw("new_password") else {
        return shown(None, 200);
    };
    if form.raw("repeat_password") != Some(new) {
        return shown(Some(page::said(ask, &Kind::Repetition.into())), 400);
    }
    if form.raw("password") == Some(new) {
        let same = Refusal::property("new_password", "is the present password");
        return shown(Some(ask.center.texts.refusal(&ask.call.locale, &same)), 400);
    }
    let engine = &ask.center.engine;
    match engine.replace_password(person, &asked.application.id, new).await {
        Err(nahtlos_engine::Halt::Refused(refusal)) if refusal.code == Code::PasswordWeak => {
            shown(Some(ask.center.texts.refusal(&ask.call.locale, &refusal)), 400)
        }
        Err(halt) => Err(halt.into()),
        Ok(()) => {
            let changed = engine
                .person(&person.user.tenant_id, &person.user.id)
                .await?
                .ok_or(Kind::UserGone)?;
            asked.proceed(ask, &changed).await
        }
    }
}

impl Asked {
    fn back(&self) -> Back {
        Back {
            redirect_uri: self.redirect_uri.clone(),
            state: self.state.clone(),
            mode: self.mode,
        }
    }

    /// The page for name and password.
    fn sign_in(&self, ask: &Ask, name: &str, problem: Option<String>, status: u16) -> Result<Answer, Problem> {
        Shown {
            application: &self.application.name,
            redirect_uri: &self.redirect_uri,
            problem,
            step: Step::SignIn { name },
        }
        .answer(ask, status)
    }

    /// Tells the application that there will be no code.
    pub(crate) fn decline(&self, ask: &Ask, fault: &Fault) -> Result<Answer, Stop> {
        let description = fault.description(ask);
        let fields = [("error", fault.error()), ("error_description", description.as_str())];
        Ok(self.back().answer(ask, &self.application.name, &fields)?)
    }

    /// Somebody has signed in: the code, or what stands in its way.
    pub(crate) async fn proceed(&self, ask: &Ask, person: &Person) -> Result<Answer, Stop> {
        let engine = &ask.center.engine;
        let home = &person.user.tenant_id;
        if !person.has_mfa()
            && let Some(tenant) = engine.tenant(home).await?
        {
            if tenant.partner.is_some() {
                engine.record_gap(home, &person.user.id, &person.user.user_principal_name).await?;
            }
            if tenant.mfa_required {
                return Err(Kind::MfaNeeded.into());
            }
        }
        let target = match &self.which {
            Which::Named(tenant) => tenant.id.clone(),
            Which::Anybody => home.clone(),
        };
        let grant = Grant {
            redirect_uri: self.redirect_uri.clone(),
            challenge: self.challenge.clone(),
            nonce: self.nonce.clone(),
            ..Grant::of(person, &self.application.id, &target, &self.wanted.kept(), engine.machine_now().0)
        };
        if !engine.may_speak(&self.application, home).await? {
            return consent::ask_for(ask, self, person, grant).await;
        }
        tenant::may_enter(ask, &self.application, home, &target).await?;
        let code = engine.grant_code(grant).await?;
        Ok(self.back().answer(ask, &self.application.name, &[("code", &code)])?)
    }
}
