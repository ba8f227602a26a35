//! Changes a subscription: loads what the decision needs to know, decides, saves.

use super::{read::unknown, save::save};
use crate::{act::Act, call::Need, door::UseCase, halt::Halt, permit::Permit};
use nahtlos_model::{
    dates::Date,
    ids::{OfferId, SkuId},
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::{
        NextTerm, Status, Subscription, SupportContact,
        change::{Change, Surroundings},
        seats_in_use,
    },
};
use nahtlos_store::{customers, subscriptions};

/// A PATCH of a subscription.
#[derive(Debug, Clone)]
pub struct ChangeSubscription {
    /// Customer.
    pub customer_id: String,
    /// Subscription.
    pub id: String,
    /// What to change.
    pub change: Change,
}

impl UseCase for ChangeSubscription {
    type Out = Subscription;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<Subscription, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        act.check_ready()?;
        let parent_active = match &before.parent_id {
            Some(parent) => {
                let parent = subscriptions::find(act.tx, &self.customer_id, parent).await?;
                parent.is_some_and(|p| p.status == Status::Active)
            }
            None => true,
        };
        let asks_seats = self.change.quantity.is_some_and(|q| q > before.quantity);
        let other_seats = match self.licence_asked_for(act, &before) {
            Some(licence) => {
                let mut others = subscriptions::list(act.tx, &self.customer_id).await?;
                others.retain(|s| s.id != before.id);
                seats_in_use(&others, licence)
            }
            None => 0,
        };
        let other_ends = match self.change.scheduled.as_ref().is_some_and(|next| next.custom_end.is_some()) {
            true => ends(&subscriptions::list(act.tx, &self.customer_id).await?, &before.id),
            false => Vec::new(),
        };
        if let Some(mpn) = self
            .change
            .mpn_id
            .as_ref()
            .filter(|mpn| !mpn.is_empty() && before.mpn_id.as_ref() != Some(*mpn))
        {
            check_mpn(act, mpn).await?;
        }
        let sandbox = asks_seats && is_sandbox(act).await?;
        let numbers = act.numbers();
        let around = Surroundings {
            now: act.now,
            numbers: &numbers,
            assortment: &act.assortment,
            parent_active,
            other_seats,
            other_ends: &other_ends,
            sandbox,
        };
        let decided = before.change(&self.change, &around)?;
        save(act, Some(&before), &decided.after, decided.charges, "update_subscription").await?;
        if !before.is_new_commerce() && before.parent_id.is_none() && decided.after.status == Status::Suspended {
            suspend_children(act, &decided.after).await?;
        }
        Ok(decided.after)
    }
}

impl ChangeSubscription {
    /// The licence of which more seats are asked for, now or at renewal, where the customer's others count against a maximum. Legacy
    /// subscriptions have no maximum together.
    fn licence_asked_for(&self, act: &Act<'_>, before: &Subscription) -> Option<SkuId> {
        let more = self.change.quantity.filter(|q| *q > before.quantity);
        let now = more.filter(|_| before.shares_a_limit(&act.assortment)).map(|_| before.licence);
        let offer = |next: &NextTerm| act.assortment.offers.get(&OfferId(next.offer.clone()));
        let limited = || self.change.scheduled.as_ref().and_then(offer).filter(|o| o.max_seats.is_some());
        now.or_else(|| limited().map(|offer| offer.licence))
            .filter(|_| before.is_new_commerce())
    }
}

/// With a legacy base its add-ons are suspended too.
async fn suspend_children(act: &mut Act<'_>, base: &Subscription) -> Result<(), Halt> {
    let numbers = act.numbers();
    for child in subscriptions::children(act.tx, &base.customer_id, &base.id).await? {
        if child.status != Status::Active {
            continue;
        }
        let around = Surroundings {
            now: act.now,
            numbers: &numbers,
            assortment: &act.assortment.clone(),
            parent_active: false,
            other_seats: 0,
            other_ends: &[],
            sandbox: false,
        };
        let change = Change {
            status: Some(Status::Suspended),
            ..Change::default()
        };
        let decided = child.change(&change, &around)?;
        save(act, Some(&child), &decided.after, decided.charges, "update_subscription").await?;
    }
    Ok(())
}

