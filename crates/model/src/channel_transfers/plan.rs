//! Makes lines of what is wanted: which offer replaces a source, from which day on, at which price.

use super::{Line, LineStatus};
use crate::{
    assortment::{Assortment, Offer, Place, catalog_item, partner_price},
    catalogue::{BillingPlan, PriceRow, Term},
    dates::{Date, date_of, day_number},
    estate::Channel,
    ids::OfferId,
    refusals::{Code, Refusal},
    subscriptions::{LockKind, Status, Subscription},
};

/// A line as wanted; what is absent has a default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// Source; any letter case.
    pub source_id: String,
    /// Seats: all of the source's.
    pub quantity: Option<i64>,
    /// Catalogue item: the offer of the same licence.
    pub item: Option<String>,
    /// Term: a year where sold.
    pub term: Option<Term>,
    /// Billing plan: monthly where sold.
    pub cycle: Option<BillingPlan>,
    /// First day: some days before the source's end.
    pub start: Option<Date>,
    /// Aligned end, last day.
    pub custom_end: Option<Date>,
}

/// What a plan needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Every subscription of the customer.
    pub subscriptions: &'a [Subscription],
    /// The customer's market.
    pub place: &'a Place,
    /// What is sold.
    pub assortment: &'a Assortment,
    /// Today.
    pub today: Date,
    /// Days before a source's end.
    pub lead_days: i64,
    /// The channel transfer that is planned anew: what it holds is free for it.
    pub own: Option<&'a str>,
}

/// Why a subscription of another channel cannot be a source: a stable word.
pub fn unfit(s: &Subscription) -> Option<&'static str> {
    match s.channel {
        _ if s.is_ours() => Some("ours"),
        Channel::VolumeLicense if s.status != Status::Active => Some("state"),
        Channel::VolumeLicense => None,
        _ => Some("channelHasNoTransfer"),
    }
}

/// Offers of a licence that can replace it, with term and plan, and whether they are still sold on a day.
pub fn offers<'a>(licence: crate::ids::SkuId, around: &Around<'a>, day: Date) -> Vec<(&'a Offer, Term, BillingPlan, bool)> {
    let fits = |o: &&Offer| o.licence == licence && !o.trial && o.sold_in(&around.place.country);
    let mut found = Vec::new();
    for offer in around.assortment.offers.values().filter(fits) {
        let mut pairs: Vec<(Term, BillingPlan)> = offer
            .in_country(&around.place.country)
            .iter()
            .filter(|row| row.currency == around.place.currency && row.segment.eq_ignore_ascii_case(&around.place.segment))
            .map(|row| (row.term, row.billing))
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        for (term, cycle) in pairs {
            if let Some((_, sold)) = priced(offer, around.place, term, cycle, day) {
                found.push((offer, term, cycle, sold));
            }
        }
    }
    found
}

/// The row of the price list in force on a day, else the last one that was, and whether it is in force.
pub fn priced<'a>(offer: &'a Offer, place: &'a Place, term: Term, cycle: BillingPlan, day: Date) -> Option<(&'a PriceRow, bool)> {
    if let Some(row) = offer.row(place, term, cycle, day) {
        return Some((row, true));
    }
    let fits = |row: &&PriceRow| {
        row.term == term
            && row.billing == cycle
            && row.until < day
            && row.currency == place.currency
            && row.segment.eq_ignore_ascii_case(&place.segment)
            && partner_price(row).is_some()
    };
    let last = offer.in_country(&place.country).iter().filter(fits).max_by_key(|row| row.until);
    last.map(|row| (row, false))
}

/// An offer as only a channel transfer may buy it: its last row holds on.
#[must_use]
pub fn revived(offer: &Offer, place: &Place, term: Term, cycle: BillingPlan, day: Date) -> Offer {
    let mut revived = offer.clone();
    if let Some((row, false)) = priced(offer, place, term, cycle, day) {
        let row = PriceRow {
            until: Date::MAX,
            ..row.clone()
        };
        revived.prices.push(row);
    }
    revived
}

/// Plans every wanted line.
///
/// # Errors
/// `InvalidProperty` with the field, `TermInvalid`, `CycleInvalid`, `GapBeforeSeats`, `PendingOperation` for a source that is held.
pub fn plan(wanted: &[Wanted], around: &Around<'_>) -> Result<Vec<Line>, Refusal> {
    if wanted.is_empty() {
        return Err(Refusal::property("lines", "at least one line is needed"));
    }
    let mut lines: Vec<Line> = Vec::with_capacity(wanted.len());
    for (at, want) in wanted.iter().enumerate() {
        let field = |name: &str| format!("lines[{at}].{name}");
        let line = plan_line(want, around).map_err(|refusal| {
            let name = refusal.field.clone().unwrap_or_default();
            refusal.at(field(&name))
        })?;
        if lines.iter().any(|other| other.source_id == line.source_id) {
            return Err(Refusal::property(field("sourceId"), "is named twice"));
        }
        lines.push(line);
    }
    Ok(lines)
}

