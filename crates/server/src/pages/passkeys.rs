//! Passkeys: added and removed in the settings, and signed in with, instead of a password or after it. The browser asks for what its device
//! is to be asked; what the device says comes back as a form.

use super::{
    frame::Trouble,
    second_factor::shown_once,
    sign_in::{goes_on, refused_plainly, shown},
    table::page,
    visit::{Signed, Visit},
    written::see,
};
use crate::{
    api::answer::Answer,
    identity::passkeys::{ALGORITHMS, Answered, Place, Wrong, answered, challenge, handle, made, whose},
    pages::Page,
};
use nahtlos_engine::{
    ambient::Ambient as _,
    identity::{MOST_PASSKEYS, Passkey, Person, Stage},
};
use nahtlos_pages::{Confirm, Link, Menu, Passkeys, SignInStep, Weight};
use serde_json::json;

pub(super) const PAGES: &[Page] = &[
    page!(Anybody, Read, "GET", "/sign-in/passkey", ask),
    page!(Anybody, Identity, "POST", "/sign-in/passkey", sign_in),
    page!(Signed, Read, "GET", "/settings/passkeys/new", ask_for_new),
    page!(Signed, Write, "POST", "/settings/passkeys", add),
    page!(Signed, Read, "GET", "/settings/passkeys/{passkey}/remove", ask_removal),
    page!(Signed, Write, "POST", "/settings/passkeys/{passkey}/remove", remove),
];

/// Letters of a name.
const NAME: usize = 60;

fn place(visit: &Visit) -> Place<'_> {
    Place {
        origin: &visit.base,
        bound_to: visit.bound_to(),
        now_ms: visit.center.engine.machine_now().0,
    }
}

fn fresh(visit: &Visit) -> String {
    let random = crate::ambient::Machine.random();
    let new = random.first_chunk::<16>().copied().unwrap_or_default();
    challenge(&visit.center.identity.forms, place(visit), new)
}

/// Whether a passkey may open here: to a name, over a line that nobody else reads.
pub(super) fn may_open(visit: &Visit) -> bool {
    visit.is_private() && place(visit).has_name()
}

/// What the settings show.
pub(super) async fn of(visit: &Visit, person: &Person) -> Result<Passkeys, Trouble> {
    let all = visit.center.engine.passkeys(person).await?;
    Ok(Passkeys {
        more: all.len() < MOST_PASSKEYS,
        named_host: may_open(visit),
        all: all.into_iter().map(|(id, key)| shown_key(id, key)).collect(),
    })
}

fn shown_key(id: String, key: Passkey) -> nahtlos_pages::Passkey {
    let at = nahtlos_model::instants::Instant;
    nahtlos_pages::Passkey {
        id,
        name: key.name,
        since: at(key.since_ms),
        used: key.used_ms.map(at),
    }
}

/// The sentence for what is wrong.
fn sentence(visit: &Visit, wrong: Wrong) -> String {
    visit.say(match wrong {
        Wrong::Unreadable => "desk-passkey-unreadable",
        Wrong::Late => "desk-passkey-late",
        Wrong::Elsewhere => "desk-passkey-elsewhere",
        Wrong::NotVerified => "desk-passkey-not-verified",
        Wrong::Signature => "desk-passkey-unknown",
        Wrong::Copied => "desk-passkey-copied",
    })
}

/// Who has given the password and not yet the second factor.
fn half(visit: &Visit) -> Option<&Signed> {
    visit.signed.as_ref().filter(|signed| signed.session.stage == Stage::SecondFactor)
}

/// What to ask a device for that signs somebody in.
async fn ask(visit: Visit) -> Result<Answer, Trouble> {
    if !may_open(&visit) {
        return Err(Trouble::Missing);
    }
    let keys: Vec<String> = match half(&visit) {
        Some(signed) => visit
            .center
            .engine
            .passkeys(&signed.person)
            .await?
            .into_iter()
            .map(|(id, _)| id)
            .collect(),
        None => Vec::new(),
    };
    Ok(Answer::ok(
        &json!({ "challenge": fresh(&visit), "host": place(&visit).host(), "keys": keys }),
    ))
}

