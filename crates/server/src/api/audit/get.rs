//! One record by its id, however old it is.

use super::record::shown;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::own(Action::ReadAudit)).await?;
    let found = reading.record(ask.param(0)).await?;
    Ok(Answer::ok(&shown(&ask.view(), &found)))
}
