//! The files of `examples/`, inside the program, so that the demo works from anywhere.

use crate::end::Failure;
use nahtlos_files::problem::Problem;
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

/// Writes the bundled files into a folder that is empty, not there yet, or of an earlier demo.
pub(super) fn unpack(folder: &Path) -> Result<(), Failure> {
    refuse_others(folder)?;
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

/// The demo overwrites what it wrote before, so it must not meet anything else: a customer's case would be gone.
fn refuse_others(folder: &Path) -> Result<(), Failure> {
    let filled = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    let (marker, ours) = FILES[0];
    let first_line = |bytes: &[u8]| bytes.split(|byte| *byte == b'\n').next().map(<[u8]>::to_vec);
    let is_demo = fs::read(folder.join(marker)).is_ok_and(|there| first_line(&there) == first_line(ours));
    if !filled || is_demo {
        return Ok(());
    }
    let (what, mend) = (
        "The folder is not empty and not of an earlier demo.",
        "Give a folder that does not exist yet: nahtlos demo -o FOLDER.",
    );
    Err(Problem::error(folder.display().to_string(), "folderNotEmpty", what, mend).into())
}
