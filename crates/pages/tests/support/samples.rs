//! Sample values, and parts made of them: nothing, something, and text that wants to be markup. Used by the tests of pages.

use nahtlos_model::{
    dates::Date,
    instants::Instant,
    money::{Amount, Currency},
};
use nahtlos_pages::*;
use nahtlos_report::Texts;

/// Text that wants to be markup, in every way that counts.
pub(crate) const HOSTILE: &str = "<script>alert(\"x\")</script>'&amp;\"><img src=x onerror=y>";

/// How full a view is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fill {
    Empty,
    Normal,
    Hostile,
}

impl Fill {
    pub(crate) const ALL: [Self; 3] = [Self::Empty, Self::Normal, Self::Hostile];

    /// A text.
    pub(crate) fn say(self, text: &str) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Normal => text.to_owned(),
            Self::Hostile => format!("{HOSTILE}{}", "Donaudampfschifffahrt".repeat(20)),
        }
    }

    /// A text that no view lacks.
    pub(crate) fn always(self, text: &str) -> String {
        if self == Self::Empty { text.to_owned() } else { self.say(text) }
    }

    pub(crate) fn some<T>(self, value: T) -> Option<T> {
        (self != Self::Empty).then_some(value)
    }

    pub(crate) fn several<T>(self, make: impl Fn(usize) -> T) -> Vec<T> {
        let count = if self == Self::Empty { 0 } else { 3 };
        (0..count).map(make).collect()
    }

    pub(crate) fn link(self) -> Link {
        Link::new(self.always("Fabrikam"), format!("/customers?x={}", self.say("1")))
    }

    pub(crate) fn badge(self) -> Badge {
        Badge::new(Tone::Wait, self.always("wartet"))
    }

    pub(crate) fn facts(self) -> Vec<Fact> {
        let mut facts = self.several(|_| Fact::new(self.always("Domain"), Value::Code(self.say("fabrikam.example"))));
        facts.extend(self.some(Fact {
            link: Some(self.link()),
            ..Fact::new(self.always("Since"), Value::Day(DAY))
        }));
        facts
    }

    pub(crate) fn head(self) -> Head {
        Head {
            title: self.always("Fabrikam"),
            above: self.some(self.link()),
            badge: self.some(self.badge()),
            lead: self.say("Everybody is covered."),
            buttons: self.buttons(),
        }
    }

    pub(crate) fn buttons(self) -> Vec<Button> {
        let post = |_| Button::post(self.always("Pause"), "/moves/1/pause", &[("move", &self.say("1"))], Weight::Plain);
        let mut buttons = self.several(post);
        buttons.extend(self.some(Button::page(self.always("Cancel"), "/moves/1/cancel", Weight::Grave)));
        buttons
    }

    pub(crate) fn happened(self) -> Vec<Happened> {
        self.several(|n| Happened {
            at: NOW,
            what: Cell::text(self.always("renewed")).below(self.say("by the schedule")),
            by: if n == 0 { String::new() } else { self.say("Ada") },
        })
    }
}

pub(crate) const DAY: Date = Date::constant(2027, 1, 31);
pub(crate) const NOW: Instant = Instant(1_801_404_300_000);

pub(crate) fn euro(minor: i64) -> Value {
    Value::Money(Currency::new("EUR").unwrap(), Amount { minor, digits: 2 })
}

pub(crate) fn shell(texts: &Texts, fill: Fill) -> Shell<'_> {
    let tenants = if fill == Fill::Empty { 1 } else { 3 };
    let menu = if fill == Fill::Empty {
        &Menu::CUSTOMER[..]
    } else {
        &Menu::PARTNER[..]
    };
    Shell {
        texts,
        path: format!("/customers?q={}", fill.say("a")),
        proof: "pr\"oof".to_owned(),
        person: fill.always("Ada Lovelace"),
        tenants: (0..tenants)
            .map(|n| Tenant {
                id: format!("t{n}"),
                name: fill.always("Contoso"),
                current: n == 0,
            })
            .collect(),
        menu: menu
            .iter()
            .map(|menu| MenuEntry {
                menu: *menu,
                href: format!("/{}", menu.word()),
            })
            .collect(),
        current: fill.some(Menu::Customers),
        clock: fill.some(Clock { now: NOW, turns: true }),
        toast: fill.say("Saved."),
        query: fill.say("fabrikam"),
        theme: if fill == Fill::Hostile { Theme::Dark } else { Theme::Auto },
    }
}

pub(crate) fn outside(texts: &Texts, fill: Fill) -> Outside<'_> {
    Outside {
        texts,
        path: format!("/sign-in?{}", fill.say("back=/")),
        proof: "pr\"oof".to_owned(),
        theme: Theme::Light,
    }
}

