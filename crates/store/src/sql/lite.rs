//! SQLite: one writer thread whose commands share commits, and a pool of readers.
//!
//! Group commit: while a commit waits for the disk, commands queue; the next transaction takes all of them, each inside a
//! savepoint of its own, so that one that fails undoes itself alone. One that is alone, by chance or because it is large, needs no
//! savepoint, which would keep a copy of every page. Nothing is answered before its commit is on disk.

use super::{
    Row, Statement, Tx, Val, panicked,
    place::{Place, wait_a_little},
};
use crate::{StoreError, error::Kind, sql::EngineKind};
use parking_lot::Mutex;
use rusqlite::{Connection, OpenFlags, config::DbConfig};
use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    pin::pin,
    sync::{Arc, mpsc},
    task::{Context, Poll, Waker},
};

/// Most commands in one commit.
const GROUP: usize = 512;

/// Settings of an embedded database.
#[derive(Debug, Clone)]
pub struct LiteOptions {
    /// Wait for the disk at every commit (`synchronous=FULL`); otherwise a power cut may lose the last commits.
    pub durable: bool,
    /// Page cache per connection in KiB.
    pub cache_kib: i64,
}

impl Default for LiteOptions {
    fn default() -> Self {
        Self {
            durable: true,
            cache_kib: 16_384,
        }
    }
}

/// A connection on loan.
#[derive(Debug)]
pub(crate) struct Handle {
    connection: Option<Connection>,
    pool: Option<Arc<Readers>>,
}

impl Handle {
    pub(crate) fn connection(&mut self) -> &mut Connection {
        self.connection.as_mut().expect("taken only when dropped")
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        // One that is left in the middle of a look is not used again.
        if let (Some(pool), Some(connection)) = (&self.pool, self.connection.take().filter(Connection::is_autocommit)) {
            pool.idle.lock().push(connection);
        }
    }
}

#[derive(Debug)]
struct Readers {
    place: Place,
    options: LiteOptions,
    idle: Mutex<Vec<Connection>>,
}

/// Page cache of the writer, in those of a reader: what is written is mostly what was written before.
const WRITER_CACHE: i64 = 4;

type Finish = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
/// Runs inside of a savepoint, or gets to know why it cannot; says whether to keep what it did.
type Run = Box<dyn FnOnce(Result<&mut Tx, StoreError>) -> (bool, Finish) + Send>;

/// A command on its way to the writer.
struct Job {
    run: Run,
    /// It wants a transaction of its own.
    alone: bool,
}

/// An open embedded database.
#[derive(Debug)]
pub(crate) struct Lite {
    readers: Arc<Readers>,
    jobs: Mutex<Option<mpsc::SyncSender<Job>>>,
    writer: Mutex<Option<std::thread::JoinHandle<()>>>,
}

impl Lite {
    /// Opens or creates the database.
    pub(crate) fn open(place: &Place, options: LiteOptions) -> Result<Self, StoreError> {
        let connection = connect(place, &options)?;
        let cache = options.cache_kib * WRITER_CACHE;
        connection.execute_batch(&format!("PRAGMA journal_mode=WAL; PRAGMA cache_size=-{cache}"))?;
        let (send, receive) = mpsc::sync_channel::<Job>(4096);
        let thread = std::thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(move || write_loop(connection, &receive));
        let thread = thread.map_err(|error| StoreError::other(format!("the writer thread does not start: {error}")))?;
        Ok(Self {
            readers: Arc::new(Readers {
                place: place.clone(),
                options,
                idle: Mutex::new(Vec::new()),
            }),
            jobs: Mutex::new(Some(send)),
            writer: Mutex::new(Some(thread)),
        })
    }

