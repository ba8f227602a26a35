//! The outbox: mails wait for the mailer. Events wait there too, to be spread (`webhooks`).
//!
//! A mail is claimed, sent by the mailer while no transaction is open, and then reported as sent or not. Between the server's taking it
//! and the report a crash can make it go out twice, under the same message id; it is never lost.

use crate::{
    Engine,
    act::Act,
    halt::Halt,
    inner::Inner,
    invitations::{self, due::MAIL},
};
use nahtlos_store::{Transaction, Tx, outbox};
use std::sync::Arc;

/// How long a claim holds, in milliseconds of the machine's clock.
pub(crate) const LEASE_MS: i64 = 60_000;
/// Mails claimed at once: as many as the mailer sends side by side, so that a claim holds until each is reported.
const CLAIM_MAILS: i64 = 8;
/// Attempts after which a mail is set aside.
pub const ATTEMPTS: i64 = 10;
/// Pause after the first failure; every further one is four times as long.
const PAUSE_MS: i64 = 2_000;
/// Longest pause.
const LONGEST_PAUSE_MS: i64 = 6 * 3_600_000;
/// The kind of mails that were set aside. They stay: what was not sent can be read there.
const ASIDE: &str = "undelivered";

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

/// The pause after so many failures, in milliseconds.
fn pause_ms(failures: i64) -> i64 {
    let times = 4_i64.saturating_pow(u32::try_from(failures).unwrap_or(u32::MAX));
    PAUSE_MS.saturating_mul(times).min(LONGEST_PAUSE_MS)
}

struct ClaimMails {
    inner: Arc<Inner>,
    bucket: i64,
}

impl Transaction for ClaimMails {
    type Out = Vec<Message>;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Vec<Message>, Halt> {
        let machine = self.inner.clock.machine().0;
        let claim = outbox::Claim {
            owner: &self.inner.node,
            until_ms: machine + LEASE_MS,
            real_ms: machine,
            now: self.inner.clock.now(),
        };
        let found = outbox::claim(tx, self.bucket, claim, MAIL, CLAIM_MAILS).await?;
        Ok(found
            .into_iter()
            .map(|m| Message {
                bucket: m.bucket,
                id: m.id,
                scope: m.scope,
                attempts: m.attempts,
                body: m.body,
            })
            .collect())
    }
}

/// What came of a mail.
#[derive(Debug, Clone)]
enum Outcome {
    Sent,
    Dropped,
    Failed(String),
}

struct Report {
    inner: Arc<Inner>,
    message: Message,
    outcome: Outcome,
}

impl Transaction for Report {
    type Out = ();
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<(), Halt> {
        let (message, owner) = (&self.message, self.inner.node.as_str());
        let (bucket, id) = (message.bucket, message.id.as_str());
        let call = Engine::nobodys_call(&self.inner);
        let mut act = Act::new(tx, &call, &self.inner, self.inner.clock.now());
        match &self.outcome {
            Outcome::Sent => {
                outbox::done(act.tx, bucket, id, owner).await?;
                let now = act.now;
                invitations::note(&mut act, message, Ok(now)).await?;
            }
            Outcome::Dropped => outbox::done(act.tx, bucket, id, owner).await?,
            Outcome::Failed(problem) => {
                if message.attempts + 1 >= ATTEMPTS {
                    outbox::set_aside(act.tx, bucket, id, owner, ASIDE).await?;
                } else {
                    let until = self.inner.clock.machine().0.saturating_add(pause_ms(message.attempts));
                    outbox::pause(act.tx, bucket, id, owner, until).await?;
                }
                invitations::note(&mut act, message, Err(problem)).await?;
            }
        }
        act.finish().await
    }
}

impl Engine {
    /// Claims mails that are to go out now: some of one bucket.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn claim_mails(&self) -> Result<Vec<Message>, Halt> {
        let mut tx = self.inner.store.reader().await?;
        let buckets = outbox::buckets(&mut tx, MAIL, self.inner.clock.now(), self.inner.clock.machine().0).await?;
        drop(tx);
        for bucket in buckets {
            let claim = ClaimMails {
                inner: Arc::clone(&self.inner),
                bucket,
            };
            let found = self.inner.store.transact(Arc::new(claim)).await?;
            if !found.is_empty() {
                return Ok(found);
            }
        }
        Ok(Vec::new())
    }

    /// Reports that the mail server took a mail.
    ///
    /// # Errors
    /// Faults of the database; then the mail goes out once more when the claim has ended.
    pub async fn mail_sent(&self, message: &Message) -> Result<(), Halt> {
        self.report(message, Outcome::Sent).await
    }

    /// Reports that there is nothing to send any more.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn mail_dropped(&self, message: &Message) -> Result<(), Halt> {
        self.report(message, Outcome::Dropped).await
    }

    /// Reports that a mail was not taken, and why: it is tried again after a pause that grows; after [`ATTEMPTS`] it is set aside.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn mail_failed(&self, message: &Message, problem: &str) -> Result<(), Halt> {
        self.report(message, Outcome::Failed(problem.to_owned())).await
    }

    async fn report(&self, message: &Message, outcome: Outcome) -> Result<(), Halt> {
        let report = Report {
            inner: Arc::clone(&self.inner),
            message: message.clone(),
            outcome,
        };
        self.inner.store.transact(Arc::new(report)).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_to_a_longest_one() {
        let all: Vec<i64> = (0..ATTEMPTS).map(pause_ms).collect();
        assert_eq!(all[..3], [2_000, 8_000, 32_000]);
        assert_eq!((all[9], pause_ms(i64::MAX)), (LONGEST_PAUSE_MS, LONGEST_PAUSE_MS));
    }
}
