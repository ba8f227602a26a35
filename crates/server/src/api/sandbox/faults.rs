//! Faults on order: taken, listed, taken back, and the log of those that were met.

use crate::{
    api::{answer::Answer, ask::Ask, problem::Problem},
    faults::{Faults, ORDERS, Unread, read},
};
use nahtlos_engine::call::Need;
use nahtlos_model::{
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_wire::Collection;

/// Entries of the log in one answer.
const PAGE: i64 = 1_000;

/// The register, for who may control the sandbox.
async fn register(ask: &Ask) -> Result<&Faults, Problem> {
    let faults = ask.center.faults.as_ref().ok_or(Code::SandboxOnly)?;
    ask.read(Need::own(Action::ControlSandbox)).await?;
    Ok(faults)
}

pub(crate) async fn order(ask: Ask) -> Result<Answer, Problem> {
    let faults = register(&ask).await?;
    let order = read(&ask.body).map_err(|unread| match unread {
        Unread::Body(problem) => Problem::from(problem),
        Unread::Member(refusal) => Problem::from(refusal),
    })?;
    let taken = faults.take(order, ask.center.engine.now());
    let reason = || format!("there are {ORDERS} orders already; take some back with DELETE /sandbox/v1/faults/{{id}}");
    let taken = taken.ok_or_else(|| Refusal::new(Code::InvalidInput).with("reason", reason()))?;
    Ok(Answer::created(&taken))
}

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let faults = register(&ask).await?;
    Ok(Answer::ok(&Collection::of(faults.list())))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let faults = register(&ask).await?;
    let found = faults.get(&ask.id(0)).ok_or_else(|| ask.not_found(ask.param(0)))?;
    Ok(Answer::ok(&found))
}

pub(crate) async fn remove(ask: Ask) -> Result<Answer, Problem> {
    let faults = register(&ask).await?;
    match faults.drop_one(&ask.id(0)) {
        true => Ok(Answer::nothing()),
        false => Err(ask.not_found(ask.param(0))),
    }
}

/// Takes every order back; the log begins anew, too.
pub(crate) async fn clear(ask: Ask) -> Result<Answer, Problem> {
    register(&ask).await?.clear();
    Ok(Answer::nothing())
}

pub(crate) async fn log(ask: Ask) -> Result<Answer, Problem> {
    let faults = register(&ask).await?;
    let from = ask.query.number("from")?.unwrap_or(0);
    let most = ask.query.number("size")?.unwrap_or(PAGE).clamp(1, PAGE);
    let number = |n: i64| usize::try_from(n).unwrap_or(0);
    Ok(Answer::ok(&Collection::of(faults.log(from.unsigned_abs(), number(most)))))
}
