//! A new move from the exports that people have of a customer: several files, told apart by what is in them. What they say is told first, with
//! what is missing, contradictory or assumed; what they leave open is asked; then the goal, and the plan.

use super::{
    accounts,
    exports_asked::{self, Answers, findings, questions, sizes},
    frame::Trouble,
    moves_new::{self, goal_fields},
    table::page,
    visit::Visit,
};
use crate::{
    api::{answer::Answer, context::hex},
    pages::Page,
};
use bytes::Bytes;
use nahtlos_engine::ambient::Ambient as _;
use nahtlos_files::{
    import::{Imported, Options, Source, import},
    problem::Problem,
};
use nahtlos_model::{catalogue::Catalogue, dates::Date};
use nahtlos_pages::{Field, Form, Head, Kind, Link, Menu, Note, Part, Tone};
use std::{fmt::Write as _, sync::Arc};

pub(super) const PAGES: &[Page] = &[
    page!(Signed, Read, "GET", "/moves/new/exports", first),
    page!(Signed, Upload, "POST", "/moves/new/exports", uploaded),
    page!(Signed, Write, "POST", "/moves/new/exports/answers", answered),
    page!(Signed, Write, "POST", "/moves/new/exports/begin", begin),
];

/// Exports that were read and wait for what their person says about them.
#[derive(Clone)]
pub(crate) struct Exports {
    files: Arc<Vec<(String, Bytes)>>,
    as_of: Date,
    country: String,
    /// By table and key of the answers, each as TOML.
    answers: Answers,
}

impl Exports {
    fn bytes(&self) -> usize {
        self.files.iter().map(|(_, bytes)| bytes.len()).sum()
    }

    /// The answers as their file.
    fn written(&self) -> String {
        let (mut text, mut open) = (String::new(), None);
        for ((table, key), value) in &self.answers {
            if open != Some(table) {
                let _ = writeln!(text, "[{table}]");
                open = Some(table);
            }
            let _ = writeln!(text, "{key} = {value}");
        }
        text
    }

    /// Reads the files, beside everything else that goes on: they may be large.
    async fn read(&self, visit: &Visit) -> Result<(Result<Imported, Vec<Problem>>, Arc<Catalogue>), Trouble> {
        let own = visit.whole().ok_or(Trouble::Expired)?.tenant.id.clone();
        let catalogue = Arc::new(visit.center.engine.move_catalogue(&self.country));
        let (exports, known) = (self.clone(), Arc::clone(&catalogue));
        let reading = tokio::task::spawn_blocking(move || {
            let sources: Vec<Source> = exports
                .files
                .iter()
                .map(|(name, bytes)| Source::Bytes {
                    name: name.clone(),
                    bytes: bytes.to_vec(),
                })
                .collect();
            let written = exports.written();
            let options = Options {
                country: Some(exports.country.clone()).filter(|country| !country.is_empty()),
                this_partner: Some(own),
                catalogue: Some(&known),
                answers: (!written.is_empty()).then(|| ("answers".to_owned(), written)),
                ..Options::new(exports.as_of)
            };
            import(&sources, &options)
        });
        match reading.await {
            Ok(found) => Ok((found, catalogue)),
            Err(error) => {
                tracing::error!(%error, "exports could not be read");
                Err(crate::api::problem::Problem::Fault("the reading of exports stopped".to_owned()).into())
            }
        }
    }
}

fn framed(visit: &Visit, status: u16, parts: Vec<Part>) -> Answer {
    let mut head = Head::new(visit.say("desk-exports"));
    head.above = Some(Link::new(visit.say("pages-new-move"), "/moves/new"));
    let page = nahtlos_pages::Page { head, parts };
    visit.page(status, page.render(&visit.shell(Some(Menu::Moves))))
}

