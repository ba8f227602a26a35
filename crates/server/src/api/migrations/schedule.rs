//! Schedules a migration, shows, changes and calls off a schedule.

use super::{asked, view};
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{
    call::Need,
    migrations::{CancelSchedule, ChangeSchedule, ScheduleMigration},
};
use nahtlos_model::permissions::Action;
use nahtlos_wire::migrations as wire;

pub(crate) async fn create(ask: Ask) -> Result<Answer, Problem> {
    let request = ask.read_body::<wire::MigrationRequest>()?;
    let command = ScheduleMigration {
        customer_id: ask.id(0),
        bid: asked::bid(&request)?,
        when: asked::time(&request)?,
    };
    let shown = ask.view();
    ask.write(command, move |made| Answer::ok(&view::schedule(&shown, made))).await
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let mut reading = ask.read(Need::customer(Action::ReadSubscriptions, &ask.id(0))).await?;
    let found = reading.migration_schedule(&ask.id(1)).await?;
    Ok(Answer::ok(&view::schedule(&ask.view(), &found)))
}

pub(crate) async fn update(ask: Ask) -> Result<Answer, Problem> {
    let request = ask.read_body::<wire::MigrationRequest>()?;
    let command = ChangeSchedule {
        customer_id: ask.id(0),
        id: ask.id(1),
        bid: asked::bid(&request)?,
        when: asked::time(&request)?,
    };
    let shown = ask.view();
    ask.write(command, move |changed| Answer::ok(&view::schedule(&shown, changed)))
        .await
}

/// Whatever the body is, it says nothing: clients send none, `null`, or the whole schedule.
pub(crate) async fn cancel(ask: Ask) -> Result<Answer, Problem> {
    let command = CancelSchedule {
        customer_id: ask.id(0),
        id: ask.id(1),
    };
    let shown = ask.view();
    ask.write(command, move |cancelled| Answer::ok(&view::schedule(&shown, cancelled)))
        .await
}
