//! The use cases of the center, behind one door.
//!
//! Pages, REST and command line call the same commands through [`Engine::execute`] and [`Engine::reply`] and ask the same questions
//! through [`Engine::read`]. The engine loads, lets the model decide, and saves; it formats nothing, and it makes no outside call
//! while a transaction is open. Time and chance come through [`ambient::Ambient`].

pub mod accounts;
pub mod act;
pub mod activity;
pub mod agreements;
pub mod ambient;
pub mod call;
pub mod campaigns;
pub mod carts;
pub mod catalogue;
pub mod channel_transfers;
pub mod customers;
pub mod delegations;
pub mod departures;
pub mod domains;
mod door;
pub mod estates;
pub mod faults;
mod following;
pub mod groups;
mod halt;
pub mod identity;
pub mod incidents;
mod inner;
pub mod invitations;
pub mod licenses;
pub mod migrations;
pub mod moves;
pub mod notices;
pub mod orders;
pub mod outbox;
mod permit;
pub mod profiles;
mod reading;
pub mod relationships;
mod reply;
pub mod request_log;
mod seal;
pub mod self_serve;
pub mod service_requests;
pub mod setup;
pub mod subscriptions;
mod trail;
pub mod transfers;
pub mod transitions;
pub mod upkeep;
pub mod users;
mod utilities;
pub mod webhooks;
mod work;

pub use door::{Done, UseCase};
pub use halt::Halt;
pub use nahtlos_store::{Kind, LiteOptions, Location, Store, StoreError, watch};
pub use permit::Permit;
pub use reading::Reading;
pub use reply::{Render, Reply};

use ambient::{Ambient, Clock, ClockState};
use arc_swap::ArcSwap;
use inner::Inner;
use nahtlos_model::{assortment::Assortment, instants::Instant};
use std::sync::Arc;

/// How an engine runs.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the data is.
    pub location: Location,
    /// Settings of the embedded database.
    pub lite: LiteOptions,
    /// Connections to a server database.
    pub connections: usize,
    /// The sandbox's tools (its clock) are there.
    pub sandbox: bool,
    /// Where the clock of a new sandbox begins; `None`: at the machine's time.
    pub begins: Option<Instant>,
    /// Milliseconds from a purchase until it is provisioned; 0: at once.
    pub provisioning_ms: i64,
    /// People are told by mail of what happens: there is a mail server.
    pub notices: bool,
    /// Name of this process in leases.
    pub node: String,
    /// Milliseconds after which work that a process claimed and did not finish is others' again.
    pub lease_ms: i64,
    /// Moves, and pieces of due work of one time, are done side by side; otherwise one after the other, always in the same order.
    pub side_by_side: bool,
}

/// The engine. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Engine {
    inner: Arc<Inner>,
}

impl Engine {
    /// Opens the database, brings it up to date, and loads the catalogue.
    ///
    /// # Errors
    /// When the database cannot be opened or is newer than the program.
    pub async fn open(settings: &Settings, ambient: Arc<dyn Ambient>) -> Result<Self, Halt> {
        let store = Store::open(&settings.location, &settings.lite, settings.connections).await?;
        Self::over(store, settings, ambient).await
    }

    /// Another engine over a database that is open and up to date, as a process that was started again has one.
    ///
    /// # Errors
    /// Faults of the database.
    pub async fn over(store: Store, settings: &Settings, ambient: Arc<dyn Ambient>) -> Result<Self, Halt> {
        let clock = Clock::new(ambient, ClockState::Running { ahead_ms: 0 });
        if settings.sandbox {
            following::begin(&store, &clock, settings.begins, &settings.node).await?;
        }
        let store_is_shared = store.kind() == nahtlos_store::EngineKind::Postgres;
        let inner = Inner {
            store,
            clock,
            assortment: ArcSwap::from_pointee(Assortment::default()),
            sandbox: settings.sandbox,
            provisioning_ms: settings.provisioning_ms,
            notices: settings.notices,
            node: settings.node.clone(),
            lease_ms: settings.lease_ms,
            shared: settings.sandbox && store_is_shared,
            arrivals: following::Arrivals::default(),
            ordered: std::sync::atomic::AtomicU64::new(0),
            turning: tokio::sync::Mutex::new(()),
            mishaps: parking_lot::RwLock::default(),
            side_by_side: settings.side_by_side,
            targets: parking_lot::RwLock::default(),
        };
        let engine = Self { inner: Arc::new(inner) };
        engine.refresh_catalogue().await?;
        Ok(engine)
    }

    /// What is sold.
    pub fn assortment(&self) -> Arc<Assortment> {
        self.inner.assortment.load_full()
    }

    /// The programme's numbers today.
    pub fn numbers(&self) -> nahtlos_model::program::Numbers {
        nahtlos_model::program::Program::bundled().on(self.now().date())
    }

    /// Ends: what was begun is finished, nothing new begins.
    pub fn close(&self) {
        *self.inner.targets.write() = None;
        self.inner.store.close();
    }
}
