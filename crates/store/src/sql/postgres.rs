//! PostgreSQL: a pool of connections, statements prepared once per connection, waiting writes sent together.

use super::{Owned, Row, Statement, Tx, Val, expect_one, panicked};
use crate::{StoreError, Transaction, error::Kind, sql::EngineKind};
use deadpool_postgres::{Manager, ManagerConfig, Object, Pool, RecyclingMethod};
use futures_util::{
    FutureExt as _, TryStreamExt as _,
    future::{join, join3, try_join_all},
};
use std::{panic::AssertUnwindSafe, str::FromStr};
use tokio_postgres::{Config, Statement as Prepared, config::SslMode, error::Severity, types::ToSql};

/// An open server database.
#[derive(Debug)]
pub(crate) struct Postgres {
    pool: Pool,
}

/// A connection on loan.
pub(crate) struct Handle {
    client: Option<Object>,
    in_transaction: bool,
    /// The transaction is to begin with the next statement, in the same round trip.
    begins: bool,
}

/// A statement that waits for the next question or the commit.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub statement: &'static Statement,
    pub params: Vec<Owned>,
    /// It must change one row.
    pub one: bool,
}

/// Statements that wait.
pub(crate) type Queue = Vec<Waiting>;

impl std::fmt::Debug for Handle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Handle")
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        if self.in_transaction
            && let Some(client) = self.client.take()
        {
            // The transaction was left in the middle (its future was dropped): the connection must not be used again.
            drop(Object::take(client));
        }
    }
}

impl Postgres {
    /// Makes the pool; connects when first used. TLS where the URL asks for it with `sslmode=require`.
    pub(crate) fn open(url: &str, connections: usize) -> Result<Self, StoreError> {
        let config = Config::from_str(url);
        let mut config = config.map_err(|error| StoreError::other(format!("the database URL does not read: {error}")))?;
        // `prefer`, which is meant where nothing is said, would fail at the certificate that Debian gives every server.
        if config.get_ssl_mode() == SslMode::Prefer {
            config.ssl_mode(SslMode::Disable);
        }
        let recycle = ManagerConfig {
            recycling_method: RecyclingMethod::Fast,
        };
        let manager = Manager::from_config(config, crate::tls::connector(), recycle);
        let pool = Pool::builder(manager).max_size(connections).build();
        let pool = pool.map_err(|error| StoreError::other(format!("no pool: {error}")))?;
        Ok(Self { pool })
    }

    /// Refuses a database that sorts texts otherwise than by their bytes: keys would be in another order than the program believes.
    pub(crate) async fn check(&self) -> Result<(), StoreError> {
        const COLLATION: &str = "SELECT datlocprovider = 'i', datcollate, datname FROM pg_database WHERE datname = current_database()";
        let row = self.pool.get().await?.query_one(COLLATION, &[]).await?;
        let (icu, collation, name): (bool, &str, &str) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let by_bytes = matches!(collation, "C" | "POSIX" | "C.UTF-8" | "C.utf8");
        match by_bytes && !icu {
            true => Ok(()),
            false => Err(StoreError::other(format!(
                "it sorts texts by {}, and Nahtlos needs them by their bytes; make one with: \
                 CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'",
                if icu { "ICU's rules" } else { collation }
            ))),
        }
    }

    pub(crate) async fn reader(&self) -> Result<Tx, StoreError> {
        Ok(Tx::postgres(Handle {
            client: Some(self.pool.get().await?),
            in_transaction: false,
            begins: false,
        }))
    }

