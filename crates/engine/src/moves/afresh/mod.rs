//! A new plan from the present, for a move that stands still: what was bought is carried on, what everybody must keep stays what it was when
//! the move began. Within the limits of the yes that holds it is taken at once; otherwise it waits for another yes.
//!
//! Called by whoever carries a move, when something is otherwise than planned, and by a person who wants another plan.

mod estate;
mod propose;

use super::{
    documents,
    plan::{catalogue, catalogue_text, document, planned},
    present::Basis,
    target::Target,
};
use crate::{Engine, halt::Halt};
use estate::Now;
use nahtlos_model::{
    case::{Case, Input},
    dates::plus_months,
    estate::{Estate, Treatment},
    instants::Instant,
    moves::{
        Drift, Halted, Move, Why,
        distance::{Distance, distance},
        evidence::check::{CATALOGUE, ESTATE},
        sight::Look,
    },
    plan::Plan,
    policy::Policy,
    refusals::{Code, Refusal},
};
use nahtlos_store::{StoreError, moves};
use std::{collections::BTreeMap, sync::Arc};

pub(super) use propose::Proposal;

/// Milliseconds after which what came of a deed whose answer was lost is seen, if it was done at all.
const UNSURE_MS: i64 = 60_000;

impl Engine {
    /// A plan from the present of a move that stands still; nothing is written. With `as_they_are`, services that somebody lacks are not
    /// needed any more.
    ///
    /// # Errors
    /// `NoPlan` with the reasons, `UsersLack` with who lacks what, `MoveState` while nobody knows what came of a deed, or what was accepted does not show yet, `CannotLook` while nothing of the customer can be seen.
    pub(super) async fn plan_afresh(
        &self,
        of: &Move,
        target: &Arc<dyn Target>,
        policy: Option<Policy>,
        (why, as_they_are): (Why, bool),
    ) -> Result<Proposal, Halt> {
        let now = self.now();
        let unsure = of.attempt.as_ref().is_some_and(|attempt| now < attempt.at.plus_ms(UNSURE_MS));
        if unsure || of.is_owed(now) {
            return Err(Refusal::new(Code::MoveState).with("state", of.state).with("wanted", "plan").into());
        }
        let sight = target
            .look(of, Look::ALL)
            .await
            .map_err(|blind| Refusal::new(Code::CannotLook).with("why", blind.why))?;
        let ground = self.ground(of).await?;
        let Now { estate, lacking } = ground.basis.now(of, &sight, now.date(), as_they_are);
        if let Some((user, plans)) = lacking.first() {
            let plans: Vec<String> = plans.iter().map(ToString::to_string).collect();
            return Err(Refusal::new(Code::UsersLack)
                .with("users", lacking.len())
                .with("user", user)
                .with("plans", plans.join(", "))
                .into());
        }
        let case = self.case_now(&ground, estate, policy)?;
        let (estate, policy) = (case.estate.clone(), case.policy.clone());
        let catalogue = catalogue_text(&case.catalogue)?;
        let plan = planned(case).await?;
        let distance = self.distance(of, &ground, &plan, now);
        Proposal::new(of, ground.number + 1, (estate, catalogue, policy, plan), (why, distance))
    }

    fn case_now(&self, ground: &Ground, estate: Estate, policy: Option<Policy>) -> Result<Case, Halt> {
        let mut policy = policy.unwrap_or_else(|| ground.policy.clone());
        policy.horizon = Some(horizon(&ground.basis.plan, &estate, &policy));
        let text = serde_json::to_string(&estate).map_err(StoreError::from)?;
        let input = |file: &str, sha256: String| Input {
            file: file.to_owned(),
            sha256,
        };
        let catalogue = catalogue_text(&ground.basis.catalogue)?;
        Ok(Case {
            inputs: vec![input(CATALOGUE, super::digest(&catalogue)), input(ESTATE, super::digest(&text))],
            catalogue: Arc::new(ground.basis.catalogue.clone()),
            estate,
            policy,
        })
    }

    fn distance(&self, of: &Move, ground: &Ground, plan: &Plan, now: Instant) -> Distance {
        let open = ground.basis.open_changes(of);
        distance(
            &ground.approved,
            &ground.basis.plan,
            &|at| open.contains(&at),
            plan,
            spent(of, &ground.plans, now),
        )
    }

