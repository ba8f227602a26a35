//! The virtual clock: nothing passes but what the simulation lets pass.

use crate::chance::Chance;
use nahtlos_engine::ambient::Ambient;
use nahtlos_model::instants::Instant;
use parking_lot::Mutex;
use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

/// The time of the whole simulation.
#[derive(Debug, Default)]
pub(crate) struct Time(AtomicI64);

impl Time {
    pub(crate) fn now(&self) -> Instant {
        Instant(self.0.load(Ordering::SeqCst))
    }

    /// Forward to an instant; never back.
    pub(crate) fn set(&self, at: Instant) {
        self.0.fetch_max(at.0, Ordering::SeqCst);
    }

    pub(crate) fn pass(&self, ms: i64) {
        self.0.fetch_add(ms.max(0), Ordering::SeqCst);
    }
}

/// Somebody's clock and chance.
#[derive(Debug)]
pub(crate) struct Clock {
    time: Arc<Time>,
    /// Milliseconds by which it goes wrong.
    skew_ms: i64,
    chance: Mutex<Chance>,
}

impl Clock {
    pub(crate) fn new(time: Arc<Time>, skew_ms: i64, chance: Chance) -> Arc<Self> {
        let chance = Mutex::new(chance);
        Arc::new(Self { time, skew_ms, chance })
    }
}

impl Ambient for Clock {
    fn now(&self) -> Instant {
        self.time.now().plus_ms(self.skew_ms)
    }

    fn random(&self) -> [u8; 16] {
        self.chance.lock().bytes()
    }
}
