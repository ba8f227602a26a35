//! The beginning of a table: byte order mark, other encodings and file types, separator, header.
//! Called by [`Table::open`] only.

use super::{Encoding, Table, Windows1252};
use crate::{
    nearest::nearest,
    problem::{Problem, quoted},
};
use std::io::Read;

const FIRST_BUFFER: usize = 1 << 16;

impl<R: Read> Table<R> {
    /// Reads the header of a file in the encoding given.
    pub fn open_as(file: impl Into<String>, source: R, encoding: Encoding) -> Result<Self, Problem> {
        let mut table = Self {
            file: file.into(),
            source: Windows1252::new(source, encoding == Encoding::Windows1252),
            core: csv_core::Reader::new(),
            separator: b',',
            buffer: vec![0; FIRST_BUFFER],
            start: 0,
            used: 0,
            filled: 0,
            offset: 0,
            line: 1,
            output: vec![0; 4096],
            ends: vec![0; 64],
            headers: Vec::new(),
            rows: 0,
            drained: false,
            finished: false,
        };
        table.fill_first()?;
        if table.buffer[..table.filled].starts_with(b"\xEF\xBB\xBF") {
            (table.start, table.used, table.offset) = (3, 3, 3);
        }
        table.refuse_other_types()?;
        table.separator = sniff(&table.buffer[table.used..table.filled]);
        table.core = csv_core::ReaderBuilder::new().delimiter(table.separator).build();
        table.read_header()?;
        Ok(table)
    }

    /// Fills the first buffer, so that whatever decides about the file is there at once.
    fn fill_first(&mut self) -> Result<(), Problem> {
        while self.filled < FIRST_BUFFER {
            let before = self.filled;
            self.fill()?;
            if self.filled == before {
                break;
            }
        }
        Ok(())
    }

    fn refuse_other_types(&self) -> Result<(), Problem> {
        let bytes = &self.buffer[self.used..self.filled];
        let error = |code, message: &str, mend| Err(Problem::error(&self.file, code, message, mend).at(1, 1));
        if bytes.starts_with(b"\xFF\xFE") || bytes.starts_with(b"\xFE\xFF") {
            return error(
                "notUtf8",
                "The file is UTF-16, not UTF-8.",
                "Save the file as UTF-8 (in PowerShell: Export-Csv -Encoding utf8).",
            );
        }
        if bytes.starts_with(b"PK\x03\x04") {
            return error(
                "notATable",
                "The file is a workbook or an archive, not CSV.",
                "Open it and save its sheet as “CSV UTF-8”, or unpack it.",
            );
        }
        if bytes.starts_with(b"{") || bytes.starts_with(b"[") {
            return error("notATable", "The file is JSON, not CSV.", "Give the CSV file.");
        }
        if bytes.contains(&0) {
            return error(
                "notATable",
                "The file contains zero bytes, so it is no text.",
                "Give the CSV file, saved as UTF-8.",
            );
        }
        Ok(())
    }

    fn read_header(&mut self) -> Result<(), Problem> {
        let Some(span) = self.next_record()? else {
            let mend = "Export it again, or give the right file; even a file without rows needs its header.";
            return Err(Problem::error(&self.file, "emptyFile", "The file is empty.", mend));
        };
        let row = self.row(span)?;
        let headers: Vec<String> = (0..span.fields).map(|i| row.get(i).to_owned()).collect();
        self.headers = headers;
        Ok(())
    }
}

impl<R> Table<R> {
    /// The place of a column that must be there. Letter case does not matter.
    pub fn column(&self, name: &str) -> Result<usize, Problem> {
        if let Some(place) = self.find_column(name)? {
            return Ok(place);
        }
        let near = nearest(name, self.headers.iter().map(String::as_str));
        let message = match near {
            Some(near) => format!("The header has no column {}; the nearest is {}.", quoted(name), quoted(near)),
            None => format!(
                "The header has no column {}; it has {}.",
                quoted(name),
                quoted(&self.headers.join(", "))
            ),
        };
        let mend = match near {
            Some(near) => format!(
                "Rename {} if that is meant, or export the file again with every column.",
                quoted(near)
            ),
            None => "Give the right file, or export it again with every column and its header in the first line.".to_owned(),
        };
        let place = near
            .and_then(|near| self.headers.iter().position(|h| h == near))
            .map_or(1, |i| i as u64 + 1);
        Err(Problem::error(&self.file, "missingColumn", message, mend)
            .at(1, place)
            .found(near.unwrap_or_default()))
    }

    /// The place of a column that may be there; a problem if it is there twice.
    pub fn find_column(&self, name: &str) -> Result<Option<usize>, Problem> {
        let mut places = self
            .headers
            .iter()
            .enumerate()
            .filter(|(_, header)| header.eq_ignore_ascii_case(name))
            .map(|(i, _)| i);
        let first = places.next();
        if let (Some(first), Some(second)) = (first, places.next()) {
            let message = format!(
                "The header has the column {} twice, as fields {} and {}.",
                quoted(name),
                first + 1,
                second + 1
            );
            let problem = Problem::error(&self.file, "duplicateColumn", message, "Remove or rename one of them.");
            return Err(problem.at(1, second as u64 + 1).found(&self.headers[second]));
        }
        Ok(first)
    }
}

/// The separator that the first line has most of outside quotation marks; `,` when in doubt.
fn sniff(bytes: &[u8]) -> u8 {
    let (mut commas, mut semicolons, mut quoted, mut any) = (0u32, 0u32, false, false);
    for byte in bytes {
        match byte {
            b'"' => quoted = !quoted,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            b'\n' | b'\r' if !quoted && any => break,
            _ => {}
        }
        any |= !byte.is_ascii_whitespace();
    }
    if semicolons > commas { b';' } else { b',' }
}
