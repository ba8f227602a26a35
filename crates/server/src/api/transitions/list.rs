//! What a subscription went through, newest first.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;
use nahtlos_wire::{Collection, Link};

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let operation = ask.query.get("operationId").or_else(|| ask.query.get("operation-id"));
    let found = reading.transitions(&ask.id(1), operation).await?;
    let view = ask.view();
    let items = found.iter().map(|t| view.transition(t)).collect();
    let query = if ask.query.raw.is_empty() {
        String::new()
    } else {
        format!("?{}", ask.query.raw)
    };
    Ok(Answer::ok(
        &Collection::of(items).with_link("self", Link::get(format!("{}{query}", ask.path))),
    ))
}
