//! What can go wrong in a database, by kind. The engine maps kinds to refusals or faults; nobody else looks at messages.

use std::fmt;

/// Kind of a database error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A unique constraint.
    Unique,
    /// A foreign key.
    ForeignKey,
    /// A check.
    Check,
    /// A missing value.
    NotNull,
    /// Worth another try of the whole transaction.
    Retryable,
    /// The reply to a commit was lost: it may have happened.
    Unknown,
    /// The schema is newer than the program.
    NewerSchema,
    /// Anything else: a fault.
    Other,
}

/// A database error.
#[derive(Debug)]
pub struct StoreError {
    /// Its kind.
    pub kind: Kind,
    /// Name of the table whose constraint it is, where the engine says it, without a shard's suffix.
    pub constraint: Option<String>,
    /// For the log.
    pub message: String,
}

impl StoreError {
    /// A fault with a message.
    pub fn other(message: impl Into<String>) -> Self {
        Self {
            kind: Kind::Other,
            constraint: None,
            message: message.into(),
        }
    }

    pub(crate) fn of(kind: Kind, message: impl Into<String>) -> Self {
        Self {
            kind,
            constraint: None,
            message: message.into(),
        }
    }

    /// Whether the whole transaction is worth another try.
    pub fn is_retryable(&self) -> bool {
        self.kind == Kind::Retryable
    }
}

impl fmt::Display for StoreError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.constraint {
            Some(name) => write!(f, "database ({:?}, {name}): {}", self.kind, self.message),
            None => write!(f, "database ({:?}): {}", self.kind, self.message),
        }
    }
}

impl std::error::Error for StoreError {}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        // Without what stands in it: the sentence goes into the log.
        let (line, column) = (error.line(), error.column());
        let text = error.to_string();
        let what = text.split('"').step_by(2).collect::<Vec<_>>().join("…");
        Self::other(format!("a stored document does not read: {what} ({line}:{column})"))
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let message = error.to_string();
        let kind = match &error {
            rusqlite::Error::SqliteFailure(failure, _) => match failure.code {
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Kind::Retryable,
                ErrorCode::ConstraintViolation => match failure.extended_code {
                    rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE | rusqlite::ffi::SQLITE_CONSTRAINT_PRIMARYKEY => Kind::Unique,
                    rusqlite::ffi::SQLITE_CONSTRAINT_FOREIGNKEY => Kind::ForeignKey,
                    rusqlite::ffi::SQLITE_CONSTRAINT_CHECK => Kind::Check,
                    rusqlite::ffi::SQLITE_CONSTRAINT_NOTNULL => Kind::NotNull,
                    _ => Kind::Other,
                },
                _ => Kind::Other,
            },
            _ => Kind::Other,
        };
        // "UNIQUE constraint failed: users.tenant_id, users.upn_key": the table names it. A check says its condition instead.
        let constraint = message
            .split_once("failed: ")
            .filter(|_| matches!(kind, Kind::Unique | Kind::NotNull))
            .map(|(_, rest)| rest.split(['.', ',']).next().unwrap_or(rest).to_owned());
        Self { kind, constraint, message }
    }
}

/// An error's message with those of its causes: the outermost alone only says that connecting failed.
fn with_causes(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(deeper) = cause {
        text = format!("{text}: {deeper}");
        cause = deeper.source();
    }
    text
}

impl From<tokio_postgres::Error> for StoreError {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(db) = error.as_db_error() else {
            let unheard = std::error::Error::source(&error).is_some_and(|source| source.is::<std::io::Error>());
            let kind = if error.is_closed() || unheard {
                Kind::Retryable
            } else {
                Kind::Other
            };
            return Self {
                kind,
                constraint: None,
                message: with_causes(&error),
            };
        };
        let code = db.code().code();
        let kind = match code {
            "23505" => Kind::Unique,
            "23503" => Kind::ForeignKey,
            "23514" => Kind::Check,
            "23502" => Kind::NotNull,
            // The last two: another program makes the same table at this moment.
            "40001" | "40P01" | "57P01" | "57P02" | "57P03" | "42P07" | "42710" => Kind::Retryable,
            _ if code.starts_with("08") => Kind::Retryable,
            _ => Kind::Other,
        };
        let constraint = db.table().or(db.constraint()).map(|name| {
            name.rsplit_once('_')
                .filter(|(_, n)| n.bytes().all(|b| b.is_ascii_digit()) && !n.is_empty())
                .map_or(name, |(base, _)| base)
                .to_owned()
        });
        Self {
            kind,
            constraint,
            message: format!("{} ({code})", db.message()),
        }
    }
}

impl From<deadpool_postgres::PoolError> for StoreError {
    fn from(error: deadpool_postgres::PoolError) -> Self {
        match error {
            deadpool_postgres::PoolError::Backend(error) => error.into(),
            deadpool_postgres::PoolError::Closed => Self::other("the database is closed"),
            other => Self::of(Kind::Retryable, other.to_string()),
        }
    }
}
