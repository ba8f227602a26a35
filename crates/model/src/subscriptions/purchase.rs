//! Makes a subscription of an order line: checks seats, terms, prices, prerequisites and aligned ends, and charges the first period.

use super::{Decided, EndAction, Status, Subscription};
use crate::{
    assortment::{Assortment, LegacyOffer, Offer, Place, Promotion, catalog_item, partner_price},
    catalogue::{BillingPlan, Term},
    charges::ChargeKind,
    dates::{Date, date_of, day_number, plus_months},
    estate::{Channel, Generation},
    instants::Instant,
    money::Price,
    program::Numbers,
    refusals::{Code, Refusal},
};

/// A line as asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted<'a> {
    /// Id of the subscription to be.
    pub id: String,
    /// Customer's tenant.
    pub customer_id: String,
    /// Partner's tenant.
    pub partner_id: String,
    /// The order.
    pub order_id: String,
    /// Seats.
    pub quantity: i64,
    /// Term; `None`: a year (legacy), or the trial's.
    pub term: Option<Term>,
    /// Billing plan.
    pub cycle: BillingPlan,
    /// Term it renews into.
    pub renewal_term: Option<Term>,
    /// First day after the first term, when aligned.
    pub custom_end: Option<Date>,
    /// Promotion.
    pub promotion: Option<&'a Promotion>,
    /// Name.
    pub friendly_name: Option<String>,
    /// Reseller on record.
    pub mpn_id: Option<String>,
    /// Base subscription of a legacy add-on.
    pub parent_id: Option<String>,
    /// Where and for whom.
    pub place: Place,
    /// First day after the first term, where something else than a custom end gives it.
    pub end: Option<Date>,
    /// The day whose prices hold; `None`: today's.
    pub price_day: Option<Date>,
}

/// What a purchase needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Market<'a> {
    /// Now.
    pub now: Instant,
    /// When it will be provisioned.
    pub provisioned: Instant,
    /// The programme's numbers today.
    pub numbers: &'a Numbers,
    /// What is sold.
    pub assortment: &'a Assortment,
    /// Licences of which the tenant has enabled seats, from any seller.
    pub held: &'a [crate::ids::SkuId],
    /// Seats of the licence bought and active, over the customer's subscriptions.
    pub seats_active: i64,
    /// Subscriptions of the offer that the customer has.
    pub subscriptions_of_offer: i64,
    /// Ends of active subscriptions that are no trials.
    pub ends: &'a [Date],
    /// Limits of the sandbox apply.
    pub sandbox: bool,
}

/// What an aligned end is checked against.
#[derive(Debug, Clone, Copy)]
pub struct EndRules<'a> {
    /// First day of the term.
    pub start: Date,
    /// The term.
    pub term: Term,
    /// First days after the terms of active subscriptions.
    pub ends: &'a [Date],
    /// Numbers.
    pub numbers: &'a Numbers,
}

/// An aligned end (first day after the term) must lie inside the first term and be another subscription's end or a month's.
///
/// # Errors
/// `CustomEndOutside`, `CustomEndUnaligned`.
pub fn check_custom_end(end: Date, rules: &EndRules<'_>) -> Result<(), Refusal> {
    let last = date_of(day_number(end) - 1);
    let outside = || Refusal::new(Code::CustomEndOutside).with("end", last).at("customTermEndDate");
    if end <= rules.start || end > plus_months(rules.start, rules.term.months()) {
        return Err(outside());
    }
    let month_end = end.day() == 1;
    if rules.term == Term::P1M && i64::from(last.day()) >= rules.numbers.monthly_term_last_days && last.day() < 31 && !month_end {
        return Err(outside());
    }
    if month_end || rules.ends.contains(&end) {
        return Ok(());
    }
    Err(Refusal::new(Code::CustomEndUnaligned).with("end", last).at("customTermEndDate"))
}

