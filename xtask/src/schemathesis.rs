//! The step with schemathesis: everything that the OpenAPI document tells is asked of the program that was built, for two minutes and more.
//!
//! Called by the test command, and alone as `cargo xtask schemathesis [--seconds N] [--seed N] [-- WORDS]`. schemathesis comes from PyPI in
//! exactly the versions of `crates/cli/tests/schemathesis/requirements.txt`; without network the step fails and says what is missing.

use crate::{clients, metadata::Metadata, shell};
use std::path::Path;

const FOLDER: &str = "crates/cli/tests/schemathesis";
/// The test of the conformance binary that writes its cases down.
const SAMPLES: &str = "the_cases_are_written_down_for_others";

/// Fetches schemathesis if it is not there yet, builds what is not built, and asks.
pub(crate) fn run(root: &Path, words: &[&str]) -> Result<(), String> {
    let target = Metadata::read(root, false)?.target_directory;
    let folder = target.join("schemathesis-venv");
    clients::python(root, &root.join(FOLDER).join("requirements.txt"), &folder)
        .map_err(|error| format!("schemathesis could not be fetched: this needs PyPI, or a mirror of it in PIP_INDEX_URL.\n{error}"))?;
    let samples = target.join("conformance-samples.json");
    // The acceptance tests come with the program itself, in the features that all tests are built with.
    let build = [
        "cargo",
        "test",
        "--workspace",
        "--locked",
        "--test",
        "conformance",
        "--test",
        "acceptance",
        "--",
        "--exact",
        SAMPLES,
    ];
    let mut build = shell::command(root, &build);
    build.env("CARGO_INCREMENTAL", "0").env("NAHTLOS_WRITE_SAMPLES", &samples);
    shell::run(build)?;
    let (python, script) = (folder.join("bin/python"), root.join(FOLDER).join("run.py"));
    let program = target.join("debug/nahtlos");
    let paths = [&python, &script, &program, &samples].map(|path| path.to_string_lossy().into_owned());
    let all: Vec<&str> = paths.iter().map(String::as_str).chain(words.iter().copied()).collect();
    let mut asking = shell::command(root, &all);
    asking.env("PYTHONDONTWRITEBYTECODE", "1");
    shell::run(asking)
}
