//! Every module says at its top what it is for, who calls it and what must never happen there.

use super::File;

pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.is_rust()) {
        let first = file.text.lines().find(|line| !line.is_empty() && !line.starts_with("#!["));
        if !first.is_some_and(|line| line.starts_with("//! ") && line.len() > 20) {
            found.push(format!("{}:1: does not open with a `//!` header", file.path));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_asked_for_in_rust_files_only() {
        let file = |path: &str, text: &str| File {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let files = [
            file("a.rs", "//! Reads the files that people have.\n"),
            file("b.rs", "use std::fs;\n"),
            file("c.rs", "#![no_main]\n//! Feeds the reader with anything.\n"),
            file("d.md", "text"),
        ];
        let found = check(&files);
        assert_eq!(found.len(), 1);
        assert!(found[0].starts_with("b.rs:1"));
    }
}
