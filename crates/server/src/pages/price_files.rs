//! Files of the catalogue: offers, prices, service plans, markets. A file is first read and compared, and what it would change is shown; the
//! catalogue takes it when somebody says so.

use super::{
    frame::Trouble,
    inside::Refused,
    lists::{Table, only_shown},
    show,
    table::page,
    visit::Visit,
    work,
    written::see,
};
use crate::{api::answer::Answer, pages::Page};
use bytes::Bytes;
use nahtlos_model::permissions::Role;
use nahtlos_pages::{Cell, Fact, Facts, Field, Form, Head, Kind, Link, Menu, Note, Part, Story, Tone, Value, Weight};
use nahtlos_wire::imports::CatalogueImport;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Upload, "POST", "/catalogue/files", compare),
    page!(Signed, Write, "POST", "/catalogue/files/apply", apply),
];

/// A file that was compared and waits for a yes.
#[derive(Clone)]
pub(crate) struct Waiting {
    name: String,
    bytes: Bytes,
}

/// Whether the visitor keeps the catalogue.
pub(super) fn keeps_catalogue(visit: &Visit) -> bool {
    visit
        .signed
        .as_ref()
        .is_some_and(|signed| signed.actor.roles.contains(&Role::ProgramAdmin))
}

/// The form for a file.
pub(super) fn form(visit: &Visit, problem: String) -> Form {
    Form {
        id: "file".to_owned(),
        action: "/catalogue/files".to_owned(),
        title: visit.say("desk-file-title"),
        intro: visit.say("desk-file-intro"),
        problem,
        fields: vec![Field::new(
            "file",
            visit.say("desk-file"),
            Kind::File(".csv,.tsv,.txt,.zip".to_owned()),
        )],
        submit: visit.say("desk-file-compare"),
        upload: true,
        ..Form::default()
    }
}

fn framed(visit: &Visit, status: u16, parts: Vec<Part>) -> Answer {
    let mut head = Head::new(visit.say("desk-file-title"));
    head.above = Some(Link::new(visit.say("desk-versions"), "/catalogue/versions"));
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Catalogue))))
}

fn again(visit: &Visit, status: u16, problem: String, more: &[String]) -> Answer {
    let other: Vec<&String> = more.iter().filter(|sentence| !problem.contains(sentence.as_str())).collect();
    let mut parts = vec![Part::Form(form(visit, problem))];
    parts.extend(other.into_iter().map(|sentence| {
        Part::Note(Note {
            tone: Tone::Bad,
            sentence: sentence.clone(),
            link: None,
        })
    }));
    framed(visit, status, parts)
}

async fn import(visit: &Visit, file: &Waiting, dry_run: bool) -> Result<CatalogueImport, Refused> {
    let name = super::visit::segment(&file.name);
    let path = format!("/moves/v1/catalogue/imports?file={name}&dryRun={dry_run}");
    visit.send("POST", path).with_bytes(file.bytes.to_vec()).read().await
}

/// What a file would change.
async fn compare(visit: Visit) -> Result<Answer, Trouble> {
    let Some(sent) = visit.form.files.first() else {
        return Ok(again(&visit, 400, visit.say("desk-file-missing"), &[]));
    };
    let tenant = visit.whole().ok_or(Trouble::Expired)?.tenant.id.clone();
    let file = Waiting {
        name: sent.name.clone(),
        bytes: sent.bytes.clone(),
    };
    let found = match import(&visit, &file, true).await {
        Ok(found) => found,
        Err(refused) if refused.status < 500 => return Ok(again(&visit, 400, refused.sentence, &refused.data)),
        Err(refused) => return Err(refused.into()),
    };
    let digest = found.digest.clone().unwrap_or_default();
    let nothing = found.unchanged == Some(true) || counts(&found).iter().all(|(_, count)| *count == 0);
    let mut parts = differences(&visit, &found);
    if nothing {
        parts.push(Part::Note(Note {
            tone: Tone::Plain,
            sentence: visit.say("desk-file-nothing"),
            link: Some(Link::new(visit.say("desk-versions"), "/catalogue/versions")),
        }));
        return Ok(framed(&visit, 200, parts));
    }
    let (sizes, now_ms) = (
        (file.bytes.len(), visit.center.config.upload_bytes),
        visit.center.engine.machine_now().0,
    );
    visit.center.waiting_files.keep(&tenant, &digest, sizes, now_ms, file);
    Ok(asked(&visit, &found, &digest, parts))
}

fn counts(found: &CatalogueImport) -> [(&'static str, u64); 3] {
    [
        ("added", found.added.unwrap_or(0)),
        ("changed", found.changed.unwrap_or(0)),
        ("removed", found.removed.unwrap_or(0)),
    ]
}

/// The differences first, and below them the question.
fn asked(visit: &Visit, found: &CatalogueImport, digest: &str, mut parts: Vec<Part>) -> Answer {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    let mut effects: Vec<String> = counts(found)
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| visit.say_count(&format!("desk-file-{word}"), number(*count)))
        .collect();
    effects.push(visit.say("desk-file-from-now"));
    let question = Story {
        title: visit.say_with("desk-file-ask", "name", found.file.as_deref().unwrap_or_default()),
        paragraphs: effects,
    };
    let yes = Form {
        id: "confirm".to_owned(),
        action: "/catalogue/files/apply".to_owned(),
        hidden: vec![("digest".to_owned(), digest.to_owned())],
        submit: visit.say("desk-file-apply"),
        weight: Weight::Grave,
        back: Some(Link::new(visit.say("desk-versions"), "/catalogue/versions")),
        ..Form::default()
    };
    parts.splice(0..0, [Part::Story(question), Part::Form(yes)]);
    framed(visit, 200, parts)
}

