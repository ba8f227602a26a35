//! The frame around pages of whoever is not signed in: sign-in, and trouble on the way there. Called by [`crate::SignIn`] and
//! [`crate::Trouble`]. It shows nothing of any tenant.

use crate::{
    assets,
    form::Wrong,
    html::Html,
    part::At,
    shell::{LANGUAGES, Theme},
};
use askama::Template;
use nahtlos_report::Texts;

/// The frame.
pub struct Outside<'a> {
    /// The texts of the reader's language.
    pub texts: &'a Texts,
    /// Path and query of this page, for the way back after the language was chosen.
    pub path: String,
    /// The proof that a form came from a page of ours.
    pub proof: String,
    /// The theme that the browser's cookie names.
    pub theme: Theme,
}

impl Outside<'_> {
    pub(crate) fn at(&self) -> At<'_> {
        At {
            texts: self.texts,
            proof: &self.proof,
            path: &self.path,
        }
    }

    pub(crate) fn frame(&self, title: &str, wrong: Vec<Wrong>, body: Html) -> String {
        let at = self.at();
        Html::of(&Frame {
            s: self,
            at,
            title,
            wrong,
            body,
        })
        .into_string()
    }
}

#[derive(Template)]
#[template(path = "outside.html", whitespace = "minimize")]
struct Frame<'a> {
    s: &'a Outside<'a>,
    at: At<'a>,
    title: &'a str,
    wrong: Vec<Wrong>,
    body: Html,
}
