//! The PATCH of a transfer and its decline: rejected, cancelled, or accepted with lines.

use super::{load, save, user};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    estate::Generation,
    permissions::{Action, Relation, allows},
    refusals::{Code, Refusal},
    subscriptions::LockKind,
    transfers::{Chosen, Transfer},
};
use nahtlos_store::subscriptions;

/// What is answered.
#[derive(Debug, Clone)]
pub enum Answer {
    /// Legacy target: no. New-commerce source: no.
    Reject {
        /// Why, where it is said.
        reason: Option<String>,
    },
    /// New-commerce target: taken back.
    Cancel,
    /// New-commerce source: yes, with these.
    Accept(Vec<Chosen>),
}

/// An answer.
#[derive(Debug, Clone)]
pub struct AnswerTransfer {
    /// Customer.
    pub customer_id: String,
    /// Transfer.
    pub id: String,
    /// What is answered.
    pub answer: Answer,
}

impl UseCase for AnswerTransfer {
    type Out = Transfer;

    fn needs(&self) -> Need {
        // Legacy ones are rejected by whoever sells; everything else is the administrators'. Which it is shows only when it is loaded.
        let action = match self.answer {
            Answer::Reject { .. } => Action::OfferTransfers,
            Answer::Cancel | Answer::Accept(_) => Action::ManageTransfers,
        };
        Need::customer(action, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Transfer, Halt> {
        let (before, side) = load(act, &self.customer_id, &self.id).await?;
        let (now, user) = (act.now, user(act));
        let after = match &self.answer {
            Answer::Reject { reason } => {
                check_role(act, &before, permit.relation())?;
                let rejected = before.reject(side, now, &user)?;
                save::free(act, &rejected).await?;
                Transfer {
                    reason: reason.clone(),
                    ..rejected
                }
            }
            Answer::Cancel => before.cancel(side, now, &user)?,
            Answer::Accept(lines) => {
                let own = subscriptions::list(act.tx, &self.customer_id).await?;
                let find = |id: &str| own.iter().find(|s| s.id == id);
                let accepted = before.accept_lines(side, lines, find, (now, &act.numbers(), &user))?;
                for line in &accepted.lines {
                    if let Some(s) = find(&line.subscription_id) {
                        save::hold(act, s, LockKind::HandOver, &accepted.id).await?;
                    }
                }
                accepted
            }
        };
        save::save(act, Some(&before), &after, "update_transfer").await?;
        Ok(after)
    }
}

/// In new commerce only administrators decline.
fn check_role(act: &Act<'_>, t: &Transfer, relation: Relation) -> Result<(), Refusal> {
    let roles = &act.call.actor.roles;
    if t.flow == Generation::Legacy || allows(roles, Action::ManageTransfers, relation) {
        return Ok(());
    }
    let names: Vec<&str> = roles.iter().map(|r| r.as_str()).collect();
    Err(Refusal::new(Code::RoleLacksRight)
        .with("action", Action::ManageTransfers)
        .with("roles", names.join(", ")))
}
