//! The page that a link leads to: who asks for what, and the form for the answer. One file of HTML that loads nothing and needs no
//! script; it is never kept, never framed, and gives its address to nobody.

use super::{Says, form::Wrong};
use crate::api::{answer::Answer, ask::Ask};
use askama::Template;
use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use nahtlos_report::{Lang, Texts};
use std::sync::LazyLock;

pub(in crate::api) const STYLE: &str = include_str!("../../../templates/invitation.css");
/// The style as a content policy names it: nothing else is applied.
static STYLE_HASH: LazyLock<String> = LazyLock::new(|| STANDARD.encode(digest(&SHA256, STYLE.as_bytes())));

/// A list with its heading.
pub(super) struct Group {
    pub heading: String,
    pub items: Vec<String>,
}

/// The state in a word.
pub(super) struct State {
    /// `open`, `good` or `over`.
    pub class: &'static str,
    pub word: String,
    /// What follows from it; empty while the answer is awaited.
    pub sentence: String,
}

/// What the form was filled with, to be shown again. Never the password.
#[derive(Debug, Clone, Default)]
pub(in crate::api) struct Filled {
    pub name: String,
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    pub phone: String,
}

/// A language to read the page in.
pub(in crate::api) struct Language {
    pub tag: &'static str,
    pub name: &'static str,
    pub address: String,
    pub chosen: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "invitation.html")]
pub(super) struct Sheet<'a> {
    t: &'a Texts,
    style: &'static str,
    pub title: String,
    pub heading: String,
    pub meta: Vec<String>,
    pub state: State,
    pub groups: Vec<Group>,
    pub form: Option<Filled>,
    /// Declining is possible.
    pub declines: bool,
    pub agreement: String,
    pub wrong: Vec<Wrong>,
    languages: Vec<Language>,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(ask: &Ask, says: &Says<'a>) -> Self {
        let group = |heading: &str, items| Group {
            heading: says.say(heading),
            items,
        };
        Self {
            t: says.texts,
            style: STYLE,
            title: says.say("title"),
            heading: says.say("heading"),
            meta: Vec::new(),
            state: State {
                class: "open",
                word: says.say("state-open"),
                sentence: String::new(),
            },
            groups: vec![
                group("may-heading", says.may()),
                group("may-not-heading", says.may_not()),
                group("changes-heading", says.changes()),
            ],
            form: None,
            declines: false,
            agreement: format!(
                "{}/agreements/files/{}.txt?language={}",
                ask.base,
                nahtlos_engine::agreements::TEMPLATE,
                says.texts.lang().tag()
            ),
            wrong: Vec::new(),
            languages: languages(ask, says.texts.lang()),
        }
    }

    /// The page as an answer.
    pub(super) fn answer(&self, status: u16) -> Answer {
        let body = self
            .render()
            .unwrap_or_else(|error| format!("<!doctype html><title>{error}</title>"));
        html(status, body)
    }
}

/// A page about a link that leads nowhere.
#[derive(Template)]
#[template(path = "invitation-unknown.html")]
struct Unknown<'a> {
    t: &'a Texts,
    style: &'static str,
}

pub(in crate::api) fn unknown(texts: &Texts) -> Answer {
    let page = Unknown { t: texts, style: STYLE };
    html(404, page.render().unwrap_or_default())
}

pub(in crate::api) fn html(status: u16, body: String) -> Answer {
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{}'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        *STYLE_HASH
    );
    Answer {
        status,
        ..Answer::bytes("text/html; charset=utf-8", body.into_bytes())
    }
    .with("content-security-policy", policy)
    .with("x-frame-options", "DENY")
    .with("referrer-policy", "no-referrer")
    .with("cache-control", "no-store")
    .with("x-content-type-options", "nosniff")
    .with("x-robots-tag", "noindex")
}

/// The same page in both languages.
pub(in crate::api) fn languages(ask: &Ask, chosen: Lang) -> Vec<Language> {
    let rest: Vec<&str> = ask
        .query
        .raw
        .split('&')
        .filter(|pair| !pair.is_empty() && !pair.to_ascii_lowercase().starts_with("lang="))
        .collect();
    let of = |(lang, name): (Lang, &'static str)| {
        let own = format!("lang={}", lang.tag());
        Language {
            tag: lang.tag(),
            name,
            address: format!("?{}", rest.iter().copied().chain([own.as_str()]).collect::<Vec<_>>().join("&")),
            chosen: lang == chosen,
        }
    };
    [(Lang::De, "Deutsch"), (Lang::En, "English")].into_iter().map(of).collect()
}
