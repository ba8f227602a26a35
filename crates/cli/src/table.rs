//! Tables for people's spreadsheets. Used by the campaign's summary and by the import's findings.

use crate::end::Failure;
use std::path::Path;

/// Writes a table whole or not at all.
pub(crate) fn write_table(path: &Path, header: &[&str], mut rows: impl Iterator<Item = Vec<String>>) -> Result<(), Failure> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let written = writer
        .write_record(header)
        .and_then(|()| rows.try_for_each(|row| writer.write_record(row)));
    written.map_err(|error| Failure::Bug(error.to_string()))?;
    let bytes = writer.into_inner().map_err(|error| Failure::Bug(error.to_string()))?;
    nahtlos_files::write::write_atomically(path, &bytes).map_err(|error| Failure::writing(path, &error))
}
