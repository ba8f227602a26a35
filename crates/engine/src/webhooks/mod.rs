//! Webhooks: who registered, what goes out to them, and what came of it.
//!
//! A change only puts its event into the outbox. What it means for whom is worked out afterwards (`spread`), so that no change waits for
//! it; deliveries then go out lane by lane (`lanes`) while no transaction is open. Nothing here connects to anybody: the server sends.

mod address;
mod backfill;
mod body;
mod keys;
mod lanes;
mod read;
mod register;
mod replay;
pub(crate) mod spread;
mod test;

pub use keys::Key;
pub use lanes::{Lane, Outgoing};
pub use register::{Register, Reregister};
pub use replay::{Replay, ReplayOne};
pub use test::RequestTest;

use nahtlos_model::webhooks::LANES;

/// The lane of a scope's events to one registration: they go out in their order, one after the other.
pub(crate) fn lane(owner: &str, scope: &str) -> String {
    // The same on every node and every day (FNV-1a).
    let hash = scope.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{owner}/{}", hash % LANES)
}