/// Buys a new-commerce offer.
///
/// # Errors
/// The refusals that Partner Center documents for cart lines and orders.
pub fn buy(offer: &Offer, wanted: Wanted<'_>, market: &Market<'_>) -> Result<Decided, Refusal> {
    let numbers = market.numbers;
    let today = market.now.date();
    check_limits(offer, &wanted, market)?;
    check_prerequisites(offer, market)?;
    let (term, price) = term_and_price(offer, &wanted, market)?;
    if let Some(end) = wanted.custom_end {
        if offer.trial {
            return Err(Refusal::new(Code::CustomEndUnsupported).at("customTermEndDate"));
        }
        check_custom_end(
            end,
            &EndRules {
                start: today,
                term,
                ends: market.ends,
                numbers,
            },
        )?;
    }
    let renewal_term = wanted.renewal_term.unwrap_or(term);
    let mut made = blank(&wanted, market, price);
    made.generation = Generation::NewCommerce;
    made.offer = offer.id.0.clone();
    made.offer_id = catalog_item(&offer.id, &wanted.place);
    made.licence = offer.licence;
    made.offer_name.clone_from(&offer.title);
    made.friendly_name = wanted.friendly_name.clone().unwrap_or_else(|| offer.title.clone());
    made.trial = offer.trial;
    made.discount_percent = wanted.promotion.map_or(0, |p| p.percent);
    made.promotion = wanted.promotion.map(|p| p.id.clone());
    let custom = if offer.trial {
        Some(date_of(day_number(today) + numbers.trial_days as i32))
    } else {
        wanted.custom_end.or(wanted.end)
    };
    made.start_term(today, term, wanted.cycle, price, custom);
    made.custom_end = wanted.custom_end.is_some();
    made.renewal_term = renewal_term;
    made.scheduled = made.paid_equivalent(market.assortment);
    made.auto_renew = !offer.trial || made.scheduled.is_some();
    made.open_windows(market.now, numbers);
    let charges = made.charge_period(ChargeKind::New, today).into_iter().collect();
    Ok(Decided { after: made, charges })
}

/// Country, seats and number of subscriptions.
fn check_limits(offer: &Offer, wanted: &Wanted<'_>, market: &Market<'_>) -> Result<(), Refusal> {
    let numbers = market.numbers;
    if !offer.sold_in(&wanted.place.country) {
        return Err(Refusal::new(Code::OfferNotInCountry)
            .with("country", &wanted.place.country)
            .at("catalogItemId"));
    }
    let max = if offer.trial {
        Some(offer.max_seats.unwrap_or(numbers.trial_seats).min(numbers.trial_seats))
    } else {
        offer.max_seats
    };
    if wanted.quantity < offer.min_seats.max(1) || max.is_some_and(|max| wanted.quantity > max) {
        return Err(Refusal::new(Code::CartQuantity)
            .with("min", offer.min_seats.max(1))
            .with_some("max", max)
            .at("quantity"));
    }
    if let Some(max) = max.filter(|max| !offer.trial && market.seats_active + wanted.quantity > *max) {
        return Err(Refusal::new(Code::SeatsRemaining)
            .with("remaining", (max - market.seats_active).max(0))
            .at("quantity"));
    }
    if market.sandbox && wanted.quantity > numbers.sandbox_seats {
        return Err(Refusal::new(Code::SandboxLimit).with("limit", numbers.sandbox_seats).at("quantity"));
    }
    let limit = if offer.trial { Some(1) } else { offer.max_subscriptions };
    if limit.is_some_and(|limit| market.subscriptions_of_offer >= limit) {
        return Err(Refusal::new(Code::AssetsRemaining)
            .with("limit", limit.unwrap_or_default())
            .at("catalogItemId"));
    }
    Ok(())
}

