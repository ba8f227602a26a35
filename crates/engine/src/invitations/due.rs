//! What time does to an invitation: reminders, and the end. And how a changed invitation is saved, whoever changed it.

use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::{
    audit::DECLINE,
    invitations::{Invitation, InvitationStatus},
};
use nahtlos_store::{due, invitations};
use serde::{Deserialize, Serialize};

/// The kind of an invitation's due work.
pub(crate) const DUE: &str = "invitation";
/// The kind of its messages in the outbox.
pub(crate) const MAIL: &str = "mail";

pub(crate) async fn fall_due(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let Some(before) = invitations::find(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if before.next_due() != Some(work.at) {
        return Ok(());
    }
    let (after, reminder) = before.fall_due(act.now);
    save(
        act,
        &before,
        &after,
        if reminder { "remind_invitation" } else { "expire_invitation" },
    )
    .await?;
    if reminder {
        mail(act, &after).await?;
    }
    Ok(())
}

/// A mail to send, as the outbox keeps it: the texts are read when it goes out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Mail {
    pub invitation: String,
    /// Which of the invitation's mails it is.
    pub number: usize,
}

/// Puts the newest of an invitation's mails into the outbox.
pub(crate) async fn mail(act: &mut Act<'_>, invitation: &Invitation) -> Result<(), Halt> {
    let mail = Mail {
        invitation: invitation.id.clone(),
        number: invitation.reminders.len().saturating_sub(1),
    };
    act.send(MAIL, &invitation.partner_id, &mail).await
}

/// An invitation without its secret, for the trail.
pub(crate) fn hidden(invitation: &Invitation) -> Invitation {
    Invitation {
        token: String::new(),
        ..invitation.clone()
    }
}

/// Saves a changed invitation with its next due work and its trail.
pub(crate) async fn save(act: &mut Act<'_>, before: &Invitation, after: &Invitation, operation: &'static str) -> Result<(), Halt> {
    invitations::update(act.tx, before, after).await?;
    due::set(act.tx, &after.partner_id, DUE, &after.id, after.next_due()).await?;
    let change = Changed {
        scope: &after.partner_id,
        partner: &after.partner_id,
        resource: "invitation",
        id: &after.id,
        operation,
        before: Some(&hidden(before)),
        after: Some(&hidden(after)),
    };
    let declined = after.status == InvitationStatus::Declined && before.status != after.status;
    act.changed_with(change, if declined { DECLINE } else { "" })
}
