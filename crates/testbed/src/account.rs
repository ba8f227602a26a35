//! Who runs the server: PostgreSQL refuses root, so root lends it another account. Called when a cluster starts.

use std::{
    os::unix::{
        fs::{MetadataExt as _, chown},
        process::CommandExt as _,
    },
    path::Path,
    process::Command,
};

/// The account of a server: our own, or another because we are root.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Account {
    other: Option<(u32, u32)>,
}

impl Account {
    /// Our own; as root `postgres`, where there is one, else `nobody`.
    pub(crate) fn find() -> Self {
        let ours = std::fs::metadata("/proc/self").map_or(u32::MAX, |own| own.uid());
        if ours != 0 {
            return Self { other: None };
        }
        let other = ["postgres", "nobody"]
            .iter()
            .find_map(|name| Some((id("-u", name)?, id("-g", name)?)));
        assert!(
            other.is_some(),
            "PostgreSQL refuses root, and there is neither an account `postgres` nor `nobody`"
        );
        Self { other }
    }

    /// Gives a folder to it.
    pub(crate) fn own(self, folder: &Path) {
        if let Some((user, group)) = self.other {
            chown(folder, Some(user), Some(group)).expect("root may give a folder away");
        }
    }

    /// Makes a command run as it. A process group of its own keeps the terminal's Ctrl-C away.
    pub(crate) fn lend(self, command: &mut Command) {
        command.process_group(0);
        if let Some((user, group)) = self.other {
            command.uid(user).gid(group);
        }
    }
}

fn id(what: &str, name: &str) -> Option<u32> {
    let answer = Command::new("id").args([what, name]).output().ok()?;
    String::from_utf8(answer.stdout).ok()?.trim().parse().ok()
}
