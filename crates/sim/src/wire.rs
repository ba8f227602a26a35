//! Between the mover and the vendor: the real local target, and everything that can go wrong on the way to it and back. Before a deed is done the
//! checkers look whether it may be, and after it whether anybody was hurt.

use crate::{
    agenda::Event,
    breaks::Break,
    checks::{self, Cause, ends, once, real::Real},
    core::{Core, settings},
    crash::Crash,
    faults::Fault,
};
use futures_util::future::BoxFuture;
use nahtlos_engine::{
    Engine, Halt,
    moves::{
        local::Local,
        target::{Blind, Target, Targets},
    },
};
use nahtlos_model::{
    instants::{DAY_MS, HOUR_MS, Instant},
    moves::{
        Move,
        deeds::{Deed, Outcome},
        sight::{Look, Sight},
    },
    refusals::{Code, Refusal},
};
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// The way to the vendor.
#[derive(Debug, Clone)]
pub(crate) struct Wire {
    pub(crate) core: Arc<Core>,
    crash: Arc<Crash>,
    local: Local,
    /// The same, where what is bought takes its time.
    slow: Local,
    busy: Arc<AtomicBool>,
    pub(crate) lies: Arc<crate::lies::Lies>,
}

impl Wire {
    pub(crate) async fn new(core: &Arc<Core>, crash: &Arc<Crash>) -> Result<Self, Halt> {
        let hours = core.draw(1, 48);
        let engine = |node: &'static str, provisioning: i64, purpose: u64| {
            let store = core.store.watched(Arc::clone(crash) as Arc<_>);
            let clock = core.clock(purpose, core.skew_ms);
            async move { Engine::over(store, &settings(node, provisioning), clock).await }
        };
        Ok(Self {
            local: Local::new(engine("local", 0, 20).await?),
            slow: Local::new(engine("slow", hours * HOUR_MS, 21).await?),
            core: Arc::clone(core),
            crash: Arc::clone(crash),
            busy: Arc::new(AtomicBool::new(false)),
            lies: Arc::default(),
        })
    }

    /// A program ended in the middle of a call, and another began.
    pub(crate) fn begin_anew(&self) {
        self.busy.store(false, Ordering::SeqCst);
    }

    async fn see(&self, of: &Move, look: Look) -> Result<Sight, Blind> {
        let core = &self.core;
        self.crash.point(Fault::CrashAtCall, "before a look").await;
        let at = core.now();
        checks::looked(core, core.number(&of.customer.tenant_id));
        if core.comes(Fault::Blind) {
            core.tell("wire", "nothing can be seen");
            return Err(Blind {
                why: "simulated".to_owned(),
                not_before: at.plus_ms(core.draw(1_000, 3 * HOUR_MS)),
                gone: false,
                refused: None,
            });
        }
        if core.comes(Fault::Slow) {
            core.time.pass(core.draw(1_000, 60_000));
        }
        let mut sight = self.local.look(of, look).await?;
        stamp(&mut sight, at);
        self.lies.look(core, of, &mut sight);
        self.meanwhile().await;
        self.crash.point(Fault::CrashAtCall, "after a look").await;
        Ok(sight)
    }

    async fn answer(&self, of: &Move, key: &str, deed: &Deed) -> Result<Outcome, Halt> {
        let core = &self.core;
        self.crash.point(Fault::CrashAtCall, "before a deed is sent").await;
        if core.comes(Fault::Slow) {
            core.time.pass(core.draw(1_000, 90_000));
        }
        self.meanwhile().await;
        self.second_process().await?;
        let why = || "simulated".to_owned();
        if core.comes(Fault::TooMany) {
            core.tell("wire", &format!("{}: too many requests", deed.kind()));
            let not_before = core.now().plus_ms(core.draw(1_000, 600_000));
            return Ok(Outcome::Later { not_before, why: why() });
        }
        if core.comes(Fault::Unsent) {
            core.tell("wire", &format!("{} is never sent", deed.kind()));
            return Ok(Outcome::Unsent { why: why() });
        }
        if core.comes(Fault::LostRequest) {
            core.tell("wire", &format!("{} is lost on the way", deed.kind()));
            return Ok(Outcome::Unknown { why: why() });
        }
        if let Some(refusal) = self.refusal(deed) {
            core.tell("wire", &format!("{} is refused: {refusal}", deed.kind()));
            return Ok(Outcome::Refused {
                status: refusal.code.status(),
                code: refusal.code.wire().to_owned(),
                message: refusal.to_string(),
            });
        }
        let tenant = core.number(&of.customer.tenant_id);
        if core.know(tenant, |known| {
            known.pending.get(&once::name(deed)).is_some_and(|before| before == key)
        }) {
            core.tell("wire", &format!("{} is known by its key, and is on its way", deed.kind()));
            let ids = std::collections::BTreeMap::new();
            return Ok(Outcome::Done { ids });
        }
        if is_deferrable(deed) && core.comes(Fault::Accepted) {
            return self.accepted(of, key, deed).await;
        }
        let outcome = self.done(of, key, deed).await?;
        if core.comes(Fault::LostReply) {
            core.tell("wire", &format!("the reply to {} is lost", deed.kind()));
            if core.is_broken(Break::BuysAgain) {
                return self.done(of, "again", deed).await;
            }
            return Ok(Outcome::Unknown { why: why() });
        }
        self.crash.point(Fault::CrashAtCall, "before the answer to a deed came").await;
        Ok(outcome)
    }

    /// What the vendor says no to, for reasons of its own.
    fn refusal(&self, deed: &Deed) -> Option<Refusal> {
        let changes = matches!(deed, Deed::SetEnd { .. } | Deed::Cancel { .. } | Deed::Suspend { .. });
        if changes && self.core.comes(Fault::NotReady) {
            return Some(Code::NotReady.into());
        }
        let orders = matches!(deed, Deed::Order { .. });
        (orders && self.core.comes(Fault::PromotionCap)).then(|| Refusal::new(Code::PromotionInvalid).with("id", "cap"))
    }

    /// The vendor says "accepted", and does it later.
    async fn accepted(&self, of: &Move, key: &str, deed: &Deed) -> Result<Outcome, Halt> {
        let core = &self.core;
        let tenant = core.number(&of.customer.tenant_id);
        self.look_before(tenant, of, (key, deed)).await?;
        core.know(tenant, |known| known.pending.insert(once::name(deed), key.to_owned()));
        let in_ms = core.draw(60_000, 47 * HOUR_MS);
        // What is bought on another day costs otherwise.
        core.know(tenant, |known| known.wish.drifted = true);
        core.tell(
            "wire",
            &format!("{} is accepted, to be done in {} minutes", deed.kind(), in_ms / 60_000),
        );
        let deferred = Event::Deferred {
            tenant,
            of: Box::new(of.clone()),
            key: key.to_owned(),
            deed: deed.clone(),
        };
        core.put(in_ms, deferred);
        let ids = std::collections::BTreeMap::new();
        Ok(Outcome::Done { ids })
    }

    async fn look_before(&self, tenant: usize, of: &Move, (key, deed): (&str, &Deed)) -> Result<(), Halt> {
        let core = &self.core;
        let (real, plan) = (Real::of(core, tenant).await?, core.plan(of).await?);
        once::before(core, tenant, of, (key, deed), &real).await?;
        ends::before(core, tenant, of, plan.as_deref(), deed, &real);
        Ok(())
    }

    /// Does it, and looks at everybody afterwards.
    async fn done(&self, of: &Move, key: &str, deed: &Deed) -> Result<Outcome, Halt> {
        let core = &self.core;
        let tenant = core.number(&of.customer.tenant_id);
        self.look_before(tenant, of, (key, deed)).await?;
        checks::remember(core, tenant).await?;
        let deed = &self.lies.deed(core, deed);
        let slow = matches!(deed, Deed::Order { .. }) && core.comes(Fault::Provisioning);
        let local = if slow { &self.slow } else { &self.local };
        let outcome = one_by_one(local, of, key, deed).await;
        core.progressed();
        core.tell("wire", &format!("c{tenant} {}: {}", told(deed), came(&outcome)));
        self.lies.after(core, (of, tenant, key), deed).await?;
        checks::tenant(core, tenant, Cause::Deed).await?;
        Ok(outcome)
    }

    /// What was accepted earlier is done now.
    pub(crate) async fn deferred(&self, tenant: usize, of: &Move, key: &str, deed: &Deed) -> Result<(), Halt> {
        let core = &self.core;
        core.know(tenant, |known| known.pending.remove(&once::name(deed)));
        let outcome = one_by_one(&self.local, of, key, deed).await;
        core.tell("vendor", &format!("c{tenant} {} (accepted before): {}", told(deed), came(&outcome)));
        checks::tenant(core, tenant, Cause::Else).await
    }

    /// While a call is under way, something else happens.
    async fn meanwhile(&self) {
        let core = &self.core;
        if self.busy.load(Ordering::SeqCst) || !core.comes(Fault::Meanwhile) {
            return;
        }
        self.busy.store(true, Ordering::SeqCst);
        core.tell("wire", "meanwhile …");
        if let Err(halt) = crate::course::something(core, self).await {
            core.found("fault", halt.to_string());
        }
        self.busy.store(false, Ordering::SeqCst);
    }

    /// Another process looks for work. What is in the first one's hands it must leave alone.
    async fn second_process(&self) -> Result<(), Halt> {
        let core = &self.core;
        if self.busy.load(Ordering::SeqCst) || !core.comes(Fault::SecondProcess) {
            return Ok(());
        }
        self.busy.store(true, Ordering::SeqCst);
        core.tell("wire", "another process looks for moves");
        let engine = Engine::over(core.store.clone(), &settings("second", 0), core.clock(40, 0)).await?;
        engine.carry_moves_at(Arc::new(Wires(self.clone())));
        engine.carry_due(core.now()).await?;
        self.busy.store(false, Ordering::SeqCst);
        Ok(())
    }
}

