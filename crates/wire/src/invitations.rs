//! Our own: a personal request for a reseller relationship, from draft to decision.
//!
//! Used by `/moves/v1/invitations`. The link is a secret of the invited; it is written only to who may send it.

use nahtlos_model::instants::Instant;

/// Where they are. One is under its id; `send`, `remind` and `withdraw` are posted below that.
pub const PATH: &str = "/moves/v1/invitations";

spelled! {
    pub enum InvitationStatus {
        Drafted = "drafted", Sent = "sent", Opened = "opened", Accepted = "accepted", Declined = "declined", Expired = "expired",
        Withdrawn = "withdrawn",
    }
}

shape! {
    pub struct Invitation {
        id: String,
        customer_name: String,
        customer_domain: String,
        customer_email: String,
        status: InvitationStatus,
        created_at: Instant,
        sent_at: Instant,
        opened_at: Instant,
        decided_at: Instant,
        expires_at: Instant,
        reminders: Vec<Reminder>,
        accepted_by: AcceptedBy,
        customer_id: String,
        delegated_admin: bool,
        provider: Provider,
        link: String,
        language: String,
        mail: Mail,
        version: u32,
    }

    /// What a new invitation, or a change of one, says.
    pub struct InvitationRequest {
        customer_name: String,
        customer_domain: String,
        customer_email: String,
        delegated_admin: bool,
        provider: Provider,
        language: String,
        expires_at: Instant,
    }

    pub struct Reminder {
        at: Instant,
        kind: String,
    }

    pub struct AcceptedBy {
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
}
