//! Settings of the person: who they are, where they are signed in, second factor, password.

use super::{
    frame::{Trouble, without_session},
    passkeys, provider, show, sign_in,
    table::page,
    visit::Visit,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_engine::identity::SignIn as Done;
use nahtlos_model::instants::Instant;
use nahtlos_pages::{Button, Cell, Fact, Facts, Menu, Part, Session, Settings, Value, Weight};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/settings", show_it),
    page!(Signed, Write, "POST", "/settings/sessions/end", end),
    page!(Signed, Identity, "POST", "/settings/password", password),
];

async fn view(visit: &Visit) -> Result<Settings, Trouble> {
    let signed = visit.whole().ok_or(Trouble::Expired)?;
    let (engine, person) = (&visit.center.engine, &signed.person);
    let roles: Vec<String> = person
        .roles
        .iter()
        .map(|role| visit.say(&format!("desk-role-{}", show::kebab(&role.to_string()))))
        .collect();
    let profile = vec![
        Fact::new(visit.say("desk-fact-name"), Cell::text(&person.user.display_name)),
        Fact::new(visit.say("desk-fact-user"), Cell::text(&person.user.user_principal_name)),
        Fact::new(visit.say("desk-fact-organization"), Cell::text(&signed.tenant.name)),
        Fact::new(visit.say("desk-fact-tenant"), Value::Code(signed.tenant.id.clone())),
        Fact::new(visit.say("desk-fact-roles"), Cell::text(roles.join(", "))),
    ];
    let sessions = engine.sessions_of(person, &signed.token).await?.into_iter().map(|listed| Session {
        id: listed.id,
        what: listed.session.agent,
        address: String::new(),
        since: Instant(listed.session.began_ms),
        seen: Instant(listed.session.seen_ms),
        current: listed.current,
    });
    Ok(Settings {
        profile,
        sessions: sessions.collect(),
        second_factor: engine.shared_key(person).await?.is_some(),
        passkeys: passkeys::of(visit, person).await?,
        demanded: visit.center.config.mfa_required || signed.tenant.mfa_required,
        codes_left: i64::try_from(engine.recovery_codes_left(person).await?).unwrap_or_default(),
        problem: String::new(),
        more: linked(visit).await?.into_iter().chain([Part::Buttons(more(visit))]).collect(),
    })
}

/// That the identity provider knows the person, and the way to forget it.
async fn linked(visit: &Visit) -> Result<Vec<Part>, Trouble> {
    let signed = visit.whole().ok_or(Trouble::Expired)?;
    let Some(name) = provider::name(visit) else {
        return Ok(Vec::new());
    };
    if !visit.center.engine.is_linked(&signed.person).await? {
        return Ok(Vec::new());
    }
    let forget = Button::post(visit.say("desk-provider-forget"), "/settings/provider/forget", &[], Weight::Plain);
    let facts = Facts {
        title: visit.say("desk-provider-title"),
        facts: vec![Fact::new(visit.say("desk-provider-linked"), Cell::text(name))],
    };
    Ok(vec![Part::Facts(facts), Part::Buttons(vec![forget])])
}

/// What else is set here.
fn more(visit: &Visit) -> Vec<Button> {
    let page = |word: &str| Button::page(visit.say(&format!("desk-{word}")), format!("/settings/{word}"), Weight::Plain);
    let words = if visit.is_partner() {
        &["applications", "accounts", "webhooks"][..]
    } else {
        &["applications"]
    };
    words.iter().map(|word| page(word)).collect()
}

async fn show_it(visit: Visit) -> Result<Answer, Trouble> {
    let view = view(&visit).await?;
    Ok(visit.page(200, view.render(&visit.shell(Some(Menu::Settings)))))
}

/// The settings with what went wrong, first.
pub(super) async fn noted(visit: &Visit, sentence: String) -> Result<String, Trouble> {
    let mut view = view(visit).await?;
    view.problem = sentence;
    Ok(view.render(&visit.shell(Some(Menu::Settings))))
}

/// Ends one of the person's sessions; the one that asks is a sign-out.
async fn end(visit: Visit) -> Result<Answer, Trouble> {
    let signed = visit.whole().ok_or(Trouble::Expired)?;
    let (engine, id) = (&visit.center.engine, visit.form.text("session"));
    let own = engine.sessions_of(&signed.person, &signed.token).await?;
    let current = own.iter().any(|listed| listed.current && listed.id == id);
    match id {
        "others" => {
            engine.end_other_sessions(&signed.person, &signed.token).await?;
        }
        id => {
            engine.end_session(&signed.person, id).await?;
        }
    }
    match current {
        true => Ok(without_session(&visit, see("/sign-in"))),
        false => Ok(visit.saying(see("/settings"), "session-ended")),
    }
}

/// Changes the person's password; whoever else is signed in with the old one is signed out by it.
async fn password(visit: Visit) -> Result<Answer, Trouble> {
    let signed = visit.whole().ok_or(Trouble::Expired)?;
    let (engine, name) = (&visit.center.engine, signed.person.user.user_principal_name.clone());
    let attempts = &visit.center.identity.attempts;
    let _turn = attempts.turn(&name).await;
    let wrong = |field: &str, sentence: String| (field.to_owned(), sentence);
    let problem = match attempts.may_try(&name, engine.machine_now().0) {
        Err(seconds) => {
            let args = nahtlos_report::Args::new().count("seconds", seconds);
            Some(wrong("password", visit.texts().fill("desk-signin-wait", args)))
        }
        Ok(()) => match engine.sign_in(&name, visit.form.raw("password")).await? {
            Done::Welcome(_) | Done::MustChange(_) => None,
            Done::Disabled | Done::Wrong => {
                attempts.failed(&name, engine.machine_now().0);
                Some(wrong("password", visit.say("desk-password-wrong")))
            }
        },
    };
    let changed = match problem {
        Some(problem) => Err(problem),
        None => sign_in::replace_password(&visit, &signed.person)
            .await?
            .map_err(|sentence| wrong("new_password", sentence)),
    };
    match changed {
        Err((field, sentence)) => {
            let page = view(&visit)
                .await?
                .render_with(&visit.shell(Some(Menu::Settings)), Some((&field, &sentence)));
            Ok(visit.page(400, page))
        }
        Ok(person) => {
            attempts.succeeded(&name);
            let stage = nahtlos_engine::identity::Stage::Whole;
            let token = engine
                .promote_session(&signed.token, &person, stage, signed.session.mfa, visit.agent())
                .await?;
            let cookie = super::cookies::write(super::cookies::SESSION, &token, visit.is_tls(), None);
            Ok(visit.saying(see("/settings"), "password").with("set-cookie", cookie))
        }
    }
}
