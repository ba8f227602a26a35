//! Whether a subscription may be migrated with its add-ons, and if not, why: one decision for the question, for the creation, for
//! schedules and for the moment itself.
//!
//! Add-ons are looked at whether they are named or not: a base goes with all of them. Quantities are the purchase's matter.

use super::{Bid, Part, Wish, carry};
use crate::{
    assortment::{Assortment, Offer, Place, catalog_item, partner_price},
    dates::{Date, date_of, day_number, plus_months},
    ids::OfferId,
    instants::{HOUR_MS, Instant},
    program::Numbers,
    refusals::{Code, Refusal},
    subscriptions::{
        Status, Subscription,
        purchase::{EndRules, check_custom_end},
    },
};

/// The numbers by which a validation names its reasons, with the codes of a creation.
const REASONS: [(i64, Code); 11] = [
    (0, Code::MigrationNotActive),
    (1, Code::MigrationProcessing),
    (3, Code::MigrationPromotion),
    (4, Code::MigrationAddOns),
    (5, Code::MigrationNoProduct),
    (6, Code::MigrationTerm),
    (7, Code::MigrationTooYoung),
    (9, Code::MigrationPartner),
    (10, Code::MigrationLastHours),
    (11, Code::MigrationEndOutside),
    (12, Code::MigrationEndUnaligned),
];
/// The only segment whose subscriptions are migrated.
const COMMERCIAL: &str = "Commercial";

/// The number by which a validation names a reason.
pub fn number(code: Code) -> Option<i64> {
    REASONS.iter().find(|(_, of)| *of == code).map(|(number, _)| *number)
}

/// What the decision needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// Now.
    pub now: Instant,
    /// First day of the new term: today, or the day for which it is scheduled.
    pub day: Date,
    /// The day whose prices hold.
    pub price_day: Date,
    /// The programme's numbers today.
    pub numbers: &'a Numbers,
    /// What is sold.
    pub assortment: &'a Assortment,
    /// Where and for whom.
    pub place: &'a Place,
    /// The partner who asks.
    pub partner_id: &'a str,
    /// MPN ids that may be on record: the partner's own, and those of partners it works with.
    pub mpns: &'a [String],
    /// Every subscription of the customer.
    pub subscriptions: &'a [Subscription],
    /// A sandbox account asks: nothing there is too young.
    pub sandbox: bool,
    /// Reasons that time heals count as well: for what happens at once.
    pub at_once: bool,
    /// The migration in whose name this is asked: what it holds is free for it.
    pub held_by: Option<&'a str>,
}

/// What was found out about one subscription.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// It, with everything filled in.
    pub part: Part,
    /// It was named.
    pub named: bool,
    /// Why it cannot go; empty: it can.
    pub reasons: Vec<Refusal>,
}

/// What was found out about a subscription and its add-ons.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// The subscription asked for.
    pub base: Judged,
    /// Its add-ons, and theirs.
    pub addons: Vec<Judged>,
}

/// Judges a bid.
///
/// # Errors
/// An unknown subscription; one that comes twice; one that is no active add-on of the one asked for.
pub fn judge(bid: &Bid, around: &Around<'_>) -> Result<Verdict, Refusal> {
    let own = |s: &&Subscription| s.partner_id.as_deref() == Some(around.partner_id);
    let named = |wish: &Wish, s: &Subscription| wish.subscription_id.eq_ignore_ascii_case(&s.id);
    let base = around.subscriptions.iter().filter(own).find(|s| named(&bid.base, s));
    let unknown = || Refusal::new(Code::SubscriptionUnknown).with("id", &bid.base.subscription_id);
    let base = base.ok_or_else(|| unknown().at("currentSubscriptionId"))?;
    let addons = addons(base, around);
    for (at, wish) in bid.addons.iter().enumerate() {
        let id = &wish.subscription_id;
        let refused = |code| {
            Refusal::new(code)
                .with("subscription", id)
                .at(format!("addOnMigrations[{at}].currentSubscriptionId"))
        };
        let again = bid.addons[..at].iter().chain([&bid.base]);
        if again.into_iter().any(|other| other.subscription_id.eq_ignore_ascii_case(id)) {
            return Err(refused(Code::MigrationTwice));
        }
        if !addons.iter().any(|s| named(wish, s)) {
            return Err(refused(Code::MigrationNotAddOn));
        }
    }
    let addon = |s: &&Subscription| {
        let wish = bid.addons.iter().find(|wish| named(wish, s));
        judge_one(s, wish, around)
    };
    Ok(Verdict {
        base: judge_one(base, Some(&bid.base), around),
        addons: addons.iter().map(addon).collect(),
    })
}

