//! What time does to an invitation: reminders, and the end.

use crate::{
    act::{Act, Changed},
    halt::Halt,
};
use nahtlos_model::invitations::Invitation;
use nahtlos_store::{due, invitations};

/// The kind of an invitation's due work.
pub(crate) const DUE: &str = "invitation";

pub(crate) async fn fall_due(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let Some(before) = invitations::find(act.tx, &work.scope, &work.subject).await? else {
        return Ok(());
    };
    if before.next_due() != Some(work.at) {
        return Ok(());
    }
    let (after, reminder) = before.fall_due(work.at);
    save(
        act,
        &before,
        &after,
        if reminder { "remind_invitation" } else { "expire_invitation" },
    )
    .await?;
    if reminder {
        act.send(
            "mail",
            &after.partner_id,
            &Mail {
                invitation: &after.id,
                kind: "reminder",
            },
        )
        .await?;
    }
    Ok(())
}

/// A mail to send, as the outbox keeps it: the texts are read when it goes out.
#[derive(Debug, serde::Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Mail<'a> {
    pub invitation: &'a str,
    pub kind: &'a str,
}

/// Saves a changed invitation with its next due work and its trail.
pub(crate) async fn save(act: &mut Act<'_>, before: &Invitation, after: &Invitation, operation: &'static str) -> Result<(), Halt> {
    invitations::update(act.tx, before, after).await?;
    due::set(act.tx, &after.partner_id, DUE, &after.id, after.next_due()).await?;
    let hide = |i: &Invitation| Invitation {
        token: String::new(),
        ..i.clone()
    };
    act.changed(Changed {
        scope: &after.partner_id,
        partner: &after.partner_id,
        resource: "invitation",
        id: &after.id,
        operation,
        before: Some(&hide(before)),
        after: Some(&hide(after)),
    })
}
