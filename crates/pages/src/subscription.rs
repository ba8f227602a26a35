//! A subscription's page: facts, seats by tranche, renewal, add-ons, what can become of it, what happened. Called by the server's
//! pages of subscriptions. It computes nothing: windows and days come ready.

use crate::{
    cell::{Badge, Cell, Link, Value},
    form::Form,
    list::{Column, List},
    page::{Head, Page},
    part::{At, Fact, Facts, Part},
    shell::Shell,
};
use nahtlos_model::{dates::Date, instants::Instant};

/// A subscription's page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subscription {
    /// Offer, customer, state, what can be done.
    pub head: Head,
    /// Facts.
    pub facts: Vec<Fact>,
    /// Its seats, by when they were bought.
    pub tranches: Vec<Tranche>,
    /// What happens at the end of the term.
    pub renewal: Vec<Fact>,
    /// Changes that will be made at the end of the term.
    pub scheduled: Vec<Scheduled>,
    /// Its add-ons.
    pub add_ons: Vec<AddOn>,
    /// What it became, or can become: the list, with buttons in the forms below.
    pub transitions: Vec<Happened>,
    /// What happened to it.
    pub history: Vec<Happened>,
    /// Forms for seats, renewal and whatever else can be changed.
    pub forms: Vec<Form>,
}

/// Seats that were bought together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tranche {
    /// How many.
    pub seats: i64,
    /// Until when they can be taken back, as long as they can.
    pub cancel_until: Option<Instant>,
}

/// A change at the end of the term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scheduled {
    /// What changes, from what to what.
    pub what: String,
    /// When.
    pub day: Date,
}

/// An add-on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AddOn {
    /// Its name and page.
    pub link: Link,
    /// Its seats.
    pub seats: i64,
    /// Its state.
    pub badge: Badge,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Happened {
    /// When.
    pub at: Instant,
    /// What.
    pub what: Cell,
    /// Who did it; empty: nobody, it fell due.
    pub by: String,
}

impl Subscription {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = &shell.at();
        let mut parts = vec![Part::Facts(Facts {
            title: String::new(),
            facts: self.facts.clone(),
        })];
        parts.push(self.seats(at));
        parts.push(Part::Facts(Facts {
            title: at.say("pages-subscription-renewal"),
            facts: self.renewal.clone(),
        }));
        parts.extend(self.forms.iter().cloned().map(Part::Form));
        if !self.scheduled.is_empty() {
            parts.push(self.changes(at));
        }
        if !self.add_ons.is_empty() {
            parts.push(self.with(at));
        }
        if !self.transitions.is_empty() {
            parts.push(happened("transitions", "pages-subscription-transitions", &self.transitions, at));
        }
        parts.push(happened("history", "pages-subscription-history", &self.history, at));
        Page {
            head: self.head.clone(),
            parts,
        }
        .render(shell)
    }

    fn seats(&self, at: &At) -> Part {
        let row = |tranche: &Tranche| {
            vec![
                Cell::new(Value::Number(tranche.seats)),
                Cell::new(tranche.cancel_until.map_or(Value::Nothing, Value::Moment)),
            ]
        };
        let columns = vec![
            Column::number(at.say("pages-subscription-seats-number")),
            Column::text(at.say("pages-subscription-cancel-until")),
        ];
        let rows = self.tranches.iter().map(row).collect();
        table(
            "seats",
            at.say("pages-subscription-seats"),
            columns,
            rows,
            at.say("pages-subscription-no-seats"),
        )
    }

    fn changes(&self, at: &At) -> Part {
        let columns = vec![Column::text(at.say("pages-what")), Column::text(at.say("pages-when"))];
        let rows = self
            .scheduled
            .iter()
            .map(|s| vec![Cell::text(&s.what), Cell::new(Value::Day(s.day))]);
        table(
            "scheduled",
            at.say("pages-subscription-scheduled"),
            columns,
            rows.collect(),
            String::new(),
        )
    }

    fn with(&self, at: &At) -> Part {
        let columns = vec![
            Column::text(at.say("pages-subscription-add-on")),
            Column::number(at.say("pages-subscription-seats-number")),
            Column::text(at.say("pages-state")),
        ];
        let rows = self.add_ons.iter().map(|a| {
            vec![
                Cell::new(Value::Link(a.link.clone())),
                Cell::new(Value::Number(a.seats)),
                Cell::new(Value::Badge(a.badge.clone())),
            ]
        });
        table(
            "add-ons",
            at.say("pages-subscription-add-ons"),
            columns,
            rows.collect(),
            String::new(),
        )
    }
}

/// A short table with a heading.
pub(crate) fn table(id: &str, title: String, columns: Vec<Column>, rows: Vec<Vec<Cell>>, empty: String) -> Part {
    let mut list = List {
        id: format!("{id}-list"), // a form of the same page may have the plain word
        caption: title.clone(),
        title,
        columns,
        rows,
        ..List::default()
    };
    list.total = i64::try_from(list.rows.len()).ok();
    list.empty.sentence = empty;
    list.into()
}

/// What happened, the latest first as it comes.
pub(crate) fn happened(id: &str, title: &str, events: &[Happened], at: &At) -> Part {
    let columns = vec![
        Column::text(at.say("pages-when")),
        Column::text(at.say("pages-what")),
        Column::text(at.say("pages-by")),
    ];
    let rows = events.iter().map(|event| {
        let by = if event.by.is_empty() {
            Value::Nothing
        } else {
            Value::Text(event.by.clone())
        };
        vec![Cell::new(Value::Moment(event.at)), event.what.clone(), Cell::new(by)]
    });
    table(id, at.say(title), columns, rows.collect(), at.say("pages-nothing-happened"))
}
