//! Reads a backup from its first line to its last, and refuses it where rows or digests are not as it says. Memory: a row.

use super::format::{Counted, Counter, EndLine, FORMAT, Header, LastLine, Manifest, TableLine, VERSION, damaged, digest_of, row_of};
use crate::{
    StoreError,
    sql::{Owned, Table},
};
use flate2::bufread::GzDecoder;
use serde::de::DeserializeOwned;
use std::{
    fs::File,
    io::{BufRead, BufReader},
    path::Path,
};

/// What comes next.
pub(crate) enum Part {
    /// A table begins.
    Table(Table),
    /// A row of it.
    Row(Vec<Owned>),
    /// It ends, and came to what it says.
    End,
    /// All was there.
    Last(Manifest),
}

/// A backup being read.
pub(crate) struct Backup {
    lines: BufReader<GzDecoder<BufReader<File>>>,
    line: String,
    header: Header,
    under_way: Option<(TableLine, Counter)>,
    ended: Vec<Counted>,
}

impl Backup {
    /// Opens one and reads its first line.
    pub(crate) fn open(path: &Path) -> Result<Self, StoreError> {
        let file = File::open(path).map_err(|error| StoreError::other(format!("{}: {error}", path.display())))?;
        let mut lines = BufReader::new(GzDecoder::new(BufReader::new(file)));
        let mut line = String::new();
        let none = || StoreError::other(format!("{} is no backup of Nahtlos", path.display()));
        lines.read_line(&mut line).map_err(|_| none())?;
        let header: Header = serde_json::from_str(&line).map_err(|_| none())?;
        if header.format != FORMAT {
            return Err(none());
        }
        if header.version > VERSION {
            return Err(StoreError::other(format!(
                "the backup is written in way {}, this program knows {VERSION}: use the newer program ({})",
                header.version, header.program
            )));
        }
        Ok(Self {
            lines,
            line,
            header,
            under_way: None,
            ended: Vec::new(),
        })
    }

    pub(crate) fn header(&self) -> &Header {
        &self.header
    }

    fn next_line(&mut self) -> Result<(), StoreError> {
        self.line.clear();
        let read = self.lines.read_line(&mut self.line);
        match read.map_err(|error| damaged(&error.to_string()))? {
            0 => Err(damaged("it was cut off")),
            _ => Ok(()),
        }
    }

    fn parse<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        serde_json::from_str(&self.line).map_err(|error| damaged(&format!("a line does not read ({error})")))
    }

    /// What comes next.
    pub(crate) fn next(&mut self) -> Result<Part, StoreError> {
        self.next_line()?;
        if let Some((table, counter)) = &mut self.under_way {
            if self.line.starts_with('[') {
                let line = serde_json::from_str(&self.line).map_err(|error| damaged(&format!("a row does not read ({error})")))?;
                let row = row_of(line, table)?;
                counter.row(&row);
                return Ok(Part::Row(row));
            }
            let said = self.parse::<EndLine>()?.end;
            let (table, counter) = self.under_way.take().expect("looked at above");
            let found = counter.end(&table.table);
            if said != found {
                let what = format!(
                    "{} has {} rows that are not the {} it should have",
                    table.table, found.rows, said.rows
                );
                return Err(damaged(&what));
            }
            self.ended.push(found);
            return Ok(Part::End);
        }
        if self.line.starts_with("{\"table\"") {
            let line: TableLine = self.parse()?;
            let table = line.table();
            self.under_way = Some((line, Counter::default()));
            return Ok(Part::Table(table));
        }
        self.last().map(Part::Last)
    }

    fn last(&mut self) -> Result<Manifest, StoreError> {
        let last: LastLine = self.parse()?;
        let tables = std::mem::take(&mut self.ended);
        let manifest = Manifest {
            header: self.header.clone(),
            links: last.links,
            seals: last.seals,
            digest: digest_of(&tables),
            tables,
        };
        if (last.tables, last.rows, &last.digest) != (manifest.tables.len(), manifest.rows(), &manifest.digest) {
            return Err(damaged("a table is missing or is another"));
        }
        self.line.clear();
        // To the end, where gzip's own check is.
        match self.lines.read_line(&mut self.line) {
            Ok(0) => Ok(manifest),
            Ok(_) => Err(damaged("something comes after its end")),
            Err(error) => Err(damaged(&error.to_string())),
        }
    }
}

/// Reads a backup whole and sees that it is what was written; what it came to.
///
/// # Errors
/// When it cannot be read, is none, was cut off, or its rows are not those that were counted.
pub fn verify(path: &Path) -> Result<Manifest, StoreError> {
    let mut backup = Backup::open(path)?;
    loop {
        if let Part::Last(manifest) = backup.next()? {
            return Ok(manifest);
        }
    }
}
