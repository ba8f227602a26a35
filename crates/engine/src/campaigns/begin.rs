//! Makes a campaign, and changes how it is carried out.

use super::{changed, load, noted};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, moves::begin::account_of, permit::Permit};
use nahtlos_model::{
    campaigns::{
        Campaign, Settings,
        state::{Happening, State},
    },
    moves::LOCAL,
    permissions::Action,
    refusals::Refusal,
};
use nahtlos_store::campaigns;

/// Longest name.
const LONGEST: usize = 200;

/// Makes a campaign without customers.
#[derive(Debug, Clone)]
pub struct CreateCampaign {
    /// What people call it.
    pub name: String,
    /// How it is carried out.
    pub settings: Settings,
    /// The address by which the caller reached us, for links.
    pub base: String,
}

impl UseCase for CreateCampaign {
    type Out = Campaign;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Campaign, Halt> {
        let name = self.name.trim();
        if name.is_empty() || name.chars().count() > LONGEST {
            return Err(Refusal::property("name", format!("a campaign has a name of 1 to {LONGEST} characters")).into());
        }
        let made = Campaign {
            id: act.ordered_id(),
            partner_id: permit.tenant().to_owned(),
            name: name.to_owned(),
            base: self.base.clone(),
            state: State::Drafted,
            settings: placed(act, permit.tenant(), self.settings.clone()).await?,
            waves: Vec::new(),
            scheduled: None,
            approval: None,
            acting: None,
            stopped: None,
            covered_minor: 0,
            next: None,
            created: act.now,
            closed: None,
            version: 1,
        };
        campaigns::insert(act.tx, &made).await?;
        noted(act, None, &made, "create_campaign")?;
        Ok(made)
    }
}

/// Settings that can be carried out, with the account by its id.
async fn placed(act: &mut Act<'_>, partner: &str, settings: Settings) -> Result<Settings, Halt> {
    let mut settings = settings.checked()?;
    let named = settings.account.as_deref().map(str::trim).unwrap_or_default();
    settings.account = match named {
        "" => None,
        here if here.eq_ignore_ascii_case(LOCAL) => None,
        named => Some(account_of(act, partner, named).await?),
    };
    Ok(settings)
}

/// Changes how a campaign is carried out from now on; never of a running one.
#[derive(Debug, Clone)]
pub struct ChangeCampaign {
    /// The campaign.
    pub id: String,
    /// How it is carried out.
    pub settings: Settings,
}

impl UseCase for ChangeCampaign {
    type Out = Campaign;

    fn needs(&self) -> Need {
        Need::own(Action::ManageMoves)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Campaign, Halt> {
        let before = load(act, permit.tenant(), &self.id).await?;
        let mut after = before.clone();
        after.happen(Happening::Change)?;
        after.settings = placed(act, permit.tenant(), self.settings.clone()).await?;
        if after.settings.currency != before.settings.currency {
            return Err(Refusal::property("settings.currency", "a campaign keeps its currency").into());
        }
        changed(act, &before, &mut after, "change_campaign").await?;
        Ok(after)
    }
}
