//! How far something is that takes long. Called by the server's pages; looked at anew while it goes on, and left for what came of it.

use crate::{
    cell::Link,
    html::Html,
    page::{Head, Page},
    part::{At, Part},
    shell::Shell,
};
use askama::Template;

/// The page of something that goes on.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// What it is.
    pub title: String,
    /// How many steps there are; `None`: that is not known before.
    pub all: Option<i64>,
    /// How many are done.
    pub done: i64,
    /// Whether it has come to its end.
    pub ended: bool,
    /// Where what came of it is seen.
    pub here: String,
    /// Where this part of the page is read anew.
    pub live: String,
    /// The same for whom no script looks again.
    pub again: Link,
}

impl Progress {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = &shell.at();
        let mut head = Head::new(self.title.as_str());
        head.lead = at.say("pages-progress-lead");
        let part = Html::of(&ProgressView { at, p: self });
        Page {
            head,
            parts: vec![Part::Made(part)],
        }
        .render(shell)
    }

    fn told(&self, at: &At) -> String {
        match self.all {
            Some(all) => at.texts.fill(
                "pages-progress-of",
                nahtlos_report::Args::new()
                    .text("done", at.number(&self.done))
                    .text("all", at.number(&all)),
            ),
            None => at.say("pages-progress-on"),
        }
    }
}

#[derive(Template)]
#[template(path = "progress.html", whitespace = "minimize")]
struct ProgressView<'a> {
    at: &'a At<'a>,
    p: &'a Progress,
}
