//! Plans a move: outside of any transaction, because it may take a while; the plan is proved before it is kept, and nothing that its proof
//! refuses is ever kept.

use super::{
    Said,
    begin::{by, keep},
    changed, digest, documents, load, unknown,
};
use crate::{
    Engine,
    act::Act,
    call::{Call, Need},
    door::UseCase,
    halt::Halt,
    permit::Permit,
};
use nahtlos_model::{
    assortment::Assortment,
    case::{Case, Input},
    catalogue::{Catalogue, OfferRow},
    estate::Estate,
    moves::{
        Move, PlanRef, Why,
        evidence::check::{CATALOGUE, ESTATE},
        journal::kinds,
        state::{Happening, State},
    },
    permissions::Action,
    plan::{Plan, Refusal as NoPlan},
    policy::Policy,
    refusals::{Code, Refusal},
};
use nahtlos_planner::{
    Options,
    verify::{Verdict, verify},
};
use nahtlos_store::{StoreError, moves};
use serde_json::json;
use std::sync::Arc;

/// A plan that was made and proved, to be kept.
#[derive(Debug, Clone)]
struct KeepPlan {
    id: String,
    /// The move's version when it was planned.
    version: i64,
    number: i64,
    text: String,
    plan: Arc<Plan>,
    policy: String,
    /// What was sold, as the plan names it among its inputs.
    catalogue: String,
    why: Why,
}

impl UseCase for KeepPlan {
    type Out = Move;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Move, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        if before.version != self.version {
            return Err(Refusal::new(Code::StaleEtag).with("version", self.version).into());
        }
        let mut after = before.clone();
        let made = PlanRef {
            version: self.number,
            digest: digest(&self.text),
            total: self.plan.cost.total,
            currency: self.plan.cost.currency,
            seats: Some(self.plan.new_seats()),
            why: self.why,
            at: act.now,
        };
        after.happen(Happening::Plan)?;
        after.plan = Some(made.clone());
        keep(act, &before, documents::PLAN, self.number, &self.text).await?;
        moves::add_catalogue(act.tx, &digest(&self.catalogue), act.now, &self.catalogue).await?;
        // The one that the next plan is made with, unless another is wanted.
        keep(act, &before, documents::POLICY, self.number + 1, &self.policy).await?;
        let body = json!({ "plan": made, "method": self.plan.cost.method, "by": by(act) });
        changed(act, &before, &mut after, "plan_move", vec![Said::new(kinds::PLANNED, "", &body)?]).await?;
        Ok(after)
    }
}

/// What users need, where it is planned from the present.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Needs {
    /// What they had when the move began, and what was added since.
    #[default]
    Beginning,
    /// What they have now: what somebody took from them is not needed any more.
    Present,
}

impl Engine {
    /// Plans a move by its policy or another: from its estate before anybody has said yes, from the present while it stands still.
    ///
    /// # Errors
    /// `NotFound`; `MoveState`; `NoPlan` with the reasons where there is none; `UsersLack`; a version that changed meanwhile.
    pub async fn plan_move(&self, call: &Call, id: &str, policy: Option<Policy>) -> Result<Move, Halt> {
        self.plan_move_for(call, id, policy, Needs::Beginning).await
    }

    /// As [`Engine::plan_move`]; says what users need.
    ///
    /// # Errors
    /// As there.
    pub async fn plan_move_for(&self, call: &Call, id: &str, policy: Option<Policy>, needs: Needs) -> Result<Move, Halt> {
        let mut reading = self.read(call, Need::own(Action::ManageMoves)).await?;
        let partner = reading.tenant();
        let of = moves::find(&mut reading.tx, &partner, id).await?.ok_or_else(|| unknown(id))?;
        of.state.try_after(Happening::Plan)?;
        if of.state == State::Halted {
            drop(reading);
            let targets = self.inner.targets.read().clone();
            let targets = targets.ok_or_else(|| Halt::from(StoreError::other("moves are not carried out here")))?;
            let target = targets.of(&of.partner_id, &of.account).await?;
            let made = self
                .plan_afresh(&of, &target, policy, (Why::Asked, needs == Needs::Present))
                .await?;
            return self.execute(call, made).await;
        }
        let number = of.plan.as_ref().map_or(0, |plan| plan.version) + 1;
        let estate: Estate = document(&mut reading.tx, &of, documents::ESTATE, 1).await?;
        let kept: Policy = document(&mut reading.tx, &of, documents::POLICY, number).await?;
        let assortment = Arc::clone(&reading.assortment);
        drop(reading);
        let case = case_of(&assortment, estate, policy.unwrap_or(kept))?;
        let text = serde_json::to_string(&case.policy).map_err(StoreError::from)?;
        let catalogue = catalogue_text(&case.catalogue)?;
        let plan = Arc::new(planned(case).await?);
        let keep = KeepPlan {
            id: of.id.clone(),
            version: of.version,
            number,
            text: serde_json::to_string(&*plan).map_err(StoreError::from)?,
            plan,
            policy: text,
            catalogue,
            why: if number == 1 { Why::First } else { Why::Asked },
        };
        self.execute(call, keep).await
    }
}

