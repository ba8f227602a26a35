//! Finds PostgreSQL's server programs: on the path, else where Debian puts them. Called when a cluster starts.

use std::path::{Path, PathBuf};

/// Where Debian keeps the programs of each version.
const DEBIAN: &str = "/usr/lib/postgresql";

/// The programs a cluster needs.
#[derive(Debug, Clone)]
pub(crate) struct Programs {
    pub(crate) initdb: PathBuf,
    pub(crate) postgres: PathBuf,
}

impl Programs {
    /// Those on the path first, else the newest of Debian's.
    ///
    /// # Panics
    /// Where there are none, with what to install.
    pub(crate) fn find() -> Self {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::env::split_paths(&path).chain(versions(Path::new(DEBIAN)));
        folders.filter_map(|folder| Self::of(&folder)).next().unwrap_or_else(|| {
            panic!(
                "these tests need PostgreSQL's server programs `initdb` and `postgres` (15 or newer), and neither PATH nor \
                 {DEBIAN}/*/bin has them: apt-get install postgresql (or `cargo xtask test`, which installs what is missing)"
            )
        })
    }

    fn of(folder: &Path) -> Option<Self> {
        let (initdb, postgres) = (folder.join("initdb"), folder.join("postgres"));
        (initdb.is_file() && postgres.is_file()).then_some(Self { initdb, postgres })
    }
}

/// Folders with programs, newest version first.
fn versions(root: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root).into_iter().flatten().flatten();
    let mut found: Vec<(u32, PathBuf)> = entries
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    found.sort_unstable_by(|a, b| b.cmp(a));
    found.into_iter().map(|(_, folder)| folder).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_version_comes_first() {
        let root = crate::folder();
        for name in ["9", "15", "17", "not-a-version"] {
            std::fs::create_dir_all(root.path().join(name).join("bin")).expect("a folder");
        }
        let expected: Vec<PathBuf> = ["17", "15", "9"].iter().map(|v| root.path().join(v).join("bin")).collect();
        assert_eq!(versions(root.path()), expected);
        assert!(Programs::of(root.path()).is_none());
    }
}
