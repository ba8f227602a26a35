//! The outbox: events that nobody has subscribed to are dropped; mails wait for the mailer.

use crate::{Engine, halt::Halt, inner::Inner};
use nahtlos_store::{Transaction, Tx, outbox};
use std::sync::Arc;

/// Messages claimed at once.
const CLAIM: i64 = 512;
/// How long a claim holds, in milliseconds of the machine's clock.
const LEASE_MS: i64 = 60_000;

/// A message to carry out of the house.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    /// Where it stands.
    pub bucket: i64,
    /// Its id.
    pub id: String,
    /// The tenant it is about.
    pub scope: String,
    /// Attempts so far.
    pub attempts: i64,
    /// JSON.
    pub body: String,
}

struct DropEvents {
    inner: Arc<Inner>,
    bucket: i64,
}

impl Transaction for DropEvents {
    type Out = usize;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<usize, Halt> {
        let machine = self.inner.clock.machine().0;
        let owner = self.inner.node.as_str();
        let claim = outbox::Claim {
            owner,
            until_ms: machine + LEASE_MS,
            real_ms: machine,
            now: self.inner.clock.now(),
        };
        let found = outbox::claim(tx, self.bucket, claim, "event", CLAIM).await?;
        for message in &found {
            outbox::done(tx, self.bucket, &message.id, owner).await?;
        }
        Ok(found.len())
    }
}

impl Engine {
    /// Drops events for which there is no subscriber; how many.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn drop_events(&self) -> Result<usize, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let buckets = outbox::buckets(&mut tx, "event", self.inner.clock.now(), self.inner.clock.machine().0).await?;
        drop(tx);
        let mut total = 0;
        for bucket in buckets {
            total += self
                .inner
                .store
                .transact(Arc::new(DropEvents {
                    inner: Arc::clone(&self.inner),
                    bucket,
                }))
                .await?;
        }
        Ok(total)
    }
}