fn plan_line(want: &Wanted, around: &Around<'_>) -> Result<Line, Refusal> {
    let source = source(want, around)?;
    let quantity = want.quantity.unwrap_or(source.quantity);
    if quantity < 1 || quantity > source.quantity {
        return Err(Refusal::property(
            "quantity",
            format!("must be from 1 to {}, the seats of the source", source.quantity),
        ));
    }
    let lead = i32::try_from(around.lead_days).unwrap_or(0);
    let before_end = source.end.map(|end| date_of(day_number(end) - lead));
    let start = want
        .start
        .or(before_end)
        .unwrap_or(around.today)
        .max(want.start.map_or(around.today, |_| Date::MIN));
    if start < around.today {
        return Err(Refusal::property("startDate", format!("lies before today, {}", around.today)));
    }
    if let Some(end) = source.end.filter(|end| start > *end) {
        let refusal = Refusal::new(Code::GapBeforeSeats).with("field", "startDate");
        return Err(refusal.with("start", start).with("end", end).at("startDate"));
    }
    let (offer, term, cycle) = offer_of(want, source, around, start)?;
    let Some((row, sold)) = priced(offer, around.place, term, cycle, start) else {
        let refusal = Refusal::new(Code::CycleInvalid).with("cycle", cycle).with("term", term);
        return Err(refusal.at("billingCycle"));
    };
    Ok(Line {
        source_id: source.id.clone(),
        source_end: source.end,
        quantity,
        offer: offer.id.clone(),
        item: catalog_item(&offer.id, around.place),
        term,
        cycle,
        start,
        own_start: want.start.is_some(),
        custom_end: want.custom_end,
        unit_price: partner_price(row).unwrap_or_default(),
        currency: around.place.currency,
        price_from: row.from,
        no_longer_sold: !sold,
        status: LineStatus::Planned,
        order_id: None,
        subscription_id: None,
        problem: None,
        again: None,
    })
}

fn source<'a>(want: &Wanted, around: &Around<'a>) -> Result<&'a Subscription, Refusal> {
    let id = want.source_id.trim().to_ascii_lowercase();
    let found = around.subscriptions.iter().find(|s| s.id == id);
    let source = found.ok_or_else(|| Refusal::new(Code::SubscriptionUnknown).with("id", &id).at("sourceId"))?;
    if let Some(why) = unfit(source) {
        let reason = format!("cannot be replaced by a channel transfer ({why}); only active subscriptions of volume licensing can");
        return Err(Refusal::property("sourceId", reason));
    }
    let own = |holder: &str| around.own == Some(holder);
    match &source.lock {
        Some(lock) if lock.kind == LockKind::ChannelTransfer && own(&lock.holder) => Ok(source),
        _ => source.check_unlocked().map(|()| source).map_err(|refusal| refusal.at("sourceId")),
    }
}

fn offer_of<'a>(want: &Wanted, source: &Subscription, around: &Around<'a>, start: Date) -> Result<(&'a Offer, Term, BillingPlan), Refusal> {
    if let (Some(term), Some(cycle)) = (want.term, want.cycle)
        && cycle.periods_in(term).is_none()
    {
        let refusal = Refusal::new(Code::CycleLongerThanTerm).with("cycle", cycle).with("term", term);
        return Err(refusal.at("billingCycle"));
    }
    let all = offers(source.licence, around, start);
    let named = want.item.as_deref().map(str::trim).filter(|item| !item.is_empty());
    let wanted = named.map(|item| {
        let mut parts = item.split(':');
        OfferId::new(parts.next().unwrap_or_default(), parts.next().unwrap_or_default())
    });
    let of_item: Vec<_> = all.iter().filter(|(o, ..)| wanted.as_ref().is_none_or(|w| *w == o.id)).collect();
    if of_item.is_empty() {
        let reason = match named {
            Some(item) => format!("{item} is no offer of the source's licence that has a price in the customer's market"),
            None => "no offer of the source's licence has a price in the customer's market".to_owned(),
        };
        return Err(Refusal::property("catalogItemId", reason));
    }
    let fits = |(_, term, cycle, _): &&&(&Offer, Term, BillingPlan, bool)| {
        want.term.is_none_or(|t| t == *term) && want.cycle.is_none_or(|c| c == *cycle)
    };
    let mut able: Vec<_> = of_item.iter().filter(fits).collect();
    // What is still sold comes first, then a year, then monthly.
    able.sort_by_key(|(_, term, cycle, sold)| (!sold, *term != Term::P1Y, *cycle != BillingPlan::Monthly));
    let first = able.first().ok_or_else(|| {
        let refusal = Refusal::new(Code::CycleInvalid);
        let refusal = refusal.with("cycle", want.cycle.map_or("-", |c| c.as_str()));
        refusal
            .with("term", want.term.map_or_else(|| "-".to_owned(), |t| t.to_string()))
            .at("billingCycle")
    })?;
    Ok((first.0, first.1, first.2))
}