/// Add-ons that are in use or about to be, with theirs: what goes with a subscription.
fn addons<'a>(base: &Subscription, around: &Around<'a>) -> Vec<&'a Subscription> {
    let mut found: Vec<&Subscription> = Vec::new();
    let mut parents = vec![base.id.as_str()];
    while let Some(parent) = parents.pop() {
        let of = |s: &&Subscription| {
            let used = matches!(s.status, Status::Active | Status::Pending) && !s.is_new_commerce();
            used && s.parent_id.as_deref() == Some(parent) && s.id != base.id
        };
        for addon in around.subscriptions.iter().filter(of) {
            if !found.iter().any(|s| s.id == addon.id) {
                found.push(addon);
                parents.push(&addon.id);
            }
        }
    }
    found.sort_by(|a, b| a.id.cmp(&b.id));
    found
}

fn judge_one(source: &Subscription, wish: Option<&Wish>, around: &Around<'_>) -> Judged {
    let mut part = Part {
        subscription_id: source.id.clone(),
        item: None,
        quantity: wish.and_then(|w| w.quantity).unwrap_or(source.quantity),
        term: wish.and_then(|w| w.term).unwrap_or(source.term),
        cycle: wish.and_then(|w| w.cycle).unwrap_or(source.cycle),
        full_term: wish.is_some_and(|w| w.full_term),
        custom_end: wish.and_then(|w| w.custom_end),
        source_end: source.end,
        new_subscription_id: None,
    };
    let offer = successor(source, around);
    part.item = offer.map(|offer| catalog_item(&offer.id, around.place));
    Judged {
        reasons: reasons(source, &part, offer, around),
        named: wish.is_some(),
        part,
    }
}

/// The offer that a subscription becomes here, for this customer.
pub fn successor<'a>(source: &Subscription, around: &Around<'a>) -> Option<&'a Offer> {
    if source.is_new_commerce() || source.trial || around.place.segment != COMMERCIAL {
        return None;
    }
    let legacy = around.assortment.legacy.get(&source.offer).filter(|legacy| legacy.migratable)?;
    let successor: &OfferId = legacy.successor.as_ref()?;
    let offer = around.assortment.offers.get(successor)?;
    let sold = offer.sold_in(&around.place.country) && offer.rows(around.place, around.price_day).next().is_some();
    (sold && !offer.trial).then_some(offer)
}

fn reasons(source: &Subscription, part: &Part, offer: Option<&Offer>, around: &Around<'_>) -> Vec<Refusal> {
    let of = |code| Refusal::new(code).with("subscription", &source.id);
    if source.is_new_commerce() {
        return vec![of(Code::MigrationNoProduct).at("currentSubscriptionId")];
    }
    let held = source.lock.is_some() || source.in_motion.as_deref().is_some_and(|by| Some(by) != around.held_by);
    let first = match source.status {
        Status::Pending => Some(Code::MigrationProcessing),
        Status::Active => held.then_some(Code::MigrationProcessing),
        _ => Some(Code::MigrationNotActive),
    };
    let mut found: Vec<Refusal> = first.map(of).into_iter().collect();
    if source.promotion.is_some() || source.discount_percent > 0 {
        found.push(of(Code::MigrationPromotion));
    }
    match offer {
        None => found.push(of(Code::MigrationNoProduct)),
        Some(offer) if !is_sold(offer, part, around) => {
            let refusal = of(Code::MigrationTerm).with("term", part.term).with("cycle", part.cycle);
            found.push(refusal.at("termDuration"));
        }
        Some(_) => {}
    }
    let months = i32::try_from(around.numbers.migration_least_months).unwrap_or(i32::MAX);
    let from = plus_months(source.created.date(), months);
    if around.at_once && !around.sandbox && around.now.date() < from {
        found.push(of(Code::MigrationTooYoung).with("from", from));
    }
    if let Some(mpn) = source.mpn_id.as_ref().filter(|mpn| !around.mpns.contains(mpn)) {
        found.push(of(Code::MigrationPartner).with("mpn", mpn));
    }
    let hours = around.numbers.migration_last_hours;
    let left = source.end.map(|end| Instant::start_of(end).0 - around.now.0);
    if around.at_once && !part.full_term && left.is_some_and(|left| left < hours * HOUR_MS) {
        found.push(of(Code::MigrationLastHours).with("hours", hours).at("purchaseFullTerm"));
    }
    found.extend(check_end(source, part, around).err());
    found
}

