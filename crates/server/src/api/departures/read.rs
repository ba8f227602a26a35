//! The caller's departures of a customer, and one; its version for `If-Match` is in the body and in the header.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;
use nahtlos_wire::Collection;

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ManageRelationships, &ask.id(0))).await?;
    let found = reading.departures().await?;
    let view = ask.view();
    Ok(Answer::ok(&Collection::of(found.iter().map(|d| view.departure(d)).collect())))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ManageRelationships, &ask.id(0))).await?;
    let found = reading.departure(&ask.id(1)).await?;
    let etag = format!("\"{}\"", found.departure.version);
    Ok(Answer::ok(&ask.view().departure(&found)).with("etag", etag))
}
