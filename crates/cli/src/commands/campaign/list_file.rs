//! A list of a campaign's customers in a file: CSV with a header, or the first sheet of a workbook. Columns may stand in any order, and those of
//! the list that comes out that nobody can set are passed over when it comes in.

use crate::{end::Failure, table::write_table};
use nahtlos_files::sheet::{is_workbook, read_sheet, write_sheet};
use nahtlos_wire::campaign_table::{COLUMNS, READ};
use std::{collections::BTreeMap, path::Path};

/// A row of a list: cells of the columns that it has.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Where it stands: file and line, or file, sheet and row.
    pub(super) place: String,
    pub(super) cells: BTreeMap<&'static str, String>,
}

impl Row {
    pub(super) fn get(&self, column: &str) -> Option<&str> {
        self.cells.get(column).map(String::as_str).filter(|cell| !cell.is_empty())
    }
}

/// Name of the sheet that is written.
const SHEET: &str = "Customers";

/// Writes a list: as a workbook where the file's name says so.
pub(super) fn write(path: &Path, rows: impl Iterator<Item = Vec<String>>) -> Result<(), Failure> {
    let workbook = path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx"));
    if !workbook {
        return write_table(path, &COLUMNS, rows);
    }
    let bytes = write_sheet(SHEET, &COLUMNS, rows).map_err(|error| Failure::Refused(format!("{}: {error}", path.display())))?;
    nahtlos_files::write::write_atomically(path, &bytes).map_err(|error| Failure::writing(path, &error))
}

/// Reads a list, of whichever kind it is by what stands in it.
pub(super) fn read(name: &str, bytes: &[u8]) -> Result<Vec<Row>, Failure> {
    match is_workbook(bytes) {
        true => of_workbook(name, bytes),
        false => of_csv(name, bytes),
    }
}

/// The columns that a header names.
fn columns<'a>(place: &str, header: impl Iterator<Item = &'a str>) -> Result<Vec<usize>, Failure> {
    let mut columns = Vec::new();
    for title in header {
        let known = COLUMNS.iter().position(|column| column.eq_ignore_ascii_case(title));
        let unknown = || Failure::Refused(format!("{place}: there is no column {title:?}; there are {}", COLUMNS.join(", ")));
        columns.push(known.ok_or_else(unknown)?);
    }
    match columns.contains(&0) {
        true => Ok(columns),
        false => Err(Failure::Refused(format!(
            "{place}: the column customerId is missing; it says who is meant"
        ))),
    }
}

fn row<'a>(place: String, columns: &[usize], cells: impl Iterator<Item = &'a str>) -> Result<Row, Failure> {
    // What was never filled at the end of a row is empty.
    let cells = columns
        .iter()
        .zip(cells.chain(std::iter::repeat("")))
        .filter(|(column, _)| **column < READ);
    let row = Row {
        cells: cells.map(|(column, cell)| (COLUMNS[*column], cell.to_owned())).collect(),
        place,
    };
    match row.get("customerId") {
        Some(_) => Ok(row),
        None => Err(Failure::Refused(format!(
            "{}: the column customerId is empty; it says who is meant",
            row.place
        ))),
    }
}

fn of_workbook(name: &str, bytes: &[u8]) -> Result<Vec<Row>, Failure> {
    let sheet = read_sheet(name, bytes).map_err(|problem| Failure::Refused(problem.to_string()))?;
    let place = |number: u32| format!("{name} [{}] row {number}", sheet.name);
    let mut rows = sheet.rows.iter();
    let head = rows.next().map_or(&[][..], |head| &head.cells[..]);
    let number = sheet.rows.first().map_or(1, |head| head.number);
    let columns = columns(&place(number), head.iter().map(String::as_str))?;
    rows.map(|one| row(place(one.number), &columns, one.cells.iter().map(String::as_str)))
        .collect()
}

/// A byte order mark may come first, and cells may be separated by `,` or `;`.
fn of_csv(name: &str, bytes: &[u8]) -> Result<Vec<Row>, Failure> {
    let bytes = bytes.strip_prefix(&[0xEF, 0xBB, 0xBF]).unwrap_or(bytes);
    let head = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
    let count = |separator: u8| head.iter().filter(|byte| **byte == separator).count();
    let delimiter = if count(b';') > count(b',') { b';' } else { b',' };
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .trim(csv::Trim::All)
        .from_reader(bytes);
    let bad = |error: csv::Error| Failure::Refused(format!("{name}: {error}"));
    let columns = columns(&format!("{name}:1"), reader.headers().map_err(bad)?.iter())?;
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        let line = record.position().map_or(0, csv::Position::line);
        rows.push(row(format!("{name}:{line}"), &columns, record.iter())?);
    }
    Ok(rows)
}
