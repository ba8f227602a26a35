//! Activity: the audit trail as it was written, and whether it is whole.

use super::{
    frame::Trouble,
    inside::Refused,
    lists::{self, PAGE, Table},
    show,
    table::page,
    visit::Visit,
    work,
};
use crate::{api::answer::Answer, pages::Page};
use nahtlos_pages::{Button, Cell, Fact, Facts, Happened, Head, Menu, Note, Part, Story, Tone, Value, Weight};
use nahtlos_wire::{
    Collection,
    audit::{TrailEntry, TrailVerdict},
};
use serde_json::Value as Json;

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/activity", all),
    page!(Signed, Read, "GET", "/activity/verify", verify),
    page!(Signed, Read, "GET", "/activity/{scope}/{number}", one),
];

async fn all(visit: Visit) -> Result<Answer, Trouble> {
    let table = trail(&visit, None).await?;
    if let Some(kind) = lists::export(&visit) {
        return table.file(&visit, kind);
    }
    let mut head = Head::new(visit.say("pages-menu-activity"));
    head.buttons = vec![Button::page(visit.say("desk-verify"), "/activity/verify", Weight::Plain)];
    let page = nahtlos_pages::Page {
        head,
        parts: vec![table.part(&visit)],
    };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Activity)))))
}

/// The trail of a customer, or of everything that the visitor may see.
pub(super) async fn trail(visit: &Visit, customer: Option<&str>) -> Result<Table, Trouble> {
    let mut table = Table::new(visit, "activity", "")
        .text(visit, "when")
        .text(visit, "who")
        .text(visit, "what")
        .text(visit, "on")
        .extra(visit, "id")
        .search(visit, "actor")
        .search(visit, "operation")
        .empty(visit.say("desk-no-activity"), None)
        .ordered();
    let whole = lists::whole(visit);
    let mut after = visit.query.get("after").filter(|_| !whole).map(str::to_owned);
    let size = if whole { 500 } else { PAGE };
    let mut query = format!("size={size}");
    if let Some(customer) = customer {
        query.push_str(&format!("&customer={customer}"));
    }
    for name in ["actor", "operation"] {
        if let Some(value) = visit.query.get(name) {
            // As the list shows it, or as the records have it.
            let value = if name == "operation" {
                value.trim().replace(' ', "_")
            } else {
                value.to_owned()
            };
            query.push_str(&format!("&{name}={}", super::visit::segment(&value)));
        }
    }
    loop {
        let asked = match &after {
            None => visit.get(format!("/moves/v1/audit?{query}")),
            Some(token) => {
                let next = visit.get(format!("/moves/v1/audit?{query}&seekOperation=Next"));
                next.header("ms-continuationtoken", token)
            }
        };
        let page: Collection<TrailEntry> = asked.read().await?;
        page.items.iter().for_each(|entry| table.row(row(visit, entry)));
        after = page.continuation_token;
        if !whole || after.is_none() || table.rows.len() >= lists::most(visit) {
            table.next = after;
            return Ok(table);
        }
    }
}

/// Entries of a thing that are shown on its page.
const OF_SUBJECT: usize = 20;

/// What happened to a thing of a customer, the latest first; nothing where the visitor may not see the trail.
pub(super) async fn of_subject(visit: &Visit, customer: &str, id: &str) -> Result<Vec<Happened>, Refused> {
    let (customer, id) = (super::visit::segment(customer), super::visit::segment(id));
    let path = format!("/moves/v1/audit?size={OF_SUBJECT}&customer={customer}&subject={id}");
    let entries = match visit.get(path).read::<Collection<TrailEntry>>().await {
        Ok(page) => page.items,
        Err(refused) if matches!(refused.status, 403 | 404) => Vec::new(),
        Err(refused) => return Err(refused),
    };
    let happened = |entry: &TrailEntry| {
        let (scope, number) = (entry.scope_id.clone().unwrap_or_default(), entry.number.unwrap_or_default());
        let what = words(&entry.operation_type.clone().unwrap_or_default());
        Some(Happened {
            at: entry.at?,
            what: Cell::link(what, format!("/activity/{scope}/{number}")),
            by: by(visit, entry),
        })
    };
    Ok(entries.iter().filter_map(happened).collect())
}

