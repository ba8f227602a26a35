//! What no compiler checks: arrows between crates, sizes, module headers, locale keys, words that must not be there.
//! Every finding names file and line. Exceptions are listed with their reasons in `xtask/tidy.toml`.

mod arrows;
mod headers;
mod locales;
mod sizes;
mod words;

use crate::shell;
use std::path::Path;

/// A text file of the repository.
pub(crate) struct File {
    /// Path from the root, with `/`.
    pub(crate) path: String,
    /// Its text.
    pub(crate) text: String,
}

impl File {
    fn is_rust(&self) -> bool {
        self.path.ends_with(".rs")
    }
}

/// Runs every check; the error lists every finding.
pub(crate) fn run(root: &Path) -> Result<(), String> {
    let files = files(root)?;
    let mut found = arrows::check(root)?;
    found.extend(sizes::check(root, &files)?);
    found.extend(headers::check(&files));
    found.extend(locales::check(&files));
    found.extend(words::check(&files));
    if found.is_empty() {
        println!("tidy: {} files, nothing to say", files.len());
        Ok(())
    } else {
        Err(format!("{}\ntidy: {} findings", found.join("\n"), found.len()))
    }
}

/// Files that git knows or would add, as far as they are text.
fn files(root: &Path) -> Result<Vec<File>, String> {
    let list = shell::output(shell::command(
        root,
        &["git", "ls-files", "--cached", "--others", "--exclude-standard"],
    ))?;
    let mut files = Vec::new();
    for path in list.lines() {
        match std::fs::read(root.join(path)).map(String::from_utf8) {
            Ok(Ok(text)) => files.push(File {
                path: path.to_owned(),
                text,
            }),
            Ok(Err(_)) => {}                                                 // a picture, or an example of a wrong encoding
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {} // deleted, not yet committed
            Err(error) => return Err(format!("{path}: {error}")),
        }
    }
    Ok(files)
}
