//! `cargo xtask tour`: makes the pictures of `docs/tour.md` anew, by the browser test that goes the whole way of a move.

use crate::{metadata::Metadata, shell};
use std::path::Path;

pub(crate) fn run(root: &Path) -> Result<(), String> {
    shell::run(shell::command(root, &["cargo", "build", "--workspace", "--locked", "--bins"]))?;
    let driver = root.join("crates/report/tests/browser");
    shell::run(shell::command(
        &driver,
        &["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
    ))?;
    let pictures = root.join("docs/img/tour");
    if pictures.exists() {
        std::fs::remove_dir_all(&pictures).map_err(|error| format!("{}: {error}", pictures.display()))?;
    }
    let words = ["node", "--test", "--test-reporter=spec", "dashboard.test.mjs"];
    let mut node = shell::command(&root.join("crates/server/tests/browser"), &words);
    node.env(
        "NAHTLOS_PROGRAM",
        Metadata::read(root, false)?.target_directory.join("debug/nahtlos"),
    );
    node.env("NAHTLOS_TOUR", &pictures);
    shell::run(node)
}
