//! Words that must not be in the repository: unfinished work, paths of somebody's machine, and ambient time, chance or
//! JSON in the pure crates.

use super::File;

/// Found nowhere in Rust code. Written in halves, so that this file does not find itself.
const UNFINISHED: [(&str, &str); 3] = [("todo", "!("), ("unimplemented", "!("), ("dbg", "!(")];
/// Found in no comment.
const IN_COMMENTS: [(&str, &str); 2] = [("FIX", "ME"), ("XX", "X")];
/// Only where a long test says which command runs it; `cargo xtask test --long` runs them all.
const SKIPPED: (&str, &str) = ("#[ig", "nore");
/// Found nowhere at all: folders of one machine.
const MACHINE: [(&str, &str); 4] = [("/wo", "rk/"), ("/ro", "ot/"), ("/ho", "me/"), ("/Use", "rs/")];
/// Not in the pure crates' sources.
const AMBIENT: [&str; 8] = [
    "SystemTime",
    "Instant::now",
    "Timestamp::now",
    "Zoned::now",
    "serde_json",
    "tokio",
    "std::fs",
    "std::env::",
];
const PURE: [&str; 2] = ["crates/model/src/", "crates/planner/src/"];
/// `rand` as a crate or a path, not inside another word.
const CHANCE: [&str; 3] = ["rand::", "thread_rng", "RandomState"];

pub(super) fn check(files: &[File]) -> Vec<String> {
    let mut found = Vec::new();
    for file in files {
        for (at, line) in file.text.lines().enumerate() {
            let place = format!("{}:{}", file.path, at + 1);
            if file.is_rust() {
                for (a, b) in UNFINISHED.iter().filter(|(a, b)| holds(line, a, b)) {
                    found.push(format!("{place}: `{a}{b}` is unfinished work"));
                }
                if IN_COMMENTS.iter().any(|(a, b)| holds(&line[code(line).len()..], a, b)) {
                    found.push(format!("{place}: a mark of unfinished work"));
                }
                if holds(line, SKIPPED.0, SKIPPED.1) && !line.contains("cargo ") {
                    found.push(format!("{place}: a skipped test; a long one says which command runs it"));
                }
            }
            // The vendor's Graph has `/users/`, and links lead to pages: only the letters as written count.
            for (a, b) in MACHINE.iter().filter(|(a, b)| holds(line, a, b) && !line.contains("://")) {
                found.push(format!("{place}: `{a}{b}` is a folder of one machine"));
            }
            if PURE.iter().any(|pure| file.path.starts_with(pure)) {
                for word in AMBIENT.iter().chain(&CHANCE).filter(|word| code(line).contains(*word)) {
                    found.push(format!("{place}: `{word}` in a pure crate; make it an argument"));
                }
            }
        }
    }
    found
}

fn holds(line: &str, a: &str, b: &str) -> bool {
    line.match_indices(a).any(|(at, _)| line[at + a.len()..].starts_with(b))
}

/// The line without its comment.
fn code(line: &str) -> &str {
    line.find("//").map_or(line, |at| &line[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_count() {
        let unfinished = format!("fn a() {{ {}{}) }}\n", "todo", "!(");
        let file = |path: &str, text: &str| File {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let files = [
            file("crates/files/src/a.rs", &unfinished),
            file("docs/a.md", &format!("see /ho{}you/notes\n", "me/")),
            file(
                "crates/planner/src/b.rs",
                "// no tokio here\nlet operand::x = 1;\nuse std::time::SystemTime;\n",
            ),
            file("crates/cli/src/c.rs", "use std::time::SystemTime;\n"),
        ];
        let found = check(&files);
        assert_eq!(found.len(), 4, "{found:?}");
    }
}
