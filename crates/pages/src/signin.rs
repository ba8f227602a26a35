//! Signing in, step by step: name and password, the second factor, a new password where one is due. Called by the server's pages.
//! A password or code is never shown again; one page asks for one thing.

use crate::{
    cell::Link,
    form::{Field, Form, Kind},
    html::Html,
    outside::Outside,
    passkey::Ask,
};
use askama::Template;

/// A step of signing in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SignIn {
    /// Which step.
    pub step: SignInStep,
    /// What is wrong, ready to be read; empty: nothing.
    pub problem: String,
    /// Values sent along: where to go afterwards, the mark of the step before.
    pub hidden: Vec<(String, String)>,
    /// Whether a passkey opens as well.
    pub passkey: bool,
    /// Another way in: what its link says, and where it leads.
    pub provider: Option<Link>,
}

/// What is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignInStep {
    /// User name (`name`) and password (`password`).
    Password {
        /// The name, if it is known.
        name: String,
    },
    /// A code of the second factor, or a recovery code (`code`).
    Code,
    /// A new password (`new_password`, `repeat_password`), because one is due; the present one was just given.
    Change,
}

impl Default for SignInStep {
    fn default() -> Self {
        Self::Password { name: String::new() }
    }
}

impl SignIn {
    /// The page. It is sent to `/sign-in`.
    pub fn render(&self, outside: &Outside) -> String {
        let at = outside.at();
        let (title, lead, submit, fields) = match &self.step {
            SignInStep::Password { name } => {
                let (mut first, mut second) = (
                    Field::new("name", at.say("pages-signin-name"), Kind::Token)
                        .value(name)
                        .autocomplete("username"),
                    Field::new("password", at.say("pages-signin-password"), Kind::Password).autocomplete("current-password"),
                );
                first.autofocus = name.is_empty();
                second.autofocus = !name.is_empty();
                ("pages-signin", "", "pages-signin-submit", vec![first, second])
            }
            SignInStep::Code => {
                let code = Field::new("code", at.say("pages-signin-code"), Kind::Token)
                    .hint(at.say("pages-signin-code-hint"))
                    .autocomplete("one-time-code")
                    .autofocus();
                ("pages-signin-second", "pages-signin-second-lead", "pages-signin-submit", vec![code])
            }
            SignInStep::Change => {
                let new = Field::new("new_password", at.say("pages-signin-new"), Kind::Password)
                    .hint(at.say("pages-signin-new-hint"))
                    .autocomplete("new-password")
                    .autofocus();
                let again = Field::new("repeat_password", at.say("pages-signin-again"), Kind::Password).autocomplete("new-password");
                (
                    "pages-signin-change",
                    "pages-signin-change-lead",
                    "pages-signin-change-submit",
                    vec![new, again],
                )
            }
        };
        let form = Form {
            id: "sign-in".to_owned(),
            action: "/sign-in".to_owned(),
            problem: self.problem.clone(),
            fields,
            hidden: self.hidden.clone(),
            submit: at.say(submit),
            ..Form::default()
        };
        let title = at.say(title);
        let passkey = self.passkey.then(|| Ask {
            action: "/sign-in/passkey",
            options: "/sign-in/passkey",
            submit: at.say("pages-signin-passkey"),
            hidden: self.hidden.clone(),
            named: false,
        });
        let body = Html::of(&View {
            title: &title,
            lead: if lead.is_empty() { String::new() } else { at.say(lead) },
            form: form.html(&at),
            passkey: passkey.map(|ask| ask.html(&at)).unwrap_or_default(),
            provider: self.provider.as_ref(),
        });
        outside.frame(&title, form.wrong(), body)
    }
}

#[derive(Template)]
#[template(path = "sign_in.html", whitespace = "minimize")]
struct View<'a> {
    title: &'a str,
    lead: String,
    form: Html,
    passkey: Html,
    provider: Option<&'a Link>,
}
