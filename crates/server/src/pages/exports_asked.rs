//! What exports say and what they leave open, as parts of a page: what was found, what is missing, contradictory or assumed, the questions.

use super::{
    lists::{Table, only_shown},
    visit::Visit,
};
use crate::api::context::hex;
use nahtlos_files::import::{FindingKind, Imported, Question, QuestionCode};
use nahtlos_model::catalogue::{Catalogue, Product};
use nahtlos_pages::{Cell, Choice, Fact, Facts, Field, Form, Kind, Part, Value};
use nahtlos_report::Reader;
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;

/// What was answered: by table and key, each as TOML.
pub(super) type Answers = BTreeMap<(String, String), String>;

/// Questions that are asked on one page.
const ASKED: usize = 30;
/// Users or subscriptions that a finding names.
const NAMED: usize = 5;
/// What holds for every subscription that says nothing itself, each with the question that it answers.
const DEFAULTS: [(&str, QuestionCode); 4] = [
    ("channel", QuestionCode::Channel),
    ("generation", QuestionCode::Generation),
    ("autoRenew", QuestionCode::AutoRenew),
    ("termDuration", QuestionCode::TermDuration),
];

pub(super) fn sizes(visit: &Visit, imported: &Imported) -> Part {
    let estate = &imported.estate;
    let number = |count: usize| Value::Number(i64::try_from(count).unwrap_or(i64::MAX));
    let users: u64 = estate.users.iter().map(|user| u64::from(user.count)).sum();
    let name = if estate.customer.name.is_empty() {
        Value::Nothing
    } else {
        Value::Text(estate.customer.name.clone())
    };
    Part::Facts(Facts {
        title: visit.say("desk-exports-found"),
        facts: vec![
            Fact::new(visit.say("desk-column-customer"), name),
            Fact::new(visit.say("desk-users"), Value::Number(i64::try_from(users).unwrap_or(i64::MAX))),
            Fact::new(visit.say("desk-subscriptions"), number(estate.subscriptions.len())),
            Fact::new(visit.say("desk-groups"), number(estate.groups.len())),
        ],
    })
}

/// What is missing, contradictory or assumed.
pub(super) fn findings(visit: &Visit, imported: &Imported, catalogue: &Catalogue) -> Option<Part> {
    if imported.findings.is_empty() {
        return None;
    }
    let mut known = catalogue.clone();
    for (sku, name) in &imported.sku_names {
        known.products.entry(*sku).or_insert_with(|| Product {
            name: name.clone(),
            string_id: name.clone(),
            plans: Vec::new(),
        });
    }
    let reader = Reader::of_catalogue(visit.texts(), &known, imported.estate.customer.currency);
    let names: std::collections::HashMap<&str, &str> = imported
        .estate
        .users
        .iter()
        .filter(|user| !user.user_principal_name.is_empty())
        .map(|user| (user.id.as_str(), user.user_principal_name.as_str()))
        .collect();
    let mut table = Table::new(visit, "findings", "desk-exports-findings")
        .text(visit, "kind")
        .text(visit, "what");
    for finding in &imported.findings {
        let kind = match finding.kind {
            FindingKind::Missing => "cli-import-missing",
            FindingKind::Contradictory => "cli-import-contradictory",
            FindingKind::Assumed => "cli-import-assumed",
        };
        let sentence = visit
            .texts()
            .fill(&format!("finding-{}", finding.code()), reader.args(&finding.notice));
        let who = finding.notice.subjects.iter();
        let who: Vec<String> = who
            .map(|id| names.get(id.as_str()).map_or(id.as_str(), |name| name).to_owned())
            .collect();
        table.row(vec![
            Cell::text(visit.say(kind)),
            Cell::text(sentence).below(reader.list_of(who, NAMED)),
        ]);
    }
    Some(only_shown(table.part(visit)))
}

/// What the company is called, where somebody knows it better than the exports.
pub(super) fn called(answers: &mut Answers, name: &str) {
    answers.insert(("customer".to_owned(), "name".to_owned()), quoted(name));
}

