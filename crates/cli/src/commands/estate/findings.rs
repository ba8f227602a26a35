//! What an import found missing, contradictory or had to assume: on the screen with the first few whom it concerns, and
//! whole as a table. Used by `estate import` and by the demo. Decides nothing.

use crate::{end::Failure, screen::Screen, table::write_table};
use nahtlos_files::import::{FindingKind, Imported};
use nahtlos_model::{
    catalogue::{Catalogue, Product},
    estate::Estate,
};
use nahtlos_report::{Reader, texts::Args as Values};
use std::{collections::HashMap, path::Path};

/// How many users or subscriptions of a finding the terminal names.
const SHOWN: usize = 5;

/// Each kind of finding, its text and its colour.
const KINDS: [(FindingKind, &str, &str); 3] = [
    (FindingKind::Missing, "cli-import-missing", "33"),
    (FindingKind::Contradictory, "cli-import-contradictory", "31"),
    (FindingKind::Assumed, "cli-import-assumed", "36"),
];

/// The catalogue, with what the exports call the SKUs that it lacks.
fn named(catalogue: &Catalogue, imported: &Imported) -> Catalogue {
    let mut named = catalogue.clone();
    for (sku, name) in &imported.sku_names {
        named.products.entry(*sku).or_insert_with(|| Product {
            name: name.clone(),
            string_id: name.clone(),
            plans: Vec::new(),
        });
    }
    named
}

/// Users by the names that people know.
fn sign_in_names(estate: &Estate) -> HashMap<&str, &str> {
    let named = estate.users.iter().filter(|user| !user.user_principal_name.is_empty());
    named.map(|user| (user.id.as_str(), user.user_principal_name.as_str())).collect()
}

/// Everything missing, contradictory or assumed as a table beside the estate, a row per user or subscription concerned.
pub(super) fn write_findings(imported: &Imported, catalogue: &Catalogue, path: &Path, screen: &Screen) -> Result<(), Failure> {
    let catalogue = named(catalogue, imported);
    let reader = Reader::of_catalogue(screen.texts(), &catalogue, imported.estate.customer.currency);
    let names = sign_in_names(&imported.estate);
    let mut rows: Vec<Vec<String>> = Vec::new();
    for (kind, key, _) in KINDS {
        let label = screen.text(key, Values::new());
        for finding in imported.findings.iter().filter(|finding| finding.kind == kind) {
            let sentence = screen.text(&format!("finding-{}", finding.code()), reader.args(&finding.notice));
            let whole = [String::new()];
            let subjects: &[String] = if finding.notice.subjects.is_empty() {
                &whole
            } else {
                &finding.notice.subjects
            };
            rows.extend(subjects.iter().map(|id| {
                let name = names.get(id.as_str()).copied().unwrap_or_default().to_owned();
                vec![label.clone(), finding.code().to_string(), id.clone(), name, sentence.clone()]
            }));
        }
    }
    write_table(path, &["kind", "code", "id", "name", "finding"], rows.into_iter())?;
    screen.say(
        "cli-import-findings-written",
        Values::new().text("file", path.display().to_string()),
    );
    Ok(())
}

/// What came of the exports: sizes, then what is missing, contradictory and assumed.
pub(crate) fn show(imported: &Imported, catalogue: &Catalogue, screen: &Screen) {
    let estate = &imported.estate;
    let users: u64 = estate.users.iter().map(|user| u64::from(user.count)).sum();
    let mut sizes = vec![
        screen.text("cli-import-users", Values::new().count("count", users)),
        screen.text("cli-import-subscriptions", Values::new().count("count", estate.subscriptions.len())),
    ];
    if !estate.groups.is_empty() {
        sizes.push(screen.text("cli-import-groups", Values::new().count("count", estate.groups.len())));
    }
    screen.line(&format!("  {}", sizes.join(" · ")));
    let catalogue = named(catalogue, imported);
    let reader = Reader::of_catalogue(screen.texts(), &catalogue, estate.customer.currency);
    let names = sign_in_names(&imported.estate);
    let name_of = |id: &str| names.get(id).map_or_else(|| id.to_owned(), |name| (*name).to_owned());
    for (kind, key, sgr) in KINDS {
        let label = screen.text(key, Values::new());
        for finding in imported.findings.iter().filter(|finding| finding.kind == kind) {
            let sentence = screen.text(&format!("finding-{}", finding.code()), reader.args(&finding.notice));
            screen.line(&format!("  {} {sentence}", screen.paint(sgr, &format!("{label}:"))));
            let who: Vec<String> = finding.notice.subjects.iter().map(|id| name_of(id)).collect();
            if !who.is_empty() {
                screen.line(&format!("    {}", reader.list_of(who, SHOWN)));
            }
        }
    }
    let required = imported.open_questions.iter().filter(|question| question.required).count();
    let values = Values::new()
        .count("required", required)
        .count("optional", imported.open_questions.len() - required);
    screen.line(&format!("  {}", screen.text("cli-import-open", values)));
}
