//! A person says yes to a plan: the first one, or one from the present while the move stands still.

use super::{Said, begin::by, changed, decide::acting, documents, load, plan::document, practicable::can_be_carried_out};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    estate::Estate,
    money::Amount,
    moves::{
        Acting, Approval, Limits, Move, PlanRef, StepRun,
        journal::kinds,
        state::{Happening, State},
    },
    permissions::Action,
    plan::Plan,
    refusals::{Code, Refusal},
};
use serde_json::json;

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
        let acting = acting(act)?;
        self.say_yes(act, before, acting).await
    }
}

impl ApproveMove {
    /// Says yes to the plan of a move, carried out on behalf of somebody.
    pub(super) async fn say_yes(&self, act: &mut Act<'_>, before: Move, acting: Acting) -> Result<Move, Halt> {
        let mut after = before.clone();
        let wanted = self.digest.trim().to_ascii_lowercase();
        // What stands still goes on by the plan that holds when it is resumed; a yes then is to one from the present.
        let anew = before.state == State::Halted;
        let asked = if anew { &before.proposal } else { &before.plan };
        let plan = asked.as_ref().filter(|plan| plan.digest == wanted);
        let plan = plan
            .ok_or_else(|| Refusal::new(Code::OtherPlan).with("digest", &self.digest).at("plan"))?
            .clone();
        let limits = self.limits(&plan)?;
        after.happen(Happening::Approve)?;
        after.acting = Some(acting);
        let approval = Approval {
            by: by(act),
            at: act.now,
            digest: plan.digest.clone(),
            version: plan.version,
            limits,
            users_used: 0,
        };
        let document_of: Plan = document(act.tx, &before, documents::PLAN, plan.version).await?;
        // What stands still is not bought in the past: the next look would find it too late.
        let first = document_of.purchases.iter().map(|p| p.start).min();
        if let Some(day) = first.filter(|day| anew && *day < act.now.date()) {
            return Err(Refusal::new(Code::PlanLate).with("day", day).into());
        }
        let estate: Estate = document(act.tx, &before, documents::ESTATE, plan.version).await?;
        can_be_carried_out(&document_of, &estate)?;
        take_over(&mut after, &estate);
        match before.plan.as_ref().filter(|_| anew) {
            Some(held) => {
                let held: Plan = document(act.tx, &before, documents::PLAN, held.version).await?;
                after.adopt(plan, &document_of, &held, act.now);
            }
            None => {
                after.steps = document_of.steps.iter().map(|step| StepRun::pending(&step.id)).collect();
                after.plan = Some(plan);
            }
        }
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

/// Subscriptions of an estate go by other ids in the tenant.
pub(super) fn take_over(of: &mut Move, estate: &Estate) {
    let ids = estate.subscriptions.iter().map(|s| (s.id.clone(), s.id.to_ascii_lowercase()));
    of.originals = ids.filter(|(a, b)| a != b).collect();
}
