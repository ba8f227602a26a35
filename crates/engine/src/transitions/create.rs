//! Carries out a transition: decides, saves the subscription that takes the seats, moves holders, saves the source, and keeps a record.

use super::{Facts, events, order, upgrade::hands};
use crate::{
    act::Act,
    call::Need,
    door::UseCase,
    halt::Halt,
    licenses::transfer::{Holders, NotMoved, transfer},
    orders::shop::{Item, parse_item},
    permit::Permit,
    subscriptions::{
        change::load,
        save::{save, save_moving},
    },
};
use nahtlos_model::{
    assortment::{Assortment, Offer},
    catalogue::{BillingPlan, Term},
    ids::{OfferId, SkuId},
    licenses::Replacement,
    permissions::Action,
    refusals::{Code, Refusal},
    subscriptions::Subscription,
    transitions::{
        Kind, conflicts,
        decide::{Moved, Wanted, Way, transition},
        legacy,
        record::Transition,
        refuse::refusal,
    },
};
use nahtlos_store::{licenses, transitions};

/// A transition as asked for.
#[derive(Debug, Clone)]
pub struct CreateTransition {
    /// Customer.
    pub customer_id: String,
    /// The source.
    pub subscription_id: String,
    /// The source as the body names it, if it does.
    pub from_subscription: Option<String>,
    /// Catalogue item or legacy offer.
    pub to_item: String,
    /// The subscription to take the seats in.
    pub to_subscription: Option<String>,
    /// Seats.
    pub quantity: i64,
    /// Term.
    pub term: Option<Term>,
    /// Billing plan.
    pub cycle: Option<BillingPlan>,
    /// With licences or without.
    pub kind: Kind,
    /// Promotion.
    pub promotion: Option<String>,
}

impl UseCase for CreateTransition {
    type Out = Transition;

    fn needs(&self) -> Need {
        Need::customer(Action::ManageSubscriptions, &self.customer_id)
    }

    async fn run(&self, act: &mut Act<'_>, permit: Permit) -> Result<Transition, Halt> {
        let source = load(act, &self.customer_id, &self.subscription_id).await?;
        if self
            .from_subscription
            .as_ref()
            .is_some_and(|from| !from.eq_ignore_ascii_case(&source.id))
        {
            return Err(Refusal::property("fromSubscriptionId", "must be the subscription that the address names").into());
        }
        let facts = Facts::load(act, &source).await?;
        if !source.is_new_commerce() {
            return self.upgrade(act, &source, &facts, hands(act, &permit)).await;
        }
        let assortment = facts.assortment.clone();
        let offer = target_offer(&self.to_item, &source, &assortment, act.now.date())?;
        let into = match &self.to_subscription {
            Some(id) => Some(self.into(&source, &facts, id)?),
            None => None,
        };
        let held = enabled(act, &self.customer_id).await?;
        let (new_id, order_id) = (act.guid(), act.order_id());
        let wanted = Wanted {
            offer,
            kind: self.kind,
            quantity: self.quantity,
            term: self.term,
            cycle: self.cycle,
            promotion: self.promotion.as_deref(),
            new_id: &new_id,
            order_id: &order_id,
            held_licences: &held,
        };
        let moved = transition(&source, &wanted, into.as_ref(), &facts.around())?;
        let licences = carry_out(act, &source, into.as_ref(), &moved, self.kind, &facts).await?;
        self.record(act, &source, moved.outcome(), licences.as_deref()).await
    }
}

/// Saves what was decided, in the order in which nobody loses anything; `None`: licences were not to be moved.
async fn carry_out(
    act: &mut Act<'_>,
    source: &Subscription,
    into: Option<&Subscription>,
    moved: &Moved,
    kind: Kind,
    facts: &Facts,
) -> Result<Option<Vec<NotMoved>>, Halt> {
    let operation = if source.trial {
        "convert_trial_subscription"
    } else {
        "upgrade_subscription"
    };
    let what = Replacement {
        from: source.licence,
        to: moved.outcome().licence,
    };
    let whole = moved.seats >= source.quantity;
    let clear = !conflicts(source, what.to, &facts.others, &facts.assortment);
    let moves = if whole { clear } else { kind == Kind::WithLicenses };
    let after = &moved.source.after;
    let lines = moved.source.charges.clone();
    let Some(target) = &moved.target else {
        return match moves {
            true => Ok(Some(save_moving(act, source, after, lines, operation).await?)),
            false => save(act, Some(source), after, lines, operation).await.map(|()| None),
        };
    };
    if moved.way == Way::Split {
        order::insert(act, &target.after, &target.charges).await?;
    }
    save(act, into, &target.after, target.charges.clone(), operation).await?;
    let holders = if whole { Holders::All } else { Holders::Direct(moved.seats) };
    let failed = match moves {
        true => Some(transfer(act, &source.customer_id, what, holders).await?),
        false => None,
    };
    save(act, Some(source), after, lines, operation).await?;
    Ok(failed)
}

/// Licences of which the tenant has enabled seats.
async fn enabled(act: &mut Act<'_>, tenant: &str) -> Result<Vec<SkuId>, Halt> {
    let pools = licenses::pools(act.tx, tenant).await?;
    Ok(pools
        .into_iter()
        .filter(|(_, pool)| pool.usable() > 0)
        .map(|(sku, _)| sku)
        .collect())
}

