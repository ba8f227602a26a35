//! What the center sells on one version of its catalogue: new-commerce offers with prices, legacy offers, promotions, and
//! what is inside each licence. Built by the engine from imported rows; asked by decisions; never changed in place.

pub use crate::availabilities::{availability_id, catalog_item};
use crate::{
    catalogue::{BillingPlan, Exclusion, PlanName, PriceRow, Product, Term},
    dates::Date,
    ids::{OfferId, ServicePlanId, SkuId},
    money::{Currency, Price},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};

/// Everything for sale, and everything inside licences.
#[derive(Debug, Clone, Default)]
pub struct Assortment {
    /// Version of the catalogue it was built from.
    pub version: i64,
    /// Licence SKUs with their service plans.
    pub licences: BTreeMap<SkuId, Product>,
    /// Names of service plans.
    pub plans: BTreeMap<ServicePlanId, PlanName>,
    /// New-commerce offers by product and SKU.
    pub offers: BTreeMap<OfferId, Offer>,
    /// Legacy offers by offer id (lower case).
    pub legacy: BTreeMap<String, LegacyOffer>,
    /// Promotions; one id may stand for several countries.
    pub promotions: Vec<Promotion>,
    /// Plans that must not be enabled through two SKUs together.
    pub exclusions: Vec<Exclusion>,
    /// Plans that need one of others: dependent plan, plans of which one must be enabled.
    pub dependencies: BTreeMap<ServicePlanId, Vec<ServicePlanId>>,
    /// Market regions and currencies by country.
    pub markets: BTreeMap<String, Market>,
    by_availability: HashMap<String, (OfferId, String, String)>,
}

/// A new-commerce offer: one SKU of a product. Its prices are rows of their own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Offer {
    /// `ProductId:SkuId`.
    pub id: OfferId,
    /// Product's title.
    pub product_title: String,
    /// SKU's title.
    pub title: String,
    /// SKU's description.
    pub description: String,
    /// Publisher.
    pub publisher: String,
    /// The licence it provisions.
    pub licence: SkuId,
    /// Fewest seats of a subscription.
    pub min_seats: i64,
    /// Most seats of a subscription, and of the SKU per customer; `None`: no limit named.
    pub max_seats: Option<i64>,
    /// Most subscriptions of it per customer.
    pub max_subscriptions: Option<i64>,
    /// Trial.
    pub trial: bool,
    /// Offers of which the tenant must have one, from any seller; empty: none needed.
    pub prerequisites: Vec<OfferId>,
    /// Offers it can be changed to.
    pub conversions: Vec<OfferId>,
    /// Countries it is sold in; empty: everywhere.
    pub countries: Vec<String>,
    /// Its rows of the price list.
    #[serde(skip)]
    pub prices: Vec<PriceRow>,
}

impl Offer {
    /// Product part of the id.
    pub fn product_id(&self) -> &str {
        self.id.0.split_once(':').map_or(&self.id.0, |(product, _)| product)
    }

    /// SKU part of the id.
    pub fn sku_id(&self) -> &str {
        self.id.0.split_once(':').map_or("", |(_, sku)| sku)
    }

    /// Whether it is an add-on.
    pub fn is_addon(&self) -> bool {
        !self.prerequisites.is_empty()
    }

    /// Whether it is sold in a country.
    pub fn sold_in(&self, country: &str) -> bool {
        self.countries.is_empty() || self.countries.iter().any(|c| c.eq_ignore_ascii_case(country))
    }

    /// Its rows in a country, of every segment and day; empty before [`Assortment::index`].
    pub fn in_country(&self, country: &str) -> &[PriceRow] {
        let country = country.to_ascii_uppercase();
        let first = self.prices.partition_point(|row| row.market < country);
        let rows = &self.prices[first..];
        &rows[..rows.partition_point(|row| row.market == country)]
    }

    /// Rows for a market and segment that apply on a day.
    pub fn rows<'a>(&'a self, place: &'a Place, day: Date) -> impl Iterator<Item = &'a PriceRow> {
        self.prices
            .iter()
            .filter(move |row| place.fits(row) && row.from <= day && day <= row.until)
    }

    /// The row for a term and billing plan on a day; the cheapest where several apply.
    pub fn row<'a>(&'a self, place: &'a Place, term: Term, billing: BillingPlan, day: Date) -> Option<&'a PriceRow> {
        self.rows(place, day)
            .filter(|row| row.term == term && row.billing == billing && row.tier_min.is_none_or(|min| min <= 1))
            .min_by_key(|row| partner_price(row))
    }
}

