//! The customer's global administrator approves, declines or ends a relationship, with a token of the customer's own tenant.

use super::view::shown;
use crate::api::{answer::Answer, ask::Ask, problem::Problem};
use nahtlos_engine::delegations::{DecideDelegation, Decision};

async fn decide(ask: Ask, decision: Decision) -> Result<Answer, Problem> {
    let command = DecideDelegation { id: ask.id(0), decision };
    ask.write(command, |after| Answer::ok(&shown(after))).await
}

pub(crate) async fn approve(ask: Ask) -> Result<Answer, Problem> {
    decide(ask, Decision::Approve).await
}

pub(crate) async fn decline(ask: Ask) -> Result<Answer, Problem> {
    decide(ask, Decision::Decline).await
}

pub(crate) async fn terminate(ask: Ask) -> Result<Answer, Problem> {
    decide(ask, Decision::Terminate).await
}
