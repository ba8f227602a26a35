//! What can still be taken back: the cancellation window and the seats of each tranche.
//!
//! Ends of windows are inclusive: the instant named is the last at which it can be done.

use super::{Status, Subscription, Tranche};
use crate::{instants::Instant, program::Numbers};

impl Subscription {
    /// Seats that can be given back now.
    pub fn reducible(&self, now: Instant) -> i64 {
        self.tranches.iter().filter(|t| now <= t.until).map(|t| t.quantity).sum()
    }

    /// Tranches whose seats can be given back now.
    pub fn open_tranches(&self, now: Instant) -> Vec<Tranche> {
        self.tranches.iter().copied().filter(|t| now <= t.until).collect()
    }

    /// Whether the whole can be cancelled now.
    pub fn cancellable(&self, now: Instant) -> bool {
        self.cancel_until.is_some_and(|until| now <= until)
    }

    /// Opens the windows anew, as a purchase or a renewal does: one tranche with every seat.
    pub(crate) fn open_windows(&mut self, from: Instant, numbers: &Numbers) {
        let until = from.plus_hours(numbers.cancellation_window_hours);
        self.cancel_until = Some(until);
        self.tranches = vec![Tranche {
            quantity: self.quantity,
            until,
        }];
    }

    /// Opens a window for seats added now.
    pub(crate) fn add_tranche(&mut self, quantity: i64, now: Instant, numbers: &Numbers) {
        self.tranches.retain(|t| now <= t.until);
        self.tranches.push(Tranche {
            quantity,
            until: now.plus_hours(numbers.cancellation_window_hours),
        });
    }

    /// Takes seats out of open tranches, the newest first: what was added last goes first. Answers with what was taken, oldest first.
    pub(crate) fn take_from_tranches(&mut self, mut quantity: i64, now: Instant) -> Vec<Tranche> {
        self.tranches.retain(|t| now <= t.until);
        let mut out = Vec::new();
        while let Some(last) = self.tranches.last_mut().filter(|_| quantity > 0) {
            let taken = last.quantity.min(quantity);
            last.quantity -= taken;
            quantity -= taken;
            out.push(Tranche {
                quantity: taken,
                until: last.until,
            });
            if last.quantity == 0 {
                self.tranches.pop();
            }
        }
        out.reverse();
        out
    }

    /// Closes every window.
    pub(crate) fn close_windows(&mut self) {
        self.cancel_until = None;
        self.tranches.clear();
    }

    /// What the wire offers to do with it.
    pub fn actions(&self, now: Instant) -> Vec<&'static str> {
        match self.status {
            Status::Active | Status::Suspended if self.cancellable(now) => vec!["edit", "cancel"],
            Status::Active | Status::Suspended => vec!["edit"],
            _ => Vec::new(),
        }
    }
}
