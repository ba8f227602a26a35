//! What cargo knows of the workspace and its dependencies: read by tidy and by the dependency check.

use crate::shell;
use serde::Deserialize;
use std::path::{Path, PathBuf};

/// The part of `cargo metadata` that is used here.
#[derive(Deserialize)]
pub(crate) struct Metadata {
    pub(crate) packages: Vec<Package>,
    pub(crate) workspace_members: Vec<String>,
    pub(crate) target_directory: PathBuf,
}

/// A package.
#[derive(Deserialize)]
pub(crate) struct Package {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) license: Option<String>,
    pub(crate) license_file: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) dependencies: Vec<Dependency>,
}

/// What a package says it depends on.
#[derive(Deserialize)]
pub(crate) struct Dependency {
    pub(crate) name: String,
    pub(crate) kind: Option<String>,
    pub(crate) req: String,
    pub(crate) path: Option<PathBuf>,
}

impl Metadata {
    /// Asks cargo; with `dependencies` for all packages, else for the workspace's own.
    pub(crate) fn read(root: &Path, dependencies: bool) -> Result<Self, String> {
        let mut words = vec!["cargo", "metadata", "--format-version", "1", "--locked"];
        if !dependencies {
            words.push("--no-deps");
        }
        let text = shell::output(shell::command(root, &words))?;
        serde_json::from_str(&text).map_err(|error| format!("cargo metadata: {error}"))
    }

    /// The workspace's own packages.
    pub(crate) fn members(&self) -> impl Iterator<Item = &Package> {
        self.packages.iter().filter(|package| self.workspace_members.contains(&package.id))
    }
}
