//! Questions about campaigns.

use super::{carry::seen, unknown};
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    campaigns::{Campaign, Member, MemberState, next::Seen},
    moves::state::State as MoveState,
};
use nahtlos_store::campaigns;
use std::collections::BTreeMap;

/// After every id: a page from here is the first.
const END: &str = "~";

/// How the customers of a wave, or of a campaign, stand.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Progress {
    /// Customers in it.
    pub customers: i64,
    /// Their users.
    pub users: i64,
    /// Those who have begun.
    pub begun: i64,
    /// Those past their cover proof.
    pub proved: i64,
    /// Those whose move is completed.
    pub completed: i64,
    /// Those whose move stands still or could not be made.
    pub halted: i64,
    /// Those whose plan or move waits for a person.
    pub waits: i64,
    /// What the plans of those who have begun cost, in minor units.
    pub planned_minor: i64,
    /// What the ledger has charged to them since the campaign was made, in minor units.
    pub charged_minor: i64,
}

impl Progress {
    fn count(&mut self, one: &Seen, charged: i64) {
        self.customers += 1;
        self.users += one.member.assessment.users;
        self.begun += i64::from(one.member.move_id.is_some());
        self.proved += i64::from(one.proved || one.of == Some(MoveState::Completed));
        self.completed += i64::from(one.of == Some(MoveState::Completed));
        let halted = matches!(one.of, Some(MoveState::Halted | MoveState::Abandoned));
        self.halted += i64::from(halted || one.member.state == MemberState::Failed);
        let unanswered = one.member.beyond.is_some() && matches!(one.of, Some(MoveState::Planned | MoveState::Offered));
        self.waits += i64::from(unanswered || one.of == Some(MoveState::NeedsPerson));
        self.planned_minor += one.member.planned_minor.unwrap_or(0);
        self.charged_minor += charged;
    }
}

/// A campaign with how all of it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overview {
    /// The campaign.
    pub of: Campaign,
    /// Everybody who is in it and not taken out.
    pub all: Progress,
    /// By wave.
    pub waves: BTreeMap<u32, Progress>,
    /// Customers by state.
    pub states: BTreeMap<MemberState, i64>,
}

impl Reading {
    /// A campaign of the caller's with how it stands.
    ///
    /// # Errors
    /// `NotFound`, also for another partner's.
    pub async fn campaign(&mut self, id: &str) -> Result<Overview, Halt> {
        let caller = self.caller.clone();
        let of = campaigns::find(&mut self.tx, &caller, id).await?.ok_or_else(|| unknown(id))?;
        let charged: BTreeMap<String, i64> = campaigns::charged(&mut self.tx, &caller, id, of.created)
            .await?
            .into_iter()
            .collect();
        let mut made = Overview {
            of,
            all: Progress::default(),
            waves: BTreeMap::new(),
            states: BTreeMap::new(),
        };
        for one in seen(&mut self.tx, &made.of).await? {
            *made.states.entry(one.member.state).or_default() += 1;
            if matches!(one.member.state, MemberState::Excluded | MemberState::Ineligible) {
                continue;
            }
            let charged = charged.get(&one.member.customer_id).copied().unwrap_or(0);
            made.all.count(&one, charged);
            if let Some(wave) = one.member.wave {
                made.waves.entry(wave).or_default().count(&one, charged);
            }
        }
        Ok(made)
    }

    /// A campaign of the caller's by its id.
    ///
    /// # Errors
    /// `NotFound`, also for another partner's.
    pub async fn campaign_of(&mut self, id: &str) -> Result<Campaign, Halt> {
        let caller = self.caller.clone();
        campaigns::find(&mut self.tx, &caller, id).await?.ok_or_else(|| unknown(id))
    }

    /// The caller's campaigns, newest first, before an id.
    ///
    /// # Errors
    /// Faults only.
    pub async fn campaigns(&mut self, before: Option<&str>, limit: i64) -> Result<Vec<Campaign>, Halt> {
        let (caller, before) = (self.caller.clone(), before.unwrap_or(END));
        Ok(campaigns::page(&mut self.tx, &caller, before, limit).await?)
    }

    /// Customers of a campaign after an id, in one state where one is named.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn campaign_customers(&mut self, id: &str, after: &str, limit: i64, state: Option<MemberState>) -> Result<Vec<Member>, Halt> {
        let caller = self.caller.clone();
        campaigns::find(&mut self.tx, &caller, id).await?.ok_or_else(|| unknown(id))?;
        Ok(campaigns::customers(&mut self.tx, &caller, id, after, limit, state.map(MemberState::as_str)).await?)
    }

    /// A customer of a campaign.
    ///
    /// # Errors
    /// `NotFound`.
    pub async fn campaign_customer(&mut self, id: &str, customer: &str) -> Result<Member, Halt> {
        let caller = self.caller.clone();
        let found = campaigns::customer(&mut self.tx, &caller, id, customer).await?;
        found.ok_or_else(|| unknown(customer))
    }
}
