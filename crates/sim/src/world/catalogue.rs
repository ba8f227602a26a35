//! What is sold: a handful of licences whose services lie within each other, at prices that the seed draws.

use crate::chance::Chance;
use nahtlos_engine::catalogue::{
    files::{FileKind, ImportFile},
    rows::Row,
};
use nahtlos_model::{
    assortment::{Market, Offer},
    catalogue::{BillingPlan, PlanName, PriceRow, Product, Term},
    dates::Date,
    ids::{OfferId, ServicePlanId, SkuId},
    money::{Currency, Price},
    refusals::Refusal,
};

/// Service plans.
const PLANS: [&str; 6] = ["MAIL", "FILES", "CHAT", "DESK", "SAFE", "VOICE"];

/// Licences: name, places of their plans, a month's price in cents.
const LICENCES: [(&str, &[usize], i64); 8] = [
    ("Mail", &[0], 400),
    ("Files", &[1], 500),
    ("Team", &[0, 1, 2], 1100),
    ("Suite", &[0, 1, 2, 3], 2000),
    ("Suite Plus", &[0, 1, 2, 3, 4, 5], 3400),
    ("Safe", &[4], 700),
    ("Voice", &[5], 800),
    ("Secure Team", &[0, 1, 2, 4], 1700),
];

/// Everything for sale.
#[derive(Debug, Clone)]
pub(crate) struct Range {
    /// Licences with their plans.
    pub(crate) licences: Vec<(SkuId, Vec<ServicePlanId>)>,
    prices: Vec<PriceRow>,
}

fn guid(kind: u32, number: usize) -> String {
    format!("{kind:08x}-0000-4000-8000-{number:012x}")
}

/// A service plan.
pub(crate) fn plan(at: usize) -> ServicePlanId {
    guid(0xaaaa, at + 1).parse().unwrap_or_else(|_| unreachable!("it is a GUID"))
}

/// A licence.
pub(crate) fn sku(at: usize) -> SkuId {
    guid(0xbbbb, at + 1).parse().unwrap_or_else(|_| unreachable!("it is a GUID"))
}

fn offer_id(at: usize) -> OfferId {
    OfferId::new(&format!("SIM{at:04}"), "0001")
}

fn euro() -> Currency {
    Currency::new("EUR").unwrap_or_else(|| unreachable!("it is a currency"))
}

/// Name of a licence in stories.
pub(crate) fn name(id: SkuId) -> String {
    let at = (0..LICENCES.len()).find(|at| sku(*at) == id);
    at.map_or_else(|| id.to_string(), |at| LICENCES[at].0.to_owned())
}

/// The plans of the licence at a place.
pub(crate) fn plans_at(at: usize) -> Vec<ServicePlanId> {
    LICENCES[at].1.iter().map(|at| plan(*at)).collect()
}

/// How many licences there are.
pub(crate) fn count() -> usize {
    LICENCES.len()
}

impl Range {
    /// Draws prices. Some change on a day that the price list tells beforehand.
    pub(crate) fn draw(chance: &mut Chance, begins: Date) -> Self {
        let licences = LICENCES.iter().enumerate();
        let licences = licences.map(|(at, (_, plans, _))| (sku(at), plans.iter().map(|at| plan(*at)).collect()));
        let mut prices = Vec::new();
        for (at, (title, _, month)) in LICENCES.iter().enumerate() {
            let month = month * chance.between(80, 120) / 100;
            let changes = chance.permille(150).then(|| {
                let day = crate::world::estate::later(begins, chance.between(20, 300));
                (day, month * chance.between(85, 125) / 100)
            });
            let mut between = |month: i64, from: Date, until: Date| {
                let row = |term, billing, cents: i64| PriceRow {
                    offer: offer_id(at),
                    title: (*title).to_owned(),
                    term,
                    billing,
                    market: "DE".to_owned(),
                    currency: euro(),
                    unit_price: Some(Price { micros: cents * 10_000 }),
                    erp_price: Some(Price { micros: cents * 10_000 }),
                    tier_min: None,
                    from,
                    until,
                    segment: "Commercial".to_owned(),
                    line: 0,
                };
                prices.push(row(Term::P1M, BillingPlan::Monthly, month * 6 / 5));
                prices.push(row(Term::P1Y, BillingPlan::Annual, month * 12));
                prices.push(row(Term::P1Y, BillingPlan::Monthly, month * 21 / 20));
            };
            let (first, last) = (Date::constant(2020, 1, 1), Date::constant(9999, 12, 30));
            match changes {
                None => between(month, first, last),
                Some((day, after)) => {
                    between(month, first, crate::world::estate::later(day, -1));
                    between(after, day, last);
                }
            }
        }
        Self {
            licences: licences.collect(),
            prices,
        }
    }

