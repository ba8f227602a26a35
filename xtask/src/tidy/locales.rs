//! Texts: German and English have the same files, keys and values in them, and every code has its text.
//!
//! Documentation that says ``Locale key: `prefix-` + word`` makes the enum that follows a list of codes; ``the locale key is
//! `prefix-` + word`` does so for the rest of the file. The words are read from the source. In a `codes!` list the word is the last
//! of an entry's values, and ``Locale keys of `codes!`: `prefix-` + word`` beside its macro says the prefix.

use super::File;
use std::collections::{BTreeMap, BTreeSet};

/// A key with the values (`$name`) that its text uses.
type Keys = BTreeMap<String, BTreeSet<String>>;

pub(super) fn check(files: &[File]) -> Vec<String> {
    let (german, english) = (keys(files, "locales/de/"), keys(files, "locales/en/"));
    let mut found = Vec::new();
    for (here, there, folder) in [(&german, &english, "en"), (&english, &german, "de")] {
        for (file, keys) in here {
            let Some(twin) = there.get(file) else {
                found.push(format!("locales/{folder}/{file}: missing"));
                continue;
            };
            for (key, values) in keys {
                match twin.get(key) {
                    None => found.push(format!("locales/{folder}/{file}: key `{key}` is missing")),
                    Some(others) => {
                        for value in values.difference(others) {
                            found.push(format!("locales/{folder}/{file}: `{key}` does not say `${value}`, its twin does"));
                        }
                    }
                }
            }
        }
    }
    let all: BTreeSet<&String> = english.values().flat_map(Keys::keys).collect();
    for (place, key) in codes(files) {
        if !all.contains(&key) {
            found.push(format!("{place}: no text `{key}` under locales/"));
        }
    }
    found
}

fn keys(files: &[File], folder: &str) -> BTreeMap<String, Keys> {
    let texts = files.iter().filter_map(|file| Some((file.path.strip_prefix(folder)?, file)));
    texts
        .filter(|(name, _)| name.ends_with(".ftl"))
        .map(|(name, file)| (name.to_owned(), messages(&file.text)))
        .collect()
}

fn messages(text: &str) -> Keys {
    let mut found = Keys::new();
    let mut current = String::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        if let Some((key, _)) = line.split_once('=')
            && key.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-')
            && key.trim_end().chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
        {
            current = key.trim_end().to_owned();
            found.entry(current.clone()).or_default();
        }
        if let Some(values) = found.get_mut(&current) {
            for (at, _) in line.match_indices('$') {
                let name = line[at + 1..]
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || *c == '-' || *c == '_')
                    .collect();
                values.insert(name);
            }
        }
    }
    found
}

/// Keys that the code's enums ask for, with the place of each.
fn codes(files: &[File]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for file in files.iter().filter(|file| file.is_rust() && file.path.starts_with("crates/")) {
        let (mut prefix, mut whole_file) = (None, false);
        let (mut of_list, mut in_list) = (None, false);
        for (at, line) in file.text.lines().enumerate() {
            let bare = line.trim();
            if let Some(start) = after(bare, "Locale keys of `codes!`: `") {
                of_list = Some(start);
            } else if bare == "codes! {" {
                in_list = true;
            } else if in_list {
                in_list = bare != "}";
                if let (Some(start), Some(word)) = (&of_list, listed(bare)) {
                    found.push((format!("{}:{}", file.path, at + 1), format!("{start}{word}")));
                }
            } else if let Some(start) = after(bare, "Locale key: `") {
                (prefix, whole_file) = (Some(start), false);
            } else if let Some(start) = after(bare, "locale key is `") {
                (prefix, whole_file) = (Some(start), true);
            } else if let Some(start) = &prefix {
                if let Some(word) = code(bare) {
                    found.push((format!("{}:{}", file.path, at + 1), format!("{start}{word}")));
                } else if bare == "}" && !whole_file {
                    prefix = None;
                }
            }
        }
    }
    found
}

/// What stands between a mark and the next backtick.
fn after(line: &str, mark: &str) -> Option<String> {
    line.split_once(mark)?.1.split('`').next().map(str::to_owned)
}

/// The word of `Variant = "word",`, of `… Variant = "word",` and of `Self::Variant => "word",`.
fn code(line: &str) -> Option<&str> {
    let (left, right) = line
        .split_once(" = \"")
        .or_else(|| line.split_once(" => \"").filter(|_| line.starts_with("Self::")))?;
    left.chars()
        .all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == ':')
        .then_some(right)?
        .strip_suffix("\",")
}

/// The word of `Variant = ("wire", 400, "word"),`.
fn listed(line: &str) -> Option<&str> {
    let (_, values) = line.split_once(" = (\"")?;
    values.strip_suffix("\"),")?.rsplit('"').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn missing_keys_values_files_and_codes_are_found() {
        let file = |path: &str, text: &str| File {
            path: path.to_owned(),
            text: text.to_owned(),
        };
        let code = "/// Locale key: `reason-` + word.\nReason {\n    A = \"one\",\n    B = \"two\",\n}\nOther {\n    C = \"three\",\n}\n";
        let files = [
            file("locales/en/a.ftl", "reason-one = One { $day }\nonly-english = x\n"),
            file("locales/de/a.ftl", "reason-one = Eins\n"),
            file("locales/de/b.ftl", "x = y\n"),
            file("crates/model/src/a.rs", code),
            file(
                "crates/cli/src/b.rs",
                "/// The word; the locale key is `end-` + word.\n}\n    true Good = \"good\",\n    Self::Bad => \"bad\",\n",
            ),
            file(
                "crates/model/src/c.rs",
                "/// Locale keys of `codes!`: `no-` + word.\ncodes! {\n    /// Gone.\n    Gone = (\"1000\", 404, \"gone\"),\n}\n    Not = (\"1\", 4, \"listed\"),\n",
            ),
        ];
        let found = check(&files);
        assert_eq!(found.len(), 7, "{found:#?}");
        assert!(
            found
                .iter()
                .any(|f| f == "crates/model/src/c.rs:4: no text `no-gone` under locales/")
        );
        assert!(found.iter().any(|f| f.contains("no text `end-good`")) && found.iter().any(|f| f.contains("no text `end-bad`")));
        assert!(found.iter().any(|f| f.contains("no text `reason-two`")));
        assert!(found.iter().any(|f| f.contains("does not say `$day`")));
        assert!(found.iter().any(|f| f == "locales/en/b.ftl: missing"));
    }
}
