//! Tables with a header: streaming CSV as people's programs write it. Called by every reader of an
//! official file and by the import of exports.
//!
//! A byte order mark, `,` or `;`, quoted fields, any line end and rows of blank fields are taken as
//! they come; everything else that is wrong is a [`Problem`] with line and column (the number of
//! the field). Must never happen here: memory that grows with the file. One record is held at a
//! time, and a record is at most [`MAX_RECORD`] bytes.

mod open;
mod row;
mod windows_1252;

use crate::problem::{Problem, quoted};
use csv_core::ReadRecordResult;
pub use row::Row;
use std::io::Read;
pub use windows_1252::Windows1252;

/// Most bytes of one record.
pub const MAX_RECORD: usize = 1 << 20;
/// Most fields of one record.
pub const MAX_FIELDS: usize = 4096;

/// How the bytes of a file spell letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// The Western European code page of Windows, which older spreadsheets save in.
    Windows1252,
}

/// The encoding to read a source in, where the user says which one files that are not UTF-8 have.
pub fn encoding_of<R: Read>(mut source: R, other: Encoding) -> std::io::Result<Encoding> {
    if other == Encoding::Utf8 {
        return Ok(Encoding::Utf8);
    }
    let (mut chunk, mut left) = (vec![0; 1 << 16], 0);
    loop {
        let read = source.read(&mut chunk[left..])?;
        let end = left + read;
        match std::str::from_utf8(&chunk[..end]) {
            Ok(_) if read == 0 => return Ok(Encoding::Utf8),
            Ok(_) => left = 0,
            Err(error) if error.error_len().is_none() && read > 0 => {
                chunk.copy_within(error.valid_up_to()..end, 0);
                left = end - error.valid_up_to();
            }
            Err(_) => return Ok(other),
        }
    }
}

/// A table being read.
pub struct Table<R> {
    file: String,
    source: Windows1252<R>,
    core: csv_core::Reader,
    separator: u8,
    /// Bytes read; `buffer[start..]` is the present record and what follows it.
    buffer: Vec<u8>,
    start: usize,
    used: usize,
    filled: usize,
    /// Offset in the file of `buffer[start]`, and its line.
    offset: u64,
    line: u64,
    output: Vec<u8>,
    ends: Vec<usize>,
    headers: Vec<String>,
    rows: u64,
    /// The source has given its last byte.
    drained: bool,
    finished: bool,
}

/// Where a record lies in the buffers.
#[derive(Debug, Clone, Copy)]
struct Span {
    raw_start: usize,
    raw_end: usize,
    offset: u64,
    line: u64,
    fields: usize,
}

impl<R: Read> Table<R> {
    /// Reads the header. `file` is the name that problems show.
    pub fn open(file: impl Into<String>, source: R) -> Result<Self, Problem> {
        Self::open_as(file, source, Encoding::Utf8)
    }

    /// The file's name.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// The source, as far as it has been read.
    pub fn into_source(self) -> R {
        self.source.into_inner()
    }

    /// The header's names, trimmed.
    pub fn headers(&self) -> &[String] {
        &self.headers
    }

    /// The separator found in the header.
    pub fn separator(&self) -> char {
        char::from(self.separator)
    }

    /// Rows given so far.
    pub fn rows(&self) -> u64 {
        self.rows
    }