/// The form for the files.
fn upload(visit: &Visit, wrong: (&str, String)) -> Form {
    let error = |name: &str| if wrong.0 == name { wrong.1.clone() } else { String::new() };
    let today = visit.center.engine.now().date().to_string();
    let own = visit
        .signed
        .as_ref()
        .map(|signed| signed.tenant.country.clone())
        .unwrap_or_default();
    Form {
        id: "exports".to_owned(),
        action: "/moves/new/exports".to_owned(),
        intro: visit.say("desk-exports-intro"),
        fields: vec![
            Field::new(
                "files",
                visit.say("desk-exports-files"),
                Kind::Files(".json,.csv,.xlsx,.txt".to_owned()),
            )
            .hint(visit.say("desk-exports-files-hint"))
            .error(error("files")),
            Field::new("as_of", visit.say("desk-exports-day"), Kind::Day)
                .value(visit.form.some("as_of").unwrap_or(&today))
                .error(error("as_of")),
            Field::new("country", visit.say("desk-exports-country"), Kind::Token)
                .hint(visit.say("desk-exports-country-hint"))
                .value(visit.form.some("country").unwrap_or(&own))
                .error(error("country")),
            Field::new("company", visit.say("desk-exports-company"), Kind::Text)
                .hint(visit.say("desk-exports-company-hint"))
                .value(visit.form.text("company"))
                .optional(),
        ],
        submit: visit.say("desk-exports-read"),
        upload: true,
        back: Some(Link::new(visit.say("pages-new-move"), "/moves/new")),
        ..Form::default()
    }
}

async fn first(visit: Visit) -> Result<Answer, Trouble> {
    Ok(framed(&visit, 200, vec![upload(&visit, ("", String::new())).into()]))
}

fn refused(problems: &[Problem]) -> Vec<Part> {
    let told = |problem: &Problem| {
        let place = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
        Part::Note(Note {
            tone: Tone::Bad,
            sentence: format!("{}{place}: {} {}", problem.file, problem.message, problem.mend),
            link: None,
        })
    };
    problems.iter().map(told).collect()
}

async fn uploaded(visit: Visit) -> Result<Answer, Trouble> {
    let wrong = |name: &str, key: &str| Ok(framed(&visit, 400, vec![upload(&visit, (name, visit.say(key))).into()]));
    if visit.form.files.is_empty() {
        return wrong("files", "desk-file-missing");
    }
    let Ok(as_of) = visit.form.text("as_of").parse::<Date>() else {
        return wrong("as_of", "desk-wrong-day");
    };
    let country = visit.form.text("country").to_ascii_uppercase();
    if country.len() != 2 || !country.bytes().all(|byte| byte.is_ascii_uppercase()) {
        return wrong("country", "desk-exports-wrong-country");
    }
    let mut answers = Answers::new();
    if let Some(name) = visit.form.some("company") {
        exports_asked::called(&mut answers, name);
    }
    let exports = Exports {
        files: Arc::new(
            visit
                .form
                .files
                .iter()
                .map(|file| (file.name.clone(), file.bytes.clone()))
                .collect(),
        ),
        as_of,
        country,
        answers,
    };
    let (found, catalogue) = exports.read(&visit).await?;
    match found {
        Ok(imported) => {
            let id = hex(&crate::ambient::Machine.random());
            keep(&visit, &id, exports)?;
            told(&visit, &id, (&imported, &catalogue), Vec::new(), 200).await
        }
        Err(problems) => {
            let mut parts = refused(&problems);
            parts.push(upload(&visit, ("", String::new())).into());
            Ok(framed(&visit, 400, parts))
        }
    }
}

fn owner(visit: &Visit) -> Result<String, Trouble> {
    Ok(visit.whole().ok_or(Trouble::Expired)?.person.user.id.clone())
}

fn keep(visit: &Visit, id: &str, exports: Exports) -> Result<(), Trouble> {
    let sizes = (exports.bytes(), visit.center.config.upload_bytes);
    let now_ms = visit.center.engine.machine_now().0;
    visit.center.exports.keep(&owner(visit)?, id, sizes, now_ms, exports);
    Ok(())
}