/// What an answer is called.
fn label(visit: &Visit, choice: &str) -> String {
    let word = plain(choice);
    let keys = ["channel", "generation", "desk-exports-is", "desk-exports-term"];
    for key in keys.map(|group| format!("{group}-{word}")) {
        if visit.texts().has(&key) {
            return visit.say(&key);
        }
    }
    word.to_owned()
}

fn kind_of(visit: &Visit, question: &Question, set: &str) -> Kind {
    if question.choices.is_empty() {
        return Kind::Text;
    }
    let open = Choice::new("", visit.say("desk-exports-open"), set.is_empty());
    let all = question.choices.iter();
    let all = all.map(|choice| Choice::new(plain(choice), label(visit, choice), plain(choice) == set));
    Kind::Select(std::iter::once(open).chain(all).collect())
}

/// The form with the questions; those first that have to be answered.
pub(super) fn questions(visit: &Visit, id: &str, imported: &Imported) -> Form {
    let mut fields = Vec::new();
    for (key, code) in DEFAULTS {
        let mut asked = imported.open_questions.iter().filter(|question| question.code == code);
        if let (Some(question), Some(_)) = (asked.next(), asked.next()) {
            let label = visit.say_with("desk-exports-default", "what", &visit.say(&format!("question-{code}")));
            fields.push(Field::new(format!("default-{key}"), label, kind_of(visit, question, "")).optional());
        }
    }
    for question in imported.open_questions.iter().take(ASKED) {
        let name = field_of(question);
        let typed = visit.form.text(&name);
        let field = Field::new(
            &name,
            visit.say(&format!("question-{}", question.code)),
            kind_of(visit, question, typed),
        )
        .value(typed)
        .hint(question.facts.as_str());
        // What has to be answered keeps it from the plan, and not from the next page.
        fields.push(if question.required { field.may_wait() } else { field.optional() });
        if question.code == QuestionCode::Owner {
            let name = format!("{name}-name");
            let typed = visit.form.text(&name).to_owned();
            fields.push(
                Field::new(name, visit.say("desk-exports-owner-name"), Kind::Text)
                    .value(typed)
                    .optional(),
            );
        }
    }
    let open = i64::try_from(imported.open_questions.len()).unwrap_or(i64::MAX);
    Form {
        id: "answers".to_owned(),
        action: "/moves/new/exports/answers".to_owned(),
        title: visit.say_count("desk-exports-questions", open),
        intro: visit.say("desk-exports-questions-intro"),
        fields,
        hidden: vec![("id".to_owned(), id.to_owned())],
        submit: visit.say("desk-exports-answer"),
        ..Form::default()
    }
}

/// Takes over what was sent: an answer to a question, what an owner is called, what holds for all that say nothing themselves.
pub(super) fn answer(visit: &Visit, open: &[Question], answers: &mut Answers) {
    for question in open {
        let name = field_of(question);
        if let Some(typed) = visit.form.some(&name) {
            answers.insert((question.table.clone(), question.key.clone()), toml(question, typed));
        }
        if let Some(typed) = visit.form.some(&format!("{name}-name")) {
            answers.insert((question.table.clone(), "name".to_owned()), quoted(typed));
        }
    }
    for (key, code) in DEFAULTS {
        let asked = open.iter().find(|question| question.code == code);
        if let (Some(question), Some(typed)) = (asked, visit.form.some(&format!("default-{key}"))) {
            answers.insert(("defaults".to_owned(), key.to_owned()), toml(question, typed));
        }
    }
}

/// The name of a question's field: the same as long as the question is.
fn field_of(question: &Question) -> String {
    let digest = Sha256::digest(format!("{}\u{0}{}", question.table, question.key));
    format!("answer-{}", &hex(&digest)[..12])
}

/// An answer as TOML: one of the question's own, or a text.
fn toml(question: &Question, typed: &str) -> String {
    let own = question.choices.iter().find(|choice| plain(choice) == typed);
    own.cloned().unwrap_or_else(|| quoted(typed))
}

fn quoted(text: &str) -> String {
    // A text of JSON is one of TOML, too.
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007F")
}

fn plain(choice: &str) -> &str {
    choice.trim_matches('"')
}
