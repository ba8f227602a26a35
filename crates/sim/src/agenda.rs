//! What is to happen at a time: what people do, what was accepted and is done later, wakes that stray.

use crate::people::Act;
use nahtlos_model::{
    instants::Instant,
    moves::{Move, deeds::Deed},
};
use std::collections::BTreeMap;

/// Something that happens.
#[derive(Debug, Clone)]
pub(crate) enum Event {
    /// A person does something about a customer.
    Person(usize, Act),
    /// The vendor does what it accepted before.
    Deferred {
        tenant: usize,
        of: Box<Move>,
        key: String,
        deed: Deed,
    },
    /// A customer's moves are woken without a reason.
    Wake(usize),
    /// The price list changes.
    Reprice(i64),
}

/// Events by time, and among those of one time in the order in which they were planned.
#[derive(Debug, Clone, Default)]
pub(crate) struct Agenda {
    events: BTreeMap<(Instant, u64), Event>,
    planned: u64,
}

impl Agenda {
    pub(crate) fn add(&mut self, at: Instant, event: Event) {
        self.planned += 1;
        self.events.insert((at, self.planned), event);
    }

    pub(crate) fn next(&self) -> Option<Instant> {
        self.events.keys().next().map(|(at, _)| *at)
    }

    /// The first event that is due.
    pub(crate) fn take(&mut self, now: Instant) -> Option<Event> {
        let first = self.events.first_entry()?;
        (first.key().0 <= now).then(|| first.remove())
    }

    /// Whether a person has something to do still.
    pub(crate) fn has_people(&self) -> bool {
        self.events
            .values()
            .any(|event| matches!(event, Event::Person(..) | Event::Deferred { .. }))
    }
}