fn row(visit: &Visit, entry: &TrailEntry) -> Vec<Cell> {
    let (scope, number) = (entry.scope_id.clone().unwrap_or_default(), entry.number.unwrap_or_default());
    let what = words(&entry.operation_type.clone().unwrap_or_default());
    let id = entry.resource_id.clone().unwrap_or_default();
    vec![
        Cell::new(entry.at.map_or(Value::Nothing, Value::Moment)),
        Cell::text(by(visit, entry)),
        Cell::link(what, format!("/activity/{scope}/{number}")),
        Cell::text(words(&entry.resource_type.clone().unwrap_or_default())),
        Cell::new(Value::Code(id)),
    ]
}

fn by(visit: &Visit, entry: &TrailEntry) -> String {
    match entry.user_principal_name.as_deref().filter(|name| !name.is_empty()) {
        Some(name) => name.to_owned(),
        None if entry.application_id.as_deref().is_some_and(|id| !id.is_empty()) => visit.say("desk-an-application"),
        None => visit.say("desk-by-itself"),
    }
}

/// `update_customer_user` as words: the reference's own, which people know from its records.
fn words(word: &str) -> String {
    show::kebab(word).replace('-', " ")
}

/// An entry with what was before and after.
async fn one(visit: Visit) -> Result<Answer, Trouble> {
    let number: i64 = visit.param(1).parse().map_err(|_| Trouble::Missing)?;
    // A chain is read from its end: the entry is sought among those of its customer.
    let mut query = format!("/moves/v1/audit?size=500&customer={}", visit.segment(0));
    let mut after: Option<String> = None;
    for _ in 0..200 {
        let asked = match &after {
            None => visit.get(query.clone()),
            Some(token) => visit.get(query.clone()).header("ms-continuationtoken", token),
        };
        let page: Collection<TrailEntry> = asked.read().await?;
        if let Some(entry) = page.items.iter().find(|entry| entry.number == Some(number)) {
            return Ok(shown(&visit, entry));
        }
        after = page.continuation_token;
        if after.is_none() {
            break;
        }
        query = format!("/moves/v1/audit?size=500&customer={}&seekOperation=Next", visit.segment(0));
    }
    Err(Trouble::Missing)
}

fn shown(visit: &Visit, entry: &TrailEntry) -> Answer {
    let mut head = Head::new(words(&entry.operation_type.clone().unwrap_or_default()));
    head.above = Some(nahtlos_pages::Link::new(visit.say("pages-menu-activity"), "/activity"));
    let code = |text: &Option<String>| match text.as_deref() {
        Some(text) if !text.is_empty() => Value::Code(text.to_owned()),
        _ => Value::Nothing,
    };
    let facts = vec![
        Fact::new(visit.say("desk-column-when"), entry.at.map_or(Value::Nothing, Value::Moment)),
        Fact::new(visit.say("desk-column-who"), Cell::text(by(visit, entry))),
        Fact::new(
            visit.say("desk-column-on"),
            Cell::text(words(&entry.resource_type.clone().unwrap_or_default())),
        ),
        Fact::new(visit.say("desk-column-id"), code(&entry.resource_id)),
        Fact::new(visit.say("desk-fact-request"), code(&entry.request_id)),
        Fact::new(visit.say("desk-fact-hash"), code(&entry.hash)),
    ];
    let mut parts = vec![Part::Facts(Facts {
        title: String::new(),
        facts,
    })];
    parts.push(Part::List(Box::new(difference(visit, entry))));
    let page = nahtlos_pages::Page { head, parts };
    visit.page(200, page.render(&visit.shell(Some(Menu::Activity))))
}

