//! What an engine is made of.

use crate::ambient::Clock;
use arc_swap::ArcSwap;
use nahtlos_model::assortment::Assortment;
use nahtlos_store::Store;

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
    /// Only one turns the clock at a time.
    pub(crate) turning: tokio::sync::Mutex<()>,
}
