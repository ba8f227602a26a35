//! What a seat costs: for every SKU that may be bought, the cheapest row per term and day.
//! Called by the search. Costs are whole numbers over one denominator; nothing is rounded here.

use crate::timeline::{Offset, Timeline};
use nahtlos_model::{
    case::Case,
    catalogue::{PriceRow, Term},
    ids::{OfferId, SkuId},
    money::{Exact, MICROS, Price, gcd},
    policy::PriceColumn,
};
use std::collections::{BTreeMap, HashMap};

/// A cost over the common denominator of [`Prices`].
pub(crate) type Scaled = i128;

/// All that may be bought, priced.
#[derive(Debug)]
pub(crate) struct Prices<'a> {
    /// Price rows that count, of offers that count.
    pub(crate) rows: Vec<CountedRow<'a>>,
    /// Per SKU that may be bought: its stretches of days with one cheapest row per term.
    pub(crate) by_sku: BTreeMap<SkuId, Vec<Stretch>>,
    /// Most seats bought and active together; absent: no limit.
    pub(crate) limits: BTreeMap<SkuId, u32>,
    /// Rows that were left out because of a pricing tier, per offer.
    pub(crate) tiered: BTreeMap<OfferId, u32>,
    /// Price of one unit, in millionths, that all prices are multiples of.
    unit: i128,
    denominator: i128,
}

/// A price row with the SKU it provisions.
#[derive(Debug)]
pub(crate) struct CountedRow<'a> {
    pub(crate) row: &'a PriceRow,
    pub(crate) sku: SkuId,
    pub(crate) price: Price,
    /// First and last offset on which it applies, within the plan.
    pub(crate) first: Offset,
    pub(crate) last: Offset,
    /// Price of the full term.
    full: i128,
}

/// Days `first..=last` on which one row is the cheapest of its SKU and term.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stretch {
    pub(crate) term: Term,
    pub(crate) first: Offset,
    pub(crate) last: Offset,
    /// Index into [`Prices::rows`].
    pub(crate) row: u32,
    /// Price of the full term, in units.
    pub(crate) full_units: i128,
}

impl<'a> Prices<'a> {
    pub(crate) fn new(case: &'a Case, time: &Timeline) -> Self {
        let (provisions, limits) = counted_offers(case);
        let never: std::collections::HashSet<SkuId> = case.policy.never_buy.iter().copied().collect();
        let mut rows = Vec::new();
        let mut tiered = BTreeMap::new();
        for row in &case.catalogue.prices {
            let Some(&sku) = provisions.get(&row.offer) else { continue };
            if !in_market(case, row) || time.term(row.term).is_none() || never.contains(&sku) {
                continue;
            }
            if row.tier_min.is_some_and(|min| min > 1) {
                *tiered.entry(row.offer.clone()).or_insert(0) += 1;
                continue;
            }
            let price = match case.policy.price {
                PriceColumn::Erp => row.erp_price,
                PriceColumn::Partner => row.unit_price,
            };
            let (Some(price), Some(periods)) = (price, row.billing.periods_in(row.term)) else {
                continue;
            };
            let (first, last) = (time.offset(row.from).max(0), time.offset(row.until).min(time.days - 1));
            if first <= last {
                rows.push(CountedRow {
                    row,
                    sku,
                    price,
                    first,
                    last,
                    full: i128::from(price.micros) * i128::from(periods),
                });
            }
        }
        let unit = rows.iter().fold(0u128, |g, row| gcd(g, row.full.unsigned_abs())).max(1) as i128;
        let mut by_sku: BTreeMap<SkuId, Vec<Stretch>> = BTreeMap::new();
        let mut grouped: BTreeMap<(SkuId, Term), Vec<u32>> = BTreeMap::new();
        for (index, row) in rows.iter().enumerate() {
            grouped.entry((row.sku, row.row.term)).or_default().push(index as u32);
        }
        for ((sku, term), of_term) in grouped {
            by_sku.entry(sku).or_default().extend(stretches(&rows, term, &of_term, unit));
        }
        Self {
            rows,
            by_sku,
            limits,
            tiered,
            unit,
            denominator: time.denominator,
        }
    }

