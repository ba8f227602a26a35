//! Every operation in scope over plain HTTP against one prepared world, compared with the reference's tables.
//!
//! `cargo xtask conformance` runs it and rewrites `docs/conformance.md`; without `NAHTLOS_WRITE_CONFORMANCE` it only checks, the
//! document as well. Every row of the table has exactly one case; a row without one fails and is named, unless `NOT_YET` says why.

mod case;
mod cases;
mod checks;
mod document;
mod kinds;
#[path = "../api/newcomers.rs"]
#[allow(dead_code)] // the areas' tests use the rest
mod newcomers;
mod own;
mod reference;
mod shape;
mod stage;
#[path = "../api/support/mod.rs"]
mod support;
mod transfers;

use document::Performed;

/// Rows without a case, each with its reason.
const NOT_YET: &[(&str, &str, &str)] = &[];

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_as_the_reference_does() {
    let Some(shared) = reference::shared() else { return };
    let rows = reference::rows(&shared);
    let mut stage = stage::Stage::prepare(reference::resources(&shared)).await;
    let (mut performed, mut wrong) = (Vec::new(), Vec::new());
    let cases: Vec<&case::Case> = cases::ALL.iter().copied().flatten().collect();
    let named = |case: &case::Case, row: &reference::Row| case.area == row.area && case.operation == row.operation;
    for case in &cases {
        let of: Vec<_> = rows.iter().filter(|row| named(case, row)).collect();
        let [row] = of[..] else {
            wrong.push(format!("{} / {}: no row of the table", case.area, case.operation));
            continue;
        };
        if cases.iter().filter(|other| named(other, row)).count() != 1 {
            wrong.push(format!("{} / {}: more than one case", case.area, case.operation));
        }
        if case.ask.status != row.status && case.because.is_empty() {
            wrong.push(format!(
                "{} / {}: another status than the table's, without a reason",
                case.area, case.operation
            ));
        }
        if case.wrong.is_none() && case.because.is_empty() {
            wrong.push(format!("{} / {}: no error is shown", case.area, case.operation));
        }
        let found = stage.perform(case).await;
        wrong.extend(found.iter().map(|what| format!("{} / {}: {what}", case.area, case.operation)));
        performed.push((*case, found));
    }
    let mut all = Vec::new();
    for row in &rows {
        let done = performed.iter().find(|(case, _)| named(case, row));
        let excused = NOT_YET
            .iter()
            .any(|(area, operation, _)| *area == row.area && *operation == row.operation);
        if done.is_none() != excused {
            wrong.push(format!(
                "{} / {}: a case, or a reason in NOT_YET, and not both",
                row.area, row.operation
            ));
        }
        all.push(Performed {
            row,
            case: done.map(|(case, _)| *case),
            found: done.map(|(_, found)| found.clone()).unwrap_or_default(),
        });
    }
    let text = document::write(&all, NOT_YET);
    match std::env::var_os("NAHTLOS_WRITE_CONFORMANCE") {
        Some(path) => std::fs::write(path, text).unwrap(),
        // With findings the document says something else anyway.
        None if wrong.is_empty() => wrong.extend(document::stale(&text, &std::fs::read_to_string(document::file()).unwrap())),
        None => {}
    }
    assert!(wrong.is_empty(), "{} findings:\n{}", wrong.len(), wrong.join("\n"));
}
