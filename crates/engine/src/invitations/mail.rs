//! Mails of invitations: what a message in the outbox is about, and what came of it.

use super::{
    Asked,
    due::{Mail, save},
};
use crate::{Engine, act::Act, halt::Halt, notices, outbox::Message, service_requests::letter};
use nahtlos_model::instants::Instant;
use nahtlos_store::{StoreError, invitations};

/// A mail to write and send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// What it is about.
    pub asked: Asked,
    /// Where it goes.
    pub to: String,
    /// It is a reminder.
    pub reminder: bool,
}

fn read(body: &str) -> Result<Mail, Halt> {
    Ok(serde_json::from_str(body).map_err(StoreError::from)?)
}

impl Engine {
    /// What a message is to say; `None` where there is nothing left to say: the invitation has been decided, has ended, or has no
    /// address any more.
    ///
    /// # Errors
    /// Faults only.
    pub async fn letter(&self, message: &Message) -> Result<Option<Letter>, Halt> {
        if letter::is_about_one(&message.body) || notices::is_one(&message.body) {
            return Ok(None);
        }
        let mail = read(&message.body)?;
        let mut tx = self.inner.store.reader().await?;
        let Some(invitation) = invitations::find(&mut tx, &message.scope, &mail.invitation).await? else {
            return Ok(None);
        };
        let entry = invitation.reminders.get(mail.number);
        let waits = entry.filter(|e| e.delivered.is_none() && invitation.still_open(self.now()).is_ok());
        let (Some(entry), Some(to)) = (waits, invitation.customer_email.clone()) else {
            return Ok(None);
        };
        let reminder = entry.kind == "reminder";
        Ok(Some(Letter {
            asked: Asked::of(&mut tx, invitation).await?,
            to,
            reminder,
        }))
    }
}

/// Writes down what came of a mail.
pub(crate) async fn note(act: &mut Act<'_>, message: &Message, outcome: Result<Instant, &str>) -> Result<(), Halt> {
    // Nothing is kept of what came of other mails.
    if letter::is_about_one(&message.body) || notices::is_one(&message.body) {
        return Ok(());
    }
    let mail = read(&message.body)?;
    let Some(before) = invitations::find(act.tx, &message.scope, &mail.invitation).await? else {
        return Ok(());
    };
    let operation = if outcome.is_ok() { "mail_delivered" } else { "mail_failed" };
    match before.mail_went(mail.number, outcome) {
        Some(after) => save(act, &before, &after, operation).await,
        None => Ok(()),
    }
}