    /// Whether a term of the SKU can be begun on every day of the plan.
    pub(crate) fn sells_always(&self, sku: SkuId, days: Offset) -> bool {
        let Some(stretches) = self.by_sku.get(&sku) else { return false };
        let mut spans: Vec<(Offset, Offset)> = stretches.iter().map(|s| (s.first, s.last)).collect();
        spans.sort_unstable();
        spans
            .iter()
            .fold(0, |next, &(first, last)| if first <= next { next.max(last + 1) } else { next })
            >= days
    }

    /// A scaled cost as an exact fraction of the currency's unit.
    pub(crate) fn exact(&self, scaled: Scaled) -> Option<Exact> {
        let g = gcd(scaled.unsigned_abs(), self.denominator as u128).max(1) as i128;
        Exact::new(
            (scaled / g).checked_mul(self.unit)?,
            i128::from(MICROS).checked_mul(self.denominator / g)?,
        )
    }

    /// Scaled units per unit of approximate arithmetic, a power of two: the dearest term costs one or two thousand such
    /// units whatever the currency, so that one tolerance serves all.
    pub(crate) fn scale(&self) -> f64 {
        let full = self.by_sku.values().flatten().map(|stretch| stretch.full_units).max().unwrap_or(0);
        let dearest = (full as f64 * self.denominator as f64).max(1.0);
        2f64.powi(dearest.log2().floor() as i32 - 10)
    }
}

impl Stretch {
    /// Cost of a seat begun on `start`, scaled.
    pub(crate) fn cost(&self, time: &Timeline, start: Offset) -> Scaled {
        time.term(self.term)
            .map_or(Scaled::MAX, |days| self.full_units * days.weight[start as usize])
    }
}

/// Offers sold in the customer's country with the SKU each provisions, and the seat limits per SKU.
fn counted_offers(case: &Case) -> (HashMap<&OfferId, SkuId>, BTreeMap<SkuId, u32>) {
    let country = &case.estate.customer.country;
    let mut provisions = HashMap::new();
    let mut limits: BTreeMap<SkuId, Option<u32>> = BTreeMap::new();
    for offer in &case.catalogue.offers {
        if !offer.allowed_countries.is_empty() && !offer.allowed_countries.iter().any(|c| c.eq_ignore_ascii_case(country)) {
            continue;
        }
        provisions.entry(&offer.offer).or_insert(offer.sku);
        let limit = limits.entry(offer.sku).or_insert(Some(0));
        *limit = limit.zip(offer.max_licenses).map(|(a, b)| a.max(b));
    }
    (
        provisions,
        limits.into_iter().filter_map(|(sku, limit)| Some((sku, limit?))).collect(),
    )
}

fn in_market(case: &Case, row: &PriceRow) -> bool {
    let customer = &case.estate.customer;
    row.currency == customer.currency
        && row.market.eq_ignore_ascii_case(&customer.country)
        && row.segment.eq_ignore_ascii_case(&customer.segment)
}

/// Cuts the days of one SKU and term where the cheapest row changes. Ties go to the row that stands first.
fn stretches(rows: &[CountedRow], term: Term, of_term: &[u32], unit: i128) -> Vec<Stretch> {
    let mut cuts: Vec<Offset> = of_term
        .iter()
        .flat_map(|&i| [rows[i as usize].first, rows[i as usize].last + 1])
        .collect();
    cuts.sort_unstable();
    cuts.dedup();
    let mut result: Vec<Stretch> = Vec::new();
    for pair in cuts.windows(2) {
        let (first, last) = (pair[0], pair[1] - 1);
        let applies = of_term
            .iter()
            .filter(|&&i| rows[i as usize].first <= first && rows[i as usize].last >= last);
        let Some(&row) = applies.min_by_key(|&&i| (rows[i as usize].full, i)) else {
            continue;
        };
        match result.last_mut() {
            Some(before) if before.row == row && before.last + 1 == first => before.last = last,
            _ => result.push(Stretch {
                term,
                first,
                last,
                row,
                full_units: rows[row as usize].full / unit,
            }),
        }
    }
    result
}
