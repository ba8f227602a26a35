//! Sends an invitation, reminds of it, takes it back.
//!
//! Mails are put into the outbox here and go out later; nobody is written to from inside of a transaction.

use super::{
    Asked,
    change::own,
    due::{self, save},
};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{invitations::Invitation, permissions::Action};

/// Sends an invitation.
#[derive(Debug, Clone)]
pub struct SendInvitation {
    /// Its id.
    pub id: String,
    /// By mail; otherwise the caller hands the link over.
    pub by_mail: bool,
}

impl UseCase for SendInvitation {
    type Out = Asked;

    fn needs(&self) -> Need {
        Need::own(Action::ManageRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Asked, Halt> {
        let before = own(act, &permit, &self.id).await?;
        let after = before.send(act.now, self.by_mail)?;
        saved(act, &before, after, "send_invitation").await
    }
}

/// Reminds of an invitation, by mail.
#[derive(Debug, Clone)]
pub struct RemindInvitation {
    /// Its id.
    pub id: String,
}

impl UseCase for RemindInvitation {
    type Out = Asked;

    fn needs(&self) -> Need {
        Need::own(Action::ManageRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Asked, Halt> {
        let before = own(act, &permit, &self.id).await?;
        let after = before.remind(act.now)?;
        saved(act, &before, after, "remind_invitation").await
    }
}

/// Takes an invitation back: its link shows that, and nothing can be decided by it any more.
#[derive(Debug, Clone)]
pub struct WithdrawInvitation {
    /// Its id.
    pub id: String,
}

impl UseCase for WithdrawInvitation {
    type Out = Asked;

    fn needs(&self) -> Need {
        Need::own(Action::ManageRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Asked, Halt> {
        let before = own(act, &permit, &self.id).await?;
        let after = before.withdraw(act.now)?;
        saved(act, &before, after, "withdraw_invitation").await
    }
}

async fn saved(act: &mut Act<'_>, before: &Invitation, after: Invitation, operation: &'static str) -> Result<Asked, Halt> {
    save(act, before, &after, operation).await?;
    if after.reminders.len() > before.reminders.len() {
        due::mail(act, &after).await?;
    }
    Asked::of(act.tx, after).await
}
