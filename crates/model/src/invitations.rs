//! Invitations: one per customer asked, from draft to decision. The reference has one static link and no status; this goes beyond.
//!
//! Used by the use cases of invitations and by due work. Every step is a pure decision on the invitation as it stood.

mod draft;
mod mail;

pub use draft::{Draft, Origin, read_email};
pub use mail::{MARK, MailChange, MailText, PATH};

use crate::{
    estate::word_enum,
    instants::Instant,
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// State of an invitation (`docs/states/invitations.md`).
    InvitationStatus {
        /// Made, not sent.
        Drafted = "drafted",
        /// Sent, or its link handed over.
        Sent = "sent",
        /// The customer opened the link.
        Opened = "opened",
        /// Accepted.
        Accepted = "accepted",
        /// Declined.
        Declined = "declined",
        /// Nobody answered in time.
        Expired = "expired",
        /// Taken back.
        Withdrawn = "withdrawn",
    }
);

/// Somebody who decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// User id.
    pub user_id: String,
    /// Sign-in name.
    pub user_principal_name: String,
    /// Name.
    pub name: String,
}

/// A mail that was to go out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reminder {
    /// When it was due.
    pub at: Instant,
    /// `invitation` or `reminder`.
    pub kind: String,
    /// When the mail server took it.
    #[serde(default)]
    pub delivered: Option<Instant>,
    /// Why the last attempt did not succeed.
    #[serde(default)]
    pub problem: Option<String>,
}

impl Reminder {
    fn new(at: Instant, kind: &str) -> Self {
        Self {
            at,
            kind: kind.to_owned(),
            delivered: None,
            problem: None,
        }
    }
}

/// An invitation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Invitation {
    /// Id.
    pub id: String,
    /// The partner who asks.
    pub partner_id: String,
    /// Customer's name, as the partner knows it.
    pub customer_name: Option<String>,
    /// Customer's domain.
    pub customer_domain: Option<String>,
    /// Where mails go.
    pub customer_email: Option<String>,
    /// Country, when known.
    pub country: Option<String>,
    /// State.
    pub status: InvitationStatus,
    /// Asks for delegated administration.
    pub delegated: bool,
    /// Template ids of the roles that are asked for with it: granular rights that begin when it is accepted.
    #[serde(default)]
    pub roles: Vec<String>,
    /// Days for which they are asked; 0 without roles.
    #[serde(default)]
    pub roles_days: i64,
    /// The relationship of granular rights that the acceptance began.
    #[serde(default)]
    pub delegation_id: Option<String>,
    /// The provider through whom it would be, for an indirect reseller.
    pub provider_id: Option<String>,
    /// The link's secret part. Kept readable, because the partner copies the link again later.
    pub token: String,
    /// The address before the link's path, as the caller reached us.
    #[serde(default)]
    pub base: String,
    /// Mails go out by themselves, reminders included.
    pub by_mail: bool,
    /// Language of page and mail.
    pub language: String,
    /// The mail.
    pub mail: MailText,
    /// Mails that went out.
    #[serde(default)]
    pub reminders: Vec<Reminder>,
    /// Days between reminders; 0: none.
    pub reminder_days: i64,
    /// Created.
    pub created: Instant,
    /// Who wrote it; `None`: an application.
    #[serde(default)]
    pub created_by: Option<Person>,
    /// Sent.
    pub sent: Option<Instant>,
    /// First opened.
    pub opened: Option<Instant>,
    /// Decided.
    pub decided: Option<Instant>,
    /// Expires.
    pub expires: Instant,
    /// Who decided.
    pub decided_by: Option<Person>,
    /// The customer who accepted.
    pub customer_id: Option<String>,
    /// Counted up with every change.
    pub version: i64,
}

impl Invitation {
    /// Whether it can still be decided.
    pub fn is_open(&self) -> bool {
        matches!(
            self.status,
            InvitationStatus::Drafted | InvitationStatus::Sent | InvitationStatus::Opened
        )
    }

    /// The state at an instant: an open one is expired from its end on, whether or not that has been written down.
    pub fn status_at(&self, now: Instant) -> InvitationStatus {
        if self.is_open() && now >= self.expires {
            InvitationStatus::Expired
        } else {
            self.status
        }
    }

    /// That it can still be decided.
    ///
    /// # Errors
    /// `InvitationClosed`.
    pub fn still_open(&self, now: Instant) -> Result<(), Refusal> {
        if self.is_open() && now < self.expires {
            return Ok(());
        }
        Err(Refusal::new(Code::InvitationClosed).with("status", self.status_at(now)))
    }

