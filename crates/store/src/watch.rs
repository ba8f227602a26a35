//! A port for whoever wants to stand between transactions: the simulation, which ends a program at such a moment and begins another.
//!
//! The program itself has nobody there, and pays a look at an empty pointer. What stands here must never touch the database.

use futures_util::future::BoxFuture;
use std::fmt::Debug;

/// When it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Moment {
    /// A transaction is about to be tried.
    Before,
    /// It is committed, and its caller does not know yet.
    After,
}

/// Somebody between transactions. Whoever waits there for ever has ended the caller.
pub trait Watch: Debug + Send + Sync {
    /// Returns when the caller may go on.
    fn at(&self, moment: Moment) -> BoxFuture<'_, ()>;
}