/// Plans and proves, on a thread of its own.
pub(crate) async fn planned(case: Case) -> Result<Plan, Halt> {
    tried(case).await?.map_err(|refusal| {
        let reasons: Vec<&str> = refusal.reasons.iter().map(|reason| reason.code.as_str()).collect();
        Refusal::new(Code::NoPlan).with("reasons", reasons.join(", ")).into()
    })
}

/// The same; that there is no plan is an answer, with everything that is known of it.
pub(super) async fn tried(case: Case) -> Result<Result<Plan, NoPlan>, Halt> {
    let made = tokio::task::spawn_blocking(move || {
        let plan = nahtlos_planner::plan(&case, &Options::default());
        plan.map(|plan| {
            let verdict = verify(&case, &plan);
            (plan, verdict)
        })
    });
    let made = made.await.map_err(|error| Halt::from(StoreError::other(error.to_string())))?;
    match made {
        Err(refusal) => Ok(Err(refusal)),
        Ok((plan, Verdict::Proved(_))) => Ok(Ok(plan)),
        Ok((_, Verdict::Refuted(counter))) => Err(StoreError::other(format!("a plan of our own is refuted: {:?}", counter.code)).into()),
    }
}

/// What a move is planned on: the estate, and what this center sells where the customer is.
pub(crate) fn case_of(assortment: &Assortment, estate: Estate, mut policy: Policy) -> Result<Case, Halt> {
    policy.horizon = Some(policy.horizon_for(&estate));
    let text = serde_json::to_string(&estate).map_err(StoreError::from)?;
    let catalogue = Arc::new(catalogue(assortment, &estate.customer.country));
    let inputs = vec![
        Input {
            file: CATALOGUE.to_owned(),
            sha256: digest(&catalogue_text(&catalogue)?),
        },
        Input {
            file: ESTATE.to_owned(),
            sha256: digest(&text),
        },
    ];
    Ok(Case {
        estate,
        catalogue,
        policy,
        inputs,
    })
}

/// A catalogue as it is kept for whoever proves the plan anew.
pub(super) fn catalogue_text(catalogue: &Catalogue) -> Result<String, Halt> {
    Ok(serde_json::to_string(catalogue).map_err(StoreError::from)?)
}

/// The catalogue as the planner reads it, with the prices of one country.
pub(crate) fn catalogue(assortment: &Assortment, country: &str) -> Catalogue {
    let seats = |number: Option<i64>| number.and_then(|n| u32::try_from(n).ok());
    let offers = assortment.offers.values().filter(|offer| !offer.trial && offer.sold_in(country));
    Catalogue {
        products: assortment.licences.clone(),
        plans: assortment.plans.clone(),
        prices: offers.clone().flat_map(|offer| offer.in_country(country).to_vec()).collect(),
        offers: offers
            .map(|offer| OfferRow {
                offer: offer.id.clone(),
                sku: offer.licence,
                title: offer.title.clone(),
                min_licenses: seats(Some(offer.min_seats)),
                max_licenses: seats(offer.max_seats),
                prerequisites: offer.prerequisites.iter().map(|id| id.0.as_str()).collect::<Vec<_>>().join(";"),
                allowed_countries: offer.countries.clone(),
                line: 0,
            })
            .collect(),
        equivalents: Vec::new(),
        exclusions: assortment.exclusions.clone(),
    }
}

impl crate::Engine {
    /// The catalogue as the planner reads it, with the prices of one country, upper case.
    pub fn move_catalogue(&self, country: &str) -> Catalogue {
        catalogue(&self.assortment(), country)
    }
}

/// A document of a move, read; the newest up to a number.
pub(crate) async fn document<T: serde::de::DeserializeOwned>(
    tx: &mut nahtlos_store::Tx,
    of: &Move,
    kind: &str,
    number: i64,
) -> Result<T, Halt> {
    for number in (1..=number).rev() {
        if let Some((_, text)) = moves::document(tx, &of.partner_id, &of.id, kind, number).await? {
            return Ok(serde_json::from_str(&text).map_err(StoreError::from)?);
        }
    }
    Err(StoreError::other(format!("move {} has no {kind} {number}", of.id)).into())
}
