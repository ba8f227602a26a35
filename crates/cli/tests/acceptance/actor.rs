//! Somebody at a command line: a folder of their own, commands, what came of them.

use serde_json::Value;
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

/// Somebody with a folder of their own, named after the test.
pub(crate) struct Reseller {
    pub(crate) folder: PathBuf,
}

/// What came of a command.
#[derive(Debug)]
pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Reseller {
    /// Begins with an empty folder.
    pub(crate) fn new(test: &str) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(test);
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("a folder for the test");
        Self { folder }
    }

    /// Runs `nahtlos` in the folder, in English, without colours.
    pub(crate) fn runs(&self, arguments: &[&str]) -> Ended {
        self.runs_with(arguments, &[])
    }

    /// Runs `nahtlos` with variables of the surroundings.
    pub(crate) fn runs_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Ended {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nahtlos"));
        command.args(arguments).current_dir(&self.folder).stdin(Stdio::null());
        for name in ["LC_ALL", "LC_MESSAGES", "NO_COLOR", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command.env("LANG", "C").envs(variables.iter().copied());
        let output = command.output().expect("nahtlos starts");
        Ended {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("UTF-8"),
            err: String::from_utf8(output.stderr).expect("UTF-8"),
        }
    }

    /// Starts `nahtlos` in the folder and does not wait for it.
    pub(crate) fn starts(&self, arguments: &[&str]) -> Child {
        let mut command = Command::new(env!("CARGO_BIN_EXE_nahtlos"));
        command.args(arguments).current_dir(&self.folder);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        command.spawn().expect("nahtlos starts")
    }

    /// Runs `nahtlos` and sees that it succeeds.
    pub(crate) fn does(&self, arguments: &[&str]) -> Ended {
        let ended = self.runs(arguments);
        assert_eq!(ended.code, 0, "nahtlos {}\n{}\n{}", arguments.join(" "), ended.out, ended.err);
        ended
    }

    /// Writes a file in the folder.
    pub(crate) fn writes(&self, name: &str, text: &str) -> PathBuf {
        let path = self.folder.join(name);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, text).expect("written");
        path
    }

    /// Reads a file in the folder.
    pub(crate) fn reads(&self, name: &str) -> String {
        fs::read_to_string(self.folder.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// Whether a file is in the folder.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.folder.join(name).exists()
    }

    /// Copies a folder's files into the folder.
    pub(crate) fn copies(&self, from: &Path, to: &str) {
        fs::create_dir_all(self.folder.join(to)).expect("a folder");
        for entry in fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
            let path = entry.expect("an entry").path();
            fs::copy(&path, self.folder.join(to).join(path.file_name().expect("a name"))).expect("copied");
        }
    }

    /// A JSON document in the folder.
    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.reads(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// The workspace's own examples.
pub(crate) fn examples() -> PathBuf {
    workspace().join("examples")
}

fn workspace() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .expect("the workspace")
}

/// Reference cases and samples beside the project. Without them a test says that it was skipped; in CI that is a failure.
pub(crate) fn shared(what: &str) -> Option<PathBuf> {
    let folder = std::env::var_os("NAHTLOS_SHARED")
        .map_or_else(|| workspace().join("../shared"), PathBuf::from)
        .join(what);
    if folder.exists() {
        return Some(folder);
    }
    assert!(
        std::env::var_os("CI").is_none(),
        "{} is missing, and in CI it must be there",
        folder.display()
    );
    println!("skipped: {} is missing (set NAHTLOS_SHARED)", folder.display());
    None
}

/// A path as an argument.
pub(crate) fn arg(path: &Path) -> &str {
    path.to_str().expect("a path in UTF-8")
}
