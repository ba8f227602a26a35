//! Pages that are put together from parts, and the page that asks for a yes. Called by the server's pages directly and by the
//! other views. A page's first lines say what it is, whether it is all right, and what can be done next.

use crate::{
    cell::{Badge, Link},
    form::Wrong,
    html::Html,
    part::{At, Button, Part, Weight, buttons_html},
    shell::Shell,
};
use askama::Template;

/// The head of a page: what it is, how it stands, what can be done next.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// The heading.
    pub title: String,
    /// What it belongs to, and the way there.
    pub above: Option<Link>,
    /// How it stands.
    pub badge: Option<Badge>,
    /// A sentence that says the rest; empty: nothing.
    pub lead: String,
    /// What can be done.
    pub buttons: Vec<Button>,
}

impl Head {
    /// A heading and nothing else.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            ..Self::default()
        }
    }

    pub(crate) fn html(&self, at: &At) -> Html {
        Html::of(&HeadView {
            head: self,
            buttons: buttons_html(&self.buttons, at),
        })
    }
}

/// A page of parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Its head.
    pub head: Head,
    /// Its parts, in their order.
    pub parts: Vec<Part>,
}

impl Page {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = shell.at();
        let body = Html::of(&Body {
            head: self.head.html(&at),
            parts: self.parts.iter().map(|part| part.html(&at)).collect(),
        });
        shell.frame(&self.head.title, wrong(&self.parts), body)
    }
}

/// What is wrong in parts, in their order.
pub(crate) fn wrong(parts: &[Part]) -> Vec<Wrong> {
    parts.iter().flat_map(Part::wrong).collect()
}

/// A page that asks for a yes before something is done that cannot be undone at once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Confirm {
    /// What is asked.
    pub title: String,
    /// What will happen, a sentence each, with its numbers.
    pub effects: Vec<String>,
    /// Where the yes is sent to.
    pub action: String,
    /// Values sent along, by name. The proof comes from the frame.
    pub hidden: Vec<(String, String)>,
    /// The button's verb.
    pub submit: String,
    /// The button's weight.
    pub weight: Weight,
    /// Something that has to be typed or chosen first, with what is wrong with it.
    pub fields: Vec<crate::form::Field>,
    /// The way back.
    pub back: Link,
}

impl Confirm {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = shell.at();
        let form = crate::form::Form {
            id: "confirm".to_owned(),
            action: self.action.clone(),
            hidden: self.hidden.clone(),
            fields: self.fields.clone(),
            submit: self.submit.clone(),
            weight: self.weight,
            back: Some(self.back.clone()),
            ..Default::default()
        };
        let body = Html::of(&ConfirmView {
            at: &at,
            c: self,
            form: form.html(&at),
        });
        shell.frame(&self.title, form.wrong(), body)
    }
}

#[derive(Template)]
#[template(path = "head.html", whitespace = "minimize")]
struct HeadView<'a> {
    head: &'a Head,
    buttons: Html,
}

#[derive(Template)]
#[template(path = "page.html", whitespace = "minimize")]
struct Body {
    head: Html,
    parts: Vec<Html>,
}

#[derive(Template)]
#[template(path = "confirm.html", whitespace = "minimize")]
struct ConfirmView<'a> {
    at: &'a At<'a>,
    c: &'a Confirm,
    form: Html,
}