fn check_prerequisites(offer: &Offer, market: &Market<'_>) -> Result<(), Refusal> {
    let licence_of = |id: &crate::ids::OfferId| market.assortment.offers.get(id).map(|o| o.licence);
    let met = offer
        .prerequisites
        .iter()
        .filter_map(licence_of)
        .any(|sku| market.held.contains(&sku));
    if offer.prerequisites.is_empty() || met {
        return Ok(());
    }
    let names: Vec<&str> = offer
        .prerequisites
        .iter()
        .filter_map(|id| market.assortment.offers.get(id))
        .map(|o| o.title.as_str())
        .collect();
    Err(Refusal::new(Code::PrerequisiteMissing)
        .with("offer", &offer.title)
        .with("needs", names.join(", "))
        .at("catalogItemId"))
}

fn term_and_price(offer: &Offer, wanted: &Wanted<'_>, market: &Market<'_>) -> Result<(Term, Price), Refusal> {
    let today = wanted.price_day.unwrap_or(market.now.date());
    let term = match wanted.term {
        Some(term) => term,
        None => {
            let mut terms: Vec<Term> = offer
                .rows(&wanted.place, today)
                .filter(|r| r.billing == wanted.cycle)
                .map(|r| r.term)
                .collect();
            terms.sort_unstable();
            terms.dedup();
            match terms.as_slice() {
                [only] => *only,
                _ => return Err(Refusal::new(Code::TermInvalid).at("termDuration")),
            }
        }
    };
    if wanted.cycle.periods_in(term).is_none() {
        return Err(Refusal::new(Code::CycleLongerThanTerm)
            .with("cycle", wanted.cycle)
            .with("term", term)
            .at("billingCycle"));
    }
    let row = offer.row(&wanted.place, term, wanted.cycle, today);
    let price = row.and_then(partner_price);
    price.map(|price| (term, price)).ok_or_else(|| {
        let sold = offer.rows(&wanted.place, today).next().is_some();
        match sold {
            true => Refusal::new(Code::CycleInvalid)
                .with("cycle", wanted.cycle)
                .with("term", term)
                .at("billingCycle"),
            false => Refusal::new(Code::NotPurchasable).with("offer", &offer.title).at("catalogItemId"),
        }
    })
}

/// Buys a legacy offer. `parent` is the base subscription of an add-on.
///
/// # Errors
/// The refusals that Partner Center documents for orders of legacy offers.
pub fn buy_legacy(offer: &LegacyOffer, wanted: Wanted<'_>, parent: Option<&Subscription>, market: &Market<'_>) -> Result<Decided, Refusal> {
    let numbers = market.numbers;
    let today = market.now.date();
    let place = &wanted.place;
    let priced = offer
        .prices
        .iter()
        .find(|p| p.country.eq_ignore_ascii_case(&place.country) && p.currency == place.currency);
    let priced = priced.ok_or_else(|| Refusal::new(Code::OfferNotInCountry).with("country", &place.country).at("offerId"))?;
    if !offer.cycles.contains(&wanted.cycle) {
        return Err(Refusal::new(Code::OrderCycleLacking)
            .with("offer", &offer.name)
            .with("cycle", wanted.cycle)
            .at("billingCycle"));
    }
    let max = if offer.trial {
        numbers.trial_seats
    } else {
        offer.max_seats.unwrap_or(numbers.legacy_quantity_maximum)
    };
    if wanted.quantity < offer.min_seats.max(1) || wanted.quantity > max {
        return Err(Refusal::new(Code::QuantityOutOfRange)
            .with("min", offer.min_seats.max(1))
            .with("max", max)
            .at("quantity"));
    }
    if market.sandbox && wanted.quantity > numbers.sandbox_seats {
        return Err(Refusal::new(Code::SandboxLimit).with("limit", numbers.sandbox_seats).at("quantity"));
    }
    if offer.trial && market.subscriptions_of_offer > 0 {
        return Err(Refusal::new(Code::AssetsRemaining).with("limit", 1).at("offerId"));
    }
    check_parent(offer, parent, &wanted.order_id)?;
    let months = i64::from(wanted.cycle.months());
    let price = Price {
        micros: priced.monthly.micros.saturating_mul(months),
    };
    let mut made = blank(&wanted, market, price);
    made.generation = Generation::Legacy;
    made.offer.clone_from(&offer.id);
    made.offer_id.clone_from(&offer.id);
    made.licence = offer.licence;
    made.offer_name.clone_from(&offer.name);
    made.friendly_name = wanted.friendly_name.clone().unwrap_or_else(|| offer.name.clone());
    made.trial = offer.trial;
    made.parent_id.clone_from(&wanted.parent_id);
    made.has_addons = market.assortment.legacy.values().any(|o| o.prerequisites.contains(&offer.id));
    let own_end = offer.trial.then(|| date_of(day_number(today) + numbers.trial_days as i32));
    made.start_term(today, Term::P1Y, wanted.cycle, price, own_end.or(parent.and_then(|p| p.end)));
    made.custom_end = false;
    made.auto_renew = !offer.trial;
    let charges = made.charge_period(ChargeKind::New, today).into_iter().collect();
    Ok(Decided { after: made, charges })
}