async fn sign_in(visit: Visit) -> Result<Answer, Trouble> {
    if !visit.is_private() {
        return Ok(refused_plainly(&visit));
    }
    if visit.whole().is_some() && !visit.adds_account() {
        return Ok(see("/"));
    }
    match opened(&visit).await? {
        Ok((person, id, found)) => enter(&visit, &person, &id, found).await,
        Err(problem) => Ok(refused(&visit, problem)),
    }
}

fn refused(visit: &Visit, problem: String) -> Answer {
    let step = match half(visit) {
        Some(_) => SignInStep::Code,
        None => SignInStep::default(),
    };
    shown(visit, step, problem, 403)
}

/// Whose passkey answered rightly, or what is wrong.
async fn opened(visit: &Visit) -> Result<Result<(Person, String, crate::identity::passkeys::Answer), String>, Trouble> {
    let engine = &visit.center.engine;
    let Ok(said) = serde_json::from_str::<Answered>(visit.form.raw("credential")) else {
        return Ok(Err(sentence(visit, Wrong::Unreadable)));
    };
    let person = match (half(visit), whose(&said)) {
        (Some(signed), _) => Some(signed.person.clone()),
        (None, Some((tenant, user))) => engine.person(&tenant, &user).await?,
        (None, None) => None,
    };
    // Whether somebody exists is told by nothing.
    let unknown = || Ok(Err(sentence(visit, Wrong::Signature)));
    let Some(person) = person.filter(|person| person.user.enabled) else {
        return unknown();
    };
    let Some((id, passkey)) = engine.passkeys(&person).await?.into_iter().find(|(id, _)| *id == said.id) else {
        return unknown();
    };
    Ok(match answered(&visit.center.identity.forms, place(visit), &said, &passkey) {
        Ok(answer) => Ok((person, id, answer)),
        Err(wrong) => Err(sentence(visit, wrong)),
    })
}

async fn enter(visit: &Visit, person: &Person, id: &str, found: crate::identity::passkeys::Answer) -> Result<Answer, Trouble> {
    let engine = &visit.center.engine;
    if !engine.use_passkey(person, id, found.counter, found.challenged_ms).await? {
        return Ok(refused(visit, sentence(visit, Wrong::Late)));
    }
    // A device that knew its person is what they have and what they are or know: two factors.
    let stage = match person.user.force_change {
        true => Stage::NewPassword,
        false => Stage::Whole,
    };
    let token = match half(visit) {
        Some(signed) => {
            engine
                .promote_session(&signed.token, person, Stage::Whole, true, visit.agent())
                .await?
        }
        None => engine.begin_session(person, stage, stage == Stage::Whole, visit.agent()).await?,
    };
    Ok(goes_on(visit, &token, if half(visit).is_some() { Stage::Whole } else { stage }))
}

/// What to ask a device for that makes a passkey.
async fn ask_for_new(visit: Visit) -> Result<Answer, Trouble> {
    let person = &visit.whole().ok_or(Trouble::Expired)?.person;
    let user = &person.user;
    let (Some(id), true) = (handle(&user.tenant_id, &user.id), may_open(&visit)) else {
        return Err(Trouble::Missing);
    };
    let keys: Vec<String> = visit.center.engine.passkeys(person).await?.into_iter().map(|(id, _)| id).collect();
    Ok(Answer::ok(&json!({
        "challenge": fresh(&visit), "host": place(&visit).host(), "keys": keys, "algorithms": ALGORITHMS,
        "user": { "id": id, "name": user.user_principal_name, "displayName": user.display_name },
    })))
}

