//! Questions behind the price files: what cost what in a month, what was offered at its end, what currencies were worth.

use super::rows::Row;
use crate::{halt::Halt, reading::Reading};
use nahtlos_model::{
    assortment::{Offer, Place},
    catalogue::{BillingPlan, PriceRow, Term},
    rates::{Month, Rate},
};
use nahtlos_store::{StoreError, catalogue};
use std::collections::{BTreeMap, BTreeSet};

/// Which rows of a market's prices are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timeline {
    /// What applies in the present month up to today.
    Current,
    /// All that applied in a month.
    History(Month),
    /// What will apply after today.
    Future,
}

fn unreadable(kind: &str, error: &str) -> Halt {
    StoreError::other(format!("catalogue row {kind}: {error}")).into()
}

impl Reading {
    /// Prices of a market.
    ///
    /// # Errors
    /// Faults only.
    pub async fn prices(&mut self, market: &str, timeline: Timeline) -> Result<Vec<PriceRow>, Halt> {
        let today = self.now.date();
        let (rows, from, until) = match timeline {
            Timeline::Current => (self.present(market), Month::of(today).first(), today),
            Timeline::Future => {
                let mut rows = self.present(market);
                rows.retain(|row| row.from > today);
                return Ok(sorted(rows));
            }
            Timeline::History(month) => (self.known_in(market, month).await?, month.first(), month.last()),
        };
        let applies = |row: &PriceRow| row.from <= until && from <= row.until;
        Ok(sorted(rows.into_iter().filter(applies).collect()))
    }

    fn present(&self, market: &str) -> Vec<PriceRow> {
        let offers = self.assortment.offers.values();
        offers.flat_map(|offer| offer.in_country(market)).cloned().collect()
    }

    /// Rows that stood in the catalogue at any time of a month.
    async fn known_in(&mut self, market: &str, month: Month) -> Result<Vec<PriceRow>, Halt> {
        let begin = catalogue::version_before(&mut self.tx, nahtlos_model::instants::Instant::start_of(month.first())).await?;
        let end = catalogue::version_before(&mut self.tx, month.over()).await?;
        let mut rows = Vec::new();
        for body in catalogue::bodies(&mut self.tx, "price", begin, end).await? {
            match Row::read("price", &body).map_err(|error| unreadable("price", &error))? {
                Row::Price(row) if row.market.eq_ignore_ascii_case(market) => rows.push(*row),
                _ => {}
            }
        }
        Ok(rows)
    }

    /// Prices of the extended term in a market today: a month of it for every offer, by segment.
    pub fn extended_prices(&self, market: &str) -> Vec<PriceRow> {
        let (today, numbers) = (self.now.date(), self.numbers());
        let percents = (
            numbers.extended_term_percent_with_monthly,
            numbers.extended_term_percent_without_monthly,
        );
        let month = Month::of(today);
        let mut rows = Vec::new();
        for offer in self.assortment.offers.values().filter(|offer| !offer.trial) {
            let places: BTreeSet<_> = offer
                .in_country(market)
                .iter()
                .map(|row| (row.currency, row.segment.clone()))
                .collect();
            for (currency, segment) in places {
                let place = Place {
                    country: market.to_ascii_uppercase(),
                    currency,
                    segment,
                };
                let Some(price) = self.assortment.extended_price(&offer.id, &place, today, percents) else {
                    continue;
                };
                rows.push(PriceRow {
                    offer: offer.id.clone(),
                    title: offer.title.clone(),
                    term: Term::P1M,
                    billing: BillingPlan::Monthly,
                    market: place.country,
                    currency,
                    unit_price: Some(price),
                    erp_price: None,
                    tier_min: None,
                    from: month.first(),
                    until: month.last(),
                    segment: place.segment,
                    line: 0,
                });
            }
        }
        sorted(rows)
    }

    /// Offers at the end of a month; of the present one, as they are.
    ///
    /// # Errors
    /// Faults only.
    pub async fn offers_of(&mut self, month: Month) -> Result<Vec<Offer>, Halt> {
        if month >= Month::of(self.now.date()) {
            return Ok(self.assortment.offers.values().cloned().collect());
        }
        let version = catalogue::version_before(&mut self.tx, month.over()).await?;
        let mut offers = BTreeMap::new();
        // Version 0 is the empty catalogue.
        for body in catalogue::bodies(&mut self.tx, "offer", version, version).await? {
            if let Row::Offer(offer) = Row::read("offer", &body).map_err(|error| unreadable("offer", &error))? {
                offers.insert(offer.id.clone(), *offer);
            }
        }
        Ok(offers.into_values().collect())
    }

    /// Exchange rates of a month, as they were published last.
    ///
    /// # Errors
    /// Faults only.
    pub async fn rates_of(&mut self, month: Month) -> Result<Vec<Rate>, Halt> {
        let version = catalogue::version(&mut self.tx).await?;
        let mut rates = BTreeMap::new();
        // A month stays, whatever month was published after it.
        for body in catalogue::bodies(&mut self.tx, "rate", 0, version).await? {
            match Row::read("rate", &body).map_err(|error| unreadable("rate", &error))? {
                Row::Rate(rate) if rate.month == month => drop(rates.insert(rate.currency, rate)),
                _ => {}
            }
        }
        Ok(rates.into_values().collect())
    }
}

fn sorted(mut rows: Vec<PriceRow>) -> Vec<PriceRow> {
    rows.sort_by_cached_key(|row| {
        (
            row.offer.clone(),
            row.segment.clone(),
            row.term,
            row.billing,
            row.currency,
            row.from,
            row.tier_min,
        )
    });
    rows
}
