//! Whether a subscription may be migrated. The answer is 200 either way; nothing is changed.

use super::{asked, view};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::call::Need;
use nahtlos_model::permissions::Action;
use nahtlos_wire::migrations as wire;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let customer = ask.id(0);
    let mut reading = ask.read(Need::customer(Action::ManageSubscriptions, &customer)).await?;
    let bid = asked::bid(&ask.read_body::<wire::MigrationRequest>()?)?;
    let window = &ask.center.identity.validations;
    window.check(&ask.call.actor.tenant_id, &customer)?;
    let verdict = reading.check_migration(&bid).await?;
    Ok(Answer::ok(&view::eligibility(&ask.view(), &verdict)))
}
