//! What the engine gets from outside: time and chance. The server gives the machine's, simulations give their own.

use nahtlos_model::instants::Instant;
use std::{fmt::Debug, sync::Arc};

/// Time and chance.
pub trait Ambient: Debug + Send + Sync + 'static {
    /// The machine's time.
    fn now(&self) -> Instant;
    /// Sixteen random bytes.
    fn random(&self) -> [u8; 16];
}

/// The program's clock: the machine's, or in a sandbox one that can be stopped, set and turned forward.
#[derive(Debug, Clone)]
pub struct Clock {
    ambient: Arc<dyn Ambient>,
    state: Arc<parking_lot::Mutex<ClockState>>,
}

/// How a clock differs from the machine's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub enum ClockState {
    /// Ahead of the machine by milliseconds, and running.
    Running {
        /// Milliseconds.
        ahead_ms: i64,
    },
    /// Standing still.
    Stopped {
        /// At this instant.
        at: Instant,
    },
}

impl Clock {
    /// A clock in a state.
    pub fn new(ambient: Arc<dyn Ambient>, state: ClockState) -> Self {
        Self {
            ambient,
            state: Arc::new(parking_lot::Mutex::new(state)),
        }
    }

    /// The program's time.
    pub fn now(&self) -> Instant {
        match *self.state.lock() {
            ClockState::Running { ahead_ms } => self.ambient.now().plus_ms(ahead_ms),
            ClockState::Stopped { at } => at,
        }
    }

    /// The machine's time: for leases and pauses, which no sandbox turns.
    pub fn machine(&self) -> Instant {
        self.ambient.now()
    }

    /// Sixteen random bytes.
    pub fn random(&self) -> [u8; 16] {
        self.ambient.random()
    }

    /// How it differs from the machine's.
    pub fn state(&self) -> ClockState {
        *self.state.lock()
    }

    /// Sets it to an instant; it goes on running or standing as it was.
    pub(crate) fn set(&self, at: Instant) -> ClockState {
        let machine = self.ambient.now();
        let mut state = self.state.lock();
        *state = match *state {
            ClockState::Running { .. } => ClockState::Running {
                ahead_ms: at.0 - machine.0,
            },
            ClockState::Stopped { .. } => ClockState::Stopped { at },
        };
        *state
    }

    /// Lets it run or stand, from its present instant.
    pub(crate) fn run(&self, running: bool) -> ClockState {
        let now = self.now();
        let machine = self.ambient.now();
        let mut state = self.state.lock();
        *state = if running {
            ClockState::Running {
                ahead_ms: now.0 - machine.0,
            }
        } else {
            ClockState::Stopped { at: now }
        };
        *state
    }
}