    /// The link for the customer, under an address of ours.
    pub fn link(&self, base: &str) -> String {
        format!("{base}{PATH}{}", self.token)
    }

    fn changed(&self, status: InvitationStatus) -> Self {
        Self {
            status,
            version: self.version + 1,
            ..self.clone()
        }
    }

    fn mailed(mut self, now: Instant, kind: &str) -> Self {
        self.reminders.push(Reminder::new(now, kind));
        self
    }

    fn needs_address(&self) -> Result<(), Refusal> {
        match self.customer_email {
            Some(_) => Ok(()),
            None => Err(Refusal::property("customerEmail", "it must be given before a mail can be sent")),
        }
    }

    /// Sent, by mail or as a copied link.
    ///
    /// # Errors
    /// When it is decided or over; by mail without an address.
    pub fn send(&self, now: Instant, by_mail: bool) -> Result<Self, Refusal> {
        self.still_open(now)?;
        let status = if self.status == InvitationStatus::Drafted {
            InvitationStatus::Sent
        } else {
            self.status
        };
        let mut after = self.changed(status);
        after.sent = after.sent.or(Some(now));
        if !by_mail {
            return Ok(after);
        }
        self.needs_address()?;
        after.by_mail = true;
        Ok(after.mailed(now, "invitation"))
    }

    /// Reminded of by mail, now.
    ///
    /// # Errors
    /// When it is not sent yet, decided or over; without an address.
    pub fn remind(&self, now: Instant) -> Result<Self, Refusal> {
        self.still_open(now)?;
        if self.status == InvitationStatus::Drafted {
            return Err(Refusal::property("status", "it is a draft; send the invitation first"));
        }
        self.needs_address()?;
        Ok(self.changed(self.status).mailed(now, "reminder"))
    }

    /// Opened by the customer; `None` where it was before.
    ///
    /// # Errors
    /// When it is over.
    pub fn open(&self, now: Instant) -> Result<Option<Self>, Refusal> {
        self.still_open(now)?;
        if self.status == InvitationStatus::Opened {
            return Ok(None);
        }
        let mut after = self.changed(InvitationStatus::Opened);
        after.opened = after.opened.or(Some(now));
        after.sent = after.sent.or(Some(now));
        Ok(Some(after))
    }

    /// Accepted or declined.
    ///
    /// # Errors
    /// When it is over.
    pub fn decide(&self, accepts: bool, who: Person, customer_id: &str, now: Instant) -> Result<Self, Refusal> {
        self.still_open(now)?;
        let mut after = self.changed(if accepts {
            InvitationStatus::Accepted
        } else {
            InvitationStatus::Declined
        });
        after.opened = after.opened.or(Some(now));
        after.sent = after.sent.or(Some(now));
        after.decided = Some(now);
        after.decided_by = Some(who);
        after.customer_id = accepts.then(|| customer_id.to_owned());
        Ok(after)
    }

    /// Taken back by the partner.
    ///
    /// # Errors
    /// When it is decided or over.
    pub fn withdraw(&self, now: Instant) -> Result<Self, Refusal> {
        self.still_open(now)?;
        let mut after = self.changed(InvitationStatus::Withdrawn);
        after.decided = Some(now);
        Ok(after)
    }

    /// With what came of one of its mails; `None` where nothing is new.
    pub fn mail_went(&self, number: usize, outcome: Result<Instant, &str>) -> Option<Self> {
        let before = self.reminders.get(number)?;
        let mut mail = before.clone();
        match outcome {
            Ok(at) => (mail.delivered, mail.problem) = (Some(at), None),
            Err(problem) => mail.problem = Some(problem.to_owned()),
        }
        if mail == *before {
            return None;
        }
        let mut after = self.changed(self.status);
        after.reminders[number] = mail;
        Some(after)
    }

    /// When something happens by itself: a reminder or the end.
    pub fn next_due(&self) -> Option<Instant> {
        if !self.is_open() {
            return None;
        }
        let reminds = self.by_mail && self.reminder_days > 0;
        let last = self.reminders.last().filter(|_| reminds);
        let reminder = last.map(|mail| mail.at.plus_days(self.reminder_days));
        Some(reminder.map_or(self.expires, |at| at.min(self.expires)))
    }

    /// One step of what is due; `true`: a reminder is to go out. However late it comes, one reminder goes out, not one per day missed.
    pub fn fall_due(&self, now: Instant) -> (Self, bool) {
        if now >= self.expires {
            let mut after = self.changed(InvitationStatus::Expired);
            after.decided = Some(self.expires);
            return (after, false);
        }
        (self.changed(self.status).mailed(now, "reminder"), true)
    }
}

#[cfg(test)]
mod tests;
