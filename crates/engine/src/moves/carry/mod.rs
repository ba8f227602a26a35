//! Carries moves on. A move is claimed with a lease, so that one process at a time carries it; then, again and again: ask what is to be done,
//! do it while no transaction is open, record what came of it; until nothing is to be done for now.
//!
//! Whatever ends the program in between, the next one finds what was attempted, treats its outcome as unknown, and looks. What is kept in
//! memory (the plan, what was seen) only saves reading it again.

mod look;
mod record;
mod swap;

use super::{
    Said,
    afresh::is_answered,
    documents,
    plan::{catalogue, document},
    present::Basis,
    target::{Target, Targets},
};
use crate::{Engine, halt::Halt};
use futures_util::{StreamExt, stream};
use nahtlos_model::{
    delegations::roles,
    instants::Instant,
    moves::{
        Bought, Halted, Move, Why,
        cover::Cover,
        deeds::{Deed, Outcome},
        evidence::told::{PoolNow, RestsOn},
        journal::kinds,
        next::{Ground, Next, looks_at, next},
        sight::Sight,
        state::State,
    },
    plan::StepKind,
};
use nahtlos_planner::{present::Standing, verify::CounterExample};
use nahtlos_store::{StoreError, moves};
use record::{Change, Record};
use serde_json::json;
use std::sync::Arc;

/// Moves claimed at once.
const CLAIM: i64 = 64;
/// Moves that a process carries on side by side: while one waits for an answer from outside, others go on.
const AT_ONCE: usize = 8;
/// Milliseconds for which a move is held; longer than any one call takes.
const LEASE_MS: i64 = 120_000;
/// Things done for a move before others have their turn.
const TURNS: usize = 4096;
/// Roles that licence changes need in the customer's directory: the least that can (Graph documentation, assignLicense).
pub(super) const ROLES: [&str; 2] = [roles::LICENSE_ADMINISTRATOR, roles::DIRECTORY_READERS];

/// A move in this process's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    partner: String,
    id: String,
}

/// A move that is being carried on.
struct Carrier<'e> {
    engine: &'e Engine,
    target: Arc<dyn Target>,
    of: Move,
    /// How often it was woken before it was looked at.
    woken: i64,
    sight: Sight,
    /// What was seen last, as it stands in the journal.
    seen: Option<String>,
    basis: Option<Arc<Basis>>,
}

impl Engine {
    /// Says where moves are carried out; before that, none is.
    pub fn carry_moves_at(&self, targets: Arc<dyn Targets>) {
        *self.inner.targets.write() = Some(targets);
    }

    /// Carries on campaigns, and moves that are to be looked at up to an instant, some at once; how many. One that fails holds nobody up, and is tried again
    /// when its lease has ended.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn carry_due(&self, until: Instant) -> Result<usize, Halt> {
        let Some(targets) = self.inner.targets.read().clone() else {
            return Ok(0);
        };
        let machine = self.inner.clock.machine();
        let ready = moves::ready(&mut self.inner.store.reader().await?, until, machine, CLAIM).await?;
        let campaigns = self.carry_campaigns(until).await?;
        let at_once = if self.inner.side_by_side { AT_ONCE } else { 1 };
        let held = ready.into_iter().map(|(partner, id)| Held { partner, id });
        let carried = stream::iter(held).map(|held| self.carry_one(held, until, &*targets));
        let carried: Vec<Result<bool, Halt>> = carried.buffered(at_once).collect().await;
        carried.into_iter().try_fold(campaigns, |sum, one| Ok(sum + usize::from(one?)))
    }

    /// Claims a move and carries it on; `false`: somebody else has it.
    async fn carry_one(&self, held: Held, until: Instant, targets: &dyn Targets) -> Result<bool, Halt> {
        if !self.claim_move(&held, until).await? {
            return Ok(false);
        }
        match self.carry(&held, targets).await {
            Ok(()) => self.free_move(&held).await?,
            Err(error) => tracing::error!(%error, move_id = held.id, "a move cannot be carried on; it is tried again"),
        }
        Ok(true)
    }

    /// When a move or a campaign is to be looked at next.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn next_move(&self) -> Result<Option<Instant>, Halt> {
        if self.inner.targets.read().is_none() {
            return Ok(None);
        }
        let of_moves = moves::next(&mut self.inner.store.reader().await?).await?;
        Ok([of_moves, self.next_campaign().await?].into_iter().flatten().min())
    }

    async fn carry(&self, held: &Held, targets: &dyn Targets) -> Result<(), Halt> {
        let mut tx = self.inner.store.reader().await?;
        let woken = moves::woken(&mut tx, &held.partner, &held.id).await?;
        let found = moves::find(&mut tx, &held.partner, &held.id).await?;
        drop(tx);
        let Some(of) = found else { return Ok(()) };
        let target = targets.of(&of.partner_id, &of.account).await?;
        let mut carrier = Carrier {
            engine: self,
            target,
            of,
            woken,
            sight: Sight::default(),
            seen: None,
            basis: None,
        };
        carrier.run().await
    }
}