    /// Runs a transaction once.
    pub(crate) async fn write<W: Transaction>(&self, work: &W) -> Result<W::Out, W::Err> {
        // Marked before it begins: where this future is dropped meanwhile, the connection is not used again.
        let handle = Handle {
            client: Some(self.pool.get().await.map_err(StoreError::from)?),
            in_transaction: true,
            begins: true,
        };
        let mut tx = Tx::postgres(handle);
        let worked = AssertUnwindSafe(work.run(&mut tx)).catch_unwind().await;
        let mut result = worked.unwrap_or_else(|panic| Err(W::Err::from(panicked(panic.as_ref()))));
        if result.is_ok()
            && let Err(error) = tx.sound()
        {
            result = Err(error.into());
        }
        let queued = std::mem::take(&mut tx.queued);
        let super::Inner::Postgres(handle) = &mut tx.inner else {
            return result;
        };
        let ended = match &result {
            Ok(_) => match handle.commit(queued).await {
                Ok(ended) => ended,
                Err(error) => {
                    handle.in_transaction = handle.client().batch_execute("ROLLBACK").await.is_err();
                    return Err(error.into());
                }
            },
            Err(_) => handle.client().batch_execute("ROLLBACK").await,
        };
        handle.in_transaction = ended.is_err();
        match (result, ended) {
            (Ok(value), Ok(())) => Ok(value),
            (Ok(_), Err(error)) => {
                let open = leaves_open(&error);
                let mut error = StoreError::from(error);
                if open {
                    error.kind = Kind::Unknown;
                }
                Err(W::Err::from(error))
            }
            (Err(error), _) => Err(error),
        }
    }

    pub(crate) fn close(&self) {
        self.pool.close();
    }
}

/// Whether it stays open what a COMMIT did: no answer came, or the server went down over it.
fn leaves_open(error: &tokio_postgres::Error) -> bool {
    let severity = error.as_db_error().map(|db| db.parsed_severity());
    severity.is_none_or(|severity| matches!(severity, Some(Severity::Fatal | Severity::Panic)))
}