/// A list with so many rows.
pub(crate) fn list(fill: Fill, rows: usize) -> List {
    let values = |n: usize| {
        vec![
            Cell::link(fill.always("Fabrikam"), format!("/customers/{n}")).below(fill.say("fabrikam.example")),
            Cell::new(Value::Number(n as i64)),
            Cell::new(euro(123_456)),
            Cell::new(Value::Day(DAY)),
            Cell::new(Value::Moment(NOW)),
            Cell::badge(Tone::Good, fill.always("active")),
            Cell::new(Value::Figure(fill.say("12"))),
            Cell::default(),
        ]
    };
    let sorts = [
        Sort::Up("?s=-a".to_owned()),
        Sort::Down("?s=b".to_owned()),
        Sort::Can("?s=c".to_owned()),
        Sort::No,
    ];
    let column = |n: usize| {
        let label = fill.always("Customer");
        let column = if n == 1 || n == 2 {
            Column::number(label)
        } else {
            Column::text(label)
        };
        column.sort(sorts[n % 4].clone())
    };
    let choices = vec![
        Choice::new("", fill.always("any"), true),
        Choice::new("active", fill.always("active"), false),
    ];
    List {
        id: "customers".to_owned(),
        title: fill.say("Customers"),
        caption: fill.always("Customers"),
        intro: fill.say("All of them."),
        path: "/customers".to_owned(),
        keep: vec![("sort".to_owned(), fill.say("name"))],
        filters: vec![
            Filter {
                name: "name".to_owned(),
                label: fill.always("Name"),
                kind: FilterKind::Text(fill.say("fab")),
            },
            Filter {
                name: "state".to_owned(),
                label: fill.always("State"),
                kind: FilterKind::Select(choices),
            },
        ],
        clear: fill.some("/customers".to_owned()),
        columns: (0..8).map(column).collect(),
        rows: (0..rows).map(values).collect(),
        chooser: fill.some(Chooser {
            action: "/preferences".to_owned(),
            hidden: vec![("list".to_owned(), "customers".to_owned())],
            columns: vec![Shown {
                key: fill.say("name"),
                label: fill.always("Name"),
                on: true,
            }],
        }),
        first: fill.some("/customers".to_owned()),
        next: fill.some("/customers?after=x".to_owned()),
        total: fill.some(rows as i64 + 10_000),
        csv: fill.say("/customers.csv"),
        xlsx: fill.say("/customers.xlsx"),
        empty: Empty {
            sentence: fill.always("There is no customer yet."),
            link: Some(fill.link()),
        },
    }
}

/// A form with every kind of field.
pub(crate) fn form(fill: Fill, wrong: bool) -> Form {
    let choices = || {
        vec![
            Choice::new("a", fill.always("A"), true),
            Choice {
                hint: fill.say("why"),
                ..Choice::new("b", fill.always("B"), false)
            },
        ]
    };
    let kinds = [
        Kind::Text,
        Kind::Token,
        Kind::Email,
        Kind::Password,
        Kind::Number(Some(1), Some(300)),
        Kind::Drag(1, 365),
        Kind::Day,
        Kind::Area(4),
        Kind::Radios(choices()),
        Kind::Select(choices()),
        Kind::Checks(choices()),
        Kind::Check,
        Kind::File(".csv".to_owned()),
        Kind::Files(".csv,.json".to_owned()),
    ];
    let field = |(n, kind): (usize, Kind)| {
        let field = Field::new(format!("f{n}"), fill.always("Seats"), kind)
            .value(fill.say("5"))
            .hint(fill.say("How many"));
        let field = if n % 2 == 0 { field.optional() } else { field.autocomplete("off") };
        if wrong { field.error(fill.always("Too many")) } else { field }
    };
    Form {
        id: "seats".to_owned(),
        action: "/subscriptions/1/seats".to_owned(),
        title: fill.say("Seats"),
        intro: fill.say("Change them."),
        problem: if wrong { fill.always("No") } else { String::new() },
        fields: kinds.into_iter().enumerate().map(field).collect(),
        hidden: vec![("etag".to_owned(), fill.say("1"))],
        submit: fill.always("Change"),
        weight: Weight::Main,
        back: fill.some(fill.link()),
        upload: true,
    }
}

/// Every part that there is.
pub(crate) fn parts(fill: Fill) -> Vec<Part> {
    vec![
        Part::Facts(Facts {
            title: fill.say("Facts"),
            facts: fill.facts(),
        }),
        list(fill, if fill == Fill::Empty { 0 } else { 3 }).into(),
        Part::Form(form(fill, fill == Fill::Hostile)),
        Part::Note(Note {
            tone: Tone::Bad,
            sentence: fill.always("Halted."),
            link: fill.some(fill.link()),
        }),
        Part::Story(Story {
            title: fill.say("Why"),
            paragraphs: fill.several(|_| fill.say("Because.")),
        }),
        Part::Copy(Copy {
            id: "link".to_owned(),
            label: fill.always("Link"),
            text: fill.say("https://a.example"),
            lines: false,
        }),
        Part::Buttons(fill.buttons()),
        Part::Made(Html::made("<p>made</p>".to_owned())),
    ]
}
