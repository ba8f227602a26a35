//! Keeps a plan from the present: as a proposal, or, within the limits of the yes that holds, as the plan that holds from now on.

use crate::{
    Engine,
    act::Act,
    call::Need,
    campaigns::later,
    door::UseCase,
    halt::Halt,
    inner::Inner,
    moves::{
        self, Said,
        approve::take_over,
        begin::{by, keep},
        documents, load,
        plan::document,
        practicable::can_be_carried_out,
    },
    permit::Permit,
};
use nahtlos_model::{
    estate::Estate,
    moves::{Move, PlanRef, Why, distance::Distance, journal::kinds, state::Happening},
    permissions::Action,
    plan::Plan,
    policy::Policy,
    refusals::{Code, Refusal},
};
use nahtlos_store::{StoreError, Transaction, Tx};
use serde_json::json;
use std::sync::Arc;

/// A plan from the present, made and proved.
#[derive(Debug, Clone)]
pub(in crate::moves) struct Proposal {
    id: String,
    /// The move's version when it was made.
    version: i64,
    number: i64,
    estate: Arc<Estate>,
    plan: Arc<Plan>,
    texts: Arc<Texts>,
    why: Why,
    /// How far it is from what was said yes to.
    distance: Distance,
}

#[derive(Debug)]
struct Texts {
    estate: String,
    policy: String,
    plan: String,
    /// What was sold, as the plan names it among its inputs.
    catalogue: String,
}

impl Proposal {
    pub(super) fn new(
        of: &Move,
        number: i64,
        (estate, catalogue, policy, plan): (Estate, String, Policy, Plan),
        (why, distance): (Why, Distance),
    ) -> Result<Self, Halt> {
        let texts = Texts {
            estate: serde_json::to_string(&estate).map_err(StoreError::from)?,
            policy: serde_json::to_string(&policy).map_err(StoreError::from)?,
            plan: serde_json::to_string(&plan).map_err(StoreError::from)?,
            catalogue,
        };
        Ok(Self {
            id: of.id.clone(),
            version: of.version,
            number,
            estate: Arc::new(estate),
            plan: Arc::new(plan),
            texts: Arc::new(texts),
            why,
            distance,
        })
    }

    /// Keeps the documents, and the plan as what is proposed.
    async fn propose(&self, act: &mut Act<'_>, before: &Move, after: &mut Move, by: &str) -> Result<Said, Halt> {
        if before.version != self.version {
            return Err(Refusal::new(Code::StaleEtag).with("version", self.version).into());
        }
        after.happen(Happening::Plan)?;
        let made = PlanRef {
            version: self.number,
            digest: moves::digest(&self.texts.plan),
            total: self.plan.cost.total,
            currency: self.plan.cost.currency,
            seats: Some(self.plan.new_seats()),
            why: self.why,
            at: act.now,
        };
        keep(act, before, documents::ESTATE, self.number, &self.texts.estate).await?;
        keep(act, before, documents::PLAN, self.number, &self.texts.plan).await?;
        keep(act, before, documents::POLICY, self.number + 1, &self.texts.policy).await?;
        let catalogue = &self.texts.catalogue;
        nahtlos_store::moves::add_catalogue(act.tx, &moves::digest(catalogue), act.now, catalogue).await?;
        after.proposal = Some(made.clone());
        let body = json!({ "plan": made, "method": self.plan.cost.method, "distance": self.distance, "by": by });
        Said::new(kinds::PLANNED, "", &body)
    }

    /// Takes it within the limits of the yes that holds; `None`: it needs another.
    async fn adopt(&self, act: &mut Act<'_>, after: &mut Move) -> Result<Option<Said>, Halt> {
        let (Some(yes), Some(made), Some(held)) = (after.approval.clone(), after.proposal.clone(), after.plan.clone()) else {
            return Ok(None);
        };
        let within = yes.version != 0 && self.distance.within(&yes.limits, yes.users_used);
        if !within || can_be_carried_out(&self.plan, &self.estate).is_err() {
            return Ok(None);
        }
        if !later::covers(act, after, &yes, &self.plan, &self.distance).await? {
            return Ok(None);
        }
        let held: Plan = document(act.tx, after, documents::PLAN, held.version).await?;
        after.happen(Happening::Approve)?;
        take_over(after, &self.estate);
        after.adopt(made.clone(), &self.plan, &held, act.now);
        if let Some(yes) = &mut after.approval {
            yes.users_used += self.distance.users;
        }
        let body = json!({ "plan": made, "distance": self.distance, "approval": after.approval });
        Said::new(kinds::ADOPTED, "", &body).map(Some)
    }
}

/// A person asks for a plan from the present.
impl UseCase for Proposal {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        let name = by(act);
        let said = self.propose(act, &before, &mut after, &name).await?;
        moves::changed(act, &before, &mut after, "plan_move", vec![said]).await?;
        Ok(after)
    }
}

/// What whoever carries a move found out about the present: a plan, or why there is none.
struct Answer {
    inner: Arc<Inner>,
    partner: String,
    id: String,
    made: Result<Proposal, String>,
}

impl Transaction for Answer {
    type Out = Move;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Move, Halt> {
        let call = Engine::nobodys_call(&self.inner);
        let mut act = Act::new(tx, &call, &self.inner, self.inner.clock.now());
        let before = load(&mut act, &self.partner, &self.id).await?;
        let mut after = before.clone();
        let said = match &self.made {
            Ok(proposal) => {
                let mut said = vec![
                    proposal
                        .propose(&mut act, &before, &mut after, crate::moves::local::APPLICATION)
                        .await?,
                ];
                said.extend(proposal.adopt(&mut act, &mut after).await?);
                said
            }
            Err(why) => vec![Said::new(kinds::NOT_PLANNED, "", &json!({ "why": why }))?],
        };
        moves::changed(&mut act, &before, &mut after, "plan_move", said).await?;
        act.finish().await?;
        Ok(after)
    }
}

impl Engine {
    /// Writes down what came of the wish for a plan from the present. A person may have decided something meanwhile: then that holds.
    pub(in crate::moves) async fn answer_afresh(&self, of: &Move, made: Result<Proposal, Halt>) -> Result<Option<Move>, Halt> {
        let made = match made {
            Ok(proposal) => Ok(proposal),
            Err(Halt::Refused(refusal)) => Err(format!("{refusal}")),
            Err(Halt::Fault(fault)) => {
                tracing::warn!(%fault, move_id = of.id, "no plan could be made from the present");
                Err("the customer cannot be looked at, or nothing could be planned; the log says why".to_owned())
            }
        };
        let answer = Answer {
            inner: Arc::clone(&self.inner),
            partner: of.partner_id.clone(),
            id: of.id.clone(),
            made,
        };
        match self.inner.store.transact(Arc::new(answer)).await {
            Ok(after) => Ok(Some(after)),
            Err(Halt::Refused(refusal)) if matches!(refusal.code, Code::StaleEtag | Code::MoveState) => Ok(None),
            Err(halt) => Err(halt),
        }
    }
}
