//! Room on the disks that a center writes to, and whether it may.

use super::{Code, Finding};
use crate::Config;
use nahtlos_engine::Location;
use nahtlos_model::instants::Instant;
use std::path::{Path, PathBuf};

/// Bytes below which a disk counts as full.
const FULL: u64 = 64 << 20;
/// Bytes below which a disk counts as nearly full; more where the database itself is larger.
const LOW: u64 = 1 << 30;

/// The database's file, where it is one.
pub(super) fn file_of(config: &Config) -> Option<PathBuf> {
    if config.ephemeral {
        return None;
    }
    match Location::parse(&config.database.0) {
        Location::Sqlite(path) => Some(path),
        Location::Memory | Location::Postgres(_) => None,
    }
}

/// When a file was changed last.
pub(super) fn changed(file: &Path) -> Option<Instant> {
    let time = file.metadata().ok()?.modified().ok()?;
    let since = time.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(Instant(i64::try_from(since.as_millis()).ok()?))
}

/// Looks at the folders that are written to.
pub(super) fn examine(config: &Config) -> Vec<Finding> {
    let mut folders = Vec::new();
    if let Some(file) = file_of(config) {
        // A backup or a migration may need as much again.
        let size = file.metadata().map_or(0, |file| file.len());
        folders.push((folder_of(&file), size));
    }
    if config.tls_self_signed {
        folders.push((existing(&config.tls_folder), 0));
    }
    folders.into_iter().map(|(folder, size)| room(&folder, size)).collect()
}

fn folder_of(file: &Path) -> PathBuf {
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty());
    parent.unwrap_or(Path::new(".")).to_owned()
}

/// The folder, or the nearest one above it that is there.
fn existing(folder: &Path) -> PathBuf {
    folder
        .ancestors()
        .find(|folder| folder.is_dir())
        .unwrap_or(Path::new("."))
        .to_owned()
}

fn room(folder: &Path, size: u64) -> Finding {
    let named = |code| Finding::new(code).with("folder", folder.display());
    if let Err(error) = tempfile::tempfile_in(folder) {
        return named(Code::FolderClosed).with("problem", error);
    }
    let Some(free) = free(folder) else {
        return named(Code::DiskFine).with("free", "?");
    };
    let code = match free {
        free if free < FULL => Code::DiskFull,
        free if free < LOW.max(size) => Code::DiskLow,
        _ => Code::DiskFine,
    };
    named(code).with("free", size_of(free))
}

/// Bytes that anybody may still write.
#[cfg(unix)]
fn free(folder: &Path) -> Option<u64> {
    let disk = rustix::fs::statvfs(folder).ok()?;
    Some(disk.f_bavail.saturating_mul(disk.f_frsize))
}

#[cfg(not(unix))]
fn free(_: &Path) -> Option<u64> {
    None
}

/// Bytes as people read them.
fn size_of(bytes: u64) -> String {
    match bytes {
        b if b >= 10 << 30 => format!("{} GiB", b >> 30),
        b => format!("{} MiB", b >> 20),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_is_not_there_cannot_be_written_to() {
        let there = std::env::temp_dir();
        assert!(matches!(room(&there, 0).code, Code::DiskFine | Code::DiskLow | Code::DiskFull));
        assert_eq!(
            room(&there, u64::MAX).code,
            if free(&there) < Some(FULL) { Code::DiskFull } else { Code::DiskLow }
        );
        assert_eq!(room(Path::new("/no such folder"), 0).code, Code::FolderClosed);
        assert_eq!(folder_of(Path::new("a.db")), Path::new("."));
        assert_eq!(size_of(5 << 30), "5120 MiB");
    }
}
