//! What an engine is made of.

use crate::{ambient::Clock, transfers::Mishaps};
use arc_swap::ArcSwap;
use nahtlos_model::{assortment::Assortment, instants::Instant};
use nahtlos_store::Store;
use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

/// The engine's parts, shared by its clones.
#[derive(Debug)]
pub(crate) struct Inner {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) assortment: ArcSwap<Assortment>,
    /// The sandbox's tools are there.
    pub(crate) sandbox: bool,
    /// Milliseconds from a purchase until it is provisioned.
    pub(crate) provisioning_ms: i64,
    /// Name of this process in leases.
    pub(crate) node: String,
    /// Place of the last ordered id: milliseconds and a number within them.
    pub(crate) ordered: AtomicU64,
    /// Only one turns the clock at a time.
    pub(crate) turning: tokio::sync::Mutex<()>,
    /// What a sandbox's faults do to transfers.
    pub(crate) mishaps: parking_lot::RwLock<Vec<Arc<dyn Mishaps>>>,
}

impl Inner {
    /// The next place for an ordered id: of the instant, or the one after the last where that is later.
    pub(crate) fn place_after_all(&self, now: Instant) -> u64 {
        let first = u64::try_from(now.0).unwrap_or(0) << 12;
        let next = |last: u64| first.max(last + 1);
        let last = self
            .ordered
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(next(last)));
        next(last.unwrap_or_else(|last| last))
    }
}
