//! What people decide about a move: they offer its plan to the customer, say yes to it, stop it, let it go on, give it up, and say that a
//! task is done.

pub use super::approve::ApproveMove;
use super::{Said, begin::by, changed, load};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    moves::{Acting, Halted, Move, journal::kinds, state::Happening, tasks::Confirmation},
    permissions::Action,
    refusals::{Code, Refusal},
};
use nahtlos_store::StoreError;
use serde_json::{Value, json};

/// What is decided, as the trail and the journal name it.
struct Decided {
    operation: &'static str,
    entry: &'static str,
    step: String,
    body: Value,
}

impl Decided {
    fn of(operation: &'static str, entry: &'static str, body: Value) -> Self {
        Self {
            operation,
            entry,
            step: String::new(),
            body,
        }
    }
}

/// A decision of a person: the move as it stands is changed, and what was decided is written down. `None`: there is nothing to decide.
async fn decide(
    act: &mut Act<'_>,
    (permit, id): (Permit, &str),
    decision: impl FnOnce(&Act<'_>, &mut Move) -> Result<Option<Decided>, Halt>,
) -> Result<Move, Halt> {
    let before = load(act, permit.tenant(), id).await?;
    let mut after = before.clone();
    let Some(decided) = decision(act, &mut after)? else {
        return Ok(before);
    };
    let said = Said::new(decided.entry, &decided.step, &decided.body)?;
    changed(act, &before, &mut after, decided.operation, vec![said]).await?;
    Ok(after)
}

/// The person on whose behalf deeds are done from now on: the caller.
pub(crate) fn acting(act: &Act<'_>) -> Result<Acting, Refusal> {
    let actor = &act.call.actor;
    let user = actor.user.as_ref().ok_or_else(|| Refusal::new(Code::AppOnlyRefused))?;
    Ok(Acting {
        user_id: user.id.clone(),
        name: user.user_principal_name.clone(),
        mfa: actor.mfa,
    })
}

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
        decide(act, (permit, &self.id), |act, of| {
            of.happen(Happening::Offer)?;
            of.offered = Some(act.now);
            // If the customer says yes, it is carried out on behalf of who offered it.
            of.acting = acting(act).ok();
            let body = json!({ "by": by(act), "plan": of.plan.as_ref().map(|plan| &plan.digest) });
            Ok(Some(Decided::of("offer_move", kinds::OFFERED, body)))
        })
        .await
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
        decide(act, (permit, &self.id), |act, of| {
            of.happen(Happening::Withdraw)?;
            (of.approval, of.acting, of.steps, of.next) = (None, None, Vec::new(), None);
            of.offered = None;
            Ok(Some(Decided::of("withdraw_move", kinds::WITHDRAWN, json!({ "by": by(act) }))))
        })
        .await
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
        decide(act, (permit, &self.id), |act, of| {
            let halted = Halted::Person {
                by: by(act),
                note: self.note.clone(),
            };
            of.halt_for(halted, act.now)?;
            let body = serde_json::to_value(&of.halt).map_err(StoreError::from)?;
            Ok(Some(Decided::of("halt_move", kinds::HALTED, body)))
        })
        .await
    }
}

/// Lets a halted move go on by the plan that holds, on behalf of who says so.
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
        decide(act, (permit, &self.id), |act, of| {
            of.resume(act.now)?;
            of.acting = Some(acting(act)?);
            Ok(Some(Decided::of("resume_move", kinds::RESUMED, json!({ "by": by(act) }))))
        })
        .await
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
        decide(act, (permit, &self.id), |act, of| {
            of.happen(Happening::Abandon)?;
            (of.closed, of.next) = (Some(act.now), None);
            let body = json!({ "by": by(act), "note": self.note });
            Ok(Some(Decided::of("abandon_move", kinds::ABANDONED, body)))
        })
        .await
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
        decide(act, (permit, &self.id), |act, of| {
            let task = of.tasks.iter_mut().find(|task| task.id == self.task);
            let task = task.ok_or_else(|| Refusal::new(Code::NotFound).with("id", &self.task))?;
            if task.done.is_some() {
                return Ok(None);
            }
            task.done = Some(Confirmation {
                by: by(act),
                at: act.now,
                note: self.note.clone(),
                attachment: self.attachment.clone(),
            });
            let body = serde_json::to_value(&*task).map_err(StoreError::from)?;
            let step = task.step.clone();
            Ok(Some(Decided {
                step,
                ..Decided::of("confirm_task", kinds::CONFIRMED, body)
            }))
        })
        .await
    }
}
