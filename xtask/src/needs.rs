//! What the test command needs from outside: found, installed where that is allowed, or named exactly.
//! Installs only when the machine lets it without asking (root or passwordless sudo), and only Debian packages.

use crate::shell;
use std::{
    path::{Path, PathBuf},
    process::Command,
};

/// Something a test needs.
struct Need {
    what: &'static str,
    seen: Seen,
    packages: &'static [&'static str],
    otherwise: &'static str,
}

/// How it is seen that something is there.
enum Seen {
    /// One of these commands works.
    Command(&'static [&'static [&'static str]]),
    /// All of these programs lie in one folder: of the path, or of a version below this one.
    Programs(&'static [&'static str], &'static str),
}

const NEEDS: [Need; 7] = [
    Need {
        what: "Node.js with npm, for the browser tests of the report and the Graph SDK",
        seen: Seen::Command(&[&["npm", "--version"]]),
        packages: &["nodejs", "npm"],
        otherwise: "install Node.js 18 or newer (https://nodejs.org)",
    },
    Need {
        what: "Chromium, for the browser tests of the report",
        seen: Seen::Command(&[
            &["chromium", "--version"],
            &["chromium-browser", "--version"],
            &["google-chrome", "--version"],
        ]),
        packages: &["chromium", "fonts-dejavu-core"],
        otherwise: "install Chromium or Chrome so that `chromium --version` works",
    },
    Need {
        what: "Python 3, which writes the examples",
        seen: Seen::Command(&[&["python3", "--version"]]),
        packages: &["python3"],
        otherwise: "install Python 3 so that `python3 --version` works",
    },
    Need {
        what: "Python's module venv with pip, for the Graph SDK and schemathesis",
        seen: Seen::Command(&[&["python3", "-c", "import venv, ensurepip"]]),
        packages: &["python3-venv"],
        otherwise: "install it so that `python3 -m venv` works",
    },
    Need {
        what: "curl, for the commands of the documentation",
        seen: Seen::Command(&[&["curl", "--version"]]),
        packages: &["curl"],
        otherwise: "install curl (https://curl.se)",
    },
    Need {
        what: "a C compiler, for the allocator",
        seen: Seen::Command(&[&["cc", "--version"]]),
        packages: &["gcc", "libc6-dev"],
        otherwise: "install a C compiler so that `cc --version` works",
    },
    Need {
        what: "PostgreSQL's server programs, for the tests of both engines",
        seen: Seen::Programs(&["initdb", "postgres", "pg_ctl"], "/usr/lib/postgresql"),
        packages: &["postgresql"],
        otherwise: "install PostgreSQL 15 or newer so that they are on the path",
    },
];

/// Sees that everything is there; the error names each thing that is missing and how to get it.
pub(crate) fn provide(root: &Path) -> Result<(), String> {
    let mut missing = Vec::new();
    for component in ["fmt", "clippy"] {
        if !shell::works(&["cargo", component, "--version"]) {
            let package = if component == "fmt" { "rustfmt" } else { component };
            if shell::run(shell::command(root, &["rustup", "component", "add", package])).is_err() {
                missing.push(format!("- cargo {component}: rustup component add {package}"));
            }
        }
    }
    let absent: Vec<&Need> = NEEDS.iter().filter(|need| !present(need)).collect();
    if !absent.is_empty() {
        if let Some(prefix) = installer() {
            install(root, prefix, &absent);
        }
        missing.extend(absent.iter().filter(|need| !present(need)).map(|need| {
            format!(
                "- {}{}: {} (Debian: apt-get install {})",
                need.what,
                lacking(need),
                need.otherwise,
                need.packages.join(" ")
            )
        }));
    }
    if missing.is_empty() {
        Ok(())
    } else {
        Err(format!("Missing on this machine:\n{}", missing.join("\n")))
    }
}

fn present(need: &Need) -> bool {
    match need.seen {
        Seen::Command(works) => works.iter().any(|words| shell::works(words)),
        Seen::Programs(names, versions) => folders(versions).iter().any(|folder| absent_in(folder, names).is_empty()),
    }
}

/// Which programs lie nowhere, in brackets; empty where that is not the question.
fn lacking(need: &Need) -> String {
    let Seen::Programs(names, versions) = need.seen else {
        return String::new();
    };
    let folders = folders(versions);
    let nearest = folders.iter().map(|folder| absent_in(folder, names)).min_by_key(Vec::len);
    format!(" ({} not found)", nearest.unwrap_or_else(|| names.to_vec()).join(", "))
}

fn absent_in(folder: &Path, names: &[&'static str]) -> Vec<&'static str> {
    names.iter().copied().filter(|name| !folder.join(name).is_file()).collect()
}

/// Folders of the path, and `bin` of every version.
fn folders(versions: &str) -> Vec<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let versions = std::fs::read_dir(versions).into_iter().flatten().flatten();
    std::env::split_paths(&path)
        .chain(versions.map(|version| version.path().join("bin")))
        .collect()
}

/// The words before `apt-get`, where it may be used without asking.
fn installer() -> Option<&'static [&'static str]> {
    if !shell::works(&["apt-get", "--version"]) {
        return None;
    }
    let root = shell::output({
        let mut id = Command::new("id");
        id.arg("-u");
        id
    });
    if root.is_ok_and(|id| id.trim() == "0") {
        Some(&[])
    } else if shell::works(&["sudo", "-n", "true"]) {
        Some(&["sudo", "-n"])
    } else {
        None
    }
}

fn install(root: &Path, prefix: &[&str], absent: &[&Need]) {
    let packages: Vec<&str> = absent.iter().flat_map(|need| need.packages.iter().copied()).collect();
    println!("installing {} (Debian)", packages.join(" "));
    let update = [prefix, &["apt-get", "update", "-qq"]].concat();
    let install = [prefix, &["apt-get", "install", "-y", "-qq", "--no-install-recommends"], &packages].concat();
    for words in [update, install] {
        let mut command = shell::command(root, &words);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        if let Err(problem) = shell::run(command) {
            println!("{problem}");
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn programs_count_only_together_and_the_missing_ones_are_named() {
        let root = std::env::temp_dir().join(format!("nahtlos-needs-{}", std::process::id()));
        let bin = root.join("15/bin");
        std::fs::create_dir_all(&bin).unwrap();
        let versions: &'static str = root.to_string_lossy().into_owned().leak();
        let need = Need {
            what: "two programs",
            seen: Seen::Programs(&["nahtlos-one", "nahtlos-two"], versions),
            packages: &[],
            otherwise: "",
        };
        assert!(!present(&need));
        assert_eq!(lacking(&need), " (nahtlos-one, nahtlos-two not found)");
        std::fs::write(bin.join("nahtlos-one"), "").unwrap();
        assert!(!present(&need));
        assert_eq!(lacking(&need), " (nahtlos-two not found)");
        std::fs::write(bin.join("nahtlos-two"), "").unwrap();
        assert!(present(&need));
        std::fs::remove_dir_all(&root).unwrap();
    }
}