    pub(crate) fn reader(&self) -> Result<Tx, StoreError> {
        let idle = self.readers.idle.lock().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => connect(&self.readers.place, &self.readers.options)?,
        };
        Ok(Tx::lite(Handle {
            connection: Some(connection),
            pool: Some(Arc::clone(&self.readers)),
        }))
    }

    /// Runs work on the writer thread and answers after its commit. `alone`: in a transaction of its own.
    pub(crate) async fn write<T, E, F>(&self, alone: bool, work: F) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
        F: for<'t> FnOnce(&'t mut Tx) -> Result<T, E> + Send + 'static,
    {
        let (send, receive) = tokio::sync::oneshot::channel();
        let run: Run = Box::new(move |tx| {
            let result = tx.map_err(E::from).and_then(|tx| {
                tx.failed = false;
                // The thread is everybody's: who panics gets the error alone.
                let result = catch_unwind(AssertUnwindSafe(|| work(tx)));
                let value = result.unwrap_or_else(|panic| Err(E::from(panicked(panic.as_ref()))))?;
                tx.sound().map_err(E::from)?;
                Ok(value)
            });
            let keep = result.is_ok();
            let finish: Finish = Box::new(move |committed| {
                let _ = send.send(match (result, committed) {
                    (Ok(value), Ok(())) => Ok(value),
                    (Ok(_), Err(error)) => Err(E::from(error)),
                    (Err(error), _) => Err(error),
                });
            });
            (keep, finish)
        });
        let jobs = self.jobs.lock().clone();
        let jobs = jobs.ok_or_else(|| E::from(StoreError::other("the database is closed")))?;
        let sent = jobs.try_send(Job { run, alone });
        if let Err(mpsc::TrySendError::Full(job)) = sent {
            let sent = tokio::task::spawn_blocking(move || jobs.send(job).is_ok()).await;
            if !matches!(sent, Ok(true)) {
                return Err(E::from(StoreError::other("the database is closed")));
            }
        } else {
            // Who waits for an answer must not keep the writer from ending.
            drop(jobs);
        }
        receive
            .await
            .unwrap_or_else(|_| Err(E::from(StoreError::other("the database is closed"))))
    }

    /// Ends the writer after what is queued, and leaves a small log behind.
    pub(crate) fn close(&self) {
        self.jobs.lock().take();
        let writer = self.writer.lock().take();
        // The last owner may be a command on the writer thread itself: it ends when that command has.
        if let Some(thread) = writer.filter(|thread| thread.thread().id() != std::thread::current().id()) {
            let _ = thread.join();
        }
    }
}

impl Drop for Lite {
    fn drop(&mut self) {
        self.close();
    }
}

fn connect(place: &Place, options: &LiteOptions) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = match place {
        Place::File(path) => Connection::open_with_flags(path, flags)?,
        // SQLite's own file system in memory: its journals are there too, and it has no write-ahead log.
        Place::Memory(name) => Connection::open_with_flags_and_vfs(name, flags, c"memdb")?,
    };
    connection.set_prepared_statement_cache_capacity(256);
    match place {
        Place::File(_) => connection.busy_timeout(std::time::Duration::from_secs(10))?,
        Place::Memory(_) => connection.busy_handler(Some(wait_a_little))?,
    }
    // Otherwise every new value of a parameter that the planner has looked at plans the statement anew.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    let synchronous = if options.durable { "FULL" } else { "NORMAL" };
    connection.execute_batch(&format!(
        "PRAGMA foreign_keys=ON; PRAGMA synchronous={synchronous}; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-{}; \
         PRAGMA wal_autocheckpoint=4000;",
        options.cache_kib
    ))?;
    Ok(connection)
}

fn write_loop(connection: Connection, jobs: &mpsc::Receiver<Job>) {
    let mut tx = Tx::lite(Handle {
        connection: Some(connection),
        pool: None,
    });
    let mut next = None;
    while let Some(first) = next.take().or_else(|| jobs.recv().ok()) {
        if let Err(error) = batch(&mut tx, "BEGIN IMMEDIATE") {
            let (_, finish) = (first.run)(Err(error));
            finish(Ok(()));
            continue;
        }
        // Asked after the transaction began: whoever waits by now can come along.
        next = if first.alone { None } else { jobs.try_recv().ok() };
        match &next {
            Some(second) if !second.alone => next = group(first, next.take(), jobs, &mut tx),
            _ => alone(first, &mut tx),
        }
    }
    let _ = batch(&mut tx, "PRAGMA wal_checkpoint(TRUNCATE)");
}

/// One command in the transaction that was begun for it.
fn alone(job: Job, tx: &mut Tx) {
    let (keep, finish) = (job.run)(Ok(tx));
    let ended = batch(tx, if keep { "COMMIT" } else { "ROLLBACK" });
    if ended.is_err() {
        let _ = batch(tx, "ROLLBACK");
    }
    finish(if keep { ended } else { Ok(()) });
}

