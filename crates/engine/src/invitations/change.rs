//! Changes an invitation: everything while it is a draft, texts and times until it is decided.

use super::{Asked, draft::asks, due::save, unknown};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    invitations::{Draft, Invitation},
    permissions::Action,
};
use nahtlos_store::invitations;

/// A change of an invitation.
#[derive(Debug, Clone)]
pub struct ChangeInvitation {
    /// Its id.
    pub id: String,
    /// The version that the caller read.
    pub expected_version: Option<i64>,
    /// What it says now.
    pub draft: Draft,
}

impl UseCase for ChangeInvitation {
    type Out = Asked;

    fn needs(&self) -> Need {
        Need::own(Action::ManageRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Asked, Halt> {
        let before = own(act, &permit, &self.id).await?;
        let mut after = before.change(&self.draft, self.expected_version, &act.numbers(), act.now)?;
        let pair = asks(act, &after).await?;
        after.provider_id = pair.provider.as_ref().map(|p| p.id.clone());
        save(act, &before, &after, "update_invitation").await?;
        Ok(Asked::by(after, &pair))
    }
}

/// An invitation of the caller's.
pub(super) async fn own(act: &mut Act<'_>, permit: &Permit, id: &str) -> Result<Invitation, Halt> {
    let found = invitations::find(act.tx, permit.tenant(), id).await?;
    Ok(found.ok_or_else(|| unknown(id))?)
}
