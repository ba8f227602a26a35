//! What a search found, by kind. Called by the server's search. What somebody may not see is not among what was found.

use crate::{
    cell::{Badge, Link},
    html::Html,
    page::Head,
    shell::Shell,
};
use askama::Template;
use nahtlos_report::Args;

/// What a search found. What was searched for stands in the frame.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Search {
    /// What was found, by kind.
    pub groups: Vec<SearchGroup>,
}

/// Things of one kind.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchGroup {
    /// What they are.
    pub title: String,
    /// The things.
    pub found: Vec<Found>,
    /// All of them, where there are more.
    pub all: Option<Link>,
}

/// Something that was found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// Its name and page.
    pub link: Link,
    /// What tells it from others of the name; empty: nothing.
    pub detail: String,
    /// Its state.
    pub badge: Option<Badge>,
}

impl Search {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = shell.at();
        let title = at.say("pages-search");
        let mut head = Head::new(title.clone());
        let found: usize = self.groups.iter().map(|group| group.found.len()).sum();
        let query = || Args::new().text("query", shell.query.as_str());
        head.lead = if shell.query.is_empty() {
            at.say("pages-search-empty")
        } else if found == 0 {
            at.texts.fill("pages-search-none", query())
        } else {
            at.texts.fill(
                "pages-search-found",
                query().count("count", i64::try_from(found).unwrap_or(i64::MAX)),
            )
        };
        let body = Html::of(&View {
            groups: &self.groups,
            head: head.html(&at),
        });
        shell.frame(&title, Vec::new(), body)
    }
}

#[derive(Template)]
#[template(path = "search.html", whitespace = "minimize")]
struct View<'a> {
    groups: &'a [SearchGroup],
    head: Html,
}
