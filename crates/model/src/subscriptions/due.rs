//! What happens to a subscription as time passes: provisioning ends, periods are charged, terms end, stages follow each other.
//!
//! The engine keeps one piece of due work per subscription at [`Subscription::next_due`] and calls [`Subscription::fall_due`]
//! when its time has come. Each call does one step and is dated by the subscription's own dates, not by the clock, so that late
//! work gives the same ledger as punctual work.

use super::{Decided, EndAction, Status, Subscription};
use crate::{
    assortment::{Assortment, Offer, catalog_item, partner_price},
    catalogue::{BillingPlan, Term},
    charges::{Charge, ChargeKind},
    dates::{Date, plus_months},
    ids::OfferId,
    instants::Instant,
    money::Price,
    program::{Numbers, Program},
};

/// What passing time needs to know.
#[derive(Debug, Clone, Copy)]
pub struct Times<'a> {
    /// Numbers by day.
    pub program: &'a Program,
    /// What is sold.
    pub assortment: &'a Assortment,
}

impl Subscription {
    /// The instant at which something happens next by itself; `None`: nothing ever does.
    pub fn next_due(&self) -> Option<Instant> {
        let end = self.end.map(Instant::start_of);
        let charge = self.period.map(|p| Instant::start_of(p.end)).filter(|_| self.is_ours());
        let sooner = |a: Option<Instant>, b: Option<Instant>| a.into_iter().chain(b).min();
        match self.status {
            Status::Pending | Status::Expired | Status::Disabled => self.stage_ends,
            Status::Suspended if self.is_migrated() => self.stage_ends,
            Status::Suspended if !self.is_new_commerce() => sooner(self.stage_ends, end),
            Status::Active | Status::Suspended => sooner(charge, end),
            Status::Deleted => None,
        }
    }

    /// One step of what is due at `at`, which is [`Subscription::next_due`]'s instant.
    pub fn fall_due(&self, at: Instant, times: &Times<'_>) -> Decided {
        let mut after = self.clone();
        let numbers = times.program.on(at.date());
        let ended = self.end.is_some_and(|end| Instant::start_of(end) <= at);
        let charges = match self.status {
            Status::Pending => {
                after.status = Status::Active;
                after.stage_ends = None;
                Vec::new()
            }
            Status::Active if ended => after.end_of_term(at.date(), &numbers, times),
            Status::Suspended if !self.is_new_commerce() => after.become_deleted(),
            Status::Suspended if ended => after.disable(at, numbers.suspended_at_end_days + numbers.disabled_days),
            Status::Active | Status::Suspended => after.next_period(at.date(), times),
            Status::Expired => after.disable(at, numbers.disabled_days),
            Status::Disabled | Status::Deleted => after.become_deleted(),
        };
        after.version += 1;
        Decided { after, charges }
    }

    fn disable(&mut self, at: Instant, days: i64) -> Vec<Charge> {
        self.status = Status::Disabled;
        self.stage_ends = Some(at.plus_days(days));
        self.stop();
        Vec::new()
    }

    pub(crate) fn become_deleted(&mut self) -> Vec<Charge> {
        self.status = Status::Deleted;
        self.stage_ends = None;
        self.stop();
        Vec::new()
    }

    fn stop(&mut self) {
        self.auto_renew = false;
        self.scheduled = None;
        self.next_cycle = None;
        self.close_windows();
    }

    /// The next billing period of the running term; a change of cycle takes effect with it.
    fn next_period(&mut self, day: Date, times: &Times<'_>) -> Vec<Charge> {
        if let Some(cycle) = self.next_cycle.take()
            && let Some(price) = self.listed_price(self.term, cycle, day, times)
        {
            self.cycle = cycle;
            self.unit_price = price;
        }
        let kind = if self.extended {
            ChargeKind::ExtendedTerm
        } else {
            ChargeKind::CycleFee
        };
        self.charge_period(kind, day).into_iter().collect()
    }

    fn end_of_term(&mut self, day: Date, numbers: &Numbers, times: &Times<'_>) -> Vec<Charge> {
        if !self.is_ours() {
            return self.end_elsewhere(day, numbers);
        }
        if self.trial {
            let goes_on = self.auto_renew && self.scheduled.is_some();
            if let Some(charges) = goes_on.then(|| self.renew(day, numbers, times)).flatten() {
                return charges;
            }
            return self.expire(day, numbers);
        }
        if self.auto_renew
            && let Some(charges) = self.renew(day, numbers, times)
        {
            return charges;
        }
        if self.is_new_commerce() && self.end_action == EndAction::Cancel {
            return self.disable(Instant::start_of(day), numbers.disabled_days);
        }
        // A renewal that cannot be (the offer has gone) does not lead into a paid extended term nobody asked for.
        if self.is_new_commerce()
            && !self.auto_renew
            && numbers.extended_term_enforced == 1
            && let Some(charges) = self.extend(day, numbers, times)
        {
            return charges;
        }
        self.expire(day, numbers)
    }

