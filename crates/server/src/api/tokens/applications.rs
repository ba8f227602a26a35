//! `/moves/v1/applications`: applications of the caller's tenant. A secret is made here and written once.
//!
//! What is kept for repeated requests has the secret's id and not the secret: it lies nowhere but with who asked for it.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    identity::{AddSecret, ChangeApplication, RegisterApplication, RemoveSecret, secret_id},
};
use nahtlos_model::{
    partners::Application,
    permissions::{Action, Role},
    refusals::Refusal,
};
use nahtlos_wire::{Collection, Link, applications as wire};

fn shown(application: &Application) -> wire::Application {
    let secret = |hash: &String| wire::ApplicationSecret {
        id: Some(secret_id(hash)),
        secret: None,
    };
    wire::Application {
        app_id: Some(application.id.clone()),
        tenant_id: Some(application.tenant_id.clone()),
        display_name: Some(application.name.clone()),
        redirect_uris: Some(application.redirect_uris.clone()),
        is_public: Some(application.public),
        roles: Some(application.roles.iter().map(|role| role.as_str().to_owned()).collect()),
        secrets: Some(application.secrets.iter().map(secret).collect()),
        version: u32::try_from(application.version).ok(),
    }
}

fn need() -> Need {
    Need::own(Action::ManageApplications)
}

fn roles(words: &[String]) -> Result<Vec<Role>, Refusal> {
    let read = |word: &String| {
        let found = Role::ALL.iter().find(|role| role.as_str().eq_ignore_ascii_case(word.trim()));
        found
            .copied()
            .ok_or_else(|| Refusal::unknown_word("roles", word, Role::ALL.iter().map(|role| role.as_str())))
    };
    words.iter().map(read).collect()
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(need()).await?.applications().await?;
    let items = found.iter().map(shown).collect();
    Ok(Answer::ok(&Collection::of(items).with_link("self", Link::get(ask.path.clone()))))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let found = ask.read(need()).await?.application(&ask.id(0)).await?;
    Ok(Answer::ok(&shown(&found)))
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::ApplicationRequest = ask.read_body()?;
    let public = sent.is_public.unwrap_or(false);
    let made = match public {
        true => None,
        false => Some(made(&ask).await?),
    };
    let command = RegisterApplication {
        id: None,
        name: sent.display_name.unwrap_or_default(),
        secret: made.as_ref().map(|(_, hash)| hash.clone()),
        redirect_uris: sent.redirect_uris.unwrap_or_default(),
        public,
        roles: roles(&sent.roles.unwrap_or_default())?,
    };
    let answer = ask.write(command, |application| Answer::created(&shown(application))).await?;
    let Some((secret, hash)) = made else { return Ok(answer) };
    let reveal = |application: &mut wire::Application| {
        let secrets = application.secrets.iter_mut().flatten();
        reveal(secrets, &secret, &hash);
    };
    Ok(revealed(answer, reveal))
}

pub(crate) async fn change(ask: Ask) -> Result<Answer, Problem> {
    let sent: wire::ApplicationRequest = ask.read_body()?;
    if sent.is_public.is_some() {
        return Err(Refusal::property("isPublic", "is decided when an application is registered").into());
    }
    let command = ChangeApplication {
        id: ask.id(0),
        name: sent.display_name,
        redirect_uris: sent.redirect_uris,
        roles: sent.roles.map(|words| roles(&words)).transpose()?,
    };
    ask.write(command, |application| Answer::ok(&shown(application))).await
}

pub(crate) async fn add_secret(ask: Ask) -> Result<Answer, Problem> {
    let (secret, hash) = made(&ask).await?;
    let command = AddSecret {
        id: ask.id(0),
        secret: hash.clone(),
    };
    let id = secret_id(&hash);
    let kept = move |_: &Application| {
        Answer::created(&wire::ApplicationSecret {
            id: Some(id.clone()),
            secret: None,
        })
    };
    let answer = ask.write(command, kept).await?;
    Ok(revealed(answer, |kept: &mut wire::ApplicationSecret| {
        reveal(std::iter::once(kept), &secret, &hash);
    }))
}

/// Puts a secret where its id stands: a repeated request has made another, which counts for nothing.
fn reveal<'s>(shown: impl Iterator<Item = &'s mut wire::ApplicationSecret>, secret: &str, hash: &str) {
    let id = secret_id(hash);
    for one in shown.filter(|one| one.id.as_deref() == Some(&id)) {
        one.secret = Some(secret.to_owned());
    }
}

/// An answer with something added that is not kept.
fn revealed<T: serde::Serialize + serde::de::DeserializeOwned>(answer: Answer, add: impl FnOnce(&mut T)) -> Answer {
    match serde_json::from_slice::<T>(&answer.body) {
        Ok(mut shape) => {
            add(&mut shape);
            Answer {
                body: Answer::created(&shape).body,
                ..answer
            }
        }
        Err(_) => answer,
    }
}

pub(crate) async fn remove_secret(ask: Ask) -> Result<Answer, Problem> {
    let command = RemoveSecret {
        id: ask.id(0),
        secret_id: ask.id(1),
    };
    ask.write(command, |_| Answer::nothing()).await
}

/// A secret and its hash, for a caller who may have one: hashing is slow, so who may not is refused before.
async fn made(ask: &Ask) -> Result<(String, String), Problem> {
    drop(ask.read(need()).await?);
    Ok(ask.center.engine.new_secret().await?)
}