fn borrowed<'a>(params: &'a [Val<'a>]) -> Vec<&'a (dyn ToSql + Sync)> {
    params.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

impl Handle {
    fn client(&self) -> &Object {
        self.client.as_ref().expect("taken only when dropped")
    }

    async fn prepare(&self, statement: &'static Statement) -> Result<Prepared, StoreError> {
        statement.mark(EngineKind::Postgres);
        Ok(self.client().prepare_cached(statement.text).await?)
    }

    /// Sends what waits and one more statement without waiting in between; the rows of the last one.
    async fn query(
        &mut self,
        queue: Queue,
        statement: &'static Statement,
        params: &[Val<'_>],
    ) -> Result<Vec<tokio_postgres::Row>, StoreError> {
        let (earlier, last) = (self.prepare_all(&queue).await?, self.prepare(statement).await?);
        let begins = std::mem::take(&mut self.begins);
        let client = self.client();
        let params = borrowed(params);
        let (begun, earlier, rows) = join3(begin(client, begins), send(client, &earlier, &queue), client.query(&last, &params)).await;
        begun?;
        check(&queue, &earlier?)?;
        Ok(rows?)
    }

    async fn prepare_all(&self, queue: &Queue) -> Result<Vec<Prepared>, StoreError> {
        let mut prepared = Vec::with_capacity(queue.len());
        for waiting in queue {
            prepared.push(self.prepare(waiting.statement).await?);
        }
        Ok(prepared)
    }

    /// Sends what waits and the COMMIT. The outer error is a statement's: PostgreSQL has then undone everything. The inner one is the
    /// COMMIT's own.
    async fn commit(&mut self, mut queue: Queue) -> Result<Result<(), tokio_postgres::Error>, StoreError> {
        if let Some(last) = queue.iter().rposition(|waiting| waiting.one) {
            let rest = queue.split_off(last + 1);
            self.pipeline(std::mem::replace(&mut queue, rest)).await?;
        }
        let earlier = self.prepare_all(&queue).await?;
        let begins = std::mem::take(&mut self.begins);
        if begins && queue.is_empty() {
            return Ok(Ok(())); // Nothing was asked, so nothing was begun.
        }
        let client = self.client();
        let (begun, earlier, ended) = join3(
            begin(client, begins),
            send(client, &earlier, &queue),
            client.batch_execute("COMMIT"),
        )
        .await;
        match begun.and(earlier.map(|_| ())) {
            // Lost with the COMMIT on its way: it may have arrived.
            Err(error) if leaves_open(&error) => Ok(Err(error)),
            Err(error) => Err(error.into()),
            Ok(()) => Ok(ended),
        }
    }

    pub(crate) async fn one<T>(
        &mut self,
        queue: Queue,
        statement: &'static Statement,
        params: &[Val<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Option<T>, StoreError> {
        match self.query(queue, statement, params).await?.first() {
            Some(row) => read(&Row::Postgres(row)).map(Some),
            None => Ok(None),
        }
    }

    pub(crate) async fn all<T>(
        &mut self,
        queue: Queue,
        statement: &'static Statement,
        params: &[Val<'_>],
        mut read: impl FnMut(&Row<'_>) -> Result<T, StoreError>,
    ) -> Result<Vec<T>, StoreError> {
        let rows = self.query(queue, statement, params).await?;
        rows.iter().map(|row| read(&Row::Postgres(row))).collect()
    }

    pub(crate) async fn run(&mut self, queue: Queue, statement: &'static Statement, params: &[Val<'_>]) -> Result<u64, StoreError> {
        let (earlier, last) = (self.prepare_all(&queue).await?, self.prepare(statement).await?);
        let begins = std::mem::take(&mut self.begins);
        let client = self.client();
        let params = borrowed(params);
        let (begun, earlier, count) = join3(
            begin(client, begins),
            send(client, &earlier, &queue),
            client.execute(&last, &params),
        )
        .await;
        begun?;
        check(&queue, &earlier?)?;
        Ok(count?)
    }

    /// `keep`: it will come again in the same words.
    pub(crate) async fn run_text(&mut self, text: &str, params: &[Val<'_>], keep: bool) -> Result<(), StoreError> {
        let prepared = match keep {
            true => self.client().prepare_cached(text).await?,
            false => self.client().prepare(text).await?,
        };
        let begins = std::mem::take(&mut self.begins);
        begin(self.client(), begins).await?;
        self.client().execute(&prepared, &borrowed(params)).await?;
        Ok(())
    }

    /// Runs a text that asks nothing.
    pub(crate) async fn define(&mut self, text: &str) -> Result<(), StoreError> {
        let begins = std::mem::take(&mut self.begins);
        begin(self.client(), begins).await?;
        Ok(self.client().batch_execute(text).await?)
    }

    /// Every row of a question that is asked once, without keeping them: the server sends no faster than they are read.
    pub(crate) async fn each(&mut self, text: &str, mut read: impl FnMut(&Row<'_>) -> Result<(), StoreError>) -> Result<(), StoreError> {
        let begins = std::mem::take(&mut self.begins);
        begin(self.client(), begins).await?;
        let none = std::iter::empty::<&(dyn ToSql + Sync)>();
        let mut rows = std::pin::pin!(self.client().query_raw(text, none).await?);
        while let Some(row) = rows.try_next().await? {
            read(&Row::Postgres(&row))?;
        }
        Ok(())
    }

    /// Begins to read one state of the database.
    pub(crate) async fn look(&mut self) -> Result<(), StoreError> {
        self.in_transaction = true;
        Ok(self
            .client()
            .batch_execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            .await?)
    }

    /// Ends it.
    pub(crate) async fn look_ended(&mut self) -> Result<(), StoreError> {
        self.client().batch_execute("COMMIT").await?;
        self.in_transaction = false;
        Ok(())
    }

    /// Sends what waits.
    pub(crate) async fn pipeline(&mut self, queue: Queue) -> Result<(), StoreError> {
        let prepared = self.prepare_all(&queue).await?;
        let begins = std::mem::take(&mut self.begins);
        let client = self.client();
        let (begun, sent) = join(begin(client, begins), send(client, &prepared, &queue)).await;
        begun?;
        check(&queue, &sent?)
    }
}

async fn begin(client: &Object, begins: bool) -> Result<(), tokio_postgres::Error> {
    if begins { client.batch_execute("BEGIN").await } else { Ok(()) }
}

/// Sends all statements before waiting for the first answer: each is on its way when its future is first polled.
/// Answers how many rows each changed.
async fn send(client: &Object, prepared: &[Prepared], queue: &Queue) -> Result<Vec<u64>, tokio_postgres::Error> {
    let sent = prepared.iter().zip(queue).map(|(statement, waiting)| async move {
        let values: Vec<Val<'_>> = waiting.params.iter().map(Owned::borrow).collect();
        client.execute(statement, &borrowed(&values)).await
    });
    try_join_all(sent).await
}

fn check(queue: &Queue, changed: &[u64]) -> Result<(), StoreError> {
    let ones = queue.iter().zip(changed).filter(|(waiting, _)| waiting.one);
    ones.map(|(_, changed)| *changed).try_for_each(expect_one)
}
