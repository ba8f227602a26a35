//! The tables of fields: the reference's, beside the repository, and our own additions under `docs/wire`.
//!
//! Used by the contract test. Without the reference's table the test is skipped, which in CI is a failure.

use std::path::{Path, PathBuf};

/// A field of a resource.
pub(crate) struct Field {
    pub(crate) resource: String,
    pub(crate) name: String,
    pub(crate) json_type: String,
}

/// The fields of both tables; `None` (and a word about it) where the reference's is missing.
pub(crate) fn fields() -> Option<Vec<Field>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("NAHTLOS_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let reference = shared.join("api/resources.csv");
    if !reference.exists() {
        assert!(
            std::env::var_os("CI").is_none(),
            "{} is missing; set NAHTLOS_SHARED",
            reference.display()
        );
        eprintln!("skipped: {} is missing; set NAHTLOS_SHARED", reference.display());
        return None;
    }
    let mut fields = read(&reference);
    fields.extend(read(&root.join("docs/wire/shapes.csv")));
    Some(fields)
}

fn read(path: &Path) -> Vec<Field> {
    let mut reader = csv::Reader::from_path(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let rows = reader.records().map(|row| row.expect("a row"));
    let field = |row: csv::StringRecord| Field {
        resource: row[0].to_owned(),
        name: row[1].to_owned(),
        json_type: row[2].to_owned(),
    };
    rows.map(field).collect()
}
