//! Layouts of our own: what a center sells beside the official files, and how headers tell them apart. Called by the readers beside
//! this file and by the center's import.

use crate::table::Table;
use std::{fmt, io::Read};

/// A layout of our own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnLayout {
    /// Legacy offers, one row per offer and market.
    Legacy,
    /// Promotions, one row per promotion and market.
    Promotions,
    /// Countries with their region and currency.
    Markets,
    /// Plans that need one of others.
    Dependencies,
    /// Exchange rates of a month, as the vendor publishes them.
    Rates,
}

/// Columns of legacy offers.
pub(super) const LEGACY_COLUMNS: &[&str] = &[
    "OfferId",
    "OfferName",
    "Description",
    "CategoryId",
    "CategoryName",
    "CategoryRank",
    "SkuId",
    "MinimumQuantity",
    "MaximumQuantity",
    "IsAddOn",
    "PrerequisiteOffers",
    "IsTrial",
    "SupportedBillingCycles",
    "UpgradeTargetOffers",
    "ConversionTargetOffers",
    "SalesGroupId",
    "Unit",
    "Country",
    "Currency",
    "MonthlyPrice",
    "MonthlyErpPrice",
];
/// Columns of promotions that must be there.
pub(super) const PROMOTION_COLUMNS: &[&str] = &[
    "PromotionId",
    "Name",
    "Description",
    "ProductId",
    "SkuId",
    "TermDuration",
    "BillingCycle",
    "Country",
    "Segment",
    "StartDate",
    "EndDate",
    "DiscountPercent",
    "IsAutoApplicable",
    "MaximumSeats",
    "MaximumRedemptions",
];
/// Columns of markets.
pub(super) const MARKET_COLUMNS: &[&str] = &["Region", "Country", "Name", "Currency"];
/// Columns of exchange rates.
pub(super) const RATE_COLUMNS: &[&str] = &["CurrencyCode", "USDPerUnit", "Month"];
/// Columns of dependencies.
pub(super) const DEPENDENCY_COLUMNS: &[&str] = &["Dependent_Plan_Id", "Required_Plan_Id"];

impl OwnLayout {
    /// Every layout of our own.
    pub const ALL: [Self; 5] = [Self::Legacy, Self::Promotions, Self::Markets, Self::Dependencies, Self::Rates];

    /// The columns that no other layout has.
    fn telling(self) -> &'static [&'static str] {
        match self {
            Self::Legacy => &["OfferId", "SalesGroupId", "MonthlyPrice"],
            Self::Promotions => &["PromotionId", "DiscountPercent"],
            Self::Markets => &["Region", "Country", "Name", "Currency"],
            Self::Dependencies => &["Dependent_Plan_Id"],
            Self::Rates => &["CurrencyCode", "USDPerUnit"],
        }
    }

    /// The layout of a table, if it is one of these: the first of which it has every telling column.
    pub fn of<R: Read>(table: &Table<R>) -> Option<Self> {
        let has = |name: &&str| table.headers().iter().any(|header| header.eq_ignore_ascii_case(name));
        Self::ALL.into_iter().find(|layout| layout.telling().iter().all(has))
    }
}

impl fmt::Display for OwnLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Legacy => "legacy offers",
            Self::Promotions => "promotions",
            Self::Markets => "markets",
            Self::Dependencies => "plan dependencies",
            Self::Rates => "exchange rates",
        })
    }
}

/// A segment as the center names it: what the price list calls Charity is Nonprofit everywhere else.
pub(super) fn segment(text: &str) -> String {
    match crate::cell::segment(text) {
        charity if charity == "Charity" => "Nonprofit".to_owned(),
        other => other,
    }
}
