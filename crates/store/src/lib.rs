//! The only SQL of Nahtlos: SQLite out of the box, PostgreSQL by URL, one text of every statement.
//!
//! Called by the engine alone. A module per table family; each has its statements at the top and private row readers. Nothing
//! here decides, and nothing here knows time or chance: both come as values.

mod error;
mod migrate;
mod tls;

pub mod accounts;
pub mod activity;
pub mod agreements;
pub mod archive;
pub mod audit;
pub mod campaigns;
pub mod carts;
pub mod catalogue;
pub mod channel_transfers;
pub mod charges;
pub mod customers;
pub mod delegated;
pub mod delegations;
pub mod departures;
pub mod directory;
pub mod due;
pub mod idempotency;
pub mod identity;
pub mod incidents;
pub mod invitations;
pub mod licenses;
pub mod migrations;
pub mod moves;
pub mod orders;
pub mod outbox;
pub mod profiles;
pub mod request_log;
pub mod self_serve;
pub mod service_requests;
pub mod sessions;
pub mod settings;
pub mod subscriptions;
pub mod transfers;
pub mod transitions;
pub mod upkeep;
pub mod watch;
pub mod webhooks;

pub mod sql;

pub use error::{Kind, StoreError};
pub use migrate::{Migration, SCHEMA_VERSION, Schema};
pub use sql::{EngineKind, Statement, Tx, lite::LiteOptions};
pub use upkeep::Metered;

use sql::{lite, place, postgres};
use std::{path::PathBuf, sync::Arc};

/// Attempts at a whole transaction.
const ATTEMPTS: u32 = 12;

/// Where the data is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Location {
    /// A file.
    Sqlite(PathBuf),
    /// The embedded database in this process's memory: gone with it, whatever ends it.
    Memory,
    /// A `postgres://` URL.
    Postgres(String),
}

impl Location {
    /// Reads `postgres://…`, `sqlite://path` or a path.
    pub fn parse(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            return Self::Postgres(text.to_owned());
        }
        Self::Sqlite(PathBuf::from(text.strip_prefix("sqlite://").unwrap_or(text)))
    }
}

/// Work that happens wholly or not at all. It may be run more than once, so it takes itself by reference.
pub trait Transaction: Send + Sync + 'static {
    /// What it answers.
    type Out: Send + 'static;
    /// Its error.
    type Err: From<StoreError> + MaybeRetry + Send + 'static;

    /// It writes so much that it shares no commit with others (embedded database).
    const LARGE: bool = false;

    /// The work. It must await nothing but the store.
    fn run<'t>(&'t self, tx: &'t mut Tx) -> impl Future<Output = Result<Self::Out, Self::Err>> + Send + 't;
}

/// Whether an error is worth another try of the whole transaction.
pub trait MaybeRetry {
    /// True for deadlocks, lost connections and the like.
    fn is_retryable(&self) -> bool;

    /// How a transaction ended that ended with it, for those who count.
    fn ended(&self) -> upkeep::Ended {
        upkeep::Ended::Failed
    }
}

impl MaybeRetry for StoreError {
    fn is_retryable(&self) -> bool {
        self.kind == Kind::Retryable
    }

    fn ended(&self) -> upkeep::Ended {
        upkeep::Ended::of(self)
    }
}

/// An open database. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Store {
    database: Arc<Database>,
    meter: Arc<upkeep::Meter>,
    /// Who is asked around every transaction; in the program itself: nobody.
    watch: Option<Arc<dyn watch::Watch>>,
}

#[derive(Debug)]
enum Database {
    Lite(lite::Lite),
    Postgres(postgres::Postgres),
}

impl Store {
    /// Opens the database and brings its schema up to date.
    ///
    /// # Errors
    /// When it cannot be opened, or when its schema is newer than the program.
    pub async fn open(location: &Location, options: &LiteOptions, connections: usize) -> Result<Self, StoreError> {
        let store = Self::connect(location, options, connections).await?;
        migrate::run(&store).await?;
        Ok(store)
    }

    /// Opens the database as it is, whatever its schema: to look at it, to copy it, to migrate it with [`Store::migrate`].
    ///
    /// # Errors
    /// When it cannot be opened.
    pub async fn connect(location: &Location, options: &LiteOptions, connections: usize) -> Result<Self, StoreError> {
        let database = match location {
            Location::Sqlite(path) => Database::Lite(open_lite(&place::Place::File(path.clone()), options).await?),
            Location::Memory => Database::Lite(open_lite(&place::Place::memory(), options).await?),
            Location::Postgres(url) => {
                let postgres = postgres::Postgres::open(url, connections)?;
                postgres.check().await?;
                Database::Postgres(postgres)
            }
        };
        Ok(Self {
            database: Arc::new(database),
            meter: Arc::default(),
            watch: None,
        })
    }