/// What is kept under the form's id; `None`: no longer.
fn kept(visit: &Visit) -> Result<Option<Exports>, Trouble> {
    let now_ms = visit.center.engine.machine_now().0;
    Ok(visit.center.exports.of(&owner(visit)?, visit.form.text("id"), now_ms))
}

fn gone(visit: &Visit) -> Answer {
    framed(visit, 409, vec![upload(visit, ("files", visit.say("desk-exports-gone"))).into()])
}

async fn answered(visit: Visit) -> Result<Answer, Trouble> {
    let Some(before) = kept(&visit)? else { return Ok(gone(&visit)) };
    let (found, catalogue) = before.read(&visit).await?;
    let imported = match found {
        Ok(imported) => imported,
        Err(problems) => return Ok(framed(&visit, 400, refused(&problems))),
    };
    let mut after = before.clone();
    exports_asked::answer(&visit, &imported.open_questions, &mut after.answers);
    let (found, again) = after.read(&visit).await?;
    let id = visit.form.text("id").to_owned();
    match found {
        Ok(imported) => {
            keep(&visit, &id, after)?;
            told(&visit, &id, (&imported, &again), Vec::new(), 200).await
        }
        // What cannot be is not kept; what was said before stays.
        Err(problems) => told(&visit, &id, (&imported, &catalogue), refused(&problems), 400).await,
    }
}

/// What was read, what is open, and how it goes on.
async fn told(
    visit: &Visit,
    id: &str,
    (imported, catalogue): (&Imported, &Catalogue),
    mut parts: Vec<Part>,
    status: u16,
) -> Result<Answer, Trouble> {
    parts.push(sizes(visit, imported));
    parts.extend(findings(visit, imported, catalogue));
    if !imported.open_questions.is_empty() {
        parts.push(Part::Form(questions(visit, id, imported)));
    }
    if imported.is_complete() {
        parts.push(Part::Form(goal(visit, id).await?));
    } else if imported.lacks_people() {
        parts.push(Part::Note(Note {
            tone: Tone::Bad,
            sentence: visit.say("desk-exports-people"),
            link: Some(Link::new(visit.say("desk-exports"), "/moves/new/exports")),
        }));
    }
    Ok(framed(visit, status, parts))
}

async fn goal(visit: &Visit, id: &str) -> Result<Form, Trouble> {
    Ok(Form {
        id: "begin".to_owned(),
        action: "/moves/new/exports/begin".to_owned(),
        title: visit.say("desk-exports-goal"),
        fields: goal_fields(visit, &accounts::known(visit).await?),
        hidden: vec![("id".to_owned(), id.to_owned())],
        submit: visit.say("pages-new-begin"),
        ..Form::default()
    })
}

async fn begin(visit: Visit) -> Result<Answer, Trouble> {
    let Some(exports) = kept(&visit)? else { return Ok(gone(&visit)) };
    let (found, catalogue) = exports.read(&visit).await?;
    let id = visit.form.text("id").to_owned();
    let imported = match found {
        Ok(imported) => imported,
        Err(problems) => return Ok(framed(&visit, 400, refused(&problems))),
    };
    if !imported.is_complete() {
        return told(&visit, &id, (&imported, &catalogue), Vec::new(), 409).await;
    }
    let estate = serde_json::to_value(&imported.estate).map_err(|error| crate::api::problem::Problem::Fault(error.to_string()))?;
    match moves_new::begin(&visit, estate).await? {
        Ok(to) => {
            visit.center.exports.forget(&owner(&visit)?);
            Ok(to)
        }
        Err(refused) => {
            let form = goal(&visit, &id).await?.refused(&refused.field, refused.sentence.as_str());
            Ok(framed(&visit, refused.status, vec![form.into()]))
        }
    }
}
