//! Deletes a user; for some days the user can be restored.

use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::users::DeleteUser;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let command = DeleteUser {
        tenant_id: ask.id(0),
        user: ask.id(1),
    };
    ask.write(command, |_| Answer::nothing()).await
}
