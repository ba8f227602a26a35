//! Tables in workbooks (`.xlsx`): the first sheet of one is read as texts, row by row, and one is written. Used by the command line where
//! people keep their lists in a spreadsheet.
//!
//! Must never happen here: a text that becomes a formula. Everything is written as text or as a whole number, so a cell that begins with `=`
//! says just that; and of what a formula was, only the value that the workbook kept is read.

use crate::problem::Problem;
use calamine::{DataRef, Reader, Xlsx};
use rust_xlsxwriter::{Format, Workbook, XlsxError};
use std::io::Cursor;

/// Largest workbook that is read, in bytes; and how large what is in it may be.
pub const MOST_BYTES: usize = 64 << 20;
const MOST_INSIDE: u64 = 512 << 20;
/// Most rows and columns that are read.
const MOST_ROWS: u32 = 1_000_000;
const MOST_COLUMNS: u32 = 500;

/// A sheet as texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its name.
    pub name: String,
    /// Rows in which something stands.
    pub rows: Vec<SheetRow>,
}

/// A row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetRow {
    /// Its number, from 1, as spreadsheets show it.
    pub number: u32,
    /// Its cells from the first column on, without space around them; a day is `2027-01-31`, yes and no are `yes` and `no`.
    pub cells: Vec<String>,
}

/// Whether a file is a workbook: by what it begins with, whatever it is called.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// Reads the first sheet of a workbook.
///
/// # Errors
/// What is wrong, in which sheet, row and column, and how to mend it.
pub fn read_sheet(file: &str, bytes: &[u8]) -> Result<Sheet, Problem> {
    let broken = |why: String| {
        Problem::error(
            file,
            "badWorkbook",
            format!("The workbook cannot be read: {why}."),
            "Save it as .xlsx anew, without a password, or save the list as CSV.",
        )
    };
    measured(bytes).map_err(broken)?;
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| broken(error.to_string()))?;
    let name = book.sheet_names().first().cloned();
    let name = name.ok_or_else(|| broken("it has no sheet".to_owned()))?;
    let place = format!("{file} [{name}]");
    let mut cells = book.worksheet_cells_reader(&name).map_err(|error| broken(error.to_string()))?;
    let mut rows: Vec<SheetRow> = Vec::new();
    while let Some(cell) = cells.next_cell().map_err(|error| broken(error.to_string()))? {
        let (row, column) = cell.get_position();
        let text = text(&place, (row, column), cell.get_value())?;
        if text.is_empty() {
            continue;
        }
        if row >= MOST_ROWS || column >= MOST_COLUMNS {
            return Err(Problem::error(
                &place,
                "tooLarge",
                format!("A list has at most {MOST_ROWS} rows and {MOST_COLUMNS} columns."),
                "Take out what does not belong to the list, or split it.",
            )
            .at(u64::from(row) + 1, u64::from(column) + 1));
        }
        if rows.last().is_none_or(|last| last.number != row + 1) {
            rows.push(SheetRow {
                number: row + 1,
                cells: Vec::new(),
            });
        }
        let Some(last) = rows.last_mut() else { continue };
        let at = column as usize;
        if last.cells.len() <= at {
            last.cells.resize(at + 1, String::new());
        }
        last.cells[at] = text;
    }
    Ok(Sheet { name, rows })
}

/// Refuses what would take more memory than any list.
fn measured(bytes: &[u8]) -> Result<(), String> {
    if bytes.len() > MOST_BYTES {
        return Err(format!("it is larger than {} MiB", MOST_BYTES >> 20));
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| error.to_string())?;
    let mut inside: u64 = 0;
    for at in 0..archive.len() {
        inside = inside.saturating_add(archive.by_index_raw(at).map_err(|error| error.to_string())?.size());
    }
    match inside > MOST_INSIDE {
        true => Err(format!("what is in it is larger than {} MiB", MOST_INSIDE >> 20)),
        false => Ok(()),
    }
}

