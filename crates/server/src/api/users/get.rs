//! One user, as the Partner Center API shows it.

use super::view::shown;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::directory(Action::ReadDirectory, &ask.id(0))).await?;
    Ok(Answer::ok(&shown(&reading.user(&ask.id(1)).await?)))
}
