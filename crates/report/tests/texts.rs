//! Every word of every document has a text in both languages, every value that the model documents for a
//! code fills its text, and no placeholder is ever left.

use nahtlos_report::{Args, Lang, Texts, sentence::every_key, texts::files};
use std::collections::{BTreeMap, BTreeSet};

#[test]
fn every_word_has_a_text_in_both_languages() {
    let keys = every_key();
    assert!(keys.len() > 150, "{}", keys.len());
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let missing: Vec<&String> = keys.iter().filter(|key| !texts.has(key)).collect();
        assert!(missing.is_empty(), "{}: {missing:?}", lang.tag());
    }
}

#[test]
fn every_file_parses_and_both_languages_have_the_same_keys() {
    let mut keys: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for lang in Lang::ALL {
        for (name, content) in files(lang) {
            let resource = fluent_bundle::FluentResource::try_new((*content).to_owned());
            assert!(resource.is_ok(), "locales/{}/{name}: {:?}", lang.tag(), resource.err().map(|e| e.1));
            let own = content
                .lines()
                .filter_map(|l| l.split_once(" ="))
                .map(|(key, _)| key)
                .filter(|k| !k.starts_with([' ', '#', '-']));
            keys.entry(lang.tag()).or_default().extend(own.map(|key| format!("{name}: {key}")));
        }
    }
    assert_eq!(keys["de"], keys["en"]);
    // A key that stands in two files has one text of them, and nobody sees which.
    let mut all = BTreeSet::new();
    let twice = keys["en"]
        .iter()
        .filter_map(|key| key.split_once(": "))
        .filter(|(_, key)| !all.insert(*key));
    assert_eq!(twice.collect::<Vec<_>>(), []);
}

/// Codes with the names of their values, as the model's documentation lists them; `true`: may be absent.
fn documented() -> Vec<(String, Vec<(String, bool)>)> {
    let sources = [
        include_str!("../../model/src/notice.rs"),
        include_str!("../../model/src/moves/evidence/fault.rs"),
        include_str!("../../model/src/moves/tasks.rs"),
    ];
    let mut found = Vec::new();
    let (mut prefix, mut values) = (String::new(), Vec::new());
    for line in sources.iter().flat_map(|source| source.lines()).map(str::trim) {
        let marked = line.split_once("Locale key: `").or_else(|| line.split_once("Texts: `"));
        if let Some((_, rest)) = marked {
            prefix = rest.split('`').next().unwrap().to_owned();
        } else if line == "}" {
            prefix.clear();
        } else if line.starts_with("///") {
            values = line.split_once("Values: ").map_or_else(Vec::new, |(_, list)| names(list));
        } else if let Some(word) = line.split_once(" = \"").and_then(|(_, rest)| rest.strip_suffix("\","))
            && !prefix.is_empty()
        {
            found.push((format!("{prefix}{word}"), std::mem::take(&mut values)));
        }
    }
    found
}

fn names(list: &str) -> Vec<(String, bool)> {
    let mut plain = String::new();
    let mut depth = 0;
    for c in list.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth -= 1,
            c if depth == 0 => plain.push(c),
            _ => {}
        }
    }
    plain
        .trim_end_matches('.')
        .split(',')
        .filter_map(|name| name.split_whitespace().next())
        .filter(|name| *name != "none")
        .map(|name| (name.trim_end_matches('?').to_owned(), name.ends_with('?')))
        .collect()
}

#[test]
fn documented_values_fill_every_text() {
    let codes = documented();
    assert!(codes.iter().any(|(key, values)| key == "task-turnOffRenewal" && values.len() == 5));
    assert!(codes.len() > 100, "{}", codes.len());
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for (key, values) in &codes {
            for with_optional in [true, false] {
                for count in [None, Some(0), Some(1), Some(7)] {
                    let mut args = Args::new();
                    for (name, _) in values.iter().filter(|(_, optional)| with_optional || !optional) {
                        args = args.text(&format!("has-{name}"), "yes");
                        args = match count {
                            Some(n) => args.count(name, n),
                            None => args.text(name, "Ω"),
                        };
                    }
                    let left: Vec<String> = texts.unfilled(key, args).into_iter().filter(|n| !n.starts_with("has-")).collect();
                    if !left.is_empty() {
                        problems.push(format!("{} {key}: {left:?} not among {values:?}", lang.tag()));
                    }
                }
            }
        }
    }
    problems.dedup();
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_missing_value_or_text_never_shows_a_placeholder() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for key in every_key() {
            let text = texts.say(&key);
            assert!(!text.contains(['{', '}']) && !text.is_empty(), "{key}: {text}");
        }
        assert_eq!(texts.say("no-such-text"), "[no-such-text]");
    }
}
