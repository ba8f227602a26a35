//! Passkeys: the form that asks the browser's device for one, and the list of those that a person has. Without a script, or a device that
//! makes passkeys, the form is not shown: every way in works without it.

use crate::{
    cell::{Cell, Value},
    html::Html,
    part::At,
};
use askama::Template;
use nahtlos_model::instants::Instant;

/// A form that asks for a passkey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Ask {
    /// Where what the device says is sent to; what to ask it for is had from there as well.
    pub(crate) action: &'static str,
    /// The address of what to ask the device for.
    pub(crate) options: &'static str,
    /// The button's verb.
    pub(crate) submit: String,
    /// Whether the person gives the passkey a name.
    pub(crate) named: bool,
    /// Values sent along, by name.
    pub(crate) hidden: Vec<(String, String)>,
}

impl Ask {
    pub(crate) fn html(&self, at: &At) -> Html {
        Html::of(&AskView { at, ask: self })
    }
}

/// The passkeys of a person.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passkeys {
    /// Those that there are.
    pub all: Vec<Passkey>,
    /// Whether another can be added: there are not too many yet.
    pub more: bool,
    /// Whether the address of the page has a name for which browsers make passkeys.
    pub named_host: bool,
}

/// A passkey.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub id: String,
    /// How its person calls it.
    pub name: String,
    /// Since when.
    pub since: Instant,
    /// When it was used last; `None`: not yet.
    pub used: Option<Instant>,
}

impl Passkeys {
    pub(crate) fn html(&self, at: &At) -> Html {
        let ask = Ask {
            action: "/settings/passkeys",
            options: "/settings/passkeys/new",
            submit: at.say("pages-passkeys-add"),
            named: true,
            hidden: Vec::new(),
        };
        let form = (self.more && self.named_host).then(|| ask.html(at));
        Html::of(&PasskeysView {
            at,
            keys: self,
            form: form.unwrap_or_default(),
        })
    }
}

impl Passkey {
    fn since(&self, at: &At) -> Html {
        Cell::new(Value::Moment(self.since)).html(at)
    }

    fn used(&self, at: &At) -> Html {
        match self.used {
            Some(used) => Cell::new(Value::Moment(used)).html(at),
            None => Cell::text(at.say("pages-passkeys-unused")).html(at),
        }
    }
}

#[derive(Template)]
#[template(path = "passkey.html", whitespace = "minimize")]
struct AskView<'a> {
    at: &'a At<'a>,
    ask: &'a Ask,
}

#[derive(Template)]
#[template(path = "passkeys.html", whitespace = "minimize")]
struct PasskeysView<'a> {
    at: &'a At<'a>,
    keys: &'a Passkeys,
    form: Html,
}
