//! What can go to another partner, and why not: one answer for the eligibility list, creation, acceptance, work and previews.

use super::Failure;
use crate::{
    estate::Generation,
    subscriptions::{LockKind, Status, Subscription},
};

/// Why a subscription cannot go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Its state.
    State(Status),
    /// It is a trial.
    Trial,
    /// It is of new commerce, and was asked for as legacy.
    OnRequestOnly,
    /// It is legacy, and was asked for as new commerce.
    Legacy,
    /// Another transfer holds it.
    InTransfer(String),
    /// Something else holds it.
    Held(String),
    /// Another partner has it already.
    Moved,
    /// It is not provisioned.
    NotProvisioned,
}

impl Reason {
    /// A stable word, for our own answers.
    pub fn code(&self) -> &'static str {
        match self {
            Self::State(_) => "state",
            Self::Trial => "trial",
            Self::OnRequestOnly => "onRequestOnly",
            Self::Legacy => "legacy",
            Self::InTransfer(_) => "inTransfer",
            Self::Held(_) => "held",
            Self::Moved => "moved",
            Self::NotProvisioned => "notProvisioned",
        }
    }

    /// Its values, by name.
    pub fn values(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::State(status) => vec![("status", status.to_string())],
            Self::InTransfer(id) | Self::Held(id) => vec![("holder", id.clone())],
            _ => Vec::new(),
        }
    }

    /// The wire's text about a subscription, English as the reference's, because clients show it. Ids in lists are in capitals.
    pub fn text(&self, id: &str) -> String {
        let (capitals, small) = (id.to_ascii_uppercase(), id.to_ascii_lowercase());
        match self {
            Self::State(status) => format!("Subscription: {capitals} is in state: {}", capitalised(status.as_str())),
            Self::Trial => format!("Subscription: {capitals} is a trial"),
            Self::OnRequestOnly => format!("Subscription: {capitals} is transferred on request of the target partner only"),
            Self::Legacy => format!("Subscription: {capitals} is no new-commerce subscription"),
            Self::InTransfer(other) => format!("subscription is already part of another transfer request id : {other}"),
            Self::Held(other) => format!("Subscription: {capitals} is held by {other}"),
            Self::Moved => format!("Subscription has already been transfered. Subscription: {small}"),
            Self::NotProvisioned => format!(
                "Subscription SyncState must be SyncComplete for the Subscription to be a source in a Subscription Ownership Transfer. \
                 Subscription: {small}, current state: None"
            ),
        }
    }

    /// What a line that was worked on says of it.
    pub fn failure(&self, id: &str) -> Failure {
        Failure {
            code: 900_103,
            text: self.text(id),
        }
    }
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_ascii_uppercase().to_string() + letters.as_str())
        .unwrap_or_default()
}

impl Subscription {
    /// Whether it can go to another partner in a flow.
    ///
    /// # Errors
    /// The first reason against it.
    pub fn eligible(&self, flow: Generation) -> Result<(), Reason> {
        if self.transferred_to.is_some() {
            return Err(Reason::Moved);
        }
        match (flow, self.generation) {
            (Generation::Legacy, Generation::NewCommerce) => return Err(Reason::OnRequestOnly),
            (Generation::NewCommerce, Generation::Legacy) => return Err(Reason::Legacy),
            _ => {}
        }
        if let Some(migration) = &self.in_motion {
            return Err(Reason::Held(migration.clone()));
        }
        if let Some(lock) = &self.lock {
            return Err(match lock.kind {
                LockKind::Transfer | LockKind::HandOver => Reason::InTransfer(lock.holder.clone()),
                _ => Reason::Held(lock.holder.clone()),
            });
        }
        self.fit_to_move()
    }

    /// Whether it can still go at the moment of work, whatever holds it then.
    ///
    /// # Errors
    /// The first reason against it.
    pub fn fit_to_move(&self) -> Result<(), Reason> {
        match self.status {
            _ if self.transferred_to.is_some() => Err(Reason::Moved),
            Status::Pending => Err(Reason::NotProvisioned),
            Status::Active if self.trial => Err(Reason::Trial),
            Status::Active => Ok(()),
            status => Err(Reason::State(status)),
        }
    }
}
