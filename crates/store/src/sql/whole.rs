//! Work on whole databases: definitions, which tables and columns there are, rows as they are.
//!
//! For migrations, backups and checks alone: what these run is known only when they look, so it is no [`super::Statement`]. Ordinary work must
//! never come here.

use super::{Inner, Owned, Row, Tx, lite};
use crate::{EngineKind, StoreError};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// TEXT.
    Text,
    /// BIGINT.
    Int,
    /// BYTEA.
    Bytes,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// Its place in the primary key, from 1; 0: not part of it.
    pub key: i64,
}

/// A table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Its name.
    pub name: String,
    /// Its columns, in order.
    pub columns: Vec<Column>,
}

impl Table {
    /// A question for every row, in the order of the primary key, which is the same on both engines.
    pub(crate) fn every_row(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|c| c.name.as_str()).collect();
        let mut key: Vec<&Column> = self.columns.iter().filter(|c| c.key > 0).collect();
        key.sort_by_key(|c| c.key);
        let key: Vec<&str> = key.iter().map(|c| c.name.as_str()).collect();
        let order = if key.is_empty() { &names } else { &key };
        format!("SELECT {} FROM {} ORDER BY {}", names.join(", "), self.name, order.join(", "))
    }

    /// The head of a statement that inserts rows.
    pub(crate) fn insertion(&self) -> String {
        let names: Vec<&str> = self.columns.iter().map(|c| c.name.as_str()).collect();
        format!("INSERT INTO {} ({})", self.name, names.join(", "))
    }
}

/// Tables and columns of SQLite: table, column, type, place in the key.
const LITE: &str = "SELECT m.name, p.name, p.type, p.pk FROM sqlite_schema m JOIN pragma_table_info(m.name) p \
    WHERE m.type = 'table' AND substr(m.name, 1, 7) <> 'sqlite_' ORDER BY m.name, p.cid";
/// The same of PostgreSQL, in the schema that unnamed tables are made in.
const POSTGRES: &str = "SELECT CAST(c.relname AS TEXT), CAST(a.attname AS TEXT), format_type(a.atttypid, NULL), \
    CAST(coalesce(array_position(CAST(i.indkey AS int2[]), a.attnum) + 1, 0) AS BIGINT) \
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace \
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped \
    LEFT JOIN pg_index i ON i.indrelid = c.oid AND i.indisprimary \
    WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') ORDER BY CAST(c.relname AS TEXT) COLLATE \"C\", a.attnum";

fn holds(said: &str) -> Option<Holds> {
    match said {
        "TEXT" | "text" => Some(Holds::Text),
        "INTEGER" | "bigint" => Some(Holds::Int),
        "BLOB" | "bytea" => Some(Holds::Bytes),
        _ => None,
    }
}

impl Tx {
    /// Which engine runs.
    pub(crate) fn engine(&self) -> EngineKind {
        match self.inner {
            Inner::Lite(_) => EngineKind::Sqlite,
            Inner::Postgres(_) => EngineKind::Postgres,
        }
    }

    /// Runs a text that asks nothing: a definition.
    pub(crate) async fn define(&mut self, text: &str) -> Result<(), StoreError> {
        self.flush().await?;
        let done = match &mut self.inner {
            Inner::Lite(handle) => handle.connection().execute_batch(text).map_err(StoreError::from),
            Inner::Postgres(handle) => handle.define(text).await,
        };
        self.noted(done)
    }

    /// Every row of a question, one after the other, without keeping them.
    pub(crate) async fn each(&mut self, text: &str, read: impl FnMut(&Row<'_>) -> Result<(), StoreError> + Send) -> Result<(), StoreError> {
        self.flush().await?;
        let done = match &mut self.inner {
            Inner::Lite(handle) => lite::each(handle.connection(), text, read),
            Inner::Postgres(handle) => handle.each(text, read).await,
        };
        self.noted(done)
    }

    /// The tables there are, by name, but for those of other programs that hold what we never store.
    pub(crate) async fn tables(&mut self) -> Result<Vec<Table>, StoreError> {
        let question = match self.engine() {
            EngineKind::Sqlite => LITE,
            EngineKind::Postgres => POSTGRES,
        };
        let mut found: Vec<(Table, bool)> = Vec::new();
        self.each(question, |row| {
            let (name, column, holds) = (row.text(0)?, row.text(1)?, holds(&row.text(2)?));
            if found.last().is_none_or(|(table, _)| table.name != name) {
                found.push((Table { name, columns: Vec::new() }, true));
            }
            let key = row.int(3)?;
            if let Some((table, ours)) = found.last_mut() {
                match holds {
                    Some(holds) => table.columns.push(Column { name: column, holds, key }),
                    None => *ours = false,
                }
            }
            Ok(())
        })
        .await?;
        Ok(found.into_iter().filter(|(_, ours)| *ours).map(|(table, _)| table).collect())
    }

    /// Begins to read one state of the database, whatever others write from now on. Ends with [`Tx::look_ended`]; a connection that is
    /// dropped before is not used again.
    pub(crate) async fn look(&mut self) -> Result<(), StoreError> {
        match &mut self.inner {
            Inner::Lite(handle) => Ok(handle.connection().execute_batch("BEGIN")?),
            Inner::Postgres(handle) => handle.look().await,
        }
    }

    /// Ends what [`Tx::look`] began.
    pub(crate) async fn look_ended(mut self) -> Result<(), StoreError> {
        match &mut self.inner {
            Inner::Lite(handle) => Ok(handle.connection().execute_batch("COMMIT")?),
            Inner::Postgres(handle) => handle.look_ended().await,
        }
    }
}

impl Row<'_> {
    /// A value, as it is.
    pub(crate) fn value(&self, column: usize, holds: Holds) -> Result<Owned, StoreError> {
        Ok(match holds {
            Holds::Text => self.opt_text(column)?.map_or(Owned::Null, Owned::Text),
            Holds::Int => self.opt_int(column)?.map_or(Owned::Null, Owned::Int),
            Holds::Bytes => self.opt_bytes(column)?.map_or(Owned::Null, Owned::Bytes),
        })
    }
}
