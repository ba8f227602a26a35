//! What is sold to this customer: offers of their country, price rows of their market, currency and segment, seat limits.
//! Read by the checks of purchases, licence sets and rents.

use super::time::Time;
use nahtlos_model::{
    case::Case,
    catalogue::{BillingPlan, OfferRow, Term},
    dates::{DayNumber, day_number},
    ids::{OfferId, SkuId},
    money::Price,
    policy::PriceColumn,
};
use std::collections::{BTreeMap, HashMap};

/// A price row that counts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Row {
    /// Term.
    pub(crate) term: Term,
    /// Billing plan.
    pub(crate) billing: BillingPlan,
    /// First day.
    pub(crate) from: DayNumber,
    /// First day after.
    pub(crate) to: DayNumber,
    /// Price per billing period in the policy's column.
    pub(crate) price: Price,
    /// Billing periods of a full term.
    pub(crate) periods: i32,
}

/// The lowest price of a full term while it is unchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Rate {
    /// First day.
    pub(crate) from: DayNumber,
    /// First day after.
    pub(crate) to: DayNumber,
    /// Millionths of the currency's unit for a full term.
    pub(crate) micros: i128,
}

/// How a SKU can be bought.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tariff {
    /// Lowest prices within the planned time, by term.
    pub(crate) rates: BTreeMap<Term, Vec<Rate>>,
    /// Most seats bought and active together; `None`: no limit.
    pub(crate) limit: Option<u64>,
    /// Whether some row applies on every day of the planned time.
    pub(crate) throughout: bool,
}

impl Tariff {
    /// Whether some row applies on some day.
    pub(crate) fn is_sold(&self) -> bool {
        self.rates.values().any(|r| !r.is_empty())
    }
}

/// Everything sold to the customer.
pub(crate) struct Sales<'a> {
    offers: HashMap<&'a OfferId, Vec<&'a OfferRow>>,
    rows: HashMap<&'a OfferId, Vec<Row>>,
}

impl<'a> Sales<'a> {
    /// Reads the offers and price rows that count for the case.
    pub(crate) fn of(case: &'a Case) -> Self {
        let customer = &case.estate.customer;
        let mut offers: HashMap<&OfferId, Vec<&OfferRow>> = HashMap::new();
        for offer in &case.catalogue.offers {
            let here = |country: &String| country.trim().eq_ignore_ascii_case(&customer.country);
            if offer.allowed_countries.is_empty() || offer.allowed_countries.iter().any(here) {
                offers.entry(&offer.offer).or_default().push(offer);
            }
        }
        let mut rows: HashMap<&OfferId, Vec<Row>> = HashMap::new();
        for row in &case.catalogue.prices {
            let column = match case.policy.price {
                PriceColumn::Erp => row.erp_price,
                PriceColumn::Partner => row.unit_price,
            };
            let (Some(price), Some(periods)) = (column, row.billing.periods_in(row.term)) else {
                continue;
            };
            let counts = row.currency == customer.currency
                && row.market.eq_ignore_ascii_case(&customer.country)
                && row.segment.eq_ignore_ascii_case(&customer.segment)
                && row.tier_min.is_none_or(|tier| tier <= 1)
                && term_counts(case, row.term)
                && offers.contains_key(&row.offer);
            if counts {
                rows.entry(&row.offer).or_default().push(Row {
                    term: row.term,
                    billing: row.billing,
                    from: day_number(row.from),
                    to: day_number(row.until).saturating_add(1),
                    price,
                    periods,
                });
            }
        }
        Self { offers, rows }
    }

    /// The SKUs that an offer provisions here; empty when it is not sold here.
    pub(crate) fn skus_of(&self, offer: &OfferId) -> Vec<SkuId> {
        self.offers
            .get(offer)
            .map_or_else(Vec::new, |rows| rows.iter().map(|r| r.sku).collect())
    }

    /// The lowest price of an offer, term and billing plan on a day.
    pub(crate) fn lowest(&self, offer: &OfferId, term: Term, billing: BillingPlan, day: DayNumber) -> Option<Row> {
        let rows = self.rows.get(offer)?;
        let applies = |r: &&Row| r.term == term && r.billing == billing && (r.from..r.to).contains(&day);
        rows.iter().filter(applies).min_by_key(|r| r.price).copied()
    }

