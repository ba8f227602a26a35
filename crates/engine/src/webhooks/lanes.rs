//! Deliveries on their way out: lanes are claimed with a lease, and of a lane one delivery after the other goes out.
//!
//! A delivery is taken here, sent by the server while no transaction is open, and then reported. Between the receiver's answer and the
//! report a crash can make it go out twice, with the same bytes; it is never lost. One that failed waits its pause while those behind it
//! go out.

use crate::{Engine, halt::Halt, inner::Inner};
use nahtlos_model::{
    instants::Instant,
    program::Program,
    webhooks::{Attempt, Delivery, DeliveryStatus, Registration},
};
use nahtlos_store::{
    Transaction, Tx,
    webhooks::{self, Held},
};
use std::sync::Arc;

/// How long a lane is held, in milliseconds of the machine's clock: longer than one attempt takes.
const LEASE_MS: i64 = 30_000;

/// A lane of this node's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lane {
    /// The partner.
    pub partner: String,
    /// Its name.
    pub name: String,
}

/// A delivery to send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outgoing {
    /// What to send.
    pub delivery: Delivery,
    /// To whom, as it is registered now.
    pub to: Registration,
}

struct Claim {
    inner: Arc<Inner>,
    lane: Lane,
}

fn held<'a>(inner: &'a Inner, lane: &'a Lane) -> Held<'a> {
    Held {
        partner: &lane.partner,
        lane: &lane.name,
        owner: &inner.node,
    }
}

impl Transaction for Claim {
    type Out = bool;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<bool, Halt> {
        let machine = self.inner.clock.machine();
        Ok(webhooks::claim(tx, held(&self.inner, &self.lane), machine, machine.plus_ms(LEASE_MS)).await?)
    }
}

struct Next {
    inner: Arc<Inner>,
    lane: Lane,
}

impl Transaction for Next {
    type Out = Option<Outgoing>;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Option<Outgoing>, Halt> {
        let (machine, lane) = (self.inner.clock.machine(), &self.lane);
        let held = held(&self.inner, lane);
        if !webhooks::hold(tx, held, machine.plus_ms(LEASE_MS)).await? {
            return Ok(None); // It took too long, and another node has it.
        }
        loop {
            let Some(delivery) = webhooks::waiting(tx, &lane.partner, &lane.name, machine).await? else {
                if webhooks::rest(tx, held).await? {
                    return Ok(None);
                }
                continue;
            };
            let to = webhooks::find(tx, &lane.partner, &delivery.owner).await?;
            match to.filter(|to| to.wants(&delivery.event)) {
                Some(to) => return Ok(Some(Outgoing { delivery, to })),
                None => {
                    let dropped = Delivery {
                        status: DeliveryStatus::Dropped,
                        version: delivery.version + 1,
                        ..delivery.clone()
                    };
                    webhooks::change(tx, &delivery, &dropped).await?;
                }
            }
        }
    }
}

struct Release {
    inner: Arc<Inner>,
    lane: Lane,
}

impl Transaction for Release {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        let held = held(&self.inner, &self.lane);
        while webhooks::hold(tx, held, self.inner.clock.machine()).await? && !webhooks::rest(tx, held).await? {}
        Ok(())
    }
}

struct Report {
    before: Delivery,
    after: Delivery,
}

impl Transaction for Report {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        Ok(webhooks::change(tx, &self.before, &self.after).await?)
    }
}

impl Engine {
    /// Claims lanes that have something to do, at most so many.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn claim_lanes(&self, most: i64) -> Result<Vec<Lane>, Halt> {
        let machine = self.inner.clock.machine();
        let ready = webhooks::ready(&mut self.inner.store.reader().await?, machine, most).await?;
        let mut mine = Vec::with_capacity(ready.len());
        for (partner, name) in ready {
            let lane = Lane { partner, name };
            let claim = Claim {
                inner: Arc::clone(&self.inner),
                lane: lane.clone(),
            };
            if self.inner.store.transact(Arc::new(claim)).await? {
                mine.push(lane);
            }
        }
        Ok(mine)
    }

    /// The next delivery of a lane that this node holds; `None`: the lane rests, or is another's by now.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn next_delivery(&self, lane: &Lane) -> Result<Option<Outgoing>, Halt> {
        let next = Next {
            inner: Arc::clone(&self.inner),
            lane: lane.clone(),
        };
        self.inner.store.transact(Arc::new(next)).await
    }

    /// Reports what came of an attempt; the delivery as it stands then. `longest_ms` is the longest pause.
    ///
    /// # Errors
    /// Faults of the database, and where another node reported meanwhile; then the delivery goes out once more.
    pub async fn attempted(&self, sent: &Outgoing, attempt: Attempt, longest_ms: i64) -> Result<Delivery, Halt> {
        let most = Program::bundled().on(self.now().date()).webhook_attempts;
        let after = sent.delivery.attempted(attempt, &sent.to.url, most, longest_ms);
        let report = Report {
            before: sent.delivery.clone(),
            after: after.clone(),
        };
        self.inner.store.transact(Arc::new(report)).await?;
        Ok(after)
    }

    /// Gives a lane back before its end.
    ///
    /// # Errors
    /// Faults of the database; then the lane is free when the claim has ended.
    pub async fn release_lane(&self, lane: &Lane) -> Result<(), Halt> {
        let release = Release {
            inner: Arc::clone(&self.inner),
            lane: lane.clone(),
        };
        self.inner.store.transact(Arc::new(release)).await
    }

    /// The machine's time, for attempts and their pauses.
    pub fn attempt_time(&self) -> Instant {
        self.inner.clock.machine()
    }
}
