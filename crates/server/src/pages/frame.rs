//! The frame around every page, and the pages that say why there is no other.

use super::{
    cookies::{MARK, SAID, SESSION, write},
    inside::Refused,
    visit::Visit,
    written::{html, see},
};
use crate::{
    api::{answer::Answer, problem::Problem},
    center::Center,
    logs::harmless,
};
use http::HeaderMap;
use nahtlos_engine::Halt;
use nahtlos_pages::{Clock, Menu, MenuEntry, Outside, Shell, Theme, TroubleKind};
use nahtlos_report::{Args, Lang};

/// Why there is no page.
#[derive(Debug)]
pub(super) enum Trouble {
    /// The center is broken, busy or away.
    Problem(Problem),
    /// An API said no.
    Refused(Refused),
    /// There is nothing at this address.
    Missing,
    /// The form's proof does not fit.
    Expired,
    /// What was sent is no form.
    NoForm,
    /// What was sent is larger than it may be.
    TooLarge,
}

impl From<Problem> for Trouble {
    fn from(problem: Problem) -> Self {
        Self::Problem(problem)
    }
}

impl From<Halt> for Trouble {
    fn from(halt: Halt) -> Self {
        Self::Problem(halt.into())
    }
}

impl From<Refused> for Trouble {
    fn from(refused: Refused) -> Self {
        Self::Refused(refused)
    }
}

impl Visit {
    /// The frame of a page, for who is signed in.
    pub(super) fn shell(&self, current: Option<Menu>) -> Shell<'_> {
        let signed = self.signed.as_ref();
        let menu: &[Menu] = if self.is_partner() { &Menu::PARTNER } else { &Menu::CUSTOMER };
        let entry = |menu: &Menu| MenuEntry {
            menu: *menu,
            href: match menu {
                Menu::Dashboard => "/".to_owned(),
                other => format!("/{}", other.word()),
            },
        };
        let toast = match self.said.as_str() {
            "" => String::new(),
            said => self.texts().say(&format!("desk-said-{said}")),
        };
        Shell {
            texts: self.texts(),
            path: self.address(),
            proof: self.proof(),
            person: signed.map(|signed| signed.person.user.display_name.clone()).unwrap_or_default(),
            tenants: self.accounts(),
            menu: menu.iter().map(entry).collect(),
            current,
            clock: self.center.config.sandbox.then(|| Clock {
                now: self.center.engine.now(),
                turns: true,
            }),
            toast,
            query: self.query.get("q").unwrap_or_default().to_owned(),
            theme: Theme::of(&self.theme),
        }
    }

    /// The frame of a page, for who is not signed in.
    pub(super) fn outside(&self) -> Outside<'_> {
        Outside {
            texts: self.texts(),
            path: self.address(),
            proof: self.proof(),
            theme: Theme::of(&self.theme),
        }
    }

    /// A page.
    pub(super) fn page(&self, status: u16, page: String) -> Answer {
        let answer = html(status, page);
        // What was said once is not said again.
        let answer = match self.said.is_empty() {
            true => answer,
            false => answer.with("set-cookie", write(SAID, "", self.is_tls(), Some(0))),
        };
        match self.signed {
            Some(_) => answer,
            None => answer.with("set-cookie", write(MARK, &self.mark, self.is_tls(), Some(3600))),
        }
    }

    /// An answer after which the next page says something.
    pub(super) fn saying(&self, answer: Answer, what: &str) -> Answer {
        answer.with("set-cookie", write(SAID, what, self.is_tls(), Some(60)))
    }

    /// A text.
    pub(super) fn say(&self, key: &str) -> String {
        self.texts().say(key)
    }

    /// A text with a value.
    pub(super) fn say_with(&self, key: &str, name: &str, value: &str) -> String {
        self.texts().fill(key, Args::new().text(name, value))
    }

    /// A text with a number called `count`.
    pub(super) fn say_count(&self, key: &str, count: i64) -> String {
        self.texts().fill(key, Args::new().count("count", count))
    }
}

/// The page for a trouble.
pub(super) fn trouble(visit: &Visit, trouble: Trouble) -> Answer {
    let (kind, what, status) = match trouble {
        Trouble::Missing => (TroubleKind::Missing, String::new(), 404),
        Trouble::Expired => (TroubleKind::Proof, String::new(), 403),
        Trouble::NoForm => (TroubleKind::Proof, visit.say("desk-no-form"), 400),
        Trouble::TooLarge => (TroubleKind::Proof, visit.say("desk-too-large"), 413),
        Trouble::Refused(refused) if refused.status == 401 => return see("/sign-in"),
        Trouble::Refused(refused) => (kind_of(refused.status), refused.sentence, refused.status),
        Trouble::Problem(Problem::Refused(refusal)) => {
            let status = refusal.code.status();
            (kind_of(status), visit.center.texts.refusal(visit.locale(), &refusal), status)
        }
        Trouble::Problem(Problem::Away(cause)) => {
            tracing::warn!(cause = harmless(&cause), "page not served");
            (TroubleKind::Busy, visit.say("desk-away"), 503)
        }
        Trouble::Problem(problem) => {
            if let Problem::Fault(cause) = &problem {
                tracing::error!(cause = harmless(cause), "page failed");
            }
            (TroubleKind::Fault, String::new(), 500)
        }
    };
    let page = nahtlos_pages::Trouble {
        kind,
        what,
        request_id: String::new(),
    };
    let rendered = match visit.whole() {
        Some(_) => page.render(&visit.shell(None)),
        None => page.render_outside(&visit.outside()),
    };
    visit.page(status, rendered)
}

fn kind_of(status: u16) -> TroubleKind {
    match status {
        404 => TroubleKind::Missing,
        409 | 412 => TroubleKind::Stale,
        429 | 503 => TroubleKind::Busy,
        500.. => TroubleKind::Fault,
        _ => TroubleKind::Forbidden,
    }
}

/// The page where not even the session could be read.
pub(super) fn broken(center: &Center, headers: &HeaderMap, problem: Problem) -> Answer {
    if let Problem::Fault(cause) | Problem::Away(cause) = &problem {
        tracing::error!(cause = harmless(cause), "page failed");
    }
    let asked = headers.get("accept-language").and_then(|value| value.to_str().ok());
    let lang = asked.and_then(Lang::of_tag).unwrap_or(Lang::En);
    let outside = Outside {
        texts: center.texts.of(lang.tag()),
        path: "/".to_owned(),
        proof: String::new(),
        theme: Theme::Auto,
    };
    let page = nahtlos_pages::Trouble {
        kind: TroubleKind::Fault,
        what: String::new(),
        request_id: String::new(),
    };
    html(503, page.render_outside(&outside))
}

/// Signed out: the cookie goes.
pub(super) fn without_session(visit: &Visit, answer: Answer) -> Answer {
    answer.with("set-cookie", write(SESSION, "", visit.is_tls(), Some(0)))
}
