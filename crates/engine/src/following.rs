//! A sandbox's clock, shared by all processes on one database: who turns it writes it down first, and who answers a request has read it since
//! the request came.
//!
//! Every state of the clock has a number; a process never goes back to an older one. On a database that only this process has, nothing is
//! asked. Called by the door of requests, by the worker, and by who turns the clock.

use crate::{
    Engine,
    ambient::{Clock, ClockState, Turned},
    halt::Halt,
    inner::Inner,
};
use nahtlos_model::instants::Instant;
use nahtlos_store::{Store, StoreError, Transaction, Tx, settings};
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// The setting that keeps the clock.
const CLOCK: &str = "clock";
/// Who changes the clock writes here first, so that of two the second waits for the first, and then reads what it did.
const TURN: &str = "clock-turn";

/// Requests that want to know the clock as it is since they came. Many share one question.
#[derive(Debug, Default)]
pub(crate) struct Arrivals {
    come: AtomicU64,
    answered: tokio::sync::Mutex<u64>,
}

/// What is to become of the clock.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Wish {
    /// Forward to an instant; never back, if another turned it further meanwhile.
    To(Instant),
    /// Run or stand.
    Run(bool),
}

impl Wish {
    fn of(self, state: ClockState, machine: Instant) -> ClockState {
        let now = state.now(machine);
        let running = |at: Instant| ClockState::Running {
            ahead_ms: at.0 - machine.0,
        };
        match (self, state) {
            (Self::To(at), ClockState::Running { .. }) => running(at.max(now)),
            (Self::To(at), ClockState::Stopped { .. }) => ClockState::Stopped { at: at.max(now) },
            (Self::Run(true), _) => running(now),
            (Self::Run(false), _) => ClockState::Stopped { at: now },
        }
    }
}

async fn kept(tx: &mut Tx) -> Result<Option<Turned>, Halt> {
    let kept = settings::get(tx, CLOCK).await?;
    Ok(kept.map(|text| serde_json::from_str(&text)).transpose().map_err(StoreError::from)?)
}

async fn keep(tx: &mut Tx, turned: &Turned) -> Result<(), Halt> {
    let text = serde_json::to_string(turned).map_err(StoreError::from)?;
    Ok(settings::set(tx, CLOCK, &text).await?)
}

/// Takes over the clock that is kept; where none is and it is to begin somewhere, lets it begin there.
pub(crate) async fn begin(store: &Store, clock: &Clock, begins: Option<Instant>, node: &str) -> Result<(), Halt> {
    let mut found = kept(&mut store.reader().await?).await?;
    if let (None, Some(at)) = (&found, begins) {
        let machine = clock.machine();
        let begin = Begin {
            node: node.to_owned(),
            state: ClockState::Running {
                ahead_ms: at.0 - machine.0,
            },
        };
        found = Some(store.transact(Arc::new(begin)).await?);
    }
    if let Some(found) = found {
        clock.adopt(found);
    }
    Ok(())
}

/// Of processes that begin at once, the first one's clock counts.
struct Begin {
    node: String,
    state: ClockState,
}

impl Transaction for Begin {
    type Out = Turned;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Turned, Halt> {
        settings::set(tx, TURN, &self.node).await?;
        if let Some(found) = kept(tx).await? {
            return Ok(found);
        }
        let begun = Turned {
            state: self.state,
            turn: 1,
        };
        keep(tx, &begun).await?;
        Ok(begun)
    }
}

struct Turn {
    inner: Arc<Inner>,
    wish: Wish,
}

impl Transaction for Turn {
    type Out = Turned;
    type Err = Halt;

    async fn run(&self, tx: &mut Tx) -> Result<Turned, Halt> {
        settings::set(tx, TURN, &self.inner.node).await?;
        let here = self.inner.clock.turned();
        let there = kept(tx).await?.filter(|there| there.turn > here.turn);
        let present = there.unwrap_or(here);
        let turned = Turned {
            state: self.wish.of(present.state, self.inner.clock.machine()),
            turn: present.turn + 1,
        };
        keep(tx, &turned).await?;
        Ok(turned)
    }
}

impl Engine {
    /// Sees how other processes turned the clock: afterwards it is at least as it was when this was called.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn follow(&self) -> Result<(), Halt> {
        if !self.inner.shared {
            return Ok(());
        }
        let arrivals = &self.inner.arrivals;
        let mine = arrivals.come.fetch_add(1, Ordering::SeqCst) + 1;
        let mut answered = arrivals.answered.lock().await;
        if *answered >= mine {
            return Ok(()); // Somebody asked after this one had come.
        }
        let all = arrivals.come.load(Ordering::SeqCst);
        if let Some(found) = kept(&mut self.inner.store.reader().await?).await? {
            self.inner.clock.adopt(found);
        }
        *answered = all;
        Ok(())
    }

    /// Changes the clock, for all processes and for the next start.
    pub(crate) async fn turn(&self, wish: Wish) -> Result<(), Halt> {
        let turn = Turn {
            inner: Arc::clone(&self.inner),
            wish,
        };
        let turned = self.inner.store.transact(Arc::new(turn)).await?;
        self.inner.clock.adopt(turned);
        Ok(())
    }

    /// Stops the clock's way at an instant: in this process alone, or for all where there are others.
    pub(crate) async fn stop_at(&self, at: Instant) -> Result<(), Halt> {
        match self.inner.shared {
            true if at > self.inner.clock.now() => self.turn(Wish::To(at)).await,
            true => Ok(()),
            false => {
                self.inner.clock.set(at);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_goes_forward_only_and_keeps_running_or_standing() {
        let machine = Instant(1000);
        let running = ClockState::Running { ahead_ms: 500 };
        let stopped = ClockState::Stopped { at: Instant(1500) };
        for (wish, from, to) in [
            (Wish::To(Instant(3000)), running, ClockState::Running { ahead_ms: 2000 }),
            (Wish::To(Instant(1200)), running, running),
            (Wish::To(Instant(3000)), stopped, ClockState::Stopped { at: Instant(3000) }),
            (Wish::To(Instant(1)), stopped, stopped),
            (Wish::Run(false), running, stopped),
            (Wish::Run(true), stopped, running),
        ] {
            assert_eq!(wish.of(from, machine), to, "{wish:?} of {from:?}");
        }
    }

    #[test]
    fn a_clock_that_was_kept_before_turns_had_numbers_reads() {
        let old: Turned = serde_json::from_str("{\"running\":{\"ahead_ms\":7}}").unwrap();
        assert_eq!((old.state, old.turn), (ClockState::Running { ahead_ms: 7 }, 0));
        let stopped = Turned {
            state: ClockState::Stopped { at: Instant(86_400_000) },
            turn: 9,
        };
        let text = serde_json::to_string(&stopped).unwrap();
        assert_eq!(serde_json::from_str::<Turned>(&text).unwrap(), stopped, "{text}");
    }
}
