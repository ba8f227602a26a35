//! Markup that our own code made, the only text that pages do not escape. Called by everything here that renders, and by whoever
//! draws a picture for a page. Text of people or of other services must never be made into it.

use askama::{Template, filters::HtmlSafe};
use std::fmt;

/// Finished markup: a picture, or a rendered part of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Html(String);

impl Html {
    /// Markup in which every text has been escaped by the code that made it.
    pub fn made(markup: String) -> Self {
        Self(markup)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The markup.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Writing into a string cannot fail, and the templates' own functions do not.
    pub(crate) fn of(template: &impl Template) -> Self {
        Self(template.render().unwrap_or_else(|error| format!("<!-- {error} -->")))
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl HtmlSafe for Html {}
