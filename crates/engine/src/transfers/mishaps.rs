//! A port for what may go wrong with a transfer: a sandbox's faults order it, nothing else does.
//!
//! It is asked inside of a transaction, which may be run again: it must answer at once, without looking outside, and the same again.

use crate::Engine;
use nahtlos_model::transfers::Failure;
use std::{fmt::Debug, sync::Arc};

/// What goes wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mishap {
    /// The line's group fails with this.
    Refuse(Failure),
    /// The work waits so many milliseconds of the program's clock and is tried again (new commerce).
    Wait(i64),
}

/// A line that is about to move.
#[derive(Debug, Clone, Copy)]
pub struct About<'a> {
    /// Customer.
    pub customer_id: &'a str,
    /// Transfer.
    pub transfer_id: &'a str,
    /// The partner who sells.
    pub source_id: &'a str,
    /// The partner who is to sell.
    pub target_id: &'a str,
    /// The line's number.
    pub line: i64,
    /// The source's subscription.
    pub subscription_id: &'a str,
}

/// Says what goes wrong.
pub trait Mishaps: Debug + Send + Sync {
    /// What goes wrong with a line; `None`: nothing.
    fn of_line(&self, about: About<'_>) -> Option<Mishap>;
}

impl Engine {
    /// Lets a port say what goes wrong with transfers, beside those that do already: the first one that says something counts.
    pub fn let_transfers_fail(&self, port: Arc<dyn Mishaps>) {
        self.inner.mishaps.write().push(port);
    }
}
