//! What the test command needs from outside: found, installed where that is allowed, or named exactly.
//! Installs only when the machine lets it without asking (root or passwordless sudo), and only Debian packages.

use crate::shell;
use std::{path::Path, process::Command};

/// Something a test needs.
struct Need {
    what: &'static str,
    works: &'static [&'static [&'static str]],
    packages: &'static [&'static str],
    otherwise: &'static str,
}

const NEEDS: [Need; 4] = [
    Need {
        what: "Node.js with npm, for the browser tests of the report",
        works: &[&["npm", "--version"]],
        packages: &["nodejs", "npm"],
        otherwise: "install Node.js 18 or newer (https://nodejs.org)",
    },
    Need {
        what: "Chromium, for the browser tests of the report",
        works: &[
            &["chromium", "--version"],
            &["chromium-browser", "--version"],
            &["google-chrome", "--version"],
        ],
        packages: &["chromium", "fonts-dejavu-core"],
        otherwise: "install Chromium or Chrome so that `chromium --version` works",
    },
    Need {
        what: "Python 3, which writes the examples",
        works: &[&["python3", "--version"]],
        packages: &["python3"],
        otherwise: "install Python 3 so that `python3 --version` works",
    },
    Need {
        what: "a C compiler, for the allocator",
        works: &[&["cc", "--version"]],
        packages: &["gcc", "libc6-dev"],
        otherwise: "install a C compiler so that `cc --version` works",
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
                "- {}: {} (Debian: apt-get install {})",
                need.what,
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
    need.works.iter().any(|words| shell::works(words))
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
