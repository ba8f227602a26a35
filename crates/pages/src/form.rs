//! Forms: label, hint, error and field, with the value kept. Called by every page on which somebody fills something in.
//! Every form is a plain POST with its proof and works without a script; a list of what is wrong leads to the fields.

use crate::{
    cell::Link,
    html::Html,
    part::{At, Weight},
};
use askama::Template;

/// A form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Form {
    /// Its name on the page; the ids of its fields begin with it. Once per page.
    pub id: String,
    /// Where it is sent to.
    pub action: String,
    /// Its heading; empty: the page's heading is enough.
    pub title: String,
    /// A sentence before the fields; empty: none.
    pub intro: String,
    /// What is wrong with the whole, not with one field; empty: nothing.
    pub problem: String,
    /// Its fields.
    pub fields: Vec<Field>,
    /// Values sent along, by name. The proof comes from the frame.
    pub hidden: Vec<(String, String)>,
    /// The button's verb.
    pub submit: String,
    /// The button's weight.
    pub weight: Weight,
    /// A way back.
    pub back: Option<Link>,
    /// Whether it sends a file.
    pub upload: bool,
}

/// A field of a form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Field {
    /// Its name, as it is sent.
    pub name: String,
    /// What it asks for.
    pub label: String,
    /// What helps to answer; empty: nothing.
    pub hint: String,
    /// What is wrong with the answer and what to do; empty: nothing.
    pub error: String,
    /// The answer so far. Passwords and files are never shown again.
    pub value: String,
    /// What it is filled in with.
    pub kind: Kind,
    /// Whether it must be filled in.
    pub required: bool,
    /// It must be filled in some time, and the form goes on without it until then.
    pub may_wait: bool,
    /// The browser's word for what it is (`email`, `organization`); empty: nothing to fill in by itself.
    pub autocomplete: String,
    /// Whether typing begins here. At most one per page.
    pub autofocus: bool,
}

/// What a field is filled in with.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Kind {
    /// A line of text.
    #[default]
    Text,
    /// A line without capitals and spelling: a user name, a domain, a code.
    Token,
    /// A mail address.
    Email,
    /// A password.
    Password,
    /// A whole number, with its least and its greatest.
    Number(Option<i64>, Option<i64>),
    /// A whole number between two, typed or dragged; where it is dragged, the form is sent when it is let go.
    Drag(i64, i64),
    /// A day.
    Day,
    /// Several lines, with how many are seen.
    Area(u32),
    /// One of few, all seen.
    Radios(Vec<Choice>),
    /// One of several.
    Select(Vec<Choice>),
    /// Any of several; each is sent under the field's name.
    Checks(Vec<Choice>),
    /// Yes or no; yes is sent as `true`. The value says which it is.
    Check,
    /// A file, with the endings it may have (`.csv`).
    File(String),
    /// Any number of files, with the endings they may have.
    Files(String),
}

/// Something to choose.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// The value that is sent.
    pub value: String,
    /// Its words.
    pub label: String,
    /// What it means; empty: nothing more.
    pub hint: String,
    /// Whether it is chosen.
    pub on: bool,
}

impl Choice {
    /// Something to choose.
    pub fn new(value: impl Into<String>, label: impl Into<String>, on: bool) -> Self {
        Self {
            value: value.into(),
            label: label.into(),
            hint: String::new(),
            on,
        }
    }
}

/// Something wrong, with the field it is about.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wrong {
    /// The id of the field or form.
    pub id: String,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Field {
    /// A field that must be filled in.
    pub fn new(name: impl Into<String>, label: impl Into<String>, kind: Kind) -> Self {
        Self {
            name: name.into(),
            label: label.into(),
            kind,
            required: true,
            ..Self::default()
        }
    }

    /// With its answer so far.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// With a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// With what is wrong with it.
    #[must_use]
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = error.into();
        self
    }

    /// With the browser's word for what it is.
    #[must_use]
    pub fn autocomplete(mut self, word: impl Into<String>) -> Self {
        self.autocomplete = word.into();
        self
    }

    /// It must be filled in some time, and the form goes on without it until then.
    #[must_use]
    pub fn may_wait(mut self) -> Self {
        self.may_wait = true;
        self
    }

    /// It may be left empty.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.required = false;
        self
    }

    /// Typing begins here.
    #[must_use]
    pub fn autofocus(mut self) -> Self {
        self.autofocus = true;
        self
    }

    /// The input's type, for the kinds that are one line.
    fn line(&self) -> Option<&'static str> {
        Some(match self.kind {
            Kind::Text | Kind::Token => "text",
            Kind::Email => "email",
            Kind::Password => "password",
            Kind::Number(..) | Kind::Drag(..) => "number",
            Kind::Day => "date",
            Kind::File(_) | Kind::Files(_) => "file",
            _ => return None,
        })
    }

    /// The value, as far as it may be shown again.
    fn shown(&self) -> &str {
        match self.kind {
            Kind::Password | Kind::File(_) | Kind::Files(_) => "",
            _ => &self.value,
        }
    }

    /// Whether the answer is a group of controls under one heading.
    fn is_group(&self) -> bool {
        matches!(self.kind, Kind::Radios(_) | Kind::Checks(_))
    }
}

impl Form {
    /// With what is wrong: at the field of that name, or with the whole where it has none.
    #[must_use]
    pub fn refused(mut self, field: &str, why: impl Into<String>) -> Self {
        let why = why.into();
        match self.fields.iter_mut().find(|one| one.name == field) {
            Some(one) => one.error = why,
            None => self.problem = why,
        }
        self
    }

    /// What is wrong, in the order of the fields.
    pub fn wrong(&self) -> Vec<Wrong> {
        let whole = (!self.problem.is_empty()).then(|| Wrong {
            id: self.id.clone(),
            sentence: self.problem.clone(),
        });
        let fields = self.fields.iter().filter(|field| !field.error.is_empty()).map(|field| Wrong {
            id: self.target(field),
            sentence: field.error.clone(),
        });
        whole.into_iter().chain(fields).collect()
    }

    /// The id of the field, or of its first control.
    fn target(&self, field: &Field) -> String {
        let id = self.id_of(field);
        if field.is_group() { format!("{id}-1") } else { id }
    }

    fn id_of(&self, field: &Field) -> String {
        format!("{}-{}", self.id, field.name)
    }

    /// The ids of hint and error, as `aria-describedby` wants them.
    fn described(&self, field: &Field) -> String {
        let id = self.id_of(field);
        let hint = (!field.hint.is_empty()).then(|| format!("{id}-hint"));
        let error = (!field.error.is_empty()).then(|| format!("{id}-error"));
        hint.into_iter().chain(error).collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn html(&self, at: &At) -> Html {
        Html::of(&FormView { at, form: self })
    }
}

#[derive(Template)]
#[template(path = "form.html", whitespace = "minimize")]
struct FormView<'a> {
    at: &'a At<'a>,
    form: &'a Form,
}
