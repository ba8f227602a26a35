//! Our own: what a hand-over today would do, line by line, with what to know before.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let preview = reading.transfer_preview(&ask.id(1)).await?;
    Ok(Answer::ok(&ask.view().transfer_preview(&preview)))
}