    /// The tariff of every SKU with a counted offer, SKUs of `neverBuy` without rates.
    pub(crate) fn tariffs(&self, case: &Case, time: &Time) -> BTreeMap<SkuId, Tariff> {
        let mut by_sku: BTreeMap<SkuId, (Vec<&OfferRow>, Vec<Row>)> = BTreeMap::new();
        for (offer, rows) in &self.offers {
            for row in rows {
                let entry = by_sku.entry(row.sku).or_default();
                entry.0.push(row);
                if !case.policy.never_buy.contains(&row.sku) {
                    entry.1.extend(self.rows.get(*offer).into_iter().flatten());
                }
            }
        }
        by_sku
            .into_iter()
            .map(|(sku, (offers, rows))| (sku, tariff(&offers, &rows, time)))
            .collect()
    }
}

/// Whether the policy lets a term be bought at all; co-termination leaves out three years.
pub(crate) fn term_counts(case: &Case, term: Term) -> bool {
    case.policy.terms.contains(&term) && !(case.policy.co_term.is_some() && term == Term::P3Y)
}

fn tariff(offers: &[&OfferRow], rows: &[Row], time: &Time) -> Tariff {
    let mut rates: BTreeMap<Term, Vec<Rate>> = BTreeMap::new();
    for &term in Term::ALL {
        let of_term: Vec<&Row> = rows.iter().filter(|r| r.term == term).collect();
        if !of_term.is_empty() {
            rates.insert(term, lowest_over_time(&of_term, time));
        }
    }
    let mut windows: Vec<(DayNumber, DayNumber)> = rows.iter().map(|r| (r.from, r.to)).collect();
    windows.sort_unstable();
    let reached = windows
        .iter()
        .fold(time.as_of, |day, &(from, to)| if from <= day { day.max(to) } else { day });
    let limit = if offers.iter().any(|o| o.max_licenses.is_none()) {
        None
    } else {
        offers.iter().filter_map(|o| o.max_licenses).max().map(u64::from)
    };
    Tariff {
        rates,
        limit,
        throughout: reached >= time.horizon,
    }
}

/// The lower envelope of price rows over the planned time.
fn lowest_over_time(rows: &[&Row], time: &Time) -> Vec<Rate> {
    let mut cuts: Vec<DayNumber> = rows.iter().flat_map(|r| [time.clamp(r.from), time.clamp(r.to)]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut rates: Vec<Rate> = Vec::new();
    for pair in cuts.windows(2) {
        let (from, to) = (pair[0], pair[1]);
        let price = |r: &&&Row| i128::from(r.price.micros) * i128::from(r.periods);
        let Some(lowest) = rows.iter().filter(|r| r.from <= from && to <= r.to).min_by_key(price) else {
            continue;
        };
        let micros = price(&lowest);
        match rates.last_mut().filter(|last| last.to == from && last.micros == micros) {
            Some(last) => last.to = to,
            None => rates.push(Rate { from, to, micros }),
        }
    }
    rates
}

#[cfg(test)]
mod tests {
    use super::*;
    use nahtlos_model::policy::Residual;

    #[test]
    fn the_lowest_of_overlapping_rows_counts() {
        let time = Time {
            as_of: 100,
            horizon: 200,
            co_term: None,
            residual: Residual::ProRata,
        };
        let row = |from, to, micros, billing, periods| Row {
            term: Term::P1Y,
            billing,
            from,
            to,
            price: Price { micros },
            periods,
        };
        let rows = [
            row(0, 150, 120, BillingPlan::Annual, 1),
            row(140, 160, 9, BillingPlan::Monthly, 12),
            row(170, 900, 130, BillingPlan::Annual, 1),
        ];
        let tariff = tariff(&[], &rows, &time);
        let rate = |from, to, micros| Rate { from, to, micros };
        assert_eq!(
            tariff.rates[&Term::P1Y],
            [rate(100, 140, 120), rate(140, 160, 108), rate(170, 200, 130)]
        );
        assert!(!tariff.throughout && tariff.is_sold());
    }
}