/// Many commands in one transaction; one that wants its own is left for the next.
fn group(first: Job, mut next: Option<Job>, jobs: &mpsc::Receiver<Job>, tx: &mut Tx) -> Option<Job> {
    let mut finishes = vec![one_job(first.run, tx)];
    // An error of the disk may have ended the transaction under way: then nobody else may begin in it.
    while finishes.len() < GROUP
        && is_open(tx)
        && let Some(job) = next.take().or_else(|| jobs.try_recv().ok())
    {
        if job.alone {
            next = Some(job);
            break;
        }
        finishes.push(one_job(job.run, tx));
    }
    let committed = batch(tx, "COMMIT");
    if committed.is_err() {
        let _ = batch(tx, "ROLLBACK");
    }
    for finish in finishes {
        finish(match &committed {
            Ok(()) => Ok(()),
            Err(error) => Err(StoreError::of(error.kind, error.message.clone())),
        });
    }
    next
}

fn one_job(run: Run, tx: &mut Tx) -> Finish {
    if let Err(error) = batch(tx, "SAVEPOINT command") {
        return run(Err(error)).1;
    }
    let (keep, finish) = run(Ok(tx));
    let undo = if keep {
        "RELEASE command"
    } else {
        "ROLLBACK TO command; RELEASE command"
    };
    match batch(tx, undo) {
        Ok(()) => finish,
        Err(error) => Box::new(move |_| finish(Err(error))),
    }
}

fn is_open(tx: &mut Tx) -> bool {
    tx.connection().is_some_and(|connection| !connection.is_autocommit())
}

fn batch(tx: &mut Tx, text: &str) -> Result<(), StoreError> {
    match tx.connection() {
        Some(connection) => Ok(connection.execute_batch(text)?),
        None => Ok(()),
    }
}

/// Polls a future that is ready at once. One that is not awaited something outside of the store, inside of a transaction.
pub(crate) fn ready<T>(future: impl Future<Output = T>) -> Result<T, StoreError> {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => Ok(value),
        Poll::Pending => Err(StoreError::of(
            Kind::Other,
            "a transaction waited for something outside of the database",
        )),
    }
}

pub(crate) fn one<T>(
    connection: &Connection,
    statement: &'static Statement,
    params: &[Val<'_>],
    read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Option<T>, StoreError> {
    statement.mark(EngineKind::Sqlite);
    let mut prepared = connection.prepare_cached(statement.lite())?;
    let mut rows = prepared.query(rusqlite::params_from_iter(params))?;
    match rows.next()? {
        Some(row) => read(&Row::Lite(row)).map(Some),
        None => Ok(None),
    }
}

pub(crate) fn all<T>(
    connection: &Connection,
    statement: &'static Statement,
    params: &[Val<'_>],
    mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    statement.mark(EngineKind::Sqlite);
    let mut prepared = connection.prepare_cached(statement.lite())?;
    let mut rows = prepared.query(rusqlite::params_from_iter(params))?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&Row::Lite(row))?);
    }
    Ok(found)
}

/// Every row of a question that is asked once.
pub(crate) fn each(
    connection: &Connection,
    text: &str,
    mut read: impl FnMut(&Row<'_>) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut prepared = connection.prepare(text)?;
    let mut rows = prepared.query([])?;
    while let Some(row) = rows.next()? {
        read(&Row::Lite(row))?;
    }
    Ok(())
}

pub(crate) fn run(connection: &Connection, statement: &'static Statement, params: &[Val<'_>]) -> Result<u64, StoreError> {
    statement.mark(EngineKind::Sqlite);
    let mut prepared = connection.prepare_cached(statement.lite())?;
    // A statement with RETURNING answers rows; whoever runs it this way does not want them.
    if prepared.column_count() > 0 {
        let mut rows = prepared.query(rusqlite::params_from_iter(params))?;
        let mut count = 0;
        while rows.next()?.is_some() {
            count += 1;
        }
        return Ok(count);
    }
    Ok(prepared.execute(rusqlite::params_from_iter(params))? as u64)
}

/// `keep`: it will come again in the same words.
pub(crate) fn run_text(connection: &Connection, text: &str, params: &[Val<'_>], keep: bool) -> Result<(), StoreError> {
    if keep {
        connection.prepare_cached(text)?.execute(rusqlite::params_from_iter(params))?;
    } else {
        connection.prepare(text)?.execute(rusqlite::params_from_iter(params))?;
    }
    Ok(())
}