/// The times of what was seen are those of the mover's clock.
fn stamp(sight: &mut Sight, at: Instant) {
    sight.relation.iter_mut().for_each(|seen| seen.at = at);
    sight.subscriptions.iter_mut().for_each(|seen| seen.at = at);
    sight.transfers.iter_mut().for_each(|seen| seen.at = at);
    sight.pools.iter_mut().for_each(|seen| seen.at = at);
    sight.people.iter_mut().for_each(|seen| seen.at = at);
}

/// Deeds for which a service may say "accepted"; licences it changes at once.
fn is_deferrable(deed: &Deed) -> bool {
    matches!(
        deed,
        Deed::Order { .. } | Deed::SetEnd { .. } | Deed::Cancel { .. } | Deed::Suspend { .. } | Deed::AssignRights { .. }
    )
}

fn told(deed: &Deed) -> String {
    match deed {
        Deed::Order { lines } => {
            let lines: Vec<String> = lines
                .iter()
                .map(|l| format!("{} {}×{} {}", l.purchase, l.seats, l.offer.0, l.term))
                .collect();
            format!("order {}", lines.join(", "))
        }
        Deed::SetEnd { subscription, end } => format!("set the end of {subscription} to {end:?}"),
        Deed::Cancel { subscription } | Deed::Suspend { subscription } => format!("{} {subscription}", deed.kind()),
        Deed::Swap { users, group, remove, add } => {
            let names =
                |skus: Vec<nahtlos_model::ids::SkuId>| skus.into_iter().map(crate::world::catalogue::name).collect::<Vec<_>>().join("+");
            let through = if group.is_some() { " through a group" } else { "" };
            let (from, to) = (names(remove.clone()), names(add.iter().map(|add| add.sku_id).collect()));
            format!("swap {} users{through} from [{from}] to [{to}]", users.len())
        }
        other => other.kind().to_owned(),
    }
}

