//! Customers come into a campaign by a look at where its moves are carried out: this center, or another service by an account of the partner.
//! First who there is, then one customer at a time with what it holds. Each is kept when it was read, so whoever reads them goes on after the
//! last one, and what could not be seen is said of the customer it is missing of.
//!
//! Nothing is asked while a transaction is open, and a service's budget is never waited for: the caller is told when to come again.

use super::customers::Candidate;
use crate::{
    Engine,
    call::{Call, Need},
    customers::list::Place,
    halt::Halt,
    moves::{
        elsewhere::customer,
        local::Local,
        target::{CustomerSeen, Target},
    },
};
use nahtlos_model::{
    campaigns::{Campaign, Member, MemberState, Wishes, assess::RiskCode, seen::estate_seen, state::Happening},
    estate::{Customer, Estate},
    moves::{LOCAL, Move, sight::Look},
    notice::Notice,
    permissions::Action,
    policy::Policy,
    refusals::{Code, Refusal},
};
use nahtlos_store::campaigns;
use std::{collections::BTreeMap, sync::Arc};

/// Customers read at once.
const PAGE: i64 = 500;
/// What a look at a customer sees: seats and people, not how partner and customer stand.
pub(crate) const HOLDS: Look = Look {
    relation: false,
    ..Look::ALL
};

/// Somebody who may come into a campaign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    /// As the partner's account shows them.
    pub customer: CustomerSeen,
    /// How they stand in the campaign, if they are in it.
    pub state: Option<MemberState>,
}

impl Engine {
    /// Everybody whom the partner has where a campaign is carried out, by id.
    ///
    /// # Errors
    /// `NotFound`; `Throttled` with the seconds after which the service may be asked again; `InvalidProperty` with what it refuses.
    pub async fn campaign_candidates(&self, call: &Call, id: &str) -> Result<Vec<Known>, Halt> {
        let mut reading = self.read(call, Need::own(Action::ManageMoves)).await?;
        let of = reading.campaign_of(id).await?;
        let (mut inside, mut after) = (BTreeMap::new(), String::new());
        loop {
            let page = reading.campaign_customers(id, &after, PAGE, None).await?;
            inside.extend(page.iter().map(|member| (member.customer_id.clone(), member.state)));
            match page.last().filter(|_| page.len() as i64 == PAGE) {
                Some(last) => after.clone_from(&last.customer_id),
                None => break,
            }
        }
        drop(reading);
        let found = match self.elsewhere(&of).await? {
            Some(target) => target.customers().await.map_err(|blind| self.not_seen(&blind))?,
            None => Some(self.own_customers(call).await?),
        };
        let found = found.ok_or_else(|| Refusal::property("settings.account", "customers cannot be listed there"))?;
        let known = |customer: CustomerSeen| Known {
            state: inside.get(&customer.tenant_id).copied(),
            customer,
        };
        Ok(found.into_iter().map(known).collect())
    }

    /// Reads what one customer holds where a campaign is carried out, and adds it, or replaces it before its move has begun: people's wishes and
    /// its address stay.
    ///
    /// # Errors
    /// As [`Engine::campaign_candidates`] and [`Engine::add_campaign_customer`]; `CustomerUnknown` for one whom the partner does not have there;
    /// `CampaignCustomer` for one that was taken out or has begun.
    pub async fn read_campaign_customer(&self, call: &Call, id: &str, tenant: &str) -> Result<Member, Halt> {
        let tenant = tenant.to_ascii_lowercase();
        let mut reading = self.read(call, Need::own(Action::ManageMoves)).await?;
        let of = reading.campaign_of(id).await?;
        let before = campaigns::customer(&mut reading.tx, &of.partner_id, id, &tenant).await?;
        drop(reading);
        of.state.try_after(Happening::Change)?;
        if let Some(member) = before
            .as_ref()
            .filter(|one| one.move_id.is_some() || one.state == MemberState::Excluded)
        {
            let refusal = Refusal::new(Code::CampaignCustomer).with("id", &member.customer_id);
            return Err(refusal.with("state", member.state).into());
        }
        let account = of.settings.account.as_deref().unwrap_or(LOCAL);
        let look = Move::to_look(&of.partner_id, account, &tenant, self.now());
        let (customer, sight) = match self.elsewhere(&of).await? {
            Some(target) => {
                let found = target.customer(&look).await.map_err(|blind| self.not_seen(&blind))?;
                let found = found.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", &tenant))?;
                let sight = target.look(&look, HOLDS).await.map_err(|blind| self.not_seen(&blind))?;
                (customer(found, of.settings.currency)?, sight)
            }
            None => {
                let customer = self.own_customer(call, &tenant).await?;
                let local = Local::new(self.clone());
                (customer, local.see_as(&look, HOLDS, self.now(), call.clone()).await?)
            }
        };
        let (estate, lacks) = estate_seen(customer, &sight, self.now().date());
        let candidate = Candidate {
            estate,
            policy: Policy::default(),
            email: before.as_ref().and_then(|member| member.email.clone()),
            wishes: before.map_or_else(Wishes::default, |member| member.wishes.clone()),
            lacks,
        };
        self.add_campaign_customer(call, id, candidate).await
    }

    /// What a customer of this center holds, in every channel, as far as the caller may look; and what could not be seen.
    ///
    /// # Errors
    /// `CustomerUnknown` and the like, for one whom the caller does not have.
    pub async fn estate_of(&self, call: &Call, tenant: &str) -> Result<(Estate, Vec<Notice<RiskCode>>), Halt> {
        let tenant = tenant.to_ascii_lowercase();
        let partner = self.read(call, Need::own(Action::ManageMoves)).await?.tenant();
        let customer = self.own_customer(call, &tenant).await?;
        let look = Move::to_look(&partner, LOCAL, &tenant, self.now());
        let sight = Local::new(self.clone()).see_as(&look, HOLDS, self.now(), call.clone()).await?;
        Ok(estate_seen(customer, &sight, self.now().date()))
    }

    /// The other service where a campaign is carried out; `None`: it is this center.
    async fn elsewhere(&self, of: &Campaign) -> Result<Option<Arc<dyn Target>>, Halt> {
        match &of.settings.account {
            Some(account) => self.at_account(&of.partner_id, account).await.map(Some),
            None => Ok(None),
        }
    }

    async fn own_customers(&self, call: &Call) -> Result<Vec<CustomerSeen>, Halt> {
        let mut reading = self.read(call, Need::own(Action::ReadCustomers)).await?;
        let (mut all, mut place) = (Vec::new(), Place::default());
        loop {
            let page = reading.customers(None, &place, PAGE).await?;
            all.extend(page.iter().map(|one| CustomerSeen {
                tenant_id: one.customer_id.clone(),
                name: one.company.clone(),
                domain: one.domain.clone(),
                country: None,
            }));
            match page.last().filter(|_| page.len() as i64 == PAGE) {
                Some(last) => place = Place::after(last, None),
                None => return Ok(all),
            }
        }
    }

    async fn own_customer(&self, call: &Call, tenant: &str) -> Result<Customer, Halt> {
        let mut reading = self.read(call, Need::customer(Action::ReadCustomers, tenant)).await?;
        let found = reading.customer().await?;
        Ok(Customer {
            id: tenant.to_owned(),
            name: found.company.name.clone(),
            domain: found.company.domain.clone(),
            country: found.country().to_owned(),
            currency: found.currency,
            segment: found.segment().to_owned(),
        })
    }
}
