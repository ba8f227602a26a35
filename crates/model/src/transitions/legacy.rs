//! The older generation: upgrades to other offers, and trials that become paid.
//!
//! An upgrade makes a subscription of its own and ends the source; a converted trial keeps its id. What is refused is an answer here,
//! not an error: the reference sends it with status 200.

use super::{Around, Kind, Reason, conflicts};
use crate::{
    assortment::{Assortment, LegacyOffer, Place},
    catalogue::{BillingPlan, Term},
    charges::ChargeKind,
    estate::Generation,
    money::Price,
    refusals::{Code, Refusal},
    subscriptions::{Decided, Status, Subscription},
};

/// Whose hands do it: what the transfer of licences asks for in this generation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hands {
    /// The partner has delegated administration of the customer.
    pub delegated: bool,
    /// A user acts, not an application alone.
    pub user: bool,
}

/// Offers that a legacy subscription can be upgraded to; none for trials, which are converted.
pub fn upgrades<'a>(source: &Subscription, assortment: &'a Assortment) -> Vec<&'a LegacyOffer> {
    named(source, assortment, |offer| &offer.upgrades, !source.trial)
}

/// Offers that a legacy trial converts to.
pub fn conversions<'a>(trial: &Subscription, assortment: &'a Assortment) -> Vec<&'a LegacyOffer> {
    named(trial, assortment, |offer| &offer.conversions, trial.trial)
}

fn named<'a>(
    source: &Subscription,
    assortment: &'a Assortment,
    list: impl Fn(&'a LegacyOffer) -> &'a Vec<String>,
    fits: bool,
) -> Vec<&'a LegacyOffer> {
    let offer = assortment.legacy.get(&source.offer);
    let own = offer.filter(|_| fits && source.generation == Generation::Legacy);
    let ids = own.map(list).into_iter().flatten().filter(|id| **id != source.offer);
    ids.filter_map(|id| assortment.legacy.get(id)).collect()
}

/// A seat's price per billing period in a place; `None`: not sold there.
fn price(offer: &LegacyOffer, place: &Place, cycle: BillingPlan) -> Option<Price> {
    let here = |p: &&crate::assortment::LegacyPrice| p.country.eq_ignore_ascii_case(&place.country) && p.currency == place.currency;
    let monthly = offer.prices.iter().find(here)?.monthly;
    let micros = monthly.micros.saturating_mul(i64::from(cycle.months()));
    offer.cycles.contains(&cycle).then_some(Price { micros })
}

fn seats_fit(offer: &LegacyOffer, seats: i64, around: &Around<'_>) -> Result<(), Refusal> {
    let (min, max) = (
        offer.min_seats.max(1),
        offer.max_seats.unwrap_or(around.numbers.legacy_quantity_maximum),
    );
    let limit = around.numbers.sandbox_seats;
    match () {
        () if seats < min || seats > max => Err(Refusal::new(Code::QuantityOutOfRange)
            .with("min", min)
            .with("max", max)
            .at("quantity")),
        () if around.sandbox && seats > limit => Err(Refusal::new(Code::SandboxLimit).with("limit", limit).at("quantity")),
        () => Ok(()),
    }
}

/// What keeps a legacy subscription from an upgrade; empty: nothing.
pub fn reasons(source: &Subscription, target: &LegacyOffer, kind: Kind, hands: Hands, around: &Around<'_>) -> Vec<Reason> {
    let with = kind == Kind::WithLicenses;
    let addon = |s: &Subscription| s.parent_id.as_ref() == Some(&source.id) && s.is_in_use();
    let stopped = source.status == Status::Active && source.check_changeable(around.now, around.numbers).is_err();
    let checks = [
        (Reason::Other, seats_fit(target, source.quantity, around).is_err()),
        (Reason::PermissionsDisabled, with && !hands.delegated),
        (Reason::SourceNotActive, !matches!(source.status, Status::Active | Status::Pending)),
        (
            Reason::ConflictingServices,
            with && conflicts(source, target.licence, around.others, around.assortment),
        ),
        (Reason::ConcurrencyConflicts, source.check_free().is_err() || stopped),
        (Reason::UserContextRequired, with && !hands.user),
        (Reason::AddOnsPresent, around.others.iter().any(addon)),
        (Reason::NotProvisioned, source.status == Status::Pending),
        (Reason::CycleUnsupported, price(target, &source.place, source.cycle).is_none()),
    ];
    checks.into_iter().filter(|(_, holds)| *holds).map(|(reason, _)| reason).collect()
}

/// An upgrade, decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upgraded {
    /// The source, gone.
    pub source: Decided,
    /// The subscription in its place.
    pub target: Decided,
}

