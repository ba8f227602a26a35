//! A test of the registration, and what came of it.

use super::view;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, webhooks::RequestTest};
use nahtlos_model::permissions::Action;
use nahtlos_wire::webhooks::WebhookValidation;

pub(crate) async fn send(ask: Ask) -> Result<Answer, Problem> {
    let answer = |id: &String| {
        Answer::ok(&WebhookValidation {
            correlation_id: Some(id.clone()),
        })
    };
    ask.write(RequestTest, answer).await
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadWebhooks)).await?;
    let found = reading.webhook_test(&ask.id(0)).await?;
    Ok(Answer::ok(&view::validation(&found)))
}
