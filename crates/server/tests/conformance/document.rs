//! Writes `docs/conformance.md` from what was performed, and says where the one that is there is another.

use crate::{
    case::Case,
    own,
    reference::{AREAS, Row, root},
};
use std::{fmt::Write as _, path::PathBuf};

/// A row with its case.
pub(crate) struct Performed<'a> {
    pub(crate) row: &'a Row,
    pub(crate) case: Option<&'a Case>,
    pub(crate) found: Vec<String>,
}

/// The whole document.
pub(crate) fn write(all: &[Performed<'_>], not_yet: &[(&str, &str, &str)]) -> String {
    let mut text = String::from(
        "# Conformance\n\nWritten by `cargo xtask conformance`: a real server is started, every operation of the table is asked over plain HTTP, and status, envelope, names and types of members are compared with the reference's table of resources and `docs/wire/shapes.csv`; then one documented error is provoked. Do not edit by hand.\n\n| area | operations | passing | missing and why |\n| --- | ---: | ---: | --- |\n",
    );
    let passes = |p: &&Performed<'_>| p.case.is_some() && p.found.is_empty();
    for area in AREAS.iter().copied() {
        let of: Vec<&Performed<'_>> = all.iter().filter(|p| p.row.area == area).collect();
        let missing: Vec<String> = not_yet
            .iter()
            .filter(|(a, ..)| *a == area)
            .map(|(_, operation, why)| format!("{operation}: {why}"))
            .collect();
        let missing = if missing.is_empty() {
            "none".to_owned()
        } else {
            missing.join("; ")
        };
        let passing = of.iter().copied().filter(|p| passes(p)).count();
        writeln!(text, "| {area} | {} | {passing} | {missing} |", of.len()).unwrap();
    }
    let passing = all.iter().filter(|p| passes(p)).count();
    writeln!(text, "| **all** | **{}** | **{passing}** | |", all.len()).unwrap();
    for area in AREAS.iter().copied() {
        writeln!(text, "\n## {area}\n\n| operation | method | path | status | answer | error shown | note |\n| --- | --- | --- | --- | --- | --- | --- |").unwrap();
        for p in all.iter().filter(|p| p.row.area == area) {
            line(&mut text, p);
        }
    }
    text.push_str("\n## Members beyond the tables\n\n| member | why |\n| --- | --- |\n");
    for (place, why) in own::OWN {
        writeln!(text, "| `{}` | {why} |", place.replace("[0]", "[]")).unwrap();
    }
    writeln!(
        text,
        "\nLists that are always empty for licences, so that only their envelope is seen: {}.",
        own::EMPTY.join(", ")
    )
    .unwrap();
    text
}

/// Where it stands.
pub(crate) fn file() -> PathBuf {
    root().join("docs/conformance.md")
}

/// The first line in which the document that is there is not what was performed.
pub(crate) fn stale(performed: &str, there: &str) -> Option<String> {
    let number = performed.lines().zip(there.lines()).take_while(|(a, b)| a == b).count();
    let of = |text: &str| text.lines().nth(number).unwrap_or("(nothing)").to_owned();
    (performed != there).then(|| {
        format!(
            "docs/conformance.md:{}: says\n  {}\nand performed is\n  {}\nrun `cargo xtask conformance`",
            number + 1,
            of(there),
            of(performed)
        )
    })
}

#[test]
fn a_document_that_is_another_is_found_at_its_first_other_line() {
    assert_eq!(stale("a\nb\n", "a\nb\n"), None);
    for (there, line) in [("a\nc\n", 2), ("a\n", 2), ("a\nb\nc\n", 3), ("", 1)] {
        let said = stale("a\nb\n", there).expect("it is another");
        assert!(said.starts_with(&format!("docs/conformance.md:{line}: ")), "{said}");
    }
    assert!(stale("a\nb\n", "a\nb").is_some(), "without its last line's end");
}

fn line(text: &mut String, p: &Performed<'_>) {
    let path = p
        .row
        .path
        .split_once("://")
        .map_or(p.row.path.as_str(), |(_, rest)| &rest[rest.find('/').unwrap_or(0)..]);
    let (status, answer, error, note) = p.case.map_or_else(
        || (p.row.status.to_string(), "not written yet".to_owned(), String::new(), String::new()),
        |case| {
            let answer = if case.shape.is_empty() {
                "empty".to_owned()
            } else {
                format!("`{}`", case.shape)
            };
            let error = case
                .wrong
                .map(|(request, code)| format!("{} {code}", request.status))
                .unwrap_or_default();
            (case.ask.status.to_string(), answer, error, case.because.to_owned())
        },
    );
    writeln!(
        text,
        "| {} | {} | `{path}` | {status} | {answer} | {error} | {note} |",
        p.row.operation, p.row.method
    )
    .unwrap();
}
