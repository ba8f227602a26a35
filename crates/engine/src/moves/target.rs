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
    /// The service refused, and no second look changes that: a person has to see to it.
    pub refused: Option<Refused>,
}

/// A refusal as a service answered it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// Status of the answer.
    pub status: u16,
    /// Its code.
    pub code: String,
    /// Its sentence.
    pub message: String,
}

impl From<Refused> for Outcome {
    fn from(refused: Refused) -> Self {
        let Refused { status, code, message } = refused;
        Self::Refused { status, code, message }
    }
}

/// A customer as the partner's account shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CustomerSeen {
    /// Tenant id.
    pub tenant_id: String,
    /// Name.
    pub name: String,
    /// Default domain.
    pub domain: String,
    /// Country, where it is told.
    pub country: Option<String>,
}

/// Where a move is carried out.
pub trait Target: Debug + Send + Sync {
    /// Looks at parts of how things stand. The times of what was seen are those at which the look began.
    fn look<'a>(&'a self, of: &'a Move, look: Look) -> BoxFuture<'a, Result<Sight, Blind>>;

    /// The customers whom the partner has there, by id; `None`: they cannot be listed.
    fn customers(&self) -> BoxFuture<'_, Result<Option<Vec<CustomerSeen>>, Blind>> {
        Box::pin(async { Ok(None) })
    }

    /// The customer of a move as the partner's account shows it; `None`: it is no customer of the partner.
    fn customer<'a>(&'a self, _of: &'a Move) -> BoxFuture<'a, Result<Option<CustomerSeen>, Blind>> {
        Box::pin(async { Ok(None) })
    }

    /// Does something, once for its key.
    fn act<'a>(&'a self, of: &'a Move, key: &'a str, deed: &'a Deed) -> BoxFuture<'a, Outcome>;

    /// By when so many changes of licences of a move's customer will have been made, where that is known to take a while.
    fn done_by(&self, _of: &Move, _changes: usize) -> Option<Instant> {
        None
    }

    /// Milliseconds between two looks at something that is waited for and of which nobody tells.
    fn pause_ms(&self) -> i64;
}

/// Finds the target of a move.
pub trait Targets: Debug + Send + Sync {
    /// The target of an account of a partner.
    fn of<'a>(&'a self, partner: &'a str, account: &'a str) -> BoxFuture<'a, Result<Arc<dyn Target>, Halt>>;
}
