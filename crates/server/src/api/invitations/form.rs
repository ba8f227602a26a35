//! The form of an answer, and the sign-in that comes with it. The password is read, proved and dropped; it is shown nowhere again.

use super::sheet::Filled;
use crate::api::{
    ask::{Ask, Query},
    problem::Problem,
};
use nahtlos_engine::{
    call::{Actor, Call},
    identity::{Person, SignIn},
};
use nahtlos_model::customers::Contact;
use nahtlos_report::{Args, Texts};

/// The application that actions on the page are recorded under.
const PAGE: &str = "invitation-page";

/// What is wrong with an answer, and at which field.
#[derive(Debug, Clone)]
pub(super) struct Wrong {
    pub field: &'static str,
    pub sentence: String,
}

impl Wrong {
    pub(super) fn new(texts: &Texts, field: &'static str, key: &str) -> Self {
        Self {
            field,
            sentence: texts.say(&format!("invitation-error-{key}")),
        }
    }
}

/// An answer as it was sent.
pub(super) struct Form {
    pub filled: Filled,
    password: String,
    pub agreement: bool,
    /// Accepts, or declines; `None`: neither was chosen.
    pub accepts: Option<bool>,
}

impl Form {
    pub(super) fn read(ask: &Ask) -> Self {
        let fields = Query::parse(&String::from_utf8_lossy(&ask.body));
        let text = |name: &str| fields.get(name).unwrap_or_default().trim().to_owned();
        Self {
            filled: Filled {
                name: text("name"),
                first_name: text("firstName"),
                last_name: text("lastName"),
                email: text("email"),
                phone: text("phone"),
            },
            password: fields.get("password").unwrap_or_default().to_owned(),
            agreement: fields.get("agreement").is_some(),
            accepts: match fields.get("decision") {
                Some("accept") => Some(true),
                Some("decline") => Some(false),
                _ => None,
            },
        }
    }

    /// What is missing before anybody signs in.
    pub(super) fn missing(&self, texts: &Texts) -> Vec<Wrong> {
        let mut wrong = Vec::new();
        if self.accepts.is_none() {
            wrong.push(Wrong::new(texts, "decision", "decision"));
        }
        if self.filled.name.is_empty() || self.password.is_empty() {
            wrong.push(Wrong::new(texts, "name", "sign-in"));
        }
        if self.accepts == Some(true) && !self.agreement {
            wrong.push(Wrong::new(texts, "agreement", "agreement"));
        }
        wrong
    }

    /// Signs in; wrong names and passwords, and accounts that may not, are told apart to nobody.
    pub(super) async fn sign_in(&self, ask: &Ask, texts: &Texts) -> Result<Result<Box<Person>, Wrong>, Problem> {
        let (identity, engine, name) = (&ask.center.identity, &ask.center.engine, &self.filled.name);
        identity.limit_sign_in(name)?;
        let attempts = &identity.attempts;
        let _turn = attempts.turn(name).await;
        if let Err(seconds) = attempts.may_try(name, engine.machine_now().0) {
            let sentence = texts.fill("invitation-error-wait", Args::new().count("seconds", seconds));
            return Ok(Err(Wrong { field: "name", sentence }));
        }
        Ok(match engine.sign_in(name, &self.password).await? {
            SignIn::Welcome(person) => {
                attempts.succeeded(name);
                Ok(person)
            }
            SignIn::MustChange(_) => {
                attempts.succeeded(name);
                Err(Wrong::new(texts, "password", "must-change"))
            }
            SignIn::Disabled => Err(Wrong::new(texts, "name", "sign-in")),
            SignIn::Wrong => {
                attempts.failed(name, engine.machine_now().0);
                Err(Wrong::new(texts, "name", "sign-in"))
            }
        })
    }

    /// Who accepts: as filled in, else as the account says.
    pub(super) fn contact(&self, person: &Person) -> Contact {
        let user = &person.user;
        let or = |filled: &str, account: &Option<String>| match filled {
            "" => account.clone().unwrap_or_default(),
            filled => filled.to_owned(),
        };
        let mail = user.mail.clone().or_else(|| Some(user.user_principal_name.clone()));
        Contact {
            first_name: or(&self.filled.first_name, &user.given_name),
            last_name: or(&self.filled.last_name, &user.surname),
            email: or(&self.filled.email, &mail),
            phone: Some(or(&self.filled.phone, &user.phone)).filter(|p| !p.is_empty()),
        }
    }
}

/// The call of somebody who has just signed in on the page.
pub(super) fn call(ask: &Ask, person: &Person) -> Call {
    Call {
        actor: Actor {
            tenant_id: person.user.tenant_id.clone(),
            directory_id: person.user.tenant_id.clone(),
            user: Some(person.acting()),
            application: PAGE.to_owned(),
            roles: person.roles.clone(),
            mfa: person.has_mfa(),
        }
        .into(),
        key: None,
        faults: None,
        ..ask.call.clone()
    }
}
