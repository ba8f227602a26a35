//! Which crate may use which. Any other arrow is a finding; so is a package that does not belong into a pure crate.

use crate::metadata::Metadata;
use std::path::Path;

/// A crate and what it may use of the workspace. Tests may use what they test.
const ARROWS: [(&str, &[&str]); 14] = [
    ("nahtlos-model", &[]),
    ("nahtlos-planner", &["nahtlos-model"]),
    ("nahtlos-files", &["nahtlos-model"]),
    ("nahtlos-report", &["nahtlos-model", "nahtlos-planner"]),
    ("nahtlos-pages", &["nahtlos-model", "nahtlos-report"]),
    ("nahtlos-store", &["nahtlos-model"]),
    ("nahtlos-engine", &["nahtlos-model", "nahtlos-planner", "nahtlos-store"]),
    ("nahtlos-wire", &["nahtlos-model"]),
    ("nahtlos-client", &["nahtlos-model", "nahtlos-wire"]),
    (
        "nahtlos-server",
        &[
            "nahtlos-model",
            "nahtlos-engine",
            "nahtlos-wire",
            "nahtlos-files",
            "nahtlos-report",
            "nahtlos-pages",
            "nahtlos-client",
        ],
    ),
    (
        "nahtlos-cli",
        &[
            "nahtlos-model",
            "nahtlos-planner",
            "nahtlos-files",
            "nahtlos-report",
            "nahtlos-server",
            "nahtlos-client",
            "nahtlos-wire",
        ],
    ),
    ("nahtlos-sim", &["nahtlos-model", "nahtlos-store", "nahtlos-engine"]),
    ("nahtlos-testbed", &["nahtlos-model", "nahtlos-store"]),
    ("xtask", &[]),
];

/// What the pure crates must not depend on: no JSON, no async, no randomness.
const IMPURE: [&str; 7] = ["serde_json", "tokio", "futures", "rand", "getrandom", "fastrand", "reqwest"];
const PURE: [&str; 2] = ["nahtlos-model", "nahtlos-planner"];

pub(super) fn check(root: &Path) -> Result<Vec<String>, String> {
    let metadata = Metadata::read(root, false)?;
    let mut found = Vec::new();
    for package in metadata.members() {
        let name = package.name.as_str();
        let Some((_, allowed)) = ARROWS.iter().find(|(from, _)| *from == name) else {
            found.push(format!(
                "{name}: a crate that no arrow names; add it to xtask/src/tidy/arrows.rs and docs/ARCHITECTURE.md"
            ));
            continue;
        };
        for dependency in package.dependencies.iter().filter(|d| d.kind.as_deref() != Some("dev")) {
            let used = dependency.name.as_str();
            if dependency.path.is_some() && !allowed.contains(&used) {
                found.push(format!("{name}: must not use {used} (docs/ARCHITECTURE.md, arrows)"));
            }
            if PURE.contains(&name) && IMPURE.contains(&used) {
                found.push(format!("{name}: is pure and must not use {used}"));
            }
        }
    }
    Ok(found)
}
