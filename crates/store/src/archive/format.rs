//! The file's lines: JSON, one a line, the whole packed with gzip.
//!
//! A header; of each table its name and columns, its rows as arrays, and what they come to; at last what all comes to. Bytes are Base64. A
//! digest is of the values themselves, each with its kind and length, in the order of the primary key: it is the same whatever engine the
//! rows lie in.

use crate::{
    StoreError,
    migrate::Migration,
    sql::{Column, Holds, Owned, Table},
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest as _, Sha256};

/// What a file says of itself first.
pub(crate) const FORMAT: &str = "nahtlos-backup";
/// The way it is written.
pub(crate) const VERSION: u32 = 1;

/// The first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Header {
    /// Always `nahtlos-backup`.
    pub format: String,
    /// How the rest is written.
    pub version: u32,
    /// Version of the program that wrote it.
    pub program: String,
    /// `sqlite` or `postgresql`: where it comes from; it goes into either.
    pub engine: String,
    /// When it was taken, in milliseconds of the machine's clock.
    pub taken_ms: i64,
    /// Migrations that had run.
    pub schema: Vec<Migration>,
}

/// What a table came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counted {
    /// Its name.
    pub table: String,
    /// Its rows.
    pub rows: i64,
    /// SHA-256 of their values, in hexadecimal digits.
    pub digest: String,
}

/// What a backup is, and what it came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// The first line.
    pub header: Header,
    /// Every table.
    pub tables: Vec<Counted>,
    /// Links in audit chains.
    pub links: i64,
    /// Seals in partners' chains.
    pub seals: i64,
    /// SHA-256 over all tables' counts and digests.
    pub digest: String,
}

impl Manifest {
    /// Rows of all tables.
    pub fn rows(&self) -> i64 {
        self.tables.iter().map(|t| t.rows).sum()
    }
}

/// A table's first line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TableLine {
    pub(crate) table: String,
    /// Columns with what they hold and their place in the key.
    pub(crate) columns: Vec<(String, Holds, i64)>,
}

/// A table's last line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct EndLine {
    pub(crate) end: Counted,
}

/// The last line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct LastLine {
    pub(crate) tables: usize,
    pub(crate) rows: i64,
    pub(crate) links: i64,
    pub(crate) seals: i64,
    pub(crate) digest: String,
}

impl TableLine {
    pub(crate) fn of(table: &Table) -> Self {
        let columns = table.columns.iter().map(|c| (c.name.clone(), c.holds, c.key));
        Self {
            table: table.name.clone(),
            columns: columns.collect(),
        }
    }

    pub(crate) fn table(&self) -> Table {
        let columns = self.columns.iter().map(|(name, holds, key)| Column {
            name: name.clone(),
            holds: *holds,
            key: *key,
        });
        Table {
            name: self.table.clone(),
            columns: columns.collect(),
        }
    }
}

/// Counts a table's rows and takes their digest.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    rows: i64,
    digest: Sha256,
}

impl Counter {
    pub(crate) fn row(&mut self, values: &[Owned]) {
        self.rows += 1;
        for value in values {
            match value {
                Owned::Null => self.digest.update([0]),
                Owned::Int(n) => {
                    self.digest.update([1]);
                    self.digest.update(n.to_be_bytes());
                }
                Owned::Text(text) => self.part(2, text.as_bytes()),
                Owned::Bytes(bytes) => self.part(3, bytes),
            }
        }
    }

    fn part(&mut self, kind: u8, bytes: &[u8]) {
        self.digest.update([kind]);
        self.digest.update((bytes.len() as u64).to_be_bytes());
        self.digest.update(bytes);
    }

    pub(crate) fn end(self, table: &str) -> Counted {
        Counted {
            table: table.to_owned(),
            rows: self.rows,
            digest: hex(&self.digest.finalize()),
        }
    }
}

/// The digest over all tables.
pub(crate) fn digest_of(tables: &[Counted]) -> String {
    let mut digest = Sha256::new();
    for t in tables {
        digest.update(format!("{} {} {}\n", t.table, t.rows, t.digest));
    }
    hex(&digest.finalize())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A row as a line's value.
pub(crate) fn written(values: &[Owned]) -> Value {
    let one = |value: &Owned| match value {
        Owned::Null => Value::Null,
        Owned::Int(n) => Value::from(*n),
        Owned::Text(text) => Value::from(text.as_str()),
        Owned::Bytes(bytes) => Value::from(STANDARD.encode(bytes)),
    };
    Value::Array(values.iter().map(one).collect())
}

/// A line's value as a row of a table.
pub(crate) fn row_of(line: Vec<Value>, table: &TableLine) -> Result<Vec<Owned>, StoreError> {
    if line.len() != table.columns.len() {
        return Err(damaged(&format!(
            "a row of {} has {} values, and the table {} columns",
            table.table,
            line.len(),
            table.columns.len()
        )));
    }
    let one = |(value, (name, holds, _)): (Value, &(String, Holds, i64))| match (value, holds) {
        (Value::Null, _) => Ok(Owned::Null),
        (Value::String(text), Holds::Text) => Ok(Owned::Text(text)),
        (Value::String(text), Holds::Bytes) => STANDARD
            .decode(text)
            .map(Owned::Bytes)
            .map_err(|_| damaged(&format!("{}.{name} holds what is no Base64", table.table))),
        (Value::Number(n), Holds::Int) => n
            .as_i64()
            .map(Owned::Int)
            .ok_or_else(|| damaged(&format!("{}.{name} holds what is no whole number", table.table))),
        (_, holds) => Err(damaged(&format!("{}.{name} holds something else than {holds:?}", table.table))),
    };
    line.into_iter().zip(&table.columns).map(one).collect()
}

/// A backup that is not what it was written as.
pub(crate) fn damaged(what: &str) -> StoreError {
    StoreError::other(format!("the backup is damaged: {what}; take another one"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_as_they_were_and_no_value_flows_into_another() {
        let table = TableLine {
            table: "t".into(),
            columns: vec![
                ("a".into(), Holds::Text, 1),
                ("b".into(), Holds::Int, 0),
                ("c".into(), Holds::Bytes, 0),
            ],
        };
        let rows = [
            vec![Owned::Text("ä\"\n".into()), Owned::Int(i64::MIN), Owned::Bytes(vec![0, 255])],
            vec![Owned::Text(String::new()), Owned::Int(i64::MAX), Owned::Null],
        ];
        for row in &rows {
            let Value::Array(line) = serde_json::from_str(&written(row).to_string()).unwrap() else {
                panic!("an array")
            };
            assert_eq!(&row_of(line, &table).unwrap(), row);
        }
        let of = |values: &[Owned]| {
            let mut counter = Counter::default();
            counter.row(values);
            counter.end("t").digest
        };
        let text = |text: &str| Owned::Text(text.into());
        assert_ne!(of(&[text("ab"), text("c")]), of(&[text("a"), text("bc")]));
        assert_ne!(of(&[text("")]), of(&[Owned::Null]));
        assert_ne!(of(&[text("a")]), of(&[Owned::Bytes(b"a".to_vec())]));
        for bad in ["[1]", "[1,2,\"AA==\"]", "[\"a\",1.5,\"AA==\"]", "[\"a\",1,\"*\"]"] {
            assert!(row_of(serde_json::from_str(bad).unwrap(), &table).is_err(), "{bad}");
        }
    }
}
