//! The reference's tables: operations in scope, and the fields of resources with their types.
//!
//! Called by the harness once. Fields come from the reference's table and from the project's `docs/wire/shapes.csv`.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
};

/// A row of the table of operations.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) area: String,
    pub(crate) operation: String,
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) status: u16,
}

/// Fields of a resource: name and type as written.
pub(crate) type Fields = BTreeMap<String, String>;

/// Areas, in the order of the document.
pub(crate) const AREAS: &[&str] = &[
    "auth",
    "relationship",
    "customer",
    "agreement",
    "user",
    "license",
    "catalogue",
    "cart",
    "order",
    "subscription",
    "transition",
    "conversion",
    "transfer",
    "graph",
];

/// The repository.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The folder of reference cases, if it is there.
pub(crate) fn shared() -> Option<PathBuf> {
    let folder = std::env::var_os("NAHTLOS_SHARED").map_or_else(|| root().join("../shared"), PathBuf::from);
    if folder.join("api/operations.csv").is_file() {
        return Some(folder);
    }
    println!("skipped: {} is missing (set NAHTLOS_SHARED)", folder.display());
    assert!(std::env::var_os("CI").is_none(), "the reference cases must be there in CI");
    None
}

/// The operations in scope.
pub(crate) fn rows(shared: &Path) -> Vec<Row> {
    let rows = table(&shared.join("api/operations.csv")).into_iter();
    rows.filter(|row| AREAS.contains(&row["area"].as_str()))
        .map(|row| Row {
            area: row["area"].clone(),
            operation: row["operation"].clone(),
            method: row["method"].clone(),
            path: row["path"].clone(),
            status: row["success_status"].parse().unwrap(),
        })
        .collect()
}

/// Every resource's fields.
pub(crate) fn resources(shared: &Path) -> HashMap<String, Fields> {
    let mut found: HashMap<String, Fields> = HashMap::new();
    for path in [shared.join("api/resources.csv"), root().join("docs/wire/shapes.csv")] {
        for mut row in table(&path) {
            let (resource, field) = (row.remove("resource").unwrap(), row.remove("field").unwrap());
            let fields = found.entry(resource).or_default();
            if field.starts_with('@') || !field.contains(['.', '[', '(']) {
                fields.insert(field, row.remove("json_type").unwrap());
            }
        }
    }
    found
}

fn table(path: &Path) -> Vec<HashMap<String, String>> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut lines = text.lines().map(cells);
    let head = lines.next().unwrap();
    lines.map(|row| head.iter().cloned().zip(row).collect()).collect()
}

fn cells(line: &str) -> Vec<String> {
    let (mut all, mut cell, mut quoted) = (Vec::new(), String::new(), false);
    let mut rest = line.trim_end_matches('\r').chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cell.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => all.push(std::mem::take(&mut cell)),
            c => cell.push(c),
        }
    }
    all.push(cell);
    all
}
