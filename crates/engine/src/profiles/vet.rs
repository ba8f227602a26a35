//! The vetting of a legal business profile: done by time, or decided by the programme's administrators before.

use super::{own, save};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    instants::Instant,
    permissions::Action,
    profiles::{Kept, LegalBusiness, ProfileKind, VettingStatus},
    refusals::{Code, Refusal},
};
use nahtlos_store::{customers, due, profiles};

/// The kind of a vetting's due work; its subject is the partner.
pub(crate) const DUE: &str = "vetting";

/// Saves a legal profile with its trail, its next due work, and the copy of what was authorized last.
pub(super) async fn keep(
    act: &mut Act<'_>,
    partner: &str,
    before: &Kept<LegalBusiness>,
    after: &Kept<LegalBusiness>,
    operation: &'static str,
) -> Result<(), Halt> {
    save(act, partner, before, after, operation).await?;
    if after.value.vetting.status == VettingStatus::Authorized {
        let last = profiles::find::<LegalBusiness>(act.tx, partner, ProfileKind::LegalBusinessFinal).await?;
        let version = last.map_or(0, |kept| kept.version);
        profiles::save(act.tx, partner, ProfileKind::LegalBusinessFinal, version, after).await?;
    }
    let at = after.value.vetting.due(act.program());
    Ok(due::set(act.tx, partner, DUE, partner, at).await?)
}

async fn decide(
    act: &mut Act<'_>,
    partner: &str,
    before: Kept<LegalBusiness>,
    right: bool,
    at: Instant,
) -> Result<Kept<LegalBusiness>, Halt> {
    let after = before.next(LegalBusiness {
        vetting: before.value.vetting.decided(right, at)?,
        ..before.value.clone()
    });
    keep(act, partner, &before, &after, "partner_vetted").await?;
    Ok(after)
}

/// The hours are over. What was decided or changed in between is left alone.
pub(crate) async fn fall_due(act: &mut Act<'_>, work: &due::Due) -> Result<(), Halt> {
    let Some(before) = profiles::find::<LegalBusiness>(act.tx, &work.scope, ProfileKind::LegalBusiness).await? else {
        return Ok(());
    };
    if before.value.vetting.due(act.program()) != Some(work.at) {
        return Ok(());
    }
    // Late work gives what punctual work would have given.
    decide(act, &work.scope, before, true, work.at).await.map(drop)
}

/// The programme's administrators decide on a partner's vetting.
#[derive(Debug, Clone)]
pub struct DecideVetting {
    /// The partner.
    pub partner_id: String,
    /// The business is who it says.
    pub right: bool,
}

impl UseCase for DecideVetting {
    type Out = Kept<LegalBusiness>;

    fn needs(&self) -> Need {
        Need::own(Action::VetPartners)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Self::Out, Halt> {
        let unknown = || Refusal::new(Code::NotFound).with("id", &self.partner_id);
        let partner = customers::partner(act.tx, &self.partner_id).await?.ok_or_else(unknown)?;
        let (_, before) = own::<LegalBusiness>(act.tx, &partner.id).await?;
        let now = act.now;
        decide(act, &partner.id, before, self.right, now).await
    }
}