/// Most values of a row that are shown.
const VALUES: usize = 24;

/// A row's values by their names.
fn leaves(value: &serde_json::Value, name: &str, all: &mut Vec<(String, String)>) {
    use serde_json::Value as Json;
    let inner = |key: &str| if name.is_empty() { key.to_owned() } else { format!("{name}.{key}") };
    match value {
        Json::Null => {}
        // The line of a file that a row was read from is nothing of the row.
        Json::Object(map) => map
            .iter()
            .filter(|(key, _)| *key != "line")
            .for_each(|(key, value)| leaves(value, &inner(key), all)),
        Json::Array(list) => {
            for (at, value) in list.iter().enumerate() {
                leaves(value, &inner(&(at + 1).to_string()), all);
            }
        }
        Json::String(text) => all.push((name.to_owned(), text.clone())),
        other => all.push((name.to_owned(), other.to_string())),
    }
}

/// What of a row is not so in the other one.
fn otherwise(value: Option<&serde_json::Value>, other: Option<&serde_json::Value>) -> String {
    let read = |value: Option<&serde_json::Value>| {
        let mut all = Vec::new();
        if let Some(value) = value {
            leaves(value, "", &mut all);
        }
        all
    };
    let others = read(other);
    let mut own: Vec<String> = read(value)
        .into_iter()
        .filter(|leaf| !others.contains(leaf))
        .map(|(name, text)| if name.is_empty() { text } else { format!("{name}: {text}") })
        .collect();
    if own.len() > VALUES {
        own.truncate(VALUES);
        own.push("…".to_owned());
    }
    own.join("; ")
}

fn differences(visit: &Visit, found: &CatalogueImport) -> Vec<Part> {
    let mut parts = Vec::new();
    for warning in found.warnings.iter().flatten() {
        let place = warning
            .line
            .map(|line| format!("{}:{line}: ", warning.file.clone().unwrap_or_default()));
        let sentence = [warning.message.clone(), warning.mend.clone()]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>();
        parts.push(Part::Note(Note {
            tone: Tone::Wait,
            sentence: format!("{}{}", place.unwrap_or_default(), sentence.join(" ")),
            link: None,
        }));
    }
    let mut table = Table::new(visit, "differences", "desk-file-differences")
        .text(visit, "change")
        .text(visit, "row")
        .text(visit, "before")
        .text(visit, "after")
        .empty(visit.say("desk-file-nothing"), None);
    for one in found.examples.iter().flatten() {
        let word = one.change.as_deref().map(show::kebab).unwrap_or_default();
        table.row(vec![
            Cell::text(visit.say(&format!("desk-file-change-{word}"))),
            Cell::text(one.row.clone().unwrap_or_default()).below(one.key.clone().unwrap_or_default()),
            show::text(Some(&otherwise(one.old.as_ref(), one.new.as_ref()))),
            show::text(Some(&otherwise(one.new.as_ref(), one.old.as_ref()))),
        ]);
    }
    let shown = table.rows.len();
    parts.push(only_shown(table.part(visit)));
    let all: u64 = counts(found).iter().map(|(_, count)| count).sum();
    if all > shown as u64 {
        parts.push(Part::Facts(Facts {
            title: String::new(),
            facts: vec![Fact::new(
                visit.say("desk-file-not-shown"),
                Value::Number(i64::try_from(all - shown as u64).unwrap_or(i64::MAX)),
            )],
        }));
    }
    parts
}

async fn apply(visit: Visit) -> Result<Answer, Trouble> {
    let tenant = visit.whole().ok_or(Trouble::Expired)?.tenant.id.clone();
    let now = visit.center.engine.machine_now().0;
    let Some(file) = visit.center.waiting_files.of(&tenant, visit.form.text("digest"), now) else {
        return Ok(again(&visit, 400, visit.say("desk-file-gone"), &[]));
    };
    work::run(&visit, "desk-work-file", None, |visit, _| async move {
        match import(&visit, &file, false).await {
            Ok(_) => {
                visit.center.waiting_files.forget(&tenant);
                Ok(visit.saying(see("/catalogue/versions"), "file-applied"))
            }
            Err(refused) if refused.status < 500 => Ok(again(&visit, 400, refused.sentence, &refused.data)),
            Err(refused) => Err(refused.into()),
        }
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_rows_the_differences_are_shown() {
        let (old, new) = (
            serde_json::json!({ "a": 1, "b": { "c": "x", "d": [2] } }),
            serde_json::json!({ "a": 1, "b": { "c": "y" } }),
        );
        assert_eq!(otherwise(Some(&old), Some(&new)), "b.c: x; b.d.1: 2");
        assert_eq!(otherwise(Some(&new), Some(&old)), "b.c: y");
        assert_eq!(otherwise(Some(&new), None), "a: 1; b.c: y");
        assert_eq!(otherwise(None, Some(&new)), "");
    }
}
