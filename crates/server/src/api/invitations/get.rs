//! One invitation of the caller's; its version for `If-Match` is in the body and in the header.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ManageRelationships)).await?;
    let asked = reading.invitation(&ask.id(0)).await?;
    let etag = format!("\"{}\"", asked.invitation.version);
    Ok(Answer::ok(&ask.view().invitation(&asked)).with("etag", etag))
}
