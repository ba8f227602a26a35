//! The person's settings: profile, sessions, second factor with its enrolment and recovery codes. Called by the server's pages of
//! settings. Secrets are on the page that hands them over, once, and on no other.

use crate::{
    cell::{Badge, Cell, Tone, Value},
    form::{Field, Form, Kind},
    html::Html,
    page::{Head, Page},
    part::{At, Button, Copy, Fact, Facts, Note, Part, Weight},
    passkey::Passkeys,
    shell::Shell,
};
use askama::Template;
use nahtlos_model::instants::Instant;

/// The settings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Facts about the person.
    pub profile: Vec<Fact>,
    /// Where the person is signed in.
    pub sessions: Vec<Session>,
    /// Whether an authenticator application is a second factor.
    pub second_factor: bool,
    /// The passkeys.
    pub passkeys: Passkeys,
    /// Whether the organisation demands one, so that it cannot be switched off.
    pub demanded: bool,
    /// How many recovery codes are left.
    pub codes_left: i64,
    /// What went wrong with the last step; empty: nothing.
    pub problem: String,
    /// More: the tenant's settings, where the person may see them.
    pub more: Vec<Part>,
}

/// Where somebody is signed in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Session {
    /// Its id, sent as `session`.
    pub id: String,
    /// Browser and machine, as far as they are known.
    pub what: String,
    /// The address it was last seen from; empty: unknown.
    pub address: String,
    /// Since when.
    pub since: Instant,
    /// When it was last seen.
    pub seen: Instant,
    /// Whether it is this one.
    pub current: bool,
}

impl Settings {
    /// The page. Sessions are ended at `/settings/sessions/end`; the second factor begins at `/settings/second-factor`, ends at
    /// `/settings/second-factor/off`, and has new codes at `/settings/second-factor/codes`; the password is changed at
    /// `/settings/password` (`password`, `new_password`, `repeat_password`).
    pub fn render(&self, shell: &Shell) -> String {
        self.render_with(shell, None)
    }

    /// The page with what is wrong with a change of the password, by the field's name.
    pub fn render_with(&self, shell: &Shell, wrong: Option<(&str, &str)>) -> String {
        let at = &shell.at();
        let mut parts = Vec::new();
        if !self.problem.is_empty() {
            parts.push(Part::Note(Note {
                tone: Tone::Bad,
                sentence: self.problem.clone(),
                link: None,
            }));
        }
        parts.push(Part::Facts(Facts {
            title: at.say("pages-settings-profile"),
            facts: self.profile.clone(),
        }));
        parts.extend(self.factor(at));
        parts.push(Part::Made(self.passkeys.html(at)));
        parts.push(Part::Form(password(at, wrong)));
        parts.push(Part::Made(Html::of(&SessionsView {
            at,
            sessions: &self.sessions,
        })));
        parts.extend(self.more.iter().cloned());
        Page {
            head: Head::new(at.say("pages-menu-settings")),
            parts,
        }
        .render(shell)
    }

    fn factor(&self, at: &At) -> Vec<Part> {
        let state = if self.second_factor || !self.passkeys.all.is_empty() {
            Badge::new(Tone::Good, at.say("pages-settings-factor-on"))
        } else {
            Badge::new(Tone::Wait, at.say("pages-settings-factor-off"))
        };
        let mut facts = vec![Fact::new(at.say("pages-settings-factor-state"), Value::Badge(state))];
        let mut buttons = Vec::new();
        if self.second_factor || !self.passkeys.all.is_empty() {
            facts.push(Fact::new(at.say("pages-settings-codes-left"), Value::Number(self.codes_left)));
            let codes = at.say("pages-settings-codes-new");
            buttons.push(Button::post(codes, "/settings/second-factor/codes", &[], Weight::Plain));
        }
        if self.second_factor {
            if !self.demanded || !self.passkeys.all.is_empty() {
                let off = at.say("pages-settings-factor-end");
                buttons.push(Button::page(off, "/settings/second-factor/off", Weight::Grave));
            }
        } else {
            let on = at.say("pages-settings-factor-begin");
            buttons.push(Button::page(on, "/settings/second-factor", Weight::Main));
        }
        let facts = Facts {
            title: at.say("pages-settings-factor"),
            facts,
        };
        vec![Part::Facts(facts), Part::Buttons(buttons)]
    }
}

