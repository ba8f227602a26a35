//! Invitations: one per customer asked, from draft to decision. The reference has one static link and no status; this goes beyond.

use crate::{
    estate::word_enum,
    instants::{DAY_MS, Instant},
    refusals::{Code, Refusal},
};
use serde::{Deserialize, Serialize};

word_enum!(
    /// State of an invitation.
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

/// A mail's text.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct MailText {
    /// Subject.
    pub subject: String,
    /// Plain text.
    pub text: String,
    /// HTML.
    pub html: String,
}

/// A reminder that went out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Reminder {
    /// When.
    pub at: Instant,
    /// `invitation` or `reminder`.
    pub kind: String,
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
    /// The provider through whom it would be, for an indirect reseller.
    pub provider_id: Option<String>,
    /// The link's secret part. Kept readable, because the partner copies the link again later.
    pub token: String,
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

    fn closed(&self) -> Refusal {
        Refusal::new(Code::InvitationClosed).with("status", self.status)
    }

    fn changed(&self, status: InvitationStatus) -> Self {
        Self {
            status,
            version: self.version + 1,
            ..self.clone()
        }
    }

    /// Sent, by mail or as a copied link.
    ///
    /// # Errors
    /// When it is decided or over.
    pub fn send(&self, now: Instant, by_mail: bool) -> Result<Self, Refusal> {
        if !self.is_open() {
            return Err(self.closed());
        }
        let status = if self.status == InvitationStatus::Drafted {
            InvitationStatus::Sent
        } else {
            self.status
        };
        let mut after = self.changed(status);
        after.by_mail = by_mail;
        after.sent = after.sent.or(Some(now));
        if by_mail {
            after.reminders.push(Reminder {
                at: now,
                kind: "invitation".to_owned(),
            });
        }
        Ok(after)
    }

    /// Opened by the customer.
    ///
    /// # Errors
    /// When it is over.
    pub fn open(&self, now: Instant) -> Result<Self, Refusal> {
        if !self.is_open() || now >= self.expires {
            return Err(self.closed());
        }
        let mut after = self.changed(InvitationStatus::Opened);
        after.opened = after.opened.or(Some(now));
        after.sent = after.sent.or(Some(now));
        Ok(after)
    }

    /// Accepted or declined.
    ///
    /// # Errors
    /// When it is over.
    pub fn decide(&self, accepts: bool, who: Person, customer_id: &str, now: Instant) -> Result<Self, Refusal> {
        if !self.is_open() || now >= self.expires {
            return Err(self.closed());
        }
        let mut after = self.changed(if accepts {
            InvitationStatus::Accepted
        } else {
            InvitationStatus::Declined
        });
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
        if !self.is_open() {
            return Err(self.closed());
        }
        let mut after = self.changed(InvitationStatus::Withdrawn);
        after.decided = Some(now);
        Ok(after)
    }

    /// When something happens by itself: a reminder or the end.
    pub fn next_due(&self) -> Option<Instant> {
        if !self.is_open() {
            return None;
        }
        let last = self
            .reminders
            .last()
            .map(|r| r.at)
            .filter(|_| self.by_mail && self.reminder_days > 0);
        let reminder = last.map(|at| at.plus_ms(self.reminder_days * DAY_MS));
        Some(reminder.map_or(self.expires, |at| at.min(self.expires)))
    }

    /// One step of what is due; `true`: a reminder is to go out.
    pub fn fall_due(&self, at: Instant) -> (Self, bool) {
        if at >= self.expires {
            let mut after = self.changed(InvitationStatus::Expired);
            after.decided = Some(self.expires);
            return (after, false);
        }
        let mut after = self.changed(self.status);
        after.reminders.push(Reminder {
            at,
            kind: "reminder".to_owned(),
        });
        (after, true)
    }
}