fn text(place: &str, (row, column): (u32, u32), value: &DataRef<'_>) -> Result<String, Problem> {
    let at = |problem: Problem| problem.at(u64::from(row) + 1, u64::from(column) + 1);
    Ok(match value {
        DataRef::Empty => String::new(),
        DataRef::String(text) | DataRef::DurationIso(text) => text.trim().to_owned(),
        DataRef::SharedString(text) => text.trim().to_owned(),
        DataRef::Int(number) => number.to_string(),
        // Shortest text that is this number: whole ones have no decimals.
        DataRef::Float(number) => number.to_string(),
        DataRef::Bool(yes) => if *yes { "yes" } else { "no" }.to_owned(),
        DataRef::DateTimeIso(text) => text.split('T').next().unwrap_or_default().trim().to_owned(),
        DataRef::DateTime(time) if time.is_datetime() => {
            let (year, month, day, ..) = time.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTime(time) => time.as_f64().to_string(),
        DataRef::Error(error) => {
            return Err(at(Problem::error(
                place,
                "badCell",
                format!("A formula failed here: {error}."),
                "Mend the formula, or put its value in its place.",
            )));
        }
    })
}

/// A workbook with one sheet: a header that stays in sight, and rows of texts.
///
/// # Errors
/// Texts that no cell can hold, and too many rows.
pub fn write_sheet(name: &str, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, String> {
    write(name, header, rows).map_err(|error| error.to_string())
}

/// Whole numbers up to here are numbers; longer ones are names of something.
const LONGEST: usize = 9;

fn write(name: &str, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // What is not said is the present: the same list gives the same bytes.
    let made = rust_xlsxwriter::ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&rust_xlsxwriter::DocProperties::new().set_creation_datetime(&made));
    let sheet = book.add_worksheet().set_name(name)?;
    let bold = Format::new().set_bold();
    for (column, title) in (0_u16..).zip(header) {
        sheet.write_string_with_format(0, column, *title, &bold)?;
    }
    sheet.set_freeze_panes(1, 0)?;
    for (row, cells) in (1_u32..).zip(rows) {
        for (column, cell) in (0_u16..).zip(&cells) {
            let number = cell.len() <= LONGEST && !cell.is_empty() && cell.bytes().all(|byte| byte.is_ascii_digit());
            let number = number.then(|| cell.parse::<u32>().ok()).flatten();
            match number.filter(|number| number.to_string() == *cell) {
                Some(number) => sheet.write_number(row, column, number)?,
                None if cell.is_empty() => continue,
                None => sheet.write_string(row, column, cell)?,
            };
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_and_nothing_becomes_a_formula() {
        let row = |cells: &[&str]| cells.iter().map(|cell| (*cell).to_owned()).collect::<Vec<String>>();
        let rows = [
            row(&["=1+1", "2027-01-31", "12", "0012", "5.00", ""]),
            row(&["", "", "@SUM(A1)", " ü ", "", "x"]),
        ];
        let bytes = write_sheet("Customers", &["a", "b", "c", "d", "e", "f"], rows.into_iter()).unwrap();
        assert!(is_workbook(&bytes));
        let read = read_sheet("list.xlsx", &bytes).unwrap();
        assert_eq!(read.name, "Customers");
        assert_eq!(read.rows[0].cells, ["a", "b", "c", "d", "e", "f"]);
        assert_eq!(read.rows[1].cells, ["=1+1", "2027-01-31", "12", "0012", "5.00"]);
        assert_eq!(
            (read.rows[2].number, read.rows[2].cells.clone()),
            (3, row(&["", "", "@SUM(A1)", "ü", "", "x"]))
        );
        let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
        let formulas = book.worksheet_formula("Customers").unwrap();
        assert!(formulas.used_cells().next().is_none(), "{formulas:?}");
    }

    #[test]
    fn cells_are_read_as_spreadsheets_keep_them() {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let day = Format::new().set_num_format("dd.mm.yyyy");
        let date = rust_xlsxwriter::ExcelDateTime::from_ymd(2027, 2, 1).unwrap();
        sheet.write_datetime_with_format(1, 2, date, &day).unwrap();
        sheet.write_boolean(1, 3, true).unwrap();
        sheet.write_number(1, 4, 2.5).unwrap();
        sheet.write_number(1, 5, 40).unwrap();
        sheet
            .write_formula(1, 6, rust_xlsxwriter::Formula::new("=A1").set_result("kept"))
            .unwrap();
        let read = read_sheet("list.xlsx", &book.save_to_buffer().unwrap()).unwrap();
        assert_eq!(
            read.rows[0].number, 2,
            "empty rows are not there, and the others keep their numbers"
        );
        assert_eq!(read.rows[0].cells, ["", "", "2027-02-01", "yes", "2.5", "40", "kept"]);
    }

    #[test]
    fn a_mistake_says_where_it_is_and_how_to_mend_it() {
        let broken = read_sheet("list.xlsx", b"PK\x03\x04 and no more").unwrap_err().to_string();
        assert!(
            broken.starts_with("list.xlsx: The workbook cannot be read") && broken.contains("Save it as .xlsx anew"),
            "{broken}"
        );
        let mut book = Workbook::new();
        let failed = rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!");
        let sheet = book.add_worksheet().set_name("Kunden").unwrap();
        sheet.write_string(0, 0, "x").unwrap();
        sheet.write_formula(2, 1, failed).unwrap();
        let read = read_sheet("list.xlsx", &book.save_to_buffer().unwrap());
        let failed = read.unwrap_err().to_string();
        assert!(failed.starts_with("list.xlsx [Kunden]:3:2: A formula failed here"), "{failed}");
        let mut wide = Workbook::new();
        wide.add_worksheet().write_string(1, 900, "far").unwrap();
        let far = read_sheet("list.xlsx", &wide.save_to_buffer().unwrap()).unwrap_err().to_string();
        assert!(far.starts_with("list.xlsx [Sheet1]:2:901: A list has at most"), "{far}");
        assert!(measured(&vec![0; MOST_BYTES + 1]).unwrap_err().contains("64 MiB"));
    }
}
