//! The dashboard: what needs somebody today, moves in flight, a few figures that can be opened. Called by the server's first page.
//! No figure stands here that nothing follows from.

use crate::{
    cell::{Badge, Link, Tone, Value},
    html::Html,
    page::Head,
    part::At,
    shell::Shell,
};
use askama::Template;
use nahtlos_model::{dates::Date, instants::Instant};
use nahtlos_report::Args;

/// The dashboard.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Dashboard {
    /// What needs somebody, by kind, the most urgent first.
    pub groups: Vec<Group>,
    /// Moves in flight.
    pub moves: Vec<Flight>,
    /// All moves, where there are more.
    pub all_moves: Option<Link>,
    /// Figures.
    pub figures: Vec<Figure>,
    /// What to do first, where there is nothing yet.
    pub start: Option<Start>,
    /// The path that the page is fetched again from while it is seen; empty: never.
    pub live: String,
}

/// Things of one kind that need somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Group {
    /// What they have in common.
    pub title: String,
    /// The things.
    pub items: Vec<Item>,
    /// All of them, where there are more.
    pub all: Option<Link>,
}

/// Something that needs somebody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// How urgent, with its word.
    pub badge: Badge,
    /// What it is, and where it is done.
    pub link: Link,
    /// What is to be done; empty: the link says it.
    pub detail: String,
    /// By when, or since when.
    pub when: Value,
}

/// A move in flight.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Flight {
    /// The customer, and the move's page.
    pub link: Link,
    /// The move's state.
    pub badge: Badge,
    /// Whether every user is covered.
    pub cover: Cover,
    /// What comes next.
    pub next: String,
    /// When.
    pub when: Value,
}

/// Whether every user is covered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Cover {
    /// Nobody has proved it yet.
    #[default]
    Unknown,
    /// Everybody is, by a proof.
    Whole {
        /// When it was proved.
        proved: Instant,
        /// Until when it holds; `None`: at that time, no more is said.
        until: Option<Date>,
    },
    /// Somebody is not: how many steps of a hundred it holds, for the bar, and the sentence with the first counter-example.
    Broken(u8, String),
}

impl Cover {
    /// The bar with its words.
    pub(crate) fn html(&self, at: &At) -> Html {
        let with = |key: &str, value: &str| at.texts.fill(key, Args::new().text("day", value));
        let (tone, words, until, proved) = match self {
            Self::Unknown => (Tone::Plain, at.say("pages-cover-unknown"), 0, None),
            Self::Whole { proved, until: None } => (Tone::Good, at.say("pages-cover-whole"), 100, Some(*proved)),
            Self::Whole { proved, until: Some(day) } => (Tone::Good, with("pages-cover-until", &at.day(day)), 100, Some(*proved)),
            Self::Broken(until, sentence) => (Tone::Bad, sentence.clone(), (*until).min(100), None),
        };
        Html::of(&CoverView {
            tone,
            words,
            until,
            label: at.say("pages-cover-proved"),
            proved: proved.map_or(Html::default(), |time| at.shown(&Value::Moment(time))),
        })
    }
}

/// A figure and where it comes from.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// What it counts.
    pub label: String,
    /// The figure.
    pub value: Value,
    /// What it means; empty: nothing more.
    pub note: String,
    /// Where it comes from.
    pub href: String,
}

/// What to do first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Start {
    /// A sentence.
    pub lead: String,
    /// The steps, in their order.
    pub steps: Vec<Link>,
}

impl Dashboard {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = shell.at();
        let title = at.say("pages-menu-dashboard");
        let body = Html::of(&View {
            at: &at,
            d: self,
            head: Head::new(title.clone()).html(&at),
        });
        shell.frame(&title, Vec::new(), body)
    }

    fn needs_nothing(&self) -> bool {
        self.groups.iter().all(|group| group.items.is_empty()) && self.start.is_none()
    }
}

#[derive(Template)]
#[template(path = "dashboard.html", whitespace = "minimize")]
struct View<'a> {
    at: &'a At<'a>,
    d: &'a Dashboard,
    head: Html,
}

#[derive(Template)]
#[template(path = "cover.html", whitespace = "minimize")]
struct CoverView {
    tone: Tone,
    words: String,
    until: u8,
    label: String,
    proved: Html,
}
