//! Files written whole or not at all. Called by every writer of this crate.

use std::{
    fs,
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Writes beside the file and renames, so that a reader never sees half of it and a failure leaves
/// what was there. It does not wait for the disk: after a power cut the old file may be there again.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = beside(path)?;
    let outcome = fs::File::create(&beside)
        .and_then(|mut file| file.write_all(bytes))
        .and_then(|()| fs::rename(&beside, path));
    if outcome.is_err() {
        // The first failure is the one to tell; a leftover is named so that it can be recognised.
        let _ = fs::remove_file(&beside);
    }
    outcome
}

/// A name beside a path that no other process uses.
pub(crate) fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path
        .file_name()
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, format!("{} names no file", path.display())))?;
    Ok(path.with_file_name(format!(".{}.{}.partial", name.to_string_lossy(), std::process::id())))
}
