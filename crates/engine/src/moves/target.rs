//! The port to where a move is carried out: this center, or another service. It looks, and it does what it is told under a key; it decides
//! nothing, repeats nothing, and says what it does not know.

use crate::halt::Halt;
use futures_util::future::BoxFuture;
use nahtlos_model::{
    instants::Instant,
    moves::{
        Move,
        deeds::{Deed, Outcome},
        sight::{Look, Sight},
    },
};
use std::{fmt::Debug, sync::Arc};

/// Why nothing could be seen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blind {
    /// Why.
    pub why: String,
    /// Not before.
    pub not_before: Instant,
    /// On whose behalf it is carried out is gone or may not act any more: looking again does not help.
    pub gone: bool,
}

/// Where a move is carried out.
pub trait Target: Debug + Send + Sync {
    /// Looks at parts of how things stand. The times of what was seen are those at which the look began.
    fn look<'a>(&'a self, of: &'a Move, look: Look) -> BoxFuture<'a, Result<Sight, Blind>>;

    /// Does something, once for its key.
    fn act<'a>(&'a self, of: &'a Move, key: &'a str, deed: &'a Deed) -> BoxFuture<'a, Outcome>;

    /// Milliseconds between two looks at something that is waited for and of which nobody tells.
    fn pause_ms(&self) -> i64;
}

/// Finds the target of a move.
pub trait Targets: Debug + Send + Sync {
    /// The target of an account of a partner.
    fn of<'a>(&'a self, partner: &'a str, account: &'a str) -> BoxFuture<'a, Result<Arc<dyn Target>, Halt>>;
}