    /// The plans of a licence.
    pub(crate) fn plans(&self, id: SkuId) -> &[ServicePlanId] {
        self.licences.iter().find(|(sku, _)| *sku == id).map_or(&[], |(_, plans)| plans)
    }

    /// Every price from a day on changes by so many percent: what nobody told beforehand.
    pub(crate) fn reprice(&mut self, from: Date, percent: i64) {
        let mut more = Vec::new();
        for row in &mut self.prices {
            if row.until < from {
                continue;
            }
            let raised = |price: Option<Price>| {
                price.map(|price| Price {
                    micros: price.micros * (100 + percent) / 100 / 10_000 * 10_000,
                })
            };
            let mut after = row.clone();
            (after.unit_price, after.erp_price) = (raised(row.unit_price), raised(row.erp_price));
            after.from = row.from.max(from);
            row.until = crate::world::estate::later(after.from, -1);
            more.push(after);
        }
        self.prices.retain(|row| row.from <= row.until);
        self.prices.extend(more);
    }

    /// The price list, as a file to import.
    pub(crate) fn price_file(&self, version: u64) -> Result<ImportFile, Refusal> {
        let rows = self.prices.iter().map(|row| Row::Price(Box::new(row.clone()))).collect();
        ImportFile::new(FileKind::Prices, "prices", &format!("prices {version}"), false, rows)
    }

    /// Every file.
    pub(crate) fn files(&self) -> Result<Vec<ImportFile>, Refusal> {
        let mut products: Vec<Row> = PLANS
            .iter()
            .enumerate()
            .map(|(at, name)| {
                let friendly = String::new();
                let name = (*name).to_owned();
                Row::Plan(plan(at), PlanName { name, friendly })
            })
            .collect();
        let licence = |(at, (id, plans)): (usize, &(SkuId, Vec<ServicePlanId>))| {
            let mut plans = plans.clone();
            plans.sort_unstable();
            let product = Product {
                name: LICENCES[at].0.to_owned(),
                string_id: LICENCES[at].0.to_ascii_uppercase().replace(' ', "_"),
                plans,
            };
            Row::Licence(*id, product)
        };
        products.extend(self.licences.iter().enumerate().map(licence));
        let offer = |(at, (id, _)): (usize, &(SkuId, Vec<ServicePlanId>))| {
            Row::Offer(Box::new(Offer {
                id: offer_id(at),
                product_title: LICENCES[at].0.to_owned(),
                title: LICENCES[at].0.to_owned(),
                description: String::new(),
                publisher: "Simulation".to_owned(),
                licence: *id,
                min_seats: 1,
                max_seats: Some(10_000),
                max_subscriptions: None,
                trial: false,
                prerequisites: Vec::new(),
                conversions: Vec::new(),
                countries: Vec::new(),
                prices: Vec::new(),
            }))
        };
        let offers = self.licences.iter().enumerate().map(offer).collect();
        let market = Market {
            region: "Europe".to_owned(),
            name: "Germany".to_owned(),
            currency: euro(),
        };
        let markets = vec![Row::Market("DE".to_owned(), market)];
        let file = |kind, rows| ImportFile::new(kind, "simulation", "simulation", false, rows);
        Ok(vec![
            file(FileKind::Products, products)?,
            file(FileKind::Offers, offers)?,
            file(FileKind::Markets, markets)?,
            self.price_file(0)?,
        ])
    }
}
