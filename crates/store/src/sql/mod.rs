//! Connections and dialect: the only folder that knows which database runs.
//!
//! A [`Statement`] has one text for both engines; a [`Tx`] runs it. On SQLite every future is ready when it is first polled, which
//! is what lets many commands share one writer thread and one commit (`lite`); on PostgreSQL they run side by side
//! (`postgres`). Nothing here decides anything.

pub(crate) mod lite;
pub(crate) mod place;
pub(crate) mod postgres;
mod row;
mod value;
mod whole;

pub use row::Row;
pub use value::{Owned, Val};
pub use whole::{Column, Holds, Table};

use crate::{Kind, StoreError};
use std::sync::{
    OnceLock,
    atomic::{AtomicU8, Ordering},
};

/// One statement, in the spelling that both engines understand.
#[derive(Debug)]
pub struct Statement {
    /// Table family and verb, for messages and for the check that each was executed.
    pub name: &'static str,
    /// Text with `$1` placeholders.
    pub text: &'static str,
    lite: OnceLock<String>,
    used: AtomicU8,
}

impl Statement {
    /// A statement.
    pub const fn new(name: &'static str, text: &'static str) -> Self {
        Self {
            name,
            text,
            lite: OnceLock::new(),
            used: AtomicU8::new(0),
        }
    }

    /// Text with `?1` placeholders. To SQLite `$1` is a name, which gets its number by where it stands, not by what it says.
    fn lite(&self) -> &str {
        self.lite.get_or_init(|| self.text.replace('$', "?"))
    }

    /// Whether it ran on an engine since the program started.
    pub fn was_used(&self, engine: EngineKind) -> bool {
        self.used.load(Ordering::Relaxed) & engine as u8 != 0
    }

    fn mark(&self, engine: EngineKind) {
        if !self.was_used(engine) {
            self.used.fetch_or(engine as u8, Ordering::Relaxed);
        }
    }
}

/// Which database runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EngineKind {
    /// Embedded.
    Sqlite = 1,
    /// Server.
    Postgres = 2,
}

/// Declares a family's statements and the list of them.
macro_rules! statements {
    ($family:literal { $($name:ident = $text:literal;)+ }) => {
        $(pub(crate) static $name: $crate::sql::Statement = $crate::sql::Statement::new(concat!($family, ".", stringify!($name)), $text);)+
        pub(crate) static ALL: &[&$crate::sql::Statement] = &[$(&$name),+];
    };
}
pub(crate) use statements;

/// Parameters of a statement, borrowed.
macro_rules! params {
    ($($value:expr),* $(,)?) => { &[$($crate::sql::Val::from($value)),*] };
}
pub(crate) use params;

/// The pattern of texts that have one in them, with `!` before what would stand for more.
pub(crate) fn holding(text: &str) -> String {
    let mut pattern = String::from("%");
    for letter in text.chars() {
        if matches!(letter, '!' | '%' | '_') {
            pattern.push('!');
        }
        pattern.push(letter);
    }
    pattern.push('%');
    pattern
}

/// A connection, in or out of a transaction.
#[derive(Debug)]
pub struct Tx {
    inner: Inner,
    queued: postgres::Queue,
    /// A statement failed: nothing of the transaction may stay, whatever it answers.
    failed: bool,
}

#[derive(Debug)]
enum Inner {
    Lite(lite::Handle),
    Postgres(Box<postgres::Handle>),
}

impl Tx {
    pub(crate) fn lite(handle: lite::Handle) -> Self {
        Self {
            inner: Inner::Lite(handle),
            queued: Vec::new(),
            failed: false,
        }
    }

    pub(crate) fn postgres(handle: postgres::Handle) -> Self {
        Self {
            inner: Inner::Postgres(Box::new(handle)),
            queued: Vec::new(),
            failed: false,
        }
    }

    pub(crate) fn connection(&mut self) -> Option<&mut rusqlite::Connection> {
        match &mut self.inner {
            Inner::Lite(handle) => Some(handle.connection()),
            Inner::Postgres(_) => None,
        }
    }

    /// Whether the transaction may be committed. PostgreSQL undoes one in which a statement failed and calls that a success, and
    /// on SQLite it must not be otherwise.
    pub(crate) fn sound(&self) -> Result<(), StoreError> {
        if self.failed {
            return Err(StoreError::other(
                "a statement of the transaction failed, and its error was passed over",
            ));
        }
        Ok(())
    }

    fn noted<T>(&mut self, result: Result<T, StoreError>) -> Result<T, StoreError> {
        self.failed |= result.is_err();
        result
    }

