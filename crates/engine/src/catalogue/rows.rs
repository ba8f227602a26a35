//! Rows of the catalogue: what each kind is, its natural key, and how it is written. Import writes them, loading reads them.

use nahtlos_model::{
    assortment::{LegacyOffer, Market, Offer, Promotion, Title},
    catalogue::{Exclusion, PlanName, PriceRow, Product},
    ids::{OfferId, ServicePlanId, SkuId},
    rates::Rate,
};
use serde::{Serialize, de::DeserializeOwned};

/// A row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Row {
    /// A licence with its service plans.
    Licence(SkuId, Product),
    /// A service plan's name.
    Plan(ServicePlanId, PlanName),
    /// A new-commerce offer.
    Offer(Box<Offer>),
    /// A row of the price list.
    Price(Box<PriceRow>),
    /// What the price list says about an offer beside its prices.
    Title(OfferId, Title),
    /// A legacy offer.
    Legacy(Box<LegacyOffer>),
    /// A promotion in a country.
    Promotion(Box<Promotion>),
    /// A service plan in an exclusion group.
    Exclusion(Exclusion),
    /// A service plan that needs another.
    Dependency(ServicePlanId, ServicePlanId),
    /// A country.
    Market(String, Market),
    /// What a currency is worth in a month.
    Rate(Rate),
}

impl Row {
    /// Kind of the row.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Licence(..) => "licence",
            Self::Plan(..) => "plan",
            Self::Offer(_) => "offer",
            Self::Price(_) => "price",
            Self::Title(..) => "title",
            Self::Legacy(_) => "legacy",
            Self::Promotion(_) => "promotion",
            Self::Exclusion(_) => "exclusion",
            Self::Dependency(..) => "dependency",
            Self::Market(..) => "market",
            Self::Rate(_) => "rate",
        }
    }

    /// Natural key: what makes two rows of two files the same row.
    pub fn key(&self) -> String {
        match self {
            Self::Licence(id, _) => id.to_string(),
            Self::Plan(id, _) => id.to_string(),
            Self::Offer(offer) => offer.id.0.clone(),
            Self::Price(p) => {
                let tier = p.tier_min.map_or_else(String::new, |t| t.to_string());
                format!(
                    "{}|{}|{}|{}|{}|{}|{}|{tier}",
                    p.offer.0, p.term, p.billing, p.market, p.currency, p.segment, p.from
                )
            }
            Self::Title(id, _) => id.0.clone(),
            Self::Legacy(offer) => offer.id.clone(),
            Self::Promotion(p) => format!("{}|{}", p.id, p.country),
            Self::Exclusion(e) => format!("{}|{}", e.group, e.plan),
            Self::Dependency(plan, needs) => format!("{plan}|{needs}"),
            Self::Market(country, _) => country.clone(),
            Self::Rate(rate) => format!("{}|{}", rate.currency, rate.month),
        }
    }

    /// Market and segment of a price, from its key; `None`: a key of another kind.
    pub(crate) fn place_of_price(key: &str) -> Option<(&str, &str)> {
        let mut parts = key.split('|').skip(3);
        let market = parts.next()?;
        Some((market, parts.nth(1)?))
    }

    /// As JSON text.
    ///
    /// # Errors
    /// Never for these types; the serialiser's own.
    pub fn write(&self) -> Result<String, serde_json::Error> {
        fn text(value: &impl Serialize) -> Result<String, serde_json::Error> {
            serde_json::to_string(value)
        }
        match self {
            Self::Licence(id, product) => text(&(id, product)),
            Self::Plan(id, name) => text(&(id, name)),
            Self::Offer(offer) => text(offer),
            // The line of the file is for messages; a row that only moved is no change.
            Self::Price(price) => text(&PriceRow {
                line: 0,
                ..(**price).clone()
            }),
            Self::Title(id, title) => text(&(id, title)),
            Self::Legacy(offer) => text(offer),
            Self::Promotion(promotion) => text(promotion),
            Self::Exclusion(exclusion) => text(exclusion),
            Self::Dependency(plan, needs) => text(&(plan, needs)),
            Self::Market(country, market) => text(&(country, market)),
            Self::Rate(rate) => text(rate),
        }
    }

    /// From JSON text.
    ///
    /// # Errors
    /// A kind nobody knows; text that does not read.
    pub fn read(kind: &str, text: &str) -> Result<Self, String> {
        fn of<T: DeserializeOwned>(text: &str) -> Result<T, String> {
            serde_json::from_str(text).map_err(|e| e.to_string())
        }
        Ok(match kind {
            "licence" => of(text).map(|(id, product)| Self::Licence(id, product))?,
            "plan" => of(text).map(|(id, name)| Self::Plan(id, name))?,
            "offer" => Self::Offer(of(text)?),
            "price" => Self::Price(of(text)?),
            "title" => of(text).map(|(id, title)| Self::Title(id, title))?,
            "legacy" => Self::Legacy(of(text)?),
            "promotion" => Self::Promotion(of(text)?),
            "exclusion" => Self::Exclusion(of(text)?),
            "dependency" => of(text).map(|(plan, needs)| Self::Dependency(plan, needs))?,
            "market" => of(text).map(|(country, market)| Self::Market(country, market))?,
            "rate" => Self::Rate(of(text)?),
            other => return Err(format!("kind {other:?} is unknown")),
        })
    }
}
