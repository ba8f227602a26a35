//! The report page: one self-contained HTML file about a plan and its proof, or about a refusal.
//! Called by the command line and later by the server. Views hold finished texts, the templates hold
//! the markup, askama escapes. Nothing is loaded from elsewhere and nothing needs the script.

mod calendar;
mod changes;
mod front;
mod money;
mod originals;
mod people;
mod pictures;
pub(crate) mod pools;
mod proof;
mod purchases;
mod refusal;
mod remarks;
mod why;

use crate::{
    Lang,
    sentence::Reader,
    steps::{Entry, Lookup},
    texts::{Args, Texts},
};
use askama::Template;
use nahtlos_model::{case::Case, plan::Plan};
use nahtlos_planner::verify::Verdict;

pub use pictures::pictures_html;
pub(crate) use refusal::verdict;
pub use refusal::{accept_loss_line, refusal_html};

pub(crate) const STYLE: &str = include_str!("../../templates/report.css");
/// What tells, at a day of a picture, how many seats and licences there are: for the report, and for every page with pictures.
pub const PICTURE_SCRIPT: &str = include_str!("../../templates/picture.js");
const SCRIPT: &str = concat!(
    include_str!("../../templates/picture.js"),
    include_str!("../../templates/report.js")
);

/// A table cell's or paragraph's finished text, with a smaller line below it where there is one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Lined {
    pub(crate) text: String,
    pub(crate) below: String,
}

#[derive(Template)]
#[template(path = "report.html", whitespace = "minimize")]
struct Page<'a> {
    t: &'a Texts,
    style: &'static str,
    script: &'static str,
    front: front::Front,
    statement: money::Statement,
    months: money::Months,
    pools: pools::Pools,
    calendar: calendar::Calendar,
    originals: originals::Originals,
    purchases: purchases::Purchases,
    people: people::People,
    changes: changes::Changes,
    remarks: remarks::Remarks,
    proof: proof::Proof,
}

/// What every view is made from.
pub(crate) struct Sources<'a> {
    pub(crate) case: &'a Case,
    pub(crate) plan: &'a Plan,
    pub(crate) verdict: &'a Verdict,
    pub(crate) reader: Reader<'a>,
    /// The calendar's lines.
    pub(crate) entries: Vec<Entry>,
    pub(crate) whys: why::Whys,
}

impl<'a> Sources<'a> {
    fn new(case: &'a Case, plan: &'a Plan, verdict: &'a Verdict, texts: &'a Texts) -> Self {
        let reader = Reader::of_case(texts, case);
        Self {
            case,
            plan,
            verdict,
            entries: Lookup::new(case, plan).entries(&reader),
            whys: why::Whys::of(case, plan, verdict),
            reader,
        }
    }

    /// A text without values.
    pub(crate) fn say(&self, key: &str) -> String {
        self.reader.texts.say(key)
    }

    /// A text with values.
    pub(crate) fn fill(&self, key: &str, args: Args) -> String {
        self.reader.texts.fill(key, args)
    }
}

/// The report of a plan as one self-contained HTML file.
pub fn html(case: &Case, plan: &Plan, verdict: &Verdict, lang: Lang) -> String {
    let texts = Texts::new(lang);
    let sources = Sources::new(case, plan, verdict, &texts);
    let pools = crate::picture::Pool::all(case, plan);
    let page = Page {
        t: &texts,
        style: STYLE,
        script: SCRIPT,
        front: front::Front::build(&sources, pools.len()),
        statement: money::Statement::build(&sources),
        months: money::Months::build(&sources),
        pools: pools::Pools::build(&sources, &pools),
        calendar: calendar::Calendar::build(&sources),
        originals: originals::Originals::build(&sources),
        purchases: purchases::Purchases::build(&sources),
        people: people::People::build(&sources),
        changes: changes::Changes::build(&sources),
        remarks: remarks::Remarks::build(&sources),
        proof: proof::Proof::build(&sources, &pools),
    };
    rendered(&page)
}

/// Writing into a string cannot fail; a template's own functions cannot either.
pub(crate) fn rendered(page: &impl Template) -> String {
    page.render()
        .unwrap_or_else(|error| format!("<!doctype html><title>{error}</title>"))
}
