//! What people decide about a campaign: yes to its schedule within limits, pause, resume, give up.

use super::{changed, load};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, moves::decide::acting, permit::Permit};
use nahtlos_model::{
    campaigns::{Approval, Campaign, WaveState, state::Happening, yes::Limits},
    permissions::Action,
    refusals::{Code, Refusal},
};

/// Says yes to a campaign's schedule: to just the one whose digest is named, and to the plans within limits that will be made.
#[derive(Debug, Clone)]
pub struct ApproveCampaign {
    /// The campaign.
    pub id: String,
    /// SHA-256 of the schedule, in hexadecimal.
    pub digest: String,
    /// Which plans it covers.
    pub limits: Limits,
}

impl UseCase for ApproveCampaign {
    type Out = Campaign;

    fn needs(&self) -> Need {
        Need::own(Action::ApproveMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Campaign, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Approve)?;
        let wanted = self.digest.trim().to_ascii_lowercase();
        let newest = before.scheduled.as_ref().map(|scheduled| scheduled.digest.as_str());
        if newest != Some(wanted.as_str()) {
            return Err(Refusal::new(Code::OtherSchedule).with("digest", &self.digest).at("digest").into());
        }
        let Limits {
            each_minor,
            all_minor,
            days,
            users,
            later,
        } = self.limits;
        let later = later.unwrap_or_default();
        let all = [each_minor, all_minor, days, users, later.more_minor, later.days, later.users];
        if all.into_iter().flatten().any(|limit| limit < 0) {
            return Err(Refusal::property("limits", "every limit counts from nothing up").into());
        }
        let acting = acting(act)?;
        after.approval = Some(Approval {
            by: acting.name.clone(),
            at: act.now,
            digest: wanted,
            limits: self.limits,
        });
        after.acting = Some(acting);
        changed(act, &before, &mut after, "approve_campaign").await?;
        Ok(after)
    }
}

/// Stops a campaign: nobody begins. Moves that have begun go on.
#[derive(Debug, Clone)]
pub struct PauseCampaign {
    /// The campaign.
    pub id: String,
}

impl UseCase for PauseCampaign {
    type Out = Campaign;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Campaign, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Pause)?;
        after.next = None;
        changed(act, &before, &mut after, "pause_campaign").await?;
        Ok(after)
    }
}

/// Lets a campaign go on, on behalf of who says so. A wave that failed is judged anew.
#[derive(Debug, Clone)]
pub struct ResumeCampaign {
    /// The campaign.
    pub id: String,
}

impl UseCase for ResumeCampaign {
    type Out = Campaign;

    fn needs(&self) -> Need {
        Need::own(Action::ApproveMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Campaign, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Resume)?;
        after.acting = Some(acting(act)?);
        after.stopped = None;
        for wave in after.waves.iter_mut().filter(|wave| wave.state == WaveState::Failed) {
            wave.state = WaveState::Open;
        }
        changed(act, &before, &mut after, "resume_campaign").await?;
        Ok(after)
    }
}

/// Gives a campaign up: nobody begins any more. Moves that have begun go on by themselves.
#[derive(Debug, Clone)]
pub struct AbandonCampaign {
    /// The campaign.
    pub id: String,
}

impl UseCase for AbandonCampaign {
    type Out = Campaign;

    fn needs(&self) -> Need {
        Need::own(Action::ApproveMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Campaign, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Abandon)?;
        (after.closed, after.next) = (Some(act.now), None);
        changed(act, &before, &mut after, "abandon_campaign").await?;
        Ok(after)
    }
}
