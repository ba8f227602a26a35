//! What people decide about a move: they offer its plan to the customer, say yes to it, stop it, let it go on, give it up, and say that a
//! task is done.

use super::{Said, begin::by, changed, documents, load, plan::document};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    estate::Estate,
    money::Amount,
    moves::{Acting, Approval, Halted, Limits, Move, PlanRef, StepRun, journal::kinds, state::Happening, tasks::Confirmation},
    permissions::Action,
    plan::Plan,
    refusals::{Code, Refusal},
};
use serde_json::json;

/// Shows the plan to the customer.
#[derive(Debug, Clone)]
pub struct OfferMove {
    /// The move.
    pub id: String,
}

impl UseCase for OfferMove {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Offer)?;
        let body = json!({ "by": by(act), "plan": after.plan.as_ref().map(|plan| &plan.digest) });
        changed(act, &before, &mut after, "offer_move", vec![Said::new(kinds::OFFERED, "", &body)?]).await?;
        Ok(after)
    }
}

/// Takes the plan back from the customer, or a yes before anything was done.
#[derive(Debug, Clone)]
pub struct WithdrawMove {
    /// The move.
    pub id: String,
}

impl UseCase for WithdrawMove {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Withdraw)?;
        (after.approval, after.acting, after.steps, after.next) = (None, None, Vec::new(), None);
        let body = json!({ "by": by(act) });
        changed(
            act,
            &before,
            &mut after,
            "withdraw_move",
            vec![Said::new(kinds::WITHDRAWN, "", &body)?],
        )
        .await?;
        Ok(after)
    }
}

/// Says yes to a plan: to just the one whose digest is named.
#[derive(Debug, Clone)]
pub struct ApproveMove {
    /// The move.
    pub id: String,
    /// SHA-256 of the plan, in hexadecimal.
    pub digest: String,
    /// How much more a later plan may cost without a new yes, in the plan's currency.
    pub more: Amount,
    /// By how many days its ends and changes may be later.
    pub later_days: i64,
    /// Of how many users licences may change otherwise.
    pub users: i64,
}

impl UseCase for ApproveMove {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ApproveMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        let wanted = self.digest.trim().to_ascii_lowercase();
        let plan = before.plan.as_ref().filter(|plan| plan.digest == wanted);
        let plan = plan
            .ok_or_else(|| Refusal::new(Code::OtherPlan).with("digest", &self.digest).at("plan"))?
            .clone();
        let Some(user) = &act.call.actor.user else {
            return Err(Refusal::new(Code::AppOnlyRefused).into());
        };
        let limits = self.limits(&plan)?;
        after.happen(Happening::Approve)?;
        after.acting = Some(Acting {
            user_id: user.id.clone(),
            name: user.user_principal_name.clone(),
        });
        let number = plan.version;
        let approval = Approval {
            by: by(act),
            at: act.now,
            digest: plan.digest.clone(),
            limits,
        };
        let document_of: Plan = document(act.tx, &before, documents::PLAN, number).await?;
        can_be_carried_out(&document_of)?;
        let estate: Estate = document(act.tx, &before, documents::ESTATE, 1).await?;
        after.originals = estate
            .subscriptions
            .iter()
            .map(|s| (s.id.clone(), s.id.to_ascii_lowercase()))
            .filter(|(a, b)| a != b)
            .collect();
        after.steps = document_of.steps.iter().map(|step| StepRun::pending(&step.id)).collect();
        after.plan = Some(plan);
        let body = json!({ "approval": approval, "plan": after.plan });
        after.approval = Some(approval);
        changed(
            act,
            &before,
            &mut after,
            "approve_move",
            vec![Said::new(kinds::APPROVED, "", &body)?],
        )
        .await?;
        Ok(after)
    }
}

