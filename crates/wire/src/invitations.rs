//! Our own: a personal request for a reseller relationship, from draft to decision.
//!
//! Used by `/moves/v1/invitations`. The link is a secret of the invited; it is written only to who may send it.

use crate::{customers::Contact, delegations::GranularRole};
use nahtlos_model::instants::Instant;

/// Where they are. One is under its id; `send`, `remind` and `withdraw` are posted below that.
pub const PATH: &str = "/moves/v1/invitations";
/// Where the invited side is, below [`PATH`]: the link's secret follows, then `accept` or `decline`.
pub const BY_LINK: &str = "by-link";

spelled! {
    pub enum InvitationStatus {
        Drafted = "drafted", Sent = "sent", Opened = "opened", Accepted = "accepted", Declined = "declined", Expired = "expired",
        Withdrawn = "withdrawn",
    }

    /// How an invitation reaches the customer.
    pub enum SendBy {
        Mail = "mail", Link = "link",
    }

    /// What has become of a mail.
    pub enum MailState {
        Waiting = "waiting", Delivered = "delivered", Failing = "failing",
    }
}

shape! {
    /// How many of one's invitations are in a state.
    pub struct InvitationCount {
        status: InvitationStatus,
        count: i64,
    }

    pub struct Invitation {
        id: String,
        customer_name: String,
        customer_domain: String,
        customer_email: String,
        country: String,
        status: InvitationStatus,
        created_at: Instant,
        created_by: Person,
        sent_at: Instant,
        opened_at: Instant,
        decided_at: Instant,
        expires_at: Instant,
        reminder_days: u32,
        next_reminder_at: Instant,
        reminders: Vec<Reminder>,
        accepted_by: Person,
        declined_by: Person,
        customer_id: String,
        delegated_admin: bool,
        roles: Vec<String>,
        roles_duration: String,
        delegated_admin_relationship_id: String,
        provider: Provider,
        link: String,
        language: String,
        mail: Mail,
        version: u32,
    }

    /// What a new invitation, or a change of one, says. An empty text empties a field; an empty text of the mail brings the standard
    /// text back. Roles are template ids of built-in ones: granular rights for them begin with the acceptance, for as long as
    /// `rolesDuration` says (`P1D` to `P2Y`; left out: as long as can be).
    pub struct InvitationRequest {
        customer_name: String,
        customer_domain: String,
        customer_email: String,
        country: String,
        delegated_admin: bool,
        roles: Vec<String>,
        roles_duration: String,
        provider_id: String,
        language: String,
        expires_at: Instant,
        reminder_days: i64,
        mail: Mail,
    }

    /// How to send it; left out: by link.
    pub struct SendRequest {
        by: SendBy,
    }

    /// A mail that was to go out: the invitation itself, or a reminder.
    pub struct Reminder {
        at: Instant,
        kind: String,
        state: MailState,
        delivered_at: Instant,
        problem: String,
    }

    pub struct Person {
        user_id: String,
        user_principal_name: String,
        name: String,
    }

    pub struct Provider {
        id: String,
        name: String,
    }

    pub struct Mail {
        subject: String,
        text: String,
        html: String,
    }

    /// What the invited side sees: who asks for what, in its language.
    pub struct InvitationByLink {
        status: InvitationStatus,
        partner: Party,
        provider: Party,
        customer_name: String,
        customer_domain: String,
        delegated_admin: bool,
        roles: Vec<GranularRole>,
        roles_duration: String,
        language: String,
        expires_at: Instant,
        decided_at: Instant,
        decided_by: Person,
        customer_id: String,
        may: Vec<String>,
        may_not: Vec<String>,
        changes: Vec<String>,
    }

    pub struct Party {
        id: String,
        name: String,
        domain: String,
        country: String,
    }

    /// What accepting says: that the customer agreement was accepted, and by whom.
    pub struct Acceptance {
        agreement_accepted: bool,
        primary_contact: Contact,
    }
}
