//! The pages of trouble: what happened, where, and what to do. Called by the server where a page cannot be shown. They say nothing
//! about the inside of the program, and nothing about what somebody may not know to be there.

use crate::{cell::Value, part::Facts};
use crate::{
    html::Html,
    outside::Outside,
    part::{At, Button, Fact, Part, Weight, buttons_html},
    shell::Shell,
};
use askama::Template;

/// A page of trouble.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// What kind.
    pub kind: TroubleKind,
    /// What happened here, ready to be read; empty: the kind's own sentence.
    pub what: String,
    /// The id of the request, to be named when asking for help; empty: none.
    pub request_id: String,
}

/// Kinds of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TroubleKind {
    /// The form is too old or did not come from a page of ours (403).
    Proof,
    /// The person may not do this (403).
    Forbidden,
    /// There is nothing at this address (404).
    Missing,
    /// Somebody else was quicker (409).
    Stale,
    /// Too many requests (429).
    Busy,
    /// A mistake of ours (500).
    Fault,
}

impl TroubleKind {
    /// The status of HTTP.
    pub fn status(self) -> u16 {
        match self {
            Self::Proof | Self::Forbidden => 403,
            Self::Missing => 404,
            Self::Stale => 409,
            Self::Busy => 429,
            Self::Fault => 500,
        }
    }

    /// Its word. Locale key: `pages-trouble-` + word.
    fn word(self) -> &'static str {
        match self {
            Self::Proof => "proof",
            Self::Forbidden => "forbidden",
            Self::Missing => "missing",
            Self::Stale => "stale",
            Self::Busy => "busy",
            Self::Fault => "fault",
        }
    }
}

impl Trouble {
    /// The page for somebody who is signed in.
    pub fn render(&self, shell: &Shell) -> String {
        let (title, body) = self.body(&shell.at());
        shell.frame(&title, Vec::new(), body)
    }

    /// The page for somebody who is not.
    pub fn render_outside(&self, outside: &Outside) -> String {
        let (title, body) = self.body(&outside.at());
        outside.frame(&title, Vec::new(), body)
    }

    fn body(&self, at: &At) -> (String, Html) {
        let word = self.kind.word();
        let title = at.say(&format!("pages-trouble-{word}"));
        let mut facts = vec![Fact::new(at.say("pages-trouble-where"), Value::Text(at.path.to_owned()))];
        if !self.request_id.is_empty() {
            facts.push(Fact::new(at.say("pages-trouble-request"), Value::Code(self.request_id.clone())));
        }
        let facts = Facts {
            title: String::new(),
            facts,
        };
        let body = Html::of(&View {
            title: &title,
            what: if self.what.is_empty() {
                at.say(&format!("pages-trouble-{word}-what"))
            } else {
                self.what.clone()
            },
            how: at.say(&format!("pages-trouble-{word}-how")),
            facts: Part::Facts(facts).html(at),
            buttons: buttons_html(&[Button::page(at.say("pages-trouble-home"), "/", Weight::Plain)], at),
        });
        (title, body)
    }
}

#[derive(Template)]
#[template(path = "trouble.html", whitespace = "minimize")]
struct View<'a> {
    title: &'a str,
    what: String,
    how: String,
    facts: Html,
    buttons: Html,
}