    /// Bought in another channel: it goes on there if it renews, and expires if it does not.
    fn end_elsewhere(&mut self, day: Date, numbers: &Numbers) -> Vec<Charge> {
        if self.auto_renew && !self.trial {
            self.start = day;
            self.end = Some(plus_months(day, self.term.months()));
            return Vec::new();
        }
        self.expire(day, numbers)
    }

    fn expire(&mut self, day: Date, numbers: &Numbers) -> Vec<Charge> {
        self.status = Status::Expired;
        self.stage_ends = Some(Instant::start_of(day).plus_days(numbers.expired_days));
        self.stop();
        Vec::new()
    }

    fn listed_price(&self, term: Term, cycle: BillingPlan, day: Date, times: &Times<'_>) -> Option<Price> {
        if self.is_new_commerce() {
            let offer = times.assortment.offers.get(&OfferId(self.offer.clone()))?;
            return offer.row(&self.place, term, cycle, day).and_then(partner_price);
        }
        let offer = times.assortment.legacy.get(&self.offer)?;
        let fits =
            |p: &&crate::assortment::LegacyPrice| p.country.eq_ignore_ascii_case(&self.place.country) && p.currency == self.place.currency;
        let monthly = offer.prices.iter().find(fits)?.monthly;
        Some(Price {
            micros: monthly.micros.saturating_mul(i64::from(cycle.months())),
        })
    }

    /// A new term with what was scheduled; `None` where there is no price for it.
    fn renew(&mut self, day: Date, numbers: &Numbers, times: &Times<'_>) -> Option<Vec<Charge>> {
        let before = self.clone();
        let next = self.scheduled.take();
        let (mut term, mut cycle, mut custom_end) = (self.renewal_term, self.next_cycle.take().unwrap_or(self.cycle), None);
        self.discount_percent = 0;
        self.promotion = None;
        if let Some(next) = next {
            self.adopt_offer(&next.offer, times);
            self.quantity = next.quantity;
            (term, cycle, custom_end) = (next.term, next.cycle, next.custom_end);
            let promotion = next.promotion.and_then(|id| times.assortment.promotion(&id, &self.place.country));
            if let Some(promotion) = promotion.filter(|p| p.from <= day && day <= p.until) {
                self.discount_percent = promotion.percent;
                self.promotion = Some(promotion.id.clone());
            }
        }
        if cycle.periods_in(term).is_none() {
            cycle = BillingPlan::Monthly;
        }
        let Some(price) = self.listed_price(term, cycle, day, times) else {
            *self = before;
            return None;
        };
        self.trial = false;
        self.extended = false;
        self.auto_renew = true;
        self.start_term(day, term, cycle, price, custom_end);
        self.renewal_term = term;
        if self.is_new_commerce() {
            self.open_windows(Instant::start_of(day), numbers);
        }
        Some(self.charge_period(ChargeKind::Renew, day).into_iter().collect())
    }

    fn adopt_offer(&mut self, id: &str, times: &Times<'_>) {
        if id != self.offer
            && let Some(offer) = times.assortment.offers.get(&OfferId(id.to_owned()))
        {
            self.adopt(offer);
        }
    }

    /// Becomes one of another offer; a name that the partner gave stays.
    pub(crate) fn adopt(&mut self, offer: &Offer) {
        self.offer.clone_from(&offer.id.0);
        self.offer_id = catalog_item(&offer.id, &self.place);
        self.licence = offer.licence;
        if self.friendly_name == self.offer_name {
            self.friendly_name.clone_from(&offer.title);
        }
        self.offer_name.clone_from(&offer.title);
    }

    /// A month of the extended term; `None` where nothing says what it costs.
    fn extend(&mut self, day: Date, numbers: &Numbers, times: &Times<'_>) -> Option<Vec<Charge>> {
        let percents = (
            numbers.extended_term_percent_with_monthly,
            numbers.extended_term_percent_without_monthly,
        );
        let price = times
            .assortment
            .extended_price(&OfferId(self.offer.clone()), &self.place, day, percents)?;
        let renewal_term = if self.extended { self.renewal_term } else { self.term };
        self.start_term(day, Term::P1M, BillingPlan::Monthly, price, None);
        self.renewal_term = renewal_term;
        self.extended = true;
        self.discount_percent = 0;
        self.promotion = None;
        self.next_cycle = None;
        self.tranches.clear();
        self.cancel_until = self.end.map(Instant::start_of);
        Some(self.charge_period(ChargeKind::ExtendedTerm, day).into_iter().collect())
    }
}
