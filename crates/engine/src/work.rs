//! Due work: claims what is due, bucket by bucket, and does one step at a time, each in a transaction of its own.
//!
//! Work of one time runs side by side, later work after it, so that things happen in the order of their times. On a sandbox's
//! clock, turning it forward stops at every due time on the way.

use crate::{
    Engine,
    act::Act,
    ambient::ClockState,
    call::{Actor, Call},
    halt::Halt,
    inner::Inner,
    invitations, subscriptions, users,
};
use nahtlos_model::{
    instants::Instant,
    program::Program,
    refusals::{Code, Refusal},
};
use nahtlos_store::{
    Store, Transaction, Tx, carts,
    due::{self, Due},
    idempotency, identity, outbox, settings, webhooks,
};
use std::sync::Arc;

/// How long a claim holds, in milliseconds of the machine's clock.
const LEASE_MS: i64 = 60_000;
/// Work claimed at once.
const CLAIM: i64 = 256;
/// The setting that keeps the clock.
const CLOCK: &str = "clock";

impl Engine {
    /// Does due work of one bucket up to an instant; how many pieces.
    ///
    /// # Errors
    /// Faults of the database; a step that fails is left for the next claim.
    pub async fn work(&self, until: Instant) -> Result<usize, Halt> {
        let machine = self.inner.clock.machine();
        let mut tx = self.inner.store.reader().await?;
        let Some(bucket) = due::ready(&mut tx, until, machine.0).await? else {
            return Ok(0);
        };
        drop(tx);
        let claimed = self
            .inner
            .store
            .transact(Arc::new(ClaimWork {
                inner: Arc::clone(&self.inner),
                bucket,
                until,
            }))
            .await?;
        let count = claimed.len();
        let mut rest = claimed.as_slice();
        while let Some(first) = rest.first() {
            let same = rest.iter().take_while(|d| d.at == first.at).count();
            let (now, later) = rest.split_at(same);
            let steps = now.iter().map(|work| {
                self.inner.store.transact(Arc::new(Step {
                    inner: Arc::clone(&self.inner),
                    work: work.clone(),
                }))
            });
            for done in futures_util::future::join_all(steps).await {
                done?;
            }
            rest = later;
        }
        Ok(count)
    }

    /// Does all work that is due by the program's clock.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn work_all(&self) -> Result<usize, Halt> {
        let mut total = 0;
        loop {
            match self.work(self.inner.clock.now()).await? {
                0 => return Ok(total),
                n => total += n,
            }
        }
    }

    /// When work is due next.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn next_work(&self) -> Result<Option<Instant>, Halt> {
        Ok(due::next(&mut self.inner.store.reader().await?).await?)
    }

    /// The program's time.
    pub fn now(&self) -> Instant {
        self.inner.clock.now()
    }

    /// How the sandbox's clock stands.
    pub fn clock(&self) -> ClockState {
        self.inner.clock.state()
    }

    /// Turns the sandbox's clock forward to an instant, doing what falls due on the way, in order.
    ///
    /// # Errors
    /// `SandboxOnly`; a time before the present one; faults.
    pub async fn turn_clock(&self, to: Instant) -> Result<Instant, Halt> {
        self.only_in_sandbox()?;
        let _alone = self.inner.turning.lock().await;
        let now = self.inner.clock.now();
        if to < now {
            return Err(Refusal::property("set", format!("{to} is before {now}; the clock turns forward only")).into());
        }
        while let Some(at) = self.next_work().await?.filter(|at| *at <= to) {
            self.inner.clock.set(at.max(self.inner.clock.now().min(to)));
            if self.work(at.max(now)).await? == 0 {
                // Claimed by another node, or left by one that died: wait until it is done or free.
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        }
        let state = self.inner.clock.set(to);
        self.keep_clock(state).await?;
        Ok(to)
    }

    /// Lets the sandbox's clock run or stand.
    ///
    /// # Errors
    /// `SandboxOnly`; faults.
    pub async fn run_clock(&self, running: bool) -> Result<Instant, Halt> {
        self.only_in_sandbox()?;
        let state = self.inner.clock.run(running);
        self.keep_clock(state).await?;
        Ok(self.inner.clock.now())
    }

    fn only_in_sandbox(&self) -> Result<(), Halt> {
        if self.inner.sandbox {
            Ok(())
        } else {
            Err(Code::SandboxOnly.into())
        }
    }

    async fn keep_clock(&self, state: ClockState) -> Result<(), Halt> {
        keep_clock(&self.inner.store, state).await
    }

    /// Forgets what has expired: replies, grants, old deliveries. Called now and then.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn tidy(&self) -> Result<(), Halt> {
        let machine = self.inner.clock.machine();
        let now = self.inner.clock.now();
        self.inner.store.transact(Arc::new(Tidy { machine, now })).await
    }
}

