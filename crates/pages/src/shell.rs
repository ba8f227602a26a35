//! The frame around every page of somebody who is signed in: header, menu, search, language, theme, the sandbox's clock. Called by
//! every view's `render`. It shows what it is given: which entries somebody has is for the server to say.

use crate::{assets, form::Wrong, html::Html, part::At};
use askama::Template;
use nahtlos_model::instants::Instant;
use nahtlos_report::{Lang, Texts};

/// The frame.
pub struct Shell<'a> {
    /// The texts of the reader's language.
    pub texts: &'a Texts,
    /// Path and query of this page, for the way back after a choice.
    pub path: String,
    /// The proof that a form came from a page of ours.
    pub proof: String,
    /// The name of the person who is signed in.
    pub person: String,
    /// The tenants that the person may act for; the one that is acted for is marked.
    pub tenants: Vec<Tenant>,
    /// The menu's entries, in their order.
    pub menu: Vec<MenuEntry>,
    /// The entry that this page belongs to.
    pub current: Option<Menu>,
    /// The sandbox's clock, in a sandbox.
    pub clock: Option<Clock>,
    /// What was just done; empty: nothing.
    pub toast: String,
    /// What is searched for; empty: nothing.
    pub query: String,
    /// The theme that the person chose.
    pub theme: Theme,
}

/// A tenant that a person may act for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tenant {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether it is the one that is acted for.
    pub current: bool,
}

/// An entry of the menu, with its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MenuEntry {
    /// Which it is.
    pub menu: Menu,
    /// Where it leads.
    pub href: String,
}

/// What the menu can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Menu {
    /// What needs somebody today.
    Dashboard,
    /// A partner's customers.
    Customers,
    /// A customer's own subscriptions.
    Subscriptions,
    /// Moves.
    Moves,
    /// Products and prices.
    Catalogue,
    /// Partners.
    Partners,
    /// What happened.
    Activity,
    /// The person's and the tenant's settings.
    Settings,
}

impl Menu {
    /// A partner's menu.
    pub const PARTNER: [Self; 7] = [
        Self::Dashboard,
        Self::Customers,
        Self::Moves,
        Self::Catalogue,
        Self::Partners,
        Self::Activity,
        Self::Settings,
    ];
    /// A customer's menu.
    pub const CUSTOMER: [Self; 6] = [
        Self::Dashboard,
        Self::Partners,
        Self::Subscriptions,
        Self::Moves,
        Self::Activity,
        Self::Settings,
    ];

    /// Its word; the first segment of its usual path. Locale key: `pages-menu-` + word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Dashboard => "dashboard",
            Self::Customers => "customers",
            Self::Subscriptions => "subscriptions",
            Self::Moves => "moves",
            Self::Catalogue => "catalogue",
            Self::Partners => "partners",
            Self::Activity => "activity",
            Self::Settings => "settings",
        }
    }

    /// The key that leads there after `g`.
    fn letter(self) -> &'static str {
        match self {
            Self::Dashboard => "d",
            Self::Customers => "c",
            Self::Subscriptions => "s",
            Self::Moves => "m",
            Self::Catalogue => "k",
            Self::Partners => "p",
            Self::Activity => "a",
            Self::Settings => "e",
        }
    }
}

/// A sandbox's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Clock {
    /// What it shows.
    pub now: Instant,
    /// Whether the person may turn it.
    pub turns: bool,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the machine has it.
    #[default]
    Auto,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    const ALL: [Self; 3] = [Self::Auto, Self::Light, Self::Dark];

    /// The theme of a word; any other word is as the machine has it.
    pub fn of(word: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.word() == word).unwrap_or_default()
    }

    /// Its word, as it is sent and kept. Locale key: `pages-theme-` + word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Both languages by their own names.
pub(crate) const LANGUAGES: [(Lang, &str); 2] = [(Lang::De, "Deutsch"), (Lang::En, "English")];

impl Shell<'_> {
    pub(crate) fn at(&self) -> At<'_> {
        At {
            texts: self.texts,
            proof: &self.proof,
            path: &self.path,
        }
    }

    /// The whole page around its content.
    pub(crate) fn frame(&self, title: &str, wrong: Vec<Wrong>, body: Html) -> String {
        Html::of(&Frame {
            s: self,
            at: self.at(),
            title,
            wrong,
            body,
        })
        .into_string()
    }

    fn is_current(&self, menu: &Menu) -> bool {
        self.current == Some(*menu)
    }

    fn tenant(&self) -> &str {
        self.tenants.iter().find(|tenant| tenant.current).map_or("", |tenant| &tenant.name)
    }

    fn entry(&self, menu: Menu) -> Option<&MenuEntry> {
        self.menu.iter().find(|entry| entry.menu == menu)
    }
}

#[derive(Template)]
#[template(path = "shell.html", whitespace = "minimize")]
struct Frame<'a> {
    s: &'a Shell<'a>,
    at: At<'a>,
    title: &'a str,
    wrong: Vec<Wrong>,
    body: Html,
}
