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
    state: Arc<parking_lot::Mutex<Turned>>,
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

impl ClockState {
    /// The time by it.
    pub(crate) fn now(self, machine: Instant) -> Instant {
        match self {
            Self::Running { ahead_ms } => machine.plus_ms(ahead_ms),
            Self::Stopped { at } => at,
        }
    }
}

/// A state of the clock with its number: how often the clock was turned before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Turned {
    /// How it differs from the machine's.
    #[serde(flatten)]
    pub state: ClockState,
    /// From 0.
    #[serde(default)]
    pub turn: u64,
}

impl Clock {
    /// A clock in a state.
    pub fn new(ambient: Arc<dyn Ambient>, state: ClockState) -> Self {
        Self {
            ambient,
            state: Arc::new(parking_lot::Mutex::new(Turned { state, turn: 0 })),
        }
    }

    /// The program's time.
    pub fn now(&self) -> Instant {
        let state = self.state.lock().state;
        state.now(self.ambient.now())
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
        self.state.lock().state
    }

    /// The same, with its number.
    pub(crate) fn turned(&self) -> Turned {
        *self.state.lock()
    }

    /// Takes over a state, unless it is older than the present one.
    pub(crate) fn adopt(&self, turned: Turned) {
        let mut state = self.state.lock();
        if turned.turn > state.turn || state.turn == 0 {
            *state = turned;
        }
    }

    /// Sets it to an instant; it goes on running or standing as it was.
    pub(crate) fn set(&self, at: Instant) {
        let machine = self.ambient.now();
        let mut turned = self.state.lock();
        turned.state = match turned.state {
            ClockState::Running { .. } => ClockState::Running {
                ahead_ms: at.0 - machine.0,
            },
            ClockState::Stopped { .. } => ClockState::Stopped { at },
        };
    }
}
