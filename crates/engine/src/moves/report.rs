//! A plan of a move with everything that it was made from, proved anew: what a page draws its pictures from.

use crate::{Engine, halt::Halt, reading::Reading};
use nahtlos_model::{case::Case, moves::evidence::check::CATALOGUE, plan::Plan};
use nahtlos_planner::verify::{Verdict, verify};
use nahtlos_store::{StoreError, moves};
use std::sync::Arc;

impl Reading {
    /// The plan that holds, or another by its version, with its case; `None`: there is none.
    ///
    /// # Errors
    /// `NotFound`, also for another partner's.
    pub async fn move_case(&mut self, id: &str, version: Option<i64>) -> Result<Option<(Case, Plan)>, Halt> {
        let of = self.move_of(id).await?;
        let held = of.proposal.as_ref().or(of.plan.as_ref()).map(|plan| plan.version);
        let Some(version) = version.or(held) else { return Ok(None) };
        let plan: Plan = serde_json::from_str(&self.move_document(id, "plan", version).await?).map_err(StoreError::from)?;
        let estate = serde_json::from_str(&self.move_document_to(id, "estate", version).await?).map_err(StoreError::from)?;
        let mut catalogue = None;
        for input in plan.inputs.iter().filter(|input| input.file == CATALOGUE) {
            catalogue = moves::catalogue(&mut self.tx, &input.sha256).await?;
        }
        let Some(catalogue) = catalogue else { return Ok(None) };
        let case = Case {
            estate,
            catalogue: Arc::new(serde_json::from_str(&catalogue).map_err(StoreError::from)?),
            policy: plan.policy.clone(),
            inputs: plan.inputs.clone(),
        };
        Ok(Some((case, plan)))
    }
}

impl Engine {
    /// Proves a plan anew, beside everything else that goes on.
    ///
    /// # Errors
    /// Faults only; a counter-example is an answer.
    pub async fn prove_plan(&self, case: Arc<Case>, plan: Arc<Plan>) -> Result<Verdict, Halt> {
        let proved = tokio::task::spawn_blocking(move || verify(&case, &plan)).await;
        Ok(proved.map_err(|error| StoreError::other(format!("a proof broke off: {error}")))?)
    }
}
