//! The one door of every change: replay, permit, run, trail, keep the reply, commit.

use crate::{
    Engine,
    act::Act,
    call::{Call, Need, Scope},
    halt::Halt,
    inner::Inner,
    permit::{self, Permit},
    reply::{Render, Reply},
};
use nahtlos_model::{instants::HOUR_MS, program::Program, refusals::Code};
use nahtlos_store::{Transaction, Tx, idempotency};
use std::sync::Arc;

/// A command. It loads, asks the model to decide, and saves; it may run more than once before it is committed.
pub trait UseCase: Send + Sync + 'static {
    /// What it answers.
    type Out: Send + 'static;

    /// The right it needs, and on whose things.
    fn needs(&self) -> Need;

    /// Does it.
    fn run(&self, act: &mut Act<'_>, permit: Permit) -> impl Future<Output = Result<Self::Out, Halt>> + Send;
}

struct Door<C: UseCase> {
    inner: Arc<Inner>,
    call: Call,
    command: C,
    render: Option<Render<C::Out>>,
}

/// What came of a command.
#[derive(Debug)]
pub enum Done<T> {
    /// It ran.
    Fresh(T),
    /// It ran before, with this reply.
    Replayed(Reply),
}

impl<C: UseCase> Transaction for Door<C> {
    type Out = Done<C::Out>;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Self::Out, Halt> {
        let need = self.command.needs();
        let scope = match &need.scope {
            Scope::Own => self.call.actor.tenant_id.clone(),
            Scope::Customer(id) | Scope::Directory(id) => id.clone(),
        };
        let now = self.inner.clock.now();
        // Kept replies expire by the machine's clock: turning a sandbox's clock is no reason to do a thing twice.
        let machine = self.inner.clock.machine();
        // Asked before the permit: a request that ended what allowed it gets its answer again. The key is of its tenant and application.
        if let Some(key) = &self.call.key
            && let Some(kept) = idempotency::find(tx, &scope, &key.hash, machine.0).await?
        {
            if kept.digest != key.digest {
                return Err(Code::IdempotencyConflict.into());
            }
            let location = Some(kept.location).filter(|l| !l.is_empty());
            return Ok(Done::Replayed(Reply {
                status: kept.status as u16,
                location,
                body: kept.body,
            }));
        }
        let permit = permit::grant(tx, &self.call.actor, &need, now).await?;
        let mut act = Act::new(tx, &self.call, &self.inner, now);
        let out = self.command.run(&mut act, permit).await?;
        act.finish().await?;
        if let (Some(key), Some(render)) = (&self.call.key, &self.render) {
            let reply = render(&out);
            let hours = Program::bundled().on(now.date()).idempotency_hours;
            let kept = idempotency::Kept {
                digest: key.digest.clone(),
                status: i64::from(reply.status),
                location: reply.location.unwrap_or_default(),
                body: reply.body,
            };
            idempotency::keep(tx, &scope, &key.hash, machine.0, machine.0 + hours * HOUR_MS, &kept).await?;
        }
        Ok(Done::Fresh(out))
    }
}

impl Engine {
    /// Runs a command and answers its result.
    ///
    /// # Errors
    /// Refusals of the permit and the decision; faults of the database. Nothing is half done.
    pub async fn execute<C: UseCase>(&self, call: &Call, command: C) -> Result<C::Out, Halt> {
        let call = Call { key: None, ..call.clone() };
        match self
            .inner
            .store
            .transact(Arc::new(Door {
                inner: Arc::clone(&self.inner),
                call,
                command,
                render: None,
            }))
            .await?
        {
            Done::Fresh(out) => Ok(out),
            Done::Replayed(_) => unreachable!("a call without a key is never replayed"),
        }
    }

    /// Runs a command and answers its reply; a request that came before gets the reply it got then.
    ///
    /// # Errors
    /// As [`Engine::execute`], and a key that came with other content.
    pub async fn reply<C: UseCase>(&self, call: &Call, command: C, render: Render<C::Out>) -> Result<Reply, Halt> {
        let door = Door {
            inner: Arc::clone(&self.inner),
            call: call.clone(),
            command,
            render: Some(Arc::clone(&render)),
        };
        match self.inner.store.transact(Arc::new(door)).await? {
            Done::Fresh(out) => Ok(render(&out)),
            Done::Replayed(reply) => Ok(reply),
        }
    }
}
