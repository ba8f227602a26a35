//! Drafts an invitation: nobody is told yet, but its link can be copied.

use super::{Asked, due::hidden, person};
use crate::{
    act::{Act, Changed, NOTHING},
    call::Need,
    door::UseCase,
    halt::Halt,
    permit::Permit,
    relationships::Pair,
};
use nahtlos_model::{
    invitations::{Draft, Invitation, Origin},
    permissions::Action,
};
use nahtlos_store::{due, invitations};

/// A new invitation.
#[derive(Debug, Clone)]
pub struct DraftInvitation {
    /// What it says.
    pub draft: Draft,
    /// The address by which the caller reached us, before the link's path.
    pub base: String,
}

impl UseCase for DraftInvitation {
    type Out = Asked;

    fn needs(&self) -> Need {
        Need::own(Action::ManageRelationships)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Asked, Halt> {
        let german = act.call.locale.to_ascii_lowercase().starts_with("de");
        let origin = Origin {
            id: act.ordered_id(),
            partner_id: permit.tenant().to_owned(),
            by: person(&act.call.actor),
            token: act.secret(),
            base: self.base.clone(),
            language: if german { "de" } else { "en" }.to_owned(),
        };
        let mut invitation = Invitation::draft(&self.draft, origin, &act.numbers(), act.now)?;
        let pair = asks(act, &invitation).await?;
        invitation.provider_id = pair.provider.as_ref().map(|p| p.id.clone());
        invitations::insert(act.tx, &invitation, &super::hash(&invitation.token)).await?;
        due::set(
            act.tx,
            &invitation.partner_id,
            super::due::DUE,
            &invitation.id,
            invitation.next_due(),
        )
        .await?;
        act.changed(Changed {
            scope: &invitation.partner_id,
            partner: &invitation.partner_id,
            resource: "invitation",
            id: &invitation.id,
            operation: "create_invitation",
            before: NOTHING,
            after: Some(&hidden(&invitation)),
        })?;
        Ok(Asked::by(invitation, &pair))
    }
}

/// Who would ask; refuses a pair that is none, and a country in which it may not sell.
pub(super) async fn asks(act: &mut Act<'_>, invitation: &Invitation) -> Result<Pair, Halt> {
    let pair = Pair::of(act.tx, &invitation.partner_id, invitation.provider_id.as_deref()).await?;
    if let Some(country) = &invitation.country {
        pair.may_sell_in(country, &act.assortment)
            .map_err(|refusal| refusal.at("country"))?;
    }
    Ok(pair)
}