    /// Everything that a plan from the present rests on, read at once.
    async fn ground(&self, of: &Move) -> Result<Ground, Halt> {
        let held = of
            .plan
            .as_ref()
            .ok_or_else(|| Refusal::new(Code::MoveState).with("state", of.state))?;
        let mut tx = self.inner.store.reader().await?;
        let mut plans = BTreeMap::new();
        let versions = of.earlier.keys().filter_map(|key| key.split('.').next()?.parse::<i64>().ok());
        let approved = of.approval.as_ref().map_or(held.version, |yes| yes.version.max(1));
        for version in versions.chain([held.version, approved]) {
            if let std::collections::btree_map::Entry::Vacant(free) = plans.entry(version) {
                free.insert(document::<Plan>(&mut tx, of, documents::PLAN, version).await?);
            }
        }
        let estate: Estate = document(&mut tx, of, documents::ESTATE, held.version).await?;
        let all = moves::documents(&mut tx, &of.partner_id, &of.id).await?;
        let number = all
            .iter()
            .filter(|d| d.kind == documents::PLAN)
            .map(|d| d.number)
            .max()
            .unwrap_or(0);
        let policy: Policy = document(&mut tx, of, documents::POLICY, number + 1).await?;
        drop(tx);
        let catalogue = catalogue(&self.assortment(), &of.customer.country);
        let (plan, approved) = (plans[&held.version].clone(), plans[&approved].clone());
        Ok(Ground {
            basis: Basis::new(held.version, plan, estate, catalogue),
            approved,
            plans,
            policy,
            number,
        })
    }
}

struct Ground {
    basis: Basis,
    approved: Plan,
    plans: BTreeMap<i64, Plan>,
    policy: Policy,
    /// Number of the newest plan, taken or not.
    number: i64,
}

/// The horizon stays, so that costs compare; unless an original goes on so long that nothing would be planned behind it.
fn horizon(held: &Plan, estate: &Estate, policy: &Policy) -> nahtlos_model::dates::Date {
    let wanted = policy.horizon.unwrap_or(held.horizon).max(held.horizon);
    let leaves = |s: &&nahtlos_model::estate::Subscription| matches!(s.treatment(), Treatment::Replace | Treatment::Transfer);
    let last = estate.subscriptions.iter().filter(leaves).filter_map(|s| s.end).max();
    match last.filter(|end| *end >= wanted) {
        Some(end) => plus_months(end, 12),
        None => wanted,
    }
}

/// What purchases have cost within the horizon that were made, in minor units: what was ordered, and renewals that have begun.
fn spent(of: &Move, plans: &BTreeMap<i64, Plan>, now: Instant) -> i64 {
    let version = of.plan.as_ref().map_or(0, |plan| plan.version);
    let held = of.bought.keys().map(|purchase| (version, purchase.as_str()));
    let earlier = of.earlier.keys().filter_map(|key| {
        let (version, purchase) = key.split_once('.')?;
        Some((version.parse().ok()?, purchase))
    });
    let purchase = |(version, id): (i64, &str)| plans.get(&version)?.purchases.iter().find(|p| p.id == id);
    let begun = held
        .chain(earlier)
        .filter_map(purchase)
        .filter(|p| p.renews.is_none() || p.start <= now.date());
    begun.map(|p| p.charge_in_horizon.minor).sum()
}

/// Whether something otherwise than planned is answered by a new plan without anybody's asking. What waits for people's answers, or for
/// seats that may come any moment, is not.
pub(super) fn is_answered(halted: &Halted) -> bool {
    match halted {
        Halted::Refuted { .. } => true,
        Halted::Drift { what, .. } => matches!(
            what,
            Drift::Late
                | Drift::LicensesChanged
                | Drift::PriceChanged
                | Drift::RenewedAnyway
                | Drift::SubscriptionGone
                | Drift::TransferRefused
                | Drift::UserGone
                | Drift::UserJoined
        ),
        Halted::Person { .. } | Halted::Refused { .. } => false,
    }
}