impl ApproveMove {
    /// The limits, with money in minor units of the plan's currency.
    fn limits(&self, plan: &PlanRef) -> Result<Limits, Refusal> {
        let finer = plan.total.digits.checked_sub(self.more.digits);
        let times = finer.and_then(|digits| 10_i64.checked_pow(digits));
        let more_minor = times
            .and_then(|times| self.more.minor.checked_mul(times))
            .filter(|minor| *minor >= 0);
        let wrong = || {
            Refusal::property(
                "limits.more",
                format!(
                    "it is an amount in {} from nothing up, with at most {} decimals",
                    plan.currency, plan.total.digits
                ),
            )
        };
        let days = (self.later_days, self.users);
        if days.0 < 0 || days.1 < 0 {
            return Err(Refusal::property("limits", "days and users count from nothing up"));
        }
        Ok(Limits {
            more_minor: more_minor.ok_or_else(wrong)?,
            later_days: days.0,
            users: days.1,
        })
    }
}

/// Seats must be there a while before the old ones go: within one day nobody can see them, move licences, and prove it.
fn can_be_carried_out(plan: &Plan) -> Result<(), Refusal> {
    let ends = plan.originals.iter().any(|end| end.planned_end.is_some());
    match ends && plan.policy.lead_days == 0 {
        true => Err(Refusal::property(
            "policy.leadDays",
            "a move is carried out only with at least one day of overlap",
        )),
        false => Ok(()),
    }
}

/// Stops a move.
#[derive(Debug, Clone)]
pub struct HaltMove {
    /// The move.
    pub id: String,
    /// Why.
    pub note: String,
}

impl UseCase for HaltMove {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        let halted = Halted::Person {
            by: by(act),
            note: self.note.clone(),
        };
        after.halt_for(halted)?;
        let said = Said::new(kinds::HALTED, "", &after.halt)?;
        changed(act, &before, &mut after, "halt_move", vec![said]).await?;
        Ok(after)
    }
}

/// Lets a halted move go on, on behalf of who says so.
#[derive(Debug, Clone)]
pub struct ResumeMove {
    /// The move.
    pub id: String,
}

impl UseCase for ResumeMove {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ApproveMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        let Some(user) = &act.call.actor.user else {
            return Err(Refusal::new(Code::AppOnlyRefused).into());
        };
        after.resume(act.now)?;
        after.acting = Some(Acting {
            user_id: user.id.clone(),
            name: user.user_principal_name.clone(),
        });
        let body = json!({ "by": by(act) });
        changed(act, &before, &mut after, "resume_move", vec![Said::new(kinds::RESUMED, "", &body)?]).await?;
        Ok(after)
    }
}

/// Gives a move up: nothing more is done, and what was done stays.
#[derive(Debug, Clone)]
pub struct AbandonMove {
    /// The move.
    pub id: String,
    /// Why.
    pub note: String,
}

impl UseCase for AbandonMove {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ApproveMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Abandon)?;
        (after.closed, after.next) = (Some(act.now), None);
        let body = json!({ "by": by(act), "note": self.note });
        changed(
            act,
            &before,
            &mut after,
            "abandon_move",
            vec![Said::new(kinds::ABANDONED, "", &body)?],
        )
        .await?;
        Ok(after)
    }
}

/// Says that a task is done.
#[derive(Debug, Clone)]
pub struct ConfirmTask {
    /// The move.
    pub id: String,
    /// The task.
    pub task: String,
    /// What there is to say of it.
    pub note: String,
    /// SHA-256 of what is attached; empty: nothing.
    pub attachment: String,
}

impl UseCase for ConfirmTask {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        let confirmation = Confirmation {
            by: by(act),
            at: act.now,
            note: self.note.clone(),
            attachment: self.attachment.clone(),
        };
        let task = after.tasks.iter_mut().find(|task| task.id == self.task);
        let task = task.ok_or_else(|| Refusal::new(Code::NotFound).with("id", &self.task))?;
        if task.done.is_some() {
            return Ok(before);
        }
        let step = task.step.clone();
        task.done = Some(confirmation);
        let said = Said::new(kinds::CONFIRMED, &step, task)?;
        changed(act, &before, &mut after, "confirm_task", vec![said]).await?;
        Ok(after)
    }
}
