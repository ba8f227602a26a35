//! Sizes: files above 600 lines fail, above 400 they need a reason in `xtask/tidy.toml`; functions above 70 lines likewise,
//! but for tests, which are tables of cases as often as not.

use super::File;
use serde::Deserialize;
use std::path::Path;

const SMELL: usize = 400;
const LIMIT: usize = 600;
const FUNCTION: usize = 70;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct List {
    #[serde(default)]
    files: Vec<Exception>,
    #[serde(default)]
    functions: Vec<Exception>,
}

/// A file above the smell, or a function (`path::name`) above the limit, with its reason.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    what: String,
    reason: String,
}

pub(super) fn check(root: &Path, files: &[File]) -> Result<Vec<String>, String> {
    let text = std::fs::read_to_string(root.join("xtask/tidy.toml")).map_err(|error| format!("xtask/tidy.toml: {error}"))?;
    let list: List = toml::from_str(&text).map_err(|error| format!("xtask/tidy.toml: {error}"))?;
    Ok(findings(&list, files))
}

fn findings(list: &List, files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    let mut used = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let lines = file.text.lines().count();
        if lines > LIMIT {
            found.push(format!("{}: {lines} lines, above {LIMIT}: two things in one file", file.path));
        } else if lines > SMELL {
            used.push(file.path.clone());
            if !list.files.iter().any(|exception| exception.what == file.path) {
                found.push(format!(
                    "{}: {lines} lines, above {SMELL}: split it, or give the reason in xtask/tidy.toml",
                    file.path
                ));
            }
        }
        // A test that is a table of cases may be as long as the table.
        let is_test = file.path.contains("/tests/") || file.path.ends_with("/tests.rs");
        for (line, name, length) in functions(&file.text)
            .into_iter()
            .filter(|(_, _, length)| *length > FUNCTION && !is_test)
        {
            let what = format!("{}::{name}", file.path);
            if !list.functions.iter().any(|exception| exception.what == what) {
                found.push(format!("{}:{line}: fn {name} has {length} lines, above {FUNCTION}", file.path));
            }
            used.push(what);
        }
    }
    for exception in list.files.iter().chain(&list.functions) {
        if !used.contains(&exception.what) {
            found.push(format!("xtask/tidy.toml: {} needs no exception any more", exception.what));
        }
        if exception.reason.trim().len() < 10 {
            found.push(format!("xtask/tidy.toml: {} has no reason", exception.what));
        }
    }
    found
}

/// Functions with first line, name and number of lines; counts on rustfmt's indentation.
fn functions(text: &str) -> Vec<(usize, &str, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let bare = line.trim_start();
        let starts = [
            "fn ",
            "pub fn ",
            "pub(crate) fn ",
            "pub(super) fn ",
            "const fn ",
            "pub const fn ",
            "async fn ",
            "pub async fn ",
        ];
        let Some(rest) = starts.iter().find_map(|start| bare.strip_prefix(start)) else {
            continue;
        };
        let name = rest.split(['(', '<']).next().unwrap_or(rest);
        let close = format!("{}}}", &line[..line.len() - bare.len()]);
        if bare.ends_with('}') || bare.ends_with(';') {
            continue;
        }
        if let Some(length) = lines[at..].iter().position(|line| *line == close) {
            found.push((at + 1, name, length + 1));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: String) -> File {
        File {
            path: path.to_owned(),
            text,
        }
    }

    #[test]
    fn long_files_and_functions_are_found_and_exceptions_are_honoured() {
        let long = format!("fn long(\n    a: u8,\n) {{\n{}}}\n", "    a();\n".repeat(80));
        let files = [
            file("a.rs", "//\n".repeat(601)),
            file("b.rs", "//\n".repeat(401)),
            file("c.rs", long),
        ];
        let none = List {
            files: vec![],
            functions: vec![],
        };
        assert_eq!(findings(&none, &files).len(), 3);
        let exception = |what: &str| Exception {
            what: what.to_owned(),
            reason: "because it is one table".to_owned(),
        };
        let list = List {
            files: vec![exception("b.rs"), exception("gone.rs")],
            functions: vec![exception("c.rs::long")],
        };
        let found = findings(&list, &files);
        assert_eq!(found.len(), 2, "{found:?}");
        assert!(found[1].contains("gone.rs needs no exception"));
    }
}