/// A subscription that the caller sells.
pub(crate) async fn load(act: &mut Act<'_>, customer: &str, id: &str) -> Result<Subscription, Halt> {
    let id = id.to_ascii_lowercase();
    let found = subscriptions::find(act.tx, customer, &id).await?;
    let own = found.filter(|s| s.partner_id.as_deref() == Some(act.call.actor.tenant_id.as_str()));
    Ok(own.ok_or_else(|| unknown(&id))?)
}

/// Ends of active subscriptions that are no trials, one left out: what other ends can be aligned to.
pub(crate) fn ends(all: &[Subscription], except: &str) -> Vec<Date> {
    let fits = |s: &&Subscription| s.status == Status::Active && !s.trial && s.id != except && s.is_ours();
    all.iter().filter(fits).filter_map(|s| s.end).collect()
}

/// An MPN id must be a partner's: the caller's own, or that of a reseller the caller works with.
pub(crate) async fn check_mpn(act: &mut Act<'_>, mpn: &str) -> Result<(), Halt> {
    let tenant = act.call.actor.tenant_id.clone();
    let own = customers::partner(act.tx, &tenant).await?;
    if own.is_some_and(|p| p.mpn_id == mpn) {
        return Ok(());
    }
    let linked = customers::links(act.tx, &tenant).await?.iter().any(|link| link.mpn_id == mpn);
    if linked {
        return Ok(());
    }
    let known = customers::partner_by_mpn(act.tx, mpn).await?.is_some();
    let code = if known { Code::MpnNotReseller } else { Code::MpnUnknown };
    Err(Refusal::new(code).with("mpn", mpn).at("partnerId").into())
}

/// Who supports must be the caller, or a partner the caller works with; its tenant and MPN id must belong together.
async fn check_contact(act: &mut Act<'_>, contact: &SupportContact) -> Result<(), Halt> {
    let tenant = act.call.actor.tenant_id.clone();
    let own = customers::partner(act.tx, &tenant).await?.map(|p| (p.id, p.mpn_id));
    let links = customers::links(act.tx, &tenant).await?.into_iter();
    let fits = |id: &str, mpn: &str| {
        contact.tenant_id.eq_ignore_ascii_case(id) && [mpn, ""].contains(&contact.mpn_id.as_str())
            || contact.tenant_id.is_empty() && contact.mpn_id == mpn
    };
    let mut all = own.into_iter().chain(links.map(|link| (link.other_id, link.mpn_id)));
    if all.any(|(id, mpn)| fits(&id, &mpn)) {
        return Ok(());
    }
    let refused = Refusal::new(Code::MpnNotReseller).with("mpn", &contact.mpn_id);
    Err(refused.at("supportMpnId").into())
}

/// Whether the caller is a sandbox partner, whose limits apply.
pub(crate) async fn is_sandbox(act: &mut Act<'_>) -> Result<bool, Halt> {
    let tenant = act.call.actor.tenant_id.clone();
    Ok(customers::partner(act.tx, &tenant).await?.is_some_and(|p| p.sandbox))
}

/// Sets who supports a subscription.
#[derive(Debug, Clone)]
pub struct SetSupportContact {
    /// Customer.
    pub customer_id: String,
    /// Subscription.
    pub id: String,
    /// Who supports it.
    pub contact: SupportContact,
}

impl UseCase for SetSupportContact {
    type Out = SupportContact;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, _permit: Permit) -> Result<SupportContact, Halt> {
        let before = load(act, &self.customer_id, &self.id).await?;
        check_contact(act, &self.contact).await?;
        let mut after = before.clone();
        after.support = Some(self.contact.clone());
        after.version += 1;
        save(act, Some(&before), &after, Vec::new(), "update_subscription").await?;
        Ok(self.contact.clone())
    }
}
