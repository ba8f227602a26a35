//! Questions about channel transfers: what could be a source and what would replace it, and those that there are.

use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    assortment::{Place, catalog_item},
    catalogue::{BillingPlan, Term},
    channel_transfers::{
        ChannelTransfer,
        plan::{Around, offers, unfit},
    },
    refusals::{Code, Refusal},
    subscriptions::Subscription,
};
use nahtlos_store::{channel_transfers, customers, licenses, subscriptions};

/// A subscription of another channel.
#[derive(Debug, Clone)]
pub struct Source {
    /// The subscription.
    pub subscription: Subscription,
    /// Why it cannot be replaced.
    pub reason: Option<&'static str>,
    /// Licences of its SKU in use.
    pub held: i64,
    /// What could replace it: item, term, plan, and whether it is still sold.
    pub offers: Vec<(String, Term, BillingPlan, bool)>,
}

impl Reading {
    /// The customer's subscriptions of other channels.
    ///
    /// # Errors
    /// `CustomerUnknown`.
    pub async fn channel_sources(&mut self) -> Result<Vec<Source>, Halt> {
        let tenant = self.tenant();
        let customer = customers::find(&mut self.tx, &tenant).await?;
        let customer = customer.ok_or_else(|| Refusal::new(Code::CustomerUnknown).with("id", &tenant))?;
        let place = Place {
            country: customer.country().to_ascii_uppercase(),
            currency: customer.currency,
            segment: customer.segment().to_owned(),
        };
        let all = subscriptions::list(&mut self.tx, &tenant).await?;
        let pools = licenses::pools(&mut self.tx, &tenant).await?;
        let (assortment, today) = (self.assortment.clone(), self.now.date());
        let around = Around {
            subscriptions: &all,
            place: &place,
            assortment: &assortment,
            today,
            lead_days: self.numbers().channel_lead_days,
            own: None,
        };
        let source = |s: &Subscription| {
            let reason = unfit(s);
            let able = if reason.is_none() {
                offers(s.licence, &around, today)
            } else {
                Vec::new()
            };
            Source {
                subscription: s.clone(),
                reason,
                held: pools.get(&s.licence).map_or(0, |pool| pool.consumed),
                offers: able
                    .into_iter()
                    .map(|(o, t, c, sold)| (catalog_item(&o.id, &place), t, c, sold))
                    .collect(),
            }
        };
        Ok(all.iter().filter(|s| !s.is_ours()).map(source).collect())
    }

    /// The caller's channel transfers of the customer, newest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn channel_transfers(&mut self, open: Option<bool>) -> Result<Vec<ChannelTransfer>, Halt> {
        let (tenant, caller) = (self.tenant(), self.caller.clone());
        let mut all = channel_transfers::list(&mut self.tx, &tenant).await?;
        all.retain(|t| t.partner_id == caller && open.is_none_or(|open| open == t.is_open()));
        Ok(all)
    }

    /// One by its id.
    ///
    /// # Errors
    /// `NotFound`, also for another partner's.
    pub async fn channel_transfer(&mut self, id: &str) -> Result<ChannelTransfer, Halt> {
        let (tenant, caller, id) = (self.tenant(), self.caller.clone(), id.to_ascii_lowercase());
        let found = channel_transfers::find(&mut self.tx, &tenant, &id).await?;
        let own = found.filter(|t| t.partner_id == caller);
        own.ok_or_else(|| Refusal::new(Code::NotFound).with("id", id).into())
    }

    /// The caller's channel transfers over all customers after one, soonest first.
    ///
    /// # Errors
    /// Faults only.
    pub async fn own_channel_transfers(&mut self, after: (i64, &str), status: &str, limit: i64) -> Result<Vec<ChannelTransfer>, Halt> {
        let caller = self.caller.clone();
        let rows = channel_transfers::page(&mut self.tx, &caller, after, status, limit).await?;
        let mut found = Vec::with_capacity(rows.len());
        for (customer, id) in rows {
            found.extend(channel_transfers::find(&mut self.tx, &customer, &id).await?);
        }
        Ok(found)
    }
}
