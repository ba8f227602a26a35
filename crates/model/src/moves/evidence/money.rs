//! What a move was to cost, and what it was charged, line by line. A plan counts with list prices or with the partner's own, as its policy
//! says; the ledger charges the partner's. So each line has three figures: as the plan counted, as the same seats cost at the partner's price
//! of the same catalogue, and as it was charged. What differs is the third from the second.

use super::{Evidence, Line, Made, tables, told::Came};
use crate::{
    assortment::partner_price,
    charges::{Charge, ChargeKind, Period, Rate},
    dates::{Date, day_number},
    ids::SkuId,
    instants::Instant,
    money::{Amount, Currency, Price},
    moves::{
        Bought,
        deeds::{Deed, ORDER, ORDER_PRICE, Outcome},
    },
    plan::Purchase,
};
use serde::Serialize;

/// All of it; amounts in minor units of the currency.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Money {
    /// Currency.
    pub currency: Currency,
    /// What the plan costs within its horizon.
    pub planned_minor: i64,
    /// What its purchases cost over their whole terms.
    pub planned_whole_minor: i64,
    /// Of that, what falls due by the last thing that happened, as the plan counted.
    pub planned_so_far_minor: i64,
    /// The same at the partner's price.
    pub expected_minor: i64,
    /// What was charged.
    pub charged_minor: i64,
    /// Charged less expected.
    pub difference_minor: i64,
    /// Purchases of the plan that holds; and, by the plan's version and their id, those of plans before it that were charged.
    pub purchases: Vec<PurchaseMoney>,
    /// Lines of subscriptions that the move bought and that belong to no purchase's term.
    pub others: Vec<LineMoney>,
    /// What another service said that its orders cost. It keeps the ledger of what it charges; here it is told once, right after the order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub told: Vec<OrderTold>,
}

/// An order at another service, with what it costs there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct OrderTold {
    /// When it was answered.
    pub at: Instant,
    /// The order.
    pub order: String,
    /// The plan's purchases.
    pub purchases: Vec<String>,
    /// Amount and currency, in the service's own writing.
    pub price: String,
}

/// A purchase.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PurchaseMoney {
    /// Its id in the plan.
    pub id: String,
    /// Licence.
    pub sku: SkuId,
    /// Seats.
    pub seats: u32,
    /// First day.
    pub start: Date,
    /// First day without it.
    pub end: Date,
    /// The subscription; nothing: not bought yet.
    pub subscription: Option<String>,
    /// The order.
    pub order: Option<String>,
    /// What the plan counts for the whole term.
    pub planned_minor: i64,
    /// Its lines of the ledger.
    pub lines: Vec<LineMoney>,
    /// What was charged so far.
    pub charged_minor: i64,
    /// Charged less expected.
    pub difference_minor: i64,
}

/// A line of the ledger beside what it was to be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct LineMoney {
    /// The line.
    pub line: String,
    /// What for.
    pub kind: ChargeKind,
    /// First day.
    pub from: Date,
    /// First day not charged for.
    pub until: Date,
    /// Seats.
    pub quantity: i64,
    /// As the plan counted.
    pub planned_minor: i64,
    /// At the partner's price of the plan's catalogue.
    pub expected_minor: i64,
    /// As charged.
    pub charged_minor: i64,
    /// Charged less expected.
    pub difference_minor: i64,
}

/// Planned and charged; nothing before there is a plan.
pub fn money(of: &Evidence) -> Option<Money> {
    let held = of.held()?;
    let plan = &held.plan;
    let mut others: Vec<&Line> = of.lines.iter().collect();
    let mut purchases = Vec::new();
    for purchase in &plan.purchases {
        let bought = of.of.bought.get(&purchase.id);
        let (mine, rest) = others.into_iter().partition(|line| is_of(purchase, bought, line));
        others = rest;
        purchases.push(beside(held, purchase, purchase.id.clone(), (bought, mine)));
    }
    // What plans before this one bought is carried on, and was charged.
    for (key, bought) in &of.of.earlier {
        let Some((made, purchase)) = earlier(of, key) else { continue };
        let (mine, rest): (Vec<&Line>, _) = others.into_iter().partition(|line| is_of(purchase, Some(bought), line));
        others = rest;
        if !mine.is_empty() {
            purchases.push(beside(made, purchase, key.clone(), (Some(bought), mine)));
        }
    }
    let others: Vec<LineMoney> = others.into_iter().map(|line| shown(line, 0, 0)).collect();
    let every = || purchases.iter().flat_map(|purchase| &purchase.lines).chain(&others);
    Some(Money {
        currency: plan.cost.currency,
        planned_minor: plan.cost.total.minor,
        planned_whole_minor: plan.purchases.iter().map(|purchase| purchase.charge.minor).sum(),
        planned_so_far_minor: every().map(|line| line.planned_minor).sum(),
        expected_minor: every().map(|line| line.expected_minor).sum(),
        charged_minor: every().map(|line| line.charged_minor).sum(),
        difference_minor: every().map(|line| line.difference_minor).sum(),
        purchases,
        others,
        told: told(of),
    })
}