async fn add(visit: Visit) -> Result<Answer, Trouble> {
    let signed = visit.whole().ok_or(Trouble::Expired)?;
    let (engine, person) = (&visit.center.engine, &signed.person);
    let said = serde_json::from_str(visit.form.raw("credential")).map_err(|_| Wrong::Unreadable);
    let new = match said.and_then(|said| made(&visit.center.identity.forms, place(&visit), &said)) {
        Ok(new) => new,
        Err(wrong) => return Ok(visit.page(400, super::settings::noted(&visit, sentence(&visit, wrong)).await?)),
    };
    let name: String = visit.form.text("name").chars().filter(|c| !c.is_control()).take(NAME).collect();
    let now_ms = engine.machine_now().0;
    let passkey = Passkey {
        name: if name.is_empty() { visit.say("desk-passkey") } else { name },
        algorithm: new.algorithm,
        public_key: new.public_key,
        counter: new.counter,
        challenged_ms: new.challenged_ms,
        since_ms: now_ms,
        used_ms: None,
    };
    let Some(codes) = engine.add_passkey(person, &new.id, passkey).await? else {
        return Ok(visit.saying(see("/settings"), "otherwise"));
    };
    if codes.is_empty() {
        return Ok(visit.saying(see("/settings"), "passkey-added"));
    }
    // Whoever had the password alone is signed out.
    engine.end_other_sessions(person, &signed.token).await?;
    let token = engine
        .promote_session(&signed.token, person, Stage::Whole, true, visit.agent())
        .await?;
    Ok(shown_once(&visit, token, codes))
}

/// The passkey of the path.
async fn asked_for(visit: &Visit) -> Result<(&Signed, Passkey), Trouble> {
    let signed = visit.whole().ok_or(Trouble::Expired)?;
    let all = visit.center.engine.passkeys(&signed.person).await?;
    let found = all.into_iter().find(|(id, _)| id == visit.param(0));
    found.map(|(_, passkey)| (signed, passkey)).ok_or(Trouble::Missing)
}

/// Whether it is the last second factor of somebody who must have one.
async fn must_stay(visit: &Visit, signed: &Signed) -> Result<bool, Trouble> {
    let demanded = visit.center.config.mfa_required || signed.tenant.mfa_required;
    let engine = &visit.center.engine;
    Ok(demanded && engine.shared_key(&signed.person).await?.is_none() && engine.passkeys(&signed.person).await?.len() < 2)
}

async fn ask_removal(visit: Visit) -> Result<Answer, Trouble> {
    let (signed, passkey) = asked_for(&visit).await?;
    let engine = &visit.center.engine;
    if must_stay(&visit, signed).await? {
        return Ok(visit.saying(see("/settings"), "factor-demanded"));
    }
    let last = engine.shared_key(&signed.person).await?.is_none() && engine.passkeys(&signed.person).await?.len() == 1;
    let mut effects = vec![visit.say("desk-passkey-remove-device")];
    if last {
        let left = engine.recovery_codes_left(&signed.person).await?;
        effects.push(visit.say("desk-factor-off-password"));
        effects.push(visit.say_count("desk-factor-off-codes", i64::try_from(left).unwrap_or_default()));
    }
    let confirm = Confirm {
        title: visit.say_with("desk-passkey-remove", "name", &passkey.name),
        effects,
        action: visit.path.clone(),
        submit: visit.say("desk-passkey-remove-submit"),
        weight: Weight::Grave,
        back: Link::new(visit.say("desk-back-settings"), "/settings"),
        ..Confirm::default()
    };
    Ok(visit.page(200, confirm.render(&visit.shell(Some(Menu::Settings)))))
}

async fn remove(visit: Visit) -> Result<Answer, Trouble> {
    let (signed, _) = asked_for(&visit).await?;
    if must_stay(&visit, signed).await? {
        return Ok(visit.saying(see("/settings"), "factor-demanded"));
    }
    visit.center.engine.remove_passkey(&signed.person, visit.param(0)).await?;
    Ok(visit.saying(see("/settings"), "passkey-removed"))
}
