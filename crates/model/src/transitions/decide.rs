//! Decides on an immediate transition: into a new offer in place, a part of the seats into a new subscription, or into one that is there.
//!
//! Credits of what the source has paid and charges at the target's price cover the same days. No window opens for seats that move; a
//! trial's first purchase opens them as any purchase does.

use super::{
    Around, Kind, Reason,
    eligible::{reasons, targets},
    refuse::{check_seats, check_target, refusal, shorter},
};
use crate::{
    assortment::{Offer, Promotion, partner_price},
    catalogue::{BillingPlan, Term},
    charges::{Charge, ChargeKind},
    estate::word_enum,
    ids::SkuId,
    money::Price,
    promotions::{Holdings, Purchase, choose},
    refusals::{Code, Refusal},
    subscriptions::{Decided, EndAction, Subscription},
};

word_enum!(
    /// Where the seats go.
    Way {
        /// The subscription becomes one of the other offer.
        InPlace = "inPlace",
        /// A part of its seats becomes a subscription of its own.
        Split = "split",
        /// Seats go into a subscription that is there.
        Into = "into",
    }
);

/// A transition as asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// What to become.
    pub offer: &'a Offer,
    /// With licences or without.
    pub kind: Kind,
    /// Seats.
    pub quantity: i64,
    /// Term; `None`: as it is.
    pub term: Option<Term>,
    /// Billing plan; `None`: as it is.
    pub cycle: Option<BillingPlan>,
    /// Promotion asked for.
    pub promotion: Option<&'a str>,
    /// Id of the subscription to be, where one is made.
    pub new_id: &'a str,
    /// Its order.
    pub order_id: &'a str,
    /// Licences of which the tenant has enabled seats.
    pub held_licences: &'a [SkuId],
}

/// What becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moved {
    /// Where the seats went.
    pub way: Way,
    /// The source afterwards.
    pub source: Decided,
    /// The other subscription afterwards, where there is one.
    pub target: Option<Decided>,
    /// Seats that the source had and that moved.
    pub seats: i64,
}

impl Moved {
    /// The subscription that has the seats now.
    pub fn outcome(&self) -> &Subscription {
        self.target.as_ref().map_or(&self.source.after, |target| &target.after)
    }
}

/// Decides. `into` is the subscription that is to take the seats in.
///
/// # Errors
/// The refusals of the transition operation (`docs/wire/transitions.md`, 1.4); nothing has changed then.
pub fn transition(source: &Subscription, wanted: &Wanted<'_>, into: Option<&Subscription>, around: &Around<'_>) -> Result<Moved, Refusal> {
    let against = reasons(source, wanted.offer, wanted.kind, around);
    let licences = |reason: &Reason| *reason == Reason::ConflictingServices;
    if let Some(reason) = against.iter().find(|reason| !licences(reason)) {
        return Err(refusal(*reason, source));
    }
    if !targets(source, around.assortment, around.now.date())
        .iter()
        .any(|o| o.id == wanted.offer.id)
    {
        return Err(refusal(Reason::TargetNotFound, source));
    }
    if let Some(target) = into {
        check_target(source, wanted, target, around)?;
    }
    check_seats(source, wanted, into, around)?;
    if let Some(reason) = against.into_iter().find(licences) {
        return Err(refusal(reason, source));
    }
    match into {
        Some(target) => Ok(take_in(source, wanted, target, around)),
        None => become_new(source, wanted, around),
    }
}

/// Term, billing plan and price of a new offer.
struct Terms<'a> {
    term: Term,
    cycle: BillingPlan,
    price: Price,
    promotion: Option<&'a Promotion>,
    /// A new term begins.
    anew: bool,
}

fn terms<'a>(source: &Subscription, wanted: &Wanted<'_>, around: &Around<'a>) -> Result<Terms<'a>, Refusal> {
    let (term, cycle) = match source.trial {
        true => (wanted.term.unwrap_or(Term::P1Y), wanted.cycle.unwrap_or(BillingPlan::Monthly)),
        false => (wanted.term.unwrap_or(source.term), wanted.cycle.unwrap_or(source.cycle)),
    };
    if !source.trial && term.months() < source.term.months() {
        return Err(shorter(source.term, term));
    }
    let named = |code| {
        let refusal = Refusal::new(code).with("cycle", cycle).with("term", term);
        refusal.at("billingCycle")
    };
    if cycle.periods_in(term).is_none() {
        return Err(named(Code::CycleLongerThanTerm));
    }
    let day = around.now.date();
    let row = wanted.offer.row(&source.place, term, cycle, day);
    let price = row.and_then(partner_price).ok_or_else(|| {
        let sold = wanted.offer.rows(&source.place, day).any(|row| row.term == term);
        match sold {
            true => named(Code::CycleInvalid),
            false => Refusal::new(Code::TransitionTermInvalid).with("term", term).at("termDuration"),
        }
    })?;
    Ok(Terms {
        term,
        cycle,
        price,
        promotion: promotion(source, wanted, (term, cycle), around)?,
        anew: source.trial || source.extended || term != source.term,
    })
}

/// A trial's successor has none.
fn promotion<'a>(
    source: &Subscription,
    wanted: &Wanted<'_>,
    (term, billing): (Term, BillingPlan),
    around: &Around<'a>,
) -> Result<Option<&'a Promotion>, Refusal> {
    if source.trial {
        return match wanted.promotion.filter(|id| !id.is_empty()) {
            Some(id) => Err(Refusal::new(Code::PromotionInvalid).with("id", id).at("promotionId")),
            None => Ok(None),
        };
    }
    let purchase = Purchase {
        offer: wanted.offer,
        term: Some(term),
        billing,
        place: &source.place,
        day: around.now.date(),
        seats: wanted.quantity,
    };
    let holdings = Holdings {
        subscriptions: around.others,
        licences: wanted.held_licences,
    };
    choose(wanted.promotion, &purchase, &holdings, around.assortment)
}

