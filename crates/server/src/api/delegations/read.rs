//! Relationships that the caller's tenant has been asked for, as a customer.

use super::view::shown;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;
use nahtlos_wire::Collection;

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::DecideRelationships)).await?;
    let all = reading.shown_delegations().await?;
    Ok(Answer::ok(&Collection::of(all.iter().map(shown).collect())))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::DecideRelationships)).await?;
    Ok(Answer::ok(&shown(&reading.shown_delegation(&ask.id(0)).await?)))
}
