//! Our own: faults that a sandbox meets its callers with, on order, and the log of those that were met.
//!
//! Used by `/sandbox/v1/faults`. They say what is to go wrong; only the server makes it so.

use crate::decimal::Decimal;
use nahtlos_model::instants::Instant;

/// Where they are: POST takes an order, GET answers all of them, DELETE takes all back; one is under its id.
pub const PATH: &str = "/sandbox/v1/faults";
/// Where the log is, below [`PATH`].
pub const LOG: &str = "log";

spelled! {
    /// What goes wrong.
    pub enum FaultKind {
        Throttle = "throttle", Delay = "delay", LostReply = "lostReply", SlowProvisioning = "slowProvisioning", NotReady = "notReady",
        PromotionCap = "promotionCap", SeatRace = "seatRace", RefuseTransfer = "refuseTransfer", DuplicateWebhook = "duplicateWebhook",
        ReorderWebhook = "reorderWebhook",
    }
}

shape! {
    /// An order of faults, and what became of it so far.
    pub struct Fault {
        id: String,
        kind: FaultKind,
        /// A method and path as `/sandbox` lists them, or an operation's name there; of webhooks an event's name. Absent: every one that the kind can concern.
        operation: String,
        /// An area as `/sandbox` lists them.
        area: String,
        /// Who calls, or the customer concerned.
        tenant: String,
        /// From 0 to 1: how likely it is at each call that fits.
        probability: Decimal,
        /// At the n-th call that fits, from 1, and no other.
        nth: u64,
        /// At every so-manieth call that fits.
        every: u64,
        /// Calls that it meets at most.
        times: u64,
        /// The beginning of its chances.
        seed: u64,
        /// Of `throttle`: seconds in `Retry-After`.
        retry_after_seconds: u64,
        /// Of `delay`: how long the answer waits.
        delay_milliseconds: u64,
        /// Of `slowProvisioning`: hours of the sandbox's clock.
        hours: u64,
        /// Of `seatRace`: seats that somebody else buys.
        seats: u64,
        created_at: Instant,
        /// Calls that fitted.
        seen: u64,
        /// Calls that were met.
        injected: u64,
    }

    /// A fault as it was met.
    pub struct Injected {
        /// Place in the log, from 1.
        number: u64,
        /// By the sandbox's clock.
        at: Instant,
        fault_id: String,
        kind: FaultKind,
        /// Which of the calls that fitted the order it was.
        call: u64,
        operation: String,
        path: String,
        tenant: String,
        request_id: String,
        /// What was done, in a few English words.
        what: String,
    }
}