fn is_sold(offer: &Offer, part: &Part, around: &Around<'_>) -> bool {
    let row = offer.row(around.place, part.term, part.cycle, around.price_day);
    part.cycle.periods_in(part.term).is_some() && row.and_then(partner_price).is_some()
}

/// An end that was asked for lies within the first term and is another subscription's end or a month's.
fn check_end(source: &Subscription, part: &Part, around: &Around<'_>) -> Result<(), Refusal> {
    let Some(last) = part.custom_end else { return Ok(()) };
    let fits = |s: &&Subscription| s.status == Status::Active && !s.trial && s.id != source.id && s.is_ours();
    let ends: Vec<Date> = around.subscriptions.iter().filter(fits).filter_map(|s| s.end).collect();
    let rules = EndRules {
        start: around.day,
        term: part.term,
        ends: &ends,
        numbers: around.numbers,
    };
    check_custom_end(date_of(day_number(last) + 1), &rules).map_err(|refusal| Refusal {
        code: match refusal.code {
            Code::CustomEndUnaligned => Code::MigrationEndUnaligned,
            _ => Code::MigrationEndOutside,
        },
        ..refusal
    })
}

impl Judged {
    /// First day after the first term of the new subscription; `None`: a whole term.
    pub fn first_end(&self, source: &Subscription, day: Date) -> Option<Date> {
        carry::first_end(source, &self.part, day)
    }
}

impl Verdict {
    /// Everything that goes, the subscription asked for first.
    pub fn parts(&self) -> Vec<Part> {
        std::iter::once(&self.base)
            .chain(&self.addons)
            .map(|judged| judged.part.clone())
            .collect()
    }

    /// Why the subscription asked for cannot go, for an answer: add-ons that are not named do not matter where none is named.
    pub fn reasons(&self) -> Vec<Refusal> {
        let some = self.addons.iter().any(|a| a.named) && self.addons.iter().any(|a| !a.named);
        let stuck = self.addons.iter().any(|a| !a.reasons.is_empty());
        self.base
            .reasons
            .iter()
            .cloned()
            .chain((some || stuck).then(|| self.addons_missing()))
            .collect()
    }

    /// Why it is not done: the reason, or the one that stands for several or for an add-on's.
    pub fn refusal(&self) -> Option<Refusal> {
        let missing = self.addons.iter().any(|a| !a.named).then(|| self.addons_missing());
        let base: Vec<Refusal> = self.base.reasons.iter().cloned().chain(missing).collect();
        let addons: Vec<&Judged> = self.addons.iter().filter(|a| a.named && !a.reasons.is_empty()).collect();
        if addons.is_empty() && base.len() < 2 {
            return base.into_iter().next();
        }
        let codes = |reasons: &[Refusal]| reasons.iter().map(|r| r.code.wire()).collect::<Vec<_>>().join(", ");
        let id = &self.base.part.subscription_id;
        let own = (!base.is_empty()).then(|| format!("{id}: {}", codes(&base)));
        let theirs = addons.iter().map(|a| format!("{}: {}", a.part.subscription_id, codes(&a.reasons)));
        let reasons: Vec<String> = own.into_iter().chain(theirs).collect();
        Some(Refusal::new(Code::MigrationSeveral).with("reasons", reasons.join("; ")))
    }

    fn addons_missing(&self) -> Refusal {
        let refusal = Refusal::new(Code::MigrationAddOns).with("subscription", &self.base.part.subscription_id);
        refusal.at("addOnMigrations")
    }
}
