//! Subscriptions of an estate as the center keeps them. Ids that are no GUIDs get one that depends on customer and id alone.

use nahtlos_model::{
    assortment::{Assortment, Place},
    catalogue::{BillingPlan, Term},
    customers::Pool,
    estate::{self, Channel, Estate, SubscriptionKind, SubscriptionStatus},
    ids::SkuId,
    instants::Instant,
    licenses::Pools,
    money::Price,
    subscriptions::{EndAction, SeatState, Status, Subscription},
};
use sha2::{Digest, Sha256};

/// A GUID for an id of the estate.
pub(crate) fn guid(customer: &str, id: &str) -> String {
    if let Ok(id) = uuid::Uuid::try_parse(id) {
        return id.to_string();
    }
    let hash = Sha256::digest(format!("{customer}\n{id}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_random_bytes(bytes).into_uuid().to_string()
}

fn term(text: Option<&str>) -> Term {
    text.and_then(|t| t.to_ascii_uppercase().parse().ok()).unwrap_or(Term::P1Y)
}

fn cycle(text: Option<&str>, term: Term) -> BillingPlan {
    let named = |plan: &&BillingPlan| text.is_some_and(|t| t.eq_ignore_ascii_case(plan.as_str()));
    let found = BillingPlan::ALL
        .iter()
        .find(named)
        .copied()
        .filter(|plan| plan.periods_in(term).is_some());
    found.unwrap_or(if term == Term::P1M {
        BillingPlan::Monthly
    } else {
        BillingPlan::Annual
    })
}

fn status(s: SubscriptionStatus) -> Status {
    match s {
        SubscriptionStatus::Active => Status::Active,
        SubscriptionStatus::Warning | SubscriptionStatus::Expired => Status::Expired,
        SubscriptionStatus::Suspended | SubscriptionStatus::LockedOut => Status::Suspended,
        SubscriptionStatus::Disabled => Status::Disabled,
        SubscriptionStatus::Deleted => Status::Deleted,
        SubscriptionStatus::Pending => Status::Pending,
    }
}

/// Stages that end by themselves elsewhere end after the days that the programme has for them, counted from the term's end.
fn stage_ends(estate: &Estate, s: &estate::Subscription, status: Status, now: Instant) -> Option<Instant> {
    let numbers = nahtlos_model::program::Program::bundled().on(estate.as_of);
    let ended = s.end.map_or(now, Instant::start_of);
    match status {
        Status::Expired => Some(ended.plus_days(numbers.expired_days)),
        Status::Disabled => Some(ended.plus_days(numbers.disabled_days)),
        Status::Pending => Some(now),
        _ => None,
    }
}

/// A subscription of the estate. `partner` sells what the estate says this partner sells.
pub(super) fn subscription(
    estate: &Estate,
    s: &estate::Subscription,
    partner: Option<&str>,
    place: &Place,
    assortment: &Assortment,
    now: Instant,
) -> Subscription {
    let term = term(s.term_duration.as_deref());
    let start = s.start.unwrap_or(estate.as_of);
    let ours = partner.filter(|_| s.channel == Channel::ThisPartner);
    let status = status(s.status);
    let offer = assortment.offers.values().find(|o| o.licence == s.sku_id && !o.trial);
    let name = assortment.licence_name(s.sku_id);
    Subscription {
        id: guid(&estate.customer.id, &s.id),
        customer_id: estate.customer.id.to_ascii_lowercase(),
        partner_id: ours.map(str::to_owned),
        channel: s.channel,
        owner: s.owner.clone(),
        generation: s.generation,
        order_id: None,
        offer_id: offer.map_or_else(String::new, |o| nahtlos_model::assortment::catalog_item(&o.id, place)),
        offer: offer.map_or_else(String::new, |o| o.id.0.clone()),
        licence: s.sku_id,
        offer_name: name.clone(),
        friendly_name: name,
        quantity: i64::from(s.quantity),
        parent_id: None,
        has_addons: false,
        created: Instant::start_of(start),
        provisioned: Instant::start_of(start),
        status,
        stage_ends: stage_ends(estate, s, status, now),
        start,
        end: s.end,
        auto_renew: s.auto_renew.unwrap_or(false),
        end_action: EndAction::Extend,
        extended: false,
        term,
        renewal_term: term,
        cycle: cycle(s.billing_cycle.as_deref(), term),
        period: None,
        unit_price: Price::default(),
        discount_percent: 0,
        place: place.clone(),
        trial: s.kind == SubscriptionKind::Trial,
        promotion: None,
        mpn_id: None,
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

/// Seats of subscriptions, by licence.
pub(super) fn pools(all: &[Subscription]) -> Pools {
    let mut pools = Pools::new();
    for s in all {
        let pool: &mut Pool = pools.entry(s.licence).or_default();
        match s.seat_state() {
            SeatState::Enabled => pool.enabled += s.quantity,
            SeatState::Warning => pool.warning += s.quantity,
            SeatState::Suspended => pool.suspended += s.quantity,
            SeatState::None => {}
        }
    }
    pools
}

/// Licences held, by licence.
pub(super) fn count_held(pools: &mut Pools, held: &[SkuId]) {
    for sku in held {
        pools.entry(*sku).or_default().consumed += 1;
    }
}
