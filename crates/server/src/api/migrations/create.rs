//! Creates a migration, and shows one.

use super::{asked, view};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{call::Need, migrations::CreateMigration};
use nahtlos_model::permissions::Action;
use nahtlos_wire::migrations as wire;

pub(crate) async fn handle(ask: Ask) -> Result<Answer, Problem> {
    let command = CreateMigration {
        customer_id: ask.id(0),
        bid: asked::bid(&ask.read_body::<wire::MigrationRequest>()?)?,
    };
    ask.write(command, |made| Answer::ok(&view::migration(made))).await
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    Ok(Answer::ok(&view::migration(&reading.migration(&ask.id(1)).await?)))
}