/// What orders cost, as far as their answers say it.
fn told(of: &Evidence) -> Vec<OrderTold> {
    let attempts = tables::steps(of).into_iter().flat_map(|step| step.attempts);
    let one = |attempt: tables::AttemptRecord| {
        let (Deed::Order { lines }, Some(Came::Outcome(Outcome::Done { ids }))) = (attempt.deed, attempt.outcome) else {
            return None;
        };
        Some(OrderTold {
            at: attempt.answered?,
            order: ids.get(ORDER)?.clone(),
            purchases: lines.into_iter().map(|line| line.purchase).collect(),
            price: ids.get(ORDER_PRICE)?.clone(),
        })
    };
    attempts.filter_map(one).collect()
}

/// Days by which an order may come before the day that the plan names: where seats end without any overlap.
const EARLY_DAYS: i32 = 1;

/// Whether a line is of a purchase's term.
pub(super) fn is_of(purchase: &Purchase, bought: Option<&Bought>, line: &Line) -> bool {
    let same = bought.is_some_and(|bought| bought.subscription.eq_ignore_ascii_case(&line.subscription));
    let early = |day: Date| day_number(day) - EARLY_DAYS;
    same && (early(purchase.start)..early(purchase.end)).contains(&day_number(line.charge.from))
}

/// A purchase of a plan before the one that holds, by the plan's version and its id.
fn earlier<'a>(of: &'a Evidence, key: &str) -> Option<(&'a Made, &'a Purchase)> {
    let (version, id) = key.split_once('.')?;
    let version: i64 = version.parse().ok()?;
    let made = of.plans.iter().find(|made| made.number == version)?;
    Some((made, made.plan.purchases.iter().find(|purchase| purchase.id == id)?))
}

/// A purchase with its lines.
fn beside(made: &Made, purchase: &Purchase, id: String, (bought, lines): (Option<&Bought>, Vec<&Line>)) -> PurchaseMoney {
    let lines: Vec<LineMoney> = lines.into_iter().map(|one| line(made, purchase, one)).collect();
    PurchaseMoney {
        id,
        sku: purchase.sku_id,
        seats: purchase.seats,
        start: purchase.start,
        end: purchase.end,
        subscription: bought.map(|bought| bought.subscription.clone()),
        order: bought.and_then(|bought| bought.order.clone()),
        planned_minor: purchase.charge.minor,
        charged_minor: lines.iter().map(|line| line.charged_minor).sum(),
        difference_minor: lines.iter().map(|line| line.difference_minor).sum(),
        lines,
    }
}

/// A line beside what the plan makes of its period.
fn line(held: &Made, purchase: &Purchase, line: &Line) -> LineMoney {
    let regular = matches!(line.charge.kind, ChargeKind::New | ChargeKind::Renew | ChargeKind::CycleFee);
    if !regular {
        return shown(line, 0, 0);
    }
    let at = |unit_price: Price| {
        let period = Period::at(purchase.start, purchase.end, purchase.billing_plan, line.charge.from);
        let rate = Rate {
            unit_price,
            discount_percent: 0,
            currency: held.plan.cost.currency,
        };
        Charge::line(line.charge.kind, period, period.start, i64::from(purchase.seats), rate, 1).amount_minor
    };
    let expected = partners(held, purchase).unwrap_or(purchase.unit_price);
    shown(line, at(purchase.unit_price), at(expected))
}

fn shown(line: &Line, planned: i64, expected: i64) -> LineMoney {
    let charge = &line.charge;
    LineMoney {
        line: line.id.clone(),
        kind: charge.kind,
        from: charge.from,
        until: charge.until,
        quantity: charge.quantity,
        planned_minor: planned,
        expected_minor: expected,
        charged_minor: charge.amount_minor,
        difference_minor: charge.amount_minor - expected,
    }
}

/// What the partner pays for a purchase by the catalogue that it was planned with.
fn partners(held: &Made, purchase: &Purchase) -> Option<Price> {
    let case = held.case.as_ref()?;
    let customer = &case.estate.customer;
    let rows = case.catalogue.prices.iter().filter(|row| {
        row.offer == purchase.offer_id
            && row.term == purchase.term_duration
            && row.billing == purchase.billing_plan
            && row.market.eq_ignore_ascii_case(&customer.country)
            && row.currency == customer.currency
            && row.segment.eq_ignore_ascii_case(&customer.segment)
            && (row.from..=row.until).contains(&purchase.start)
            && row.tier_min.is_none_or(|min| min <= 1)
    });
    rows.filter_map(partner_price).min()
}

/// Whether a line is its price times its seats times its days, rounded once.
pub fn is_right(charge: &Charge) -> bool {
    let (days, whole) = charge.days;
    if days < 0 || whole <= 0 || !(0..=100).contains(&charge.discount_percent) {
        return false;
    }
    let times = i128::from(charge.quantity) * i128::from(days) * i128::from(100 - charge.discount_percent);
    let exact = crate::money::Exact::of_price(charge.unit_price, times, i128::from(whole) * 100);
    let amount = exact.and_then(|exact| Amount::round_half_even(exact, charge.currency));
    amount.is_some_and(|amount| amount.minor == charge.amount_minor.abs())
}