/// What the partner pays per billing period: the unit price, else the list price.
pub fn partner_price(row: &PriceRow) -> Option<Price> {
    row.unit_price.or(row.erp_price)
}

/// Where and for whom something is bought.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    /// Country, ISO 3166 alpha-2, upper case.
    pub country: String,
    /// Currency of the price list.
    pub currency: Currency,
    /// Segment, as price lists write it (`Commercial`).
    pub segment: String,
}

impl Place {
    fn fits(&self, row: &PriceRow) -> bool {
        row.market.eq_ignore_ascii_case(&self.country) && row.currency == self.currency && row.segment.eq_ignore_ascii_case(&self.segment)
    }
}

/// A legacy offer with its prices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegacyOffer {
    /// Offer id, lower case.
    pub id: String,
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Category id.
    pub category_id: String,
    /// Category name.
    pub category_name: String,
    /// Category's rank.
    pub category_rank: i64,
    /// The licence it provisions.
    pub licence: SkuId,
    /// Fewest seats.
    pub min_seats: i64,
    /// Most seats; `None`: none named.
    pub max_seats: Option<i64>,
    /// Add-on.
    pub addon: bool,
    /// Base offers of which the parent must be one.
    pub prerequisites: Vec<String>,
    /// Trial.
    pub trial: bool,
    /// Cycles it can be billed in.
    pub cycles: Vec<BillingPlan>,
    /// Offers it can be upgraded to.
    pub upgrades: Vec<String>,
    /// Offers a trial converts to.
    pub conversions: Vec<String>,
    /// Items of different groups go to different orders.
    pub sales_group: String,
    /// Unit.
    pub unit: String,
    /// The new-commerce offer that it becomes by migration.
    #[serde(default)]
    pub successor: Option<OfferId>,
    /// It may be migrated (now).
    #[serde(default)]
    pub migratable: bool,
    /// Prices by market.
    pub prices: Vec<LegacyPrice>,
}

/// A legacy offer's price in a market, per seat and month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LegacyPrice {
    /// Country.
    pub country: String,
    /// Currency.
    pub currency: Currency,
    /// Partner's price per month.
    pub monthly: Price,
    /// List price per month.
    pub monthly_list: Price,
}

/// A promotion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Promotion {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// Description.
    pub description: String,
    /// Offer it is for.
    pub offer: OfferId,
    /// Term it is for.
    pub term: Term,
    /// Billing plan it is for.
    pub billing: BillingPlan,
    /// Country.
    pub country: String,
    /// Segment.
    pub segment: String,
    /// First day.
    pub from: Date,
    /// Last day.
    pub until: Date,
    /// Discount in percent.
    pub percent: i64,
    /// Applied without being asked for.
    pub automatic: bool,
    /// Fewest seats; `None`: any.
    #[serde(default)]
    pub min_seats: Option<i64>,
    /// Most seats; `None`: any.
    pub max_seats: Option<i64>,
    /// Most redemptions by one customer; `None`: any.
    pub max_redemptions: Option<i64>,
    /// Only for who has never had the offer.
    #[serde(default)]
    pub first_purchase: bool,
    /// Offers of whose licences the customer must have one; empty: none.
    #[serde(default)]
    pub needs: Vec<OfferId>,
}

impl Promotion {
    /// Whether it is for an offer, bought like this on a day, with so many seats.
    pub fn fits(&self, offer: &OfferId, term: Option<Term>, billing: BillingPlan, place: &Place, day: Date, seats: i64) -> bool {
        self.offer == *offer
            && term.is_none_or(|t| t == self.term)
            && billing == self.billing
            && self.country.eq_ignore_ascii_case(&place.country)
            && self.segment.eq_ignore_ascii_case(&place.segment)
            && self.from <= day
            && day <= self.until
            && self.min_seats.is_none_or(|min| min <= seats)
            && self.max_seats.is_none_or(|max| seats <= max)
    }
}

/// What the price list says about an offer beside its prices; the offer matrix does not say who publishes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Title {
    /// Product's title.
    pub product_title: String,
    /// SKU's title.
    pub title: String,
    /// SKU's description.
    pub description: String,
    /// Publisher.
    pub publisher: String,
}

/// A country of the programme.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Market {
    /// Market region: partner and customer must be in the same.
    pub region: String,
    /// English name.
    pub name: String,
    /// Billing currency.
    pub currency: Currency,
}

