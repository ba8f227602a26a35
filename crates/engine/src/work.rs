//! Due work: claims what is due, bucket by bucket, and does one step at a time, each in a transaction of its own.
//!
//! Work of one time runs side by side, later work after it, so that things happen in the order of their times. On a sandbox's
//! clock, turning it forward stops at every due time on the way. Of several processes one at a time works at a bucket, and each piece is taken
//! away in the transaction that does it: it is done once, whoever is killed meanwhile.

use crate::{
    Engine,
    act::Act,
    ambient::ClockState,
    call::{Actor, Call},
    delegations,
    following::Wish,
    halt::Halt,
    inner::Inner,
    invitations, migrations, subscriptions, users,
};
use nahtlos_model::{
    instants::Instant,
    program::Program,
    refusals::{Code, Refusal},
};
use nahtlos_store::{
    Transaction, Tx, carts,
    due::{self, Due},
    idempotency, identity, outbox, sessions, webhooks,
};
use std::sync::Arc;

/// Work claimed at once.
const CLAIM: i64 = 256;

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
        if claimed.is_empty() {
            return Ok(0);
        }
        let done = self.steps(&claimed).await;
        let inner = Arc::clone(&self.inner);
        self.inner.store.transact(Arc::new(Release { inner, bucket })).await?;
        done.map(|()| claimed.len())
    }

    /// Does pieces of work: those of one time side by side, later ones after them.
    async fn steps(&self, claimed: &[Due]) -> Result<(), Halt> {
        let mut rest = claimed;
        while let Some(first) = rest.first() {
            let same = match self.inner.side_by_side {
                true => rest.iter().take_while(|d| d.at == first.at).count(),
                false => 1,
            };
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
        Ok(())
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

    /// When work is due or a move is to be looked at next.
    async fn next_of_all(&self) -> Result<Option<Instant>, Halt> {
        Ok([self.next_work().await?, self.next_move().await?].into_iter().flatten().min())
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
        self.follow().await?;
        let now = self.inner.clock.now();
        if to < now {
            return Err(Refusal::property("set", format!("{to} is before {now}; the clock turns forward only")).into());
        }
        while let Some(at) = self.next_of_all().await?.filter(|at| *at <= to) {
            self.stop_at(at.max(self.inner.clock.now().min(to))).await?;
            let until = at.max(now);
            if self.work(until).await? + self.carry_due(until).await? == 0 {
                // Claimed by another node, or left by one that died: wait until it is done or free.
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        }
        self.turn(Wish::To(to)).await?;
        Ok(to)
    }

    /// Lets the sandbox's clock run or stand.
    ///
    /// # Errors
    /// `SandboxOnly`; faults.
    pub async fn run_clock(&self, running: bool) -> Result<Instant, Halt> {
        self.only_in_sandbox()?;
        self.turn(Wish::Run(running)).await?;
        Ok(self.inner.clock.now())
    }

    fn only_in_sandbox(&self) -> Result<(), Halt> {
        if self.inner.sandbox {
            Ok(())
        } else {
            Err(Code::SandboxOnly.into())
        }
    }

    /// Forgets what has expired by the machine's clock: replies, grants, old deliveries. Called now and then.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn tidy(&self) -> Result<(), Halt> {
        let machine = self.inner.clock.machine();
        let now = self.inner.clock.now();
        self.inner.store.transact(Arc::new(Tidy { machine, now })).await
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
        sessions::expire(tx, self.machine.0).await?;
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
            until_ms: machine + self.inner.lease_ms,
            real_ms: machine,
            now: self.until,
        };
        if !due::lease(tx, self.bucket, claim).await? {
            return Ok(Vec::new()); // Another process, or another task of this one, is at it.
        }
        let found = due::claim(tx, self.bucket, claim, CLAIM).await?;
        if found.is_empty() {
            due::release(tx, self.bucket, claim.owner).await?;
        }
        Ok(found)
    }
}

struct Release {
    inner: Arc<Inner>,
    bucket: i64,
}

impl Transaction for Release {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        Ok(due::release(tx, self.bucket, &self.inner.node).await?)
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
        // Gone unless the step sets it anew: what nobody sets again is done.
        if !due::take(tx, work).await? {
            return Ok(()); // Done by another, or changed in the meantime: its new time will come.
        }
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
            migrations::due::DUE => migrations::due::fall_due(&mut act, work).await?,
            migrations::due::DUE_SCHEDULE => migrations::due::fall_due_schedule(&mut act, work).await?,
            invitations::due::DUE => invitations::due::fall_due(&mut act, work).await?,
            crate::request_log::DUE => crate::request_log::fall_due(&mut act, work).await?,
            crate::service_requests::due::DUE => crate::service_requests::due::fall_due(&mut act, work).await?,
            crate::profiles::vet::DUE => crate::profiles::vet::fall_due(&mut act, work).await?,
            crate::customers::qualify::DUE => crate::customers::qualify::fall_due(&mut act, work).await?,
            crate::channel_transfers::due::DUE => crate::channel_transfers::due::fall_due(&mut act, work).await?,
            crate::departures::due::DUE => crate::departures::due::fall_due(&mut act, work).await?,
            crate::transfers::save::DUE => crate::transfers::work::fall_due(&mut act, work).await?,
            delegations::due::DELEGATION => delegations::due::delegation(&mut act, work).await?,
            delegations::due::NOTICE => delegations::tell::fall_due(&mut act, work).await?,
            crate::moves::tell::DUE => crate::moves::tell::fall_due(&mut act, work).await?,
            delegations::due::ASSIGNMENT => delegations::due::assignment(&mut act, work).await?,
            delegations::due::REQUEST => delegations::due::request(&mut act, work).await?,
            delegations::due::OPERATION => delegations::due::operation(&mut act, work).await?,
            other => return Err(nahtlos_store::StoreError::other(format!("due work of a kind nobody knows: {other}")).into()),
        }
        act.finish().await
    }
}
