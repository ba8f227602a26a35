//! The report of a move that was carried out: for the customer and for an auditor, one self-contained HTML file without a script. It stands in
//! the archive of evidence beside what it is made from; every number comes from there.

mod front;
mod money;
mod people;
mod record;
mod story;
mod time;
mod views;

use crate::{
    Lang,
    page::{STYLE, rendered},
    sentence::Reader,
    texts::{Args, Texts},
};
use askama::Template;
use nahtlos_model::{
    catalogue::Catalogue,
    instants::Instant,
    money::Currency,
    moves::{
        LOCAL,
        evidence::{Evidence, check::Checked, fault::Fault, tables},
    },
};
use std::sync::LazyLock;
use views::{Block, Figure, Part};

static NOTHING: LazyLock<Catalogue> = LazyLock::new(Catalogue::default);

/// What was found when the parts of the evidence were held against each other.
#[derive(Debug)]
pub struct Looked<'a> {
    /// Points that hold.
    pub checked: &'a Checked,
    /// The first thing that does not.
    pub fault: Option<&'a Fault>,
    /// Fingerprint of the certificate by which the archive is signed.
    pub key: &'a str,
}

#[derive(Template)]
#[template(path = "evidence.html", whitespace = "minimize")]
struct Page<'a> {
    t: &'a Texts,
    style: &'static str,
    title: String,
    customer: String,
    meta: String,
    state: &'static str,
    verdict: String,
    detail: String,
    said: Vec<String>,
    figures: Vec<Figure>,
    parts: Vec<Part>,
    footer: String,
}

/// What every part is made from.
struct Sources<'a> {
    of: &'a Evidence,
    looked: &'a Looked<'a>,
    reader: Reader<'a>,
    steps: Vec<tables::StepRecord>,
    cover: Vec<tables::Checkpoint>,
}

impl Sources<'_> {
    fn say(&self, key: &str) -> String {
        self.reader.texts.say(key)
    }

    fn fill(&self, key: &str, args: Args) -> String {
        self.reader.texts.fill(key, args)
    }

    /// A day with its time of day, in UTC.
    fn time(&self, at: Instant) -> String {
        format!("{} {}", self.reader.date(at.date()), clock(at))
    }

    /// Whether another service did it, which keeps its own ledger and its own record of who accepted what.
    fn is_elsewhere(&self) -> bool {
        self.of.of.account != LOCAL
    }

    fn money(&self, minor: i64) -> String {
        let digits = self.reader.currency.minor_digits();
        self.reader.money(nahtlos_model::money::Amount { minor, digits })
    }
}

/// Hours and minutes, in UTC.
fn clock(at: Instant) -> String {
    let minutes = at.0.rem_euclid(nahtlos_model::instants::DAY_MS) / 60_000;
    format!("{:02}:{:02}", minutes / 60, minutes % 60)
}

/// The report as one HTML file.
pub fn evidence_html(of: &Evidence, looked: &Looked<'_>, lang: Lang) -> String {
    let texts = Texts::new(lang);
    let case = of.held().and_then(|made| made.case.as_ref());
    let reader = match case {
        Some(case) => Reader::of_case(&texts, case),
        None => {
            let currency = of.of.plan.as_ref().map(|plan| plan.currency).or_else(|| Currency::new("EUR"));
            Reader::of_catalogue(&texts, &NOTHING, currency.unwrap_or_else(|| unreachable!("EUR is a currency")))
        }
    };
    let s = Sources {
        of,
        looked,
        reader,
        steps: tables::steps(of),
        cover: tables::cover(of),
    };
    let page = Page {
        t: &texts,
        style: STYLE,
        title: s.fill("evidence-title", Args::new().text("customer", &of.of.customer.name)),
        customer: of.of.customer.name.clone(),
        meta: front::meta(&s),
        state: front::state(&s),
        verdict: front::verdict(&s),
        detail: front::detail(&s),
        said: front::said(&s),
        figures: front::figures(&s),
        parts: parts(&s),
        footer: s.say("evidence-footer"),
    };
    rendered(&page)
}

fn parts(s: &Sources) -> Vec<Part> {
    let part = |id: &'static str, blocks: Vec<Block>| Part {
        id,
        heading: s.say(&format!("evidence-{id}-heading")),
        note: s.say(&format!("evidence-{id}-note")),
        toc: s.say(&format!("evidence-{id}-toc")),
        blocks,
    };
    vec![
        part("story", story::story(s)),
        part("otherwise", story::otherwise(s)),
        part("time", time::blocks(s)),
        part("users", people::users(s)),
        part("money", money::blocks(s)),
        part("tasks", people::tasks(s)),
        part("points", record::points(s)),
        part("steps", record::steps(s)),
        part("record", record::record(s)),
    ]
}
