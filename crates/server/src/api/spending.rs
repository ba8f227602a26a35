//! A request's part in the reference's budgets: counted before it is served, told with its answer. Called by the dispatcher; where no
//! budgets are kept it costs a look.

use super::{answer::Answer, find::Found, problem::Problem};
use crate::{
    ambient::Machine,
    center::Center,
    identity::{Spending, Spent},
};
use nahtlos_engine::{ambient::Ambient as _, call::Actor};
use nahtlos_model::refusals::Refusal;

/// Counts a request against the reference's budgets, where they are kept.
pub(super) fn spend(center: &Center, found: &Found, actor: &Actor, query: &str) -> Result<Spent, Refusal> {
    let Some(budgets) = center.budgets.as_ref().filter(|_| !actor.tenant_id.is_empty()) else {
        return Ok(Spent::default());
    };
    let now = Machine.now();
    budgets.check(&Spending {
        route: found.route,
        actor,
        customer: found.params.first().map_or("", String::as_str),
        query,
        users: budgets.size(&actor.directory_id, now).0,
        now,
    })
}

/// Learns how many users a caller's tenant has, where its budget depends on that.
pub(super) async fn learn_size(center: &Center, tenant: &str) -> Result<(), Problem> {
    let Some(budgets) = &center.budgets else { return Ok(()) };
    let now = Machine.now();
    if budgets.size(tenant, now).1 {
        budgets.note_size(tenant, center.engine.users_of(tenant).await?, now);
    }
    Ok(())
}

/// An answer that tells what its request cost.
pub(super) fn telling(answer: Answer, spent: Spent) -> Answer {
    let answer = match spent.units {
        Some(units) => answer.with("x-ms-resource-unit", units.to_string()),
        None => return answer,
    };
    match spent.hundredths {
        Some(part) => answer.with("x-ms-throttle-limit-percentage", format!("{}.{:02}", part / 100, part % 100)),
        None => answer,
    }
}
