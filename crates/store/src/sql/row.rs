//! A row being read, of either engine. Readers name columns by position; a wrong type is a fault, not a panic.

use crate::StoreError;

/// A row.
pub enum Row<'a> {
    /// Of SQLite.
    Lite(&'a rusqlite::Row<'a>),
    /// Of PostgreSQL.
    Postgres(&'a tokio_postgres::Row),
}

impl Row<'_> {
    /// A text.
    pub fn text(&self, column: usize) -> Result<String, StoreError> {
        match self {
            Self::Lite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// A text that may be null.
    pub fn opt_text(&self, column: usize) -> Result<Option<String>, StoreError> {
        match self {
            Self::Lite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// A whole number.
    pub fn int(&self, column: usize) -> Result<i64, StoreError> {
        match self {
            Self::Lite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// A whole number that may be null.
    pub fn opt_int(&self, column: usize) -> Result<Option<i64>, StoreError> {
        match self {
            Self::Lite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// Bytes.
    pub fn bytes(&self, column: usize) -> Result<Vec<u8>, StoreError> {
        match self {
            Self::Lite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// Bytes that may be null.
    pub fn opt_bytes(&self, column: usize) -> Result<Option<Vec<u8>>, StoreError> {
        match self {
            Self::Lite(row) => Ok(row.get(column)?),
            Self::Postgres(row) => Ok(row.try_get(column)?),
        }
    }

    /// A document: JSON text read into its type, without a copy of the text where the engine allows.
    pub fn json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<T, StoreError> {
        let text: &str = match self {
            Self::Lite(row) => row.get_ref(column)?.as_str().map_err(rusqlite::Error::from)?,
            Self::Postgres(row) => row.try_get(column)?,
        };
        Ok(serde_json::from_str(text)?)
    }

    /// A document that may be null.
    pub fn opt_json<T: serde::de::DeserializeOwned>(&self, column: usize) -> Result<Option<T>, StoreError> {
        let text: Option<&str> = match self {
            Self::Lite(row) => row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from)?,
            Self::Postgres(row) => row.try_get(column)?,
        };
        Ok(text.map(serde_json::from_str).transpose()?)
    }
}
