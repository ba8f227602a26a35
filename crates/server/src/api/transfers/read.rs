//! Transfers of a customer: a bare list, both directions mixed, newest first; and one.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let found = reading.transfers().await?;
    let (view, caller) = (ask.view(), &ask.call.actor.tenant_id);
    let all: Vec<_> = found.iter().map(|t| view.transfer(t, caller)).collect();
    Ok(Answer::ok(&all))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let found = reading.transfer(&ask.id(1)).await?;
    Ok(Answer::ok(&ask.view().transfer(&found, &ask.call.actor.tenant_id)))
}