    /// The first row of a query, read by `read`.
    pub(crate) async fn one<T: Send>(
        &mut self,
        statement: &'static Statement,
        params: &[Val<'_>],
        read: impl FnOnce(&Row<'_>) -> Result<T, StoreError> + Send,
    ) -> Result<Option<T>, StoreError> {
        let queued = std::mem::take(&mut self.queued);
        let found = match &mut self.inner {
            Inner::Lite(handle) => lite::one(handle.connection(), statement, params, read),
            Inner::Postgres(handle) => handle.one(queued, statement, params, read).await,
        };
        self.noted(found)
    }

    /// All rows of a query, each read by `read`.
    pub(crate) async fn all<T: Send>(
        &mut self,
        statement: &'static Statement,
        params: &[Val<'_>],
        read: impl FnMut(&Row<'_>) -> Result<T, StoreError> + Send,
    ) -> Result<Vec<T>, StoreError> {
        let queued = std::mem::take(&mut self.queued);
        let found = match &mut self.inner {
            Inner::Lite(handle) => lite::all(handle.connection(), statement, params, read),
            Inner::Postgres(handle) => handle.all(queued, statement, params, read).await,
        };
        self.noted(found)
    }

    /// Runs a statement; how many rows it changed.
    pub(crate) async fn run(&mut self, statement: &'static Statement, params: &[Val<'_>]) -> Result<u64, StoreError> {
        let queued = std::mem::take(&mut self.queued);
        let changed = match &mut self.inner {
            Inner::Lite(handle) => lite::run(handle.connection(), statement, params),
            Inner::Postgres(handle) => handle.run(queued, statement, params).await,
        };
        self.noted(changed)
    }

    /// Runs a statement whose count nobody needs: at once on SQLite, together with the next ones before the next question or the
    /// commit on PostgreSQL, so that they share a round trip.
    pub(crate) fn later(&mut self, statement: &'static Statement, params: &[Val<'_>]) -> Result<(), StoreError> {
        self.waiting(statement, params, false)
    }

    /// As [`Tx::later`], and it must change one row: a compare-and-set that found another version is worth another try of the whole
    /// transaction. Whoever asks next gets to know; the commit does not happen before it is sure.
    pub(crate) fn later_one(&mut self, statement: &'static Statement, params: &[Val<'_>]) -> Result<(), StoreError> {
        self.waiting(statement, params, true)
    }

    fn waiting(&mut self, statement: &'static Statement, params: &[Val<'_>], one: bool) -> Result<(), StoreError> {
        let done = match &mut self.inner {
            Inner::Lite(handle) => lite::run(handle.connection(), statement, params).and_then(|changed| match one {
                true => expect_one(changed),
                false => Ok(()),
            }),
            Inner::Postgres(_) => {
                let params = params.iter().map(Val::owned).collect();
                self.queued.push(postgres::Waiting { statement, params, one });
                Ok(())
            }
        };
        self.noted(done)
    }

    pub(crate) async fn flush(&mut self) -> Result<(), StoreError> {
        if self.queued.is_empty() {
            return Ok(());
        }
        let queued = std::mem::take(&mut self.queued);
        let done = match &mut self.inner {
            Inner::Lite(_) => Ok(()),
            Inner::Postgres(handle) => handle.pipeline(queued).await,
        };
        self.noted(done)
    }

    /// Inserts many rows with statements of many rows each. `head` is `INSERT INTO t (a, b)`; `tail` may say `ON CONFLICT …`.
    pub(crate) async fn insert_many(&mut self, head: &str, columns: usize, tail: &str, rows: &[Val<'_>]) -> Result<(), StoreError> {
        self.flush().await?;
        let per_statement = (16_000 / columns.max(1)).min(1000) * columns;
        for chunk in rows.chunks(per_statement.max(columns)) {
            let mark = if matches!(self.inner, Inner::Lite(_)) { '?' } else { '$' };
            let text = many_rows(head, columns, chunk.len() / columns, tail, mark);
            // Only the full size comes again; a connection that kept every other one would grow with each.
            let keep = chunk.len() == per_statement;
            let done = match &mut self.inner {
                Inner::Lite(handle) => lite::run_text(handle.connection(), &text, chunk, keep),
                Inner::Postgres(handle) => handle.run_text(&text, chunk, keep).await,
            };
            self.noted(done)?;
        }
        Ok(())
    }
}

/// A compare-and-set that found another version is worth another try from the beginning.
fn expect_one(changed: u64) -> Result<(), StoreError> {
    match changed {
        1 => Ok(()),
        _ => Err(StoreError::of(Kind::Retryable, "changed by another in between")),
    }
}

/// A panic inside of a transaction, as an error.
pub(crate) fn panicked(panic: &(dyn std::any::Any + Send)) -> StoreError {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    StoreError::other(format!("a transaction panicked: {}", text.unwrap_or("without a text")))
}

fn many_rows(head: &str, columns: usize, rows: usize, tail: &str, mark: char) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(head.len() + tail.len() + rows * columns * 6 + 16);
    text.push_str(head);
    text.push_str(" VALUES ");
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        for column in 0..columns {
            let comma = if column == 0 { "" } else { "," };
            let _ = write!(text, "{comma}{mark}{}", row * columns + column + 1);
        }
        text.push(')');
    }
    text.push(' ');
    text.push_str(tail);
    text
}
