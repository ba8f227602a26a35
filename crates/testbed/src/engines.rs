//! Databases of both engines for a test: a file in a folder of its own, a fresh database of the shared cluster.

use crate::{Postgres, TempDir};
use nahtlos_store::{EngineKind, LiteOptions, Location, Store};

/// Connections of a store on PostgreSQL.
const CONNECTIONS: usize = 8;

/// An empty database of one engine; a file goes when this is dropped.
#[derive(Debug)]
pub struct Place {
    location: Location,
    _folder: Option<TempDir>,
}

impl Place {
    /// A file that is not there yet.
    ///
    /// # Panics
    /// When no folder can be made.
    pub fn sqlite() -> Self {
        let folder = crate::folder();
        Self {
            location: Location::Sqlite(folder.path().join("nahtlos.db")),
            _folder: Some(folder),
        }
    }

    /// A fresh database of the shared cluster.
    ///
    /// # Panics
    /// When there is no PostgreSQL, with what to install.
    pub fn postgres() -> Self {
        Self {
            location: Location::Postgres(Postgres::shared().fresh_database().url),
            _folder: None,
        }
    }

    /// One of each engine.
    ///
    /// # Panics
    /// As [`Place::sqlite`] and [`Place::postgres`].
    pub fn each() -> [Self; 2] {
        [Self::sqlite(), Self::postgres()]
    }

    /// Which engine it is.
    pub fn kind(&self) -> EngineKind {
        match self.location {
            Location::Sqlite(_) | Location::Memory => EngineKind::Sqlite,
            Location::Postgres(_) => EngineKind::Postgres,
        }
    }

    /// Where it is.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// Opens it, as often as wanted: its schema is made the first time.
    ///
    /// # Panics
    /// When it does not open.
    pub async fn open(&self) -> Store {
        self.open_with(&LiteOptions::default(), CONNECTIONS).await
    }

    /// Opens it with settings.
    ///
    /// # Panics
    /// When it does not open.
    pub async fn open_with(&self, options: &LiteOptions, connections: usize) -> Store {
        let opened = Store::open(&self.location, options, connections).await;
        opened.unwrap_or_else(|error| panic!("{:?} does not open: {error}", self.location))
    }
}

/// Runs tests on both engines.
#[derive(Debug, Clone, Copy)]
pub struct Engines;

impl Engines {
    /// Runs a test with an empty store of each engine, one after the other. Its output says which one runs.
    ///
    /// # Panics
    /// When a store cannot be opened, and when the test does.
    pub async fn each(test: impl AsyncFn(Store)) {
        Self::each_place(async |place: &Place| {
            let store = place.open().await;
            test(store.clone()).await;
            store.close();
        })
        .await;
    }

    /// Runs a test with an empty database of each engine, for tests that open it themselves.
    ///
    /// # Panics
    /// When a database cannot be made, and when the test does.
    pub async fn each_place(test: impl AsyncFn(&Place)) {
        for place in Place::each() {
            println!("on {:?}", place.kind());
            test(&place).await;
        }
    }
}
