//! What an engine is made of.

use crate::{ambient::Clock, moves::target::Targets, transfers::Mishaps};
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
    /// People are told by mail of what happens.
    pub(crate) notices: bool,
    /// Name of this process in leases.
    pub(crate) node: String,
    /// How long a claim holds, in milliseconds of the machine's clock.
    pub(crate) lease_ms: i64,
    /// Other processes may turn the clock too.
    pub(crate) shared: bool,
    /// Who asks what the others did to the clock.
    pub(crate) arrivals: crate::following::Arrivals,
    /// Place of the last ordered id: milliseconds and a number within them.
    pub(crate) ordered: AtomicU64,
    /// Only one turns the clock at a time.
    pub(crate) turning: tokio::sync::Mutex<()>,
    /// What a sandbox's faults do to transfers.
    pub(crate) mishaps: parking_lot::RwLock<Vec<Arc<dyn Mishaps>>>,
    pub(crate) side_by_side: bool,
    /// Where moves are carried out; `None`: nowhere yet.
    pub(crate) targets: parking_lot::RwLock<Option<Arc<dyn Targets>>>,
}

impl Inner {
    /// A new time-ordered id, after every one that this process made before.
    pub(crate) fn ordered_id(&self, now: Instant) -> String {
        let random = self.clock.random();
        let place = self.place_after_all(now);
        let mut ten = [0; 10];
        ten.copy_from_slice(&random[..10]);
        // Twelve bits after the time, of which the first byte's upper half is the version's.
        [ten[0], ten[1]] = [(place >> 8) as u8 & 0x0f, place as u8];
        uuid::Builder::from_unix_timestamp_millis(place >> 12, &ten).into_uuid().to_string()
    }

    /// The next place for an ordered id: of the instant, or the one after the last where that is later.
    fn place_after_all(&self, now: Instant) -> u64 {
        let first = u64::try_from(now.0).unwrap_or(0) << 12;
        let next = |last: u64| first.max(last + 1);
        let last = self
            .ordered
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |last| Some(next(last)));
        next(last.unwrap_or_else(|last| last))
    }
}
