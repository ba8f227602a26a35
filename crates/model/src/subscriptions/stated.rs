//! Prices for a subscription that is stated to be there (a seed, an estate) instead of being bought: what it would cost had it been
//! ordered on the first day of its term. The engine asks when it loads one; nothing here refuses it, since it is there.

use super::{Status, Subscription};
use crate::{
    assortment::{Assortment, LegacyOffer, LegacyPrice, Offer, catalog_item, partner_price},
    catalogue::BillingPlan,
    charges::{Charge, ChargeKind},
    dates::Date,
    estate::word_enum,
    instants::Instant,
    money::Price,
    program::Numbers,
};

word_enum!(
    /// Why a subscription that is ours costs nothing.
    Unpriced {
        /// Nothing in the catalogue sells its licence in its generation.
        NoOffer = "noOffer",
        /// It is sold, but neither on the first day of its term nor today in this market, segment, term and billing cycle.
        NoPrice = "noPrice",
        /// It has no end, so that no billing period can be counted.
        NoEnd = "noEnd",
    }
);

/// A line of the ledger with the instant it would have been written at.
pub type Dated = (Instant, Charge);

impl Subscription {
    /// Gives a subscription of ours the price that an order on the first day of its term would have fixed, else today's where the price
    /// list does not go back so far; answers the lines of its term's billing periods up to the one that runs.
    ///
    /// What is over, or suspended without being billed, gets its price and no lines: nobody said what of it was credited. A trial costs
    /// nothing.
    ///
    /// # Errors
    /// Why it has no price; it is left as it was then.
    pub fn price_as_ordered(&mut self, today: Date, assortment: &Assortment, numbers: &Numbers) -> Result<Vec<Dated>, Unpriced> {
        if self.trial {
            return Ok(Vec::new());
        }
        let end = self.end.ok_or(Unpriced::NoEnd)?;
        match self.is_new_commerce() {
            true => self.price_offer(today, assortment)?,
            false => self.price_legacy(assortment)?,
        }
        let bills = match self.status {
            Status::Active | Status::Pending => true,
            Status::Suspended => self.is_new_commerce(),
            Status::Expired | Status::Disabled | Status::Deleted => false,
        };
        if !bills || end <= today {
            return Ok(Vec::new());
        }
        let since = Instant::start_of(self.start);
        if self.is_new_commerce() && today <= since.plus_hours(numbers.cancellation_window_hours).date() {
            self.open_windows(since, numbers);
        }
        Ok(self.periods_until(today))
    }

    /// Lines of every period that has begun; the first one at least.
    fn periods_until(&mut self, today: Date) -> Vec<Dated> {
        let (mut lines, mut day, mut kind) = (Vec::new(), self.start, ChargeKind::New);
        while let Some(charge) = self.charge_period(kind, day) {
            let until = charge.until;
            lines.push((Instant::start_of(day), charge));
            if until > today || self.end.is_none_or(|end| until >= end) {
                break;
            }
            (day, kind) = (until, ChargeKind::CycleFee);
        }
        lines
    }

    fn price_offer(&mut self, today: Date, assortment: &Assortment) -> Result<(), Unpriced> {
        let sells = |offer: &&Offer| offer.licence == self.licence && !offer.trial;
        let priced = |offer: &Offer, day| offer.row(&self.place, self.term, self.cycle, day).and_then(partner_price);
        let on = |day: Date| {
            let offers = assortment.offers.values().filter(sells);
            offers.filter_map(|offer| priced(offer, day).map(|price| (offer, price))).next()
        };
        let Some((offer, price)) = on(self.start).or_else(|| on(today)) else {
            return Err(lacking(assortment.offers.values().any(|offer| sells(&offer))));
        };
        (self.offer, self.offer_id) = (offer.id.0.clone(), catalog_item(&offer.id, &self.place));
        self.unit_price = price;
        Ok(())
    }

    fn price_legacy(&mut self, assortment: &Assortment) -> Result<(), Unpriced> {
        let sells = |offer: &&LegacyOffer| offer.licence == self.licence && !offer.trial;
        let here = |p: &&LegacyPrice| p.country.eq_ignore_ascii_case(&self.place.country) && p.currency == self.place.currency;
        let fits = |offer: &&LegacyOffer| offer.cycles.contains(&self.cycle);
        let mut offers = assortment.legacy.values().filter(sells).filter(fits);
        let found = offers.find_map(|offer| offer.prices.iter().find(here).map(|price| (offer, price.monthly)));
        let Some((offer, monthly)) = found else {
            return Err(lacking(assortment.legacy.values().any(|offer| sells(&offer))));
        };
        (self.offer, self.offer_id) = (offer.id.clone(), offer.id.clone());
        self.unit_price = per_period(monthly, self.cycle);
        Ok(())
    }
}

fn per_period(monthly: Price, cycle: BillingPlan) -> Price {
    Price {
        micros: monthly.micros.saturating_mul(i64::from(cycle.months())),
    }
}

fn lacking(sold: bool) -> Unpriced {
    if sold { Unpriced::NoPrice } else { Unpriced::NoOffer }
}