fn came(outcome: &Outcome) -> String {
    match outcome {
        Outcome::Done { .. } => "done".to_owned(),
        Outcome::Users { failed } if failed.is_empty() => "done".to_owned(),
        Outcome::Users { failed } => format!("failed for {}: {}", failed.len(), failed[0].message),
        Outcome::Refused { message, .. } => format!("refused, {message}"),
        other => format!("{other:?}"),
    }
}

impl Target for Wire {
    fn look<'a>(&'a self, of: &'a Move, look: Look) -> BoxFuture<'a, Result<Sight, Blind>> {
        Box::pin(self.see(of, look))
    }

    fn act<'a>(&'a self, of: &'a Move, key: &'a str, deed: &'a Deed) -> BoxFuture<'a, Outcome> {
        Box::pin(async move {
            match self.answer(of, key, deed).await {
                Ok(outcome) => outcome,
                Err(halt) => Outcome::Unknown { why: halt.to_string() },
            }
        })
    }

    fn pause_ms(&self) -> i64 {
        DAY_MS
    }
}

/// Every account leads over the same wire.
#[derive(Debug, Clone)]
pub(crate) struct Wires(pub(crate) Wire);

impl Targets for Wires {
    fn of<'a>(&'a self, _partner: &'a str, _account: &'a str) -> BoxFuture<'a, Result<Arc<dyn Target>, Halt>> {
        Box::pin(async move { Ok(Arc::new(self.0.clone()) as Arc<dyn Target>) })
    }
}

/// Does a deed; licence changes one after the other, because what is done side by side draws chance in no order that a seed could fix.
async fn one_by_one(local: &Local, of: &Move, key: &str, deed: &Deed) -> Outcome {
    let Deed::Swap {
        users,
        group: None,
        remove,
        add,
    } = deed
    else {
        return local.act(of, key, deed).await;
    };
    let mut all = Vec::new();
    for user in users {
        let one = Deed::Swap {
            users: vec![user.clone()],
            group: None,
            remove: remove.clone(),
            add: add.clone(),
        };
        match local.act(of, key, &one).await {
            Outcome::Users { failed } => all.extend(failed),
            other => return other,
        }
    }
    Outcome::Users { failed: all }
}
