//! Deletes a user, who can be restored for some days.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::users::DeleteUser;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let command = DeleteUser {
        tenant_id: ask.call.actor.directory_id.clone(),
        user: ask.param(0).to_owned(),
    };
    ask.write(command, |_| Answer::nothing()).await
}
