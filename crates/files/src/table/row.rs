//! One row of a table, borrowed from the table's buffers, and the places of its fields. Called by the
//! readers; must never allocate unless something is wrong.

use crate::problem::Problem;

/// A row with as many fields as the header.
#[derive(Debug, Clone, Copy)]
pub struct Row<'t> {
    pub(super) text: &'t str,
    pub(super) ends: &'t [usize],
    pub(super) line: u64,
    pub(super) file: &'t str,
    pub(super) headers: &'t [String],
}

impl<'t> Row<'t> {
    /// The field in a place that [`super::Table::column`] gave, trimmed; empty beyond the last.
    pub fn get(&self, place: usize) -> &'t str {
        self.raw(place).trim()
    }

    /// The field as it stands, unquoted but not trimmed.
    pub fn raw(&self, place: usize) -> &'t str {
        let Some(end) = self.ends.get(place) else { return "" };
        let start = place.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..*end).unwrap_or_default()
    }

    /// The field in an optional place; empty where the column is not there.
    pub fn get_if(&self, place: Option<usize>) -> &'t str {
        place.map_or("", |place| self.get(place))
    }

    /// How many fields the row has.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the row has no field; a table gives no such row.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The line on which the row begins.
    pub fn line(&self) -> u64 {
        self.line
    }

    /// The line on which a field begins, which differs where a field before it contains line breaks.
    pub fn line_of(&self, place: usize) -> u64 {
        let start = place.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.line
            + self
                .text
                .get(..start)
                .unwrap_or_default()
                .bytes()
                .filter(|byte| *byte == b'\n')
                .count() as u64
    }

    /// The name of a column.
    pub fn header(&self, place: usize) -> &'t str {
        self.headers.get(place).map_or("", String::as_str)
    }

    /// An error about a field.
    pub fn error(&self, place: usize, code: &'static str, message: impl Into<String>, mend: impl Into<String>) -> Problem {
        Problem::error(self.file, code, message, mend)
            .at(self.line_of(place), place as u64 + 1)
            .found(self.get(place))
    }

    /// A warning about a field.
    pub fn warning(&self, place: usize, code: &'static str, message: impl Into<String>, mend: impl Into<String>) -> Problem {
        Problem {
            severity: crate::problem::Severity::Warning,
            ..self.error(place, code, message, mend)
        }
    }
}

/// Line and field number of a byte of a raw record that begins on `line`.
pub(super) fn place_of(raw: &[u8], byte: usize, separator: u8, line: u64) -> (u64, u64) {
    let (mut at_line, mut column, mut quoted) = (line, 1, false);
    for b in &raw[..byte.min(raw.len())] {
        match *b {
            b'"' => quoted = !quoted,
            b'\n' => at_line += 1,
            b if b == separator && !quoted => column += 1,
            _ => {}
        }
    }
    (at_line, column)
}
