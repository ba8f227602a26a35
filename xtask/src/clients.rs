//! The step with real clients: the Graph SDKs of the registries, prepared here and driven by the server's test binary `clients`.
//!
//! Called by the test command, and alone as `cargo xtask clients`. What is fetched lies under the target folder and is kept until the
//! list of versions changes. Without network the step fails and says what could not be fetched; it never goes on without an SDK.

use crate::{metadata::Metadata, shell};
use std::{fs, path::Path};

const FOLDER: &str = "crates/server/tests/clients";

/// Fetches what is not there yet, and lets the clients work.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    prepare(root)?;
    let words = [
        "cargo",
        "test",
        "--workspace",
        "--locked",
        "--test",
        "clients",
        "--",
        "--include-ignored",
    ];
    let mut tests = shell::command(root, &words);
    tests.env("CARGO_INCREMENTAL", "0");
    shell::run(tests)
}

fn prepare(root: &Path) -> Result<(), String> {
    let target = Metadata::read(root, false)?.target_directory;
    let list = root.join(FOLDER).join("python/requirements.txt");
    python(root, &list, &target.join("clients-venv")).map_err(|error| {
        format!("The Graph SDK for Python could not be fetched: this needs PyPI, or a mirror of it in PIP_INDEX_URL.\n{error}")
    })?;
    node(root).map_err(|error| {
        format!("The Graph SDK for JavaScript could not be fetched: this needs npm's registry, or a mirror of it in .npmrc.\n{error}")
    })
}

/// A virtual environment with exactly the versions of the list.
pub(crate) fn python(root: &Path, list: &Path, folder: &Path) -> Result<(), String> {
    let wanted = fs::read_to_string(list).map_err(|error| format!("{}: {error}", list.display()))?;
    let stamp = folder.join("installed.txt");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let (venv, list) = (folder.to_string_lossy(), list.to_string_lossy());
    shell::run(shell::command(root, &["python3", "-m", "venv", "--clear", &venv]))?;
    let pip = format!("{venv}/bin/pip");
    let quiet = ["--quiet", "--disable-pip-version-check", "--no-deps"];
    let words = [&[pip.as_str(), "install"], &quiet[..], &["-r", &list]].concat();
    shell::run(shell::command(root, &words))?;
    fs::write(&stamp, wanted).map_err(|error| format!("{}: {error}", stamp.display()))
}

/// The modules of the lock file.
fn node(root: &Path) -> Result<(), String> {
    let folder = root.join(FOLDER).join("node");
    let (lock, installed) = (folder.join("package-lock.json"), folder.join("node_modules/.package-lock.json"));
    let when = |path: &Path| fs::metadata(path).and_then(|data| data.modified()).ok();
    if when(&installed).is_some_and(|installed| when(&lock).is_some_and(|lock| lock <= installed)) {
        return Ok(());
    }
    shell::run(shell::command(
        &folder,
        &["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"],
    ))
}
