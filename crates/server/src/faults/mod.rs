//! Faults on order: which requests a sandbox meets with what, from a seed, so that the same calls meet the same faults.
//!
//! The dispatcher asks at every request, and the deliverer of webhooks at every event; outside of a sandbox there is no register to
//! ask. Orders live in this process and end with it: they belong to a test run, not to the data. The log keeps the newest entries only.

mod chance;
mod order;
mod reads;
mod transfers;

pub(crate) use reads::{Unread, read};
pub(crate) use transfers::OfTransfers;

use crate::api::routes::Route;
use nahtlos_engine::faults::Faults as Engine;
use nahtlos_model::instants::Instant;
use nahtlos_wire::faults::{Fault, FaultKind as Kind, Injected};
use order::{About, Order, about};
use parking_lot::Mutex;
use std::{
    collections::VecDeque,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

/// Entries of the log that are kept.
const KEPT: usize = 10_000;
/// Orders at once.
pub(crate) const ORDERS: usize = 1_000;

/// A request that may be met, or an event on its way out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Meeting<'a> {
    /// Where it leads; `None`: an event.
    pub route: Option<&'static Route>,
    /// Method and path's template, or the event's name.
    pub operation: &'a str,
    /// Whose call it is, or to whom the event goes.
    pub tenant: &'a str,
    /// Another partner concerned; empty: none.
    pub other: &'a str,
    /// The customer concerned; empty: none.
    pub customer: &'a str,
    pub path: &'a str,
    pub request_id: &'a str,
    /// By the sandbox's clock; `None`: not known.
    pub now: Option<Instant>,
}

/// What a request meets before it is served.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Met {
    /// It is refused for so many seconds.
    pub throttle: Option<u64>,
    /// Its answer waits.
    pub delay: Option<Duration>,
    /// Somebody else buys seats first; with the entry of the log.
    pub seat_race: Option<(i64, u64)>,
    /// What its use case meets.
    pub engine: Option<Arc<Engine>>,
}

/// How an event goes out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Delivery {
    /// A second time.
    pub twice: bool,
    /// After the one that follows.
    pub late: bool,
}

/// The register.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    any: AtomicBool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    made: u64,
    orders: Vec<Order>,
    log: VecDeque<Injected>,
    logged: u64,
}

impl Faults {
    /// Takes an order; `None`: there are too many.
    pub(crate) fn take(&self, mut order: Order, now: Instant) -> Option<Fault> {
        let mut state = self.state.lock();
        if state.orders.len() >= ORDERS {
            return None;
        }
        state.made += 1;
        order.said.id = Some(format!("fault-{}", state.made));
        order.said.created_at = Some(now);
        let said = order.shown();
        state.orders.push(order);
        self.any.store(true, Ordering::Release);
        Some(said)
    }

    /// Whether anything is on order.
    pub(crate) fn any(&self) -> bool {
        self.any.load(Ordering::Acquire)
    }

    /// Every order, the oldest first.
    pub(crate) fn list(&self) -> Vec<Fault> {
        self.state.lock().orders.iter().map(Order::shown).collect()
    }

    /// One order.
    pub(crate) fn get(&self, id: &str) -> Option<Fault> {
        self.list().into_iter().find(|fault| fault.id.as_deref() == Some(id))
    }

    /// Takes an order back; whether there was one.
    pub(crate) fn drop_one(&self, id: &str) -> bool {
        let mut state = self.state.lock();
        let before = state.orders.len();
        state.orders.retain(|order| order.said.id.as_deref() != Some(id));
        self.any.store(!state.orders.is_empty(), Ordering::Release);
        state.orders.len() < before
    }

    /// Takes every order back and begins the log anew.
    pub(crate) fn clear(&self) {
        *self.state.lock() = State::default();
        self.any.store(false, Ordering::Release);
    }

    /// The log from an entry on, the oldest first, at most so many.
    pub(crate) fn log(&self, from: u64, most: usize) -> Vec<Injected> {
        let state = self.state.lock();
        let wanted = state.log.iter().filter(|entry| entry.number.unwrap_or(0) >= from);
        wanted.take(most).cloned().collect()
    }

    /// Adds to what an entry says was done.
    pub(crate) fn note(&self, number: u64, more: &str) {
        let mut state = self.state.lock();
        if let Some(what) = state
            .log
            .iter_mut()
            .find(|e| e.number == Some(number))
            .and_then(|e| e.what.as_mut())
        {
            what.push_str(more);
        }
    }

    /// What a request meets before it is served. One that is throttled gets no further: nothing else is counted for it.
    pub(crate) fn meet(&self, meeting: &Meeting<'_>) -> Met {
        let (mut met, mut engine) = (Met::default(), Engine::default());
        let early = |kind: Kind| kind != Kind::LostReply && about(kind) == About::Requests;
        self.each(meeting, early, |order, number| {
            let hours = |order: &Order| order.said.hours.map_or(0, |hours| i64::try_from(hours).unwrap_or(0));
            match order.kind {
                Kind::Throttle => met.throttle = order.said.retry_after_seconds,
                Kind::Delay => met.delay = order.said.delay_milliseconds.map(Duration::from_millis),
                Kind::SlowProvisioning => engine.slow_ms = Some(hours(order) * 3_600_000),
                Kind::NotReady => engine.not_ready = true,
                Kind::PromotionCap => engine.promotion_cap = true,
                Kind::SeatRace => met.seat_race = order.said.seats.and_then(|n| i64::try_from(n).ok()).map(|n| (n, number)),
                Kind::LostReply | Kind::RefuseTransfer | Kind::DuplicateWebhook | Kind::ReorderWebhook => {}
            }
            met.throttle.is_none()
        });
        met.engine = (engine != Engine::default()).then(|| Arc::new(engine));
        met
    }

    /// Whether the answer to what was done is lost on its way.
    pub(crate) fn loses(&self, meeting: &Meeting<'_>) -> bool {
        let mut lost = false;
        self.each(
            meeting,
            |kind| kind == Kind::LostReply,
            |_, _| {
                lost = true;
                false
            },
        );
        lost
    }

    /// Whether a line of a transfer is refused.
    pub(crate) fn refuses(&self, meeting: &Meeting<'_>) -> bool {
        let mut refused = false;
        self.each(
            meeting,
            |kind| kind == Kind::RefuseTransfer,
            |_, _| {
                refused = true;
                false
            },
        );
        refused
    }

    /// How an event goes out.
    pub(crate) fn delivery(&self, meeting: &Meeting<'_>) -> Delivery {
        let mut delivery = Delivery::default();
        self.each(
            meeting,
            |kind| about(kind) == About::Events,
            |order, _| {
                match order.kind {
                    Kind::DuplicateWebhook => delivery.twice = true,
                    _ => delivery.late = true,
                }
                true
            },
        );
        delivery
    }

    /// Goes through the orders that a meeting fits, and those whose turn it is; `then` says whether to go on.
    fn each(&self, meeting: &Meeting<'_>, kinds: impl Fn(Kind) -> bool, mut then: impl FnMut(&Order, u64) -> bool) {
        if !self.any() {
            return;
        }
        let mut state = self.state.lock();
        let State { orders, log, logged, .. } = &mut *state;
        for order in orders.iter_mut().filter(|order| kinds(order.kind) && order.fits(meeting)) {
            if !order.strikes() {
                continue;
            }
            *logged += 1;
            if log.len() == KEPT {
                log.pop_front();
            }
            log.push_back(order.injected(meeting, *logged));
            if !then(order, *logged) {
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests;
