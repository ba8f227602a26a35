//! Sign-in: name and password, then a second factor where there is one, then a new password where it is due; and sign-out.
//!
//! Every step that succeeds gives the browser a new session. Whether a name exists is told from no answer and from no time.

use super::{
    cookies::{SESSION, write},
    frame::{Trouble, without_session},
    passkeys,
    preferences::local,
    provider, second_factor,
    table::page,
    visit::{Signed, Visit},
    written::see,
};
use crate::{
    api::{answer::Answer, problem::Problem},
    pages::Page,
};
use nahtlos_engine::{
    Halt,
    identity::{Person, SignIn as Done, Stage},
};
use nahtlos_model::refusals::Code;
use nahtlos_pages::{Link, SignIn, SignInStep};
use nahtlos_report::Args;

pub(super) const PAGES: &[Page] = &[
    page!(Anybody, Read, "GET", "/sign-in", show),
    page!(Anybody, Identity, "POST", "/sign-in", submit),
    page!(Anybody, Write, "POST", "/sign-out", out),
];

/// To sign-in first, and back to this page afterwards.
pub(super) fn first(visit: &Visit) -> Answer {
    let to = match visit.method == http::Method::GET {
        true => visit.address(),
        false => "/".to_owned(),
    };
    match to.as_str() {
        "/" => see("/sign-in"),
        to => see(format!("/sign-in?to={}", super::visit::segment(to))),
    }
}

async fn show(visit: Visit) -> Result<Answer, Trouble> {
    if !visit.is_private() {
        return Ok(refused_plainly(&visit));
    }
    let step = match visit.signed.as_ref().map(|signed| signed.session.stage) {
        Some(Stage::Whole) if visit.adds_account() => SignInStep::default(),
        Some(Stage::Whole) => return Ok(see(way(&visit))),
        Some(Stage::SecondFactor) => SignInStep::Code,
        Some(Stage::NewPassword) => SignInStep::Change,
        None => SignInStep::default(),
    };
    Ok(shown(&visit, step, String::new(), 200))
}

async fn submit(visit: Visit) -> Result<Answer, Trouble> {
    if !visit.is_private() {
        return Ok(refused_plainly(&visit));
    }
    match visit.signed.clone() {
        Some(signed) => match signed.session.stage {
            Stage::Whole if visit.adds_account() => with_password(&visit).await,
            Stage::Whole => Ok(see(way(&visit))),
            Stage::SecondFactor => with_code(&visit, &signed).await,
            Stage::NewPassword => with_new_password(&visit, &signed).await,
        },
        None => with_password(&visit).await,
    }
}

/// Over an open line no password is asked for.
pub(super) fn refused_plainly(visit: &Visit) -> Answer {
    let page = nahtlos_pages::Trouble {
        kind: nahtlos_pages::TroubleKind::Forbidden,
        what: visit.say("desk-plain-http"),
        request_id: String::new(),
    };
    visit.page(403, page.render_outside(&visit.outside()))
}

/// Where to go afterwards.
fn way(visit: &Visit) -> String {
    let asked = visit.form.some("to").or_else(|| visit.query.get("to"));
    asked.and_then(local).unwrap_or("/").to_owned()
}

pub(super) fn shown(visit: &Visit, step: SignInStep, problem: String, status: u16) -> Answer {
    let opens = passkeys::may_open(visit) && !matches!(step, SignInStep::Change);
    let provider = provider::name(visit)
        .filter(|_| matches!(step, SignInStep::Password { .. }))
        .map(|name| {
            let to = super::visit::segment(&way(visit));
            let add = if visit.adds_account() { "&add=1" } else { "" };
            Link::new(
                visit.say_with("desk-provider", "name", name),
                format!("/sign-in/provider?to={to}{add}"),
            )
        });
    let page = SignIn {
        step,
        problem,
        hidden: [("to".to_owned(), way(visit))]
            .into_iter()
            .chain(visit.adds_account().then(|| ("add".to_owned(), "1".to_owned())))
            .collect(),
        passkey: opens,
        provider,
    };
    visit.page(status, page.render(&visit.outside()))
}