impl Carrier<'_> {
    async fn run(&mut self) -> Result<(), Halt> {
        if self.of.attempt.as_ref().is_some_and(|attempt| !attempt.unsure) {
            self.record(Change::Interrupted).await?;
        }
        for _ in 0..TURNS {
            let now = self.engine.now();
            let next = match self.basis().await? {
                Some(basis) => next(&self.of, &self.ground(&basis), &self.sight, now),
                None => Next::Rest { until: None, asked: false },
            };
            let goes_on = self.take(next, now).await?;
            let stands_still = self.of.state == State::Halted;
            if !goes_on && !stands_still || stands_still && !self.afresh(now).await? {
                return Ok(());
            }
        }
        Ok(())
    }

    /// Does what is to be done; `false`: nothing more for now.
    async fn take(&mut self, next: Next, now: Instant) -> Result<bool, Halt> {
        match next {
            Next::Begin(step) => self.record(Change::Begin(step)).await?,
            Next::Look(look) => return self.look(look).await,
            Next::Prove(step) => drop(self.prove(&step, now).await?),
            Next::Do { step, deed } => drop(self.act(&step, deed).await?),
            Next::Swap(step) => return self.swap(&step, now).await,
            Next::Finish { step, bought } => self.finish(step, bought).await?,
            Next::Skip(step) => self.record(Change::Skip(step)).await?,
            Next::Ask { step, asking } => self.record(Change::Ask { step, asking }).await?,
            Next::Halt(halted) => self.record(Change::Halt(halted)).await?,
            Next::Complete => self.record(Change::Complete).await?,
            Next::Rest { until, asked } => {
                self.record(Change::Rest { until, asked }).await?;
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Something is otherwise than planned: a new plan from the present; `false`: it stands still.
    async fn afresh(&mut self, now: Instant) -> Result<bool, Halt> {
        let today = self
            .of
            .plan
            .as_ref()
            .is_some_and(|plan| plan.why == Why::Drift && plan.at.date() == now.date());
        // One a day: what a new plan does not mend is for people.
        if today || self.of.proposal.is_some() || !self.of.halt.as_ref().is_some_and(is_answered) {
            return Ok(false);
        }
        let made = self.engine.plan_afresh(&self.of, &self.target, None, (Why::Drift, false)).await;
        let Some(after) = self.engine.answer_afresh(&self.of, made).await? else {
            return Ok(false);
        };
        self.of = after;
        (self.basis, self.sight, self.seen) = (None, Sight::default(), None);
        Ok(self.of.state.is_under_way())
    }

    fn ground<'b>(&self, basis: &'b Basis) -> Ground<'b> {
        Ground {
            plan: &basis.plan,
            estate: &basis.estate,
            catalogue: &basis.catalogue,
            roles: &ROLES,
            pause_ms: self.target.pause_ms(),
        }
    }

    /// The plan that holds, with what it was made from; `None` before there is one.
    async fn basis(&mut self) -> Result<Option<Arc<Basis>>, Halt> {
        let Some(plan) = self.of.plan.clone() else { return Ok(None) };
        if let Some(basis) = self.basis.as_ref().filter(|basis| basis.version == plan.version) {
            return Ok(Some(Arc::clone(basis)));
        }
        let mut tx = self.engine.inner.store.reader().await?;
        let made = document(&mut tx, &self.of, documents::PLAN, plan.version).await?;
        let estate = document(&mut tx, &self.of, documents::ESTATE, plan.version).await?;
        drop(tx);
        let catalogue = catalogue(&self.engine.assortment(), &self.of.customer.country);
        let basis = Arc::new(Basis::new(plan.version, made, estate, catalogue));
        self.basis = Some(Arc::clone(&basis));
        Ok(Some(basis))
    }

    /// Proves the present for a step; `None`: it is refuted, and the move stands still.
    async fn prove(&mut self, step: &str, now: Instant) -> Result<Option<(Standing, Vec<String>)>, Halt> {
        let Some(basis) = self.basis().await? else { return Ok(None) };
        let kind = basis.plan.steps.iter().find(|one| one.id == step).map(|one| one.kind);
        // What is bought for people who are gone is bought in vain, and who joined needs seats too.
        let buys = matches!(kind, Some(StepKind::Purchase | StepKind::ScheduleChange));
        let drifted = basis.drifted(&self.of, &self.sight, now.date()).filter(|_| buys);
        // Whatever takes effect at once needs seats that were seen; what comes before them, or can be undone, the promise of them.
        let promised = kind.is_some_and(goes_before);
        let (present, ids) = basis.present(&self.of, &self.sight, now.date(), promised);
        let proof = tokio::task::spawn_blocking(move || Standing::prove(&basis.catalogue, present));
        let proof: Result<Standing, CounterExample> = proof.await.map_err(|error| Halt::from(StoreError::other(error.to_string())))?;
        match proof {
            Ok(_) if drifted.is_some() => {
                if let Some((what, subject)) = drifted {
                    let step = step.to_owned();
                    self.record(Change::Halt(Halted::Drift { step, what, subject })).await?;
                }
                Ok(None)
            }
            Ok(standing) => {
                let tight = standing.tightest();
                let body = json!({
                    "users": standing.users(),
                    "seen": self.seen.as_deref().map(super::digest),
                    "pools": standing.pools_now().map(|(sku, held, seats)| PoolNow { sku, held, seats }).collect::<Vec<_>>(),
                    "tightest": tight.map(|t| json!({ "sku": t.sku, "day": t.day, "until": t.until, "held": t.held, "seats": t.seats })),
                });
                let said = Said::new(kinds::PROVED, step, &body)?;
                let users = i64::try_from(standing.users()).unwrap_or(i64::MAX);
                let cover = Cover::held(step, users, standing.until(), now);
                self.record(Change::Proved(cover, said)).await?;
                Ok(Some((standing, ids)))
            }
            Err(counter) => {
                let halted = Halted::Refuted {
                    step: step.to_owned(),
                    counter,
                };
                self.record(Change::Halt(halted)).await?;
                Ok(None)
            }
        }
    }

    /// A step is done, by what was seen.
    async fn finish(&mut self, step: String, bought: Vec<(String, Bought)>) -> Result<(), Halt> {
        let basis = self.basis().await?;
        let kind = basis.and_then(|basis| basis.plan.steps.iter().find(|one| one.id == step).map(|one| one.kind));
        let at = kind.and_then(|kind| self.sight.oldest(looks_at(kind)));
        let seen = self.seen.as_deref().zip(at).map(|(seen, at)| RestsOn {
            digest: super::digest(seen),
            at,
        });
        self.record(Change::Finish { step, bought, seen }).await
    }

    /// Attempts a deed: recorded before, done while no transaction is open, recorded after.
    async fn act(&mut self, step: &str, deed: Deed) -> Result<Outcome, Halt> {
        let key = self.engine.guid();
        self.record(Change::Attempt {
            step: step.to_owned(),
            deed: deed.clone(),
            key,
        })
        .await?;
        let outcome = self.perform(&deed).await;
        self.record(Change::Answer(outcome.clone())).await?;
        self.forget();
        Ok(outcome)
    }

    /// What was seen before a deed says nothing of what came of it, even where the clock shows the same time: a clock may stand still.
    fn forget(&mut self) {
        self.sight = Sight::default();
    }

    async fn perform(&self, deed: &Deed) -> Outcome {
        match &self.of.attempt {
            // What is written down of it is shown to whoever may see the move.
            Some(attempt) => self.target.act(&self.of, &attempt.key, deed).await.redacted(),
            None => Outcome::Unsent {
                why: "it is not under way any more".to_owned(),
            },
        }
    }

    /// Records a change in a transaction of its own. A person may have changed the move meanwhile: then what is recorded is decided on it as
    /// it stands then.
    async fn record(&mut self, change: Change) -> Result<(), Halt> {
        let record = Record {
            inner: Arc::clone(&self.engine.inner),
            partner: self.of.partner_id.clone(),
            id: self.of.id.clone(),
            woken: self.woken,
            changes: vec![change],
        };
        self.of = self.engine.inner.store.transact(Arc::new(record)).await?;
        Ok(())
    }
}

/// Steps that come before the seats are seen, or that can be undone until then.
fn goes_before(kind: StepKind) -> bool {
    matches!(
        kind,
        StepKind::Purchase | StepKind::ScheduleChange | StepKind::TurnOffAutoRenew | StepKind::CancelAtTermEnd
    )
}
