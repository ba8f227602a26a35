//! `estate.json`, in and out. Called by `case`, the import and `assemble`. Reading checks all that an
//! estate says about itself; [`check_against`] checks it against the products file and the prices.

mod against;
mod check;

use crate::{
    case::Read,
    json,
    plan::{pretty, read_bounded},
    problem::{Problem, Problems},
    write::write_atomically,
};
pub use against::check_against;
use nahtlos_model::estate::{ESTATE_SCHEMA, Estate};
use std::{io, path::Path};

/// An estate with the text it came from, so that later checks can say where a value stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EstateFile {
    /// The file's name.
    pub file: String,
    /// The estate.
    pub estate: Estate,
    /// The text it was read from.
    pub(crate) text: String,
}

impl EstateFile {
    /// A problem at a value of the document.
    pub(crate) fn problem(&self, steps: &[json::Step], code: &'static str, message: String, mend: &str) -> Problem {
        let (line, column) = json::locate(&self.text, steps);
        Problem::error(&self.file, code, message, mend).at(line, column)
    }
}

/// Reads an estate from disk.
pub fn read_estate(path: &Path) -> Result<Read<EstateFile>, Vec<Problem>> {
    let bytes = read_bounded(path).map_err(|problem| vec![problem])?;
    parse_estate(&path.display().to_string(), &bytes)
}

/// Reads an estate from its bytes.
pub fn parse_estate(file: &str, bytes: &[u8]) -> Result<Read<EstateFile>, Vec<Problem>> {
    let single = |problem| vec![problem];
    let mut estate: Estate = json::read(file, bytes, ESTATE_SCHEMA).map_err(single)?;
    let text = json::text(file, bytes).map_err(single)?;
    json::expect_schema(file, text, &estate.schema, ESTATE_SCHEMA).map_err(single)?;
    estate.customer.segment = crate::cell::segment(estate.customer.segment.trim());
    let mut read = EstateFile {
        file: file.to_owned(),
        estate,
        text: text.to_owned(),
    };
    let mut problems = Problems::new();
    check::check(&read, &mut problems);
    if problems.errors() > 0 {
        return Err(problems.into_list(file));
    }
    read.estate.customer.country.make_ascii_uppercase();
    Ok(Read {
        value: read,
        warnings: problems.into_list(file),
    })
}

/// The estate as JSON: indented, a line end at the end, the same bytes for the same estate.
pub fn to_json(estate: &Estate) -> String {
    pretty(estate)
}

/// Writes an estate whole or not at all.
pub fn write_estate(path: &Path, estate: &Estate) -> io::Result<()> {
    write_atomically(path, to_json(estate).as_bytes())
}
