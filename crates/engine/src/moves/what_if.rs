//! What a move's plan would be by another policy, and by the naive way: planned and proved like every plan, and kept nowhere.

use super::{
    documents,
    plan::{case_of, document, planned},
};
use crate::{
    Engine,
    call::{Call, Need},
    halt::Halt,
};
use nahtlos_model::{
    case::Case,
    estate::Estate,
    moves::state::State,
    permissions::Action,
    plan::Plan,
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
        let mut reading = self.read(call, Need::own(Action::ReadMoves)).await?;
        let of = reading.move_of(id).await?;
        if !matches!(of.state, State::Drafted | State::Planned | State::Offered) {
            return Err(Refusal::new(Code::MoveState)
                .with("state", of.state)
                .with("wanted", "whatIf")
                .into());
        }
        let estate: Estate = document(&mut reading.tx, &of, documents::ESTATE, 1).await?;
        let assortment = Arc::clone(&reading.assortment);
        drop(reading);
        let case = case_of(&assortment, estate, policy)?;
        let plan = planned(case.clone()).await?;
        Ok((case, plan))
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
