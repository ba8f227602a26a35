//! Customers whom a partner has at another service, by one of its accounts there: who there is, and what one of them holds.
//!
//! Nothing is asked while a transaction is open, and the service's budget is never waited for: the caller is told when to come again.

use super::target::{Blind, CustomerSeen, Target};
use crate::{
    Engine,
    call::{Call, Need},
    campaigns::intake::HOLDS,
    halt::Halt,
};
use nahtlos_model::{
    campaigns::{assess::RiskCode, seen::estate_seen},
    estate::{Customer, Estate},
    money::Currency,
    moves::Move,
    notice::Notice,
    permissions::Action,
    refusals::{Code, Refusal},
};
use std::sync::Arc;

impl Engine {
    /// Everybody whom the partner has at another service, by id.
    ///
    /// # Errors
    /// `NotFound` for an account that is not the caller's; `Throttled` with the seconds after which the service may be asked again;
    /// `InvalidProperty` with what it refuses.
    pub async fn customers_elsewhere(&self, call: &Call, account: &str) -> Result<Vec<CustomerSeen>, Halt> {
        let (_, target) = self.mine_elsewhere(call, account).await?;
        let found = target.customers().await.map_err(|blind| self.not_seen(&blind))?;
        Ok(found.ok_or_else(|| Refusal::property("account", "customers cannot be listed there"))?)
    }

    /// What a customer at another service holds, in every channel that is seen there; and what could not be seen.
    ///
    /// # Errors
    /// As [`Engine::customers_elsewhere`]; `CustomerUnknown` for one whom the partner does not have there.
    pub async fn estate_elsewhere(
        &self,
        call: &Call,
        account: &str,
        tenant: &str,
        currency: Currency,
    ) -> Result<(Estate, Vec<Notice<RiskCode>>), Halt> {
        let tenant = tenant.to_ascii_lowercase();
        let (partner, target) = self.mine_elsewhere(call, account).await?;
        let look = Move::to_look(&partner, account, &tenant, self.now());
        let found = target.customer(&look).await.map_err(|blind| self.not_seen(&blind))?;
        let found = found.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", &tenant))?;
        let sight = target.look(&look, HOLDS).await.map_err(|blind| self.not_seen(&blind))?;
        Ok(estate_seen(customer(found, currency)?, &sight, self.now().date()))
    }

    /// The caller, and where one of its accounts leads to.
    async fn mine_elsewhere(&self, call: &Call, account: &str) -> Result<(String, Arc<dyn Target>), Halt> {
        let mut reading = self.read(call, Need::own(Action::ManageMoves)).await?;
        let (partner, found) = (reading.tenant(), reading.account(account).await?);
        drop(reading);
        let target = self.at_account(&partner, &found.id).await?;
        Ok((partner, target))
    }

    /// The other service that a partner's account leads to.
    pub(crate) async fn at_account(&self, partner: &str, account: &str) -> Result<Arc<dyn Target>, Halt> {
        let targets = self.inner.targets.read().clone();
        let targets = targets.ok_or_else(|| Refusal::property("account", "this process asks no other services"))?;
        targets.of(partner, account).await
    }

    /// What a caller is told who could not look: when to come again, or what the service refuses.
    pub(crate) fn not_seen(&self, blind: &Blind) -> Halt {
        match &blind.refused {
            Some(refused) => {
                let why = format!("the service answers {} {}: {}", refused.status, refused.code, refused.message);
                Refusal::property("account", why).into()
            }
            None => {
                let seconds = (blind.not_before.0 - self.now().0).max(1).div_euclid(1000) + 1;
                tracing::info!(why = blind.why, seconds, "a service cannot be asked yet");
                Refusal::new(Code::Throttled).with("seconds", seconds).into()
            }
        }
    }
}

/// A customer of another service. Its currency is not told there: it is the one in whose prices it is planned; its segment is that of
/// who has no qualification.
pub(crate) fn customer(seen: CustomerSeen, currency: Currency) -> Result<Customer, Refusal> {
    let missing = || Refusal::property("country", format!("the service tells no country of {}", seen.tenant_id));
    Ok(Customer {
        country: seen.country.clone().ok_or_else(missing)?,
        id: seen.tenant_id,
        name: seen.name,
        domain: seen.domain,
        currency,
        segment: "Commercial".to_owned(),
    })
}
