//! Tables: CSV for people's spreadsheets, aligned columns for their screens. Used by the campaign's summary, the import's findings and
//! the commands that ask a center.

use crate::{end::Failure, screen::Screen};
use nahtlos_report::texts::Args;
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

/// A column of a table on the screen: its title is the text `cli-column-<word>`; numbers stand right.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Column {
    /// Texts.
    Left(&'static str),
    /// Numbers.
    Right(&'static str),
}

impl Column {
    fn title(self, screen: &Screen) -> String {
        let (Self::Left(word) | Self::Right(word)) = self;
        screen.text(&format!("cli-column-{word}"), Args::new())
    }
}

/// What a cell holds: empty where there is nothing.
pub(crate) fn cell(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

/// Prints rows in aligned columns under their titles, or that there are none.
pub(crate) fn print(screen: &Screen, columns: &[Column], rows: &[Vec<String>]) {
    if rows.is_empty() {
        screen.say("cli-table-empty", Args::new());
        return;
    }
    let titles: Vec<String> = columns.iter().map(|column| column.title(screen)).collect();
    let widths: Vec<usize> = (0..columns.len())
        .map(|at| rows.iter().chain([&titles]).map(|row| row[at].chars().count()).max().unwrap_or(0))
        .collect();
    screen.heading(&aligned(columns, &widths, &titles));
    for row in rows {
        screen.line(&aligned(columns, &widths, row));
    }
}

/// Prints one thing: each field with its title, those without a value left out.
pub(crate) fn print_one(screen: &Screen, fields: &[(&'static str, String)]) {
    let titled = |(word, value): &(&'static str, String)| vec![Column::Left(word).title(screen), value.clone()];
    let rows: Vec<Vec<String>> = fields.iter().filter(|(_, value)| !value.is_empty()).map(titled).collect();
    let width = rows.iter().map(|row| row[0].chars().count()).max().unwrap_or(0);
    for row in rows {
        screen.line(&aligned(&[Column::Left(""), Column::Left("")], &[width, 0], &row));
    }
}

fn aligned(columns: &[Column], widths: &[usize], cells: &[String]) -> String {
    let mut line = String::new();
    for ((column, width), cell) in columns.iter().zip(widths).zip(cells) {
        if !line.is_empty() {
            line.push_str("  ");
        }
        match column {
            Column::Left(_) => line.push_str(&format!("{cell:<width$}")),
            Column::Right(_) => line.push_str(&format!("{cell:>width$}")),
        }
    }
    line.trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_right_and_letters_count_as_one() {
        let cells = |a: &str, b: &str| [a.to_owned(), b.to_owned()];
        let columns = [Column::Left("name"), Column::Right("seats")];
        assert_eq!(aligned(&columns, &[5, 3], &cells("Größe", "7")), "Größe    7");
        assert_eq!(aligned(&columns, &[5, 3], &cells("A", "120")), "A      120");
    }
}
