//! Requesting a reseller relationship, and a request that was made: its state, the mail's draft, the link. Called by the server's
//! pages of relationships. The link is shown as it is and must stay in the draft; nothing is sent from here.

use crate::{
    cell::{Cell, Value},
    form::{Choice, Field, Form, Kind},
    list::Column,
    page::{Head, Page},
    part::{At, Button, Copy, Fact, Facts, Note, Part, To, Weight},
    shell::Shell,
    subscription::{Happened, happened, table},
};

/// The page on which relationships are requested.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewRequest {
    /// What was filled in so far.
    pub form: RequestForm,
    /// Providers that it can go through, if the partner sells through any.
    pub providers: Vec<Choice>,
    /// Roles of delegated admin rights that can be asked for.
    pub roles: Vec<Choice>,
    /// Days for which roles can be asked for (`days`).
    pub days: Vec<Choice>,
    /// What is wrong, by the field's name (`relationship`, `through`, `name`, `domain`, `email`, `language`, `roles`, `days`, `list`).
    pub errors: Vec<(String, String)>,
    /// What an uploaded list had wrong, a row each with its number, as far as it is shown.
    pub rows: Vec<(i64, String)>,
    /// Whether a list can be uploaded.
    pub upload: bool,
}

/// What was filled in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RequestForm {
    /// Whether delegated admin rights are asked for (`relationship`: `delegated` or `plain`).
    pub delegated: bool,
    /// The customer's name (`name`); empty: not known.
    pub name: String,
    /// The customer's domain (`domain`).
    pub domain: String,
    /// The administrator's mail address (`email`).
    pub email: String,
    /// The language of the mail (`language`).
    pub language: String,
}

impl NewRequest {
    /// The page. The form is sent to `/customers/requests`, the list (`list`) to `/customers/requests/list`.
    pub fn render(&self, shell: &Shell) -> String {
        let at = &shell.at();
        let mut parts = vec![Part::Form(self.single(at))];
        if self.upload {
            parts.push(Part::Form(self.several(at)));
            if !self.rows.is_empty() {
                let columns = vec![
                    Column::number(at.say("pages-request-row")),
                    Column::text(at.say("pages-request-wrong")),
                ];
                let rows = self
                    .rows
                    .iter()
                    .map(|(n, what)| vec![Cell::new(Value::Number(*n)), Cell::text(what)]);
                parts.push(table(
                    "list-rows",
                    at.say("pages-request-rows"),
                    columns,
                    rows.collect(),
                    String::new(),
                ));
            }
        }
        let mut head = Head::new(at.say("pages-request-new"));
        head.lead = at.say("pages-request-lead");
        Page { head, parts }.render(shell)
    }

    fn error(&self, name: &str) -> &str {
        self.errors
            .iter()
            .find(|(field, _)| field == name)
            .map_or("", |(_, sentence)| sentence)
    }

    fn field(&self, name: &str, label: String, kind: Kind) -> Field {
        Field::new(name, label, kind).error(self.error(name))
    }

    /// What is asked for, and through whom: the same of one customer and of a list.
    fn asked(&self, at: &At) -> Vec<Field> {
        let mut fields = vec![self.kind_of(at)];
        if !self.providers.is_empty() {
            let direct = Choice::new("", at.say("pages-request-direct"), !self.providers.iter().any(|p| p.on));
            let choices = std::iter::once(direct).chain(self.providers.iter().cloned()).collect();
            fields.push(
                self.field("through", at.say("pages-request-through"), Kind::Select(choices))
                    .optional(),
            );
        }
        fields
    }

    /// Roles that can be asked for, too, and for how long.
    fn rights(&self, at: &At) -> Vec<Field> {
        if self.roles.is_empty() {
            return Vec::new();
        }
        let roles = self.field("roles", at.say("pages-request-roles"), Kind::Checks(self.roles.clone()));
        let days = self.field("days", at.say("pages-request-days"), Kind::Select(self.days.clone()));
        vec![
            roles.hint(at.say("pages-request-roles-hint")).optional(),
            days.hint(at.say("pages-request-days-hint")),
        ]
    }

    fn language(&self, at: &At) -> Field {
        let languages = crate::shell::LANGUAGES.map(|(lang, name)| Choice::new(lang.tag(), name, self.form.language == lang.tag()));
        self.field("language", at.say("pages-request-language"), Kind::Select(languages.to_vec()))
    }

