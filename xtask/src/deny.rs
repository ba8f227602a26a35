//! Bans, licences and sources of every dependency, by the lists in `deny.toml` (why here: docs/adr/0001).
//! Where cargo-deny is installed it runs as well and checks the advisory database if it can be reached.

use crate::{
    metadata::{Metadata, Package},
    shell,
};
use serde::Deserialize;
use std::{collections::BTreeSet, path::Path};

#[derive(Deserialize)]
struct Lists {
    bans: Bans,
    licenses: Licenses,
    sources: Sources,
}

#[derive(Deserialize)]
struct Bans {
    deny: Vec<Banned>,
}

#[derive(Deserialize)]
struct Banned {
    #[serde(rename = "crate")]
    name: String,
    reason: String,
}

#[derive(Deserialize)]
struct Licenses {
    allow: Vec<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct Sources {
    allow_registry: Vec<String>,
}

/// Checks everything; the error lists every offence.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let text = std::fs::read_to_string(root.join("deny.toml")).map_err(|error| format!("deny.toml: {error}"))?;
    let lists: Lists = toml::from_str(&text).map_err(|error| format!("deny.toml: {error}"))?;
    let metadata = Metadata::read(root, true)?;
    let built = built(root)?;
    let packages = metadata
        .packages
        .iter()
        .filter(|p| built.contains(&format!("{} v{}", p.name, p.version)));
    let offences: Vec<String> = packages.flat_map(|package| offences(&lists, package)).collect();
    if !offences.is_empty() {
        return Err(offences.join("\n"));
    }
    println!(
        "dependencies: {} packages, none banned, licences and sources as listed in deny.toml",
        built.len()
    );
    if shell::works(&["cargo", "deny", "--version"]) {
        shell::run(shell::command(
            root,
            &["cargo", "deny", "--locked", "check", "bans", "licenses", "sources"],
        ))?;
        if shell::run(shell::command(root, &["cargo", "deny", "--locked", "check", "advisories"])).is_err() {
            println!("dependencies: advisories not clean, or their database was out of reach (see above)");
        }
    } else {
        println!("dependencies: cargo-deny is not installed, so advisories were not checked (cargo install --locked cargo-deny)");
    }
    Ok(())
}

/// Name and version of what is really built here: the metadata also names optional packages that no feature asks for.
fn built(root: &Path) -> Result<BTreeSet<String>, String> {
    let words = [
        "cargo",
        "tree",
        "--workspace",
        "--locked",
        "--prefix",
        "none",
        "--edges",
        "normal,build,dev",
        "--format",
        "{p}",
    ];
    let text = shell::output(shell::command(root, &words))?;
    let name = |line: &str| line.split_whitespace().take(2).collect::<Vec<_>>().join(" ");
    Ok(text.lines().map(name).filter(|n| !n.is_empty()).collect())
}

fn offences(lists: &Lists, package: &Package) -> Vec<String> {
    let who = format!("{} {}", package.name, package.version);
    let mut found = Vec::new();
    if let Some(ban) = lists.bans.deny.iter().find(|ban| ban.name == package.name) {
        found.push(format!("{who}: banned ({})", ban.reason));
    }
    match (&package.license, &package.license_file) {
        (Some(expression), _) if allowed(expression, &lists.licenses.allow) => {}
        (Some(expression), _) => found.push(format!("{who}: licence `{expression}` is not on the list of deny.toml")),
        (None, file) => found.push(format!(
            "{who}: names no licence (licence file: {})",
            file.as_deref().unwrap_or("none")
        )),
    }
    if let Some(source) = &package.source {
        let place = source
            .strip_prefix("registry+")
            .or_else(|| source.strip_prefix("sparse+"))
            .unwrap_or(source);
        if !lists.sources.allow_registry.iter().any(|registry| registry == place) {
            found.push(format!("{who}: comes from {source}, which deny.toml does not allow"));
        }
    }
    for dependency in package
        .dependencies
        .iter()
        .filter(|d| package.source.is_none() && d.path.is_none() && d.req == "*")
    {
        found.push(format!("{who}: depends on {} without a version", dependency.name));
    }
    found
}

/// Whether the SPDX expression can be met with the allowed licences. `/` is the old way to write OR.
fn allowed(expression: &str, list: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    either(&words, &mut at, list) && at == words.len()
}

fn either(words: &[&str], at: &mut usize, list: &[String]) -> bool {
    let mut met = both(words, at, list);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        met |= both(words, at, list);
    }
    met
}

fn both(words: &[&str], at: &mut usize, list: &[String]) -> bool {
    let mut met = single(words, at, list);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        met &= single(words, at, list);
    }
    met
}

fn single(words: &[&str], at: &mut usize, list: &[String]) -> bool {
    let Some(&word) = words.get(*at) else { return false };
    *at += 1;
    if word == "(" {
        let met = either(words, at, list);
        let closed = words.get(*at) == Some(&")");
        *at += usize::from(closed);
        return met && closed;
    }
    let mut name = word.to_owned();
    if words.get(*at) == Some(&"WITH") {
        name = format!("{word} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
    }
    list.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::allowed;

    #[test]
    fn expressions_are_met_as_spdx_reads_them() {
        let list = ["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception", "Unicode-3.0"].map(str::to_owned);
        for good in [
            "MIT",
            "MIT OR GPL-3.0",
            "MIT/Apache-2.0",
            "(MIT OR GPL-2.0) AND Unicode-3.0",
            "Apache-2.0 WITH LLVM-exception OR X",
        ] {
            assert!(allowed(good, &list), "{good}");
        }
        for bad in [
            "GPL-3.0",
            "MIT AND GPL-3.0",
            "GPL-2.0 OR (MIT AND X)",
            "(MIT",
            "",
            "MIT WITH Other-exception",
        ] {
            assert!(!allowed(bad, &list), "{bad}");
        }
    }
}