/// The offer of a catalogue item, in the source's place.
fn target_offer<'a>(
    item: &str,
    source: &Subscription,
    assortment: &'a Assortment,
    day: nahtlos_model::dates::Date,
) -> Result<&'a Offer, Refusal> {
    let at = |refusal: Refusal| refusal.at("toCatalogItemId");
    let (offer, availability) = match parse_item(item).map_err(at)? {
        Item::Offer { offer, availability } => (offer, availability),
        Item::Legacy(id) => return Err(at(Refusal::new(Code::SkuUnknown).with("id", id))),
    };
    let found = assortment.offers.get(&offer);
    let found = found.ok_or_else(|| at(Refusal::new(Code::SkuUnknown).with("id", &offer.0)))?;
    if found.rows(&source.place, day).next().is_none() {
        return Err(at(Refusal::new(Code::NotPurchasable).with("offer", &found.title)));
    }
    let place = assortment
        .availability(&availability)
        .filter(|a| a.offer.id == OfferId(offer.0.clone()));
    let here = place
        .is_some_and(|a| a.country.eq_ignore_ascii_case(&source.place.country) && a.segment.eq_ignore_ascii_case(&source.place.segment));
    match here {
        true => Ok(found),
        false => Err(at(Refusal::new(Code::AvailabilityUnknown).with("id", availability))),
    }
}

impl CreateTransition {
    fn into(&self, source: &Subscription, facts: &Facts, id: &str) -> Result<Subscription, Refusal> {
        if id.eq_ignore_ascii_case(&source.id) {
            return Err(Refusal::new(Code::TransitionTargetSelf).at("toSubscriptionId"));
        }
        let found = facts
            .others
            .iter()
            .find(|s| s.id.eq_ignore_ascii_case(id) && s.partner_id == source.partner_id);
        let unknown = || Refusal::new(Code::TransitionTargetNotActive).with("id", id).at("toSubscriptionId");
        found.cloned().ok_or_else(unknown)
    }

    /// The older generation: what the upgrade operation does, with this one's errors.
    async fn upgrade(&self, act: &mut Act<'_>, source: &Subscription, facts: &Facts, hands: legacy::Hands) -> Result<Transition, Halt> {
        let fixed = [
            ("toSubscriptionId", self.to_subscription.is_some()),
            ("termDuration", self.term.is_some_and(|term| term != source.term)),
            ("billingCycle", self.cycle.is_some_and(|cycle| cycle != source.cycle)),
            ("promotionId", self.promotion.is_some()),
        ];
        if let Some((field, _)) = fixed.into_iter().find(|(_, given)| *given) {
            return Err(Refusal::property(field, "a legacy subscription keeps its own: leave it out").into());
        }
        if self.quantity != source.quantity {
            let refusal = Refusal::new(Code::QuantityOutOfRange).with("min", source.quantity);
            return Err(refusal.with("max", source.quantity).at("quantity").into());
        }
        let id = match parse_item(&self.to_item).map_err(|r| r.at("toCatalogItemId"))? {
            Item::Legacy(id) => id,
            Item::Offer { .. } => return Err(Refusal::property("toCatalogItemId", "a legacy subscription goes to a legacy offer").into()),
        };
        let assortment = facts.assortment.clone();
        let Some(target) = assortment.legacy.get(&id) else {
            return Err(Refusal::new(Code::SkuUnknown).with("id", id).at("toCatalogItemId").into());
        };
        if !legacy::upgrades(source, &assortment).iter().any(|o| o.id == id) {
            return Err(Refusal::property("toCatalogItemId", "the subscription cannot become this offer").into());
        }
        let (new_id, order_id) = (act.guid(), act.guid());
        let upgraded = legacy::upgrade(source, target, (self.kind, hands), (&new_id, &order_id), &facts.around());
        let upgraded = upgraded.map_err(|reasons| {
            let first = reasons.into_iter().next().unwrap_or(nahtlos_model::transitions::Reason::Other);
            refusal(first, source)
        })?;
        let licences = super::upgrade::carry_out(act, source, &upgraded, facts).await?;
        self.record(act, source, &upgraded.target.after, licences.as_deref()).await
    }

    async fn record(
        &self,
        act: &mut Act<'_>,
        source: &Subscription,
        outcome: &Subscription,
        licences: Option<&[NotMoved]>,
    ) -> Result<Transition, Halt> {
        let record = Transition {
            id: act.ordered_id(),
            customer_id: source.customer_id.clone(),
            partner_id: source.partner_id.clone().unwrap_or_default(),
            from_item: source.offer_id.clone(),
            from_subscription: source.id.clone(),
            to_item: outcome.offer_id.clone(),
            to_subscription: Some(outcome.id.clone()).filter(|id| *id != source.id),
            quantity: self.quantity,
            term: outcome.term,
            cycle: outcome.cycle,
            kind: self.kind,
            promotion: outcome.promotion.clone(),
            at: act.now,
            events: events(act.now, licences),
        };
        transitions::insert(act.tx, &record).await?;
        Ok(record)
    }
}
