//! The smaller parts of pages: facts, notes, buttons, text to copy; and what all parts know when they are rendered. Called by
//! every view. A part does nothing by itself: whatever changes something is a POST form with its proof.

use crate::{
    cell::{Cell, Link, Tone, Value, moment},
    form::{Form, Wrong},
    html::Html,
    list::List,
};
use askama::Template;
use nahtlos_model::{
    dates::Date,
    instants::Instant,
    money::{Amount, Currency},
};
use nahtlos_report::{Args, Lang, Texts, numbers};

/// What all parts know when they are rendered.
#[derive(Clone, Copy)]
pub struct At<'a> {
    /// The texts of the reader's language.
    pub texts: &'a Texts,
    /// The proof that a form came from a page of ours.
    pub proof: &'a str,
    /// The path of the page, for the way back.
    pub path: &'a str,
}

impl At<'_> {
    pub(crate) fn say(&self, key: &str) -> String {
        self.texts.say(key)
    }

    pub(crate) fn count(&self, key: &str, count: i64) -> String {
        self.texts.fill(key, Args::new().count("count", count))
    }

    pub(crate) fn lang(&self) -> Lang {
        self.texts.lang()
    }

    /// The text of a word, for keys that are a prefix and a word.
    pub(crate) fn named(&self, prefix: &str, word: &str) -> String {
        self.texts.say(&format!("{prefix}{word}"))
    }

    pub(crate) fn number(&self, n: &i64) -> String {
        numbers::count(self.lang(), *n)
    }

    pub(crate) fn money(&self, currency: &Currency, amount: &Amount) -> String {
        numbers::money(self.lang(), *currency, *amount)
    }

    pub(crate) fn day(&self, day: &Date) -> String {
        numbers::date(self.lang(), *day)
    }

    pub(crate) fn moment(&self, instant: &Instant) -> String {
        moment(self.lang(), *instant)
    }

    /// A value as it stands in a cell.
    pub(crate) fn shown(&self, value: &Value) -> Html {
        Cell::new(value.clone()).html(self)
    }
}

/// A part of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// Facts, each with its label.
    Facts(Facts),
    /// A list.
    List(Box<List>),
    /// A form.
    Form(Form),
    /// A sentence that stands out.
    Note(Note),
    /// Paragraphs under a heading.
    Story(Story),
    /// Text to copy.
    Copy(Copy),
    /// Buttons in a row.
    Buttons(Vec<Button>),
    /// Markup of our own making, such as a picture.
    Made(Html),
}

impl Part {
    pub(crate) fn html(&self, at: &At) -> Html {
        match self {
            Self::Facts(facts) => Html::of(&FactsView { at, facts }),
            Self::List(list) => list.html(at),
            Self::Form(form) => form.html(at),
            Self::Note(note) => Html::of(&NoteView { note }),
            Self::Story(story) => Html::of(&StoryView { story }),
            Self::Copy(copy) => Html::of(&CopyView { at, copy }),
            Self::Buttons(buttons) => buttons_html(buttons, at),
            Self::Made(html) => html.clone(),
        }
    }

    /// What is wrong in it.
    pub(crate) fn wrong(&self) -> Vec<Wrong> {
        match self {
            Self::Form(form) => form.wrong(),
            _ => Vec::new(),
        }
    }
}

impl From<List> for Part {
    fn from(list: List) -> Self {
        Self::List(Box::new(list))
    }
}

impl From<Form> for Part {
    fn from(form: Form) -> Self {
        Self::Form(form)
    }
}

impl From<Facts> for Part {
    fn from(facts: Facts) -> Self {
        Self::Facts(facts)
    }
}

impl From<Note> for Part {
    fn from(note: Note) -> Self {
        Self::Note(note)
    }
}

/// Facts under a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The heading; empty: none.
    pub title: String,
    /// The facts.
    pub facts: Vec<Fact>,
}

/// A fact: what it is, its value, and where more is to be seen.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// Its value.
    pub cell: Cell,
    /// Where it comes from, or where it is changed.
    pub link: Option<Link>,
}

impl Fact {
    /// A fact.
    pub fn new(label: impl Into<String>, cell: impl Into<Cell>) -> Self {
        Self {
            label: label.into(),
            cell: cell.into(),
            link: None,
        }
    }
}

/// A sentence that stands out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// How it stands.
    pub tone: Tone,
    /// The sentence.
    pub sentence: String,
    /// Where to go on.
    pub link: Option<Link>,
}

/// Paragraphs under a heading.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Story {
    /// The heading; empty: none.
    pub title: String,
    /// The paragraphs.
    pub paragraphs: Vec<String>,
}

/// Text to copy, in a field of its own.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Copy {
    /// The field's id. Once per page.
    pub id: String,
    /// What it is.
    pub label: String,
    /// The text.
    pub text: String,
    /// Whether it has several lines.
    pub lines: bool,
}

/// A button: a verb and where it goes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Button {
    /// The verb.
    pub label: String,
    /// Where it goes.
    pub to: To,
    /// Its weight.
    pub weight: Weight,
}

/// Where a button goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum To {
    /// To a page, such as one that asks for a yes.
    Page(String),
    /// It does something at once: a POST to an address, with values by name. The proof comes from the frame.
    Post(String, Vec<(String, String)>),
}

impl Default for To {
    fn default() -> Self {
        Self::Page(String::new())
    }
}

/// How much a button weighs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Weight {
    /// What most will want. At most one per page.
    #[default]
    Main,
    /// One of several.
    Plain,
    /// Ends or takes away something.
    Grave,
}

impl Weight {
    pub(crate) fn class(self) -> &'static str {
        match self {
            Self::Main => "main",
            Self::Plain => "quiet",
            Self::Grave => "grave",
        }
    }
}

impl Button {
    /// A button that leads to a page.
    pub fn page(label: impl Into<String>, href: impl Into<String>, weight: Weight) -> Self {
        Self {
            label: label.into(),
            to: To::Page(href.into()),
            weight,
        }
    }

    /// A button that does something at once.
    pub fn post(label: impl Into<String>, action: impl Into<String>, hidden: &[(&str, &str)], weight: Weight) -> Self {
        let hidden = hidden.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Self {
            label: label.into(),
            to: To::Post(action.into(), hidden.collect()),
            weight,
        }
    }
}

/// Buttons in a row.
pub(crate) fn buttons_html(buttons: &[Button], at: &At) -> Html {
    if buttons.is_empty() {
        return Html::default();
    }
    Html::of(&ButtonsView { at, buttons })
}

#[derive(Template)]
#[template(path = "facts.html", whitespace = "minimize")]
struct FactsView<'a> {
    at: &'a At<'a>,
    facts: &'a Facts,
}

#[derive(Template)]
#[template(path = "note.html", whitespace = "minimize")]
struct NoteView<'a> {
    note: &'a Note,
}

#[derive(Template)]
#[template(path = "story.html", whitespace = "minimize")]
struct StoryView<'a> {
    story: &'a Story,
}

#[derive(Template)]
#[template(path = "copy.html", whitespace = "minimize")]
struct CopyView<'a> {
    at: &'a At<'a>,
    copy: &'a Copy,
}

#[derive(Template)]
#[template(path = "buttons.html", whitespace = "minimize")]
struct ButtonsView<'a> {
    at: &'a At<'a>,
    buttons: &'a [Button],
}