/// What is otherwise than before, field by field.
fn difference(visit: &Visit, entry: &TrailEntry) -> nahtlos_pages::List {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    flat("", entry.before.as_ref().unwrap_or(&Json::Null), &mut before);
    flat("", entry.after.as_ref().unwrap_or(&Json::Null), &mut after);
    let of = |all: &[(String, String)], name: &str| all.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
    let mut names: Vec<&String> = before.iter().chain(&after).map(|(name, _)| name).collect();
    names.sort();
    names.dedup();
    let mut table = Table::new(visit, "changes", "desk-changes")
        .text(visit, "field")
        .text(visit, "before")
        .text(visit, "after")
        .empty(visit.say("desk-no-changes"), None);
    for name in names {
        let (was, is) = (of(&before, name), of(&after, name));
        if was != is {
            table.row(vec![Cell::text(name), show::text(was.as_deref()), show::text(is.as_deref())]);
        }
    }
    nahtlos_pages::List {
        csv: String::new(),
        xlsx: String::new(),
        chooser: None,
        ..table.list(visit)
    }
}

/// A document as its fields, each with its whole name.
fn flat(name: &str, value: &Json, all: &mut Vec<(String, String)>) {
    let under = |part: &str| match name {
        "" => part.to_owned(),
        name => format!("{name}.{part}"),
    };
    match value {
        Json::Null => {}
        Json::Object(fields) => fields.iter().for_each(|(part, value)| flat(&under(part), value, all)),
        Json::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(at, value)| flat(&under(&at.to_string()), value, all)),
        Json::String(text) => all.push((name.to_owned(), text.clone())),
        other => all.push((name.to_owned(), other.to_string())),
    }
}

async fn verify(visit: Visit) -> Result<Answer, Trouble> {
    work::run(&visit, "desk-work-verify", None, |visit, _| async move { verified(&visit).await }).await
}

/// Walks along the whole chain.
async fn verified(visit: &Visit) -> Result<Answer, Trouble> {
    let (mut entries, mut seals, mut findings, mut after) = (0, 0, Vec::new(), None::<String>);
    loop {
        let query = after
            .as_ref()
            .map(|after| format!("?after={}", super::visit::segment(after)))
            .unwrap_or_default();
        let verdict: TrailVerdict = visit.get(format!("/moves/v1/audit/verify{query}")).read().await?;
        entries += verdict.entries.unwrap_or(0);
        seals += verdict.seals.unwrap_or(0);
        findings.extend(verdict.findings.unwrap_or_default());
        after = verdict.next.filter(|next| !next.is_empty());
        if after.is_none() {
            break;
        }
    }
    let mut head = Head::new(visit.say("desk-verified"));
    head.above = Some(nahtlos_pages::Link::new(visit.say("pages-menu-activity"), "/activity"));
    let note = Note {
        tone: if findings.is_empty() { Tone::Good } else { Tone::Bad },
        sentence: match findings.is_empty() {
            true => visit.say("desk-verified-whole"),
            false => visit.say_count("desk-verified-broken", i64::try_from(findings.len()).unwrap_or(i64::MAX)),
        },
        link: None,
    };
    let count = |count: u64| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let facts = Facts {
        title: String::new(),
        facts: vec![
            Fact::new(visit.say("desk-fact-entries"), count(entries)),
            Fact::new(visit.say("desk-fact-seals"), count(seals)),
        ],
    };
    let mut parts = vec![Part::Note(note), Part::Facts(facts)];
    if !findings.is_empty() {
        let place = |finding: &nahtlos_wire::audit::TrailFinding| {
            let scope = finding.scope_id.clone().unwrap_or_default();
            format!(
                "{} {}: {}",
                scope,
                finding.number.unwrap_or_default(),
                finding.kind.clone().unwrap_or_default()
            )
        };
        parts.push(Part::Story(Story {
            title: visit.say("desk-verified-places"),
            paragraphs: findings.iter().map(place).collect(),
        }));
    }
    let page = nahtlos_pages::Page { head, parts };
    Ok(visit.page(200, page.render(&visit.shell(Some(Menu::Activity)))))
}

#[cfg(test)]
mod tests {
    use super::flat;

    #[test]
    fn documents_become_fields_with_whole_names() {
        let mut all = Vec::new();
        flat("", &serde_json::json!({ "a": { "b": [1, "x"] }, "c": null, "d": true }), &mut all);
        let text: Vec<String> = all.into_iter().map(|(name, value)| format!("{name}={value}")).collect();
        assert_eq!(text, ["a.b.0=1", "a.b.1=x", "d=true"]);
    }
}