fn password(at: &At, wrong: Option<(&str, &str)>) -> Form {
    let field = |name: &str, label: &str, autocomplete: &str| {
        let error = wrong.filter(|(field, _)| *field == name).map_or("", |(_, sentence)| sentence);
        Field::new(name, at.say(label), Kind::Password)
            .autocomplete(autocomplete)
            .error(error)
    };
    Form {
        id: "password".to_owned(),
        action: "/settings/password".to_owned(),
        title: at.say("pages-settings-password"),
        problem: wrong
            .filter(|(field, _)| field.is_empty())
            .map_or("", |(_, sentence)| sentence)
            .to_owned(),
        fields: vec![
            field("password", "pages-settings-password-present", "current-password"),
            field("new_password", "pages-signin-new", "new-password").hint(at.say("pages-signin-new-hint")),
            field("repeat_password", "pages-signin-again", "new-password"),
        ],
        submit: at.say("pages-settings-password-submit"),
        weight: Weight::Plain,
        ..Form::default()
    }
}

/// The page on which a second factor is set up. The code is sent to `/settings/second-factor` as `code`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Enrol {
    /// The secret, in groups that can be typed.
    pub secret: String,
    /// The address that an authenticator app opens (`otpauth://…`).
    pub otpauth: String,
    /// The address as a picture.
    pub qr: Html,
    /// Values sent along, by name.
    pub hidden: Vec<(String, String)>,
    /// What is wrong with the code; empty: nothing.
    pub error: String,
    /// The passkeys: another way, for who has no second factor yet.
    pub passkeys: Option<Passkeys>,
}

impl Enrol {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = &shell.at();
        let form = Form {
            id: "enrol".to_owned(),
            action: "/settings/second-factor".to_owned(),
            fields: vec![
                Field::new("code", at.say("pages-enrol-code"), Kind::Token)
                    .hint(at.say("pages-enrol-code-hint"))
                    .autocomplete("one-time-code")
                    .error(self.error.as_str()),
            ],
            hidden: self.hidden.clone(),
            submit: at.say("pages-enrol-submit"),
            back: Some(crate::cell::Link::new(at.say("pages-back"), "/settings")),
            ..Form::default()
        };
        let mut head = Head::new(at.say("pages-enrol"));
        head.lead = at.say("pages-enrol-lead");
        let mut parts = vec![Part::Made(Html::of(&EnrolView { at, e: self })), Part::Form(form)];
        parts.extend(self.passkeys.as_ref().map(|passkeys| Part::Made(passkeys.html(at))));
        Page { head, parts }.render(shell)
    }
}

/// The recovery codes, shown once.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecoveryCodes {
    /// The codes.
    pub codes: Vec<String>,
}

impl RecoveryCodes {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = &shell.at();
        let mut head = Head::new(at.say("pages-codes"));
        head.lead = at.say("pages-codes-lead");
        let parts = vec![
            Part::Copy(Copy {
                id: "codes".to_owned(),
                label: at.say("pages-codes-label"),
                text: self.codes.join("\n"),
                lines: true,
            }),
            Part::Buttons(vec![Button::page(at.say("pages-codes-kept"), "/settings", Weight::Main)]),
        ];
        Page { head, parts }.render(shell)
    }
}

impl Session {
    fn since(&self, at: &At) -> Html {
        Cell::new(Value::Moment(self.since)).html(at)
    }

    fn seen(&self, at: &At) -> Html {
        Cell::new(Value::Moment(self.seen)).html(at)
    }
}

#[derive(Template)]
#[template(path = "sessions.html", whitespace = "minimize")]
struct SessionsView<'a> {
    at: &'a At<'a>,
    sessions: &'a [Session],
}

#[derive(Template)]
#[template(path = "enrol.html", whitespace = "minimize")]
struct EnrolView<'a> {
    at: &'a At<'a>,
    e: &'a Enrol,
}