    /// The next row that is not blank; `None` at the end. After a ragged row reading goes on; after
    /// any other problem the table is at its end.
    pub fn next_row(&mut self) -> Result<Option<Row<'_>>, Problem> {
        loop {
            let Some(span) = self.next_record()? else { return Ok(None) };
            if self.drained && self.used == self.filled {
                let last = &self.buffer[span.raw_start..span.raw_end];
                if let Some(problem) = self.unclosed(last, span.line) {
                    self.finished = true;
                    return Err(problem);
                }
            }
            let blank = self.output[..self.length(span)].iter().all(u8::is_ascii_whitespace);
            if blank {
                continue;
            }
            if span.fields != self.headers.len() {
                return Err(self.ragged(span));
            }
            self.rows += 1;
            return Ok(Some(self.row(span)?));
        }
    }

    fn length(&self, span: Span) -> usize {
        span.fields.checked_sub(1).map_or(0, |last| self.ends[last])
    }

    /// The row in `span`, once its text is known to be UTF-8.
    fn row(&mut self, span: Span) -> Result<Row<'_>, Problem> {
        let length = self.length(span);
        let whole = std::str::from_utf8(&self.output[..length]);
        let ends = &self.ends[..span.fields];
        // A letter torn apart by a separator is none, even if its halves would join.
        if !whole.is_ok_and(|text| ends.iter().all(|end| text.is_char_boundary(*end))) {
            self.finished = true;
            return Err(self.not_utf8(span));
        }
        let text = std::str::from_utf8(&self.output[..length]).unwrap_or_default();
        Ok(Row {
            text,
            ends: &self.ends[..span.fields],
            line: span.line,
            file: &self.file,
            headers: &self.headers,
        })
    }

    /// Tokenises one record, growing the buffers no further than the limits.
    fn next_record(&mut self) -> Result<Option<Span>, Problem> {
        if self.finished {
            return Ok(None);
        }
        self.skip_line_ends()?;
        let (mut written, mut fields) = (0, 0);
        loop {
            let (result, read, wrote, ended) = self.core.read_record(
                &self.buffer[self.used..self.filled],
                &mut self.output[written..],
                &mut self.ends[fields..],
            );
            self.used += read;
            written += wrote;
            fields += ended;
            match result {
                ReadRecordResult::InputEmpty => self.fill()?,
                ReadRecordResult::OutputFull if self.output.len() < MAX_RECORD => {
                    let room = self.output.len() * 2;
                    self.output.resize(room, 0);
                }
                ReadRecordResult::OutputEndsFull if self.ends.len() < MAX_FIELDS => {
                    let room = self.ends.len() * 2;
                    self.ends.resize(room, 0);
                }
                ReadRecordResult::OutputFull => return Err(self.too_large()),
                ReadRecordResult::OutputEndsFull => return Err(self.too_many_fields()),
                ReadRecordResult::Record => return Ok(Some(self.take(fields))),
                ReadRecordResult::End => {
                    self.finished = true;
                    return Ok(None);
                }
            }
        }
    }

    /// Steps over line ends before a record, so that the record's line is that of its first character.
    fn skip_line_ends(&mut self) -> Result<(), Problem> {
        loop {
            while self.used < self.filled && matches!(self.buffer[self.used], b'\r' | b'\n') {
                let newline = self.buffer[self.used] == b'\n' || self.buffer.get(self.used + 1).is_some_and(|next| *next != b'\n');
                self.line += u64::from(newline);
                self.used += 1;
                self.offset += 1;
                self.start = self.used;
            }
            if self.used < self.filled || self.filled == 0 {
                return Ok(());
            }
            self.start = self.used;
            self.fill()?;
            if self.filled == self.used {
                return Ok(());
            }
        }
    }

    /// Ends the present record at `used`.
    fn take(&mut self, fields: usize) -> Span {
        let span = Span {
            raw_start: self.start,
            raw_end: self.used,
            offset: self.offset,
            line: self.line,
            fields,
        };
        let raw = &self.buffer[span.raw_start..span.raw_end];
        self.line += raw.iter().filter(|byte| **byte == b'\n').count() as u64;
        if raw.last() == Some(&b'\r') && self.buffer[..self.filled].get(span.raw_end).is_some_and(|next| *next != b'\n') {
            self.line += 1;
        }
        self.offset += raw.len() as u64;
        self.start = self.used;
        span
    }

    /// Reads more, keeping the present record at the front.
    fn fill(&mut self) -> Result<(), Problem> {
        if self.filled == self.buffer.len() {
            if self.start > 0 {
                self.buffer.copy_within(self.start..self.filled, 0);
                self.used -= self.start;
                self.filled -= self.start;
                self.start = 0;
            } else if self.buffer.len() < 2 * MAX_RECORD {
                let room = self.buffer.len() * 2;
                self.buffer.resize(room, 0);
            } else {
                return Err(self.too_large());
            }
        }
        loop {
            match self.source.read(&mut self.buffer[self.filled..]) {
                Ok(read) => {
                    self.filled += read;
                    self.drained = read == 0;
                    return Ok(());
                }
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.finished = true;
                    let message = format!("The file could not be read on: {error}.");
                    return Err(Problem::error(
                        &self.file,
                        "unreadable",
                        message,
                        "See that the disk and the permissions are in order.",
                    )
                    .at_line(self.line));
                }
            }
        }
    }

    fn too_large(&mut self) -> Problem {
        self.finished = true;
        if let Some(problem) = self.unclosed(&self.buffer[self.start..self.used], self.line) {
            return problem;
        }
        let message = format!("This record is longer than {} bytes.", MAX_RECORD);
        Problem::error(
            &self.file,
            "recordTooLong",
            message,
            "See whether the file is a table at all, and whether its lines end.",
        )
        .at_line(self.line)
    }

    fn too_many_fields(&mut self) -> Problem {
        self.finished = true;
        let message = format!("This record has more than {MAX_FIELDS} fields.");
        Problem::error(
            &self.file,
            "tooManyFields",
            message,
            "See whether the file is a table at all, and whether its lines end.",
        )
        .at_line(self.line)
    }

    /// The quotation mark in a raw record that nothing closes.
    fn unclosed(&self, raw: &[u8], line: u64) -> Option<Problem> {
        let (line, column) = row::place_of(raw, open_quote(raw, self.separator)?, self.separator, line);
        let message = "A quotation mark opens here and is never closed.";
        let mend = "Close it with a second one, and double every quotation mark inside a quoted field.";
        Some(
            Problem::error(&self.file, "unclosedQuote", message, mend)
                .at(line, column)
                .found("\""),
        )
    }

    fn ragged(&mut self, span: Span) -> Problem {
        let (has, wanted) = (span.fields, self.headers.len());
        let first = String::from_utf8_lossy(&self.output[..self.ends[0]]).into_owned();
        let message = format!(
            "This row has {has} fields, the header has {wanted}; the row begins {}.",
            quoted(&first)
        );
        let mend = match has.cmp(&wanted) {
            std::cmp::Ordering::Less => {
                "Add the missing fields, empty ones too; or see whether a line break inside a field lacks its quotation marks.".to_owned()
            }
            _ => format!(
                "Remove the extra fields, or put quotation marks around the field that contains {:?}.",
                self.separator()
            ),
        };
        Problem::error(&self.file, "raggedRow", message, mend)
            .at(span.line, has.min(wanted) as u64)
            .found(&first)
    }

    fn not_utf8(&self, span: Span) -> Problem {
        let raw = &self.buffer[span.raw_start..span.raw_end];
        let bad = std::str::from_utf8(raw).err().map_or(0, |error| error.valid_up_to());
        let (line, column) = row::place_of(raw, bad, self.separator, span.line);
        let byte = raw.get(bad).copied().unwrap_or_default();
        let letter = windows_1252::letter(byte);
        let word: String = windows_1252::word_around(raw, bad);
        let header = usize::try_from(column).ok().and_then(|c| self.headers.get(c - 1));
        let place = header.map_or(String::new(), |name| format!(" in column {}", quoted(name)));
        let message = format!(
            "Byte 0x{byte:02X} at offset {}{place} is not UTF-8; as Windows-1252 it is {letter:?}, in {}.",
            span.offset + bad as u64,
            quoted(&word)
        );
        Problem::error(&self.file, "notUtf8", message, SAVE_AS_UTF8)
            .at(line, column)
            .found(&word)
    }
}

const SAVE_AS_UTF8: &str = "Save the file as UTF-8; it looks like Windows-1252, so you can also read it with --windows-1252.";

/// Offset of the quotation mark that opens a field which `raw` does not close.
fn open_quote(raw: &[u8], separator: u8) -> Option<usize> {
    let (mut open, mut field_start, mut just_closed) = (None, true, false);
    for (i, byte) in raw.iter().enumerate() {
        let closes = open.is_some() && *byte == b'"';
        match (*byte, open) {
            (b'"', Some(_)) => open = None,
            (b'"', None) if field_start || just_closed => open = Some(i),
            _ => {}
        }
        field_start = open.is_none() && (*byte == separator || *byte == b'\n' || *byte == b'\r');
        just_closed = closes;
    }
    open
}
