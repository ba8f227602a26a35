//! The customer's side of a move that was offered: it is seen from the offer on, and answered by one of the customer's administrators. A yes
//! counts like the partner's: for just the plan that was offered, with no room for other plans, and carried out on behalf of who offered it.

use super::{Said, approve::ApproveMove, begin::by, changed, documents, plan::document, unknown};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit, reading::Reading};
use nahtlos_model::{
    estate::Estate,
    money::Amount,
    moves::{
        LOCAL, Move,
        journal::kinds,
        state::{Happening, State},
    },
    permissions::Action,
    plan::Plan,
    refusals::{Code, Refusal},
};
use nahtlos_store::{StoreError, Tx, customers, moves};
use serde_json::json;

/// A move as the customer sees it.
#[derive(Debug, Clone)]
pub struct Offered {
    /// The move.
    pub of: Move,
    /// The partner's name.
    pub partner: String,
    /// The plan that was offered, and from a yes on the one that holds.
    pub plan: Plan,
    /// What it was made from.
    pub estate: Estate,
}

/// Moves of a customer that the customer sees.
async fn seen(tx: &mut Tx, customer: &str) -> Result<Vec<Move>, StoreError> {
    let mut all = moves::of_customer(tx, customer).await?;
    all.retain(|of| of.account == LOCAL && of.offered.is_some() && of.plan.is_some());
    all.sort_by(|a, b| (b.offered, &b.id).cmp(&(a.offered, &a.id)));
    Ok(all)
}

impl Reading {
    /// Moves that were offered to the caller's organisation, the latest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn moves_offered(&mut self) -> Result<Vec<Offered>, Halt> {
        let customer = self.caller.clone();
        let mut all = Vec::new();
        for of in seen(&mut self.tx, &customer).await? {
            all.push(self.offered(of).await?);
        }
        Ok(all)
    }

    /// One of them.
    ///
    /// # Errors
    /// `NotFound`, also for one that was taken back, or was offered to somebody else.
    pub async fn move_offered(&mut self, id: &str) -> Result<Offered, Halt> {
        let customer = self.caller.clone();
        let found = seen(&mut self.tx, &customer).await?.into_iter().find(|of| of.id == id);
        self.offered(found.ok_or_else(|| unknown(id))?).await
    }

    async fn offered(&mut self, of: Move) -> Result<Offered, Halt> {
        let version = of.plan.as_ref().map_or(1, |plan| plan.version);
        let plan = document(&mut self.tx, &of, documents::PLAN, version).await?;
        let estate = document(&mut self.tx, &of, documents::ESTATE, version).await?;
        let partner = customers::partner(&mut self.tx, &of.partner_id).await?;
        Ok(Offered {
            partner: partner.map(|partner| partner.name).unwrap_or_default(),
            of,
            plan,
            estate,
        })
    }
}

/// The customer's answer to a move that was offered.
#[derive(Debug, Clone)]
pub struct AnswerOffer {
    /// The move.
    pub id: String,
    /// Yes, to the plan of this digest; `None`: no.
    pub digest: Option<String>,
    /// What the customer says with a no.
    pub note: String,
}

impl UseCase for AnswerOffer {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::DecideRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let all = seen(act.tx, permit.tenant()).await?;
        let before = all.into_iter().find(|of| of.id == self.id).ok_or_else(|| unknown(&self.id))?;
        if act.call.actor.user.is_none() {
            return Err(Code::AppOnlyRefused.into());
        }
        let wanted = match self.digest {
            Some(_) => Happening::Approve,
            None => Happening::Withdraw,
        };
        let state = before.state;
        let wrong = || Refusal::new(Code::MoveState).with("state", state).with("wanted", wanted);
        if state != State::Offered {
            return Err(wrong().into());
        }
        match &self.digest {
            Some(digest) => {
                let yes = ApproveMove {
                    id: self.id.clone(),
                    digest: digest.clone(),
                    more: Amount::zero(before.plan.as_ref().ok_or_else(wrong)?.currency),
                    later_days: 0,
                    users: 0,
                };
                let acting = before.acting.clone().ok_or_else(wrong)?;
                yes.say_yes(act, before, acting).await
            }
            None => {
                let mut after = before.clone();
                after.happen(Happening::Withdraw)?;
                (after.offered, after.acting) = (None, None);
                let body = json!({ "by": by(act), "note": self.note });
                let said = Said::new(kinds::WITHDRAWN, "", &body)?;
                changed(act, &before, &mut after, "decline_move", vec![said]).await?;
                Ok(after)
            }
        }
    }
}
