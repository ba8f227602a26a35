//! Several accounts in one browser: somebody who works for more than one organisation signs in to each, and goes from one to another without
//! signing in again. Each is a session of its own, with its own rights, and ends for itself.

use super::{
    cookies::{SESSION, write},
    visit::{Signed, Visit, signed},
};
use crate::{
    api::{answer::Answer, context::hex},
    center::Center,
};
use nahtlos_engine::{Halt, identity::Stage};
use nahtlos_pages::Tenant;
use sha2::{Digest as _, Sha256};

/// The sessions of the other accounts.
pub(super) const OTHERS: &str = "nahtlos-others";
/// Most other accounts of a browser.
const MOST: usize = 3;

/// The other accounts of a browser's cookie, those that still count.
pub(super) async fn read(center: &Center, cookie: Option<String>) -> Result<Vec<Signed>, Halt> {
    let mut all = Vec::new();
    for token in cookie.iter().flat_map(|cookie| cookie.split('.')).take(MOST) {
        if let Some(found) = signed(center, token.to_owned()).await?
            && found.session.stage == Stage::Whole
        {
            all.push(found);
        }
    }
    Ok(all)
}

/// What names a session on a page; nothing can be opened with it.
fn id(signed: &Signed) -> String {
    hex(&Sha256::digest(format!("account {}", signed.token)))[..16].to_owned()
}

fn kept<'a>(visit: &Visit, others: impl Iterator<Item = &'a str>) -> String {
    let tokens: Vec<&str> = others.take(MOST).collect();
    write(OTHERS, &tokens.join("."), visit.is_tls(), (tokens.is_empty()).then_some(0))
}

impl Visit {
    /// Whether somebody who is signed in signs in with another account.
    pub(super) fn adds_account(&self) -> bool {
        self.whole().is_some() && (self.form.some("add").is_some() || self.query.get("add").is_some())
    }

    /// The accounts of this browser, the one that looks marked. Of two in one organisation, each is told by its user name.
    pub(super) fn accounts(&self) -> Vec<Tenant> {
        let Some(own) = self.whole() else {
            return Vec::new();
        };
        let all: Vec<&Signed> = std::iter::once(own).chain(&self.others).collect();
        let shown = |one: &&Signed| {
            let twice = all.iter().filter(|other| other.tenant.id == one.tenant.id).count() > 1;
            Tenant {
                id: id(one),
                name: match twice {
                    true => format!("{} ({})", one.tenant.name, one.person.user.user_principal_name),
                    false => one.tenant.name.clone(),
                },
                current: one.token == own.token,
            }
        };
        all.iter().map(shown).collect()
    }

    /// The account that looked so far is kept beside the one that has just signed in.
    pub(super) fn beside(&self, answer: Answer) -> Answer {
        let Some(own) = self.whole() else { return answer };
        let others = self.others.iter().map(|other| other.token.as_str());
        answer.with("set-cookie", kept(self, std::iter::once(own.token.as_str()).chain(others)))
    }

    /// Goes to another account of this browser; `None`: it has none of that name any more.
    pub(super) fn switched(&self, wanted: &str, answer: Answer) -> Option<Answer> {
        let own = self.whole()?;
        let to = self.others.iter().find(|other| id(other) == wanted)?;
        let rest = self.others.iter().filter(|other| other.token != to.token);
        let others = std::iter::once(own).chain(rest).map(|other| other.token.as_str());
        Some(
            answer
                .with("set-cookie", write(SESSION, &to.token, self.is_tls(), None))
                .with("set-cookie", kept(self, others)),
        )
    }

    /// Signed out of one account, the browser goes on with the next; `None`: there is none.
    pub(super) fn goes_on_with_next(&self, answer: Answer) -> Option<Answer> {
        let (next, rest) = self.others.split_first()?;
        Some(
            answer
                .with("set-cookie", write(SESSION, &next.token, self.is_tls(), None))
                .with("set-cookie", kept(self, rest.iter().map(|other| other.token.as_str()))),
        )
    }
}
