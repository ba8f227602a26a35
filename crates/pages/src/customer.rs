//! A customer's page: heading, tabs, and the content of one tab. Called by the server's pages of customers. A tab that somebody
//! may not see is not among the tabs that the server gives.

use crate::{
    html::Html,
    page::{Head, wrong},
    part::{At, Part},
    shell::Shell,
};
use askama::Template;

/// A customer's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Customer {
    /// The customer's name, state and what can be done.
    pub head: Head,
    /// The tabs, in their order.
    pub tabs: Vec<Tab>,
    /// The tab that is shown.
    pub current: CustomerTab,
    /// What the tab shows.
    pub parts: Vec<Part>,
}

/// A tab with its address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tab {
    /// Which.
    pub tab: CustomerTab,
    /// Where it leads.
    pub href: String,
    /// How many things it shows, where that was counted.
    pub count: Option<i64>,
}

/// The tabs that a customer's page can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CustomerTab {
    /// Facts.
    Overview,
    /// Subscriptions.
    Subscriptions,
    /// Users and licences.
    Users,
    /// Orders.
    Orders,
    /// Relationships and rights.
    Relationships,
    /// Moves.
    Moves,
    /// What happened.
    Activity,
}

impl CustomerTab {
    /// All of them, in their order.
    pub const ALL: [Self; 7] = [
        Self::Overview,
        Self::Subscriptions,
        Self::Users,
        Self::Orders,
        Self::Relationships,
        Self::Moves,
        Self::Activity,
    ];

    /// Its word; the last segment of its usual path. Locale key: `pages-tab-` + word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Overview => "overview",
            Self::Subscriptions => "subscriptions",
            Self::Users => "users",
            Self::Orders => "orders",
            Self::Relationships => "relationships",
            Self::Moves => "moves",
            Self::Activity => "activity",
        }
    }
}

impl Customer {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = shell.at();
        let body = Html::of(&View {
            at: &at,
            c: self,
            head: self.head.html(&at),
            parts: self.parts.iter().map(|part| part.html(&at)).collect(),
        });
        let title = format!("{} – {}", self.head.title, at.say(&format!("pages-tab-{}", self.current.word())));
        shell.frame(&title, wrong(&self.parts), body)
    }
}

#[derive(Template)]
#[template(path = "customer.html", whitespace = "minimize")]
struct View<'a> {
    at: &'a At<'a>,
    c: &'a Customer,
    head: Html,
    parts: Vec<Html>,
}