/// A base of the same order may still be on its way.
fn check_parent(offer: &LegacyOffer, parent: Option<&Subscription>, order_id: &str) -> Result<(), Refusal> {
    let together = |p: &Subscription| p.status == Status::Pending && p.order_id.as_deref() == Some(order_id);
    match parent {
        None if !offer.addon => Ok(()),
        None => Err(Refusal::new(Code::PrerequisiteMissing)
            .with("offer", &offer.name)
            .with("needs", offer.prerequisites.join(", "))
            .at("parentSubscriptionId")),
        Some(p) if p.in_motion.is_some() => Err(Refusal::new(Code::InMotion).at("parentSubscriptionId")),
        Some(p) if p.status != Status::Active && !together(p) => Err(Refusal::new(Code::ParentNotActive).at("parentSubscriptionId")),
        Some(p) if offer.prerequisites.contains(&p.offer) => p.check_unlocked(),
        Some(p) => Err(Refusal::new(Code::AddOnNotOfParent)
            .with("offer", &offer.name)
            .with("parent", &p.offer_name)
            .at("parentSubscriptionId")),
    }
}

/// What both generations have in common.
fn blank(wanted: &Wanted<'_>, market: &Market<'_>, unit_price: Price) -> Subscription {
    let today = market.now.date();
    let pending = market.provisioned > market.now;
    Subscription {
        id: wanted.id.clone(),
        customer_id: wanted.customer_id.clone(),
        partner_id: Some(wanted.partner_id.clone()),
        channel: Channel::ThisPartner,
        owner: None,
        generation: Generation::NewCommerce,
        order_id: Some(wanted.order_id.clone()),
        offer: String::new(),
        offer_id: String::new(),
        licence: crate::ids::SkuId(uuid::Uuid::nil()),
        offer_name: String::new(),
        friendly_name: String::new(),
        quantity: wanted.quantity,
        parent_id: None,
        has_addons: false,
        created: market.now,
        provisioned: market.provisioned,
        status: if pending { Status::Pending } else { Status::Active },
        stage_ends: pending.then_some(market.provisioned),
        start: today,
        end: None,
        auto_renew: true,
        end_action: EndAction::Extend,
        extended: false,
        term: wanted.term.unwrap_or(Term::P1Y),
        renewal_term: Term::P1Y,
        cycle: wanted.cycle,
        period: None,
        unit_price,
        discount_percent: 0,
        place: wanted.place.clone(),
        trial: false,
        promotion: None,
        mpn_id: wanted.mpn_id.clone(),
        cancel_until: None,
        tranches: Vec::new(),
        scheduled: None,
        next_cycle: None,
        custom_end: false,
        migrated_from: None,
        in_motion: None,
        suspension_reasons: Vec::new(),
        support: None,
        lock: None,
        transferred_from: None,
        transferred_to: None,
        channel_transfer: None,
        version: 1,
    }
}