/// Upgrades a whole subscription. `new_id` and `order_id` are those of the subscription to be.
///
/// # Errors
/// The reasons that speak against it.
pub fn upgrade(
    source: &Subscription,
    target: &LegacyOffer,
    (kind, hands): (Kind, Hands),
    (new_id, order_id): (&str, &str),
    around: &Around<'_>,
) -> Result<Upgraded, Vec<Reason>> {
    let mut against = reasons(source, target, kind, hands, around);
    let price = price(target, &source.place, source.cycle);
    let (Some(price), true) = (price, against.is_empty()) else {
        if against.is_empty() {
            against.push(Reason::CycleUnsupported);
        }
        return Err(against);
    };
    let (mut left, mut charges) = (source.clone(), Vec::new());
    left.credit(ChargeKind::Convert, around.now, &mut charges);
    left.become_deleted();
    left.version += 1;
    let mut made = source.clone();
    new_id.clone_into(&mut made.id);
    made.order_id = Some(order_id.to_owned());
    made.created = around.now;
    made.provisioned = around.now;
    made.version = 1;
    adopt(&mut made, target, around.assortment);
    made.unit_price = price;
    made.period = None;
    let line = made.charge_period(ChargeKind::Convert, around.now.date());
    Ok(Upgraded {
        source: Decided { after: left, charges },
        target: Decided {
            after: made,
            charges: line.into_iter().collect(),
        },
    })
}

fn adopt(s: &mut Subscription, offer: &LegacyOffer, assortment: &Assortment) {
    s.offer.clone_from(&offer.id);
    s.offer_id.clone_from(&offer.id);
    s.licence = offer.licence;
    if s.friendly_name == s.offer_name {
        s.friendly_name.clone_from(&offer.name);
    }
    s.offer_name.clone_from(&offer.name);
    s.has_addons = assortment.legacy.values().any(|o| o.prerequisites.contains(&offer.id));
    s.discount_percent = 0;
    s.promotion = None;
}

/// Why a trial cannot be converted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotConverted {
    /// Seats, cycle or state: the refusal says which.
    Other(Refusal),
    /// It is no trial, or does not convert to that offer.
    NotFound,
}

impl NotConverted {
    /// The number on the wire.
    pub fn number(&self) -> i32 {
        match self {
            Self::Other(_) => 0,
            Self::NotFound => 1,
        }
    }
}

/// Each offer that an active trial converts to, with each cycle that it is sold in.
pub fn choices<'a>(trial: &Subscription, around: &Around<'a>) -> Vec<(&'a LegacyOffer, BillingPlan)> {
    if trial.status != Status::Active {
        return Vec::new();
    }
    let cycles = |offer: &'a LegacyOffer| offer.cycles.iter().map(move |cycle| (offer, *cycle));
    let sold = |(offer, cycle): &(&LegacyOffer, BillingPlan)| price(offer, &trial.place, *cycle).is_some();
    conversions(trial, around.assortment)
        .into_iter()
        .flat_map(cycles)
        .filter(sold)
        .collect()
}

/// Converts a trial to a paid offer: it begins today, for a year, and renews. `quantity` 0: the trial's.
///
/// # Errors
/// What the answer says instead.
pub fn convert(
    trial: &Subscription,
    target: &str,
    quantity: i64,
    cycle: BillingPlan,
    around: &Around<'_>,
) -> Result<Decided, NotConverted> {
    let found = conversions(trial, around.assortment).into_iter().find(|o| o.id == target);
    let offer = found.ok_or(NotConverted::NotFound)?;
    if trial.status != Status::Active {
        let refusal = Refusal::new(Code::SubscriptionNotActive).with("status", trial.status);
        return Err(NotConverted::Other(refusal));
    }
    trial.check_free().map_err(NotConverted::Other)?;
    trial.check_changeable(around.now, around.numbers).map_err(NotConverted::Other)?;
    let seats = if quantity == 0 { trial.quantity } else { quantity };
    seats_fit(offer, seats, around).map_err(NotConverted::Other)?;
    let price = price(offer, &trial.place, cycle).ok_or_else(|| {
        let refusal = Refusal::new(Code::OrderCycleLacking)
            .with("offer", &offer.name)
            .with("cycle", cycle);
        NotConverted::Other(refusal.at("billingCycle"))
    })?;
    let mut after = trial.clone();
    adopt(&mut after, offer, around.assortment);
    after.quantity = seats;
    after.trial = false;
    after.auto_renew = true;
    let day = around.now.date();
    after.start_term(day, Term::P1Y, cycle, price, None);
    after.renewal_term = Term::P1Y;
    after.version += 1;
    let charges = after.charge_period(ChargeKind::Convert, day).into_iter().collect();
    Ok(Decided { after, charges })
}
