//! Writes a database into a file: table after table, row after row, never more than a row in memory.

use super::{
    chains,
    format::{Counter, EndLine, FORMAT, Header, LastLine, Manifest, TableLine, VERSION, digest_of, written},
    name_of,
};
use crate::{
    EngineKind, StoreError, Tx, migrate,
    sql::{Owned, Table},
};
use flate2::{Compression, write::GzEncoder};
use serde::Serialize;
use std::io::{BufWriter, Write};

/// A file under way.
struct Out<'a> {
    file: BufWriter<GzEncoder<&'a mut (dyn Write + Send)>>,
}

impl Out<'_> {
    fn line(&mut self, value: &impl Serialize) -> Result<(), StoreError> {
        serde_json::to_writer(&mut self.file, value).map_err(|error| cannot_write(&error.into()))?;
        self.file.write_all(b"\n").map_err(|error| cannot_write(&error))
    }

    fn end(self) -> Result<(), StoreError> {
        let packed = self.file.into_inner().map_err(|error| cannot_write(error.error()))?;
        let file = packed.finish().map_err(|error| cannot_write(&error))?;
        file.flush().map_err(|error| cannot_write(&error))
    }
}

fn cannot_write(error: &std::io::Error) -> StoreError {
    StoreError::other(format!("the backup cannot be written: {error}"))
}

/// The tables that belong into a backup, in the order in which migrations make them: the same on both engines.
pub(crate) async fn tables(tx: &mut Tx) -> Result<Vec<Table>, StoreError> {
    let known = migrate::tables();
    let place = |table: &Table| known.iter().position(|name| *name == table.name);
    let mut found: Vec<(usize, Table)> = tx.tables().await?.into_iter().filter_map(|t| Some((place(&t)?, t))).collect();
    found.sort_by_key(|(place, _)| *place);
    Ok(found.into_iter().map(|(_, table)| table).collect())
}

/// Counts a table as it lies in the database; each row goes to `seen` on its way.
pub(crate) async fn count(
    tx: &mut Tx,
    table: &Table,
    mut seen: impl FnMut(&[Owned]) -> Result<(), StoreError> + Send,
) -> Result<super::Counted, StoreError> {
    let mut counter = Counter::default();
    let mut values = Vec::with_capacity(table.columns.len());
    tx.each(&table.every_row(), |row| {
        values.clear();
        for (at, column) in table.columns.iter().enumerate() {
            values.push(row.value(at, column.holds)?);
        }
        counter.row(&values);
        seen(&values)
    })
    .await?;
    Ok(counter.end(&table.name))
}

/// Writes all of it. The connection reads one state of the database.
pub(crate) async fn write(tx: &mut Tx, taken_ms: i64, out: &mut (dyn Write + Send)) -> Result<Manifest, StoreError> {
    let schema = migrate::schema(tx).await?;
    schema.is_ours()?;
    if schema.applied.is_empty() {
        return Err(StoreError::other("there is nothing of Nahtlos in the database"));
    }
    if let Some(damage) = damage(tx).await? {
        return Err(StoreError::other(format!("the database is damaged: {damage}")));
    }
    let chains = chains::walk(tx).await?;
    chains.whole()?;
    let header = Header {
        format: FORMAT.to_owned(),
        version: VERSION,
        program: env!("CARGO_PKG_VERSION").to_owned(),
        engine: name_of(tx.engine()).to_owned(),
        taken_ms,
        schema: schema.applied,
    };
    let mut out = Out {
        file: BufWriter::new(GzEncoder::new(out, Compression::default())),
    };
    out.line(&header)?;
    let mut counted = Vec::new();
    for table in tables(tx).await? {
        out.line(&TableLine::of(&table))?;
        let end = count(tx, &table, |values| out.line(&written(values))).await?;
        out.line(&EndLine { end: end.clone() })?;
        counted.push(end);
    }
    let manifest = Manifest {
        header,
        links: chains.links,
        seals: chains.seals,
        digest: digest_of(&counted),
        tables: counted,
    };
    out.line(&LastLine {
        tables: manifest.tables.len(),
        rows: manifest.rows(),
        links: manifest.links,
        seals: manifest.seals,
        digest: manifest.digest.clone(),
    })?;
    out.end()?;
    Ok(manifest)
}

/// What is wrong with the structure of a SQLite file.
pub(crate) async fn damage(tx: &mut Tx) -> Result<Option<String>, StoreError> {
    if tx.engine() != EngineKind::Sqlite {
        return Ok(None);
    }
    let mut found = Vec::new();
    let looked = tx
        .each("PRAGMA integrity_check(5)", |row| {
            found.push(row.text(0)?);
            Ok(())
        })
        .await;
    match looked {
        // A page that cannot be read at all is told as an error.
        Err(error) if error.message.contains("malformed") => return Ok(Some(error.message)),
        done => done?,
    }
    found.retain(|line| line != "ok");
    Ok((!found.is_empty()).then(|| found.join("; ")))
}