    fn single(&self, at: &At) -> Form {
        let f = &self.form;
        let mut fields = self.asked(at);
        fields.extend([
            self.field("name", at.say("pages-request-name"), Kind::Text)
                .value(&f.name)
                .autocomplete("off")
                .optional(),
            self.field("domain", at.say("pages-request-domain"), Kind::Token)
                .value(&f.domain)
                .hint(at.say("pages-request-domain-hint"))
                .autocomplete("off")
                .optional(),
            self.field("email", at.say("pages-request-email"), Kind::Email)
                .value(&f.email)
                .hint(at.say("pages-request-email-hint"))
                .autocomplete("off")
                .optional(),
            self.language(at),
        ]);
        fields.extend(self.rights(at));
        Form {
            id: "request".to_owned(),
            action: "/customers/requests".to_owned(),
            title: at.say("pages-request-single"),
            problem: self.error("").to_owned(),
            fields,
            submit: at.say("pages-request-submit"),
            ..Form::default()
        }
    }

    fn kind_of(&self, at: &At) -> Field {
        let choice = |value: &str, on: bool| {
            let mut choice = Choice::new(value, at.say(&format!("pages-request-kind-{value}")), on);
            choice.hint = at.say(&format!("pages-request-kind-{value}-hint"));
            choice
        };
        let choices = vec![choice("plain", !self.form.delegated), choice("delegated", self.form.delegated)];
        self.field("relationship", at.say("pages-request-kind"), Kind::Radios(choices))
    }

    fn several(&self, at: &At) -> Form {
        let list = self
            .field("list", at.say("pages-request-list"), Kind::File(".csv,text/csv".to_owned()))
            .hint(at.say("pages-request-list-hint"));
        Form {
            id: "requests".to_owned(),
            action: "/customers/requests/list".to_owned(),
            title: at.say("pages-request-several"),
            intro: at.say("pages-request-several-lead"),
            fields: std::iter::once(list)
                .chain(self.asked(at))
                .chain([self.language(at)])
                .chain(self.rights(at))
                .collect(),
            submit: at.say("pages-request-list-submit"),
            weight: Weight::Plain,
            upload: true,
            ..Form::default()
        }
    }
}

/// A request that was made.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// Customer, state, and remind or withdraw as buttons.
    pub head: Head,
    /// What comes next, or why nothing does; empty: nothing is said.
    pub note: Option<Note>,
    /// Facts.
    pub facts: Vec<Fact>,
    /// The personal link; empty: it is not to be handed out any more.
    pub link: String,
    /// To whom the mail goes; empty: nobody is known.
    pub to: String,
    /// The draft's subject.
    pub subject: String,
    /// The draft's text, with the link in it.
    pub body: String,
    /// What happened, the latest first.
    pub timeline: Vec<Happened>,
}

impl Request {
    /// The page.
    pub fn render(&self, shell: &Shell) -> String {
        let at = &shell.at();
        let mut parts = Vec::new();
        parts.extend(self.note.clone().map(Part::Note));
        parts.push(Part::Facts(Facts {
            title: String::new(),
            facts: self.facts.clone(),
        }));
        if !self.link.is_empty() {
            parts.push(copied("request-link", at.say("pages-request-link"), &self.link, false));
        }
        if !self.body.is_empty() {
            parts.push(Part::Story(crate::part::Story {
                title: at.say("pages-request-mail"),
                paragraphs: vec![at.say("pages-request-mail-lead")],
            }));
            parts.push(copied("request-subject", at.say("pages-request-subject"), &self.subject, false));
            parts.push(copied("request-body", at.say("pages-request-body"), &self.body, true));
            parts.push(Part::Buttons(vec![Button {
                label: at.say("pages-request-open-mail"),
                to: To::Page(self.mailto()),
                weight: Weight::Plain,
            }]));
        }
        parts.push(happened("timeline", "pages-request-timeline", &self.timeline, at));
        Page {
            head: self.head.clone(),
            parts,
        }
        .render(shell)
    }

    /// The draft as an address that a mail program opens (RFC 6068).
    fn mailto(&self) -> String {
        format!(
            "mailto:{}?subject={}&body={}",
            quoted(&self.to),
            quoted(&self.subject),
            quoted(&self.body.replace("\r\n", "\n").replace('\n', "\r\n"))
        )
    }
}

fn copied(id: &str, label: String, text: &str, lines: bool) -> Part {
    Part::Copy(Copy {
        id: id.to_owned(),
        label,
        text: text.to_owned(),
        lines,
    })
}

/// Percent-encoded but for what needs none in an address of mail.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'@' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_opens_in_a_mail_program_with_its_lines() {
        let request = Request {
            to: "it@fabrikam.example".to_owned(),
            subject: "50 % & mehr".to_owned(),
            body: "Grüße\nhttps://a/?x=1".to_owned(),
            ..Request::default()
        };
        assert_eq!(
            request.mailto(),
            "mailto:it@fabrikam.example?subject=50%20%25%20%26%20mehr&body=Gr%C3%BC%C3%9Fe%0D%0Ahttps%3A%2F%2Fa%2F%3Fx%3D1"
        );
    }
}
