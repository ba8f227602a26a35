//! What can be bought and what is inside it: products with their service plans, prices, offers,
//! plan equivalents and exclusions. Read by `files`, used by the planner and its proof.

use crate::{
    dates::Date,
    estate::word_enum,
    ids::{OfferId, ServicePlanId, SkuId},
    money::{Currency, Price},
};
use std::collections::BTreeMap;

/// Everything the official files of a case say.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Catalogue {
    /// SKUs with their service plans (`products.csv`).
    pub products: BTreeMap<SkuId, Product>,
    /// Names of service plans.
    pub plans: BTreeMap<ServicePlanId, PlanName>,
    /// Price rows (`pricelist.csv`), in file order.
    pub prices: Vec<PriceRow>,
    /// Offers (`offermatrix.csv`), in file order.
    pub offers: Vec<OfferRow>,
    /// Plans that another plan satisfies, pair by pair, never chained (`plan-equivalents.csv`).
    pub equivalents: Vec<Equivalent>,
    /// Plans that must not be enabled through two SKUs together (`exclusions.csv`).
    pub exclusions: Vec<Exclusion>,
}

/// A licence SKU.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    /// Display name.
    pub name: String,
    /// The vendor's string id (`SPE_E3`).
    pub string_id: String,
    /// Service plans inside, ascending and unique.
    pub plans: Vec<ServicePlanId>,
}

/// What a service plan is called.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanName {
    /// Technical name (`EXCHANGE_S_STANDARD`).
    pub name: String,
    /// Friendly name, when the file gives one.
    pub friendly: String,
}

impl PlanName {
    /// The name for people: friendly where there is one, else technical.
    pub fn shown(&self) -> &str {
        if self.friendly.is_empty() { &self.name } else { &self.friendly }
    }
}

word_enum!(
    /// A term that may be bought.
    Term {
        /// One month.
        P1M = "P1M",
        /// One year.
        P1Y = "P1Y",
        /// Three years.
        P3Y = "P3Y",
    }
);

impl Term {
    /// Calendar months of the term.
    pub fn months(self) -> i32 {
        match self {
            Self::P1M => 1,
            Self::P1Y => 12,
            Self::P3Y => 36,
        }
    }
}

word_enum!(
    /// How often a term is billed.
    BillingPlan {
        /// Every month.
        Monthly = "Monthly",
        /// Every year.
        Annual = "Annual",
        /// Once for three years.
        Triennial = "Triennial",
    }
);

impl BillingPlan {
    /// Months of one billing period.
    pub fn months(self) -> i32 {
        match self {
            Self::Monthly => 1,
            Self::Annual => 12,
            Self::Triennial => 36,
        }
    }

    /// Billing periods in a term; `None` where the two do not go together.
    pub fn periods_in(self, term: Term) -> Option<i32> {
        (term.months() % self.months() == 0).then(|| term.months() / self.months())
    }
}

/// One row of the new-commerce licence-based price list.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PriceRow {
    /// `ProductId:SkuId`.
    pub offer: OfferId,
    /// SKU title.
    pub title: String,
    /// Term.
    pub term: Term,
    /// Billing plan.
    pub billing: BillingPlan,
    /// Market: ISO 3166 two-letter country.
    pub market: String,
    /// Currency.
    pub currency: Currency,
    /// Column `UnitPrice`: what the partner pays per billing period; absent where the file leaves it empty.
    pub unit_price: Option<Price>,
    /// Column `ERP Price`: the list price per billing period; absent where the file leaves it empty.
    pub erp_price: Option<Price>,
    /// `PricingTierRangeMin`; above 1 the row is ignored with a warning.
    pub tier_min: Option<u32>,
    /// First day the price applies.
    pub from: Date,
    /// Last day the price applies.
    pub until: Date,
    /// Segment (`Commercial`, `Education`, …).
    pub segment: String,
    /// Where the row stands, for messages.
    pub line: u32,
}

/// One row of the offer matrix.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct OfferRow {
    /// `ProductId:SkuId`.
    pub offer: OfferId,
    /// Column `ProvisioningId`: the licence SKU that the offer provisions.
    pub sku: SkuId,
    /// SKU title.
    pub title: String,
    /// Fewest seats per purchase; warned of, not optimised.
    pub min_licenses: Option<u32>,
    /// Most seats of the SKU that one customer may have bought and active at once; `None`: no limit.
    pub max_licenses: Option<u32>,
    /// Prerequisites, as written; warned of, not optimised.
    pub prerequisites: String,
    /// Countries the offer is sold in; empty: everywhere.
    pub allowed_countries: Vec<String>,
    /// Where the row stands, for messages.
    pub line: u32,
}

/// `plan` is satisfied where `satisfied_by` is enabled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Equivalent {
    /// The plan needed.
    pub plan: ServicePlanId,
    /// The plan that does as well.
    pub satisfied_by: ServicePlanId,
}

/// A plan's membership of an exclusion group: two different plans of one group may not be enabled for one user through two SKUs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Exclusion {
    /// Name of the group.
    pub group: String,
    /// A plan in it.
    pub plan: ServicePlanId,
}

impl Catalogue {
    /// A SKU's name for people; its GUID when the products file lacks it.
    pub fn sku_name(&self, sku: SkuId) -> String {
        self.products.get(&sku).map_or_else(|| sku.to_string(), |p| p.name.clone())
    }

    /// A plan's name for people; friendly where it has one, else technical, else the GUID.
    pub fn plan_name(&self, plan: ServicePlanId) -> String {
        self.plans
            .get(&plan)
            .map_or_else(|| plan.to_string(), |names| names.shown().to_owned())
    }
}