/// An availability: an offer in a country for a segment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Availability<'a> {
    /// The offer.
    pub offer: &'a Offer,
    /// Country.
    pub country: &'a str,
    /// Segment.
    pub segment: &'a str,
}

impl Assortment {
    /// Orders prices by market and makes the index of availabilities; call once after filling the fields.
    pub fn index(&mut self) {
        for offer in self.offers.values_mut() {
            offer.prices.iter_mut().for_each(|row| row.market.make_ascii_uppercase());
            offer.prices.sort_by(|a, b| {
                (&a.market, &a.segment, a.term, a.billing, a.from).cmp(&(&b.market, &b.segment, b.term, b.billing, b.from))
            });
        }
        let mut found = HashMap::new();
        for offer in self.offers.values() {
            for row in &offer.prices {
                let id = availability_id(&offer.id, &row.market, &row.segment);
                found
                    .entry(id)
                    .or_insert_with(|| (offer.id.clone(), row.market.clone(), row.segment.clone()));
            }
        }
        self.by_availability = found;
    }

    /// An availability by its id; `None` if unknown (or rotated).
    pub fn availability(&self, id: &str) -> Option<Availability<'_>> {
        let (offer, country, segment) = self.by_availability.get(&id.to_ascii_uppercase())?;
        Some(Availability {
            offer: self.offers.get(offer)?,
            country,
            segment,
        })
    }

    /// Availabilities of an offer in a country.
    pub fn availabilities<'a>(&'a self, offer: &'a Offer, country: &'a str) -> Vec<(String, Availability<'a>)> {
        let mut segments: Vec<&str> = offer.in_country(country).iter().map(|r| r.segment.as_str()).collect();
        segments.dedup();
        let of = |segment| {
            (
                availability_id(&offer.id, country, segment),
                Availability { offer, country, segment },
            )
        };
        segments.into_iter().map(of).collect()
    }

    /// Offers of a product, in the order of their SKU ids; the product's id in upper case.
    pub fn product<'a>(&'a self, id: &str) -> impl Iterator<Item = &'a Offer> + use<'a> {
        let prefix = format!("{id}:");
        let offers = self.offers.range(OfferId(prefix.clone())..).map(|(_, offer)| offer);
        offers.take_while(move |offer| offer.id.0.starts_with(&prefix))
    }

    /// The price per seat of one month of the extended term on a day: the monthly rate plus a surcharge, or a larger one on the
    /// annual term's monthly rate.
    pub fn extended_price(&self, offer: &OfferId, place: &Place, day: Date, percents: (i64, i64)) -> Option<Price> {
        let offer = self.offers.get(offer)?;
        let raised = |price: Price, over: i64, percent: i64| {
            let micros = i128::from(price.micros) * i128::from(100 + percent);
            let den = i128::from(over) * 100;
            i64::try_from((micros + den / 2).div_euclid(den))
                .ok()
                .map(|micros| Price { micros })
        };
        let price = |term, billing| offer.row(place, term, billing, day).and_then(partner_price);
        if let Some(monthly) = price(Term::P1M, BillingPlan::Monthly) {
            return raised(monthly, 1, percents.0);
        }
        if let Some(monthly) = price(Term::P1Y, BillingPlan::Monthly) {
            return raised(monthly, 1, percents.1);
        }
        raised(price(Term::P1Y, BillingPlan::Annual)?, 12, percents.1)
    }

    /// A promotion by its id, for a country.
    pub fn promotion(&self, id: &str, country: &str) -> Option<&Promotion> {
        self.promotions
            .iter()
            .find(|p| p.id.eq_ignore_ascii_case(id) && p.country.eq_ignore_ascii_case(country))
    }

    /// A licence's name; its GUID when the products file lacks it.
    pub fn licence_name(&self, sku: SkuId) -> String {
        self.licences.get(&sku).map_or_else(|| sku.to_string(), |p| p.name.clone())
    }

    /// A licence's string id; its GUID when unknown.
    pub fn licence_string_id(&self, sku: SkuId) -> String {
        self.licences.get(&sku).map_or_else(|| sku.to_string(), |p| p.string_id.clone())
    }

    /// Whether a country lies in the same market region as another.
    pub fn same_region(&self, one: &str, other: &str) -> bool {
        let region = |country: &str| self.markets.get(&country.to_ascii_uppercase()).map(|m| m.region.as_str());
        one.eq_ignore_ascii_case(other) || matches!((region(one), region(other)), (Some(a), Some(b)) if a == b)
    }
}
