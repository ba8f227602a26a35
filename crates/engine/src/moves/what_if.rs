//! What a move's plan would be by another policy, and by the naive way: planned and proved like every plan, and kept nowhere.

use super::{
    documents,
    plan::{case_of, document, planned, tried},
};
use crate::{
    Engine,
    call::{Call, Need},
    halt::Halt,
};
use nahtlos_model::{
    case::Case,
    estate::Estate,
    ids::ServicePlanId,
    moves::state::State,
    permissions::Action,
    plan::{Plan, Refusal as NoPlan},
    policy::Policy,
    refusals::{Code, Refusal},
};
use std::sync::Arc;

impl Engine {
    /// What the plan of a move that nobody has said yes to would be by another policy.
    ///
    /// # Errors
    /// `NotFound`; `MoveState` from a yes on; `NoPlan` with the reasons where there is none.
    pub async fn what_if(&self, call: &Call, id: &str, policy: Policy) -> Result<(Case, Plan), Halt> {
        let case = self.case_if(call, id, |_| policy).await?;
        let plan = planned(case.clone()).await?;
        Ok((case, plan))
    }

    /// Whether there is a plan when some services may be lost; `None`: those that may be lost already. With what is wanted of it otherwise.
    ///
    /// # Errors
    /// As of [`Engine::what_if`], but that there is no plan is an answer.
    pub async fn with_losses(
        &self,
        call: &Call,
        id: &str,
        accept: Option<Vec<ServicePlanId>>,
    ) -> Result<(Case, Result<Plan, NoPlan>), Halt> {
        let case = self
            .case_if(call, id, |held| Policy {
                accept_loss: accept.unwrap_or_else(|| held.accept_loss.clone()),
                ..held
            })
            .await?;
        let found = tried(case.clone()).await?;
        Ok((case, found))
    }

    /// What a move that nobody has said yes to is planned on, by a policy made of the one that it has.
    async fn case_if(&self, call: &Call, id: &str, policy: impl FnOnce(Policy) -> Policy) -> Result<Case, Halt> {
        let mut reading = self.read(call, Need::own(Action::ReadMoves)).await?;
        let of = reading.move_of(id).await?;
        if !matches!(of.state, State::Drafted | State::Planned | State::Offered) {
            return Err(Refusal::new(Code::MoveState)
                .with("state", of.state)
                .with("wanted", "whatIf")
                .into());
        }
        let estate: Estate = document(&mut reading.tx, &of, documents::ESTATE, 1).await?;
        let number = of.plan.as_ref().map_or(0, |plan| plan.version) + 1;
        let held: Policy = document(&mut reading.tx, &of, documents::POLICY, number).await?;
        let assortment = Arc::clone(&reading.assortment);
        drop(reading);
        case_of(&assortment, estate, policy(held))
    }

    /// The naive way beside a move's plan: everything that is replaced is bought on the first day, for a year.
    ///
    /// # Errors
    /// As of [`Engine::what_if`].
    pub async fn naive_way(&self, call: &Call, id: &str, policy: &Policy, estate: &Estate) -> Result<Plan, Halt> {
        let (_, plan) = self.what_if(call, id, policy.naive(estate)).await?;
        Ok(plan)
    }
}
