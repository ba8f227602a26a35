//! Every view, empty, full and hostile, in both languages: well formed, escaped, labelled, with every text and every proof.

mod support;

use nahtlos_pages::{Choice, Field, Form, Head, Kind, Page, Part, asset};
use nahtlos_report::{Lang, Texts};
use std::collections::BTreeSet;
use support::{
    faults, read,
    samples::{Fill, HOSTILE, form, list, outside, shell},
    views::every,
};

#[test]
fn every_page_is_as_every_page_must_be() {
    let mut problems = Vec::new();
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for fill in Fill::ALL {
            for (name, html) in every(&texts, fill) {
                for fault in faults(&html) {
                    problems.push(format!("{name} ({fill:?}, {}): {fault}", lang.tag()));
                }
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn no_page_lacks_a_text_and_every_text_is_used() {
    let mut said = BTreeSet::new();
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        for fill in [Fill::Empty, Fill::Normal] {
            for (name, html) in every(&texts, fill) {
                assert!(
                    !html.contains("[pages-"),
                    "{name} ({fill:?}): {:.60}",
                    &html[html.find("[pages-").unwrap()..]
                );
                assert!(html.contains(&format!("<html lang=\"{}\"", lang.tag())), "{name}");
                assert!(!html.contains("{ $") && !html.contains("<!-- "), "{name}");
            }
        }
        let own = nahtlos_report::texts::files(lang)
            .iter()
            .find(|(name, _)| *name == "pages.ftl")
            .unwrap()
            .1;
        let keys = own.lines().filter_map(|line| line.split_once(" =")).map(|(key, _)| key);
        said.extend(keys.filter(|key| key.starts_with("pages-")).map(str::to_owned));
    }
    let (words, prefixes): (BTreeSet<String>, BTreeSet<String>) = mentioned().into_iter().partition(|word| !word.ends_with('-'));
    let texts = Texts::new(Lang::En);
    let missing: Vec<&String> = words.iter().filter(|key| !texts.has(key)).collect();
    assert!(missing.is_empty(), "without a text: {missing:?}");
    let unused: Vec<&String> = said
        .iter()
        .filter(|key| !words.contains(*key) && !prefixes.iter().any(|prefix| key.starts_with(prefix.as_str())))
        .collect();
    assert!(unused.is_empty(), "used nowhere: {unused:?}");
    assert!(said.len() > 200 && words.len() > 150, "{} {}", said.len(), words.len());
}

/// Every key or prefix that code and templates name.
fn mentioned() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for folder in ["src", "templates"] {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        for file in std::fs::read_dir(folder).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            for (at, _) in text.match_indices("\"pages-") {
                let word = text[at + 1..].split(|c: char| !c.is_ascii_lowercase() && c != '-').next().unwrap();
                found.insert(word.to_owned());
            }
        }
    }
    found.remove("pages-"); // never a prefix of everything
    found
}

#[test]
fn hostile_text_stays_text() {
    let texts = Texts::new(Lang::De);
    let escaped = "&#60;script&#62;alert(&#34;x&#34;)&#60;/script&#62;&#39;&#38;amp;&#34;&#62;";
    for (name, html) in every(&texts, Fill::Hostile) {
        assert!(
            !html.contains("<script>") && !html.contains(HOSTILE) && !html.contains("<img"),
            "{name}"
        );
        assert!(html.contains(escaped), "{name} shows nothing of it");
        let all = read(&html).unwrap();
        let scripts: Vec<_> = all.iter().filter(|e| e.name == "script").collect();
        assert!(
            scripts.len() == 1 && scripts[0].get("src").unwrap().starts_with("/assets/pages.js?v="),
            "{name}"
        );
    }
}

#[test]
fn ten_thousand_rows_are_a_page_of_bounded_size() {
    for lang in Lang::ALL {
        let texts = Texts::new(lang);
        let page = |rows| {
            let parts = vec![list(Fill::Normal, rows).into()];
            let page = Page {
                head: Head::new("Customers"),
                parts,
            };
            page.render(&shell(&texts, Fill::Normal))
        };
        let (few, many) = (page(1), page(10_000));
        assert_eq!(faults(&many), Vec::<String>::new());
        assert!(few.len() < 16_000, "{}", few.len());
        let row = (many.len() - few.len()) / 9_999;
        assert!(row < 900, "{row} bytes a row");
        assert_eq!(many.matches("<tr>").count(), 10_001);
    }
}