    /// The same database, with somebody who is asked before and after every transaction that goes through this handle.
    #[must_use]
    pub fn watched(&self, watch: Arc<dyn watch::Watch>) -> Self {
        Self {
            watch: Some(watch),
            ..self.clone()
        }
    }

    /// Which migrations ran, and which would run.
    ///
    /// # Errors
    /// When it cannot be read.
    pub async fn schema(&self) -> Result<Schema, StoreError> {
        migrate::schema(&mut self.reader().await?).await
    }

    /// Runs the migrations that have not run; those that ran now.
    ///
    /// # Errors
    /// When its schema is newer than the program, or one fails: what ran before it stays, of itself nothing.
    pub async fn migrate(&self) -> Result<Vec<Migration>, StoreError> {
        migrate::run(self).await
    }

    /// Which engine runs: for messages and tests.
    pub fn kind(&self) -> EngineKind {
        match &*self.database {
            Database::Lite(_) => EngineKind::Sqlite,
            Database::Postgres(_) => EngineKind::Postgres,
        }
    }

    /// A connection for reading; each statement sees what is committed when it runs.
    ///
    /// # Errors
    /// When there is no connection to be had.
    pub async fn reader(&self) -> Result<Tx, StoreError> {
        match &*self.database {
            Database::Lite(lite) => lite.reader(),
            Database::Postgres(postgres) => postgres.reader().await,
        }
    }

    /// Runs a transaction and answers when it is durable; runs it again from the beginning where its error asks for that.
    ///
    /// # Errors
    /// The work's own, or the database's. Nothing of it stays then, but for [`Kind::Unknown`].
    pub async fn transact<W: Transaction>(&self, work: Arc<W>) -> Result<W::Out, W::Err> {
        let mut attempt = 1;
        loop {
            self.pass(watch::Moment::Before).await;
            match self.attempt(&work).await {
                Err(error) if attempt < ATTEMPTS && error.is_retryable() => {
                    self.meter.retried();
                    tokio::time::sleep(std::time::Duration::from_millis(u64::from(attempt * attempt))).await;
                    attempt += 1;
                }
                done => {
                    match &done {
                        Ok(_) => {
                            self.meter.committed();
                            self.pass(watch::Moment::After).await;
                        }
                        Err(error) => self.meter.ended(error.ended()),
                    }
                    return done;
                }
            }
        }
    }

    async fn pass(&self, moment: watch::Moment) {
        if let Some(watch) = &self.watch {
            watch.at(moment).await;
        }
    }

    async fn attempt<W: Transaction>(&self, work: &Arc<W>) -> Result<W::Out, W::Err> {
        match &*self.database {
            Database::Lite(lite) => {
                let work = Arc::clone(work);
                lite.write(W::LARGE, move |tx| lite::ready(work.run(tx)).map_err(W::Err::from)?)
                    .await
            }
            Database::Postgres(postgres) => postgres.write(&**work).await,
        }
    }

    /// Ends: what was begun is finished, nothing new begins.
    pub fn close(&self) {
        match &*self.database {
            Database::Lite(lite) => lite.close(),
            Database::Postgres(postgres) => postgres.close(),
        }
    }
}

/// Opens a file. Where another program changes it to write-ahead logging at the same moment, SQLite says "locked" without waiting.
async fn open_lite(place: &place::Place, options: &LiteOptions) -> Result<lite::Lite, StoreError> {
    for _ in 0..100 {
        match lite::Lite::open(place, options.clone()) {
            Err(error) if error.is_retryable() => tokio::time::sleep(std::time::Duration::from_millis(20)).await,
            done => return done,
        }
    }
    lite::Lite::open(place, options.clone())
}

/// Every statement there is, for the test that each runs on both engines.
pub fn statements() -> Vec<&'static Statement> {
    [
        accounts::ALL,
        activity::ALL,
        agreements::ALL,
        audit::ALL,
        campaigns::ALL,
        carts::ALL,
        catalogue::ALL,
        channel_transfers::ALL,
        charges::ALL,
        customers::ALL,
        departures::ALL,
        directory::ALL,
        due::ALL,
        idempotency::ALL,
        identity::ALL,
        delegated::ALL,
        delegations::ALL,
        incidents::ALL,
        invitations::ALL,
        licenses::ALL,
        migrate::ALL,
        migrations::ALL,
        moves::ALL,
        orders::ALL,
        outbox::ALL,
        profiles::ALL,
        request_log::ALL,
        self_serve::ALL,
        sessions::ALL,
        service_requests::ALL,
        settings::ALL,
        subscriptions::ALL,
        transfers::ALL,
        transitions::ALL,
        upkeep::ALL,
        webhooks::ALL,
    ]
    .concat()
}
