//! Reads policies: one, a customer's, or all of the caller's.

use super::shown;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::{Reading, call::Need};
use nahtlos_model::permissions::Action;
use nahtlos_wire::Collection;

pub(crate) async fn list(ask: Ask) -> Result<Answer, Problem> {
    let customer = ask.query.get("entity_id").map(|id| id.trim().to_ascii_lowercase());
    let need = match &customer {
        Some(customer) => Need::customer(Action::ReadSelfServe, customer),
        None => Need::own(Action::ReadSelfServe),
    };
    let policies = ask.read(need).await?.policies(customer.is_some()).await?;
    Ok(Answer::ok(&Collection::of(policies.iter().map(shown).collect())))
}

pub(crate) async fn get(ask: Ask) -> Result<Answer, Problem> {
    let policy = ask.read(Reading::policy_need(ask.param(0))).await?.policy(ask.param(0)).await?;
    Ok(Answer::ok(&shown(&policy)))
}