#[test]
fn numbers_stand_to_the_right_and_are_written_in_the_language() {
    for (lang, money, count) in [(Lang::De, "1.234,56\u{a0}€", "10.002"), (Lang::En, "€1,234.56", "10,002")] {
        let texts = Texts::new(lang);
        let parts = vec![list(Fill::Normal, 2).into()];
        let html = Page {
            head: Head::new("x"),
            parts,
        }
        .render(&shell(&texts, Fill::Normal));
        assert!(html.contains(&format!("<td class=\"n\">{money}</td>")), "{money}");
        assert!(html.contains(count), "{count}");
        assert!(html.contains("aria-sort=\"ascending\"") && html.contains("aria-sort=\"descending\""));
    }
}

#[test]
fn what_is_wrong_is_said_at_the_top_and_leads_to_its_field() {
    let texts = Texts::new(Lang::En);
    let html = Page {
        head: Head::new("Seats"),
        parts: vec![Part::Form(form(Fill::Normal, true))],
    }
    .render(&shell(&texts, Fill::Normal));
    let all = read(&html).unwrap();
    let alert = all.iter().position(|e| e.get("role") == Some("alert")).unwrap();
    let links: Vec<&str> = all
        .iter()
        .filter(|e| e.name == "a" && e.around.contains(&alert))
        .map(|e| e.get("href").unwrap())
        .collect();
    assert_eq!(links.len(), 15, "{links:?}");
    for link in &links[1..] {
        let target = all.iter().find(|e| e.get("id") == Some(&link[1..])).unwrap();
        assert!(
            ["input", "select", "textarea"].contains(&target.name.as_str()),
            "{link} leads to <{}>",
            target.name
        );
    }
    assert!(all.iter().any(|e| e.name == "title" && e.text.starts_with("Error:")));
    assert_eq!(all.iter().filter(|e| e.get("aria-invalid") == Some("true")).count(), 11);
}

#[test]
fn values_are_kept_but_for_passwords_and_files() {
    let texts = Texts::new(Lang::En);
    let field = |name: &str, kind| Field::new(name, name, kind).value("kept-value");
    let fields = vec![
        field("a", Kind::Text),
        field("b", Kind::Area(2)),
        field("c", Kind::Password),
        field("d", Kind::File(String::new())),
    ];
    let form = Form {
        id: "f".to_owned(),
        action: "/x".to_owned(),
        submit: "Go".to_owned(),
        fields,
        ..Form::default()
    };
    let html = Page {
        head: Head::new("x"),
        parts: vec![Part::Form(form)],
    }
    .render(&shell(&texts, Fill::Normal));
    assert_eq!(html.matches("kept-value").count(), 2);
}

#[test]
fn nothing_is_offered_that_was_not_given() {
    let texts = Texts::new(Lang::En);
    let html = Page::default().render(&shell(&texts, Fill::Empty));
    for word in [
        "sandbox-clock",
        "name=\"tenant\"",
        "aria-current=\"page\"",
        "/customers\"",
        "role=\"alert\"",
    ] {
        assert!(!html.contains(word), "{word}");
    }
    let signed_out = nahtlos_pages::SignIn::default().render(&outside(&texts, Fill::Normal));
    for word in ["/sign-out", "role=\"search\"", "data-key", "passkey"] {
        assert!(!signed_out.contains(word), "{word}");
    }
    // A choice is a word of the program, whatever a cookie says.
    assert_eq!(nahtlos_pages::Theme::of("<script>").word(), "auto");
    assert!(Choice::new("a", "A", true).on);
}

#[test]
fn pages_name_their_files_with_their_versions() {
    let texts = Texts::new(Lang::De);
    for html in [
        Page::default().render(&shell(&texts, Fill::Empty)),
        nahtlos_pages::SignIn::default().render(&outside(&texts, Fill::Empty)),
    ] {
        for name in ["pages.css", "pages.js", "favicon.svg"] {
            let address = format!("\"/assets/{name}?v={}\"", asset(name).unwrap().version);
            assert_eq!(html.matches(&address).count(), 1, "{address}");
        }
    }
}