async fn with_password(visit: &Visit) -> Result<Answer, Trouble> {
    let (name, password) = (visit.form.text("name").to_owned(), visit.form.raw("password"));
    let again = |problem: String, status: u16| Ok(shown(visit, SignInStep::Password { name: name.clone() }, problem, status));
    if name.is_empty() || password.is_empty() {
        return again(visit.say("desk-signin-missing"), 400);
    }
    let (identity, engine) = (&visit.center.identity, &visit.center.engine);
    if let Err(refusal) = identity.limit_sign_in(&name) {
        return again(visit.center.texts.refusal(visit.locale(), &refusal), 429);
    }
    let _turn = identity.attempts.turn(&name).await;
    if let Err(seconds) = identity.attempts.may_try(&name, engine.machine_now().0) {
        let wait = visit.texts().fill("desk-signin-wait", Args::new().count("seconds", seconds));
        return again(wait, 429);
    }
    let done = engine.sign_in(&name, password).await?;
    match &done {
        Done::Wrong => identity.attempts.failed(&name, engine.machine_now().0),
        _ => identity.attempts.succeeded(&name),
    }
    match done {
        Done::Welcome(person) if engine.has_second_factor(&person).await? => begin(visit, &person, Stage::SecondFactor, false).await,
        Done::Welcome(person) => begin(visit, &person, Stage::Whole, person.has_mfa()).await,
        Done::MustChange(person) => begin(visit, &person, Stage::NewPassword, false).await,
        Done::Disabled | Done::Wrong => again(visit.say("desk-signin-wrong"), 403),
    }
}

async fn begin(visit: &Visit, person: &Person, stage: Stage, mfa: bool) -> Result<Answer, Trouble> {
    let token = visit.center.engine.begin_session(person, stage, mfa, visit.agent()).await?;
    Ok(goes_on(visit, &token, stage))
}

/// The session comes further: the next step, or where the person wanted to go.
pub(super) fn goes_on(visit: &Visit, token: &str, stage: Stage) -> Answer {
    let to = way(visit);
    let next = match stage {
        Stage::Whole => to,
        _ => format!("/sign-in?to={}", super::visit::segment(&to)),
    };
    visit
        .beside(see(next))
        .with("set-cookie", write(SESSION, token, visit.is_tls(), None))
}

async fn with_code(visit: &Visit, signed: &Signed) -> Result<Answer, Trouble> {
    let (identity, engine) = (&visit.center.identity, &visit.center.engine);
    // Six digits are soon tried through: codes count like passwords.
    let name = format!("code:{}", signed.person.user.user_principal_name);
    let _turn = identity.attempts.turn(&name).await;
    let again = |problem: String, status: u16| Ok(shown(visit, SignInStep::Code, problem, status));
    if let Err(seconds) = identity.attempts.may_try(&name, engine.machine_now().0) {
        let wait = visit.texts().fill("desk-signin-wait", Args::new().count("seconds", seconds));
        return again(wait, 429);
    }
    if !second_factor::fits(visit, &signed.person, visit.form.text("code")).await? {
        identity.attempts.failed(&name, engine.machine_now().0);
        return again(visit.say("desk-signin-code-wrong"), 403);
    }
    identity.attempts.succeeded(&name);
    let token = engine
        .promote_session(&signed.token, &signed.person, Stage::Whole, true, visit.agent())
        .await?;
    Ok(goes_on(visit, &token, Stage::Whole))
}

async fn with_new_password(visit: &Visit, signed: &Signed) -> Result<Answer, Trouble> {
    let again = |problem: String| Ok(shown(visit, SignInStep::Change, problem, 400));
    let person = match replace_password(visit, &signed.person).await? {
        Ok(person) => person,
        Err(problem) => return again(problem),
    };
    let engine = &visit.center.engine;
    let stage = match engine.has_second_factor(&person).await? {
        true => Stage::SecondFactor,
        false => Stage::Whole,
    };
    let token = engine
        .promote_session(
            &signed.token,
            &person,
            stage,
            person.has_mfa() && stage == Stage::Whole,
            visit.agent(),
        )
        .await?;
    Ok(goes_on(visit, &token, stage))
}

/// Takes the new password of the form; the person as they are afterwards, or what is wrong with it.
pub(super) async fn replace_password(visit: &Visit, person: &Person) -> Result<Result<Person, String>, Trouble> {
    let (new, engine) = (visit.form.raw("new_password"), &visit.center.engine);
    if new.is_empty() || new != visit.form.raw("repeat_password") {
        return Ok(Err(visit.say("desk-password-repeat")));
    }
    match engine.replace_password(person, "dashboard", new).await {
        Ok(()) => {}
        Err(Halt::Refused(refusal)) if refusal.code == Code::PasswordWeak => {
            return Ok(Err(visit.center.texts.refusal(visit.locale(), &refusal)));
        }
        Err(halt) => return Err(halt.into()),
    }
    let changed = engine.person(&person.user.tenant_id, &person.user.id).await?;
    changed.map(Ok).ok_or_else(|| Problem::from(Code::Unauthenticated).into())
}

async fn out(visit: Visit) -> Result<Answer, Trouble> {
    if let Some(signed) = &visit.signed {
        visit.center.engine.end_session_of(&signed.token, &signed.person).await?;
    }
    let next = visit.goes_on_with_next(see("/"));
    Ok(next.unwrap_or_else(|| without_session(&visit, see("/sign-in"))))
}
