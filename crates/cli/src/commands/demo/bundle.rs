//! The files of `examples/`, inside the program, so that the demo works from anywhere.

use crate::end::Failure;
use std::{
    fs,
    path::{Path, PathBuf},
};

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        /// Name and content of every bundled file.
        const FILES: &[(&str, &[u8])] = &[$(($name, include_bytes!(concat!("../../../../../examples/", $name)))),+];
    };
}

files!(
    "answers.toml",
    "exports/users-page-1.json",
    "exports/users-page-2.json",
    "exports/groups.json",
    "exports/subscribedSkus.json",
    "exports/directory-subscriptions.json",
    "exports/admin-center-users.csv",
    "vendor/products.csv",
    "vendor/pricelist.csv",
    "vendor/offermatrix.csv",
);

/// Writes the bundled files into a folder.
pub(super) fn unpack(folder: &Path) -> Result<(), Failure> {
    for (name, bytes) in FILES {
        let path = folder.join(name);
        let written = path
            .parent()
            .map_or(Ok(()), fs::create_dir_all)
            .and_then(|()| fs::write(&path, bytes));
        written.map_err(|error| Failure::writing(&path, &error))?;
    }
    Ok(())
}

/// The exports, as unpacked.
pub(super) fn exports(folder: &Path) -> Vec<PathBuf> {
    FILES
        .iter()
        .filter(|(name, _)| name.starts_with("exports/"))
        .map(|(name, _)| folder.join(name))
        .collect()
}