fn become_new(source: &Subscription, wanted: &Wanted<'_>, around: &Around<'_>) -> Result<Moved, Refusal> {
    let terms = terms(source, wanted, around)?;
    let count = |s: &&Subscription| s.is_in_use() && s.is_ours() && s.offer == wanted.offer.id.0;
    let have = around.others.iter().filter(count).count() as i64;
    if let Some(limit) = wanted.offer.max_subscriptions.filter(|limit| have >= *limit) {
        return Err(Refusal::new(Code::AssetsRemaining).with("limit", limit).at("toCatalogItemId"));
    }
    Ok(match wanted.quantity < source.quantity {
        true => split(source, wanted, &terms, around),
        false => in_place(source, wanted, &terms, around),
    })
}

/// Credits seats of the source for the days from today on that it has paid.
fn credit(source: &Subscription, seats: i64, around: &Around<'_>) -> Option<Charge> {
    let day = around.now.date();
    let period = source.period.filter(|p| day < p.end && !source.trial)?;
    Some(Charge::line(ChargeKind::Convert, period, day, seats, source.rate(), -1))
}

/// Makes a subscription one of the offer, at its terms, with the source's seats; charges for them from today on.
fn priced(after: &mut Subscription, offer: &Offer, terms: &Terms<'_>, around: &Around<'_>) -> Vec<Charge> {
    let day = around.now.date();
    after.adopt(offer);
    after.discount_percent = terms.promotion.map_or(0, |p| p.percent);
    after.promotion = terms.promotion.map(|p| p.id.clone());
    after.scheduled = None;
    after.next_cycle = None;
    after.trial = false;
    if terms.anew {
        after.start_term(day, terms.term, terms.cycle, terms.price, None);
        after.renewal_term = terms.term;
    } else {
        after.cycle = terms.cycle;
        after.unit_price = terms.price;
        after.period = None;
    }
    after.charge_period(ChargeKind::Convert, day).into_iter().collect()
}

/// Seats on top of those that move are bought with them.
fn add_seats(after: &mut Subscription, extra: i64, around: &Around<'_>, charges: &mut Vec<Charge>) {
    if extra < 1 {
        return;
    }
    let day = around.now.date();
    if let Some(period) = after.period.filter(|p| day < p.end) {
        charges.push(Charge::line(ChargeKind::AddQuantity, period, day, extra, after.rate(), 1));
    }
    after.quantity += extra;
    after.add_tranche(extra, around.now, around.numbers);
}

fn in_place(source: &Subscription, wanted: &Wanted<'_>, terms: &Terms<'_>, around: &Around<'_>) -> Moved {
    let mut after = source.clone();
    let mut charges: Vec<Charge> = credit(source, source.quantity, around).into_iter().collect();
    charges.extend(priced(&mut after, wanted.offer, terms, around));
    let fresh = source.trial || std::mem::take(&mut after.extended);
    if source.trial {
        after.auto_renew = true;
        after.end_action = EndAction::Extend;
    }
    add_seats(&mut after, wanted.quantity - source.quantity, around, &mut charges);
    if fresh {
        after.open_windows(around.now, around.numbers);
    }
    after.version += 1;
    Moved {
        way: Way::InPlace,
        source: Decided { after, charges },
        target: None,
        seats: source.quantity,
    }
}

/// What is left of a source whose seats go elsewhere, without its credit.
fn without(source: &Subscription, seats: i64, around: &Around<'_>) -> (Subscription, Vec<crate::subscriptions::Tranche>) {
    let mut after = source.clone();
    let taken = after.take_from_tranches(seats, around.now);
    after.quantity -= seats;
    after.scheduled = None;
    after.version += 1;
    (after, taken)
}

fn split(source: &Subscription, wanted: &Wanted<'_>, terms: &Terms<'_>, around: &Around<'_>) -> Moved {
    let (left, taken) = without(source, wanted.quantity, around);
    let mut made = source.clone();
    wanted.new_id.clone_into(&mut made.id);
    made.order_id = Some(wanted.order_id.to_owned());
    made.created = around.now;
    made.provisioned = around.now;
    made.quantity = wanted.quantity;
    made.migrated_from = None;
    made.version = 1;
    made.tranches = taken;
    let charges = priced(&mut made, wanted.offer, terms, around);
    if std::mem::take(&mut made.extended) {
        made.open_windows(around.now, around.numbers);
    }
    Moved {
        way: Way::Split,
        source: Decided {
            after: left,
            charges: credit(source, wanted.quantity, around).into_iter().collect(),
        },
        target: Some(Decided { after: made, charges }),
        seats: wanted.quantity,
    }
}

fn take_in(source: &Subscription, wanted: &Wanted<'_>, target: &Subscription, around: &Around<'_>) -> Moved {
    let seats = wanted.quantity.min(source.quantity);
    let (mut left, _) = without(source, seats, around);
    if left.quantity == 0 {
        left.quantity = source.quantity;
        left.become_deleted();
    }
    let mut after = target.clone();
    let mut charges = Vec::new();
    let day = around.now.date();
    if let Some(period) = after.period.filter(|p| day < p.end) {
        charges.push(Charge::line(ChargeKind::Convert, period, day, seats, after.rate(), 1));
    }
    after.quantity += seats;
    add_seats(&mut after, wanted.quantity - seats, around, &mut charges);
    after.scheduled = None;
    after.version += 1;
    Moved {
        way: Way::Into,
        source: Decided {
            after: left,
            charges: credit(source, seats, around).into_iter().collect(),
        },
        target: Some(Decided { after, charges }),
        seats,
    }
}
