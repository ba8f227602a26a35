//! The registration: the tenant's, and under `internalApp` one of the calling application's own.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    webhooks::{Register, Reregister},
};
use nahtlos_model::{permissions::Action, webhooks::kinds};
use nahtlos_wire::webhooks as wire;

pub(crate) async fn events(ask: Ask) -> Result<Answer, Problem> {
    ask.read(Need::own(Action::ReadWebhooks)).await?;
    Ok(Answer::ok(&kinds::names()))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    shown(&ask, false).await
}

pub(crate) async fn get_internal(ask: Ask) -> Result<Answer, Problem> {
    shown(&ask, true).await
}

async fn shown(ask: &Ask, internal: bool) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadWebhooks)).await?;
    let found = reading.webhook(internal, &ask.call.actor.application).await?;
    Ok(Answer::ok(&view::registration(&found)))
}

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    register(&ask, false).await
}

pub(crate) async fn create_internal(ask: Ask) -> Result<Answer, Problem> {
    register(&ask, true).await
}

async fn register(ask: &Ask, internal: bool) -> Result<Answer, Problem> {
    let sent: wire::WebhookRegistration = ask.read_body()?;
    let command = Register {
        internal,
        wanted: view::wanted(sent)?,
        base: ask.base.clone(),
    };
    ask.write(command, |made| Answer::ok(&view::registration(made))).await
}

pub(crate) async fn update(ask: Ask) -> Result<Answer, Problem> {
    reregister(&ask, false).await
}

pub(crate) async fn update_internal(ask: Ask) -> Result<Answer, Problem> {
    reregister(&ask, true).await
}

async fn reregister(ask: &Ask, internal: bool) -> Result<Answer, Problem> {
    let sent: wire::WebhookRegistration = ask.read_body()?;
    let command = Reregister {
        internal,
        wanted: view::wanted(sent)?,
        base: ask.base.clone(),
    };
    ask.write(command, |after| Answer::ok(&view::registration(after))).await
}