/// The clock as it was kept, for the start.
pub(crate) async fn kept_clock(tx: &mut Tx) -> Result<Option<ClockState>, Halt> {
    let kept = settings::get(tx, CLOCK).await?;
    Ok(kept
        .map(|text| serde_json::from_str(&text))
        .transpose()
        .map_err(nahtlos_store::StoreError::from)?)
}

/// Keeps the clock for the next start.
pub(crate) async fn keep_clock(store: &Store, state: ClockState) -> Result<(), Halt> {
    let value = serde_json::to_string(&state).map_err(nahtlos_store::StoreError::from)?;
    store.transact(Arc::new(KeepClock { value })).await
}

struct KeepClock {
    value: String,
}

impl Transaction for KeepClock {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        Ok(settings::set(tx, CLOCK, &self.value).await?)
    }
}

struct Tidy {
    machine: Instant,
    now: Instant,
}

impl Transaction for Tidy {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        idempotency::expire(tx, self.machine.0).await?;
        let kept = Program::bundled().on(self.now.date()).webhook_kept_days;
        webhooks::expire(tx, self.now.plus_days(-kept)).await?;
        Ok(identity::expire(tx, self.machine.0).await?)
    }
}

struct ClaimWork {
    inner: Arc<Inner>,
    bucket: i64,
    until: Instant,
}

impl Transaction for ClaimWork {
    type Out = Vec<Due>;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<Due>, Halt> {
        let machine = self.inner.clock.machine().0;
        let claim = outbox::Claim {
            owner: &self.inner.node,
            until_ms: machine + LEASE_MS,
            real_ms: machine,
            now: self.until,
        };
        Ok(due::claim(tx, self.bucket, claim, CLAIM).await?)
    }
}

struct Step {
    inner: Arc<Inner>,
    work: Due,
}

impl Transaction for Step {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        let work = &self.work;
        if due::get(tx, &work.scope, &work.kind, &work.subject).await? != Some(work.at) {
            return Ok(()); // Changed in the meantime: its new time will come.
        }
        // Gone unless the step sets it anew: what nobody sets again is done.
        due::set(tx, &work.scope, &work.kind, &work.subject, None).await?;
        let correlation = uuid::Builder::from_random_bytes(self.inner.clock.random()).into_uuid().to_string();
        let call = Call {
            actor: Actor::time().into(),
            request_id: correlation.clone(),
            correlation_id: correlation,
            locale: "en-US".to_owned(),
            key: None,
            faults: None,
        };
        let mut act = Act::new(tx, &call, &self.inner, self.inner.clock.now().max(work.at));
        match work.kind.as_str() {
            subscriptions::save::DUE => subscriptions::due::fall_due(&mut act, work).await?,
            crate::carts::fill::DUE => carts::delete(act.tx, &work.scope, &work.subject).await?,
            users::delete::DUE => users::delete::purge(&mut act, work).await?,
            invitations::due::DUE => invitations::due::fall_due(&mut act, work).await?,
            crate::customers::qualify::DUE => crate::customers::qualify::fall_due(&mut act, work).await?,
            other => return Err(nahtlos_store::StoreError::other(format!("due work of a kind nobody knows: {other}")).into()),
        }
        act.finish().await
    }
}
